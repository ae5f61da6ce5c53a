"""What care is counted from: the procedure, in a pregnancy that goes on, or the loss."""

from enum import StrEnum


class Occasion(StrEnum):
    AFTER_PROCEDURE = "after_procedure"
    AFTER_LOSS = "after_loss"
