"""Every code that a page of the evidence can show has words: of units, designs, rules, methods and refusals."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from amnio.answers.pool_studies import PoolProblem
from amnio.answers.pooling import ARM_METHODS, MEASURES, METHODS
from amnio.cli import evidence_pool
from amnio.cli.sentences import USAGE
from amnio.estimate import Refusal
from amnio.evidence import load_evidence
from amnio.evidence.fields import UNITS
from amnio.evidence.fit_inputs import FITS
from amnio.evidence.printed import PROVENANCE
from amnio.evidence.rules import RULES
from amnio.evidence.source import FIT
from amnio.evidence.study import DESIGNS, READ
from amnio.evidence.topics import TOPICS
from amnio.present.catalogue import load
from amnio.present.document import Language
from amnio.present.narrative.forest import TOPIC

WORDS = load(Language.EN, TOPIC)
PRIORS = {name for found in load_evidence().parameters.values() if found.fit for name in found.fit.priors}
ABOUT_THE_STUDIES = (
    Refusal.NO_STUDIES,
    Refusal.NO_EVENTS,
    Refusal.ONLY_EVENTS,
    Refusal.ONE_SIDED,
    Refusal.ONE_STUDY,
    Refusal.NOT_SOLVED,
)


@pytest.mark.parametrize(
    ("prefix", "codes"),
    [
        ("evidence_site.unit", UNITS),
        ("evidence_site.design", DESIGNS),
        ("evidence_site.read", READ),
        ("evidence_site.topic", TOPICS),
        ("evidence_site.provenance", PROVENANCE),
        ("evidence_site.rule", (set(RULES) - {FIT}) | FITS),
        ("evidence_site.option", {option for rule in RULES.values() for option in rule.options} | PRIORS),
        ("evidence_site.family", {name.partition(".")[0] for name in load_evidence().parameters}),
        ("evidence_site.measure", {*MEASURES, "proportion", "rate"}),
        ("evidence_site.axis", {*MEASURES, "proportion", "rate"}),
        ("evidence_site.refused", ABOUT_THE_STUDIES),
    ],
)
def test_every_code_has_words(prefix: str, codes: Iterable[str]) -> None:
    assert sorted(code for code in codes if f"{prefix}.{code}" not in WORDS) == []


def test_every_method_has_words_and_can_be_asked_for() -> None:
    assert [name for name in METHODS if f"evidence.method_{name}" not in WORDS] == []
    assert tuple(METHODS) == evidence_pool._METHODS
    assert set(ARM_METHODS) < set(METHODS)


def test_everything_that_hinders_a_pool_is_said_on_the_command_line() -> None:
    assert set(evidence_pool._NOTHING) == set(PoolProblem)
    assert set(evidence_pool._REFUSED) < {refusal.value for refusal in Refusal}
    assert {*evidence_pool._NOTHING.values(), *evidence_pool._REFUSED.values()} <= set(USAGE)


def test_the_search_script_writes_text_and_never_markup() -> None:
    source = (Path(evidence_pool.__file__).parents[1] / "present/templates/search.js").read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|eval\(|fetch\(|XMLHttpRequest", source)
