"""A minimal SVG writer: escaped, deterministic, with a title and a description for those who do not see it."""

from html import escape

from amnio.present.colours import CARD, INK, MUTED
from amnio.present.figures.measure import Weight

BODY = 15  # size of labels, in units of the drawing
SMALL = 13  # size of second lines and axis labels
LEADING = 20  # distance of two lines of body text
SMALL_LEADING = 17

#: Used where no style sheet says otherwise (the PDF). A page overrides it with the fonts of the reader's machine.
FONTS = {"en": "Noto Sans, Noto Sans SC", "zh-Hans": "Noto Sans SC, Noto Sans"}
_WEIGHT_NUMBER: dict[Weight, int] = {"regular": 400, "semibold": 600}


def number(value: float) -> str:
    """A coordinate with at most two decimals and no trailing zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class Canvas:
    """Collects shapes and writes one `<svg>`."""

    def __init__(self, *, width: int, uid: str, title: str, description: str, language: str) -> None:
        self.width = width
        self._uid = uid
        self._title = title
        self._description = description
        self._language = language
        self._parts: list[str] = []

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *,
        colour: str, width: str = "1", cap: str = "butt", dashes: str = "",
    ) -> None:  # fmt: skip
        dashed = {"stroke_dasharray": dashes} if dashes else {}
        self._add("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, stroke_width=width, stroke_linecap=cap, **dashed)

    def bar(self, x: float, y: float, width: float, height: float, *, colour: str, radius: float = 0) -> None:
        """A tinted band with a full-colour outline, so that it keeps its contrast on the paper."""
        self._add(
            "rect", x=x, y=y, width=width, height=height, rx=radius,
            fill=colour, fill_opacity="0.22", stroke=colour, stroke_width="1.25",
        )  # fmt: skip

    def area(self, points: str, *, colour: str) -> None:
        """A tinted area without an outline, for bands that lie over one another."""
        self._add("path", d=points, fill=colour, fill_opacity="0.16", stroke="none")

    def patch(self, x: float, y: float, width: float, height: float) -> None:
        """A piece of blank paper, so that a text can be read where grid lines pass."""
        self._add("rect", x=x, y=y, width=width, height=height, fill=CARD)

    def circle(
        self, x: float, y: float, radius: float, *, fill: str = "none", stroke: str = "none", width: str = "1.5"
    ) -> None:
        self._add("circle", cx=x, cy=y, r=radius, fill=fill, stroke=stroke, stroke_width=width)

    def path(
        self, points: str, *, fill: str = "none", stroke: str = "none", width: str = "1.5", dashes: str = ""
    ) -> None:
        dashed = {"stroke_dasharray": dashes} if dashes else {}
        self._add("path", d=points, fill=fill, stroke=stroke, stroke_width=width, stroke_linejoin="round", **dashed)

    def text(
        self, x: float, y: float, text: str, *,
        size: int = BODY, weight: Weight = "regular", colour: str = INK, anchor: str = "start",
    ) -> None:  # fmt: skip
        attributes = _attributes(
            x=x,
            y=y,
            font_size=size,
            font_weight=_WEIGHT_NUMBER[weight],
            fill=colour,
            text_anchor=anchor,
        )
        self._parts.append(f"<text{attributes}>{escape(text)}</text>")

    def lines(
        self, x: float, y: float, lines: tuple[str, ...], *,
        size: int = BODY, weight: Weight = "regular", colour: str = INK, leading: int = LEADING, anchor: str = "start",
    ) -> float:  # fmt: skip
        """Write lines of text with the first baseline at `y`; returns the baseline that a next line would have."""
        for text in lines:
            self.text(x, y, text, size=size, weight=weight, colour=colour, anchor=anchor)
            y += leading
        return y

    def muted(self, x: float, y: float, text: str, *, anchor: str = "start") -> None:
        self.text(x, y, text, size=SMALL, colour=MUTED, anchor=anchor)

    def svg(self, height: float, *, margin: int = 0) -> str:
        """The finished drawing; with a margin it stands alone, on white paper."""
        title, description = f"{self._uid}-t", f"{self._uid}-d"
        wide, high, fonts = self.width + 2 * margin, number(height + 2 * margin), FONTS[self._language]
        if margin:
            fonts += ", sans-serif"
            paper = _attributes(x=-margin, y=-margin, width=wide, height=height + 2 * margin, fill=CARD)
            self._parts.insert(0, f"<rect{paper}/>")
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-margin} {-margin} {wide} {high}" '
            f'width="{wide}" height="{high}" role="img" aria-labelledby="{title} {description}" '
            f'lang="{self._language}" font-family="{fonts}">'
            f'<title id="{title}">{escape(self._title)}</title>'
            f'<desc id="{description}">{escape(self._description)}</desc>' + "".join(self._parts) + "</svg>"
        )

    def _add(self, tag: str, **attributes: float | str) -> None:
        self._parts.append(f"<{tag}{_attributes(**attributes)}/>")


def _attributes(**attributes: float | str) -> str:
    written = []
    for name, value in attributes.items():
        text = value if isinstance(value, str) else number(value)
        written.append(f' {name.replace("_", "-")}="{escape(text)}"')
    return "".join(written)
