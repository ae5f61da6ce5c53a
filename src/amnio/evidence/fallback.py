"""What a parameter becomes without the studies it was made from: a judgement that its file names, or a refusal."""

from collections.abc import Mapping
from dataclasses import replace

from amnio.evidence.errors import EvidenceError
from amnio.evidence.parameter import Parameter
from amnio.evidence.source import NothingLeft


def with_fallbacks(parameters: Mapping[str, Parameter], lost: Mapping[str, NothingLeft]) -> dict[str, Parameter]:
    """The parameters, those that are lost shaped like their fallback.

    Raises `EvidenceError` for a fallback that is not there and for one that leads back to where it started, and
    `NothingLeft` naming every parameter (or finding row) that is lost and has none.
    """
    for parameter in parameters.values():
        _chain(parameter, parameters)
    shaped = dict(parameters)
    without_any = dict(lost)
    for name in lost:
        if name not in parameters:
            continue
        for follower in _chain(parameters[name], parameters)[1:]:
            if follower.name not in lost:
                shaped[name] = _like(parameters[name], follower)
                del without_any[name]
                break
    if without_any:
        first = next(iter(without_any.values()))
        message = f"{', '.join(without_any)}: {first.message}"
        raise NothingLeft(first.file, first.field, message, tuple(without_any))
    return shaped


def _like(parameter: Parameter, follower: Parameter) -> Parameter:
    if follower.shape is None:
        raise EvidenceError(parameter.file, "from.fallback", f"{follower.name} must be fitted first")
    return replace(parameter.shaped(follower.shape), basis=follower.basis, studies=follower.studies, rows=follower.rows)


def _chain(parameter: Parameter, parameters: Mapping[str, Parameter]) -> list[Parameter]:
    """The parameter, its fallback, the fallback of that one, and so on."""
    chain = [parameter]
    while (source := chain[-1].source) is not None and source.fallback is not None:
        if source.fallback not in parameters:
            raise EvidenceError(chain[-1].file, "from.fallback", f"there is no parameter {source.fallback!r}")
        following = parameters[source.fallback]
        if any(item.name == following.name for item in chain):
            names = " -> ".join(item.name for item in [*chain, following])
            raise EvidenceError(parameter.file, "from.fallback", f"goes round in a circle: {names}")
        chain.append(following)
    return chain
