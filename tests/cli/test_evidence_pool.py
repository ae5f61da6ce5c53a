"""`amnio evidence pool`: any parameter with counts, any method, never two windows unasked, and a picture."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Ran, Run

SINGLE, PAIR = "background.risk_16_24", "background_modifier.smoking_over_10"


def pooled(run: Run, *arguments: object) -> Ran:
    return run("evidence", "pool", *arguments)


def answer(run: Run, *arguments: object) -> dict[str, Any]:
    ran = pooled(run, *arguments, "--format", "json")
    assert ran.status == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def numbers(text: str) -> list[str]:
    plain = re.sub(r"(?<=\d)[,\u202f](?=\d{3})", "", text)
    return sorted(re.findall(r"\d+\.\d+", plain))


@pytest.mark.parametrize("arguments", [("--method", "reml", "--measure", "rr"), (SINGLE,), (PAIR, "--method", "iv")])
def test_pooling_gives_the_same_numbers_in_both_languages(run: Run, arguments: tuple[str, ...]) -> None:
    english = pooled(run, *arguments).text
    chinese = pooled(run, *arguments, "--language", "zh").text
    assert numbers(english) == numbers(chinese)


@pytest.mark.parametrize("method", ["mh", "peto", "iv", "dl", "pm", "reml", "hksj", "glmm", "bb", "bayes"])
def test_every_method_pools_two_arms(run: Run, method: str) -> None:
    found = answer(run, "--method", method, "--measure", "rd" if method == "bayes" else "or")
    assert found["effect"]["low"] <= found["effect"]["estimate"] <= found["effect"]["high"]
    assert found["common"] == (method in ("mh", "peto", "iv"))
    assert (found["prediction"] is None) == (method in ("mh", "peto", "iv", "bb"))


@pytest.mark.parametrize("method", ["iv", "dl", "pm", "reml", "hksj", "glmm", "bb", "bayes"])
def test_every_method_of_single_arms_pools_them(run: Run, method: str) -> None:
    found = answer(run, SINGLE, "--method", method)
    assert found["measure"] == "proportion"
    assert 0 < found["effect"]["low"] <= found["effect"]["estimate"] <= found["effect"]["high"] < 0.05
    risks = [study["treated_events"] / study["treated_total"] for study in found["studies"]]
    assert min(risks) < found["effect"]["estimate"] < max(risks)


def test_the_default_is_made_for_rare_events(run: Run) -> None:
    assert answer(run)["method"] == "mh"
    assert answer(run, SINGLE)["method"] == "glmm"


def test_women_without_the_event_count_where_the_parameter_turns_the_arm_round(run: Run) -> None:
    found = answer(run, "test.microarray.fails")
    assert {(s["key"], s["treated_events"], s["treated_total"]) for s in found["studies"]} == {
        ("reddy-2012", 532 - 465, 532),
        ("sahlin-2014", 0, 90),
    }
    assert [entry["key"] for entry in found["left_out"]] == ["rosenfeld-2015"]


def test_leaving_a_study_out_changes_the_pool(run: Run) -> None:
    everything = answer(run)
    without = answer(run, "--without", "tabor-1986")
    assert len(without["studies"]) == len(everything["studies"]) - 1
    step = next(step for step in everything["leave_one_out"] if step["label"] == "tabor-1986")
    assert step["effect"] == without["effect"]


def test_studies_come_in_by_year_and_the_last_step_is_the_whole(run: Run) -> None:
    found = answer(run)
    years = {study["label"]: study["year"] for study in found["studies"]}
    order = [years[step["label"]] for step in found["cumulative"]]
    assert order == sorted(order)
    assert found["cumulative"][-1]["effect"] == found["effect"]


def test_windows_are_pooled_together_only_when_each_is_named(run: Run) -> None:
    default = {study["key"] for study in answer(run)["studies"]}
    later = {study["key"] for study in answer(run, "--window", "any")["studies"]}
    assert default.isdisjoint(later)
    both = pooled(run, "--window", "<24", "--window", "any")
    assert "asked for by name" in both.text
    assert {study["key"] for study in answer(run, "--window", "<24", "--window", "any")["studies"]} == default | later


def test_single_arms_with_different_windows_wait_to_be_asked_for(run: Run) -> None:
    name = "survival.monosomy_x.loss_16_term"
    refused = pooled(run, name)
    assert refused.status == 2
    assert "from diagnosis, to term, to birth" in refused.words
    windows = ("--window", "to term", "--window", "to birth")
    assert answer(run, name, *windows)["windows"] == ["to birth", "to term"]


def test_groups_of_one_study_wait_to_be_asked_for(run: Run) -> None:
    name = "screen.cfdna_low_risk_factor"
    refused = pooled(run, name)
    assert refused.status == 2
    assert "trisomy 21, trisomy 18, trisomy 13" in refused.words
    found = answer(run, name, "--group", "trisomy 21")
    assert found["groups"] == ["trisomy 21"]
    assert len(found["studies"]) == 2


def test_two_kinds_of_controls_are_never_pooled_silently(run: Run) -> None:
    assert "4 studies with controls of the same risk" in " ".join(pooled(run).text.split())
    assert "Two kinds" not in pooled(run, "--subgroup", "same_risk").text
    assert all(study["same_risk"] for study in answer(run, "--subgroup", "same_risk")["studies"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("procedure.exces",), "Did you mean procedure.excess_risk?"),
        (("--without", "nobody-1900"), "There is no study nobody-1900"),
        (("--without", "gray-1992"), "gray-1992 is not in this pool"),
        (("--window", "30d", "--method", "dl"), "needs two studies"),
        (("--window", "next year"), "There are: 30d, <24, <28, any"),
        (("modifier.twins",), "is a judgement"),
        (("screen.cfdna_ppv.t21",), "rests on printed values"),
        (("background.undelivered",), "is not made of events"),
        (("background_modifier.twins",), "not two arms of one study (cahill-2009, odibo-2008)"),
        (("infection.present_lost_within_28_days",), "It needs two studies"),
        ((SINGLE, "--method", "mh"), "--method mh has no meaning"),
        ((SINGLE, "--measure", "rr"), "--measure rr has no meaning"),
        ((SINGLE, "--subgroup", "same_risk"), "--subgroup has no meaning"),
        ((SINGLE, "--group", "nobody"), "has a group nobody"),
        (("--method", "peto"), "Add --measure or"),
        (("--method", "bayes", "--measure", "rr"), "No prior is filed"),
    ],
)
def test_what_cannot_be_pooled_is_refused_with_what_to_do_instead(
    run: Run, arguments: tuple[str, ...], said: str
) -> None:
    refused = pooled(run, *arguments)
    assert refused.status == 2
    assert refused.out == b""
    assert said in refused.words
    assert "Traceback" not in refused.err


def test_a_refusal_is_chinese_when_asked(run: Run) -> None:
    refused = pooled(run, "modifier.twins", "--language", "zh")
    assert refused.status == 2
    assert "是专家判断" in refused.words


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("arguments", [("--method", "hksj"), (SINGLE,)])
def test_a_forest_plot_is_written_with_every_study_and_the_pool(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], language: str
) -> None:
    path = tmp_path / "plot.svg"
    ran = pooled(run, *arguments, "--forest", path, "--language", language)
    assert ran.status == 0
    root = ET.fromstring(path.read_text(encoding="utf-8"))
    assert root.attrib["role"] == "img"
    words = [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")]
    for study in answer(run, *arguments)["studies"]:
        assert study["label"] in words
    assert {"en": "Pooled", "zh": "合并"}[language] in words
    assert not list(tmp_path.glob(".*"))


def test_a_picture_is_never_written_over_without_being_told_to(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plot.svg"
    path.write_text("mine")
    refused = pooled(run, "--forest", path)
    assert refused.status == 2
    assert path.read_text() == "mine"
    assert pooled(run, "--forest", path, "--force").status == 0
    assert path.read_text().startswith("<svg")


def test_nothing_is_drawn_when_nothing_is_pooled(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plot.svg"
    assert pooled(run, "modifier.twins", "--forest", path).status == 2
    assert list(tmp_path.iterdir()) == []
