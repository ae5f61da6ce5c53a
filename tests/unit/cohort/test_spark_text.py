"""What sqlglot writes for Spark, where its first text was wrong."""

import pytest

from amnio.cohort.definition import StudyDefinition
from amnio.cohort.engines.spark_engine import written_for_spark
from amnio.cohort.flow import Fates
from amnio.cohort.sql.trials import trial_counting


@pytest.mark.parametrize("period", [1, 7])
def test_the_last_trial_of_a_row_is_not_lost_on_spark(period: int) -> None:
    """A half-open range with a step of seven became a series that ended a week early; a real Spark showed it."""
    definition = StudyDefinition(period=period)
    counting = trial_counting(definition, Fates.of(definition, ()), whole_names=True)
    assert f"SEQUENCE(opens, closes, {period})" in written_for_spark(counting.cells)
