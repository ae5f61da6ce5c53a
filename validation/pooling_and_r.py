"""Writes docs/explanation/pooling-and-r.md: where our pooling methods and R agree, where not, and why.

python validation/pooling_and_r.py            write the page
python validation/pooling_and_r.py --check    compare with the stored page; exit 1 if it differs
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from amnio.estimate import Measure, Method, PoolingRefusedError
from validation.pooling_agreement import (
    COLLAPSED,
    ONLY_R_ANSWERS,
    ONLY_WE_ANSWER,
    TOLERANCE,
    at_the_boundary,
    comparable,
    distances,
    is_pooling,
    pooled,
)
from validation.referee import ALL_DATA, METHODS, RECORDS, RESULTS, SMALL_STUDY_TESTS, records
from validation.stored_page import write_or_check

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "pooling-and-r.md"
_DATA = {
    "stillbirth": "diuretics in pregnancy and stillbirth (Collins, Yusuf & Peto 1985): rare, with empty trials",
    "pre_eclampsia": "diuretics and pre-eclampsia (the same): heterogeneous",
    "bcg": "BCG vaccine (Colditz et al. 1994): very heterogeneous",
    "zero_arms": "rare events with some empty arms",
    "double_zeros": "three of six studies without any event",
    "full_arms": "high risks, and an arm in which everybody had the event",
    "one_study": "one study",
    "two_studies": "two studies",
    "huge": "four studies, up to 213,000 people each",
    "tau_zero": "studies as alike as can be",
    "tiny": "two to eight people an arm",
    "unequal_arms": "controls fifteen times as many",
    "scattered": "effects in opposite directions",
    "one_sided": "events in one arm only",
    "all_zero": "no event at all",
}


def page() -> str:
    parts = (_opening(), _methods(), _data(), _only_one(), _by_design(), _not_compared())
    return "\n".join(line for part in parts for line in part) + "\n"


def _opening() -> Iterator[str]:
    versions = ", ".join(f"{name} {number}" for name, number in RESULTS["made_with"].items())
    calls = Counter(record.kind for record in RECORDS)
    yield f"""# Our pooling methods and R

<!-- Written by `python validation/pooling_and_r.py` from the stored results of R. Do not edit. -->

Every pooling method of `amnio.estimate` was written from its definition, and R is the referee: {len(RECORDS):,} calls
of R over a grid of methods, measures, options and awkward data are stored with their arguments and versions
(`validation/r/pooling/results.json`; {versions}). The tests compare each of them with ours and need no R; `make r`
runs R again. The grid itself is tested, so it cannot shrink to the cases that pass.

Calls by function of R: {", ".join(f"`{kind}` {number}" for kind, number in sorted(calls.items()))}.

Places (an estimate, the ends of an interval) are compared in units of R's standard error, sizes (a standard error,
tau2, Q) relative to themselves. So 1e-4 means a ten-thousandth of a standard error, which no reader of a forest plot
will ever see."""


def _methods() -> Iterator[str]:
    found: dict[Method, list[float]] = defaultdict(list)
    for data in ALL_DATA:
        for record, ours in comparable(data):
            if not at_the_boundary(record, ours):
                found[record.method] += [max(distance for _, distance in distances(ours, record))]
    yield """
## What agrees

| method | in R | calls answered by both | largest distance | allowed | why not closer |
|---|---|---|---|---|---|"""
    for method, tolerance in TOLERANCE.items():
        function, argument = METHODS[method]
        in_r = function if argument is None else f"{function}, {argument}"
        largest = max(found[method])
        yield (
            f"| {method.value.replace('_', ' ')} | `{in_r}` | {len(found[method])} | {_bound(largest)} "
            f"| {_short(tolerance.limit)} | {tolerance.why} |"
        )
    yield """
"Largest distance" is rounded up: its last digits differ between machines."""


def _bound(largest: float) -> str:
    """The next of 1, 1.5, 2, 3, 5, 10 ... that is not below, at least 1e-10: closer than that is rounding.

    >>> _bound(4e-5), _bound(0.0)
    ('below 5e-5', 'below 1e-10')
    """
    steps = (f"{digit}e{power}" for power in range(-10, 3) for digit in (1, 1.5, 2, 3, 5))
    return f"below {next(step for step in steps if largest < float(step))}"


def _short(limit: float) -> str:
    """
    >>> _short(1.5e-3), _short(1e-10)
    ('1.5e-3', '1e-10')
    """
    return f"{limit:.1e}".replace(".0e", "e").replace("e-0", "e-")


def _data() -> Iterator[str]:
    yield """
## The data

The first three are published (R's package metadat), the others were invented to be awkward.

| data | what they are | calls of R |
|---|---|---|"""
    for name in RESULTS["data"]["two_arm"]:
        yield f"| `{name}` | {_DATA[name]} | {sum(1 for _ in records(*_kinds(), data=name))} |"
    for kind, what in (("proportion", "proportions of one arm"), ("rate", "events over time")):
        for name in RESULTS["data"][kind]:
            number = sum(1 for _ in records(*_kinds(), data=f"{kind}.{name}"))
            yield f"| `{kind}.{name}` | {what} | {number} |"


def _kinds() -> set[str]:
    return {record.kind for record in RECORDS}


def _only_one() -> Iterator[str]:
    yield """
## Where only one side answers

**R does not answer, we do.** metafor's conditional models stop where the search for the maximum or the second
derivatives fail:
"""
    for _, data, model in sorted(ONLY_WE_ANSWER):
        yield f"- `{model}` on `{data}`"
    yield """
There the slow and the fast of our own two implementations must agree, and the likelihood that we reach must be no
lower than R's wherever R has one.

**We refuse, R answers.**
"""
    refused = Counter(_refusals())
    for (data, refusal), why in ONLY_R_ANSWERS.items():
        number = refused[(data, refusal)]
        yield f"- `{data}`, {number} call{'s' if number > 1 else ''}: {why}."
    collapsed = ", ".join(f"`{data}`" for data, _ in sorted(COLLAPSED))
    yield f"""
**R answers with a standard error of nothing.** On {collapsed} the exact conditional model (`CM.EL`) has its maximum at
tau2 = 0. metafor searches over log tau2, which is then minus infinity, and prints a standard error of about 1e-7
instead of about 0.3. We are held to R's common-effect fit there, which is the same model at tau2 = 0."""


def _refusals() -> Iterator[tuple[str, object]]:
    for record in filter(is_pooling, RECORDS):
        if not record.refused:
            try:
                pooled(record)
            except PoolingRefusedError as why:
                yield record.data, why.refusal


def _by_design() -> Iterator[str]:
    yield """
## What differs by design

- **Defaults.** R's `rma` adds one half to every cell of a study with a zero and uses REML; ours, for rare events, is
  Mantel-Haenszel without any addition. DerSimonian-Laird is here because most papers used it, and its interval is known
  to be too narrow with few studies.
- **Hartung-Knapp with tau2 = 0** can give an interval that is narrower than the common-effect one. The guarded form
  (R: `adhoc`) is our default; the plain one can be asked for.
- **Prediction interval.** metafor uses the normal or, with `t` and `knha`, Student's quantile with k - 1 degrees. Ours
  has both, and k - 2 (Higgins, Thompson & Spiegelhalter 2009, J R Stat Soc A 172:137) as the default.
- **Studies without an event** are left out of ratios and kept in risk differences on both sides; each answer names the
  studies that were left out.
- **tau2 searches** end at 1e-14 in both; metafor's own default of 1e-5 prints other last digits in most tutorials.
- **No events at all, one study:** R warns or answers; we refuse and say why, because a user may not see a warning."""


def _not_compared() -> Iterator[str]:
    regressions = ", ".join(f"`{name}`" for name in SMALL_STUDY_TESTS.values())
    measures = ", ".join(measure.value.replace("_", " ") for measure in Measure)
    yield f"""
## Also compared, and what is not

Also compared with R: regressions on study size ({regressions}), leaving one study out, cumulative pooling, and the
beta-binomial model with VGAM. Measures: {measures}; single arms as logit of a proportion and logarithm of a rate.

Not compared, because R has no such method: the prediction interval with k - 2 degrees (a formula, tested by hand), the
constrained excess of a procedure and the dose-response over gestation. These have two implementations of our own, a
slow and a fast one, and a calibration with known truth.

How long each takes beside R: `python bench/pooling.py`, recorded in `bench/results/pooling.json`."""


if __name__ == "__main__":
    sys.exit(write_or_check(PAGE, page(), sys.argv[1:]))
