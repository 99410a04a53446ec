"""Repairing a vault: everything that can be read stays, what cannot be read is named, packs come back from backups."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

from vault.backup.archive import ExportFolder
from vault.backup.export import place_pack
from vault.engine.check import CheckReport, Finding, check, reachable
from vault.engine.compact import compact, move_parts
from vault.engine.durable import Folder
from vault.engine.errors import Damaged, NotFound, VaultError
from vault.engine.packs import Pack
from vault.engine.progress import Progress
from vault.engine.vault import NAME_LIMIT, ROOT, Item, Vault, check_name

_PACKS = ("missing pack", "damaged pack")


def repair(
    vault: Vault, sources: Sequence[Path] = (), *, progress: Progress | None = None
) -> tuple[list[Finding], CheckReport]:
    """Check, repair what was found, and check again: what was repaired (`repair` says how), and what remains.

    `sources` are exports and vault folders that may have packs which are damaged or missing here. Raises ReadOnly,
    NotFound for a source that is not there, Storage, Cancelled: what was repaired by then stays.
    """
    vault.require_writable()
    progress = progress or Progress()
    # Unlocking has repaired the header and the catalog already.
    repaired = [Finding(*_UNLOCKED[notice.split(":")[0]], notice) for notice in vault.notices if _known(notice)]
    found = check(vault, progress=progress)
    if not found.findings:
        return repaired, found
    with contextlib.ExitStack() as opened:
        places = [_open_source(path, vault, opened) for path in sources]
        for finding in found.findings:
            if finding.kind in _PACKS:
                repaired += _repair_pack(vault, finding, places, progress)
    repaired += _name_items(vault, found)
    repaired += _bring_back(vault)
    leftovers = [one for one in found.findings if one.harmless]
    if compact(vault, progress=Progress()).removed:
        repaired += [Finding(one.kind, one.where, "removed") for one in leftovers if not _is_there(vault, one.where)]
    return repaired, check(vault, progress=progress) if repaired else found


_UNLOCKED = {
    "header copy renewed": ("header copy differs", "header"),
    "catalog mended": ("damaged catalog", "catalog"),
}


def _known(notice: str) -> bool:
    return notice.split(":", maxsplit=1)[0] in _UNLOCKED


def _open_source(path: Path, vault: Vault, opened: contextlib.ExitStack) -> Folder:
    """An export or a vault folder to read packs from. Raises NotFound, Damaged."""
    if path.is_dir():
        return Folder(path, vault.platform)
    export = ExportFolder(path, vault.platform)
    opened.callback(export.close)
    return export


def _repair_pack(vault: Vault, finding: Finding, sources: Sequence[Folder], progress: Progress) -> Iterator[Finding]:
    """Fetch a pack from elsewhere; if nobody has it, what is whole in it moves to another."""
    identity = bytes.fromhex(finding.where.removeprefix("pack "))
    pack = Pack(*vault.catalog.row("SELECT id, size, digest FROM pack WHERE id = ?", identity))
    for source in sources:
        with contextlib.suppress(Damaged, NotFound):
            place_pack(vault.folder, source, pack, progress)
            vault.packs.reopen(pack.id)
            yield Finding(finding.kind, finding.where, "fetched from a backup")
            return
    parts = "SELECT count(*) FROM part WHERE pack = ?"
    before = vault.catalog.row(parts, pack.id)[0]
    move_parts(vault, pack)
    after = vault.catalog.row(parts, pack.id)[0]
    if after < before:
        yield Finding(finding.kind, finding.where, f"{before - after} of {before} contents were whole and moved")


def _name_items(vault: Vault, found: CheckReport) -> Iterator[Finding]:
    """Give items whose names could not be written out others."""
    for finding in found.findings:
        if finding.kind == "impossible name":
            item = vault.item(bytes.fromhex(finding.where.removeprefix("item ")))
            _place(vault, item, item.parent)
            yield Finding(finding.kind, finding.where, "renamed")


def _place(vault: Vault, item: Item, parent: bytes) -> None:
    """Put an item into a folder under a name that is possible and free there."""
    name = item.name.replace(b"/", b"_").replace(b"\0", b"_")[: NAME_LIMIT - 16]
    if name in (b"", b".", b".."):
        name = b"unnamed" + name
    check_name(name)
    for number in itertools.count(1):
        tried = name if number == 1 else name + b" (%d)" % number
        there = vault.child(parent, tried)
        if there is None or there.id == item.id:
            vault.commit([item.change(parent=parent, name=tried)], "repaired")
            return


def _bring_back(vault: Vault) -> Iterator[Finding]:
    """Move items that no folder leads to into the root; of folders that contain each other, one."""
    while lost := _unreachable(vault):
        inside = {item.id for item in lost}
        for item in [item for item in lost if item.parent not in inside] or lost[:1]:
            _place(vault, item, ROOT)
            yield Finding("item without folder", f"item {item.id.hex()}", "moved to the top folder")


def _unreachable(vault: Vault) -> list[Item]:
    items = list(vault.all_items())
    found = reachable(items)
    return [item for item in items if item.id not in found]


def _is_there(vault: Vault, path: str) -> bool:
    folder, _, name = path.rpartition("/")
    with contextlib.suppress(VaultError):
        return any(entry == name for entry, _ in vault.folder.entries(folder))
    return True
