"""Everything as plain files, for leaving Deedbox: notes as Markdown, and beside them what plain files cannot say."""

from __future__ import annotations

import base64
import itertools
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vault.engine import retrieval
from vault.engine.durable import storage_errors
from vault.engine.errors import Conflict, Storage
from vault.engine.progress import Onward, Progress
from vault.engine.retrieval import Failed, RetrievalReport
from vault.engine.vault import ROOT, Item, Vault, Version

LONGEST_ON_DISK = 255
"""Bytes of a name that file systems take."""
_LONGEST_ENDING = 17
NOTE_ENDING = b".md"
REGISTER = "deedbox.json"
OLDER = "Older versions"
_NEW_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)


@dataclass
class LeaveReport:
    """What was written, what was not, and what stays behind: how many items are in the trash."""

    items: int = 0
    bytes: int = 0
    versions: int = 0
    trashed: int = 0
    register: str = REGISTER
    failed: list[Failed] = field(default_factory=list)


def leave(
    vault: Vault,
    out: Path,
    *,
    older: bool = False,
    progress: Progress | None = None,
    report: LeaveReport | None = None,
) -> LeaveReport:
    """Write everything outside the trash below the new or empty folder `out`; with `older`, earlier versions too.

    Items that fail are reported. Raises Conflict if something is in the folder already, or it is inside of the vault;
    Storage, Cancelled; a `report` that was given says what was written before.
    """
    report, progress = report or LeaveReport(), progress or Progress()
    with storage_errors():
        if Path(os.path.realpath(out)).is_relative_to(os.path.realpath(vault.folder.path)):
            raise Conflict("that place is inside the vault's own folder")
        if os.path.lexists(out) and (not out.is_dir() or any(out.iterdir())):
            raise Conflict("something is there already; choose a new or an empty folder")
        out.mkdir(mode=0o700, parents=True, exist_ok=True)
    report.trashed = vault.catalog.row("SELECT count(*) FROM item WHERE trashed IS NOT NULL")[0]
    if older:
        sizes = [version.size for _, item in vault.walk() for version in _versions(vault, item)]
        progress.expect(sum(sizes), len(sizes))
        progress = Onward(progress)
    names = _Names(vault)
    written = RetrievalReport()
    try:
        retrieval.write_out(vault, vault.children(ROOT), out, progress=progress, named=names.of, report=written)
    finally:
        report.items, report.bytes, report.failed = written.items, written.bytes, written.failed
    if older:
        _write_older(vault, out, report, names, progress)
    _write_register(vault, out, report, names)
    return report


class _Names:
    """Names of files on the disk: a note gets an ending, and gives way to a file that has that name."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._given: dict[bytes, bytes] = {}
        self._taken: set[tuple[bytes, bytes]] = set()

    def of(self, item: Item) -> bytes:
        """The name of an item, the same each time."""
        if item.kind != "note" or item.name.lower().endswith(NOTE_ENDING):
            return item.name
        if item.id not in self._given:
            self._given[item.id] = next(name for name in _numbered(item.name) if self._is_free(item, name))
            self._taken.add((item.parent, self._given[item.id]))
        return self._given[item.id]

    def _is_free(self, item: Item, name: bytes) -> bool:
        return (item.parent, name) not in self._taken and self._vault.child(item.parent, name) is None

    def free_at_top(self, name: str) -> str:
        """A name that nothing at the top has."""
        stem, dot, ending = name.partition(".")
        for number in itertools.count(1):
            tried = name if number == 1 else f"{stem} ({number}){dot}{ending}"
            if (ROOT, tried.encode()) not in self._taken and self._vault.child(ROOT, tried.encode()) is None:
                break
        return tried


def _numbered(name: bytes) -> Iterator[bytes]:
    yield _fitted(name, NOTE_ENDING)
    for number in itertools.count(2):
        yield _fitted(name, b" (%d)%s" % (number, NOTE_ENDING))


def _fitted(stem: bytes, ending: bytes) -> bytes:
    """Both together, the stem as long as file systems take it, and no character cut in two."""
    end = min(len(stem), LONGEST_ON_DISK - len(ending))
    while 0 < end < len(stem) and stem[end] & 0xC0 == 0x80:
        end -= 1
    return stem[:end] + ending


def _write_older(vault: Vault, out: Path, report: LeaveReport, names: _Names, progress: Progress) -> None:
    """Versions before the current ones: `Older versions/Taxes/2025.pdf/1 2025.pdf`."""
    top = names.free_at_top(OLDER)
    for path, item in vault.walk():
        older = [version for version in _versions(vault, item) if version.number != item.version]
        if not older:
            continue
        place = out / top / Path(*map(os.fsdecode, (*path[:-1], names.of(item))))
        stem, ending = os.path.splitext(names.of(item))
        stem, ending = (stem, ending) if len(ending) < _LONGEST_ENDING else (stem + ending, b"")
        for version in older:
            name = _fitted(b"%d %s" % (version.number, stem), ending)
            try:
                found = retrieval.write_out(
                    vault,
                    [item],
                    place,
                    progress=progress,
                    version=version.number,
                    named=lambda _, name=name: name,  # type: ignore[misc]
                )
            except Storage as error:
                if error.kind == "full":
                    raise
                report.failed.append(Failed((top.encode(), *path), error))
                continue
            report.versions += found.items
            report.bytes += found.bytes
            report.failed += [Failed((top.encode(), *path, *one.path), one.error) for one in found.failed]


def _versions(vault: Vault, item: Item) -> list[Version]:
    return [] if item.kind == "folder" else vault.versions(item)


def _write_register(vault: Vault, out: Path, report: LeaveReport, names: _Names) -> None:
    """What plain files cannot say, as JSON; in pieces, because a vault may be large."""
    report.register = names.free_at_top(REGISTER)
    with storage_errors():
        fd = os.open(out / report.register, _NEW_FLAGS, 0o600)
        with os.fdopen(fd, "w", encoding="ascii") as register:
            register.write('{"written_by": "deedbox", "times": "milliseconds since 1970", "items": [')
            for number, (path, item) in enumerate(vault.walk()):
                register.write(",\n" if number else "\n")
                register.write(json.dumps(_entry(vault, path, item, names)))
            register.write("\n]}\n")
            register.flush()
            os.fsync(fd)


def _entry(vault: Vault, path: tuple[bytes, ...], item: Item, names: _Names) -> dict[str, Any]:
    there = b"/".join((*path[:-1], names.of(item)))
    favourite = vault.catalog.row("SELECT 1 FROM favourite WHERE item = ?", item.id) is not None
    entry: dict[str, Any] = {
        "path": there.decode("utf-8", "replace"),
        "kind": item.kind,
        "name": item.name.decode("utf-8", "replace"),
        "tags": vault.tags(item.id),
        "favourite": favourite,
        "added": item.added,
        "versions": [
            {"number": one.number, "size": one.size, "modified": one.modified // 10**6, "added": one.added}
            for one in _versions(vault, item)
        ],
    }
    if entry["path"].encode() != there:
        entry["path_b64"] = base64.b64encode(there).decode("ascii")
    return entry
