"""Word rules over the advice, notes and sources of every rule, in both languages."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from amnio.guidance.files import ROOT
from amnio.guidance.rule import Rule, Standing
from amnio.guidance.rules import all_rules
from amnio.guidance.source import known_sources

RULES = all_rules()
EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
_NEVER = Path(__file__).parents[1] / "spec" / "never_words"


def said(rule: Rule, language: str) -> list[str]:
    return [text for text in (rule.advice(language), rule.note(language)) if text is not None]


def never(language: str) -> list[tuple[re.Pattern[str], list[str]]]:
    """The words that no view may hold, for a family or for a clinician."""
    listed = tomllib.loads((_NEVER / f"{language}.toml").read_text(encoding="utf-8"))["never"]
    return [
        (re.compile(entry["pattern"], re.IGNORECASE), entry.get("allowed", []))
        for entry in listed
        if entry.get("every_view")
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_character_of_a_rule_is_in_the_fonts(language: str) -> None:
    covered = set(files("amnio.present").joinpath("fonts", "covered.txt").read_text(encoding="utf-8"))
    texts = [text for rule in RULES for text in (*said(rule, language), rule.strength or "")]
    texts += [source.written(language) for rule in RULES for source in rule.sources]
    assert set("".join(texts)) - covered == set()


@EVERY_RULE
def test_chinese_is_simplified_and_punctuated_in_full_width(rule: Rule) -> None:
    for text in said(rule, "zh"):
        "".join(re.findall(r"[\u4e00-\u9fff]", text)).encode("gb2312")
        assert not re.findall(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]", text)
        assert not re.findall(r"[\u4e00-\u9fff] [\u4e00-\u9fff]|[０-９]", text)


@EVERY_RULE
def test_english_holds_no_chinese(rule: Rule) -> None:
    for text in said(rule, "en"):
        assert not re.findall(r"[\u3000-\u9fff\uff00-\uffef]", text)


@EVERY_RULE
def test_both_languages_give_the_same_numbers(rule: Rule) -> None:
    def numbers(text: str) -> set[str]:
        """Words for small numbers are not compared."""
        return {number for number in re.findall(r"\d+(?:\.\d+)?", text) if len(number) > 1}

    for english, chinese in zip(said(rule, "en"), said(rule, "zh"), strict=True):
        assert numbers(english) == numbers(chinese)


@EVERY_RULE
def test_a_note_is_a_sentence_in_both_languages(rule: Rule) -> None:
    if rule.note_en is not None and rule.note_zh is not None:
        assert rule.note_en.endswith((".", ")"))
        assert rule.note_zh.endswith(("。", "）"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_rule_holds_a_word_that_no_view_may_hold(language: str) -> None:
    breaches = []
    for rule in RULES:
        for text in said(rule, language):
            for pattern, allowed in never(language):
                kept = text
                for exception in allowed:
                    kept = kept.replace(exception, " ")
                breaches += [(rule.id, pattern.pattern)] * bool(pattern.search(kept))
    assert breaches == []


@EVERY_RULE
def test_nobody_is_blamed_or_frightened(rule: Rule) -> None:
    english, chinese = " ".join(said(rule, "en")), "".join(said(rule, "zh"))
    assert not re.search(
        r"\b(fault|blame|unfortunate\w*|non-?compl\w+|incompeten\w+|spontaneous abortion)\b|!", english
    )
    assert not re.search("！|不合作|不听|活该|失职", chinese)


@EVERY_RULE
def test_a_place_in_a_source_is_named_in_both_languages(rule: Rule) -> None:
    for source in rule.sources:
        assert source.place
        assert source.place_zh
        assert not re.search(r"[a-z]{3,}", source.place_zh)


@EVERY_RULE
def test_custom_is_called_custom(rule: Rule) -> None:
    """What health pages tell is never shown as if an issuer had recommended it."""
    pages = {"chinese-health-pages", "taiwan-pages", "japanese-health-page", "chinese-mood-pages"}
    if rule.source.key in pages and rule.standing not in (Standing.CUSTOM, Standing.HOSPITAL):
        assert rule.standing in (Standing.LEAFLET, Standing.MANUAL)
    if rule.standing in (Standing.GUIDELINE, Standing.STANDARD, Standing.LAW):
        assert rule.source.key not in pages


def test_every_source_that_only_rules_cite_is_cited_by_a_rule() -> None:
    listed = tomllib.loads((ROOT / "rule_sources.toml").read_text(encoding="utf-8"))
    cited = {source.key for rule in RULES for source in rule.sources}
    assert set(listed) <= cited
    assert cited <= set(known_sources())


def test_no_rule_file_holds_an_address() -> None:
    for path in (ROOT / "rules").rglob("*.toml"):
        assert not re.search(r"https?:|www\.", path.read_text(encoding="utf-8")), path


def test_what_is_listed_as_a_lead_is_below_the_limit_for_a_rule_and_every_rule_is_above_it() -> None:
    least = tomllib.loads((ROOT / "rule_limits.toml").read_text(encoding="utf-8"))["least_confidence"]["value"]
    page = (Path(__file__).parents[2] / "docs" / "explanation" / "rules.md").read_text(encoding="utf-8")
    leads = page.split("## Leads, not rules")[1].split("\n## ")[0]
    confidences = [float(found) for found in re.findall(r"\| (0\.\d+) \|$", leads, re.MULTILINE)]
    assert confidences
    assert max(confidences) < least
    assert all(rule.confidence is None or rule.confidence >= least for rule in RULES)
