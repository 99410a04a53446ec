"""The trail, by pages: what somebody looks for in it, with the names of items and ways in as they are now."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Sequence

from vault.child import messages as m
from vault.child.deed_words import Sentences
from vault.child.listing import place_of, plain, shown, shown_path
from vault.child.session import Session
from vault.engine import audit
from vault.engine.errors import Conflict
from vault.engine.opening import slot_rows
from vault.engine.query import fold
from vault.engine.records import trail_mark
from vault.engine.values import decode
from vault.engine.vault import Vault

_ID = re.compile(rb"B\0\0\0\x10(.{16})", re.DOTALL)
"""Within a stored detail the id of a way in, or the mark of an item, which comes last."""


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
    detail = "detail" if request.words else "NULL"  # of a long trail nothing is read that nobody looks at
    rows = vault.catalog.rows(
        f"SELECT sequence, action, {detail} FROM audit WHERE time >= ? ORDER BY sequence DESC",  # noqa: S608 - our own words
        request.since,
    )
    actions = frozenset(request.actions)
    found = _finder(vault, request) if request.words else None
    for sequence, action, detail in rows:
        if (not actions or action in actions) and (found is None or found(action, detail)):
            yield sequence


def _finder(vault: Vault, request: m.AskTrail) -> Callable[[str, bytes], bool]:
    """Tells whether an entry has the words: in its sentence, or in the name of its item."""
    items, ways = _named(vault, request.words), _ways(vault)
    sentences = Sentences(request.words, request.told)
    known: dict[tuple[str, str, bytes], bool] = {}

    def found(action: str, detail: bytes) -> bool:
        ids = _ID.findall(detail)
        if ids and ids[-1] in items:
            return True
        way = next((ways[one] for one in ids if one in ways), "")
        alike = action, way, _ID.sub(b"", detail)  # no id stands in a sentence
        if alike not in known:
            known[alike] = sentences.have(action, plain(decode(detail)), way)
        return known[alike]

    return found


def _named(vault: Vault, words: str) -> frozenset[bytes]:
    """The marks of items whose names have these words, case and accents aside."""
    wanted = fold(words.strip())
    items = vault.catalog.rows("SELECT id, name FROM item")
    return frozenset(
        trail_mark(identity) for identity, name in items if wanted in fold(name.decode("utf-8", "replace"))
    )


def _ways(vault: Vault) -> dict[bytes, str]:
    """The ways in, by their ids."""
    return {row.id: shown(row.name.encode()) for row in slot_rows(vault.catalog)}


def _marked(vault: Vault) -> dict[bytes, bytes]:
    """Which item each mark stands for."""
    return {trail_mark(identity): identity for (identity,) in vault.catalog.rows("SELECT id FROM item")}


def _entries(session: Session, sequences: Sequence[int]) -> Iterator[m.TrailEntry]:
    if not sequences:
        return
    vault = session.vault
    [marked] = session.order("trail marks", lambda: [_marked(vault)])
    ways = _ways(vault)
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
