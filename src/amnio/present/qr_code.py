"""A text as a QR code that a telephone reads off paper: a drawing without any style, for the page and for print."""

import io

import segno

#: Bytes that still make a code which an ordinary telephone reads from a print of 3 cm.
LONGEST = 300
_QUIET = 4  # white modules around a code, as its standard asks for


def draw(content: str, *, label: str = "") -> str:
    """The code as SVG; `label` is what a screen reader says instead. Raises `ValueError` for a text that is too long.

    The text is UTF-8. About 15 % of the print may be dirty or torn (level M).
    """
    if len(content.encode()) > LONGEST:
        raise ValueError(f"{len(content.encode())} bytes are too many for a code on paper; {LONGEST} are readable")
    drawn = io.BytesIO()
    _code(content).save(
        drawn,
        kind="svg",
        xmldecl=False,
        svgns=True,
        omitsize=True,
        border=_QUIET,
        svgclass=None,
        lineclass=None,
        dark="#000",
        light="#fff",
        nl=False,
    )
    svg = drawn.getvalue().decode()
    return svg.replace("<svg ", f'<svg role="img" aria-label="{_attribute(label)}" ', 1) if label else svg


def modules(content: str) -> tuple[tuple[bool, ...], ...]:
    """The code as rows of dark and light squares, without its border."""
    return tuple(tuple(bool(module) for module in row) for row in _code(content).matrix)


def _code(content: str) -> segno.QRCode:
    return segno.make_qr(content, error="m", encoding="utf-8", boost_error=False)


def _attribute(text: str) -> str:
    from html import escape

    return escape(text, quote=True)
