"""A drill: an export restored for real, into nothing, and what came out of it noted in the vault's trail.

Nothing is written but that note. What comes out is compared with the vault: content under the same key and id is the
same bytes, since nothing else was ever sealed so, and nothing else opens.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vault.backup.export import open_beside
from vault.engine.check import CheckReport, Finding, check
from vault.engine.errors import Cancelled, Conflict, Damaged, NotFound, VaultError, WrongCredential
from vault.engine.keys import Credential, KdfPolicy
from vault.engine.progress import Progress
from vault.engine.values import Value, decode
from vault.engine.vault import Item, Vault

DRILLED, FAILED = "drilled", "drill failed"

_NOT_ITS_FAULT = (WrongCredential, NotFound, Conflict, Cancelled)
"""What says nothing about the export: a mistyped password or path, or a person who stopped it."""


@dataclass(frozen=True)
class Proof:
    """A drill that succeeded: when (ms), how much came out whole, and the kind of key slot that opened it."""

    time: int
    items: int
    bytes: int
    way_in: str


@dataclass(frozen=True)
class DrillReport:
    """What came out of an export. `changed` items are otherwise in the vault by now, or gone; `newer` only there."""

    ok: bool
    items: int
    bytes: int
    time: int
    way_in: str
    changed: int
    newer: int
    findings: Sequence[Finding] = field(default_factory=list)


def drill(
    vault: Vault,
    file: Path,
    credential: Credential,
    *,
    policy: KdfPolicy | None = None,
    progress: Progress | None = None,
) -> DrillReport:
    """Open an export of this vault, decrypt everything in it, compare, and note the outcome in the trail.

    An export that cannot be opened at all is noted, too, and raises what opening it raised. Raises Conflict if it is
    not an export of this vault; ReadOnly, before anything is opened, if nothing can be noted.
    """
    vault.require_writable()
    progress = progress or Progress()
    try:
        with open_beside(file, credential, vault.platform, policy, progress) as opened:
            made = opened.files.header.body.context.vault
            _require_own(vault, opened, made)
            outcome = check(opened, progress=progress)
            changed, newer = _compare(vault, opened)
            way_in = opened.files.header.slot.kind
    except _NOT_ITS_FAULT:
        raise
    except VaultError as error:
        vault.commit([], FAILED, type(error).__name__)
        raise
    vault.commit([], DRILLED if outcome.ok else FAILED, *_detail(outcome, way_in, changed, newer, made))
    time = vault.catalog.row("SELECT max(time) FROM audit WHERE sequence = ?", vault.catalog.sequence)[0]
    # An export carries its own description, which is none of the vault's.
    findings = [finding for finding in outcome.findings if not finding.harmless]
    whole = outcome.items - len({finding.where for finding in findings if finding.kind == "damaged item"})
    return DrillReport(outcome.ok, whole, outcome.bytes, time, way_in, changed, newer, findings)


def _detail(outcome: CheckReport, *more: Value) -> tuple[Value, ...]:
    if outcome.ok:
        return (outcome.items, outcome.bytes, *more)
    return (outcome.findings[0].kind, len(outcome.findings), *more)


def last_proof(vault: Vault) -> tuple[Proof | None, int | None]:
    """The last drill that succeeded, and the time of one that failed after it."""
    query = "SELECT sequence, time, detail FROM audit WHERE action = ? ORDER BY sequence DESC LIMIT 1"
    found, failed = vault.catalog.row(query, DRILLED), vault.catalog.row(query, FAILED)
    proof = None
    if found is not None:
        with contextlib.suppress(Damaged):
            match decode(found[2]):
                case [int() as items, int() as size, str() as way_in, *_]:
                    proof = Proof(found[1], items, size, way_in)
    later = failed is not None and (found is None or failed[0] > found[0])
    return proof, failed[1] if later else None


def _require_own(vault: Vault, opened: Vault, made: bytes) -> None:
    """Raises Conflict unless the export comes from this vault: noted there, or sharing an item with it."""
    if made == vault.files.header.body.context.vault:
        return
    for row in vault.catalog.rows("SELECT detail FROM audit WHERE action = 'exported'"):
        with contextlib.suppress(Damaged):
            noted = decode(row[0])
            if isinstance(noted, list) and made in noted:
                return
    if not any(_live(vault, item) for item in opened.all_items()):
        raise Conflict("not an export of this vault")


def _live(vault: Vault, item: Item) -> Item | None:
    try:
        return vault.item(item.id)
    except NotFound:
        return None


def _compare(vault: Vault, opened: Vault) -> tuple[int, int]:
    """How many items of the export are otherwise in the vault by now, and how many the export does not have."""
    seen: set[bytes] = set()
    changed = 0
    for item in opened.all_items():
        seen.add(item.id)
        live = _live(vault, item)
        if item.kind != "folder":
            changed += live is None or _facts(vault, live) != _facts(opened, item)
    newer = sum(item.kind != "folder" and item.id not in seen for item in vault.all_items())
    return changed, newer


def _facts(vault: Vault, item: Item) -> tuple[object, ...]:
    """Everything that makes an item what it is, the keys of its content included."""
    rows = (
        tuple(tuple(row) for row in vault.catalog.rows(query, item.id))
        for query in (
            "SELECT version, position, id, key, size FROM part WHERE item = ? ORDER BY 1, 2",
            "SELECT version, text FROM note WHERE item = ? ORDER BY 1",
            "SELECT number, size, modified, executable FROM version WHERE item = ? ORDER BY 1",
            "SELECT name FROM tag WHERE item = ? ORDER BY 1",
        )
    )
    return (item.parent, item.kind, item.name, item.version, item.trashed is None, *rows)
