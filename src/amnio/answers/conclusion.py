"""What a team concluded about one loss: the one thing that labels, letters and summaries are derived from."""

from dataclasses import dataclass
from enum import StrEnum

from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import GROUP_OF_CAUSE, MECHANISMS_OF_CAUSE, Cause, Group, Mechanism, Presentation
from amnio.guidance.classification import Detail


class Certainty(StrEnum):
    """How sure somebody is, in words; no number stands behind them."""

    CLEAR = "clear"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    CANNOT_TELL = "cannot_tell"


class ConclusionError(ValueError):
    """A conclusion that contradicts itself. `code` is a key of the words `review.problem.*`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, kw_only=True, slots=True)
class Conclusion:
    """One cause, or none where the evidence cannot tell causes apart (`cause` is None, `certainty` cannot tell).

    `mechanism` is None where it is not known how the loss came about. `presentation` is None where nobody recorded
    whether the baby had died before labour began, `lost_at` where nobody knows how far the pregnancy was.
    """

    cause: Cause | None
    mechanism: Mechanism | None = None
    certainty: Certainty
    lost_at: GestationalAge | None
    presentation: Presentation | None = None
    details: tuple[Detail, ...] = ()

    def __post_init__(self) -> None:
        if (self.cause is None) is not (self.certainty is Certainty.CANNOT_TELL):
            raise ConclusionError("certainty_without_cause" if self.cause is None else "cause_without_certainty")
        if self.mechanism is not None and (self.cause is None or self.mechanism not in MECHANISMS_OF_CAUSE[self.cause]):
            raise ConclusionError("mechanism_of_another_cause")

    @property
    def group(self) -> Group | None:
        return None if self.cause is None else GROUP_OF_CAUSE[self.cause]
