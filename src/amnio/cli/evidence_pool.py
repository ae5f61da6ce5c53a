"""`amnio evidence pool`: the studies behind a parameter pooled by a method of choice, also as a picture."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amnio.cli.choices import language_option, reported
from amnio.cli.evidence_command import format_option, known, show_answer
from amnio.cli.failures import Unusable
from amnio.cli.sentences import Language, say

if TYPE_CHECKING:
    from amnio.answers.evidence_answer import PoolAnswer
    from amnio.answers.pool_studies import NothingToPool, PoolRequest
    from amnio.evidence import Evidence

_METHODS = ("mh", "peto", "iv", "dl", "pm", "reml", "hksj", "glmm", "bb", "bayes")
_EXCESS = "procedure.excess_risk"

#: What is said where no studies answer the request, by the code of `PoolProblem`.
_NOTHING = {
    "judgement": "pool_judgement",
    "no_counts": "pool_no_counts",
    "not_events": "pool_not_events",
    "no_control": "pool_no_control",
    "several_windows": "pool_several_windows",
    "several_groups": "pool_several_groups",
    "no_such_window": "pool_no_such_window",
    "no_such_group": "pool_no_such_group",
    "not_in_pool": "pool_not_in_pool",
    "nothing_left": "pool_nothing_left",
    "single_arms": "pool_single_arms",
    "no_subgroup": "pool_no_subgroup",
}
#: And where a method refuses its studies, by the code of `Refusal`; anything else is told as the method says it.
_REFUSED = {
    "no_events": "pool_no_events",
    "only_events": "pool_only_events",
    "one_sided": "pool_one_sided",
    "one_study": "pool_one_study",
    "prior_missing": "pool_prior_missing",
    "measure_not_of_method": "pool_measure_not_of_method",
}


@click.command(short_help="Pool the studies behind a parameter, and draw them.")
@click.argument("name", default=_EXCESS)
@click.option(
    "--method",
    type=click.Choice(_METHODS),
    help="Default: mh (Mantel-Haenszel) for two arms, glmm (binomial-normal model) for single arms: both are made for "
    "rare events. dl (DerSimonian-Laird) shows what most papers did.",
)
@click.option("--measure", type=click.Choice(["rd", "rr", "or"]), help="Of two arms; the default is rd.")
@click.option(
    "--window",
    "windows",
    multiple=True,
    metavar="WINDOW",
    help="Only studies that count in this window; several are pooled only if each is named. Default: the window of the "
    "parameter.",
)
@click.option(
    "--group", "groups", multiple=True, metavar="ARM", help="Only this arm of the study files. May be repeated."
)
@click.option("--subgroup", type=click.Choice(["same_risk"]), help="Only controls of the same risk.")
@click.option("--without", multiple=True, metavar="KEY", help="Leave a study out. May be repeated.")
@click.option("--forest", metavar="FILE.svg", help="Write the forest plot to a file.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@format_option
@language_option
def pool(
    name: str,
    method: str | None,
    measure: str | None,
    windows: tuple[str, ...],
    groups: tuple[str, ...],
    subgroup: str | None,
    without: tuple[str, ...],
    forest: str | None,
    force: bool,
    form: str,
    language: Language,
) -> None:
    """Pool the studies behind the parameter NAME (default: what the procedure adds) by a method of your choice."""
    with reported(language, as_json=form == "json"):
        from amnio.answers.pool_studies import PoolRequest
        from amnio.cli.destination import checked
        from amnio.evidence import load_evidence
        from amnio.present.narrative.pooling import pooling

        place = None if forest is None else checked(Path(forest), force=force)
        base = load_evidence()
        known(name, base.parameters, "no_such_parameter", language)
        for key in without:
            known(key, base.studies, "no_such_study", language)
        request = PoolRequest(
            name=name,
            method=method,
            measure=measure,
            windows=windows,
            groups=groups,
            same_risk_only=subgroup is not None,
            without=without,
        )
        answer = _pooled(base, request, language)
        if place is not None:
            _draw(answer, base.fingerprint, place, language)
        show_answer(answer, pooling, form, language)


def _pooled(base: "Evidence", request: "PoolRequest", language: Language) -> "PoolAnswer":
    from amnio.answers.pool_studies import NothingToPool
    from amnio.answers.pooling import pool_parameter
    from amnio.estimate import PoolingRefusedError

    try:
        return pool_parameter(base, request)
    except NothingToPool as nothing:
        raise _nothing(nothing, request.name, language) from None
    except PoolingRefusedError as refused:
        key = _REFUSED.get(refused.refusal.value, "not_pooled")
        slots = {"why": str(refused)} if key == "not_pooled" else {"name": request.name}
        raise Unusable(key, **slots) from None


def _nothing(nothing: "NothingToPool", name: str, language: Language) -> Unusable:
    return Unusable(
        _NOTHING[nothing.problem.value],
        name=name,
        asked=nothing.asked,
        named=", ".join(nothing.named) or say("none", language),
    )


def _draw(answer: "PoolAnswer", fingerprint: str, place: Path, language: Language) -> None:
    from amnio.cli.destination import written_whole
    from amnio.present.document import Language as Tongue
    from amnio.present.narrative.forest import forest_svg

    with written_whole(place) as stream:
        stream.write(forest_svg(answer, fingerprint, Tongue(language)).encode())
    click.echo(say("written", language, path=place), err=True)
