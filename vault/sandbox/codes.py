"""QR codes in pictures: Pillow decodes the picture, zxing-cpp finds the code in it and reads it."""

from __future__ import annotations

import io

import zxingcpp
from PIL import Image, ImageChops

from vault.sandbox.jobs import MAX_CODE, MAX_SIDE, Code
from vault.sandbox.kinds import Kind
from vault.sandbox.pictures import draw_picture

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def prepare() -> None:
    """Looks for a code once, so that nothing is left to import."""
    sample = io.BytesIO()
    Image.new("L", (64, 64), 255).save(sample, "PNG")
    read_code(sample, Kind.PNG)


def read_code(content: io.BytesIO, kind: Kind) -> Code | None:
    """Returns what the first QR code holds; nothing where there is none. Raises what the parser of pictures raises."""
    drawn = draw_picture(content, kind, (MAX_SIDE, MAX_SIDE))
    picture = Image.frombuffer("RGBA", (drawn.width, drawn.height), drawn.pixels)
    # What can be seen through is white; the colours have been multiplied by how much it is.
    ground = ImageChops.add(picture.convert("L"), ImageChops.invert(picture.getchannel("A")))
    found = zxingcpp.read_barcodes(ground, formats=_QR)
    held = next((code.bytes for code in found if 1 <= len(code.bytes) <= MAX_CODE), None)
    return Code(held) if held is not None else None
