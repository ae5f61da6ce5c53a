"""An answer as a document: ordered blocks of finished text and figures in one language, for one audience.

`amnio.present.narrative` writes it from an answer; `terminal`, `html` and `pdf` only lay it out. Nothing here knows a
language or a file format.
"""

from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    CLINICIAN = "clinician"
    FAMILY = "family"


class Language(StrEnum):
    EN = "en"
    ZH = "zh"


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    text: str
    id: str  # stable anchor, same in all languages: "causes", "anyway", "moved", "tests", "care", "next", "stamp" ...
    level: int = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    text: str
    role: str = "body"  # "lead" (the one-sentence answer) | "body" | "note" (small, muted)


@dataclass(frozen=True, kw_only=True, slots=True)
class Urgent:
    """What to do now. Always the first blocks; told apart by word, sign and heavy border, never by colour."""

    title: str
    lines: tuple[str, ...]
    sources: str = ""  # in short: what it rests on, with the mark of a wording that was not verified
    more: str = ""  # what the evidence says, in full: see `Step`


@dataclass(frozen=True, kw_only=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Aside:
    """A list to look things up in: closed on a page, small on paper, on a terminal only in full."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()  # indexes of right-aligned columns
    note: str = ""
    secondary: bool = False  # a terminal shows it only in full


@dataclass(frozen=True, kw_only=True, slots=True)
class IntervalRow:
    """A band with a dot. `code` (a Group code) picks the colour; values are proportions; `text` is the number."""

    code: str
    label: str
    sub: str
    mean: float
    low: float
    high: float
    text: str
    zero_text: str = ""  # set when the value is exactly zero: the reason


@dataclass(frozen=True, kw_only=True, slots=True)
class IntervalChart:
    title: str
    description: str  # the text twin
    rows: tuple[IntervalRow, ...]
    table: Table  # the table twin


@dataclass(frozen=True, kw_only=True, slots=True)
class TimelineMark:
    day: int  # gestational age in days
    label: str
    kind: str  # "procedure" | "sign" | "test" | "loss" ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Timeline:
    title: str
    description: str
    first_day: int
    last_day: int
    marks: tuple[TimelineMark, ...]
    table: Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Pictograph:
    """`filled` of `total` symbols; those from `low` to `high` are drawn as uncertain."""

    title: str
    description: str
    total: int
    filled: int
    low: int
    high: int
    big: str  # "58 of 100"
    caption: str
    table: Table
    legend: tuple[str, str, str]  # short texts: certain (up to `low`), uncertain, empty (from `high` on)


@dataclass(frozen=True, kw_only=True, slots=True)
class WeightRow:
    code: str  # Group whose weight is drawn: picks the colour
    label: str
    weight: float
    text: str  # the number
    sub: str  # for or against which cause, in words: colour alone says nothing


@dataclass(frozen=True, kw_only=True, slots=True)
class WeightChart:
    title: str
    description: str
    rows: tuple[WeightRow, ...]
    table: Table


@dataclass(frozen=True, kw_only=True, slots=True)
class ForestRow:
    """A study, the pooled effect or the prediction; numbers on the natural scale, None where there is nothing to draw.

    `counts` has one text for each count column; `weight` is a share of one, None where studies are not weighed.
    """

    label: str
    sub: str
    counts: tuple[str, ...]
    estimate: float | None
    low: float | None
    high: float | None
    weight: float | None
    text: str  # the numbers


@dataclass(frozen=True, kw_only=True, slots=True)
class ForestPlot:
    """Studies under each other with their intervals, the pooled effect as a diamond, the prediction drawn apart."""

    title: str
    description: str
    columns: tuple[str, ...]  # heads: the study, each column of counts, the effect
    rows: tuple[ForestRow, ...]
    pooled: ForestRow | None  # None where rows are not pooled, only set side by side
    prediction: ForestRow | None
    ratio: bool  # drawn on a logarithmic scale
    percent: bool  # ticks in per cent
    no_effect: float | None
    axis: str  # what is drawn, with its unit
    sides: tuple[str, str]  # what lies left and right of no effect; empty texts where there is no such line
    table: Table


@dataclass(frozen=True, kw_only=True, slots=True)
class CurvePoint:
    """From `x` on the curve stands at `value`, a proportion; None where there is no interval."""

    x: float
    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Curve:
    """One step curve with its band; `at_risk` has a text for each tick of the chart."""

    label: str
    points: tuple[CurvePoint, ...]
    at_risk: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CurveChart:
    """Step curves over time in one frame, with who is at risk below; told apart by dashes as well as by colour."""

    title: str
    description: str
    curves: tuple[Curve, ...]
    ticks: tuple[tuple[float, str], ...]  # of the time axis, evenly meant to be read
    axis: str
    at_risk_label: str
    table: Table


@dataclass(frozen=True, kw_only=True, slots=True)
class BalanceRow:
    """How far two groups are apart in one thing, before and after weighting; None where it cannot be said."""

    label: str
    before: float | None
    after: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class BalanceChart:
    """An open dot before, a full dot after, a line for each row; `limit` is marked to both sides of zero."""

    title: str
    description: str
    rows: tuple[BalanceRow, ...]
    legend: tuple[str, str]
    limit: float
    axis: str
    table: Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One line of the care plan: when, what, and in a few words on what it rests.

    `more` says in full what the evidence says: closed on a page, a numbered note on paper, on a terminal only in full.
    """

    when: str
    what: str
    why: str = ""
    more: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Steps:
    items: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class QrCode:
    """A text that a telephone reads off paper or screen; a terminal does not show it. `label` is for screen readers."""

    content: str
    label: str
    caption: str


Block = (
    Heading
    | Paragraph
    | Urgent
    | Bullets
    | Aside
    | Table
    | IntervalChart
    | Timeline
    | Pictograph
    | WeightChart
    | ForestPlot
    | CurveChart
    | BalanceChart
    | Steps
    | QrCode
)


@dataclass(frozen=True, kw_only=True, slots=True)
class PageWords:
    """The few words that belong to a page itself and not to what is told on it."""

    skip: str  # the link past the header
    as_table: str  # opens the text twin of a figure
    notes: str  # heads the numbered notes on paper
    in_full: str  # where a terminal shows what it has left out


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """`facts` is the one-line header (age, procedure, loss), maybe empty; `footer` the stamp and the frame."""

    language: Language
    audience: Audience
    title: str
    facts: str
    blocks: tuple[Block, ...]
    footer: str
    words: PageWords
