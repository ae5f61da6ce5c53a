"""Statistical methods that know nothing of amniocentesis: pooling of studies, incidence with several ends."""

from amnio.estimate.arm_weights import Propensity, Target
from amnio.estimate.arms import ArmsCompared, Standard, divided
from amnio.estimate.balance import (
    LevelBalance,
    Positivity,
    StratumSupport,
    WeightSpread,
    balance,
    positivity,
    weight_spread,
)
from amnio.estimate.bayes import NormalHierarchy, NormalMixture, bayesian_random_effects
from amnio.estimate.beta_binomial import BetaBinomialFit, beta_binomial, beta_binomial_proportion
from amnio.estimate.cells import CellDistribution, Cells, Nodes, half_normal_nodes, normal_nodes
from amnio.estimate.censoring import Censoring
from amnio.estimate.clustered_incidence import ClusteredRisks, incidence_by_blocks, robust_incidence
from amnio.estimate.counts import EventsOverTime, OneArmCounts, TwoArmCounts
from amnio.estimate.cox import CoxFit, cox
from amnio.estimate.cumulative_hazard import CumulativeHazards, HazardAt, cumulative_hazards
from amnio.estimate.dose_response import DoseCurve, DosePriors, DoseResponse, DoseStudy, fit_dose_response
from amnio.estimate.doubly_robust import doubly_robust_trials
from amnio.estimate.e_value import EValue, e_value, e_values
from amnio.estimate.effects import (
    ArmMeasure,
    Continuity,
    DoubleZero,
    Effects,
    Measure,
    effect_sizes,
    proportion_effects,
    rate_effects,
)
from amnio.estimate.event_times import EventTimes, RiskTable, landmark, numbers_at_risk
from amnio.estimate.excess import ExcessGrid, ExcessPriors, ExcessStudy, fit_excess
from amnio.estimate.gray import GrayTest, gray_test
from amnio.estimate.hierarchy import Family, GammaBetween, Hierarchy, NormalBetween, fit_hierarchy
from amnio.estimate.incidence import (
    CumulativeIncidence,
    IncidenceAt,
    SmallestRiskSet,
    VarianceType,
    cumulative_incidence,
    log_log_interval,
)
from amnio.estimate.intervals import Interval, Prediction
from amnio.estimate.late_entry import ThreeAnswers, as_if_watched, three_answers
from amnio.estimate.mantel_haenszel import mantel_haenszel, peto
from amnio.estimate.methods import INTERVALS, MEASURES, Method, PoolingRefusedError, PoolOptions, Refusal
from amnio.estimate.mixed_models import ControlRisk, mixed_model, mixed_proportion, mixed_rate
from amnio.estimate.normal_effects import NormalFit
from amnio.estimate.other_windows import OtherWindow, ends_within, starting_later, without_early_ends
from amnio.estimate.pool import PoolResult, pool
from amnio.estimate.pooled import Pooled
from amnio.estimate.random_effects import Between, inverse_variance, random_effects
from amnio.estimate.replicates import BlockEstimate, Replicates, Resampling, Scale
from amnio.estimate.risk import pool_risks, risk_quantiles
from amnio.estimate.sensitivity import Step, cumulative, leave_one_out
from amnio.estimate.sequential_trials import sequential_trials
from amnio.estimate.single_study import StudyEffect, study_effect
from amnio.estimate.small_studies import FunnelPoint, SmallStudyTest, Trend, egger, funnel, small_study_trend
from amnio.estimate.subdistribution import SubdistributionFit, fine_gray
from amnio.estimate.trial_cells import NothingToCompareError
from amnio.estimate.trial_results import Horizon, SequentialTrials

__all__ = [
    "INTERVALS",
    "MEASURES",
    "ArmMeasure",
    "ArmsCompared",
    "BetaBinomialFit",
    "Between",
    "BlockEstimate",
    "CellDistribution",
    "Cells",
    "Censoring",
    "ClusteredRisks",
    "Continuity",
    "ControlRisk",
    "CoxFit",
    "CumulativeHazards",
    "CumulativeIncidence",
    "DoseCurve",
    "DosePriors",
    "DoseResponse",
    "DoseStudy",
    "DoubleZero",
    "EValue",
    "Effects",
    "EventTimes",
    "EventsOverTime",
    "ExcessGrid",
    "ExcessPriors",
    "ExcessStudy",
    "Family",
    "FunnelPoint",
    "GammaBetween",
    "GrayTest",
    "HazardAt",
    "Hierarchy",
    "Horizon",
    "IncidenceAt",
    "Interval",
    "LevelBalance",
    "Measure",
    "Method",
    "Nodes",
    "NormalBetween",
    "NormalFit",
    "NormalHierarchy",
    "NormalMixture",
    "NothingToCompareError",
    "OneArmCounts",
    "OtherWindow",
    "PoolOptions",
    "PoolResult",
    "Pooled",
    "PoolingRefusedError",
    "Positivity",
    "Prediction",
    "Propensity",
    "Refusal",
    "Replicates",
    "Resampling",
    "RiskTable",
    "Scale",
    "SequentialTrials",
    "SmallStudyTest",
    "SmallestRiskSet",
    "Standard",
    "Step",
    "StratumSupport",
    "StudyEffect",
    "SubdistributionFit",
    "Target",
    "ThreeAnswers",
    "Trend",
    "TwoArmCounts",
    "VarianceType",
    "WeightSpread",
    "as_if_watched",
    "balance",
    "bayesian_random_effects",
    "beta_binomial",
    "beta_binomial_proportion",
    "cox",
    "cumulative",
    "cumulative_hazards",
    "cumulative_incidence",
    "divided",
    "doubly_robust_trials",
    "e_value",
    "e_values",
    "effect_sizes",
    "egger",
    "ends_within",
    "fine_gray",
    "fit_dose_response",
    "fit_excess",
    "fit_hierarchy",
    "funnel",
    "gray_test",
    "half_normal_nodes",
    "incidence_by_blocks",
    "inverse_variance",
    "landmark",
    "leave_one_out",
    "log_log_interval",
    "mantel_haenszel",
    "mixed_model",
    "mixed_proportion",
    "mixed_rate",
    "normal_nodes",
    "numbers_at_risk",
    "peto",
    "pool",
    "pool_risks",
    "positivity",
    "proportion_effects",
    "random_effects",
    "rate_effects",
    "risk_quantiles",
    "robust_incidence",
    "sequential_trials",
    "small_study_trend",
    "starting_later",
    "study_effect",
    "three_answers",
    "weight_spread",
    "without_early_ends",
]
