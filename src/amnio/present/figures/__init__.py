"""Figures of a document as accessible SVG: pure functions from a block to a string, entered by `drawing`.

A terminal measures texts with `measure` and draws nothing, so nothing is imported here.
"""
