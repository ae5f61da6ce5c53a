"""The evidence covers its field: counts on every question and week, and no window or twin mixed in silence."""

import re

import pytest

from amnio.evidence import TOPICS

WEEKS = re.compile(r"weeks? (\d+)(?:-(\d+)| and (later))?")
LAST_WEEK = 42

# How many studies with counts a question has at least. A count rises when studies come in; it never falls unnoticed.
AT_LEAST = {
    "controlled_midtrimester": 18,
    "series": 28,
    "early": 9,
    "villus_sampling": 16,
    "twins": 4,
    "modifier": 22,
    "timing": 16,
    "leak": 15,
    "method": 11,
    "background": 17,
    "survival": 11,
    "prevalence": 8,
    "indication": 8,
    "screening": 5,
    "infection": 32,
    "sign": 12,
    "workup": 20,
    "test": 12,
    "recurrence": 13,
    "aftercare": 9,
    "stress_trauma": 3,
}


def on(evidence, topic):
    return [study for study in evidence.studies.values() if topic in study.topics]


@pytest.mark.parametrize("topic", AT_LEAST)
def test_a_question_has_studies_with_counts(evidence, topic):
    counted = [study.key for study in on(evidence, topic) if any(arm.women for arm in study.arms)]
    assert len(counted) >= AT_LEAST[topic], (topic, counted)


def test_every_topic_is_asked_for():
    assert set(AT_LEAST) == set(TOPICS)


def test_every_week_of_background_from_14_to_birth_has_a_figure(evidence):
    covered = set()
    for study in on(evidence, "background"):
        windows = [arm.window for arm in study.arms] + [value.window or "" for value in study.values.values()]
        for found in filter(None, map(WEEKS.fullmatch, windows)):
            last = LAST_WEEK if found[3] else int(found[2] or found[1])
            covered |= set(range(int(found[1]), last + 1))
    assert set(range(14, LAST_WEEK + 1)) <= covered


def test_every_controlled_study_says_whether_it_is_pooled(evidence):
    """A study with two arms that nobody decided about would be left out in silence."""
    undecided = [
        study.key
        for study in on(evidence, "controlled_midtrimester")
        if study.pooling is None and study.design not in ("review", "model")
    ]
    assert undecided == []


def test_no_review_is_pooled_with_its_own_studies(evidence):
    for study in evidence.studies.values():
        assert study.pooling is None or study.design not in ("review", "model", "guideline"), study.key


def test_twins_villus_samples_and_early_taps_are_never_in_the_default_pool(evidence):
    apart = {"twins", "early"}
    for study in evidence.studies.values():
        if study.pooling is not None and study.pooling.default:
            assert not apart & set(study.topics), study.key
            assert [arm.arm for arm in study.pooled_arms()] == ["amniocentesis", "control"], study.key


def test_a_study_of_villus_sampling_beside_amniocentesis_counts_it_in_a_window_of_its_own(evidence):
    for study in evidence.studies.values():
        windows = {arm.window for arm in study.arms if "villus" in arm.arm}
        assert study.pooling is None or study.pooling.window not in windows, study.key


def test_every_overlap_names_a_study_that_is_filed(evidence):
    for study in evidence.studies.values():
        assert set(study.overlaps) <= set(evidence.studies) - {study.key}, study.key


def test_of_the_pooled_studies_these_contradict_themselves_and_say_what_is_used(evidence):
    """Their counts stand; what is doubtful is an interval, an adjustment, or which of two definitions is meant."""
    doubtful = {key for key, study in evidence.studies.items() if study.contradictions and study.pooling}
    pooled = {key for key in doubtful if evidence.studies[key].pooling.default}
    assert pooled == {"eddleman-2006", "muller-2002", "odibo-2008", "tabor-1986"}
    assert all(item.consequence for key in pooled for item in evidence.studies[key].contradictions)


def test_counts_that_contradict_print_are_left_out_with_the_reason(evidence):
    study = evidence.studies["paljk-likar-2021"]
    assert study.contradictions
    assert not study.pooling.default
    assert "contradicts itself" in study.pooling.reason
