"""A catalog that is damaged: the generation before it, or whatever can be verified of all that is there.

Every frame and snapshot is sealed by itself, so what is read here is what was written; what may be missing is told.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vault.engine import generation, header as headers, opening
from vault.engine.anchor import AnchorStore
from vault.engine.catalog import Catalog
from vault.engine.durable import Clock, Folder, Platform, Source
from vault.engine.errors import Damaged, NotFound, RollbackDetected, UnsupportedVersion, VaultError
from vault.engine.header import Generation, Header
from vault.engine.header_change import CREATED, Plan, compose
from vault.engine.keys import ID_SIZE, Context, Credential, Derived, KdfPolicy
from vault.engine.opening import HEADER, HEADER_COPY, SlotRow, slot_rows
from vault.engine.records import FRAME_HEADER, FRAME_UNIT, Change, Sealing

_MOST_CHAINS = 64
SET_ASIDE = ".damaged"
"""The ending of catalog files that a repair has read what it could of."""


@dataclass
class Salvage:
    """A catalog put together out of what verifies; `lost` names what is, or may be, missing.

    `interrupted` is a last record that was never whole: a crash, or a cut that looks like one.
    """

    catalog: Catalog
    lost: list[str] = field(default_factory=list)
    interrupted: str = ""
    chain: Sequence[Generation] = ()


def generations(source: Source, header: Header) -> list[Generation]:
    """The generations up to the header's own that have files, the oldest first."""
    current = header.body.generation
    found = {current}
    for name in source.names("catalog"):
        match = generation.CATALOG_FILE.match(name)
        if match and not match["tail"] and int(match["number"]) < current.number:
            found.add(Generation(int(match["number"]), bytes.fromhex(match["stem"].rpartition("-")[2])))
    return sorted(found)


def open_before(folder: Folder, header: Header, notices: list[str]) -> Catalog:
    """The newest whole generation before the header's own. Raises NotFound if there is none.

    Rotations leave none, since nothing of it would open.
    """
    for older in reversed(generations(folder, header)[:-1]):
        with contextlib.suppress(Damaged, NotFound, UnsupportedVersion):
            catalog, _ = generation.load(folder, Sealing(header.subkeys, older), folder.platform.clock)
            notices.append(f"the state before: {_last_time(catalog)}")
            catalog.read_only = "this is the state before the current catalog"
            return catalog
    raise NotFound("no whole catalog before the current one")


def _last_time(catalog: Catalog) -> int:
    found: int = catalog.row("SELECT coalesce(max(time), 0) FROM audit")[0]
    return found


def choose_header(
    folder: Folder, credential: Credential, policy: KdfPolicy, slot: str | None, anchors: AnchorStore | None
) -> tuple[Header, str, bool]:
    """Of the two copies the one to go on with, and whether its catalog is whole; otherwise it is the later one.

    Raises what `opening.open_header` raises if neither opens.
    """
    credential = Derived(credential)
    opened: list[tuple[Header, str]] = []
    for name in (HEADER, HEADER_COPY):
        with contextlib.suppress(VaultError):
            opened.append(opening.open_header(folder, credential, policy, slot, (name,)))
    for header, name in opened:
        with contextlib.suppress(Damaged, RollbackDetected):
            opening.open_catalog(folder, header, folder.platform.clock, anchors)[0].close()
            return header, name, True
    if not opened:
        opened.append(opening.open_header(folder, credential, policy, slot))
    header, name = max(opened, key=lambda one: (one[0].body.context.epoch, one[0].body.generation.number))
    return header, name, False


def salvage(source: Source, header: Header, clock: Clock) -> Salvage:
    """Everything of the catalog that verifies: a snapshot, the newest if possible, and the records after it in any log.

    Where a sync tool has mixed copies there are several histories of the same vault; the one that leads to the
    header's own generation without a gap is taken.
    """
    best: Salvage | None = None
    for chain in itertools.islice(_chains(generations(source, header)), _MOST_CHAINS):
        found = _follow(source, header, chain, clock)
        if found is not None and (best is None or len(found.lost) < len(best.lost)):
            best, found = found, best
        if found is not None:
            found.catalog.close()
        if best is not None and not best.lost:
            return best
    if best is not None:
        return best
    chain = next(_chains(generations(source, header), whole=True))
    return _follow(source, header, chain, clock, empty=True) or Salvage(Catalog.empty(clock))


def _chains(known: list[Generation], *, whole: bool = False) -> Iterator[tuple[Generation, ...]]:
    """Every way from a generation up to the last, one of each number; the shortest first, or only the longest."""
    numbers = sorted({one.number for one in known})
    by_number = [[one for one in known if one.number == number] for number in numbers]
    for start in [0] if whole else range(len(numbers) - 1, -1, -1):
        yield from itertools.product(*by_number[start:])


def _follow(
    source: Source, header: Header, chain: Sequence[Generation], clock: Clock, *, empty: bool = False
) -> Salvage | None:
    """What comes of a snapshot (or of nothing) and the logs after it; None if the snapshot does not open."""
    found = Salvage(Catalog.empty(clock), chain=chain)
    if not empty:
        found.catalog.close()
        try:
            sealed = source.read(generation.snapshot_name(chain[0]), generation.SNAPSHOT_LIMIT)
            found.catalog = Catalog.from_image(Sealing(header.subkeys, chain[0]).open_snapshot(sealed), clock)
        except (Damaged, NotFound):
            return None
    for one in chain:
        _replay(source, Sealing(header.subkeys, one), found)
    first = found.catalog.row("SELECT action FROM audit WHERE sequence = 1")
    if empty and (first is None or first[0] != CREATED):
        # Only a vault that was created started with nothing in its snapshot.
        found.lost.insert(0, f"snapshot {header.body.generation.number}")
    return found


def _replay(source: Source, sealing: Sealing, found: Salvage) -> None:
    """Apply what verifies of a log, in the order of sequence; name the gaps."""
    catalog, number = found.catalog, sealing.generation.number
    try:
        log = source.read(generation.log_name(sealing.generation), generation.LOG_LIMIT)
    except (Damaged, NotFound):
        found.lost.append(f"log {number}")
        return
    end = 0
    for at, frame, sequence in _frames(sealing, log):
        if sequence > catalog.sequence and not _apply(sealing, frame, sequence, found):
            continue
        end = at + len(frame)
    if not end:
        found.lost.append(f"log {number}")
    elif end < len(log):
        try:
            generation.check_torn(sealing, log, end, catalog.sequence + 1, 0)
            found.interrupted = _span(catalog.sequence + 1, catalog.sequence + 1)
        except Damaged:
            found.lost.append(f"records from {catalog.sequence + 1}")


def _apply(sealing: Sealing, frame: bytes, sequence: int, found: Salvage) -> bool:
    """Apply a record; False if it does not open, True too if it opens and does not fit, which is told."""
    catalog = found.catalog
    try:
        record, head = sealing.unseal_record(frame, sequence)
    except Damaged:
        return False
    if sequence != catalog.sequence + 1 or record.previous != catalog.head:
        found.lost.append(_span(catalog.sequence + 1, sequence - 1))
    try:
        catalog.replay(record, head)
    except Damaged:
        found.lost.append(_span(sequence, sequence))
    return True


def _span(first: int, last: int) -> str:
    return f"record {first}" if last <= first else f"records {first} to {last}"


def _frames(sealing: Sealing, log: bytearray) -> Iterator[tuple[int, bytes, int]]:
    """Offset, bytes and sequence of every whole frame, past whatever is damaged between them."""
    at = 0
    while at + FRAME_HEADER <= len(log):
        start = sealing.frame(bytes(log[at : at + FRAME_HEADER]))
        if start is None or at + start[0] > len(log):
            at += FRAME_UNIT
            continue
        yield at, bytes(log[at : at + start[0]]), start[1]
        at += start[0]


def mend(folder: Folder, header: Header, anchors: AnchorStore | None, notices: list[str]) -> Header:
    """Write what can be verified of the catalog as a new generation, and make it the current one.

    If nothing is missing the vault goes on where it was. Otherwise it is another lineage from here on, in a new epoch,
    as after a restore: other devices will ask. What was read is set aside under other names. Raises Storage.
    """
    platform = folder.platform
    found = salvage(folder, header, platform.clock)
    with contextlib.closing(found.catalog) as catalog:
        seen = opening.anchored_sequence(catalog, header, anchors)
        if seen > catalog.sequence:
            found.lost.append(_span(catalog.sequence + 1, seen))
        plan, changes = _plan(header, found, platform)
        first = compose(catalog, plan, changes, "catalog mended", found.lost, platform.random)
    folder.write(first.snapshot_name, first.snapshot)
    folder.write(first.log_name, first.log)
    unverified = headers.parse(first.header)
    slot = next(slot for slot in unverified.body.slots if slot.id == header.slot.id)
    mended = unverified.verify(slot, header.opened)
    opening.open_catalog(folder, mended, platform.clock, None)[0].close()
    folder.write(HEADER, first.header)
    folder.write(HEADER_COPY, first.header)
    for old in found.chain:
        for name in (generation.snapshot_name(old), generation.log_name(old)):
            with contextlib.suppress(NotFound):
                folder.rename(name, name + SET_ASIDE)
    notices.append(f"catalog mended: {'; '.join(found.lost) or 'nothing is lost'}")
    return mended


def _plan(header: Header, found: Salvage, platform: Platform) -> tuple[Plan, list[Change]]:
    """The header of the mended vault, and what its catalog must forget and learn."""
    body, catalog, random = header.body, found.catalog, platform.random
    announced = slot_rows(catalog, announced=True)
    rows = {row.id: row for row in (*announced, *slot_rows(catalog))}
    own = header.slot
    opened = header.opened
    rows.setdefault(
        own.id, SlotRow(own.id, own.name, own.kind, opened.public_key, opened.authentication_key, 0, None, None)
    )
    # Without its row nobody knows a slot's keys.
    found.lost += [f"key slot {slot.name}" for slot in body.slots if slot.id not in rows]
    changes = [Change("state", (key,), None) for key in ("announced", "generation_before", "obsolete")]
    changes += [Change("slot", (1, row.id), None) for row in announced]
    changes += [Change("state", (key,), (random(32),)) for key in ("anchor_key", "recipient") if not catalog.state(key)]
    plan = Plan(
        body.context,
        generation.new_generation(body.generation, random),
        header.subkeys.vault_key,
        [(slot, rows[slot.id]) for slot in body.slots if slot.id in rows],
        opened,
        own.id,
        body.optional_features,
    )
    if found.lost:
        times = (_last_time(catalog), platform.clock.now())
        moments = b"".join(moment.to_bytes(8, "big", signed=True) for moment in times)
        changes.append(Change("state", ("restored",), (moments,)))
        plan = plan.with_new_key(Context(body.context.vault, random(ID_SIZE), body.context.epoch + 1), random)
    return plan, changes
