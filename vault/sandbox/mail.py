"""Mails as they are sent, in one file or in a mailbox, and Outlook's messages: fields, bodies, names of attachments."""

from __future__ import annotations

import email.header
import re
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from itertools import islice

import olefile  # type: ignore[import-untyped]

from vault.sandbox.gathering import Enough, Gathering
from vault.sandbox.markup import read_html
from vault.sandbox.texts import decode

_FIELDS = ("subject", "from", "to", "cc", "date")
MAX_PARTS = 1000
"""Parts of a mail that are looked at."""
MAX_MESSAGES = 2000
"""Messages of a mailbox that are looked at."""
_FIELD_LONGEST = 10_000
_BODY_MOST = 4 << 20
"""Bytes of a body that are read; more than that is something else."""
_NEXT_MESSAGE = re.compile(rb"(?:\A|\r?\n)From (?=[^\r\n]{1,200}\d{4})[^\r\n]*+\r?\n")

# --- MIME -----------------------------------------------------------------------------------------


def prepare(sample: bytes) -> None:
    """Reads a small mail, so that nothing is left to import once the worker is confined."""
    read_mail(sample, Gathering(1000))


def read_mail(content: bytes, gathering: Gathering) -> None:
    """Gathers a mail with the mails within it. Raises Enough, or what the library raises over a damaged one."""
    _read_message(BytesParser(policy=compat32).parsebytes(content), gathering)


def read_mailbox(content: bytes, gathering: Gathering) -> None:
    """Gathers one mail after another. Raises Enough, and what the library raises if no mail could be read."""
    starts = [found.end() for found in islice(_NEXT_MESSAGE.finditer(content), MAX_MESSAGES)]
    failure: Exception | None = None
    sound = 0
    for start in starts:
        following = _NEXT_MESSAGE.search(content, start)
        try:
            read_mail(content[start : following.start() if following else len(content)], gathering)
            sound += 1
        except Enough:
            raise
        except Exception as error:  # noqa: BLE001 - one damaged mail does not hide the others
            failure = error
        gathering.end_line()
    if failure and not sound:
        raise failure
    if len(starts) == MAX_MESSAGES:
        gathering.stop()


def _read_message(message: Message, gathering: Gathering) -> None:
    """Gathers a message, its parts in order, with a stack of its own: senders choose how deep they go."""
    waiting = [message]
    seen = 0
    while waiting:
        seen += 1
        if seen > MAX_PARTS:
            gathering.stop()
        part = waiting.pop()
        fields = {name.lower(): value for name, value in part.raw_items()}
        for name in _FIELDS:
            if name in fields:
                gathering.add(f"{_shown(fields[name])}\n")
        file_name = part.get_filename()
        if file_name:
            gathering.add(f"{_shown(file_name)}\n")
        if part.is_multipart():
            waiting += reversed(_chosen(part))
        elif not file_name and part.get_content_disposition() != "attachment":
            _read_body(part, gathering)
        gathering.end_line()


def _chosen(part: Message) -> list[Message]:
    """Returns the parts to read: of the same text in several forms the plain one, else the last."""
    parts = [sub for sub in part.get_payload() if isinstance(sub, Message)]
    if part.get_content_type() == "multipart/alternative" and parts:
        plain = [sub for sub in parts if sub.get_content_type() == "text/plain" and _body(sub).strip()]
        return plain[:1] or parts[-1:]
    return parts


def _read_body(part: Message, gathering: Gathering) -> None:
    kind = part.get_content_type()
    charset = str(part.get_content_charset("") or "")
    if kind == "text/html":
        read_html(_body(part), gathering, charset)
    elif kind == "text/plain" or kind.startswith("text/x-"):
        gathering.add(decode(_body(part), charset))


def _body(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found[:_BODY_MOST] if isinstance(found, bytes) else b""


def _shown(field: object) -> str:
    """Returns a field as people read it: encoded words decoded as far as that is possible, or bytes as they stand."""
    whole = str(field)[:_FIELD_LONGEST].encode("utf-8", "surrogateescape")
    raw = " ".join(decode(whole).split())
    try:
        pieces = email.header.decode_header(raw)
    except (MessageError, ValueError):
        return raw
    return "".join(piece if isinstance(piece, str) else decode(piece, charset or "") for piece, charset in pieces)


# --- Outlook --------------------------------------------------------------------------------------

# Properties of MS-OXPROPS, in the order they are read: subject, sender's name and address, to, cc, text, names of
# attachments. The type says how it is written: 001F UTF-16, 001E the sender's code page, 0102 bytes.
_PROPERTIES = ("0037", "0C1A", "0C1F", "0E04", "0E03", "1000", "3707")
_HTML_PROPERTY = "10130102"
_STREAM = "__substg1.0_"


def is_outlook(streams: list[list[str]]) -> bool:
    """Whether these are the streams of a message."""
    return any(stream[-1] == "__properties_version1.0" for stream in streams)


def read_outlook(compound: olefile.OleFileIO, streams: list[list[str]], gathering: Gathering) -> None:
    """Gathers an Outlook message with the messages within it. Raises Enough, or what the library raises over damage."""
    messages: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for stream in streams:
        # Attachments and recipients are storages of the message they belong to.
        messages.setdefault(tuple(stream[:-1]), {})[stream[-1].removeprefix(_STREAM).upper()] = stream
    for found in messages.values():
        for number in _PROPERTIES:
            for kind in ("001F", "001E"):
                if number + kind in found:
                    raw = compound.openstream(found[number + kind]).read(_BODY_MOST)
                    text = raw.decode("utf-16-le", "replace") if kind == "001F" else decode(raw)
                    gathering.add(text + "\n")
        if _HTML_PROPERTY in found and not {"1000001F", "1000001E"} & set(found):
            read_html(compound.openstream(found[_HTML_PROPERTY]).read(_BODY_MOST), gathering)
