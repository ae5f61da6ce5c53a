"""The part of a review about the next pregnancy: recurrence for what carries weight, from cohorts that fit."""

from collections.abc import Iterable

from amnio.answers.causes import Conventions
from amnio.answers.review_answer import Recurrence
from amnio.answers.summaries import Summariser
from amnio.clinic.vocabulary import FetalClass, Mechanism
from amnio.evidence.recurrence import RecurrenceFile
from amnio.model.attribution import Attribution
from amnio.model.pregnancy import MECHANISMS
from amnio.quantity import Estimate


def next_pregnancy(
    attribution: Attribution, files: tuple[RecurrenceFile, ...], conventions: Conventions, over: Summariser
) -> tuple[Recurrence, ...]:
    """One entry for each mechanism or fetal class that carries weight, most probable first; one text is told once.

    The fetal mechanism is told by its classes. A figure is given only where a cohort of such losses exists.
    """
    of_code = {code: file for file in files for code in file.about}
    weights: dict[str, float] = {
        mechanism.value: over.mean(row)
        for mechanism, row in zip(MECHANISMS, attribution.mechanisms, strict=True)
        if mechanism is not Mechanism.FETAL_ABNORMALITY
    }
    classes = attribution.classes
    weights |= {
        fetal_class.value: over.mean(row)
        for fetal_class, row in zip(FetalClass, classes, strict=True)
        if fetal_class is not FetalClass.EUPLOID
    }
    found: dict[str, Recurrence] = {}
    for code, probability in sorted(weights.items(), key=lambda item: -item[1]):
        if probability >= conventions.carries_weight_from and code in of_code:
            found.setdefault(of_code[code].name, _recurrence(code, probability, of_code[code]))
    return tuple(found.values())


def for_causes(codes: Iterable[str], files: tuple[RecurrenceFile, ...]) -> tuple[Recurrence, ...]:
    """The same for causes that are taken as given; one text is told once."""
    of_code = {code: file for file in files for code in file.about}
    found: dict[str, Recurrence] = {}
    for code in codes:
        if code in of_code:
            found.setdefault(of_code[code].name, _recurrence(code, 1.0, of_code[code]))
    return tuple(found.values())


def _recurrence(code: str, probability: float, file: RecurrenceFile) -> Recurrence:
    interval = file.interval()
    figure = None if interval is None else Estimate(mean=interval[0], low=interval[1], high=interval[2])
    return Recurrence(
        about=code,
        probability_of_cause=probability,
        figure=figure,
        only_a_bound=file.only_a_bound,
        study=file.studies[0] if file.studies else None,
        note=file.note,
    )
