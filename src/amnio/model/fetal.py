"""The fetus: how probable each class is, and how many of each class are lost without any procedure."""

import numpy as np

from amnio.clinic.vocabulary import CellFreeDna, FetalClass
from amnio.model.clock import (
    DAY_24,
    DAYS_PER_WEEK,
    END_WEEK,
    FIRST_WEEK,
    REFERENCE_DAY,
    TERM_DAY,
    WEEKS,
    Array,
    WeeklyHazard,
)
from amnio.quantity import Draws

CLASSES = tuple(FetalClass)
CLASS_INDEX = {fetal_class: index for index, fetal_class in enumerate(CLASSES)}
_RARE = (
    FetalClass.MONOSOMY_X,
    FetalClass.OTHER_SEX_CHROMOSOME,
    FetalClass.TRIPLOIDY,
    FetalClass.OTHER_UNBALANCED,
    FetalClass.CONFINED_PLACENTAL,
    FetalClass.STRUCTURAL,
)
#: Rows of the prior: the trisomies lead, the rarer classes follow in vocabulary order.
_T21 = CLASS_INDEX[FetalClass.T21]
_T18_T13 = slice(CLASS_INDEX[FetalClass.T18], CLASS_INDEX[FetalClass.T13] + 1)
TRISOMIES = slice(_T21, CLASS_INDEX[FetalClass.T13] + 1)
_RARE_ROWS = slice(CLASS_INDEX[_RARE[0]], CLASS_INDEX[_RARE[-1]] + 1)
_TRISOMY_OF_CFDNA = {
    CellFreeDna.HIGH_T21: (FetalClass.T21, "t21"),
    CellFreeDna.HIGH_T18: (FetalClass.T18, "t18"),
    CellFreeDna.HIGH_T13: (FetalClass.T13, "t13"),
    CellFreeDna.HIGH_SEX_CHROMOSOME: (FetalClass.OTHER_SEX_CHROMOSOME, "sex_chromosome"),
}


def trisomy_21_at_birth(draws: Draws, age: float | Array) -> Array:
    """Probability of trisomy 21 at birth by maternal age in completed years (Morris, Mutton, Alberman 2002)."""
    a, b, c, d = (draws[f"prevalence.t21_curve.{name}"] for name in "abcd")
    return 1.0 / (1.0 + np.exp(a - b / (1.0 + np.exp(-c * (age - d)))))


class ClassPriors:
    """`P(z)` at 16+0 for any age and screening result, from parts that are the same for all women."""

    def __init__(self, draws: Draws) -> None:
        self._draws = draws
        self._until_birth = 1.0 - draws["survival.t21.loss_16_term"]
        self._per_t21 = np.stack([draws["prevalence.t18_per_t21"], draws["prevalence.t13_per_t21"]]) / self._until_birth
        self._rare = np.stack([draws[f"prevalence.{fetal_class.value}"] for fetal_class in _RARE])

    def prior(
        self, *, maternal_age: float | Array, t21_risk: float | None = None, cfdna: CellFreeDna | None = None
    ) -> Array:
        """Shape (10, draws), classes in vocabulary order, columns adding up to one.

        A stated screening risk (at birth, as laboratories report it) replaces the age risk of trisomy 21; a cfDNA
        result replaces its own class by the published positive predictive value, or lowers the three trisomies. Where
        the abnormal classes together would exceed one, they are scaled down to it.
        """
        prior = np.empty((len(CLASSES), self._draws.count))
        by_age = trisomy_21_at_birth(self._draws, maternal_age)
        np.divide(by_age if t21_risk is None else t21_risk, self._until_birth, out=prior[_T21])
        np.multiply(self._per_t21, by_age, out=prior[_T18_T13])
        prior[_RARE_ROWS] = self._rare
        if cfdna is CellFreeDna.LOW_RISK:
            prior[TRISOMIES] *= self._draws["screen.cfdna_low_risk_factor"]
        abnormal = prior[1:].sum(axis=0)
        if abnormal.max() > 1.0:
            prior[1:] /= np.maximum(abnormal, 1.0)
        np.maximum(1.0 - abnormal, 0.0, out=prior[0])
        replaced = _TRISOMY_OF_CFDNA.get(cfdna) if cfdna is not None else None
        if replaced is not None:
            fetal_class, name = replaced
            predictive = self._draws[f"screen.cfdna_ppv.{name}"]
            index = CLASS_INDEX[fetal_class]
            prior[index] = 0.0
            prior *= (1.0 - predictive) / prior.sum(axis=0)
            prior[index] = predictive
        return prior


def class_hazards(draws: Draws, control: WeeklyHazard, pregnant: Array) -> WeeklyHazard:
    """Excess daily hazard of each class, shape (10, WEEKS, draws); zero for `euploid`.

    Trisomy 21 follows the published relative prevalence by gestation, scaled to the published total loss; 18 and 13
    follow survival from 12, 18 and 24 weeks; classes without a curve of their own keep a constant ratio to `control`,
    the structural class from 24+0 on.
    """
    daily = np.zeros((len(CLASSES), WEEKS, draws.count))
    weeks = np.arange(FIRST_WEEK, END_WEEK)
    daily[CLASS_INDEX[FetalClass.T21]] = _trisomy_21(draws, weeks)
    for fetal_class in (FetalClass.T18, FetalClass.T13):
        daily[CLASS_INDEX[fetal_class]] = _trisomy_18_or_13(draws, weeks, fetal_class.value)
    early_share = draws["survival.monosomy_x.share_before_24"]
    total = _total(draws, "survival.monosomy_x.loss_16_term")
    daily[CLASS_INDEX[FetalClass.MONOSOMY_X]] = np.where(
        weeks[:, None] < 24, total * early_share / _days(16, 24), total * (1.0 - early_share) / _days(24, 40)
    )
    daily[CLASS_INDEX[FetalClass.TRIPLOIDY]] = np.where(
        weeks[:, None] < 20, draws["survival.triploidy.daily_before_20"], draws["survival.triploidy.daily_from_20"]
    )
    reference = control.weighted(pregnant).between(REFERENCE_DAY, TERM_DAY)
    for fetal_class in (
        FetalClass.OTHER_SEX_CHROMOSOME,
        FetalClass.OTHER_UNBALANCED,
        FetalClass.CONFINED_PLACENTAL,
    ):
        ratio = _total(draws, f"survival.{fetal_class.value}.loss_16_term") / reference
        daily[CLASS_INDEX[fetal_class]] = control.daily * ratio
    total = _total(draws, "survival.structural.loss_24_term")
    from_24 = control.daily * (total / control.weighted(pregnant).between(DAY_24, TERM_DAY))
    before_24 = total / _days(24, 40) * draws["survival.structural.factor_before_24"]
    daily[CLASS_INDEX[FetalClass.STRUCTURAL]] = np.where(weeks[:, None] < 24, before_24, from_24)
    return WeeklyHazard(daily)


def _total(draws: Draws, name: str) -> Array:
    return -np.log1p(-draws[name])


def _days(first_week: int, last_week: int) -> float:
    return float(DAYS_PER_WEEK * (last_week - first_week))


def _trisomy_21(draws: Draws, weeks: np.ndarray) -> Array:
    a, b, c = (draws[f"survival.t21.curve.{name}"] for name in "abc")

    def log_prevalence(week: np.ndarray) -> Array:
        log_week = np.log10(week)[:, None]
        return np.log(10.0) * (a * log_week**2 + b * log_week + c)

    drop = log_prevalence(weeks) - log_prevalence(weeks + 1)
    published = log_prevalence(np.array([16])) - log_prevalence(np.array([40]))
    return drop * (_total(draws, "survival.t21.loss_16_term") / published) / DAYS_PER_WEEK


def _trisomy_18_or_13(draws: Draws, weeks: np.ndarray, name: str) -> Array:
    total = _total(draws, f"survival.{name}.loss_12_term")
    early, middle, late = (draws[f"survival.{name}.timing.{part}"] for part in ("w12_18", "w18_24", "w24_term"))
    column = weeks[:, None]
    rate = np.where(
        column < 18, early / _days(12, 18), np.where(column < 24, middle / _days(18, 24), late / _days(24, 40))
    )
    return total * rate
