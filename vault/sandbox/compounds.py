"""Microsoft's older container: which of its kinds it is, an Outlook message, a Word document or an Excel workbook."""

from __future__ import annotations

import io
import struct
from contextlib import suppress

import olefile  # type: ignore[import-untyped]

from vault.sandbox import mail, word, workbooks
from vault.sandbox.documents import Protected
from vault.sandbox.gathering import Gathering
from vault.sandbox.packages import NotRecognised
from vault.sandbox.texts import decode

_STREAMS_MOST = 4000
_SUMMARY = "\x05SummaryInformation"
_TITLES = (2, 3, 4, 5, 6)  # [MS-OLEPS] 2.25.1: title, subject, author, keywords, comments
_CODE_PAGE = 1
_PROPERTIES_MOST = 64
_PAIR = struct.Struct("<II")
_SHORT, _STRING, _WIDE_STRING = 2, 30, 31  # 2.2: VT_I2, VT_LPSTR, VT_LPWSTR


def read_compound(content: io.BytesIO, gathering: Gathering) -> None:
    """Gathers what is in a container.

    Raises Enough, NotRecognised, Protected for an encrypted document, and what its readers raise over damage.
    """
    with olefile.OleFileIO(content, raise_defects=olefile.DEFECT_INCORRECT) as compound:
        streams = compound.listdir()[:_STREAMS_MOST]
        if ["EncryptedPackage"] in streams:
            raise Protected
        if mail.is_outlook(streams):
            mail.read_outlook(compound, streams, gathering)
        elif compound.exists(word.MAIN):
            _read_summary(compound, gathering)
            word.read_document(compound, gathering)
        elif any(map(compound.exists, workbooks.STREAMS)):
            _read_summary(compound, gathering)
            workbooks.read_workbook(compound, gathering)
        else:
            raise NotRecognised


def _read_summary(compound: olefile.OleFileIO, gathering: Gathering) -> None:
    """Gathers title, author and the like; where they are damaged, the text is read all the same. Raises Enough."""
    found: dict[int, tuple[int, bytes]] = {}
    # By hand: the library goes through vectors as long as they say they are.
    with suppress(struct.error, OSError):
        found = _properties(compound.openstream(_SUMMARY).read())
    page = int.from_bytes(found.get(_CODE_PAGE, (_SHORT, b""))[1][:2], "little")
    for number in _TITLES:
        kind, content = found.get(number, (0, b""))
        if kind == _STRING:
            gathering.add(decode(content, f"cp{page}").partition("\0")[0] + "\n")
        elif kind == _WIDE_STRING:
            gathering.add(content.decode("utf-16-le", "replace").partition("\0")[0] + "\n")


def _properties(raw: bytes) -> dict[int, tuple[int, bytes]]:
    """Returns kind and content by number ([MS-OLEPS] 2.21 PropertySetStream). Raises struct.error."""
    found = {}
    (start,) = struct.unpack_from("<I", raw, 44)
    _, count = _PAIR.unpack_from(raw, start)
    for place in range(min(count, _PROPERTIES_MOST)):
        number, offset = _PAIR.unpack_from(raw, start + _PAIR.size * (1 + place))
        kind, size = _PAIR.unpack_from(raw, start + offset)
        at = start + offset + (4 if kind == _SHORT else _PAIR.size)
        size *= 2 if kind == _WIDE_STRING else 1
        found[number] = kind, raw[at : at + (2 if kind == _SHORT else size)]
    return found
