"""SVG, by resvg: a static subset with no scripts and no network at all. Text needs fonts and is left out."""

from __future__ import annotations

import io
from xml.parsers import expat

import resvg_py
from PIL import Image

from vault.sandbox.jobs import Description, Pixels
from vault.sandbox.kinds import Kind
from vault.sandbox.pictures import TooLarge

MAX_BYTES = 16 << 20
"""An SVG grows in memory by a large factor."""
MAX_DEPTH = 200
"""Elements within elements; resvg goes down with its stack, which is at its end somewhere below 900."""

_NAMESPACE = "http://www.w3.org/2000/svg"
_LEFT_OUT = {"text", "foreignObject"}


class Unreadable(Exception):
    """Not an SVG that is drawn."""


def prepare() -> None:
    """Draws a small one, so that nothing is left to load once the worker is confined."""
    sample = f'<svg xmlns="{_NAMESPACE}" width="2" height="2"><rect width="1" height="1"/></svg>'
    draw_drawing(io.BytesIO(sample.encode()), (2, 2))


def describe_drawing(content: io.BytesIO) -> Description:
    """Says that it is an SVG that can be read. It has a shape and no size in pixels. Raises TooLarge, Unreadable."""
    _scan(content.getvalue())
    return Description(Kind.SVG)


def draw_drawing(content: io.BytesIO, box: tuple[int, int]) -> Pixels:
    """Returns the drawing, as large as fits into the box. Raises TooLarge, Unreadable."""
    source = content.getvalue()
    partial = _scan(source)
    try:
        # Always with a size: its own may be a million pixels high.
        drawn = resvg_py.svg_to_bytes(
            svg_string=source.decode("utf-8-sig"), skip_system_fonts=True, width=box[0], height=box[1]
        )
    except ValueError as error:
        raise Unreadable from error
    with Image.open(io.BytesIO(drawn), formats=["PNG"]) as image:
        flat = image.convert("RGBa")
    return Pixels(flat.width, flat.height, flat.tobytes(), Kind.SVG, 0, 0, 0, partial)


def _scan(source: bytes) -> bool:
    """Reads the structure. Returns whether drawing leaves something out. Raises TooLarge, Unreadable."""
    if len(source) > MAX_BYTES:
        raise TooLarge
    depth, partial = 0, False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, partial
        depth += 1
        if depth > MAX_DEPTH or (depth == 1 and name != f"{_NAMESPACE} svg"):
            raise Unreadable
        local = name.rpartition(" ")[2]
        partial = partial or local in _LEFT_OUT or (local in ("image", "use") and _reaches_out(attributes))

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(source, True)
    except expat.ExpatError as error:
        raise Unreadable from error
    return partial


def _reaches_out(attributes: dict[str, str]) -> bool:
    targets = (value for name, value in attributes.items() if name.rpartition(" ")[2] == "href")
    return any(not value.lstrip().startswith(("#", "data:")) for value in targets)
