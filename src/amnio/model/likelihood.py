"""What a finding says: its probability under every mechanism, or under every fetal class, in joint draws."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from amnio.clinic.vocabulary import Finding
from amnio.model.clock import Array


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class LikelihoodTable:
    """`P(level | member)`, where the members are all mechanisms or all fetal classes, in vocabulary order.

    Members that are told the same about share a row: `rows` has shape (rows, levels, draws), and member `i` reads row
    `row_of[i]`. For every row and draw the levels add up to one.
    """

    finding: Finding
    levels: tuple[str, ...]
    members: tuple[StrEnum, ...]
    row_of: NDArray[np.intp]
    rows: Array

    def of(self, level: str) -> Array:
        """Likelihood of a level, shape (members, draws). A level that the table does not have raises `ValueError`."""
        return self.rows[self.row_of, self.levels.index(level)]

    def row_means(self) -> Array:
        """Mean over the draws, shape (levels, members)."""
        return self.rows.mean(axis=-1)[self.row_of].T


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Likelihoods:
    """All tables, told apart by what they depend on."""

    of_mechanism: Mapping[Finding, LikelihoodTable]
    of_class: Mapping[Finding, LikelihoodTable]

    def table(self, finding: Finding) -> LikelihoodTable:
        return self.of_mechanism.get(finding) or self.of_class[finding]
