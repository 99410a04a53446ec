"""Removing: into the trash, back from it, and for good."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from vault.engine import leftovers
from vault.engine.errors import Cancelled, Conflict, NotFound
from vault.engine.progress import Progress
from vault.engine.records import Change
from vault.engine.vault import COMMIT_ROWS, ROOT, Item, Vault, with_mark


def remove(vault: Vault, items: Sequence[Item]) -> None:
    """Move items into the trash; a folder takes along what is in it."""
    now = vault.platform.clock.now()
    vault.commit_in_pieces([item.change(trashed=now) for item in items], "moved to trash", len(items))


def restore(vault: Vault, items: Sequence[Item]) -> list[Item]:
    """Bring items back to where they were, or to the root if that place is gone; under a free name.

    One that is in another comes back into it if that one stands before it. Returns them as they are now. Raises
    Conflict, before anything is changed, for an item that is not in the trash.
    """
    back: dict[bytes, Item] = {}
    taken: set[tuple[bytes, bytes]] = set()
    for item in items:
        if item.trashed is None:
            raise Conflict("not in the trash")
        if item.id in back:
            continue
        parent = item.parent if _is_reachable(vault, item.parent, back) else ROOT
        names = (name for name in _names(item.name) if (parent, name) not in taken)
        name = next(name for name in names if vault.child(parent, name) is None)
        taken.add((parent, name))
        back[item.id] = item._replace(parent=parent, name=name, trashed=None)
    changes = [item.change() for item in back.values()]
    vault.commit_in_pieces(changes, "restored from trash", len(changes))
    return list(back.values())


def _is_reachable(vault: Vault, folder: bytes, back: Mapping[bytes, Item]) -> bool:
    """Whether a folder is outside the trash, once what is in `back` is where it says."""
    while folder != ROOT:
        try:
            item = back.get(folder) or vault.item(folder)
        except NotFound:
            return False
        if item.trashed is not None:
            return False
        folder = item.parent
    return True


def _names(name: bytes) -> Iterator[bytes]:
    yield name
    yield with_mark(name, b" (restored)")
    for number in itertools.count(2):
        yield with_mark(name, b" (restored %d)" % number)


def empty(vault: Vault, items: Sequence[Item] | None = None, *, progress: Progress | None = None) -> int:
    """Remove items of the trash for good, all of them by default; how many files and notes that were.

    Packs without any part left are removed from the disk; what other packs still hold of them has no key any more.
    Nothing else is changed meanwhile: what is to be removed is found once, before the first of it goes.
    Raises Conflict for an item that is not in the trash; Cancelled, between two commits: `progress` has counted the
    files and notes that are gone.
    """
    progress = progress or Progress()
    doomed = _doomed(vault, vault.trashed() if items is None else items)
    progress.expect(0, sum(item.kind != "folder" for item in doomed))
    changes: list[Change] = []
    gone = total = 0
    stopped = False
    for at, item in enumerate(doomed, 1):
        changes += _removal(vault, item)
        gone += item.kind != "folder"
        if len(changes) >= COMMIT_ROWS or at == len(doomed):
            vault.commit(changes, "removed", gone)
            progress.count(0, gone)
            changes, gone, total = [], 0, total + gone
            stopped = progress.cancelled and at < len(doomed)
            if stopped:
                break
    leftovers.drop_packs(vault)
    if stopped:
        raise Cancelled("cancelled")
    return total


def _doomed(vault: Vault, tops: Sequence[Item]) -> list[Item]:
    """Items of the trash and everything in them, each once, and before the folder that it is in."""
    inside: dict[bytes, list[Item]] = {}
    if any(top.kind == "folder" for top in tops):
        # In one go: no index leads from a folder to what is in the trash there.
        for item in vault.all_items():
            inside.setdefault(item.parent, []).append(item)
    # Whatever stands later here is no folder of what stands before; a part of the trash may lie in another.
    found: dict[bytes, Item] = {}
    for top in tops:
        if top.trashed is None:
            raise Conflict("not in the trash")
        pending = [top]
        while pending:
            item = pending.pop()
            found.pop(item.id, None)
            found[item.id] = item
            pending += inside.get(item.id, ())
    return list(reversed(found.values()))


def _removal(vault: Vault, item: Item) -> list[Change]:
    tables = {"tag": "item, name", "part": "item, version, position", "note": "item, version"}
    tables |= {"version": "item, number", "favourite": "item", "original_name": "item"}
    changes: list[Change] = []
    for table, columns in tables.items():
        rows = vault.catalog.rows(f"SELECT {columns} FROM {table} WHERE item = ?", item.id)  # noqa: S608
        changes += [Change(table, tuple(row), None) for row in rows]
    return [*changes, Change("item", (item.id,), None)]
