"""Each row of the table of number formats, in two languages for two readers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amnio.clinic.gestation import GestationalAge
from amnio.present.catalogue import load
from amnio.present.document import Audience, Language
from amnio.present.narrative.numbers import Numbers
from amnio.quantity.estimate import Estimate


def numbers(language: str, audience: str) -> Numbers:
    return Numbers(load(Language(language)), Audience(audience))


EN, EN_FAMILY = numbers("en", "clinician"), numbers("en", "family")
ZH, ZH_FAMILY = numbers("zh", "clinician"), numbers("zh", "family")


@pytest.mark.parametrize(
    ("writer", "sentence", "table", "whole"),
    [
        (EN, "16+3 weeks", "16+3", "16+0 weeks"),
        (EN_FAMILY, "16 weeks and 3 days", "16 weeks 3 days", "16 weeks"),
        (ZH, "孕16周+3天", "16周+3", "孕16周+0天"),
        (ZH_FAMILY, "怀孕16周零3天", "16周零3天", "怀孕满16周"),
    ],
)
def test_gestational_age(writer: Numbers, sentence: str, table: str, whole: str) -> None:
    assert (writer.week("16+3"), writer.short_week("16+3"), writer.week("16+0")) == (sentence, table, whole)


def test_one_day_is_singular() -> None:
    assert EN_FAMILY.week("17+1") == "17 weeks and 1 day"


@pytest.mark.parametrize(
    ("writer", "written"),
    [
        (EN, "22 Nov 2026"),
        (EN_FAMILY, "Sunday 22 November 2026"),
        (ZH, "2026-11-22"),
        (ZH_FAMILY, "2026年11月22日（星期日）"),
    ],
)
def test_dates(writer: Numbers, written: str) -> None:
    assert writer.date(date(2026, 11, 22)) == written


@pytest.mark.parametrize(
    ("writer", "written"),
    [
        (EN, "0.30% (0.11% to 0.49%)"),
        (ZH, "0.30%（0.11%～0.49%）"),
    ],
)
def test_a_risk_under_one_percent_has_two_decimals_and_its_ends_the_same(writer: Numbers, written: str) -> None:
    assert writer.percent_and_ends(Estimate(mean=0.003, low=0.0011, high=0.0049)) == written


def test_the_ends_of_an_interval_have_the_decimals_of_its_mean() -> None:
    assert EN.percent_and_ends(Estimate(mean=0.012, low=0.004, high=0.03)) == "1.2% (0.4% to 3.0%)"


def test_an_interval_below_zero_keeps_its_minus() -> None:
    estimate = Estimate(mean=0.0012, low=-0.0005, high=0.003)
    assert EN.percent_and_ends(estimate) == "0.12% (−0.05% to 0.30%)"
    assert ZH.percent_and_ends(estimate) == "0.12%（−0.05%至0.30%）"


def test_a_tiny_risk_is_given_per_100_000() -> None:
    assert EN.percent_and_ends(Estimate(mean=0.0005, low=0.0, high=0.0009)).startswith("<0.1% (50 of 100,000)")


@pytest.mark.parametrize(
    ("probability", "written"),
    [(0.0, "0"), (0.0001, "<1%"), (0.71, "71%"), (0.999, ">99%"), (1.0, "100%")],
)
def test_a_posterior_share_is_whole_and_never_falsely_certain(probability: float, written: str) -> None:
    assert EN.share(probability) == written


def test_a_posterior_share_with_its_interval() -> None:
    estimate = Estimate(mean=0.71, low=0.52, high=0.86)
    assert EN.share_with_interval(estimate) == "71% (95% interval 52% to 86%)"
    assert ZH.share_with_interval(estimate) == "71%（95%区间52%～86%）"
    assert EN.share_with_interval(Estimate(mean=0.0, low=0.0, high=0.0)) == "0"


@pytest.mark.parametrize(
    ("writer", "between", "few"),
    [(EN_FAMILY, "between 1 and 5", "fewer than 1"), (ZH_FAMILY, "1到5位", "不到1位")],
)
def test_a_family_reads_counts_of_people(writer: Numbers, between: str, few: str) -> None:
    assert writer.people(Estimate(mean=0.003, low=0.0011, high=0.0049)) == between
    assert writer.people(Estimate(mean=0.0001, low=0.0, high=0.0004)) == few


def test_a_bound_is_told_as_a_bound() -> None:
    bound = Estimate(mean=0.025, low=0.0, high=0.05)
    assert EN_FAMILY.people(bound, only_a_bound=True) == "fewer than 50"


def test_thousands() -> None:
    assert (EN.thousands(30893), EN.thousands(1000)) == ("30,893", "1,000")
    assert (ZH.thousands(30893), ZH.thousands(1000)) == ("30\u202f893", "1000")


def test_a_weight_has_a_sign_and_a_real_minus() -> None:
    assert [EN.signed(weight) for weight in (2.08, -0.54, 0.01, -0.01)] == ["+2.1", "−0.5", "0.0", "0.0"]


@given(st.floats(0, 1), st.floats(0, 1))
def test_rounding_outwards_never_excludes_an_end(first: float, second: float) -> None:
    low, high = sorted((first, second))
    down, up = EN_FAMILY.of_thousand(Estimate(mean=low, low=low, high=high))
    assert 0 <= down <= 1000 * low + 1e-6
    assert 1000 >= up >= 1000 * high - 1e-6


@given(st.integers(70, 293))
def test_a_written_week_can_be_read_back(days: int) -> None:
    age = GestationalAge(days)
    weeks, rest = divmod(days, 7)
    for writer in (EN, EN_FAMILY, ZH, ZH_FAMILY):
        digits = [int("".join(filter(str.isdigit, part))) for part in _numbers_in(writer.week(str(age)))]
        assert digits in ([weeks, rest], [weeks])


def _numbers_in(text: str) -> list[str]:
    import re

    return re.findall(r"\d+", text)
