"""The third rotation: everything that is there under new file keys, in new packs (docs/format.md, section 9).

The packs that were there when it began stand in the table `stale_pack`; what remains is what lies in them. So it goes
on where it stopped, after a crash too, and the vault may be changed meanwhile.
"""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from vault.engine.durable import storage_errors
from vault.engine.errors import Conflict, Damaged, Storage
from vault.engine.header_change import state_time
from vault.engine.leftovers import drop_old
from vault.engine.packs import PACK_LIMIT, Pack, PackReader, PackWriter, Part
from vault.engine.progress import Progress
from vault.engine.records import Change
from vault.engine.rekeying import NEW_SECRETS, RE_ENCRYPTING, RE_ENCRYPTION_BEGUN, stale_packs
from vault.engine.vault import Vault

if TYPE_CHECKING:
    from concurrent.futures import Future

WORKERS = 3
"""One more than cores: one of them waits for the disk."""
DROP_BYTES = 4 << 30
"""After so much, old packs are removed, so that not all of it is there twice."""

_Moved = tuple[list[tuple[Part, Part]], list[Pack]]


class Remaining(NamedTuple):
    """What still lies under the keys of before: packs, and their bytes."""

    packs: int
    bytes: int


@dataclass
class ReencryptionReport:
    """Bytes under new keys by now. `damaged` parts could not be read and stay; `held`: somebody reads the
    vault, so old packs could not be removed. It is complete only without either."""

    bytes: int = 0
    damaged: int = 0
    held: bool = False
    complete: bool = False


def remaining(vault: Vault) -> Remaining | None:
    """What remains of a re-encryption that is under way; None if none is."""
    if vault.catalog.state(RE_ENCRYPTING) is None:
        return None
    query = "SELECT count(*), coalesce(sum(size), 0) FROM pack WHERE id IN (SELECT id FROM stale_pack)"
    return Remaining(*vault.catalog.row(query))


def is_for_new_secrets(vault: Vault) -> bool:
    """Whether one is under way that new secrets began: those are made, and only the content remains."""
    if remaining(vault) is None:
        return False
    query = "SELECT action FROM audit WHERE action IN (?, ?) ORDER BY sequence DESC LIMIT 1"
    last = vault.catalog.row(query, NEW_SECRETS, RE_ENCRYPTION_BEGUN)
    return last is not None and last[0] == NEW_SECRETS


def begin(vault: Vault) -> None:
    """All that is there counts as stale from now on, if it does not already (`new_secrets` begins by itself).

    What seals the catalog should be new before (`new_vault_key`). Raises ReadOnly, Conflict if one is under way and
    has got somewhere.
    """
    vault.require_writable()
    if remaining(vault) is not None:
        if vault.catalog.row("SELECT 1 FROM pack WHERE id NOT IN (SELECT id FROM stale_pack)"):
            raise Conflict("a re-encryption is under way")
        return
    # The state is the last of them: before it is there, nothing has begun.
    now = vault.platform.clock.now()
    vault.commit_in_pieces([*stale_packs(vault.catalog), state_time(RE_ENCRYPTING, now)], RE_ENCRYPTION_BEGUN)


def go_on(
    vault: Vault,
    *,
    progress: Progress | None = None,
    alone: Callable[[], AbstractContextManager[object]] = contextlib.nullcontext,
    report: ReencryptionReport | None = None,
) -> ReencryptionReport:
    """Re-encrypt what remains; once nothing does, the old packs and catalogs go, and it is complete.

    `alone` keeps others from reading while old files are removed. Raises Conflict if none is under way, ReadOnly,
    Storage (before anything is done, if there is no room), Cancelled: what was done by then stays done, and a `report`
    that was given says so.
    """
    vault.require_writable()
    left = remaining(vault)
    if left is None:
        raise Conflict("no re-encryption is under way")
    progress, report = progress or Progress(), report or ReencryptionReport()
    progress.expect(left.bytes, left.packs)
    _require_room(vault, min(left.bytes, DROP_BYTES))
    stale = _stale_packs(vault)
    while _renewed(vault, stale, progress, report) >= DROP_BYTES:
        with alone():
            drop_old(vault)
    _finish(vault, report, alone)
    return report


def _renewed(vault: Vault, stale: Iterator[Pack], progress: Progress, report: ReencryptionReport) -> int:
    """Re-encrypt packs until nothing is left, or enough was written; the bytes written. No pack is on its way then."""
    from vault.engine.workers import Workers  # here: who changes a password waits for no threads

    running: deque[tuple[Pack, Future[_Moved]]] = deque()
    written, writer = 0, PackWriter(vault.folder)
    with Workers(WORKERS) as pool:
        try:
            for pack in stale:
                progress.stop_if_cancelled()
                parts = list(vault.places(pack.id))
                running.append((pack, pool.submit(_sealed_anew, vault.packs, writer, pack, parts)))
                if len(running) > WORKERS:
                    written += _commit_first(vault, running, writer, progress, report)
                if written >= DROP_BYTES:
                    break
            while running:
                written += _commit_first(vault, running, writer, progress, report)
        finally:
            _discard(running, writer)
    return written


def _stale_packs(vault: Vault) -> Iterator[Pack]:
    """Every one of them once. They are asked for one by one, since changes come in between."""
    after = b""
    query = "SELECT id, size, digest FROM pack JOIN stale_pack USING (id) WHERE id > ? ORDER BY id LIMIT 1"
    while row := vault.catalog.row(query, after):
        yield Pack(*row)
        after = row[0]


def _require_room(vault: Vault, size: int) -> None:
    with storage_errors():
        if vault.folder.free() < size:
            raise Storage("full", "re-encrypting needs room for what it writes before the old goes")


def _commit_first(
    vault: Vault,
    running: deque[tuple[Pack, Future[_Moved]]],
    writer: PackWriter,
    progress: Progress,
    report: ReencryptionReport,
) -> int:
    """Wait for the pack that was begun first, and commit it; the bytes written.

    Others may change the vault while it is waited for, so what lies in the pack is looked up once more.
    """
    pack, work = running[0]
    moved, new = progress.result_of(work)
    running.popleft()
    places, there = vault.places(pack.id), dict(moved)
    changes = [Change("part", place, tuple(there[part])) for part in places if part in there for place in places[part]]
    if changes:
        changes[:0] = [Change("pack", (one.id,), (one.size, one.digest)) for one in new]
        report.bytes += sum(one.size for one in new)
    else:
        writer.discard(new)
    left = len(places.keys() - there.keys())
    report.damaged += left
    if not left:
        changes += [Change("stale_pack", (pack.id,), None), Change("pack", (pack.id,), None)]
    if changes:
        vault.commit(changes, "packs re-encrypted")
    progress.advance(pack.size, 1)
    return sum(one.size for one in new)


def _discard(running: Iterable[tuple[Pack, Future[_Moved]]], writer: PackWriter) -> None:
    """What was begun and is not to be committed leaves nothing."""
    for _, work in running:
        if not work.cancel() and work.exception() is None:
            writer.discard(work.result()[1])


def _sealed_anew(packs: PackReader, writer: PackWriter, pack: Pack, parts: Sequence[Part]) -> _Moved:
    """The parts that verify, under new keys in new packs."""
    if len(parts) == 1 and parts[0].sealed_size == pack.size:
        # A part of large content has a pack of its own, without air.
        with contextlib.suppress(Damaged):
            there, new = writer.write_pieces(parts[0].size, packs.segments(parts[0]))
            return [(parts[0], there)], [new]
        return [], []
    moved: list[tuple[Part, Part]] = []
    made: list[Pack] = []
    for some, contents in _loads(packs, parts):
        there_all, new = writer.write_small(contents)
        moved += zip(some, there_all, strict=True)
        made.append(new)
    return moved, made


def _loads(packs: PackReader, parts: Sequence[Part]) -> Iterator[tuple[list[Part], list[bytes]]]:
    """The parts that verify, with what is in them, as many at a time as a pack holds well."""
    some: list[Part] = []
    contents: list[bytes] = []
    size = 0
    for part in parts:
        with contextlib.suppress(Damaged):
            contents.append(b"".join(map(bytes, packs.segments(part))))
            some.append(part)
            size += part.size
        if size > PACK_LIMIT // 2:
            yield some, contents
            some, contents, size = [], [], 0
    if some:
        yield some, contents


def _finish(vault: Vault, report: ReencryptionReport, alone: Callable[[], AbstractContextManager[object]]) -> None:
    """The catalogs that know the old keys go, with the old packs; it is complete if nothing holds on to them."""
    left = remaining(vault)
    if left is None or left.packs:
        return
    # A pack that went meanwhile, with all that was in it, is not stale any more.
    gone = [bytes(row[0]) for row in vault.catalog.rows("SELECT id FROM stale_pack")]
    if gone:
        vault.commit_in_pieces([Change("stale_pack", (pack,), None) for pack in gone], "packs dropped")
    with alone():
        report.held = drop_old(vault).held
    if not report.held:
        vault.commit([Change("state", (RE_ENCRYPTING,), None)], "everything re-encrypted")
        report.complete = True
