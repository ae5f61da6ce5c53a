"""Twins and more: how many babies a record has, which of them were lost, and which of those have no review yet."""

from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import Outcome, ProcedureKind
from amnio.registry.models import Fetus, Pregnancy

ONLY = 1  # the number of a baby without a twin


def babies_of(pregnancy: Pregnancy) -> int:
    """How many babies there are by the history of the pregnancy; 1 where nothing is recorded."""
    history = getattr(pregnancy, "pregnancy_section", None)
    found = history.fetuses if history is not None else None
    return found or 1


def lost_babies(pregnancy: Pregnancy) -> tuple[int, ...]:
    """The numbers of the babies that were lost; empty where the pregnancy did not end as a loss."""
    loss = getattr(pregnancy, "loss_section", None)
    if loss is None or loss.outcome != Outcome.LOSS.value:
        return ()
    if babies_of(pregnancy) < 2:
        return (ONLY,)
    return tuple(fetus.number for fetus in pregnancy.fetuses.all() if fetus.outcome == Outcome.LOSS.value)


def is_over(pregnancy: Pregnancy) -> bool:
    """Whether nobody counts its weeks any more: it has an end, and of twins no baby goes on."""
    loss = getattr(pregnancy, "loss_section", None)
    if loss is None or loss.outcome == Outcome.ONGOING.value:
        return False
    return not any(fetus.outcome == Outcome.ONGOING.value for fetus in pregnancy.fetuses.all())


def lost_later(pregnancy: Pregnancy) -> dict[int, GestationalAge]:
    """The babies that were lost after another one, and when the first was: no answer is computed about such a loss."""
    if babies_of(pregnancy) < 2:
        return {}
    procedure = getattr(pregnancy, "procedure_section", None)
    start = procedure.at if procedure is not None else None
    lost = {one.number: one.at for one in pregnancy.fetuses.all() if one.outcome == Outcome.LOSS.value and one.at}
    first = min((at for at in lost.values() if start is None or at >= start), default=None)
    return {} if first is None else {number: first for number, at in lost.items() if at > first}


def procedure_came_later(pregnancy: Pregnancy, number: int) -> GestationalAge | None:
    """When the procedure was, for one of twins that had been lost before it."""
    procedure, one = getattr(pregnancy, "procedure_section", None), baby(pregnancy, number)
    if procedure is None or procedure.at is None or procedure.kind == ProcedureKind.NONE.value:
        return None
    lost = one is not None and one.outcome == Outcome.LOSS.value and one.at is not None
    at: GestationalAge = procedure.at
    return at if lost and one is not None and one.at < at else None


def without_review(pregnancy: Pregnancy) -> tuple[int, ...]:
    """Those that were lost and whose review was not begun."""
    begun = {review.fetus for review in pregnancy.loss_reviews.all()}
    return tuple(number for number in lost_babies(pregnancy) if number not in begun)


def baby(pregnancy: Pregnancy, number: int) -> Fetus | None:
    """The row of one of twins; None for a baby without a twin, whose facts are those of the pregnancy."""
    if babies_of(pregnancy) < 2:
        return None
    return next((fetus for fetus in pregnancy.fetuses.all() if fetus.number == number), None)
