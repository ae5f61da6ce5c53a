"""Which drawing a block gets, at which width."""

from enum import StrEnum

from amnio.present.document import (
    BalanceChart,
    CurveChart,
    ForestPlot,
    IntervalChart,
    Language,
    Pictograph,
    Timeline,
    WeightChart,
)
from amnio.present.figures import balance, curves, forest, intervals, pictograph, timeline, weights
from amnio.present.figures.canvas import Canvas

Figure = IntervalChart | Timeline | Pictograph | WeightChart | ForestPlot | CurveChart | BalanceChart


class Shape(StrEnum):
    """The room that a page has for a figure. Text keeps its size; the drawing is laid out anew for each."""

    FULL = "full"  # a timeline over the whole width of a large screen
    WIDE = "wide"  # the width of a page
    HALF = "half"  # a column of a page, or the width of a sheet of paper
    NARROW = "narrow"  # a phone


_WIDTHS = {Shape.FULL: 1240, Shape.WIDE: 960, Shape.HALF: 560, Shape.NARROW: 280}
_PICTOGRAPH, _FEW = 240, 100  # a pictograph of up to a hundred symbols is as wide everywhere
_CROWD = 480  # one of more, where there is room
_SHEET = 680  # a timeline on paper


def width_of(block: Figure, shape: Shape) -> int:
    """The width of a drawing in its own units."""
    if isinstance(block, Pictograph) and block.total <= _FEW:
        return _PICTOGRAPH
    if isinstance(block, Pictograph) and shape is not Shape.NARROW:
        return _CROWD
    if isinstance(block, Timeline) and shape is Shape.HALF:
        return _SHEET
    return _WIDTHS[shape]


def draw(block: Figure, *, uid: str, language: Language, shape: Shape) -> str:
    """One figure as an `<svg>` element; `uid` must be unique on the page."""
    canvas = _canvas(block, uid=uid, language=language, shape=shape)
    narrow = shape is Shape.NARROW
    match block:
        case IntervalChart():
            return intervals.stacked(block, canvas) if narrow else intervals.beside(block, canvas)
        case WeightChart():
            return weights.stacked(block, canvas) if narrow else weights.beside(block, canvas)
        case ForestPlot():
            return forest.stacked(block, canvas) if narrow else forest.beside(block, canvas)
        case CurveChart():
            return curves.framed(block, canvas)
        case BalanceChart():
            return balance.stacked(block, canvas) if narrow else balance.beside(block, canvas)
        case Pictograph():
            return pictograph.circles(block, canvas)
        case Timeline():
            down = timeline.down if narrow else timeline.across
            return down(block, canvas, language.value)


def forest_file(block: ForestPlot, *, language: Language, footnote: str) -> str:
    """A forest plot as a file of its own: white paper, with its title above and what it was made from below."""
    canvas = _canvas(block, uid="forest", language=language, shape=Shape.WIDE)
    return forest.alone(block, canvas, footnote) + "\n"


def _canvas(block: Figure, *, uid: str, language: Language, shape: Shape) -> Canvas:
    return Canvas(
        width=width_of(block, shape),
        uid=uid,
        title=block.title,
        description=block.description,
        language="zh-Hans" if language is Language.ZH else "en",
    )
