"""Word's documents of 97 to 2003, by the piece table alone: text as it stands, fields by their results.

Source: [MS-DOC], by section. What was deleted under tracking is found, too, and what is hidden: formats tell that, and
they are not read.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

import olefile  # type: ignore[import-untyped]

from vault.sandbox.documents import Protected
from vault.sandbox.gathering import Gathering
from vault.sandbox.packages import NotRecognised

MAIN = "WordDocument"
"""The stream that every document has."""
_TABLES = ("0Table", "1Table")
_AT_ONCE = 1 << 16
"""Characters decoded in one go."""

_BASE = struct.Struct("<HH6xH")  # 2.5.2 FibBase: wIdent, nFib, the flags
_IDENT = 0xA5EC
_WORD_97 = 0x00C1
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200  # fEncrypted, fWhichTblStm
_CLX = struct.Struct("<II")  # 2.5.6 FibRgFcLcb97: fcClx, lcbClx
_CLX_AT = 418  # 2.5.1: what is before has one length since Word 97
_FORMATS, _FORMATS_HEAD = 1, struct.Struct("<Bh")  # 2.9.209 Prc
_PIECES, _PIECES_HEAD = 2, struct.Struct("<BI")  # 2.9.178 Pcdt
_PIECE = struct.Struct("<2xI2x")  # 2.9.177 Pcd: fc
_NARROW = 1 << 30  # 2.9.73 FcCompressed: one byte a character, at half of the place
_PLACE = _NARROW - 1

_FIELD_SIGNS = re.compile("([\x13\x14\x15])")  # 2.8.25 PlcFld: instruction, result, end
_SIGNS = str.maketrans({"\r": "\n", "\x07": "\t", "\x1e": "-", "\x1f": ""})  # 2.4.1: cells, hyphens


def read_document(compound: olefile.OleFileIO, gathering: Gathering) -> None:
    """Gathers a document with its notes, headers and comments (2.4.1 Retrieving Text).

    Raises Enough, NotRecognised for Word 6 and 95, Protected, and over damage struct.error, OSError or ValueError.
    """
    main = compound.openstream(MAIN).read()
    mark, version, flags = _BASE.unpack_from(main)
    if mark != _IDENT or version < _WORD_97:
        raise NotRecognised
    if flags & _ENCRYPTED:
        raise Protected
    start, size = _CLX.unpack_from(main, _CLX_AT)
    table = compound.openstream(_TABLES[bool(flags & _TABLE_1)]).read()
    fields = _Fields()
    for text in _pieces(table[start : start + size], main):
        gathering.add(fields.shown(text).translate(_SIGNS))


def _pieces(clx: bytes, main: bytes) -> Iterator[str]:
    """Yields the text in its order (2.9.38 Clx, 2.8.35 PlcPcd). Raises struct.error, ValueError."""
    at = 0
    kind, size = _FORMATS_HEAD.unpack_from(clx)
    while kind == _FORMATS and size >= 0:
        at += _FORMATS_HEAD.size + size
        kind, size = _FORMATS_HEAD.unpack_from(clx, at)
    kind, size = _PIECES_HEAD.unpack_from(clx, at)
    table = clx[at + _PIECES_HEAD.size :][:size]
    if kind != _PIECES or len(table) != size:
        raise ValueError("no piece table")
    count = (len(table) - 4) // (4 + _PIECE.size)
    for number in range(count):
        begins, ends = struct.unpack_from("<II", table, 4 * number)
        (place,) = _PIECE.unpack_from(table, 4 * (count + 1) + _PIECE.size * number)
        if begins >= ends:
            raise ValueError("a piece that ends before it begins")
        for first in range(0, ends - begins, _AT_ONCE):
            length = min(_AT_ONCE, ends - begins - first)
            if place & _NARROW:
                offset = (place & _PLACE) // 2 + first
                text = main[offset : offset + length].decode("cp1252", "replace")
            else:
                offset = (place & _PLACE) + 2 * first
                text = main[offset : offset + 2 * length].decode("utf-16-le", "replace")
            if not text:
                raise ValueError("a piece beyond the end")
            yield text


class _Fields:
    """Leaves out what a field does, and keeps what it shows, over pieces: fields stand in one another."""

    def __init__(self) -> None:
        self._open: list[bool] = []
        """For each open field, the outermost first, whether this is its instruction still."""
        self._hidden = 0

    def shown(self, text: str) -> str:
        """Returns what is shown of some text."""
        found = []
        for part in _FIELD_SIGNS.split(text):
            if part == "\x13":
                self._open.append(True)
                self._hidden += 1
            elif part in ("\x14", "\x15"):
                self._leave_instruction(ends=part == "\x15")
            elif not self._hidden:
                found.append(part)
        return "".join(found)

    def _leave_instruction(self, *, ends: bool) -> None:
        if self._open:
            self._hidden -= self._open.pop()
            if not ends:
                self._open.append(False)
