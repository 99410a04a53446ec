"""What a file is, told by its first bytes and never by its name. Comparing bytes is all that happens here."""

from __future__ import annotations

import re
import struct
from enum import IntEnum

HEAD = 4096
"""Bytes at the start of a file that are enough to tell its kind."""

_PDF_MARK_WITHIN = 1024  # where every reader of PDF looks for the mark
_SVG_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml\b|<!--|<!DOCTYPE\s+svg\b|<svg\b)")
_SVG_ROOT = re.compile(rb"<svg[\s>/]")
_BMP = struct.Struct("<2s8xII")  # mark, size and reserved, where the pixels begin, size of the header that follows
_BMP_HEADERS = (12, 40, 52, 56, 64, 108, 124)


class Kind(IntEnum):
    """Kinds of content that have a preview. The numbers are the ones on the pipe."""

    UNKNOWN = 0
    PNG = 1
    JPEG = 2
    GIF = 3
    WEBP = 4
    TIFF = 5
    BMP = 6
    AVIF = 7
    SVG = 8
    PDF = 9

    @property
    def is_picture(self) -> bool:
        """Whether it has pixels and no pages."""
        return self not in (Kind.UNKNOWN, Kind.PDF)


def detect(head: bytes) -> Kind:
    """Tells the kind of a file from its first `HEAD` bytes (or all of it, where it is shorter).

    A file that is two things at once is the one that its first byte says. Never raises.
    """
    for kind, marks in _MARKS.items():
        if head.startswith(marks):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head[4:12] in (b"ftypavif", b"ftypavis"):
        return Kind.AVIF
    if _is_bmp(head):
        return Kind.BMP
    if _SVG_START.match(head) and _SVG_ROOT.search(head[:HEAD]):
        return Kind.SVG
    if b"%PDF-" in head[:_PDF_MARK_WITHIN] and not head.startswith(_OTHER_KINDS):
        return Kind.PDF
    return Kind.UNKNOWN


def _is_bmp(head: bytes) -> bool:
    """Whether a header follows the mark, which is two letters that many a text begins with."""
    if len(head) < _BMP.size:
        return False
    mark, pixels, header = _BMP.unpack_from(head)
    return mark == b"BM" and header in _BMP_HEADERS and pixels >= 14 + header


_MARKS: dict[Kind, tuple[bytes, ...]] = {
    Kind.PNG: (b"\x89PNG\r\n\x1a\n",),
    Kind.JPEG: (b"\xff\xd8\xff",),
    Kind.GIF: (b"GIF87a", b"GIF89a"),
    Kind.TIFF: (b"II*\0", b"MM\0*"),
    Kind.PDF: (b"%PDF-",),
}
# Archives, programs and markup that carry a PDF further on are not shown as one.
_OTHER_KINDS = (b"PK", b"\x7fELF", b"MZ", b"#!", b"<")
