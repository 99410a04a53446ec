"""Passwords as a table (`.csv`), as Chrome, Firefox, Safari, KeePassXC, 1Password, Bitwarden and others write it.

Every row becomes a note. What a column is, its heading tells; a column with another heading is a field of its own.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from vault.sandbox.importing import objects
from vault.sandbox.importing.cards import Card, note
from vault.sandbox.importing.entries import (
    MOST_DEPTH,
    Entry,
    Given,
    LeftOut,
    Path,
    Refusal,
    Refused,
    Secret,
    Source,
    Why,
)
from vault.sandbox.importing.titles import Titles, name, within

NAME = "logins"

_ROLES = {
    "title": ("title", "name"),
    "website": ("url", "website", "login_uri", "web site", "login_url"),
    "user name": ("username", "user name", "login_username", "login", "user"),
    "password": ("password", "login_password"),
    "notes": ("notes", "note", "extra", "comments"),
    "one-time password": ("totp", "otpauth", "otp", "login_totp"),
    "folder": ("folder", "group", "grouping"),
    "tags": ("tags",),
    "favourite": ("favorite", "fav"),
    "modified": ("last modified", "timepasswordchanged", "modified"),
}
_ROLE = {heading: role for role, headings in _ROLES.items() for heading in headings}
_SHOWN = ("user name", "password", "website", "one-time password")
_NEEDED = {"password", "website"}
_TRUE = ("1", "true", "yes")
_LONGEST_CELL = 1 << 20
_ROOT = "Root"
"""KeePassXC's name for the top."""


def detect(head: bytes, names: Sequence[bytes]) -> bool:
    """Whether the first line has a heading for passwords and one for websites."""
    line, found, _ = head.partition(b"\n")
    try:
        return bool(found) and {_role(one) for one in next(csv.reader([line.decode("utf-8-sig")]))} >= _NEEDED
    except (UnicodeDecodeError, csv.Error, StopIteration):
        return False


def read(source: Source, secret: Secret) -> Iterator[Given]:
    """Every row. Raises Refused."""
    csv.field_size_limit(_LONGEST_CELL)
    with source.open() as stream:
        content = stream.read(objects.MOST + 1)
    if len(content) > objects.MOST:
        raise Refused(Refusal.OVER_BOUND)
    try:
        rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        headings = next(rows, [])
        titles, folders = Titles(), set[Path]()
        for row in rows:
            if any(row):
                yield from _row(headings, row, titles, folders)
    except (UnicodeDecodeError, csv.Error):
        raise Refused(Refusal.DAMAGED) from None


def _row(headings: list[str], row: list[str], titles: Titles, folders: set[Path]) -> Iterator[Given]:
    cells = list(zip([*headings, *[""] * (len(row) - len(headings))], row, strict=False))
    told: dict[str, str] = {}
    card = Card("")
    for heading, cell in cells:
        role = _role(heading)
        if role and role not in told:
            told[role] = cell
        elif cell:
            card.fields.append((objects.label(heading), cell))
    card.fields = [(role.capitalize(), told.get(role, "")) for role in _SHOWN] + card.fields
    card.notes = told.get("notes", "")
    card.title = told.get("title") or _host(told.get("website", ""))
    parts = [part for part in told.get("folder", "").split("/") if part]
    folder = tuple(name(part) for part in (parts[1:] if parts[:1] == [_ROOT] else parts))
    path = (*folder, titles.free(folder, card.title))
    if len(path) > MOST_DEPTH:
        yield LeftOut(within(path), Why.OVER_BOUND)
        return
    if folder and folder not in folders:
        folders.add(folder)
        yield Entry(folder, "folder")
    tags = told.get("tags", "").replace(";", ",").split(",")
    yield note(path, card.text(), _time(told.get("modified", "")), tags, told.get("favourite", "").lower() in _TRUE)


def _role(heading: str) -> str:
    return _ROLE.get(heading.strip().lower(), "")


def _host(website: str) -> str:
    try:
        return urlsplit(website).hostname or website
    except ValueError:
        return website


def _time(words: str) -> int | None:
    """A time as Firefox counts it, in milliseconds, or as KeePassXC writes it."""
    if words.isascii() and words.isdigit() and len(words) < 16:
        return objects.moment(int(words) / 1000)
    return objects.moment(words)
