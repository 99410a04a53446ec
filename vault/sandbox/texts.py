"""Text as it stands, and RTF. What encoding a text has is looked for in its marks, then in its bytes."""

from __future__ import annotations

import codecs
import encodings
import re
from encodings.aliases import aliases

from striprtf.striprtf import rtf_to_text

from vault.sandbox.gathering import Gathering

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Longest first, as UTF-32's begins with UTF-16's."""
# Not charsets: they turn bytes into bytes, or text into what is no text.
_NO_CHARSETS = {"base64_codec", "bz2_codec", "hex_codec", "quopri_codec", "rot_13", "uu_codec", "zlib_codec"}
_MORE_CHARSETS = {"utf_8", "utf_16", "cp1252", "cp874", "cp1006", "koi8_u", "koi8_r", "mac_roman"}
# What documents mean by a name, as browsers understand it: the set that encloses the one they say.
_MEANT = {
    "ascii": "cp1252",
    "latin_1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "iso8859_9": "cp1254",
    "tis_620": "cp874",
}
_FALLBACK = "cp1252"

_loaded: set[str] = set()

_FOLDED_LINE = re.compile(r"\r?\n[ \t]")
_PICTURE_LINE = re.compile(r"^(?:PHOTO|LOGO|SOUND|KEY|ATTACH)\b[^:\n]*:.*\n?", re.M | re.I)
# Pictures in RTF are digits: more of them in a row than any text has.
_DIGITS = re.compile(rb"(?<![0-9a-fA-F\r\n \t])[0-9a-fA-F\r\n \t]{1000,}+")
_RTF_MOST = 1 << 20
"""Bytes without pictures. The library reads all of it before it gives anything, a second or two for each MiB."""


def prepare() -> None:
    """Loads every charset and reads a little RTF: nothing can be imported once the worker is confined."""
    for name in ({*aliases.values()} | _MORE_CHARSETS) - _NO_CHARSETS:
        try:
            codecs.lookup(name)
        except LookupError:
            continue  # Windows' own, elsewhere
        _loaded.add(name)
    assert _FALLBACK in _loaded
    read_rtf(rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}}\f0 a\'e9\par\u8364?}", Gathering(9))


def decode(content: bytes, declared: str = "") -> str:
    """Returns text out of bytes: by their mark, as declared, as UTF-8 if they are, or else as Windows-1252.

    Never raises: what does not fit becomes U+FFFD.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    charset = _charset(declared)
    if charset and charset != "utf_8":
        return content.decode(charset, "replace")
    text = content.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    # One broken sign among many sound ones does not make it another encoding.
    if wrong > 1 and wrong * 10 > sum(sign > "\x7f" for sign in text):
        return content.decode(_FALLBACK, "replace")
    return text


def _charset(declared: str) -> str:
    """Returns Python's name of a charset that is loaded, or nothing."""
    name = encodings.normalize_encoding(declared.strip().lower()[:40])
    name = aliases.get(name, name)
    name = _MEANT.get(name, name)
    return name if name in _loaded else ""


def read_plain(content: bytes, gathering: Gathering) -> None:
    """Gathers text as it stands, up to what is binary. Raises Enough."""
    gathering.add(decode(content).partition("\0")[0])


def read_cards(content: bytes, gathering: Gathering) -> None:
    """Gathers vCards or a calendar: folded lines put together, pictures left out. Raises Enough."""
    gathering.add(_PICTURE_LINE.sub("", _FOLDED_LINE.sub("", decode(content))))


def read_rtf(content: bytes, gathering: Gathering) -> None:
    """Gathers RTF's text without its pictures. Raises Enough, or what the library raises over a damaged one."""
    lean = _DIGITS.sub(b"", content)[:_RTF_MOST]
    gathering.add(rtf_to_text(lean.decode("latin-1"), errors="replace"))  # type: ignore[no-untyped-call]
