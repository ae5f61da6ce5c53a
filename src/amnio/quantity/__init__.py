"""What a number is: estimates with their interval, and joint draws of parameters."""

from amnio.quantity.draws import Draws
from amnio.quantity.estimate import Estimate

__all__ = ["Draws", "Estimate"]
