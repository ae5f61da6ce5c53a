"""Figures of a document as accessible SVG: pure functions from a block to a string."""

from amnio.present.figures.drawing import Figure, Shape, draw, forest_file, width_of

__all__ = ["Figure", "Shape", "draw", "forest_file", "width_of"]
