"""Items lent to other programs: which plain copy is of which version, what came back, and the last look at lock.

A copy lies alone in a private folder in memory (`runtime_folder`), which the client made. Whoever locks, and whoever
hangs up without a word (a window that was killed), leaves the copies to `settle`: the keys are still here then, so what
another program has changed is saved first, and then nothing plain stays.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import time
from dataclasses import dataclass
from pathlib import Path

from vault.child.messages.bringing import BEING_WRITTEN, LATER_VERSION, MOST_LENT
from vault.child.runtime_folder import Mark, mark_of, wipe_file, wipe_inside
from vault.engine import intake
from vault.engine.durable import storage_errors
from vault.engine.errors import Conflict, LimitExceeded, NotFound
from vault.engine.vault import NOTE_LIMIT, ROOT, Item, Vault, with_mark

_NEW_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_OPEN_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_PIECE = 1 << 20
_PROGRAMS = (b"#!", b"\x7fELF", b"MZ")
_LOOK_SECONDS = 0.05
_LAST_LOOKS = 6
_REMAINS = (".tmp", ".swp", ".bak", ".part", ".partial", ".lock", "~", "#")
"""How names of files end (or, hidden, begin) that editors keep for themselves."""


@dataclass(frozen=True)
class Loan:
    """A copy: which version of which item it holds, the folder and the name a new item of it would get, the digest of
    what the vault has of it, and how the file was then."""

    item: bytes
    version: int
    folder: bytes
    name: bytes
    digest: bytes
    mark: Mark | None


class Loans:
    """The copies of one open vault, by the path of each."""

    def __init__(self) -> None:
        self._loans: dict[Path, Loan] = {}

    def lend(self, vault: Vault, identity: bytes, path: Path) -> tuple[Item, bool]:
        """Write the current version to `path`, a new file that is this user's alone.

        Returns the item, and whether the content is that of a program. Raises NotFound, Conflict, LimitExceeded,
        Storage.
        """
        item = vault.item(identity)
        if item.kind == "folder" or item.trashed is not None:
            raise Conflict("a folder, or in the trash")
        if item.size > MOST_LENT:
            raise LimitExceeded("too large for a copy in memory")
        digest, head = hashlib.blake2b(), b""
        with storage_errors():
            fd = os.open(path, _NEW_FLAGS, 0o600)
        try:
            with storage_errors(), os.fdopen(fd, "wb") as file:
                for piece in vault.stream(item):
                    head = head or bytes(piece[:4])
                    digest.update(piece)
                    file.write(piece)
                file.flush()
                os.utime(fd, ns=(item.modified, item.modified))
        except BaseException:
            with contextlib.suppress(OSError):
                path.unlink()
            raise
        self._loans[path] = _loan(item, path, digest.digest(), mark_of(path))
        return item, bool(item.executable) or head.startswith(_PROGRAMS)

    def take(self, vault: Vault, identity: bytes, based_on: int | None, path: Path) -> Item:
        """Give an item the copy's content as its newest version; as it was, if that is what it has.

        Raises NotFound; Conflict if it is in the trash or, unless `based_on` is None, has another version by now, or if
        the file is being written; LimitExceeded, ReadOnly, Storage.
        """
        item = vault.item(identity)
        loan, mark = self._loans.get(path), mark_of(path)
        digest = digest_of(path)
        if loan is not None and loan.item == identity and loan.digest == digest:
            return item
        if item.trashed is not None or item.kind == "folder":
            raise Conflict("in the trash")
        vault.require_place(item.parent)
        if based_on is not None and item.version != based_on:
            raise Conflict(LATER_VERSION)
        if item.kind == "note":
            _write_note(vault, item, path)
        else:
            _require(intake.add_as(vault, path, item.parent, item.name, replace=True))
        return self._note(vault, item.id, path, digest, mark)

    def take_beside(self, vault: Vault, path: Path, name: bytes, folder: bytes, near: bytes | None = None) -> Item:
        """Take the copy in as a new item: beside the item `near` if that is in sight, else in `folder` under `name`.

        The name is a free one, the place the top level where there is no other. The copy is one of the new item then.
        Raises Conflict, LimitExceeded, ReadOnly, Storage.
        """
        with contextlib.suppress(NotFound):
            item = vault.item(near or b"")
            if item.trashed is None and _is_place(vault, item.parent):
                folder = item.parent
                name = item.name if item.kind == "file" else name
        if not _is_place(vault, folder):
            folder = ROOT
        name = free_name(vault, folder, name)
        mark, digest = mark_of(path), digest_of(path)
        _require(intake.add_as(vault, path, folder, name))
        made = vault.child(folder, name)
        assert made is not None
        return self._note(vault, made.id, path, digest, mark)

    def _note(self, vault: Vault, identity: bytes, path: Path, digest: bytes, mark: Mark | None) -> Item:
        """What the vault has of a copy from now on. Written to since it was looked at, it counts as changed."""
        item = vault.item(identity)
        is_same = mark is not None and mark_of(path) == mark
        self._loans[path] = _loan(item, path, digest if is_same else b"", mark if is_same else None)
        return item

    def end(self, path: Path) -> None:
        """The copy is gone, or nobody's business any more."""
        self._loans.pop(path, None)

    def settle(self, vault: Vault) -> None:
        """The last look before the keys go: save what was changed, and wipe every copy of which nothing is lost so.

        One that is changed and cannot be saved (disk full, read-only) stays, for the client to tell.
        """
        while self._loans:
            path, loan = self._loans.popitem()
            try:
                self._settle_one(vault, path, loan)
            except Exception:  # noqa: BLE001, S112 - whatever it is, it must cost the other copies nothing
                continue
            wipe_inside(path.parent)

    def _settle_one(self, vault: Vault, path: Path, loan: Loan) -> None:
        for extra in further_files(path):
            self.take_beside(vault, extra, os.fsencode(extra.name), loan.folder, None)
            self.end(extra)
            wipe_file(extra)
        if mark_of(path) in (None, loan.mark):
            return
        _wait_for_rest(path)
        self._loans[path] = loan
        try:
            self.take(vault, loan.item, loan.version, path)
        except (Conflict, NotFound, LimitExceeded):
            self.take_beside(vault, path, loan.name, loan.folder, loan.item)
        finally:
            self.end(path)


def _loan(item: Item, path: Path, digest: bytes, mark: Mark | None) -> Loan:
    name = item.name if item.kind == "file" else os.fsencode(path.name)
    return Loan(item.id, item.version, item.parent, name, digest, mark)


def further_files(path: Path) -> list[Path]:
    """What another program has put beside a copy, but what it keeps there for itself: locks, swap files, backups."""
    try:
        with os.scandir(path.parent) as entries:
            return sorted(
                Path(entry.path)
                for entry in entries
                if entry.name != path.name
                and entry.is_file(follow_symlinks=False)
                and not entry.name.startswith((".", "~", "#"))
                and not entry.name.lower().endswith(_REMAINS)
            )
    except OSError:
        return []


def digest_of(path: Path) -> bytes:
    """The digest of a regular file. Raises Storage, also where it is something else or is not there."""
    digest = hashlib.blake2b()
    with storage_errors():
        fd = os.open(path, _OPEN_FLAGS)
        with os.fdopen(fd, "rb") as file:
            if not stat.S_ISREG(os.fstat(fd).st_mode):
                raise OSError("not a regular file")
            while piece := file.read(_PIECE):
                digest.update(piece)
    return digest.digest()


def free_name(vault: Vault, folder: bytes, name: bytes) -> bytes:
    """`letter.pdf`, or `letter 2.pdf` where that is taken."""
    number, found = 1, name
    while vault.child(folder, found) is not None:
        number += 1
        found = with_mark(name, b" %d" % number)
    return found


def _is_place(vault: Vault, folder: bytes) -> bool:
    try:
        vault.require_place(folder)
    except (Conflict, NotFound):
        return False
    return True


def _write_note(vault: Vault, note: Item, path: Path) -> None:
    with storage_errors(), open(path, "rb") as file:
        content = file.read(NOTE_LIMIT + 1)
    try:
        vault.write_note(note.parent, note.name, content.decode())
    except UnicodeDecodeError:
        raise LimitExceeded("a note is text in UTF-8, and this is not") from None


def _require(report: intake.IntakeReport) -> None:
    if not report.items:
        raise Conflict(BEING_WRITTEN if "changed" in report.skipped[0].reason else report.skipped[0].reason)


def _wait_for_rest(path: Path) -> None:
    """Half a file is no good version: a moment for whoever is writing it just now."""
    before = None
    for _ in range(_LAST_LOOKS):
        with contextlib.suppress(OSError):
            status = os.lstat(path)
            now = status.st_ino, status.st_size, status.st_mtime_ns
            if now == before or time.time() - status.st_mtime > _LAST_LOOKS * _LOOK_SECONDS:
                return
            before = now
        time.sleep(_LOOK_SECONDS)
