"""The register: what went to whom and what came from whom. Rows of the tables share, share_item and share_party."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vault.engine.records import Change
from vault.engine.vault import Vault

MOST_NAMED = 100
"""Items of one share that are named."""


@dataclass(frozen=True)
class Party:
    """Who a share went to or came from: the name at that time, and the fingerprint of the keys."""

    contact: bytes | None
    name: str
    fingerprint: bytes


@dataclass(frozen=True)
class Registered:
    """A share that was made (`sent`) or taken in. `count` and `bytes` are of its files and notes; `time` in ms."""

    bundle: bytes
    sent: bool
    time: int
    passphrase: bool
    count: int
    bytes: int
    parties: tuple[Party, ...] = ()


def entry(share: Registered, items: Sequence[tuple[bytes, bytes]]) -> list[Change]:
    """The rows of a share; `items` are the id and the path in the share of everything in it."""
    key = share.bundle, int(share.sent)
    row = share.time, int(share.passphrase), share.count, share.bytes
    rows = [
        Change("share_party", (*key, at), (one.contact, one.name, one.fingerprint))
        for at, one in enumerate(share.parties)
    ]
    rows += [Change("share_item", (*key, at), item) for at, item in enumerate(items)]
    # Last, so that what was begun and not ended is not known.
    return [*rows, Change("share", key, row)]


def without(changes: Sequence[Change]) -> list[Change]:
    """What takes rows out again, in the other order."""
    return [Change(change.table, change.key, None) for change in reversed(changes)]


def was_received(vault: Vault, bundle: bytes) -> bool:
    """Whether a share was taken in before."""
    return vault.catalog.row("SELECT 1 FROM share WHERE bundle = ? AND sent = 0", bundle) is not None


def shares(
    vault: Vault, *, item: bytes | None = None, contact: bytes | None = None, offset: int = 0, limit: int = 200
) -> tuple[list[Registered], int]:
    """A page of the register, newest first, and how many there are; of one item or one contact if it is named."""
    conditions, values = [], list[bytes]()
    for table, value in (("item", item), ("party", contact)):
        if value is not None:
            column = "item" if table == "item" else "contact"
            conditions.append(f"(bundle, sent) IN (SELECT bundle, sent FROM share_{table} WHERE {column} = ?)")  # noqa: S608 - our own words
            values.append(value)
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    (total,) = vault.catalog.row(f"SELECT count(*) FROM share {where}", *values)  # noqa: S608 - our own words
    rows = vault.catalog.rows(
        f"SELECT bundle, sent, time, passphrase, items, bytes FROM share {where} "  # noqa: S608 - our own words
        "ORDER BY time DESC, bundle, sent LIMIT ? OFFSET ?",
        *values,
        limit,
        offset,
    )
    found = [
        Registered(bundle, bool(sent), time, bool(passphrase), count, size, tuple(_parties(vault, bundle, sent)))
        for bundle, sent, time, passphrase, count, size in rows
    ]
    return found, total


def _parties(vault: Vault, bundle: bytes, sent: int) -> list[Party]:
    query = "SELECT contact, name, fingerprint FROM share_party WHERE bundle = ? AND sent = ? ORDER BY position"
    return [Party(*row) for row in vault.catalog.rows(query, bundle, sent)]


def named_items(vault: Vault, share: Registered) -> tuple[list[bytes], list[bytes]]:
    """What stands at the top of a share: the ids of what is still in the vault, and all names. At most 100 of each."""
    query = (
        "SELECT item, name, item IN (SELECT id FROM item) FROM share_item WHERE bundle = ? AND sent = ? "
        "AND instr(name, x'2f') = 0 ORDER BY position LIMIT ?"
    )
    rows = list(vault.catalog.rows(query, share.bundle, int(share.sent), MOST_NAMED))
    return [row[0] for row in rows if row[2]], [row[1] for row in rows]


def items_of(vault: Vault, bundle: bytes, *, sent: bool) -> list[bytes]:
    """The ids of everything in a share that is still in the vault."""
    query = (
        "SELECT item FROM share_item WHERE bundle = ? AND sent = ? AND item IN (SELECT id FROM item) ORDER BY position"
    )
    return [row[0] for row in vault.catalog.rows(query, bundle, int(sent))]
