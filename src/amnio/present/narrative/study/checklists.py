"""What a report of a study should tell, item by item: where this report tells it, or that only the authors can.

STROBE: von Elm and others 2007, PLoS Med 4:e296. TARGET: Cashin and others 2025, JAMA, doi 10.1001/jama.2025.13350.
What an item asks for is put in our words; TARGET is given by topic, because the numbers of its items were not read.
"""

from collections.abc import Mapping

from amnio.answers.study_answer import StudyReport
from amnio.present.document import Block, Heading, Paragraph, Table
from amnio.present.narrative.wording import Wording

_AUTHORS = "authors"
#: Where each item is told; a plus marks that authors must add to it.
_STROBE: Mapping[str, str] = {
    "1": _AUTHORS,
    "2": _AUTHORS,
    "3": "methods+",
    "4": "methods",
    "5": _AUTHORS,
    "6": "methods+",
    "7": "methods+",
    "8": _AUTHORS,
    "9": "methods",
    "10": _AUTHORS,
    "11": "checks+",
    "12": "methods",
    "13": "flow",
    "14": "checks+",
    "15": "incidence",
    "16": "designs",
    "17": "weeks+",
    "18": "lead+",
    "19": "cannot+",
    "20": _AUTHORS,
    "21": _AUTHORS,
    "22": _AUTHORS,
}
_TARGET: Mapping[str, str] = {
    "question": "methods",
    "why": _AUTHORS,
    "source": _AUTHORS,
    "eligibility": "methods+",
    "strategies": "methods",
    "assignment": "methods",
    "start": "methods",
    "outcome": "methods",
    "contrast": "methods",
    "assumptions": "cannot+",
    "analysis": "methods",
    "numbers": "flow",
    "baseline": "checks",
    "estimates": "designs",
    "additional": "checks",
    "limits": "cannot+",
    "openness": "protocol",
}


def blocks(answer: StudyReport, wording: Wording) -> list[Block]:
    """Filled in where the report itself tells it."""
    return [
        Heading(text=wording.text("study.heading.checklists"), id="checklists"),
        Paragraph(text=wording.text("study.checklists.intro")),
        _table("strobe", _STROBE, answer, wording),
        _table("target", _TARGET, answer, wording),
    ]


def _table(kind: str, items: Mapping[str, str], answer: StudyReport, wording: Wording) -> Table:
    rows = []
    for item, place in items.items():
        asks = wording.text(f"study.{kind}.{item}")
        numbered = (item, asks) if kind == "strobe" else (asks,)
        rows.append((*numbered, _here(place, answer, wording)))
    columns = ("item", "asks", "here") if kind == "strobe" else ("asks", "here")
    return Table(
        caption=wording.text(f"study.checklists.{kind}"),
        columns=tuple(wording.text(f"study.column.{name}") for name in columns),
        rows=tuple(rows),
        secondary=True,
    )


def _here(place: str, answer: StudyReport, wording: Wording) -> str:
    if place == "protocol":
        made = answer.stamp.protocol
        where = wording.text("study.here.stamp" if made is None else "study.here.protocol", **_named(made))
        return wording.text("study.here.part", where=where)
    if place == "incidence" and answer.incidence is None:
        place = _AUTHORS
    where = wording.text(f"study.here.{place.removesuffix('+')}")
    return wording.text("study.here.part", where=where) if place.endswith("+") else where


def _named(protocol: str | None) -> dict[str, str]:
    return {} if protocol is None else {"protocol": protocol}
