"""Whether groups of an incidence differ in their losses: Gray's test, and ratios of hazards of both kinds."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import exp
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from amnio.answers.study_answer import GroupTest, Hazard, HazardRatio, Number
from amnio.answers.study_designs import LOSS
from amnio.estimate.clustered_incidence import ClusteredRisks
from amnio.estimate.gray import gray_test
from amnio.estimate.group_ratios import GroupRatios, cause_specific_ratios, subdistribution_ratios
from amnio.estimate.incidence import SmallestRiskSet
from amnio.estimate.risk_counts import RiskCounts

#: Rows of each group, by name.
Groups = Mapping[str, NDArray[np.bool_]]
_FITTED = {Hazard.CAUSE_SPECIFIC: cause_specific_ratios, Hazard.SUBDISTRIBUTION: subdistribution_ratios}
_SURE = NormalDist().inv_cdf(1.0 - 0.5 / 20)  # of a 95 % interval


def group_tests(rows: RiskCounts, groups: Groups, limit: SmallestRiskSet | None) -> Iterator[GroupTest]:
    """Gray's test of loss between groups; none where it cannot be made (tiny early risk sets, one group)."""
    if len(groups) < 2:
        return
    risks = ClusteredRisks.of_counts(rows, ends=len(rows.ends), cluster=_numbered(rows, groups))
    if limit is not None:  # ends that the curves pass over are passed over here as well
        risks = replace(risks, events=np.where((risks.at_risk >= limit.constant)[..., None], risks.events, 0.0))
    try:
        test = gray_test(risks, end=LOSS)
    except ValueError:
        return
    yield GroupTest(end=rows.ends[LOSS - 1], statistic=test.statistic, degrees=test.degrees, p_value=test.p_value)


def hazard_ratios(rows: RiskCounts, groups: Groups) -> Iterator[HazardRatio]:
    """Of loss, against the first group; none where a group has no loss. Tiny risk sets weigh little in them."""
    if len(groups) < 2:
        return
    first, *others = groups
    which = _numbered(rows, groups)
    for hazard, fitted in _FITTED.items():
        try:
            found = fitted(rows, which, end=LOSS, ends=len(rows.ends))
        except ValueError:
            continue
        for index, name in enumerate(others):
            ratio = _ratio(found, index)
            yield HazardRatio(hazard=hazard, end=rows.ends[LOSS - 1], group=name, against=first, ratio=ratio)


def _numbered(rows: RiskCounts, groups: Groups) -> NDArray[np.int64]:
    which = np.zeros(rows.n.size, dtype=np.int64)
    for index, members in enumerate(groups.values()):
        which[members] = index
    return which


def _ratio(found: GroupRatios, index: int) -> Number:
    """The standard error is that of the ratio itself; the interval is symmetric for its logarithm."""
    logged, error = float(found.log_ratio[index]), float(found.standard_error[index])
    value = exp(logged)
    low, high = (exp(logged + sign * _SURE * error) for sign in (-1, 1))
    return Number(value=value, standard_error=value * error, low=low, high=high)
