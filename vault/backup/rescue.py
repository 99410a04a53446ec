"""Rescue: whatever of a damaged vault can be verified, as plain files, and a list of what is missing."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vault.engine import floe, opening, salvage
from vault.engine.durable import Folder, NewFile, Platform
from vault.engine.errors import Conflict, Damaged, NotFound
from vault.engine.header_change import VaultFiles
from vault.engine.keys import Credential, KdfPolicy
from vault.engine.locks import Pins
from vault.engine.progress import Progress
from vault.engine.retrieval import RetrievalReport, write_out
from vault.engine.vault import ROOT, Item, Vault

Names = tuple[bytes, ...]

TRASH, ASTRAY = b"Trash", b"Without a folder"
INCOMPLETE = b".incomplete"


@dataclass(frozen=True)
class Missing:
    """An item that did not come out whole: where it was, and what of it is there instead."""

    path: Names
    instead: str


@dataclass
class RescueReport:
    """What came out whole; `lost` is what the catalog may lack, `missing` the items that are not whole."""

    items: int = 0
    bytes: int = 0
    lost: list[str] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        return not self.lost and not self.missing


def rescue(
    path: Path,
    out: Path,
    credential: Credential,
    *,
    platform: Platform | None = None,
    policy: KdfPolicy | None = None,
    slot: str | None = None,
    progress: Progress | None = None,
) -> RescueReport:
    """Write everything that verifies into the folder `out`, which must not exist or be empty. The vault is not changed.

    What is in the trash, or in no folder, comes into a folder of its own. Of an item that is damaged the newest whole
    older version is written, and of a file as much as is whole, zeros in place of the rest. Raises Conflict if
    something is in `out`; what `opening.open_header` raises, since without a header nothing opens; Storage; Cancelled.
    """
    folder = Folder(path, platform or Platform())
    if not any(name in (opening.HEADER, opening.HEADER_COPY) for name, _ in folder.entries()):
        raise NotFound("not a vault: no header")
    if Folder(out, folder.platform).entries():
        raise Conflict("something is there already")
    header, _, _ = salvage.choose_header(folder, credential, policy or KdfPolicy(), slot, None)
    found = salvage.salvage(folder, header, folder.platform.clock)
    files = VaultFiles(folder, header, found.catalog, None, None)
    with Vault(files, Pins(folder), credential) as vault:
        interrupted = [f"{found.interrupted} (interrupted)"] if found.interrupted else []
        report = RescueReport(lost=[*found.lost, *interrupted])
        for names, items in _groups(vault):
            _write(vault, names, items, out, report, progress or Progress())
    return report


def _groups(vault: Vault) -> list[tuple[Names, list[Item]]]:
    """What is to be written where: the vault's own folders, the trash, and what is in neither."""
    top = vault.children(ROOT)
    known = {item.id for item in vault.all_items()}
    trash = [item for item in vault.all_items() if item.trashed is not None]
    astray = [item for item in vault.all_items() if item.parent not in known and item.parent != ROOT]
    groups: list[tuple[Names, list[Item]]] = [((), top)]
    for kind, items in ((TRASH, trash), (ASTRAY, [item for item in astray if item.trashed is None])):
        name = kind
        while any(item.name == name for item in top):
            name += b"_"
        groups.append(((name,), items))
    return [(names, _distinct(items)) for names, items in groups if items]


def _distinct(items: Sequence[Item]) -> list[Item]:
    """The items under names that differ."""
    taken: set[bytes] = set()
    found: list[Item] = []
    for item in items:
        name = item.name
        for number in range(2, len(items) + 2):
            if name not in taken:
                break
            name = item.name + b" (%d)" % number
        taken.add(name)
        found.append(item._replace(name=name))
    return found


def _write(vault: Vault, names: Names, items: list[Item], out: Path, report: RescueReport, progress: Progress) -> None:
    place = out.joinpath(*map(os.fsdecode, names))
    outcome = RetrievalReport()
    write_out(vault, items, place, progress=progress, report=outcome)
    report.items += outcome.items
    report.bytes += outcome.bytes
    for failed in outcome.failed:
        instead = str(failed.error.detail or type(failed.error).__name__)
        if isinstance(failed.error, (Damaged, NotFound)):
            item = _find(vault, items, failed.path)
            instead = _substitutes(vault, item, place.joinpath(*map(os.fsdecode, failed.path[:-1])), progress)
        report.missing.append(Missing((*names, *failed.path), instead))


def _find(vault: Vault, items: Sequence[Item], path: Names) -> Item:
    item = next(item for item in items if item.name == path[0])
    for name in path[1:]:
        found = vault.child(item.id, name)
        assert found is not None
        item = found
    return item


def _substitutes(vault: Vault, item: Item, place: Path, progress: Progress) -> str:
    """The newest older version that is whole, and the whole pieces of the current one; what that came to, in words."""
    came: list[str] = []
    for number in range(item.version - 1, 0, -1):
        stem, dot, ending = item.name.rpartition(b".")
        mark = b" (version %d)" % number
        name = stem + mark + dot + ending if stem else item.name + mark
        outcome = RetrievalReport()
        with contextlib.suppress(NotFound, Damaged):
            write_out(vault, [item._replace(name=name)], place, version=number, report=outcome)
        if outcome.items:
            came.append(f"version {number} is whole")
            break
    with contextlib.suppress(NotFound, Damaged):
        whole, size = _write_pieces(vault, item, place, progress.stop_if_cancelled)
        if whole:
            came.append(f"{whole} of {size} bytes are whole")
    return "; ".join(came) or "nothing of it is whole"


def _write_pieces(vault: Vault, item: Item, place: Path, pause: Callable[[], None]) -> tuple[int, int]:
    """As much of a file as verifies, under another name; how many bytes that are, and how many there should be."""
    if item.kind != "file":
        return 0, 0
    content = vault.content(item)
    folder = Folder(place, vault.platform)
    name = os.fsdecode(item.name + INCOMPLETE)
    whole = 0
    with NewFile(folder, name) as file:
        for offset in range(0, content.size, floe.PLAIN):
            pause()
            length = min(floe.PLAIN, content.size - offset)
            try:
                piece: bytes = vault.packs.read(content, offset, length)
                whole += length
            except Damaged:
                piece = bytes(length)
            file.write(piece)
        if whole:
            file.finish(item.modified if 0 <= item.modified < 1 << 62 else None)
    return whole, content.size
