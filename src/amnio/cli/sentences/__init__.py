"""What the command line itself says, in both languages; one module for each family of commands.

Apart from the catalogues of `present`, because an error must be sayable when nothing else can be loaded. Each entry of
`USAGE` is what went wrong, why it matters, and what to write instead.
"""

from amnio.cli.sentences import (
    batch,
    care,
    case,
    destination,
    evidence,
    evidence_pool,
    failures,
    guidance,
    learning,
    study,
    study_counts,
    study_definition,
    study_table,
)
from amnio.cli.sentences.languages import Language, Saying

__all__ = ["PLAIN", "USAGE", "Language", "say"]

USAGE: dict[str, dict[Language, Saying]] = {
    **batch.USAGE,
    **care.USAGE,
    **case.USAGE,
    **destination.USAGE,
    **evidence.USAGE,
    **evidence_pool.USAGE,
    **failures.USAGE,
    **guidance.USAGE,
    **learning.USAGE,
    **study.USAGE,
    **study_counts.USAGE,
    **study_definition.USAGE,
    **study_table.USAGE,
}

PLAIN: dict[str, dict[Language, str]] = {
    **batch.PLAIN,
    **care.PLAIN,
    **case.PLAIN,
    **destination.PLAIN,
    **evidence.PLAIN,
    **evidence_pool.PLAIN,
    **failures.PLAIN,
    **learning.PLAIN,
    **study.PLAIN,
    **study_counts.PLAIN,
}


def say(key: str, language: Language, **slots: object) -> str:
    """One sentence of the command line in the language asked for."""
    return PLAIN[key][language].format(**slots)
