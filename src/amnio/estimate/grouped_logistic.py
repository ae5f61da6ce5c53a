"""Logistic regression on grouped counts, for an answer and all its replicates at once.

A cell is a row of a design with how many there were and how many of them had it. The answer is found by Newton's
method; replicates differ from it by one block, so they start there and take steps with its curvature, each of which
leaves about one part in as many as there are blocks of what was missing.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Whole = NDArray[np.int64]

_STEPS = 60
_CLOSE = 1e-11
_REPLICATE_STEPS = 12


def fitted(levels: Sequence[Whole], numbers: Array, had_it: Array, of_them: Array) -> Array:
    """The chance of having it in every cell, shape (replicates, cells), by a model of main effects.

    `levels` holds, for each factor, the level of every cell; `numbers`, shape (cells, numbers), what enters as it is.
    `had_it` and `of_them` have shape (replicates, cells). A level of which nobody (or everybody) had it has chance 0
    (or 1) and takes no part in the fit: its coefficient would be infinite. Raises ValueError without a maximum.
    """
    chance = np.full(had_it.shape[1], np.nan)
    _settle(levels, had_it[0], of_them[0], chance)
    open_cells = np.isnan(chance)
    found = np.repeat(np.where(open_cells, 0.0, chance)[None], len(had_it), axis=0)
    if (of_them[0][open_cells] > 0).any():
        design = _design(levels, numbers, open_cells, of_them[0])
        found[:, open_cells] = _fit(design, had_it[:, open_cells], of_them[:, open_cells])
    return found


def _settle(levels: Sequence[Whole], had_it: Array, of_them: Array, chance: Array) -> None:
    """Fills in the chance of cells that have a level of which nobody, or everybody, had it."""
    changed = True
    while changed:
        changed = False
        for column in (np.zeros(chance.size, dtype=np.int64), *levels):
            still = np.isnan(chance)
            size = int(column.max()) + 1
            some = np.bincount(column[still], had_it[still], minlength=size)
            total = np.bincount(column[still], of_them[still], minlength=size)
            for level in np.flatnonzero((total > 0) & ((some <= 0) | (some >= total))):
                chance[still & (column == level)] = float(some[level] > 0)
                changed = True
            for level in np.flatnonzero(total <= 0):  # nobody is there to be asked
                chance[still & (column == level)] = 0.0


def _design(levels: Sequence[Whole], numbers: Array, kept: NDArray[np.bool_], of_them: Array) -> Array:
    """A constant, the numbers, and a column for each level but the most common one."""
    columns = [np.ones(int(kept.sum())), *numbers[kept].T]
    for column in levels:
        here = column[kept]
        present = np.unique(here)
        most = np.bincount(here, of_them[kept]).argmax()
        columns += [(here == level).astype(np.float64) for level in present if level != most]
    return np.column_stack(columns)


def _fit(design: Array, had_it: Array, of_them: Array) -> Array:
    beta = np.zeros(design.shape[1])
    beta[0] = np.log(had_it[0].sum() / (of_them[0].sum() - had_it[0].sum()))
    inverse = np.eye(design.shape[1])
    for _ in range(_STEPS):
        chance = _expit(design @ beta)
        curvature = design.T @ (design * (of_them[0] * chance * (1.0 - chance))[:, None])
        try:
            inverse = np.linalg.inv(curvature)
        except np.linalg.LinAlgError:
            break
        move = inverse @ (design.T @ (had_it[0] - of_them[0] * chance))
        move *= min(1.0, 4.0 / max(np.abs(move).max(), 1e-300))  # far from the top a full step overshoots
        beta = beta + move
        if np.abs(move).max() < _CLOSE:
            return _replicates(design, had_it, of_them, beta, inverse)
    raise ValueError(
        "the logistic model has no maximum: some combination of levels has nobody, or everybody. Join levels, or use "
        "weights by stratum."
    )


def _replicates(design: Array, had_it: Array, of_them: Array, beta: Array, inverse: Array) -> Array:
    betas = np.repeat(beta[None], len(had_it), axis=0)
    for _ in range(_REPLICATE_STEPS):
        move = ((had_it - of_them * _expit(betas @ design.T)) @ design) @ inverse
        move[0] = 0.0
        betas += np.clip(move, -1.0, 1.0)  # a replicate without a maximum stays near the answer
        if np.abs(move).max() < _CLOSE:
            break
    return _expit(betas @ design.T)


def _expit(value: Array) -> Array:
    chance: Array = 0.5 * (1.0 + np.tanh(0.5 * value))
    return chance
