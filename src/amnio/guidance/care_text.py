"""The words of a care item, by its code."""

from amnio.guidance.care_rule import CareRule, care_rule


def care_text(item: str) -> CareRule:
    """Words, evidence and sources of an item: `text_en`, `family_zh`, `evidence_en` ...; reads one file, once.

    >>> care_text("tub_bath").row
    'S9'
    """
    return care_rule(item)
