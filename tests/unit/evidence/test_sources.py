"""Each rule of `[from]` gives what its definition says, and says what is wrong when it cannot."""

import numpy as np
import pytest
from scipy import stats

from amnio.evidence import EvidenceError, load_evidence

ARMS = """arm,window,band,what,women,events,place,provenance
treated,<24,mid-trimester,loss,200,8,abstract,printed
control,<24,mid-trimester,loss,300,6,abstract,printed
control,any,mid-trimester,loss,300,9,abstract,printed
none,<24,mid-trimester,loss,40,0,abstract,printed
open,<24,mid-trimester,loss,,5,abstract,printed
"""
VALUES = """
[values.third]
value = 0.30
low = 0.20
high = 0.40
place = "abstract"
provenance = "printed"

[values.half]
value = 0.5
place = "abstract"
provenance = "printed"

[values.ninety]
value = 0.30
low = 0.20
high = 0.40
level = 0.90
place = "abstract"
provenance = "printed"

[values.none]
value = 0.0
place = "abstract"
provenance = "printed"
"""


@pytest.fixture
def made(folder):
    """The distribution, or the parameter, that a `[from]` table gives."""
    folder.file_study("rules-2002", ARMS, VALUES)

    def make(table, *, whole=False):
        folder.make_from(table.replace("@", 'study = "rules-2002", '))
        evidence = load_evidence(folder.path)
        return evidence if whole else dict(evidence.parameters["risk.small"].shape)

    return make


def arms(*names):
    return ", ".join(f'{{ @arm = "{name}", window = "<24" }}' for name in names)


def test_arms_are_added_up(made):
    table = f'rule = "jeffreys"\narms = [{arms("treated", "control")}]\n'
    assert made(table) == {"family": "beta", "events": 14, "of": 500}


def test_the_opposite_of_the_events_can_be_meant(made):
    table = 'rule = "jeffreys"\narms = [{ @arm = "none", complement = true }]\n'
    assert made(table) == {"family": "beta", "events": 40, "of": 40}


def test_a_widened_proportion_keeps_its_mean_and_loses_weight(made):
    table = f'rule = "jeffreys"\narms = [{arms("treated")}]\nwidened = 4\nwidened_reason = "for the test"\n'
    shape = made(table)
    assert shape["mean"] == pytest.approx(8.5 / 201)
    assert shape["weight"] == pytest.approx(201 / 4)


def test_a_rate_has_the_women_as_exposure(made):
    table = f'rule = "rate"\narms = [{arms("treated")}]\n'
    assert made(table) == {"family": "gamma", "events": 8, "exposure": 200}


def test_one_value_is_fixed_and_several_have_names(made):
    assert made('rule = "value"\nvalues = [{ @value = "third" }]\n') == {"family": "fixed", "value": 0.3}
    two = 'rule = "values"\nvalues = [{ @value = "third", as = "a" }, { @value = "half", as = "b" }]\n'
    assert made(two) == {"family": "fixed", "values": {"a": 0.3, "b": 0.5}}


def test_a_value_can_be_set_against_another_and_divided(made):
    table = 'rule = "value"\nvalues = [{ @value = "third", over = "half", per = 3 }]\n'
    assert made(table)["value"] == pytest.approx(0.2)


def test_a_printed_interval_is_taken_as_it_is(made):
    table = 'rule = "printed"\nscale = "logit"\nvalues = [{ @value = "third" }]\n'
    assert made(table) == {"family": "logitnormal", "low": 0.20, "high": 0.40}


def test_the_complement_of_a_printed_interval_turns_its_ends_round(made):
    shape = made('rule = "printed"\nscale = "logit"\nvalues = [{ @value = "third", complement = true }]\n')
    assert (shape["low"], shape["high"]) == pytest.approx((0.6, 0.8))


def test_a_90_percent_interval_is_widened_to_95_unless_the_rule_says_otherwise(made):
    table = 'rule = "printed"\nscale = "log"\nvalues = [{ @value = "ninety" }]\n'
    shape = made(table)
    half = np.log(0.40 / 0.20) / 2 * stats.norm.ppf(0.975) / stats.norm.ppf(0.95)
    assert np.log(shape["high"] / shape["low"]) / 2 == pytest.approx(half)
    assert made(table + "level = 0.95\n") == {"family": "lognormal", "low": 0.20, "high": 0.40}


def test_a_ratio_of_risks_has_the_interval_of_katz(made):
    shape = made(
        'rule = "ratio"\nmeasure = "risk_ratio"\ntreated = { @arm = "treated" }\n'
        'control = { @arm = "control", window = "<24" }\n'
    )
    exact = stats.contingency.relative_risk(8, 200, 6, 300)
    interval = exact.confidence_interval(0.95)
    assert (shape["low"], shape["high"]) == pytest.approx((interval.low, interval.high))


def test_a_ratio_of_odds_has_the_interval_of_woolf(made):
    shape = made(
        'rule = "ratio"\nmeasure = "odds_ratio"\ntreated = { @arm = "treated" }\n'
        'control = { @arm = "control", window = "<24" }\n'
    )
    exact = stats.contingency.odds_ratio([[8, 192], [6, 294]], kind="sample")
    interval = exact.confidence_interval(0.95)
    assert (shape["low"], shape["high"]) == pytest.approx((interval.low, interval.high))


def test_a_ratio_with_an_empty_cell_adds_one_half(made):
    shape = made(
        'rule = "ratio"\nmeasure = "odds_ratio"\ntreated = { @arm = "none" }\n'
        'control = { @arm = "control", window = "<24" }\n'
    )
    middle = np.sqrt(shape["low"] * shape["high"])
    assert middle == pytest.approx((0.5 / 40.5) / (6.5 / 294.5))


def test_a_difference_is_that_of_the_risks_and_never_negative(made):
    evidence = made(
        'rule = "difference"\ntreated = { @arm = "treated" }\ncontrol = { @arm = "control", window = "<24" }\n',
        whole=True,
    )
    shape = evidence.parameters["risk.small"].shape
    assert shape["mean"] == pytest.approx(0.02)
    assert shape["sd"] == pytest.approx(np.sqrt(0.04 * 0.96 / 200 + 0.02 * 0.98 / 300))
    drawn = evidence.draw(20_000)["risk.small"]
    cut = stats.truncnorm(-0.02 / shape["sd"], np.inf, loc=0.02, scale=shape["sd"])
    assert drawn.min() > 0
    assert drawn.mean() == pytest.approx(cut.mean(), rel=0.02)


def test_a_printed_risk_can_be_taken_off(made):
    shape = made('rule = "difference"\ntreated = { @arm = "treated" }\ncontrol = { @value = "none" }\n')
    assert (shape["mean"], shape["sd"]) == pytest.approx((0.04, np.sqrt(0.04 * 0.96 / 200)))


def test_a_span_goes_from_the_least_to_the_greatest(made):
    table = 'rule = "span"\nscale = "logit"\nvalues = [{ @value = "third" }, { @value = "half" }]\n'
    assert made(table) == {"family": "logitnormal", "low": 0.20, "high": 0.5}
    with_none = made(table + 'arms = [{ @arm = "none" }]\n')
    assert with_none["low"] == pytest.approx(0.5 / 41)


def test_a_widened_interval_is_widened_on_its_scale(made):
    table = (
        'rule = "span"\nscale = "log"\nvalues = [{ @value = "third" }]\nwidened = 2\nwidened_reason = "for the test"\n'
    )
    shape = made(table)
    assert shape["low"] * shape["high"] == pytest.approx(0.20 * 0.40)
    assert shape["high"] / shape["low"] == pytest.approx((0.40 / 0.20) ** 2)


def test_what_the_next_cohort_may_show_is_wider_than_the_cohorts(made):
    shape = made('rule = "predictive"\nscale = "logit"\nvalues = [{ @value = "third" }, { @value = "half" }]\n')
    logits = np.log(np.array([0.3, 0.5]) / np.array([0.7, 0.5]))
    middle, spread = logits.mean(), logits.std(ddof=1) * np.sqrt(1.5)
    ends = 1 / (1 + np.exp(-(middle + np.array([-1.96, 1.96]) * spread)))
    assert (shape["low"], shape["high"]) == pytest.approx(tuple(ends), rel=1e-4)


def test_shares_are_proportions_of_their_sum(made):
    shape = made(
        'rule = "shares"\nvalues = [{ @value = "third", as = "a" }, { @value = "half", as = "b" }]\n'
        'weight = 12\nweight_reason = "for the test"\n'
    )
    assert shape["mean"] == pytest.approx({"a": 0.375, "b": 0.625})
    assert shape["weight"] == 12


def test_hazards_between_times_follow_from_the_losses_still_to_come(made):
    shape = made(
        'rule = "hazard_shares"\nvalues = [{ @value = "half", as = "early" }, { @value = "third", as = "late" }]\n'
        'weight = 12\nweight_reason = "for the test"\n'
    )
    early, late = np.log(0.7 / 0.5), -np.log(0.7)
    assert shape["mean"] == pytest.approx({"early": early / (early + late), "late": late / (early + late)})


def test_what_remains_is_relative_to_the_first(made):
    shape = made('rule = "remaining"\narms = [{ @arm = "treated", as = "a" }, { @arm = "none", as = "b" }]\n')
    assert shape["values"] == {"a": 1.0, "b": 0.2}


def test_rows_and_values_are_named_with_their_part(made):
    evidence = made(
        'rule = "ratio"\nmeasure = "odds_ratio"\ntreated = { @arm = "treated" }\n'
        'control = { @arm = "control", window = "any" }\n',
        whole=True,
    )
    rows = evidence.sources_of("risk.small")
    assert [(row.study, row.role, row.arm.events) for row in rows] == [
        ("rules-2002", "treated", 8),
        ("rules-2002", "control", 9),
    ]
    assert evidence.parameters["risk.small"].studies == ("rules-2002",)
    assert evidence.used_by("rules-2002") == ("risk.small",)
    assert evidence.used_by("small-2001") == ()
    assert evidence.sources_of("risk.judged") == ()


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('rule = "jeffreys"\narms = [{ @arm = "control" }]\n', "2 rows fit arm = 'control'"),
        ('rule = "jeffreys"\narms = [{ @arm = "nobody" }]\n', "no row fits arm = 'nobody'"),
        ('rule = "jeffreys"\narms = [{ @arm = "open" }]\n', "has no counts"),
        ('rule = "jeffreys"\narms = []\n', "must be a list"),
        ('rule = "jeffreys"\narms = [{ @per = 3 }]\n', "names either an arm"),
        ('rule = "jeffreys"\narms = [{ @arm = "none", value = "half" }]\n', "names either an arm"),
        ('rule = "jeffreys"\narms = [{ @arm = "none", weeks = 3 }]\n', "weeks: is not a field here"),
        ('rule = "jeffreys"\narms = [{ @arm = "none", per = 0 }]\n', "must be above 0"),
        ('rule = "jeffreys"\narms = [{ @arm = "none", over = "half" }]\n', "an arm has none"),
        ('rule = "jeffreys"\narms = [{ @arm = "none", complement = 1 }]\n', "must be true or false"),
        ('rule = "jeffreys"\n', "arms: is required"),
        ('rule = "jeffreys"\nvalues = [{ @value = "half" }]\n', "values: is not a field here"),
        ('rule = "jeffreys"\narms = [{ @arm = "none" }]\nevents = 3\n', "events: is not a field here"),
        ('rule = "jeffreys"\narms = [{ @arm = "none" }]\nwidened = 3\n', "widened_reason: is required"),
        (
            'rule = "jeffreys"\narms = [{ @arm = "none" }]\nwidened = 0.5\nwidened_reason = "hope"\n',
            "would narrow the interval",
        ),
        ('rule = "value"\nvalues = [{ @value = "nothing" }]\n', "has no value 'nothing'; it has: third, half"),
        ('rule = "value"\nvalues = [{ @value = "half" }, { @value = "third" }]\n', "takes one value, not 2"),
        ('rule = "values"\nvalues = [{ @value = "half" }]\n', "needs a name of its own"),
        ('rule = "printed"\nvalues = [{ @value = "third" }]\n', "scale: is required"),
        ('rule = "printed"\nscale = "log"\nvalues = [{ @value = "half" }]\n', "has no printed interval"),
        ('rule = "span"\nscale = "log"\nvalues = [{ @value = "half" }]\n', "has no width"),
        ('rule = "span"\nscale = "log"\nvalues = [{ @value = "none" }, { @value = "half" }]\n', "must be above 0"),
        (
            'rule = "predictive"\nscale = "log"\nvalues = [{ @value = "none" }, { @value = "half" }]\n',
            "has no place on",
        ),
        ('rule = "predictive"\nscale = "log"\nvalues = [{ @value = "half" }]\n', "too few figures"),
        ('rule = "ratio"\nmeasure = "hazard"\ntreated = { @arm = "none" }\ncontrol = { @arm = "none" }\n', "'hazard'"),
        ('rule = "ratio"\nmeasure = "odds_ratio"\ntreated = { @arm = "none" }\n', "control: must be a table"),
        ('rule = "difference"\ntreated = { @value = "half" }\ncontrol = { @value = "third" }\n', "has no error"),
        (
            'rule = "shares"\nvalues = [{ @value = "half", as = "a" }, { @value = "third", as = "b" }]\nweight = 3\n',
            "weight_reason: is required",
        ),
        (
            'rule = "hazard_shares"\nvalues = [{ @value = "third", as = "a" }, { @value = "half", as = "b" }]\n'
            'weight = 3\nweight_reason = "r"\n',
            "must fall from each time to the next",
        ),
        ('rule = "fit"\nfit = "by_eye"\n', "'by_eye' is not one of"),
        ('rule = "fit"\nfit = "excess"\n', "fits/risk.small.toml is not there"),
        ('rule = "jeffreys"\narms = [{ @arm = "none" }]\nfallback = "risk.absent"\n', "no parameter 'risk.absent'"),
    ],
)
def test_a_source_that_cannot_work_says_why(made, folder, table, said):
    with pytest.raises(EvidenceError, match=said) as caught:
        made(table)
    assert caught.value.file == folder.parameter


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("value = 0.30", "value = 0.45", "does not lie between 0.2 and 0.4"),
        ("high = 0.40\n", "", "needs both ends"),
        ('place = "abstract"\n', "", "place: is required"),
        (
            'place = "abstract"\nprovenance = "printed"',
            'place = "abstract"\nprovenance = "guessed"',
            "'guessed' is not one of",
        ),
        ("value = 0.5", 'value = "half"', "must be a number"),
        ("level = 0.90", "level = 90", "does not lie between 0 and 1"),
        ("level = 0.90", "levels = 0.90", "is not a field here"),
    ],
)
def test_a_malformed_value_is_refused_by_name(folder, made, old, new, said):
    folder.replace("studies/rules-2002/study.toml", old, new)
    with pytest.raises(EvidenceError, match=said) as caught:
        made('rule = "value"\nvalues = [{ @value = "half" }]\n')
    assert caught.value.field.startswith("values.")
