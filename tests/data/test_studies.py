"""What holds of every study that is filed."""

import re
from collections import Counter

from amnio.evidence import TOPICS
from amnio.evidence.recurrence import load_recurrence


def used_by_parameters(evidence):
    keys = {key for parameter in evidence.parameters.values() for key in (*parameter.studies, *parameter.beside)}
    keys |= {key for finding in evidence.findings.values() for row in finding.rows for key in row.studies}
    return keys | {key for file in load_recurrence() for key in file.studies}


def test_every_study_can_be_read(evidence):
    assert len(evidence.studies) > 100


def test_no_arm_loses_more_women_than_it_has(evidence):
    for study in evidence.studies.values():
        for arm in study.arms:
            assert arm.women is None or 0 <= arm.events <= arm.women, (study.key, arm)


def test_every_arm_says_where_in_the_paper_it_was_read(evidence):
    places = [(study.key, arm.place) for study in evidence.studies.values() for arm in study.arms]
    assert all(place.strip() for _, place in places)


def test_every_study_says_what_it_is_about(evidence):
    """A study that no number rests on is found by its topic, and says what others have found."""
    assert [key for key, study in evidence.studies.items() if not study.topics] == []


def test_every_topic_has_studies(evidence):
    assert set(TOPICS) == {topic for study in evidence.studies.values() for topic in study.topics}


def test_a_study_that_no_number_rests_on_has_figures(evidence):
    """What is filed beside the numbers must be there to compare them with, not for its title."""
    used = used_by_parameters(evidence)
    empty = [
        key
        for key, study in evidence.studies.items()
        if key not in used and study.pooling is None and not study.arms and not study.values
    ]
    assert empty == []


def test_no_study_carries_an_address(evidence):
    for study in evidence.studies.values():
        texts = (study.citation, study.note or "", study.setting, study.no_identifier or "")
        assert not any(re.search(r"https?://|www\.|\.com\b|\.org/", text) for text in texts), study.key


def test_the_key_of_a_study_is_lower_case_words_and_digits(evidence):
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", key) for key in evidence.studies)


def test_a_derived_arm_belongs_to_a_study_that_says_how_it_was_derived(evidence):
    for study in evidence.studies.values():
        if study.pooling is not None and any(arm.provenance == "derived" for arm in study.arms):
            assert study.derivation or study.note, study.key


def test_every_study_pooled_by_default_has_both_arms_in_its_window(evidence):
    pooled = [study for study in evidence.studies.values() if study.pooling and study.pooling.default]
    by_window = Counter(study.pooling.window_code for study in pooled)
    assert by_window == {"<24": 8, "<28": 1, "30d": 1, "any": 1}
    for study in pooled:
        assert study.pooled_arms() is not None, study.key


def test_a_study_left_out_of_the_pool_says_why(evidence):
    left_out = [study for study in evidence.studies.values() if study.pooling and not study.pooling.default]
    assert {study.key for study in left_out} >= {"paljk-likar-2021", "nichd-1976", "cahill-2009", "hsu-2019"}
    assert all(len(study.pooling.reason) > 20 for study in left_out)


def test_derived_counts_reproduce_the_printed_rates(evidence):
    printed = {
        ("eddleman-2006", "amniocentesis"): (0.010, 0.0005),
        ("eddleman-2006", "control"): (0.0094, 0.00005),
        ("odibo-2008", "amniocentesis"): (0.0097, 0.00005),
        ("odibo-2008", "control"): (0.0084, 0.00005),
        ("muller-2002", "amniocentesis"): (0.0112, 0.00005),
        ("muller-2002", "control"): (0.0042, 0.00005),
        ("antsaklis-2000", "amniocentesis"): (0.021, 0.0005),
        ("antsaklis-2000", "control"): (0.015, 0.0005),
    }
    for (key, name), (rate, rounding) in printed.items():
        arm = next(arm for arm in evidence.studies[key].pooled_arms() if arm.arm == name)
        assert abs(arm.events / arm.women - rate) <= rounding, (key, name)


def test_the_randomised_trial_reproduces_its_printed_relative_risk(evidence):
    amniocentesis, control = evidence.studies["tabor-1986"].pooled_arms()
    ratio = (amniocentesis.events / amniocentesis.women) / (control.events / control.women)
    assert round(ratio, 2) == 1.60


def test_every_reconstruction_of_pitukkijronnakorn_keeps_the_printed_difference(evidence):
    arms = evidence.studies["pitukkijronnakorn-2011"].arms
    windows = {arm.window for arm in arms if arm.window.startswith("<24")}
    assert len(windows) == 5
    for window in windows:
        with_needle, without = (arm for arm in arms if arm.window == window)
        difference = with_needle.events / with_needle.women - without.events / without.women
        assert round(difference, 4) == 0.0017
