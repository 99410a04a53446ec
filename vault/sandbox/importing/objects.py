"""JSON of other programs, read within bounds, and asked for by type: what is of another type is not there."""

from __future__ import annotations

import encodings.utf_8_sig  # noqa: F401 - nothing is imported late
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from vault.sandbox.importing.entries import Refusal, Refused

MOST = 64 << 20
"""Bytes of a document: some hundred thousand entries."""

Object = dict[str, object]


def read_object(stream: BinaryIO) -> Object:
    """The object that a stream holds. Raises Refused (OVER_BOUND, DAMAGED)."""
    content = stream.read(MOST + 1)
    if len(content) > MOST:
        raise Refused(Refusal.OVER_BOUND)
    return parse_object(content)


def parse_object(content: bytes) -> Object:
    """The object that stands in these bytes of UTF-8. Raises Refused (DAMAGED, OVER_BOUND)."""
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Refused(Refusal.DAMAGED) from None
    except MemoryError:
        raise Refused(Refusal.OVER_BOUND) from None
    if not isinstance(found, dict):
        raise Refused(Refusal.DAMAGED)
    return found


def objects(parent: Object, key: str) -> Iterator[Object]:
    """The objects of a list."""
    found = parent.get(key)
    for one in found if isinstance(found, list) else ():
        if isinstance(one, dict):
            yield one


def inner(parent: Object, key: str) -> Object:
    """An object, or an empty one."""
    found = parent.get(key)
    return found if isinstance(found, dict) else {}


def words(value: object) -> str:
    """A single value as people read it; nothing for lists, objects and nothing."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) else ""


def text(parent: Object, key: str) -> str:
    """A single value as words, or nothing."""
    return words(parent.get(key))


def label(key: str) -> str:
    """`cardholderName` or `card_holder` as a label: `Cardholder name`."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[a-z])(?=[0-9])|_+", " ", key).strip().lower()
    return spaced[:1].upper() + spaced[1:]


def moment(value: object) -> int | None:
    """A time, ISO 8601 or seconds since 1970, in nanoseconds since 1970."""
    try:
        if isinstance(value, str):
            found = datetime.fromisoformat(value)
            seconds = (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
        elif isinstance(value, int | float) and not isinstance(value, bool):
            seconds = float(value)
        else:
            return None
    except (ValueError, OverflowError):
        return None
    return round(seconds * 1000) * 10**6 if 0 <= seconds < 1 << 33 else None


def shown(moment_ns: int) -> str:
    """A time as people read it, to the minute, in UTC."""
    return datetime.fromtimestamp(moment_ns // 10**9, UTC).strftime("%Y-%m-%d %H:%M UTC")
