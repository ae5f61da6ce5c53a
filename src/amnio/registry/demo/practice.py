"""The figures of the made-up unit, and drawing from them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np


@dataclass(frozen=True, kw_only=True, slots=True)
class Practice:
    """Shares from 0 to 1; tables are code or number -> share and add up to one."""

    english_names: float
    twins: float
    weekly_share_by_week: dict[str, float]
    ages: dict[str, float]
    indications: dict[str, float]
    previous_second_trimester_loss: float
    bleeding_before: float
    ivf: float
    rhd_negative: float
    passes: dict[str, float]
    transplacental: float
    fluid: dict[str, float]
    termination_after_result: float
    result_after_days: dict[str, float]
    qf_pcr: float
    birth_on_day: dict[str, float]
    not_reached: float
    lost_from_view: float
    looked_for: dict[str, float]


@cache
def practice() -> Practice:
    """Raises TypeError for a figure that is missing or that nothing reads."""
    text = files("amnio.registry.demo").joinpath("practice.toml").read_text(encoding="utf-8")
    figures: dict[str, Any] = tomllib.loads(text)
    return Practice(**figures)


def draw(table: dict[str, float], count: int, generator: np.random.Generator) -> list[str]:
    """As many entries of the table, each with its share."""
    shares = np.array(list(table.values()))
    return [str(one) for one in generator.choice(list(table), size=count, p=shares / shares.sum())]


def happens(share: float, count: int, generator: np.random.Generator) -> list[bool]:
    return [bool(one) for one in generator.random(count) < share]
