"""How the review of a loss is addressed: by the random number of the pregnancy, and of twins by that of the baby."""

import uuid
from dataclasses import dataclass

_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewAddress:
    """`0f3c...` is the review where there is one, else that of the first baby; `0f3c...-2` is that of the second."""

    pregnancy: uuid.UUID
    baby: int | None = None

    def __str__(self) -> str:
        return str(self.pregnancy) if self.baby in (None, 1) else f"{self.pregnancy}-{self.baby}"


class ReviewConverter:
    """For Django's paths: `<review:at>`. A pregnancy's number alone can be given where it has one review."""

    regex = f"{_UUID}(?:-[2-5])?"

    def to_python(self, value: str) -> ReviewAddress:
        pregnancy = uuid.UUID(value[:36])
        return ReviewAddress(pregnancy=pregnancy, baby=int(value[37:]) if value[36:] else None)

    def to_url(self, value: ReviewAddress | uuid.UUID | str) -> str:
        return str(value)
