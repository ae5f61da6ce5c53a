import pytest

from amnio.estimate import ArmsCompared, BlockEstimate, EValue, e_value, e_values

NONE = BlockEstimate(value=0.0, standard_error=None, low=None, high=None)


def compared(value: float | None, low: float | None = None, high: float | None = None) -> ArmsCompared:
    ratio = None if value is None else BlockEstimate(value=value, standard_error=None, low=low, high=high)
    return ArmsCompared(
        treated=NONE,
        untreated=NONE,
        difference=NONE,
        ratio=ratio,
        target=1.0,
        not_compared=0.0,
        short=0.0,
        trials=1,
    )


def test_the_published_example() -> None:
    """VanderWeele & Ding 2017: formula feeding and respiratory death, risk ratio 3.9 (1.8-8.7): 7.26 and 3.0."""
    found = e_values(compared(3.9, 1.8, 8.7))
    assert found is not None
    assert (found.estimate, found.nearest) == (pytest.approx(7.26, abs=0.005), pytest.approx(3.0, abs=0.005))


def test_a_ratio_below_one_is_turned_over() -> None:
    assert e_value(0.5) == e_value(2.0)
    found = e_values(compared(0.5, 0.25, 0.8))
    assert found is not None
    assert found.nearest == e_value(0.8)


def test_an_interval_that_holds_no_effect_needs_nothing_to_be_explained() -> None:
    found = e_values(compared(1.2, 0.9, 1.6))
    assert found is not None
    assert found.nearest == 1.0


def test_without_interval_or_ratio_there_is_less_to_say() -> None:
    assert e_values(compared(2.0)) == EValue(estimate=e_value(2.0), nearest=None)
    assert e_values(compared(None)) is None
    assert e_values(compared(0.0)) is None
    with pytest.raises(ValueError, match="positive, not 0"):
        e_value(0.0)
