"""A share that was verified becomes items: in a folder or the inbox, under safe names, and nothing is replaced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vault.engine.errors import ShareRefused, VaultError
from vault.engine.keys import ID_SIZE
from vault.engine.packs import Content, Part
from vault.engine.records import FRAME_LIMIT, Change
from vault.engine.vault import NOTE_LIMIT, ROOT, Item, Vault, nanoseconds
from vault.sharing import register
from vault.sharing.names import FreeNames
from vault.sharing.receiving import Arrived, OpenedShare, party_of, sender_of
from vault.sharing.register import Registered

INBOX = "inbox"
"""The row of `state` that says which folder the inbox is."""
_INBOX_NAME = b"Inbox"
_WEIGHT = FRAME_LIMIT // 2

Names = tuple[bytes, ...]
Rows = list[Change]


@dataclass(frozen=True)
class Taken:
    """What is in the vault now, and in which folder."""

    folder: bytes
    count: int
    bytes: int
    renamed: int


def take(vault: Vault, opened: OpenedShare, folder: bytes | None = None, *, unknown: bool = False) -> Taken:
    """Take an opened share in, below a folder, or the inbox.

    Raises ShareRefused for a sender nobody knows unless `unknown`, for a contact that changed meanwhile, and if the
    same share was taken in meanwhile; NotFound and Conflict for the folder: the share waits on. Storage if the vault's
    disk refuses.
    """
    vault.require_writable()
    opened.sender, opened.contact = sender_of(vault, opened.signer)
    if opened.sender == "unknown" and not unknown:
        raise ShareRefused("unknown sender")
    if register.was_received(vault, opened.manifest.bundle):
        raise ShareRefused("already received")
    if folder is not None:
        vault.require_place(folder)
    placing = _Placing(vault, opened, folder)
    try:
        for rows in _loads(placing.groups()):
            vault.commit(rows, "share received", opened.count, opened.bytes)
            named = {change.key[0] for change in rows if change.table == "pack"}
            opened.packs = [pack for pack in opened.packs if pack.id not in named]
    finally:
        # What no row names; on the way out of an error too, since a part of it may be in the vault by now.
        opened.drop()
    return Taken(placing.folder, opened.count, opened.bytes, placing.renamed)


def find_inbox(vault: Vault) -> bytes | None:
    """The inbox, if there is one outside the trash."""
    known = vault.catalog.state(INBOX)
    if known is not None:
        try:
            vault.require_place(known)
        except VaultError:
            return None
    return known


class _Placing:
    """The rows of everything in a share, item by item."""

    def __init__(self, vault: Vault, opened: OpenedShare, folder: bytes | None) -> None:
        self.renamed = 0
        self._vault, self._opened = vault, opened
        self._random, self._now = vault.platform.random, vault.platform.clock.now()
        self._packs = {pack.id: pack for pack in opened.packs}
        self._first: Rows = []
        self.folder = folder or find_inbox(vault) or self._make_inbox()
        self._free = FreeNames(child.name for child in vault.children(self.folder))
        self._tops: dict[bytes, bytes] = {}
        self._folders: dict[Names, bytes] = {(): self.folder}
        self._times = {one.path: one.entry.modified for one in opened.items}
        self._originals = {
            one.path[:end]: one.entry.path[end - 1] for one in opened.items for end in range(1, len(one.path) + 1)
        }

    def groups(self) -> Iterator[Rows]:
        """What belongs together, one after the other; the row that says that it was received comes last."""
        yield self._first
        registered = []
        for one in self._opened.items:
            parent, above = self._place(one.path[:-1])
            yield above
            if one.entry.kind == "folder":
                identity, rows = self._place(one.path)
            else:
                identity, rows = self._content(one, parent)
            yield rows
            registered.append((identity, b"/".join((self._top(one.path[0]), *one.path[1:]))))
        yield from ([row] for row in register.entry(self._entry(), registered))

    def _make_inbox(self) -> bytes:
        free = FreeNames(child.name for child in self._vault.children(ROOT))
        item = self._new(ROOT, "folder", free.free(_INBOX_NAME), nanoseconds(self._now))
        self._first = [item.change(), Change("state", (INBOX,), (item.id,))]
        return item.id

    def _new(self, parent: bytes, kind: str, name: bytes, modified: int, size: int = 0) -> Item:
        number = 0 if kind == "folder" else 1
        return Item(self._random(ID_SIZE), parent, kind, name, self._now, modified, number, None, size, 0)

    def _top(self, name: bytes) -> bytes:
        """The free name in the chosen folder for something at the top of the share."""
        if name not in self._tops:
            self._tops[name] = self._free.free(name)
        return self._tops[name]

    def _name(self, path: Names) -> bytes:
        return self._top(path[0]) if len(path) == 1 else path[-1]

    def _place(self, path: Names) -> tuple[bytes, Rows]:
        """The folder at a path of the share, and the rows that make it and those above."""
        if path in self._folders:
            return self._folders[path], []
        parent, rows = self._place(path[:-1])
        modified = self._times.get(path, nanoseconds(self._now))
        item = self._new(parent, "folder", self._name(path), modified)
        self._folders[path] = item.id
        return item.id, [*rows, item.change(), *self._original(item, path)]

    def _original(self, item: Item, path: Names) -> Rows:
        if self._originals[path] == item.name:
            return []
        self.renamed += 1
        return [Change("original_name", (item.id,), (self._originals[path],))]

    def _content(self, one: Arrived, parent: bytes) -> tuple[bytes, Rows]:
        entry = one.entry
        text = self._text(one) if entry.kind == "note" else None
        kind = "file" if text is None else "note"
        item = self._new(parent, kind, self._name(one.path), entry.modified, entry.size)
        rows = [item.change(), Change("version", (item.id, 1), (entry.size, entry.modified, 0, self._now))]
        if text is None:
            for position, part in enumerate(one.parts):
                rows += self._pack_of(part)
                rows.append(Change("part", (item.id, 1, position), tuple(part)))
        else:
            rows.append(Change("note", (item.id, 1), (text,)))
        return item.id, rows + self._original(item, one.path)

    def _pack_of(self, part: Part) -> Rows:
        """The row of a pack, for the first part in it."""
        pack = self._packs.pop(part.pack, None)
        return [] if pack is None else [Change("pack", (pack.id,), (pack.size, pack.digest))]

    def _text(self, one: Arrived) -> str | None:
        """The text of a note; of one that cannot be one here, nothing: it becomes a file."""
        if one.entry.size > NOTE_LIMIT:
            return None
        content = Content(one.entry.size, one.parts)
        try:
            return self._vault.packs.read(content, 0, content.size).decode()
        except UnicodeDecodeError:
            return None

    def _entry(self) -> Registered:
        opened = self._opened
        party = party_of(opened)
        return Registered(
            opened.manifest.bundle, False, self._now, opened.passphrase, opened.count, opened.bytes, (party,)
        )


def _loads(groups: Iterator[Rows]) -> Iterator[Rows]:
    """As many groups at once as one commit holds; rows of one table together are written several times faster."""
    load: Rows = []
    weight = 0
    for rows in groups:
        size = sum(map(_weight, rows))
        if load and weight + size > _WEIGHT:
            yield sorted(load, key=lambda change: change.table)
            load, weight = [], 0
        load += rows
        weight += size
    yield sorted(load, key=lambda change: change.table)


def _weight(change: Change) -> int:
    """No fewer bytes than the change takes in a record."""
    cells = (*change.key, *(change.row or ()))
    return 64 + sum(9 + (4 * len(cell) if isinstance(cell, (bytes, str)) else 0) for cell in cells)
