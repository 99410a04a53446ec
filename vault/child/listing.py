"""Looking: lists by pages, the tree of folders, one item, what was found, the trail.

Every function reads the catalog once and keeps no cursor, since changes may come between two requests.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from vault.child import messages as m
from vault.child.session import Session
from vault.engine.errors import Conflict, NotFound
from vault.engine.values import Value, decode
from vault.engine.vault import ROOT, Item, Vault
from vault.engine.versions import held_by_older
from vault.sharing.taking import INBOX

RECENT = 200

# An item below a removed folder is not marked as removed itself, so the folders out of sight are found first; there are
# few. The plus keeps SQLite from the index on names: walking the table takes half the time.
_DEAD = (
    "WITH RECURSIVE dead(id) AS (SELECT id FROM item WHERE trashed IS NOT NULL AND kind = 'folder' UNION "
    "SELECT item.id FROM dead JOIN item ON item.parent = dead.id AND item.trashed IS NULL WHERE item.kind = 'folder') "
)
_CURRENT = "item LEFT JOIN version ON version.item = item.id AND version.number = item.version "
_IN_SIGHT = "+item.trashed IS NULL AND item.parent NOT IN dead AND item.kind "

_WHERE: dict[m.View, str] = {
    "folder": "item.parent = ? AND item.trashed IS NULL",
    "all": _IN_SIGHT + "<> 'folder'",
    "notes": _IN_SIGHT + "= 'note'",
    "recent": _IN_SIGHT + "<> 'folder'",
    "trash": "item.trashed IS NOT NULL",
    "favourites": _IN_SIGHT + "IS NOT NULL AND item.id IN (SELECT item FROM favourite)",  # noqa: S608 - our own words
    "tag": _IN_SIGHT + "IS NOT NULL AND item.id IN (SELECT item FROM tag WHERE name = ?)",  # noqa: S608 - our own words
}
_ORDER: dict[m.Sort, str] = {"size": "coalesce(version.size, 0)", "modified": "item.modified", "added": "item.added"}
_ROW = (
    "SELECT item.id, parent, kind, item.name, coalesce(version.size, 0), item.modified, item.added, trashed, "
    "item.version, CASE kind WHEN 'folder' THEN 0 ELSE (SELECT count(*) FROM version WHERE item = item.id) END, "
    "CASE kind WHEN 'folder' THEN (SELECT count(*) FROM item AS child WHERE child.parent = item.id AND "
    "child.trashed IS NULL) ELSE 0 END, item.id IN (SELECT item FROM favourite), "
    "item.id IN (SELECT item FROM share_item WHERE sent) FROM item "
    "LEFT JOIN version ON version.item = item.id AND version.number = item.version "
)
_AT_ONCE = 5_000
_BEGINNING = 400
"""Letters of a note that a list shows: more than fits on two lines."""
_BEGUN = "SELECT id, substr(text, 1, ?) FROM item JOIN note ON note.item = id AND note.version = item.version WHERE id "
_DIGITS = re.compile(r"[0-9]+")
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")


def shown(name: bytes) -> str:
    """A name as text for a screen: nothing in it hides, turns or breaks a line."""
    text = name.decode("utf-8", "replace")
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() or one in "\u200c\u200d" else _stand_in(one) for one in text)


def _stand_in(character: str) -> str:
    return " " if character.isspace() and character not in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029" else "\ufffd"


def shown_path(path: Sequence[bytes]) -> str:
    """A path inside the vault as text for a screen."""
    return "/" + "/".join(map(shown, path))


@functools.lru_cache(1 << 18)
def collation(name: bytes) -> str:
    """The key that puts names in a person's order: without case and accents, numbers by their value."""
    return _DIGITS.sub(_by_value, _plain_name(name.decode("utf-8", "replace")))


def _by_value(digits: re.Match[str]) -> str:
    return digits[0].lstrip("0").rjust(20, "0")


def select_in_sight(vault: Vault, query: str, *values: bytes | str | int) -> Iterator[Any]:
    """The rows of a SELECT that may speak of `dead`, the folders that are in the trash or below one that is."""
    return vault.catalog.rows(_DEAD + query, *values)


# Lists


def list_items(session: Session, request: m.ListItems) -> m.Page:
    """A page of a view."""
    if request.offset < 0 or not 0 <= request.limit <= m.MOST_ROWS:
        raise Conflict("a page out of bounds")
    _, order = _list(session, request)
    page = order[request.offset : request.offset + request.limit]
    return m.Page(rows(session.vault, page, beginnings=request.beginnings), len(order))


def find_row(session: Session, request: m.FindRow) -> m.RowNumber:
    """Where an item, or a name that begins so, stands in a list."""
    key, order = _list(session, request)
    if not request.typed:
        return m.RowNumber(next((number for number, item in enumerate(order) if item == request.item), -1))
    begun, typed = (
        session.order(("names", *key), lambda: _plain_names(session.vault, order)),
        _plain_name(request.typed),
    )
    for numbers in (range(max(0, request.start), len(begun)), range(min(max(0, request.start), len(begun)))):
        for number in numbers:
            if begun[number].startswith(typed):
                return m.RowNumber(number)
    return m.RowNumber(-1)


def _list(session: Session, request: m.ListItems | m.FindRow) -> tuple[tuple[object, ...], Sequence[bytes]]:
    """A list's ids in its order, and the key it is kept under."""
    place = request.folder if request.view == "folder" else ROOT
    if place != ROOT and session.vault.item(place).kind != "folder":
        raise Conflict("not a folder")
    key = request.view, place, request.tag, request.sort, request.descending
    return key, session.order(key, lambda: _order(session, request))


def _plain_names(vault: Vault, order: Sequence[bytes]) -> Sequence[str]:
    """The names of a list as they are compared with what is typed."""
    names: dict[bytes, bytes] = dict(vault.catalog.rows("SELECT id, name FROM item"))
    return [_plain_name(names.get(item, b"").decode("utf-8", "replace")) for item in order]


def _plain_name(name: str) -> str:
    """Without case and accents."""
    folded = name.casefold()
    return folded if folded.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", folded))


def _order(session: Session, request: m.ListItems | m.FindRow) -> Sequence[bytes]:
    """The ids of a view in the order that is asked for."""
    values: dict[m.View, tuple[bytes | str, ...]] = {"folder": (request.folder,), "tag": (request.tag,)}
    where, order = _WHERE[request.view], ""
    direction = "DESC" if request.descending else "ASC"
    if request.view == "recent":
        order = f"ORDER BY version.added DESC, item.id LIMIT {RECENT}"
    elif request.sort != "name":
        order = f"ORDER BY item.kind <> 'folder', {_ORDER[request.sort]} {direction}, item.name, item.id"
    columns = "item.id" if order else "item.id, item.name, item.kind"
    query = f"SELECT {columns} FROM {_CURRENT}WHERE {where} {order}"  # noqa: S608 - our own words
    found = select_in_sight(session.vault, query, *values.get(request.view, ()))
    if order:
        return [row[0] for row in found]
    by_name = sorted(found, key=lambda row: collation(row[1]), reverse=request.descending)
    folders = [identity for identity, _, kind in by_name if kind == "folder"]
    return folders + [identity for identity, _, kind in by_name if kind != "folder"]


def rows(vault: Vault, identities: Sequence[bytes], *, beginnings: bool = False) -> tuple[m.Row, ...]:
    """The rows of these items, in this order; of those that are there."""
    found: dict[bytes, m.Row] = {}
    for start in range(0, len(identities), _AT_ONCE):
        some = identities[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        tags: dict[bytes, list[str]] = {}
        query = f"SELECT item, name FROM tag WHERE item IN ({marks}) ORDER BY name"  # noqa: S608 - question marks
        for item, tag in vault.catalog.rows(query, *some):
            tags.setdefault(item, []).append(tag)
        begun = dict(vault.catalog.rows(_BEGUN + f"IN ({marks})", _BEGINNING, *some)) if beginnings else {}
        for row in vault.catalog.rows(_ROW + f"WHERE item.id IN ({marks})", *some):
            identity, parent, kind, name, size, modified, added, trashed, version, versions, children, *flags = row
            found[identity] = m.Row(
                identity,
                parent,
                kind,
                name,
                shown(name),
                size,
                modified,
                added,
                trashed,
                tuple(tags.get(identity, ())),
                version,
                versions,
                children,
                bool(flags[0]),
                begun.get(identity, ""),
                bool(flags[1]),
            )
    return tuple(found[identity] for identity in identities if identity in found)


def folders(session: Session, request: m.Folders) -> m.Tree:
    """The tree, each folder after the one it is in."""
    counted = "SELECT parent, count(*) FROM item WHERE +trashed IS NULL AND kind <> 'folder' GROUP BY parent"
    items = dict(session.vault.catalog.rows(counted))
    below: dict[bytes, list[m.FolderRow]] = {}
    query = f"SELECT id, parent, name FROM item WHERE {_IN_SIGHT}= 'folder'"  # noqa: S608 - our own words
    inbox = session.vault.catalog.state(INBOX)
    for identity, parent, name in select_in_sight(session.vault, query):
        row = m.FolderRow(identity, parent, name, shown(name), items.get(identity, 0), identity == inbox)
        below.setdefault(parent, []).append(row)
    for inside in below.values():
        inside.sort(key=lambda folder: collation(folder.name), reverse=True)
    tree: list[m.FolderRow] = []
    pending = below.pop(ROOT, [])
    while pending:
        tree.append(pending.pop())
        pending += below.pop(tree[-1].id, [])
    return m.Tree(tuple(tree))


# One item


def item_details(session: Session, request: m.ItemDetails) -> m.Details:
    """An item with its place and its versions."""
    vault = session.vault
    item = vault.item(request.item)
    versions = tuple(
        m.VersionRow(version.number, version.size, version.modified, version.executable, version.added)
        for version in vault.versions(item)
    )
    path = place_of(vault, item)
    older = held_by_older(vault, item) if len(versions) > 1 else 0
    return m.Details(rows(vault, [item.id])[0], path, shown_path(path), versions, older)


def place_of(vault: Vault, item: Item) -> tuple[bytes, ...]:
    """The names down to an item; of one whose folder is gone for good, its own."""
    try:
        return vault.path_of(item)
    except NotFound:
        return (item.name,)


def note_text(session: Session, request: m.NoteText) -> m.Text:
    """A note's text."""
    item = session.vault.item(request.item)
    if item.kind != "note":
        raise Conflict("not a note")
    version = session.vault.version(item, request.version)
    return m.Text(session.vault.note_text(item, version.number), version.number, version.modified)


def audit_entries(session: Session, request: m.AuditEntries) -> m.Trail:
    """The trail, the latest first."""
    if request.offset < 0 or not 0 <= request.limit <= m.MOST_ROWS:
        raise Conflict("a page out of bounds")
    catalog = session.vault.catalog
    query = "SELECT sequence, time, action, detail FROM audit ORDER BY sequence DESC LIMIT ? OFFSET ?"
    entries = tuple(
        m.AuditEntry(sequence, time, action, plain(decode(detail)))
        for sequence, time, action, detail in catalog.rows(query, request.limit, request.offset)
    )
    return m.Trail(entries, catalog.row("SELECT count(*) FROM audit")[0])


def plain(detail: Value) -> tuple[int | str | bytes | None, ...]:
    """What an entry of the trail says besides its action."""
    values = detail if isinstance(detail, list) else [detail]
    return tuple(value for value in values if value is None or isinstance(value, (int, str, bytes)))
