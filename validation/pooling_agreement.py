"""How far `amnio.estimate` and R are apart, call by call, and how far they may be, with the reason.

Places (estimates, ends of intervals) are compared in units of the referee's standard error, sizes relative to
themselves. The tests in tests/r hold us to it, and docs/explanation/pooling-and-r.md tells it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from amnio.estimate import Method, PoolingRefusedError, PoolResult, Refusal, pool
from validation.referee import Record, records, studies_of


@dataclass(frozen=True)
class Tolerance:
    """The largest distance that is allowed, and why it is not smaller."""

    limit: float
    why: str


_CLOSED = Tolerance(1e-10, "closed formulas on both sides; the results are stored with 13 digits")
_SEARCH = Tolerance(1e-7, "R ends its search at 1e-14 of tau2, which for rare risks is 1e-7 of tau2 itself")
_LME4 = Tolerance(4e-4, "lme4 ends its search early and takes second derivatives by differences")
TOLERANCE: dict[Method, Tolerance] = {
    Method.MANTEL_HAENSZEL: _CLOSED,
    Method.PETO: _CLOSED,
    Method.INVERSE_VARIANCE: _CLOSED,
    Method.DERSIMONIAN_LAIRD: _CLOSED,
    Method.PAULE_MANDEL: _SEARCH,
    Method.REML: _SEARCH,
    Method.MIXED_UNCONDITIONAL: _LME4,
    Method.MIXED_APPROXIMATE_CONDITIONAL: _LME4,
    Method.MIXED_SINGLE_ARM: _LME4,
    Method.MIXED_EXACT_CONDITIONAL: Tolerance(
        1.5e-3, "R takes second derivatives of numerical integrals by differences"
    ),
    Method.BETA_BINOMIAL: Tolerance(
        1e-4, "R's likelihood is a difference of logarithms of gamma functions, its derivatives are by differences"
    ),
    Method.BAYES: Tolerance(1e-7, "adaptive quadrature to 1e-9, quantiles by root finding to 1e-10"),
}
RELATIVE_FLOOR = 1e-13  # of a variance, below which two values count as equal to zero

#: R has no answer and we have one. metafor: the search for the maximum stops, or its derivatives fail.
ONLY_WE_ANSWER = {
    ("rma.glmm", "double_zeros", "CM.EL"),
    ("rma.glmm", "two_studies", "CM.EL"),
    ("rma.glmm", "tiny", "CM.EL"),
    ("rma.glmm", "unequal_arms", "CM.EL"),
    ("rma.glmm", "unequal_arms", "CM.AL"),
}
#: We refuse and R answers, with the reason.
ONLY_R_ANSWERS: dict[tuple[str, Refusal], str] = {
    ("one_study", Refusal.ONE_STUDY): "one study has no spread between studies that could be estimated",
    ("all_zero", Refusal.NO_EVENTS): "without a single event R pools the halves that it has added itself",
    ("one_sided", Refusal.ONE_SIDED): "with events in one arm only, the search of the beta-binomial model has no end",
}
#: With tau2 going to zero metafor's exact model loses its standard error (it works with log tau2): 1e-7 instead of 0.2
#: or 0.3. There our answer is held to R's common-effect fit, which is the same model at tau2 = 0.
COLLAPSED = {("stillbirth", "CM.EL"), ("tau_zero", "CM.EL")}
_POOLING = ("rma", "rma.mh", "rma.peto", "rma.glmm", "beta_binomial", "bayes")


def pooled(record: Record) -> PoolResult:
    """Our answer to a call of R."""
    return pool(studies_of(record.data), method=record.method, measure=record.measure, options=record.options())


def is_pooling(record: Record) -> bool:
    """Whether a call pools; of the mixed models only those with a random effect."""
    return record.kind in _POOLING and (record.kind != "rma.glmm" or record.call["method"] == "ML")


def comparable(data: str) -> Iterator[tuple[Record, PoolResult]]:
    """Calls that both sides answer."""
    for record in records(*_POOLING, data=data):
        if is_pooling(record) and not record.refused and (data, record.call.get("model")) not in COLLAPSED:
            try:
                yield record, pooled(record)
            except PoolingRefusedError:
                continue


def at_the_boundary(record: Record, ours: PoolResult) -> bool:
    """No overdispersion: arms are plain binomials, and R's lbeta has lost its digits (a test of its own)."""
    return record.kind == "beta_binomial" and ours.dispersion == 0


def relative(ours: float, theirs: float) -> float:
    return 0.0 if abs(ours - theirs) < RELATIVE_FLOOR else abs(ours - theirs) / max(abs(theirs), 1e-300)


def distances(ours: PoolResult, record: Record) -> Iterator[tuple[str, float]]:
    """How far we are apart in everything that both report."""
    theirs, error = record.got, record.got["standard_error"]
    for name in ("estimate", "low", "high"):
        if name in theirs:
            yield name, abs(getattr(ours, name) - theirs[name]) / error
    yield "standard_error", relative(ours.standard_error, error)
    if ours.tau2 is not None and theirs.get("tau2") is not None:
        # two standard errors of nothing: a tau2 that is far below the variances need not have many digits
        yield "tau2", min(relative(ours.tau2, theirs["tau2"]), abs(ours.tau2 - theirs["tau2"]) / error**2)
    if ours.i2 is not None and theirs.get("i2") is not None:
        yield "i2", abs(ours.i2 - theirs["i2"])
    q = theirs.get("q_lrt", theirs.get("q"))
    if q is not None and ours.q is not None:
        yield "q", relative(ours.q, q)
    if theirs.get("prediction_low") is not None and ours.prediction is not None:
        for name, end in zip(("prediction_low", "prediction_high"), ours.prediction, strict=True):
            yield name, abs(end - theirs[name]) / error
    if "degrees" in theirs and record.kind != "rma.glmm":  # rma.glmm counts studies that it has left out
        yield "degrees", abs(ours.degrees - theirs["degrees"])
    if "weights" in theirs and ours.weights:
        shares = theirs["weights"] if isinstance(theirs["weights"], list) else [theirs["weights"]]
        by_label = dict(ours.weights)
        # rma drops what it leaves out, rma.mh keeps it with the weight zero or without one
        given = dict(enumerate(shares)) if len(shares) == len(studies_of(record.data)) else None
        pairs = (
            ((by_label.get(str(i), 0.0), w or 0.0) for i, w in given.items())
            if given is not None
            else zip(by_label.values(), shares, strict=True)
        )
        yield "weights", max(abs(a - b) for a, b in pairs)
    if "rho" in theirs and ours.dispersion:
        yield "rho", relative(ours.dispersion, theirs["rho"])
