"""The vault: create, unlock, lock, and one item at a time.

Whole-vault verbs (intake, retrieval, rotation, check …) are free functions over a `Vault`, one module each.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from vault.engine import unlocking
from vault.engine.catalog import Catalog
from vault.engine.durable import Folder, NewFolder, Platform
from vault.engine.errors import (
    Conflict,
    Damaged,
    LimitExceeded,
    NotFound,
    PathRejected,
    ReadOnly,
    Storage,
    VaultLocked,
)
from vault.engine.header_change import CREATED, VaultFiles, compose_new, state_time
from vault.engine.keys import ID_SIZE, Credential, Derived, KdfPolicy
from vault.engine.locks import Pins
from vault.engine.opening import FIRST_SEEN
from vault.engine.packs import Content, PackReader, Part
from vault.engine.records import Cell, Change, pieces
from vault.engine.unlocking import Choice
from vault.engine.values import Value

ROOT = bytes(ID_SIZE)
"""The id of the root folder, which has no row."""

NAME_LIMIT = 1_024
NOTE_LIMIT = 1 << 20
_LONGEST_ENDING = 16
_LAST = (1 << 63) - 1
COMMIT_ROWS = 8_000
"""Changes in one commit of bulk work; far below what a frame holds."""


class Item(NamedTuple):
    """A file, note or folder, with what its current version says. Times: see docs/format.md, section 7."""

    id: bytes
    parent: bytes
    kind: str
    name: bytes
    added: int
    modified: int
    version: int
    trashed: int | None
    size: int
    executable: int

    def change(self, **columns: Cell) -> Change:
        """The change that writes this item's row, with some columns replaced."""
        row: tuple[Cell, ...] = _ITEM_ROW(self)
        if columns:
            row = tuple({**dict(zip(_ITEM_COLUMNS, row, strict=True)), **columns}.values())
        return Change("item", (self.id,), row)


_ITEM_COLUMNS = ("parent", "kind", "name", "added", "modified", "version", "trashed")
_ITEM_ROW = attrgetter(*_ITEM_COLUMNS)
_SELECT = (
    "SELECT item.id, parent, kind, name, item.added, item.modified, item.version, trashed, "
    "CASE kind WHEN 'folder' THEN 0 ELSE coalesce(version.size, -1) END, coalesce(version.executable, 0) FROM item "
    "LEFT JOIN version ON version.item = item.id AND version.number = item.version "
)


class Version(NamedTuple):
    """One version of an item."""

    number: int
    size: int
    modified: int
    executable: bool
    added: int


def nanoseconds(milliseconds: int) -> int:
    """A time as items have it; after the year 2262 the last there is."""
    return max(-_LAST, min(milliseconds * 10**6, _LAST))


def check_name(name: bytes) -> None:
    """Raises PathRejected unless the name can stand in a folder; LimitExceeded if it is too long."""
    if not name or name in (b".", b"..") or b"/" in name or b"\0" in name:
        raise PathRejected("a name that cannot stand in a folder")
    if len(name) > NAME_LIMIT:
        raise LimitExceeded(f"a name has at most {NAME_LIMIT} bytes")


def content_of(size: int, rows: Sequence[Sequence[Any]]) -> Content:
    """The content that `part` rows make: position, then the columns of a `Part`. Raises Damaged if they do not fit."""
    if size < 0 or [row[0] for row in rows] != list(range(len(rows))):
        raise Damaged("parts", "rows")
    return Content(size, [Part(*row[1:]) for row in rows])


def with_mark(name: bytes, mark: bytes) -> bytes:
    """The name with a mark before its ending, within NAME_LIMIT."""
    stem, dot, ending = name.rpartition(b".")
    if not stem or len(ending) > _LONGEST_ENDING:
        stem, dot, ending = name, b"", b""
    return stem[: NAME_LIMIT - len(mark + dot + ending)] + mark + dot + ending


class Vault:
    """An open vault. Not for several threads at once."""

    def __init__(self, files: VaultFiles, pins: Pins | None, credential: Credential) -> None:
        self.files = files
        self.credential = credential
        self._pins = pins
        self._packs: PackReader | None = PackReader(files.folder)

    # Create, unlock, lock

    @classmethod
    def create(
        cls,
        path: Path,
        credential: Credential,
        *,
        name: str = "password",
        platform: Platform | None = None,
        policy: KdfPolicy | None = None,
        state: Path | None = None,
    ) -> Vault:
        """Make a vault at `path`, which must not exist or be an empty folder, and open it.

        Raises Conflict if something is there, Storage, KdfRefused.
        """
        platform, policy, derived = platform or Platform(), policy or KdfPolicy(), Derived(credential)
        created = state_time("created", platform.clock.now())
        with contextlib.closing(Catalog.empty(platform.clock)) as catalog:
            first = compose_new(catalog, derived, name, policy, platform, CREATED, [created])
        with NewFolder(path, platform) as folder:
            first.write(folder)
            folder.finish()
        vault = cls.unlock(path, derived, platform=platform, policy=policy, state=state)
        vault.credential = credential
        # Nobody needs to be told that a new vault is new here.
        vault.notices[:] = [notice for notice in vault.notices if not notice.startswith(FIRST_SEEN)]
        return vault

    @classmethod
    def unlock(
        cls,
        path: Path,
        credential: Credential,
        *,
        platform: Platform | None = None,
        policy: KdfPolicy | None = None,
        state: Path | None = None,
        slot: str | None = None,
        read_only: bool = False,
        accept: bool = False,
        catalog: Choice = "current",
    ) -> Vault:
        """Open a vault, in the order of docs/format.md, section 6.

        `state` is this device's state folder, where the anchor is; without one, nothing is compared or remembered.
        `accept` says that a person has confirmed an older or other state; opened for reading only, this device goes on
        remembering the one it knew. `catalog` is another than the current one, where that is damaged: see
        `vault.engine.unlocking`. On media that cannot be written the vault is read-only. Raises WrongCredential,
        Damaged, KdfRefused, UnsupportedVersion, NotFound, VaultBusy, Storage, RollbackDetected, ForkDetected.
        """
        folder = Folder(path, platform or Platform())
        return cls.open_folder(
            folder,
            credential,
            policy=policy,
            state=state,
            slot=slot,
            read_only=read_only,
            accept=accept,
            catalog=catalog,
        )

    @classmethod
    def open_folder(
        cls,
        folder: Folder,
        credential: Credential,
        *,
        policy: KdfPolicy | None = None,
        state: Path | None = None,
        slot: str | None = None,
        read_only: bool = False,
        accept: bool = False,
        catalog: Choice = "current",
    ) -> Vault:
        """`unlock`, for a folder that may be something else than one on disk."""
        files, pins = unlocking.open_files(
            folder,
            credential,
            policy or KdfPolicy(),
            state=state,
            slot=slot,
            read_only=read_only,
            accept=accept,
            catalog=catalog,
        )
        return cls(files, pins, credential)

    def lock(self) -> None:
        """Close the vault; a new generation first if the log has grown. The object is of no use afterwards."""
        if self._packs is None:
            return
        try:
            # Locking always succeeds: the log is whole without a new generation too.
            with contextlib.suppress(Storage):
                if self.writable and self.files.wants_generation:
                    self.files.renew_generation()
            if self.files.lock is not None:
                # Who only reads has done so at unlocking; meanwhile a writer may have gone on, with another key.
                self.files.move_anchor(durable=True)
        finally:
            self._packs.close()
            self._packs = None
            self.files.close()
            self.files.folder.close()
            if self._pins is not None:
                self._pins.release()

    def __enter__(self) -> Vault:
        return self

    def __exit__(self, *_: object) -> None:
        self.lock()

    # What it is

    @property
    def catalog(self) -> Catalog:
        if self._packs is None:
            raise VaultLocked("the vault is locked")
        return self.files.catalog

    @property
    def packs(self) -> PackReader:
        if self._packs is None:
            raise VaultLocked("the vault is locked")
        return self._packs

    @property
    def folder(self) -> Folder:
        return self.files.folder

    @property
    def platform(self) -> Platform:
        return self.files.platform

    @property
    def notices(self) -> list[str]:
        """What unlocking found out of the ordinary."""
        return self.files.notices

    @property
    def writable(self) -> bool:
        return self.catalog.journal is not None

    def require_writable(self) -> None:
        """Raises ReadOnly, with the reason, unless changes are possible."""
        if not self.writable:
            raise ReadOnly(self.catalog.read_only)

    def commit(self, changes: Sequence[Change], action: str, *detail: Value) -> None:
        """One commit. Raises ReadOnly, Conflict, Storage, LimitExceeded."""
        if self.catalog.outdated:
            # A program that knows only the older schema must be told by the snapshot, and not find tables in the log.
            self.files.renew_generation()
        self.files.commit(changes, action, *detail)
        if self.files.needs_generation:
            self.files.renew_generation()

    def commit_in_pieces(self, changes: Sequence[Change], action: str, *detail: Value) -> None:
        """As many commits as it takes; every piece must leave a sound vault."""
        for piece in pieces(changes):
            self.commit(piece, action, *detail)

    # Finding items

    def _items(self, condition: str, *values: bytes | int) -> Iterator[Item]:
        for row in self.catalog.rows(_SELECT + condition, *values):
            yield Item(*row)

    def item(self, identity: bytes) -> Item:
        """The item of this id. Raises NotFound."""
        for item in self._items("WHERE item.id = ?", identity):
            return item
        raise NotFound("no such item")

    def items_by_prefix(self, prefix: str) -> list[Item]:
        """Items whose id in hexadecimal starts so; at most two are looked for."""
        low = bytes.fromhex((prefix + "0" * 32)[:32])
        high = bytes.fromhex((prefix + "f" * 32)[:32])
        return list(self._items("WHERE item.id BETWEEN ? AND ? LIMIT 2", low, high))

    def child(self, parent: bytes, name: bytes) -> Item | None:
        """The item of this name in a folder, if there is one (not in the trash)."""
        found = self._items("WHERE parent = ? AND name = ? AND trashed IS NULL", parent, name)
        return next(found, None)

    def children(self, parent: bytes) -> list[Item]:
        """What is in a folder (not in the trash), by name."""
        return list(self._items("WHERE parent = ? AND trashed IS NULL ORDER BY name", parent))

    def all_items(self) -> Iterator[Item]:
        """Every item there is, in no order, in the trash or not."""
        return self._items("")

    def find(self, path: Sequence[bytes]) -> Item | None:
        """The item at a path of names from the root; None for the root itself. Raises NotFound."""
        item: Item | None = None
        for name in path:
            item = self.child(item.id if item else ROOT, name)
            if item is None:
                raise NotFound("no such item")
        return item

    def walk(self, top: bytes = ROOT) -> Iterator[tuple[tuple[bytes, ...], Item]]:
        """Everything below a folder with its path from there; folders before what is in them."""
        pending: list[tuple[tuple[bytes, ...], Item]] = [((item.name,), item) for item in self.children(top)]
        pending.reverse()
        while pending:
            path, item = pending.pop()
            yield path, item
            if item.kind == "folder":
                below = [((*path, child.name), child) for child in self.children(item.id)]
                pending.extend(reversed(below))

    def path_of(self, item: Item) -> tuple[bytes, ...]:
        """The names from the root down to an item."""
        names = [item.name]
        while item.parent != ROOT:
            item = self.item(item.parent)
            names.append(item.name)
        return tuple(reversed(names))

    def trashed(self) -> list[Item]:
        """What was removed, most recent first; folders stand for what is in them."""
        return list(self._items("WHERE trashed IS NOT NULL ORDER BY trashed DESC, item.id"))

    def tags(self, identity: bytes) -> list[str]:
        """The tags of an item."""
        return [row[0] for row in self.catalog.rows("SELECT name FROM tag WHERE item = ? ORDER BY name", identity)]

    # Reading content

    def versions(self, item: Item) -> list[Version]:
        """All versions of a file or note, oldest first."""
        query = "SELECT number, size, modified, executable, added FROM version WHERE item = ? ORDER BY number"
        rows = self.catalog.rows(query, item.id)
        return [Version(number, size, at, bool(flag), added) for number, size, at, flag, added in rows]

    def version(self, item: Item, number: int | None = None) -> Version:
        """One version of a file or note; the current one by default. Raises NotFound."""
        for version in self.versions(item):
            if version.number == (item.version if number is None else number):
                return version
        raise NotFound("no such version")

    def content(self, item: Item, number: int | None = None) -> Content:
        """The content of a file's version. Raises Damaged if its rows do not fit together."""
        current = number is None or number == item.version
        size = item.size if current else self.version(item, number).size
        query = (
            "SELECT position, id, key, size, pack, offset FROM part WHERE item = ? AND version = ? ORDER BY position"
        )
        rows = list(self.catalog.rows(query, item.id, item.version if number is None else number))
        return content_of(size, rows)

    def places(self, pack: bytes) -> dict[Part, list[tuple[bytes, int, int]]]:
        """The parts in a pack, in order, with the items, versions and positions that each stands for."""
        found: dict[Part, list[tuple[bytes, int, int]]] = {}
        query = "SELECT id, key, size, pack, offset, item, version, position FROM part WHERE pack = ? ORDER BY offset"
        for row in self.catalog.rows(query, pack):
            found.setdefault(Part(*row[:5]), []).append(row[5:])
        return found

    def note_text(self, item: Item, number: int | None = None) -> str:
        """The text of a note's version. Raises NotFound; Damaged if its rows do not fit together."""
        version = self.version(item, number)
        row = self.catalog.row("SELECT text FROM note WHERE item = ? AND version = ?", item.id, version.number)
        if row is None or len(row[0].encode()) != version.size:
            raise Damaged("note", "length")
        return str(row[0])

    def read(self, item: Item, offset: int = 0, size: int | None = None, *, version: int | None = None) -> bytes:
        """Bytes of a file or note from any offset. Only what is asked for is read, and all of it verified."""
        if item.kind == "folder":
            raise NotFound("a folder has no content")
        if item.kind == "note":
            text = self.note_text(item, version).encode()
            return text[offset:] if size is None else text[offset : offset + size]
        content = self.content(item, version)
        return self.packs.read(content, offset, content.size if size is None else size)

    def stream(self, item: Item, version: int | None = None) -> Iterator[bytes | memoryview]:
        """All bytes of a file or note in order, in verified pieces, each valid until the next."""
        if item.kind != "file":
            yield self.read(item, version=version)
            return
        content = self.content(item, version)
        for position in range(len(content.parts)):
            for _, piece in self.packs.stream(content, position):
                yield piece

    # Changing one item

    def make_folder(self, parent: bytes, name: bytes) -> Item:
        """A new folder. Raises Conflict if the name is taken, or the place is in the trash."""
        check_name(name)
        now = self.platform.clock.now()
        item = Item(self.platform.random(ID_SIZE), parent, "folder", name, now, nanoseconds(now), 0, None, 0, 0)
        self.require_place(parent)
        self.commit([item.change()], "folder made")
        return item

    def write_note(self, parent: bytes, name: bytes, text: str, *, instead_of: int | None = None) -> Item:
        """Create a note, or give it a new version. Raises Conflict if the name is not a note's, or in the trash.

        `instead_of` is a version that goes in the same step: the one that the same editing session saved before.
        """
        check_name(name)
        size = len(text.encode())
        if size > NOTE_LIMIT:
            raise LimitExceeded(f"a note holds at most {NOTE_LIMIT} bytes; add it as a file")
        self.require_place(parent)
        old = self.child(parent, name)
        if old is not None and old.kind != "note":
            raise Conflict("that name is taken")
        now = self.platform.clock.now()
        number = self.versions(old)[-1].number + 1 if old else 1
        identity, added = (old.id, old.added) if old else (self.platform.random(ID_SIZE), now)
        item = Item(identity, parent, "note", name, added, nanoseconds(now), number, None, size, 0)
        changes = [
            item.change(),
            Change("version", (item.id, number), (size, item.modified, 0, now)),
            Change("note", (item.id, number), (text,)),
        ]
        if old is not None and instead_of is not None:
            changes += [Change(table, (item.id, instead_of), None) for table in ("note", "version")]
        self.commit(changes, "note written")
        return item

    def move(self, item: Item, parent: bytes, name: bytes) -> None:
        """Move or rename. Raises Conflict if the name is taken there, or a folder would end up inside itself."""
        check_name(name)
        if item.id in self.require_place(parent):
            raise Conflict("a folder cannot be moved into itself")
        self.commit([item.change(parent=parent, name=name)], "moved")

    def move_all(self, items: Sequence[Item], parent: bytes) -> None:
        """Move items into a folder under their names, all or none; those that are there already stay.

        Raises Conflict if a name is taken there, a folder would end up inside itself, or one is in the trash.
        """
        above = self.require_place(parent)
        if any(item.id in above for item in items):
            raise Conflict("a folder cannot be moved into itself")
        if any(item.trashed is not None for item in items):
            raise Conflict("in the trash")
        moving = {item.id: item for item in items if item.parent != parent}.values()
        # Before the first commit: there may be more of them than one holds.
        if len({item.name for item in moving}) < len(moving) or any(self.child(parent, item.name) for item in moving):
            raise Conflict("that name is taken")
        self.commit_in_pieces([item.change(parent=parent) for item in moving], "moved", len(moving))

    def set_tags(self, item: Item, add: Iterable[str] = (), remove: Iterable[str] = ()) -> None:
        """Add and remove tags of an item."""
        changes: list[Change] = [Change("tag", (item.id, name), ()) for name in add]
        changes += [Change("tag", (item.id, name), None) for name in remove]
        self.commit(changes, "tagged")

    def require_place(self, folder: bytes) -> set[bytes]:
        """The ids from a folder up to the root. Raises NotFound; Conflict if it is none, or in the trash."""
        above = {folder}
        while folder != ROOT:
            item = self.item(folder)
            if item.kind != "folder":
                raise Conflict("not a folder")
            if item.trashed is not None:
                raise Conflict("in the trash")
            folder = item.parent
            above.add(folder)
        return above
