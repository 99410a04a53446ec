"""Older versions of files and notes: made current again, removed, thinned out as time passes; and what they cost."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vault.engine import leftovers
from vault.engine.errors import Conflict, NotFound
from vault.engine.progress import Progress
from vault.engine.records import Change
from vault.engine.vault import COMMIT_ROWS, Item, Vault, Version

POLICIES = ("nothing", "notes", "everything")
"""What may be thinned out, as `state.thinning` has it (docs/format.md, section 7)."""

DAY = 24 * 3600 * 1000
_PER_DAY_AFTER, _PER_MONTH_AFTER = DAY, 30 * DAY
_KINDS = {"nothing": (), "notes": ("note",), "everything": ("note", "file")}


@dataclass
class ThinningReport:
    """Versions removed, and the bytes of content in them."""

    versions: int = 0
    bytes: int = 0


def restore_version(vault: Vault, item: Item, number: int) -> Item:
    """Make an older version the current one: as a new version, of the same parts. The one before stays a version.

    Raises NotFound; Conflict for the current version, and for what is in the trash.
    """
    if item.trashed is not None:
        raise Conflict("in the trash")
    if number == item.version:
        raise Conflict("that is the current version")
    versions = vault.versions(item)
    old = next((version for version in versions if version.number == number), None)
    if old is None:
        raise NotFound("no such version")
    new = versions[-1].number + 1
    changes: list[Change] = []
    if item.kind == "note":
        changes.append(Change("note", (item.id, new), (vault.note_text(item, number),)))
    else:
        content = vault.content(item, number)
        changes += [Change("part", (item.id, new, at), tuple(part)) for at, part in enumerate(content.parts)]
    now = vault.platform.clock.now()
    restored = item._replace(version=new, modified=old.modified, size=old.size, executable=int(old.executable))
    changes += [
        Change("version", (item.id, new), (old.size, old.modified, int(old.executable), now)),
        restored.change(),
    ]
    vault.commit(changes, "version restored")
    return restored


def drop_versions(vault: Vault, item: Item, numbers: Iterable[int]) -> None:
    """Remove older versions for good, and packs that nothing is in any more. Raises NotFound; Conflict for the current
    one."""
    numbers = set(numbers)
    if item.version in numbers:
        raise Conflict("that is the current version")
    if numbers - {version.number for version in vault.versions(item)}:
        raise NotFound("no such version")
    changes = [change for number in sorted(numbers) for change in removal(vault, item.id, number)]
    vault.commit_in_pieces(changes, "versions removed", len(numbers))
    leftovers.drop_packs(vault)


def removal(vault: Vault, item: bytes, number: int) -> list[Change]:
    """What takes one version out of the catalog."""
    positions = vault.catalog.rows("SELECT position FROM part WHERE item = ? AND version = ?", item, number)
    changes = [Change("part", (item, number, position), None) for (position,) in positions]
    return [*changes, Change("note", (item, number), None), Change("version", (item, number), None)]


# Thinning


def policy(vault: Vault) -> str:
    """One of POLICIES."""
    found = (vault.catalog.state("thinning") or b"notes").decode("ascii", "replace")
    return found if found in POLICIES else "nothing"


def set_policy(vault: Vault, thinning: str) -> None:
    """Thin out `thinning` from now on, one of POLICIES."""
    if thinning not in POLICIES:
        raise ValueError("no such policy")
    if thinning != policy(vault):
        vault.commit([Change("state", ("thinning",), (thinning.encode(),))], "thinning changed", thinning)


def superfluous(versions: Sequence[Version], current: int, now: int) -> list[Version]:
    """Those of an item's versions, oldest first, that thinning removes at a time (ms).

    Everything of the last day stays; of the thirty days before, each day's last; of earlier ones, each month's last.
    The first and the current one always stay.
    """
    kept: set[object] = set()
    leaving = []
    for version in reversed(versions):
        age = now - version.added
        if age < _PER_DAY_AFTER:
            continue
        day = _day(version.added)
        period = day if age < _PER_MONTH_AFTER else day[:2]
        if period not in kept:
            kept.add(period)
        elif version.number not in (current, versions[0].number):
            leaving.append(version)
    return leaving[::-1]


def _day(time: int) -> tuple[int, int, int]:
    """Year, month and day, UTC; of a time beyond the calendar its nearest."""
    latest = int(datetime.datetime.max.replace(tzinfo=datetime.UTC).timestamp()) - 1
    moment = datetime.datetime.fromtimestamp(max(0, min(time // 1000, latest)), datetime.UTC)
    return moment.year, moment.month, moment.day


def thin(vault: Vault, *, everything: bool = False, progress: Progress | None = None) -> ThinningReport:
    """Remove the versions that the vault's policy calls superfluous; of files too, with `everything`.

    Raises Cancelled between two commits; ReadOnly.
    """
    vault.require_writable()
    progress = progress or Progress()
    kinds = _KINDS["everything" if everything else policy(vault)]
    now = vault.platform.clock.now()
    report = ThinningReport()
    if not kinds:
        return report
    changes: list[Change] = []
    pending = ThinningReport()

    def commit() -> None:
        vault.commit_in_pieces(changes, "versions thinned", pending.versions)
        report.versions += pending.versions
        report.bytes += pending.bytes
        changes.clear()
        pending.versions = pending.bytes = 0

    for item, versions in _versioned(vault, kinds):
        progress.stop_if_cancelled()
        for version in superfluous(versions, item.version, now):
            changes += removal(vault, item.id, version.number)
            pending.versions += 1
            pending.bytes += version.size
        if len(changes) >= COMMIT_ROWS:
            commit()
    if changes:
        commit()
    if report.versions:
        leftovers.drop_packs(vault)
    return report


def _versioned(vault: Vault, kinds: Sequence[str]) -> Iterator[tuple[Item, list[Version]]]:
    """Items of these kinds with more than two versions."""
    many = (
        "SELECT item FROM version JOIN item ON item.id = version.item WHERE kind IN (?, ?) "
        "GROUP BY item HAVING count(*) > 2"
    )
    for (identity,) in list(vault.catalog.rows(many, kinds[0], kinds[-1])):
        item = vault.item(identity)
        yield item, vault.versions(item)


# What they cost


def held_by_older(vault: Vault, item: Item | None = None) -> int:
    """Bytes that only older versions hold, of one item or of the whole vault: parts (and notes' text) that no current
    version has."""
    if item is None:
        several = "SELECT item FROM version GROUP BY item HAVING count(*) > 1"
        return sum(held_by_older(vault, vault.item(identity)) for (identity,) in list(vault.catalog.rows(several)))
    if item.kind == "note":
        query = "SELECT coalesce(sum(size), 0) FROM version WHERE item = ? AND number <> ?"
        return int(vault.catalog.row(query, item.id, item.version)[0])
    query = "SELECT id, size, version FROM part WHERE item = ?"
    parts = [(part, size, version) for part, size, version in vault.catalog.rows(query, item.id)]
    current = {part for part, _, version in parts if version == item.version}
    return sum({part: size for part, size, _ in parts if part not in current}.values())
