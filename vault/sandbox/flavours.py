"""What text a file may hold, told by its first bytes, and how many of its bytes are of use for that.

Both sides of the pipe ask: the client so that a film is not read for nothing, the worker to choose its reader.
"""

from __future__ import annotations

import codecs
import re
from enum import IntEnum

from vault.sandbox.kinds import HEAD, Kind, detect


class Flavour(IntEnum):
    """The readers there are."""

    NONE = 0
    """Nothing that is read: pictures, sound, programs, archives of other kinds."""
    PLAIN = 1
    """Text as it stands, in any language of people or machines."""
    CARD = 2
    """vCard and iCalendar: plain lines, folded."""
    HTML = 3
    XML = 4
    RTF = 5
    MAIL = 6
    MAILBOX = 7
    PACKAGE = 8
    """A ZIP: office documents, OpenDocument and EPUB among others."""
    COMPOUND = 9
    """Microsoft's older container: messages of Outlook, documents of Word and workbooks of Excel."""
    PDF = 10


USEFUL = {
    Flavour.PLAIN: 1 << 20,
    Flavour.CARD: 8 << 20,
    Flavour.HTML: 16 << 20,
    Flavour.XML: 16 << 20,
    Flavour.RTF: 32 << 20,
    Flavour.MAIL: 32 << 20,
    Flavour.MAILBOX: 32 << 20,
}
"""Bytes from the start that are read of what can be read from its start; the others are taken whole or not at all."""

_PACKAGE_MARKS = (b"PK\3\4", b"PK\5\6")
_COMPOUND_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UTF32_LE = codecs.BOM_UTF32_LE  # begins like UTF-16's, and then has a character of zero
# What text has below 0x20: tab, line feed, vertical tab, form feed, return, backspace (printers), escape (terminals).
_NOT_TEXT = re.compile(rb"[\0-\7\x0e-\x1a\x1c-\x1f\x7f]")

# What is before the first element is skipped for good (`++`): a comment is never tried as a longer one.
_HTML = re.compile(rb"(?:<\?xml[^>]*>\s*|(?><!--.*?-->)\s*)*+<(?:!doctype\s+html|html|head|body)[\s>]", re.I | re.S)
_XML = re.compile(rb"<\?xml[\s]")
_CARD = re.compile(rb"BEGIN:V(?:CARD|CALENDAR)\b", re.I)
_MAILBOX = re.compile(rb"From \S+ [^\n]*\d{4}[^\n]*\n(?:[A-Za-z0-9-]+:|>From )")
_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]*):[^\n]*(?:\n|\Z)(?:[ \t][^\n]*(?:\n|\Z))*+")
_MAIL_FIELDS = {b"from", b"subject", b"date", b"message-id", b"mime-version", b"to", b"return-path", b"received"}
# What the servers on its way put before those, sometimes more than a head's length of it.
_MAIL_FIELDS |= {b"delivered-to", b"x-received", b"arc-seal", b"dkim-signature", b"authentication-results"}
_MAIL_FIELDS_ENOUGH = 3


def tell(head: bytes, literal: bool = False) -> Flavour:
    """Tells the flavour from a file's first `HEAD` bytes, or all of it. Never raises.

    `literal` takes for plain text whatever is text at all: source code that begins like a page or a mail.
    """
    head = head[:HEAD]
    if head.startswith(_PACKAGE_MARKS):
        return Flavour.PACKAGE
    if head.startswith(_COMPOUND_MARK):
        return Flavour.COMPOUND
    start = _text_start(head)
    # Text may speak of PDF's mark.
    if detect(head) is Kind.PDF and (start is None or start.startswith(b"%PDF-")):
        return Flavour.PDF
    if start is None:
        return Flavour.NONE
    return Flavour.PLAIN if literal else _tell_text(start)


def _text_start(head: bytes) -> bytes | None:
    """Returns the beginning of a text without its mark, so that it can be compared as ASCII; nothing if binary."""
    for mark, name in _UTF16.items():
        if head.startswith(mark) and not head.startswith(_UTF32_LE):
            text = head[2:].decode(name, "ignore").encode("utf-8", "ignore")
            return None if _NOT_TEXT.search(text) else text.lstrip()
    if b"\0" in head:
        return None
    controls = len(_NOT_TEXT.findall(head))
    if controls and not (_is_utf8(head) and controls * 100 < len(head)):
        return None
    return head.removeprefix(codecs.BOM_UTF8).lstrip()


def _is_utf8(head: bytes) -> bool:
    """Whether it is UTF-8, but for a last character that is cut."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _tell_text(start: bytes) -> Flavour:
    if start.startswith(b"{\\rtf"):
        return Flavour.RTF
    for pattern, flavour in (
        (_HTML, Flavour.HTML),
        (_XML, Flavour.XML),
        (_CARD, Flavour.CARD),
        (_MAILBOX, Flavour.MAILBOX),
    ):
        if pattern.match(start):
            return flavour
    if detect(start) is Kind.SVG:
        return Flavour.XML
    return Flavour.MAIL if _is_mail(start) else Flavour.PLAIN


def _is_mail(start: bytes) -> bool:
    """Whether it begins with fields, among them several that mails have."""
    found: set[bytes] = set()
    place = 0
    while field := _FIELD.match(start, place):
        found.add(field[1].lower())
        place = field.end()
    return len(found & _MAIL_FIELDS) >= _MAIL_FIELDS_ENOUGH
