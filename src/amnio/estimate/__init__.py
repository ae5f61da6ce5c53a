"""Statistical methods that know nothing of amniocentesis: pooling of studies, with or without constraints."""

from amnio.estimate.cells import CellDistribution, Cells, Nodes, half_normal_nodes, normal_nodes
from amnio.estimate.counts import TwoArmCounts
from amnio.estimate.effects import Effects, Measure, effect_sizes
from amnio.estimate.excess import ExcessGrid, ExcessPriors, ExcessStudy, fit_excess
from amnio.estimate.hierarchy import Family, GammaBetween, Hierarchy, NormalBetween, fit_hierarchy
from amnio.estimate.mantel_haenszel import mantel_haenszel, peto
from amnio.estimate.pooled import Pooled
from amnio.estimate.random_effects import Between, inverse_variance, prediction_interval, random_effects
from amnio.estimate.risk import pool_risks, risk_quantiles

__all__ = [
    "Between",
    "CellDistribution",
    "Cells",
    "Effects",
    "ExcessGrid",
    "ExcessPriors",
    "ExcessStudy",
    "Family",
    "GammaBetween",
    "Hierarchy",
    "Measure",
    "Nodes",
    "NormalBetween",
    "Pooled",
    "TwoArmCounts",
    "effect_sizes",
    "fit_excess",
    "fit_hierarchy",
    "half_normal_nodes",
    "inverse_variance",
    "mantel_haenszel",
    "normal_nodes",
    "peto",
    "pool_risks",
    "prediction_interval",
    "random_effects",
    "risk_quantiles",
]
