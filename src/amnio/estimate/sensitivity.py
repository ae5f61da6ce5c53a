"""How an answer hangs on single studies: leave-one-out and cumulative pooling, for any method."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Labelled(Protocol):
    @property
    def label(self) -> str: ...


Study = TypeVar("Study", bound=Labelled)
Answer = TypeVar("Answer")


@dataclass(frozen=True, kw_only=True, slots=True)
class Step(Generic[Answer]):
    """The answer without a study, or after it came in; None where the method refuses, `refusal` says why."""

    label: str
    answer: Answer | None
    refusal: str | None


def leave_one_out(studies: Sequence[Study], pool: Callable[[Sequence[Study]], Answer]) -> tuple[Step[Answer], ...]:
    """The answer without each study in turn, in the order given."""
    return tuple(_step(study.label, [other for other in studies if other is not study], pool) for study in studies)


def cumulative(
    studies: Sequence[Study], pool: Callable[[Sequence[Study]], Answer], *, order: Callable[[Study], float]
) -> tuple[Step[Answer], ...]:
    """The answer as studies come in by `order` (the year, say); studies of equal order come in as given."""
    coming = sorted(studies, key=order)
    return tuple(_step(study.label, coming[: index + 1], pool) for index, study in enumerate(coming))


def _step(label: str, studies: Sequence[Study], pool: Callable[[Sequence[Study]], Answer]) -> Step[Answer]:
    try:
        return Step(label=label, answer=pool(studies), refusal=None)
    except ValueError as refused:
        return Step(label=label, answer=None, refusal=str(refused))
