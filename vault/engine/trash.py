"""Removing: into the trash, back from it, and for good."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from vault.engine.errors import Conflict, NotFound
from vault.engine.locks import Pins
from vault.engine.packs import pack_name
from vault.engine.records import Change
from vault.engine.vault import COMMIT_ROWS, NAME_LIMIT, ROOT, Item, Vault

_LONGEST_ENDING = 16


def remove(vault: Vault, items: Sequence[Item]) -> None:
    """Move items into the trash; a folder takes along what is in it."""
    now = vault.platform.clock.now()
    vault.commit_in_pieces([item.change(trashed=now) for item in items], "moved to trash", len(items))


def restore(vault: Vault, items: Sequence[Item]) -> list[Item]:
    """Bring items back to where they were, or to the root if that place is gone; under a free name.

    Returns them as they are now. Raises Conflict for an item that is not in the trash.
    """
    restored = []
    for item in items:
        if item.trashed is None:
            raise Conflict("not in the trash")
        parent = item.parent if _is_reachable(vault, item.parent) else ROOT
        name = next(name for name in _names(item.name) if vault.child(parent, name) is None)
        vault.commit([item.change(parent=parent, name=name, trashed=None)], "restored from trash")
        restored.append(vault.item(item.id))
    return restored


def _is_reachable(vault: Vault, folder: bytes) -> bool:
    while folder != ROOT:
        try:
            item = vault.item(folder)
        except NotFound:
            return False
        if item.trashed is not None:
            return False
        folder = item.parent
    return True


def _names(name: bytes) -> Iterator[bytes]:
    yield name
    stem, dot, ending = name.rpartition(b".")
    if not stem or len(ending) > _LONGEST_ENDING:
        stem, dot, ending = name, b"", b""
    for number in itertools.count(1):
        mark = b" (restored)" if number == 1 else f" (restored {number})".encode()
        yield stem[: NAME_LIMIT - len(mark + dot + ending)] + mark + dot + ending


def empty(vault: Vault, items: Sequence[Item] | None = None) -> int:
    """Remove items of the trash for good, all of them by default; how many files and notes that were.

    Packs without any part left are removed from the disk; what other packs still hold of them has no key any more.
    Raises Conflict for an item that is not in the trash.
    """
    doomed: list[Item] = []
    for top in vault.trashed() if items is None else items:
        if top.trashed is None:
            raise Conflict("not in the trash")
        # Deepest first, so that every piece of the work leaves a sound tree. A part of the trash may lie in another.
        doomed += reversed([top, *_below(vault, top)])
    doomed = list({item.id: item for item in doomed}.values())
    changes: list[Change] = []
    for item in doomed:
        changes += _removal(vault, item)
        if len(changes) >= COMMIT_ROWS:
            vault.commit(changes, "removed")
            changes = []
    unused = [row[0] for row in vault.catalog.rows("SELECT id FROM pack")] if doomed else []
    if changes:
        vault.commit(changes, "removed", len(doomed))
    used = {row[0] for row in vault.catalog.rows("SELECT DISTINCT pack FROM part")}
    unused = [pack for pack in unused if pack not in used]
    if unused:
        vault.commit_in_pieces([Change("pack", (pack,), None) for pack in unused], "packs dropped")
        # Whoever reads the vault meanwhile keeps them; they are leftovers then.
        with Pins(vault.folder, exclusive=True) as pins:
            for pack in unused if pins.held else ():
                vault.folder.remove(pack_name(pack))
    return sum(item.kind != "folder" for item in doomed)


def _below(vault: Vault, top: Item) -> list[Item]:
    """Everything below a folder, trashed or not, parents before children."""
    found, pending = [], [top]
    while pending:
        folder = pending.pop()
        if folder.kind == "folder":
            children = vault.everything_in(folder.id)
            found += children
            pending += children
    return found


def _removal(vault: Vault, item: Item) -> list[Change]:
    tables = {"tag": "item, name", "part": "item, version, position", "note": "item, version"}
    tables["version"] = "item, number"
    changes: list[Change] = []
    for table, columns in tables.items():
        rows = vault.catalog.rows(f"SELECT {columns} FROM {table} WHERE item = ?", item.id)  # noqa: S608
        changes += [Change(table, tuple(row), None) for row in rows]
    return [*changes, Change("item", (item.id,), None)]
