"""The audit trail: what was done to the vault and when, one entry with every record (docs/format.md, section 7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from vault.engine.errors import Damaged
from vault.engine.values import Value, decode
from vault.engine.vault import Vault


class Entry(NamedTuple):
    """One entry: its number, when (ms), the deed, and what goes with it; never a name of an item."""

    sequence: int
    time: int
    action: str
    detail: tuple[Value, ...]


def entries(vault: Vault) -> Iterator[Entry]:
    """The whole trail, the oldest first. Raises Damaged for an entry that is none."""
    for sequence, time, action, detail in vault.catalog.rows(
        "SELECT sequence, time, action, detail FROM audit ORDER BY sequence"
    ):
        try:
            value = decode(detail)
        except Damaged as error:
            raise Damaged(f"audit entry {sequence}", "not a value") from error
        yield Entry(sequence, time, action, tuple(value) if isinstance(value, list) else (value,))


def verify(vault: Vault) -> int:
    """Verify that the trail has no gap and ends at the head of the log; how many entries it has.

    The heads of all records since the last generation were verified by unlocking; the older ones are under the
    snapshot's seal. Raises Damaged with the first entry that is not as it should be.
    """
    expected = 0
    head = b""
    for sequence, found in vault.catalog.rows("SELECT sequence, head FROM audit ORDER BY sequence"):
        expected = expected + 1 if head else sequence
        if sequence != expected or len(found) != 32:
            raise Damaged(f"audit entry {expected}", "missing or not an entry")
        head = found
    if (expected, head) != (vault.catalog.sequence, vault.catalog.head):
        raise Damaged(f"audit entry {expected}", "not the head of the log")
    # A vault's first entry is number 1, also in an export and after a restore; only a repair can have lost some.
    first = vault.catalog.row("SELECT min(sequence) FROM audit")[0]
    if first != 1 and vault.catalog.row("SELECT 1 FROM audit WHERE action = 'catalog mended'") is None:
        raise Damaged("audit entry 1", "missing")
    count: int = vault.catalog.row("SELECT count(*) FROM audit")[0]
    return count
