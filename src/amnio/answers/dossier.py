"""Everything that is known of a parameter in one record: for a reader who wants to see how a number came about."""

from collections.abc import Iterator
from types import MappingProxyType

from amnio.answers.browse import EvidenceBrowser
from amnio.answers.evidence_answer import Dossier, Making, PoolAnswer
from amnio.answers.pool_studies import PoolRequest, is_poolable
from amnio.answers.pooling import pool_parameter
from amnio.estimate import PoolingRefusedError
from amnio.evidence import Evidence, Parameter
from amnio.evidence.history import History


def dossiers(browser: EvidenceBrowser, history: History | None) -> Iterator[Dossier]:
    """The dossier of every parameter by name. `history` is None for evidence that keeps no record of its changes."""
    for name in sorted(browser.evidence.parameters):
        yield Dossier(
            page=browser.parameter(name),
            making=making_of(browser.evidence.parameters[name]),
            pooled=_pooled(browser.evidence, name),
            changes=() if history is None else history.of(name),
            begins="" if history is None else history.begins,
        )


def making_of(parameter: Parameter) -> Making:
    """How a parameter is made."""
    source = parameter.source
    return Making(
        rule="" if source is None else source.fit or source.rule,
        options=() if source is None else tuple((key, _written(value)) for key, value in source.options.items()),
        priors=MappingProxyType({}) if parameter.fit is None else parameter.fit.priors,
        fallback=None if source is None else source.fallback,
        rows=parameter.rows,
        beside=parameter.beside,
    )


def _written(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _pooled(evidence: Evidence, name: str) -> PoolAnswer | None:
    """The pool by the default method, where two studies or more can be pooled unasked."""
    if not is_poolable(evidence, name):
        return None
    try:
        return pool_parameter(evidence, PoolRequest(name=name))
    except PoolingRefusedError:
        return None
