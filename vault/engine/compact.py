"""Taking up no more room than is needed: leftovers removed, packs written anew in which much is dead."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vault.engine.errors import Damaged
from vault.engine.leftovers import drop_old, remove_leftovers
from vault.engine.packs import PACK_LIMIT, Pack, PackWriter, Part
from vault.engine.padding import pack_size
from vault.engine.progress import Progress
from vault.engine.records import Change
from vault.engine.vault import Vault

_WORTH = 4, 3
"""A pack is written anew if a new one takes less than three quarters of it."""


@dataclass
class CompactReport:
    """Leftovers removed, packs written anew, and bytes freed. `held`: somebody reads, so nothing was removed."""

    removed: int = 0
    packs: int = 0
    freed: int = 0
    held: bool = False


def compact(vault: Vault, *, forget: bool = False, progress: Progress | None = None) -> CompactReport:
    """Free what nothing needs. With `forget` the generation before goes, too, and what a repair has set aside, and with
    them the last trace of what was removed; until then they help if the current one is damaged.

    Nothing else may write into the vault meanwhile, in this process either. Raises ReadOnly, Storage, Cancelled:
    whatever was done by then is whole.
    """
    vault.require_writable()
    progress = progress or Progress()
    report = CompactReport()
    wasteful = [pack for pack, room in _rooms(vault) if room * _WORTH[0] < pack.size * _WORTH[1]]
    progress.expect(sum(pack.size for pack in wasteful), len(wasteful))
    for pack in wasteful:
        progress.stop_if_cancelled()
        if move_parts(vault, pack):
            report.packs += 1
        progress.advance(pack.size, 1)
    if forget:
        removal = drop_old(vault)
    else:
        if report.packs:
            # From then on no catalog that is kept names an old pack.
            vault.files.renew_generation()
        removal = remove_leftovers(vault)
    report.removed, report.freed, report.held = removal
    return report


def _rooms(vault: Vault) -> Iterable[tuple[Pack, int]]:
    """Every pack, and the size of one that held nothing but what is alive in it."""
    alive: dict[bytes, dict[bytes, int]] = {}
    for row in vault.catalog.rows("SELECT id, key, size, pack, offset FROM part"):
        part = Part(*row)
        alive.setdefault(part.pack, {})[part.id] = part.sealed_size
    for row in vault.catalog.rows("SELECT id, size, digest FROM pack"):
        pack = Pack(*row)
        yield pack, pack_size(sum(alive.get(pack.id, {}).values()))


def move_parts(vault: Vault, pack: Pack) -> bool:
    """Copy every part of a pack that verifies into new packs, sealed as it is; whether nothing is left in the old one.

    Its file stays: catalogs that are kept may name it.
    """
    places = vault.places(pack.id)
    # A part of large content has a pack of its own, without air.
    padded = sum(part.sealed_size for part in places) != pack.size
    stale = vault.catalog.row("SELECT 1 FROM stale_pack WHERE id = ?", pack.id) is not None
    moved = 0
    for load in _loads(vault, places):
        there, new = PackWriter(vault.folder).write_sealed(load, padded=padded)
        changes = [Change("pack", (new.id,), (new.size, new.digest))]
        # What was to be re-encrypted still is.
        changes += [Change("stale_pack", (new.id,), ())] if stale else []
        for (old, _), part in zip(load, there, strict=True):
            changes += [Change("part", place, tuple(part)) for place in places[old]]
        vault.commit(changes, "packs compacted")
        moved += len(load)
    if moved == len(places):
        gone = [Change("stale_pack", (pack.id,), None)] if stale else []
        vault.commit([Change("pack", (pack.id,), None), *gone], "packs dropped")
    return moved == len(places)


def _loads(vault: Vault, parts: Iterable[Part]) -> Iterator[list[tuple[Part, bytearray]]]:
    """The parts that verify, with their sealed bytes, as many at a time as a pack holds well."""
    load: list[tuple[Part, bytearray]] = []
    for part in parts:
        with contextlib.suppress(Damaged):
            load.append((part, vault.packs.sealed(part)))
        if sum(len(sealed) for _, sealed in load) > PACK_LIMIT // 2:
            yield load
            load = []
    if load:
        yield load
