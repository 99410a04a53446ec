"""The trail, by pages: what somebody looks for in it, with the names of items and ways in as they are now."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from vault.child import messages as m
from vault.child.deeds import variant_of
from vault.child.listing import place_of, plain, shown, shown_path
from vault.child.session import Session
from vault.engine import audit
from vault.engine.errors import Conflict
from vault.engine.opening import slot_rows
from vault.engine.query import fold
from vault.engine.records import trail_mark
from vault.engine.values import decode
from vault.engine.vault import Vault

# A detail begins with the id of a way in, or ends with the mark of an item: the letter of bytes, how many, sixteen.
_WAY = "CASE WHEN substr(detail, 6, 5) = x'4200000010' THEN substr(detail, 11, 16) END"
_ITEM = "CASE WHEN substr(detail, -21, 5) = x'4200000010' THEN substr(detail, -16) END"
_OF_ACCESS = "CASE action WHEN 'access' THEN detail END"
"""The one deed that says different things by its detail, and names something of itself: a computer."""


def ask_trail(session: Session, request: m.AskTrail) -> m.TrailPage:
    """A page."""
    if request.offset < 0 or not 0 <= request.limit <= m.MOST_ROWS:
        raise Conflict("a page out of bounds")
    vault = session.vault
    key = "trail", request.since, request.actions, request.words, request.told
    order = session.order(key, lambda: array("q", _matching(vault, request)))
    page = order[request.offset : request.offset + request.limit]
    return m.TrailPage(tuple(_entries(session, page)), len(order))


def verify_trail(session: Session, request: m.VerifyTrail) -> m.TrailVerified:
    """All of it."""
    return m.TrailVerified(audit.verify(session.vault))


def _matching(vault: Vault, request: m.AskTrail) -> Iterator[int]:
    """The numbers of all entries that are asked for, the latest first."""
    about = f"{_WAY}, {_ITEM}, {_OF_ACCESS}" if request.words else "NULL, NULL, NULL"
    rows = vault.catalog.rows(
        f"SELECT sequence, action, {about} FROM audit "  # noqa: S608 - our own words
        "WHERE time >= ? ORDER BY sequence DESC",
        request.since,
    )
    actions, told = frozenset(request.actions), frozenset(request.told)
    named = _named(vault, request.words) if request.words else frozenset()
    wanted = fold(request.words.strip())
    for sequence, action, way, item, access in rows:
        if actions and action not in actions:
            continue
        if request.words and access is not None:
            detail = plain(decode(access))
            if variant_of(action, detail) in told or any(wanted in fold(one) for one in detail if isinstance(one, str)):
                yield sequence
        elif not request.words or action in told or way in named or item in named:
            yield sequence


def _named(vault: Vault, words: str) -> frozenset[bytes]:
    """The ids of ways in and the marks of items whose names have these words, case and accents aside."""
    wanted = fold(words.strip())
    items = vault.catalog.rows("SELECT id, name FROM item")
    found = {trail_mark(identity) for identity, name in items if wanted in fold(name.decode("utf-8", "replace"))}
    return frozenset(found | {row.id for row in slot_rows(vault.catalog) if wanted in fold(row.name)})


def _marked(vault: Vault) -> dict[bytes, bytes]:
    """Which item each mark stands for."""
    return {trail_mark(identity): identity for (identity,) in vault.catalog.rows("SELECT id FROM item")}


def _entries(session: Session, sequences: Sequence[int]) -> Iterator[m.TrailEntry]:
    if not sequences:
        return
    vault = session.vault
    [marked] = session.order("trail marks", lambda: [_marked(vault)])
    ways = {row.id: shown(row.name.encode()) for row in slot_rows(vault.catalog)}
    marks = ", ".join("?" * len(sequences))
    query = f"SELECT sequence, time, action, detail FROM audit WHERE sequence IN ({marks})"  # noqa: S608 - question marks
    found = {row[0]: row for row in vault.catalog.rows(query, *sequences)}
    for sequence in sequences:
        _, time, action, detail = found[sequence]
        entry = m.AuditEntry(sequence, time, action, plain(decode(detail)))
        last = entry.detail[-1:]
        item, name, place = _subject(vault, next((marked.get(one) for one in last if isinstance(one, bytes)), None))
        way = next((ways[one] for one in entry.detail if isinstance(one, bytes) and one in ways), "")
        yield m.TrailEntry(entry, item, name, place, way)


def _subject(vault: Vault, identity: bytes | None) -> tuple[bytes | None, str, str]:
    """The item that an entry is about, its name, and the folder it is in; nothing if it is gone or there is none."""
    if identity is None:
        return None, "", ""
    item = vault.item(identity)
    path = place_of(vault, item)
    return item.id, shown(item.name), shown_path(path[:-1]) if len(path) > 1 else ""
