"""Files with the same content, told by keyed digest; nothing of it is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

from vault.engine.errors import Damaged
from vault.engine.floe import PLAIN
from vault.engine.progress import Progress
from vault.engine.vault import Item, Vault

_KEY_SIZE = 32
# Copies of one size only are candidates, and most sizes of large files occur once.
_CANDIDATES = (
    "WITH RECURSIVE dead(id) AS (SELECT id FROM item WHERE trashed IS NOT NULL UNION "
    "SELECT item.id FROM dead JOIN item ON item.parent = dead.id) "
    "SELECT item.id, version.size FROM item JOIN version ON version.item = item.id AND version.number = item.version "
    "WHERE item.kind = 'file' AND version.size > 0 AND item.id NOT IN dead AND version.size IN "
    "(SELECT v.size FROM item AS i JOIN version AS v ON v.item = i.id AND v.number = i.version WHERE i.kind = 'file' "
    "GROUP BY v.size HAVING count(*) > 1) ORDER BY version.size DESC, item.added, item.id"
)


def find_duplicates(vault: Vault, *, progress: Progress | None = None) -> list[list[Item]]:
    """Groups of files outside the trash whose current content is the same, largest first, the oldest of each first.

    The key of the digests is made for this one look. Files that cannot be read are left out; `check` names them.
    Raises Cancelled.
    """
    progress = progress or Progress()
    key = vault.platform.random(_KEY_SIZE)
    by_size: dict[int, list[Item]] = {}
    for identity, size in list(vault.catalog.rows(_CANDIDATES)):
        by_size.setdefault(size, []).append(vault.item(identity))
    progress.expect(sum(size * len(items) for size, items in by_size.items()), sum(map(len, by_size.values())))
    found: list[list[Item]] = []
    for size, items in by_size.items():
        alike = [items]
        if size > PLAIN:
            # The beginning tells most apart.
            alike = _told_apart(items, lambda item: _digest(key, [vault.read(item, 0, PLAIN)], Progress()))
        for some in alike:
            found += _told_apart(some, lambda item: _digest(key, vault.stream(item), progress))
        unread = len(items) - sum(map(len, alike))
        progress.advance(unread * size, unread)
    return found


def _told_apart(items: Iterable[Item], digest: Callable[[Item], bytes]) -> list[list[Item]]:
    """Groups of at least two with one digest."""
    groups: dict[bytes, list[Item]] = {}
    for item in items:
        try:
            groups.setdefault(digest(item), []).append(item)
        except Damaged:
            continue
    return [group for group in groups.values() if len(group) > 1]


def _digest(key: bytes, pieces: Iterable[bytes | memoryview], progress: Progress) -> bytes:
    """BLAKE2b with a key (RFC 7693)."""
    state = hashlib.blake2b(key=key, digest_size=_KEY_SIZE)
    for piece in pieces:
        progress.stop_if_cancelled()
        state.update(piece)
        progress.advance(len(piece), 0)
    progress.advance(0, 1)
    return state.digest()
