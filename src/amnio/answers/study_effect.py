"""`amnio study effect`: from counts to the designs side by side, the answer by week, and what to distrust."""

from collections.abc import Sequence

from amnio import __version__
from amnio.answers.study_answer import Design, DesignEffect, Question, StudyEffect, StudyStamp, SuppressedCells, Way
from amnio.answers.study_counting import StudyCounts, flow_rows
from amnio.answers.study_designs import (
    divided_effects,
    landmark_effects,
    pooled_effects,
    trial_sums,
    weekly_effects,
)
from amnio.answers.study_diagnostics import diagnostics
from amnio.answers.study_sensitivity import sensitivity
from amnio.answers.study_ways import other_ways
from amnio.clinic.gestation import GestationalAge
from amnio.cohort.definition import StudyDefinition, definition_record
from amnio.estimate import NothingToCompareError, SequentialTrials, Target
from amnio.estimate.risk_counts import RiskCounts
from amnio.estimate.trial_counts import TrialCounts


def study_effect(
    counts: StudyCounts,
    designs: Sequence[Design],
    *,
    target: Target,
    landmark: GestationalAge,
    table: str,
    engine: str,
    protocol: str | None = None,
    ways: Sequence[Way] = (),
    early: Sequence[int] = (),
    not_counted: Sequence[Design] = (),
) -> StudyEffect:
    """The answer. A design with nobody to compare is left out; raises `NothingToCompareError` if all of them are.

    `ways` are other ways to make the arms of trials alike, to stand beside the one by strata; `early` the numbers of
    days in which a death before the test may have gone unnoticed; `not_counted` the designs that shared counts lack.
    """
    effects: list[DesignEffect] = []
    refused: NothingToCompareError | None = None
    sums: SequentialTrials | None = None
    for design in designs:
        try:
            if design is Design.TRIALS and counts.trials is not None:
                sums = trial_sums(_trials(counts), target)
                effects += pooled_effects(sums)
            else:
                effects += _risk_effects(counts, design, target)
        except NothingToCompareError as error:
            refused = error
    if not effects and refused is not None:
        raise refused
    return StudyEffect(
        question=question_of(counts.definition, table=table, landmark=landmark, target=target),
        designs=tuple(designs),
        effects=tuple(effects),
        by_week=() if sums is None else weekly_effects(sums),
        diagnostics=None if sums is None else diagnostics(_trials(counts), sums, target),
        flow=flow_rows(counts.all[-1]),
        stamp=stamp_of(counts, engine=engine, protocol=protocol),
        other_ways=() if sums is None else other_ways(_trials(counts), ways, target),
        sensitivity=None if sums is None else sensitivity(_trials(counts), sums, target, early),
        suppressed=suppressed_cells(counts),
        not_counted=tuple(not_counted),
    )


def suppressed_cells(counts: StudyCounts) -> SuppressedCells | None:
    """What is missing from all of these counts."""
    if not (missing := counts.suppressed):
        return None
    return SuppressedCells(
        smallest=max(each.smallest for each in missing),
        cells=sum(each.cells for each in missing),
        n=sum(each.n for each in missing),
    )


def _risk_effects(counts: StudyCounts, design: Design, target: Target) -> tuple[DesignEffect, ...]:
    if design is Design.LANDMARK and counts.landmark is not None:
        return landmark_effects(_risks(counts.landmark.counts), target)
    if design in (Design.CRUDE, Design.STRATIFIED) and counts.ever is not None:
        return divided_effects(_risks(counts.ever.counts), design, target)
    return ()


def _risks(counts: RiskCounts | TrialCounts) -> RiskCounts:
    if not isinstance(counts, RiskCounts):
        raise TypeError("this design reads counts of risk")
    return counts


def _trials(counts: StudyCounts) -> TrialCounts:
    if counts.trials is None or not isinstance(counts.trials.counts, TrialCounts):
        raise TypeError("this design reads counts of trials")
    return counts.trials.counts


def question_of(
    definition: StudyDefinition, *, table: str, landmark: GestationalAge, target: Target = Target.TREATED
) -> Question:
    """What was asked, as it is told."""
    record = definition_record(definition)
    if not isinstance(record, dict):
        raise TypeError("a definition is written as a mapping")
    return Question(
        table=table,
        definition=record,
        first_trial=str(definition.first_trial),
        last_trial=str(definition.last_trial),
        factors=tuple(factor.name for factor in definition.factors),
        landmark=str(landmark),
        target=target.value,
    )


def stamp_of(counts: StudyCounts, *, engine: str, protocol: str | None) -> StudyStamp:
    """With what the answer can be made again."""
    return StudyStamp(
        software=__version__,
        definition=counts.definition.fingerprint,
        table=counts.fingerprint,
        engine=engine,
        protocol=protocol,
    )
