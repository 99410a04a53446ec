"""One function for each thing a person does with a vault: the only caller of the vault process in the window.

Short things call back with their answer; long work also has a line in the bar (`works`). Every change is announced by
`changed`, whoever made it; views listen to that alone. A failure nobody asked to hear of is announced by `failed`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QObject

from vault.child import messages as m
from vault.engine.errors import VaultLocked
from vault.unlock.device import prepare_state

from .activity.asking import Trails
from .asking import Done, Failed, ignore, secret, stopped
from .bringing import Bringing
from .connection import Asked, VaultConnection
from .figures import number, size
from .going_on import THERE, going_on_adding, going_on_checking, going_on_emptying, going_on_exporting
from .keys.asking import WaysIn
from .organising import Organising
from .proofs import proof_words
from .sharing.asking import Sharing
from .works import Work, Works

translate = QCoreApplication.translate


def _device() -> bytes | None:
    """This device's state folder; None where there is no place for one."""
    try:
        return os.fsencode(prepare_state())
    except (OSError, RuntimeError):
        return None


class Operations(Organising, Bringing, Sharing, WaysIn, Trails):
    """What can be done with the vault of one window. GUI thread only."""

    def __init__(self, connection: VaultConnection, works: Works, parent: QObject | None = None) -> None:
        super().__init__(connection, works, parent)
        self.last_export: Path | None = None
        """Where the last export of this session went: what a drill begins with. It is written down nowhere."""
        connection.ended.connect(self._forget)

    # The vault itself

    def create(
        self, path: Path, password: str, done: Done[m.Facts], failed: Failed, keyfile: Path | None = None
    ) -> None:
        """Make a vault and open it. Starts the process; raises OSError if that fails."""
        self.connection.start()
        key = os.fsencode(keyfile) if keyfile is not None else None
        self._ask_secretly(m.CreateVault(os.fsencode(path), secret(password), key, _device()), done, failed)

    def unlock(
        self,
        path: Path,
        password: str,
        done: Done[m.Facts],
        failed: Failed,
        *,
        keyfile: Path | None = None,
        read_only: bool = False,
        accept_state: bool = False,
        catalog: Literal["current", "before", "mended"] = "current",
        code: bytes | None = None,
        device: bool = False,
        slot: str | None = None,
    ) -> Asked:
        """Open a vault. Cancelling ends the process; the next unlock starts a fresh one. Raises OSError.

        By a password, with a keyfile or not; by the 20 bytes of a recovery `code`; or by what this `device` keeps.
        Where the `catalog` is damaged: the one `before`, read-only, or `mended` out of all that can be verified.
        """
        self.connection.start()
        key = os.fsencode(keyfile) if keyfile is not None else None
        request = m.UnlockVault(
            os.fsencode(path),
            secret(password),
            key,
            _device(),
            slot,
            read_only,
            accept_state,
            catalog,
            None if code is None else bytes(bytearray(code)),
            device,
        )
        return self._ask_secretly(request, done, failed)

    def lock(self) -> None:
        """Lock; this always succeeds. The connection's `ended` follows."""
        self.connection.lock()

    # Looking

    def list_items(
        self,
        done: Done[m.Page],
        failed: Failed,
        *,
        view: m.View,
        folder: bytes = m.ROOT,
        sort: m.Sort = "name",
        descending: bool = False,
        offset: int = 0,
        limit: int = 200,
        tag: str = "",
        beginnings: bool = False,
    ) -> Asked:
        """A page of a list, with the beginnings of its notes or without."""
        request = m.ListItems(view, folder, sort, descending, offset, limit, tag, beginnings)
        return self.connection.ask(request, done, failed)

    def folders(self, done: Done[m.Tree], failed: Failed | None = None) -> Asked:
        """The tree of folders."""
        return self.connection.ask(m.Folders(), done, failed or self._complain)

    def details(self, item: bytes, done: Done[m.Details], failed: Failed) -> Asked:
        """Everything about one item."""
        return self.connection.ask(m.ItemDetails(item), done, failed)

    def content(
        self,
        item: bytes,
        piece: Callable[[bytes], None],
        done: Done[m.ContentEnd],
        failed: Failed,
        *,
        version: int | None = None,
        offset: int = 0,
        limit: int | None = None,
    ) -> Asked:
        """Verified bytes, in pieces that come on another thread: `piece` must be quick, and may wait."""
        return self.connection.ask(m.ReadContent(item, version, offset, limit), done, failed, piece=piece)

    def note_text(self, item: bytes, done: Done[m.Text], failed: Failed, version: int | None = None) -> Asked:
        """The text of a note."""
        return self.connection.ask(m.NoteText(item, version), done, failed)

    def check_up(self, done: Done[m.CheckUp], failed: Failed, *, disk: bool) -> Asked:
        """What can be observed of the vault's health; with `disk` the rights of files are looked at anew."""
        return self.connection.ask(m.AskHealth(_device(), disk), done, failed)

    def search(self, query: str, done: Done[m.Found], failed: Failed, limit: int = 200) -> Asked:
        """Items that hold all words."""
        return self.connection.ask(m.SearchItems(query, limit), done, failed)

    # Changing

    def write_note(
        self,
        text: str,
        done: Done[m.Written],
        failed: Failed,
        *,
        item: bytes | None = None,
        based_on: int | None = None,
        parent: bytes = m.ROOT,
        name: bytes = b"",
        goes_on: bool = False,
    ) -> None:
        """A new note, or a new version of one; `goes_on` replaces the one the same session of writing made."""
        self._change(m.WriteNote(text, item, based_on, parent, name, goes_on), done, failed)

    def make_folder(
        self, parent: bytes, name: str, done: Done[m.Written] = ignore, failed: Failed | None = None
    ) -> None:
        """A new folder."""
        self._change(m.MakeFolder(parent, os.fsencode(name)), done, failed)

    def move(
        self, items: Sequence[bytes], folder: bytes, done: Done[m.Changes] = ignore, failed: Failed | None = None
    ) -> None:
        """Move items into a folder, all or none."""
        self._change(m.MoveItems(tuple(items), folder), done, failed)

    def rename(self, item: bytes, name: str, done: Done[m.Changes] = ignore, failed: Failed | None = None) -> None:
        """Another name."""
        self._change(m.RenameItem(item, os.fsencode(name)), done, failed)

    def trash(self, items: Sequence[bytes], done: Done[m.Changes] = ignore, failed: Failed | None = None) -> None:
        """Move items into the trash."""
        self._change(m.TrashItems(tuple(items)), done, failed)

    def restore_items(
        self, items: Sequence[bytes], done: Done[m.Changes] = ignore, failed: Failed | None = None
    ) -> None:
        """Bring items back from the trash."""
        self._change(m.RestoreItems(tuple(items)), done, failed)

    def lend_item(self, item: bytes, path: Path, done: Done[m.Lent], failed: Failed) -> Asked:
        """A plain copy for another program, in a private folder in memory."""
        return self.connection.ask(m.LendItem(item, os.fsencode(path)), done, failed)

    def take_version(
        self, item: bytes, based_on: int | None, path: Path, done: Done[m.Written], failed: Failed
    ) -> None:
        """What another program wrote into its copy becomes the newest version."""
        self._change(m.TakeVersion(item, based_on, os.fsencode(path)), done, failed)

    def take_beside(
        self, path: Path, name: bytes, folder: bytes, item: bytes | None, done: Done[m.Written], failed: Failed
    ) -> None:
        """The same as a new item, beside an item or in a folder."""
        self._change(m.TakeBeside(os.fsencode(path), name, folder, item), done, failed)

    def restrict_files(self, done: Done[m.CheckUp], failed: Failed) -> Asked:
        """Closes the vault's files, and what this device remembers of vaults, to everybody else."""
        return self.connection.ask(m.RestrictFiles(_device()), done, failed)

    def end_loan(self, path: Path) -> None:
        """A copy is gone."""
        self.connection.ask(m.EndLoan(os.fsencode(path)), ignore, ignore)

    # Long work

    def add_files(
        self,
        paths: Sequence[Path],
        folder: bytes,
        done: Done[m.Added] = ignore,
        *,
        replace: bool = False,
        report: Callable[[m.Added], None] | None = None,
        goes_on: bool = False,
    ) -> Work:
        """Take files and folders of the disk in. `report` is the act of the result where something was left out.

        With `goes_on` a part of them came in before, and it is said how many were there already.
        """
        what = translate("operations", "Adding %Ln item(s)", "", len(paths))
        request = m.AddFiles(tuple(os.fsencode(path) for path in paths), folder, replace)

        def finish(work: Work, added: m.Added) -> None:
            words = translate("operations", "Added %Ln item(s)", "", added.items)
            words = f"{words}, {size(added.bytes)}." if added.items else f"{words}."
            words = stopped(words, added.cancelled)
            if not added.left_out:
                self.works.finish(work, words)
                return
            left = translate("operations", "%Ln left out.", "", added.left_out)
            if goes_on and len(added.skipped) == added.left_out and all(one.reason == THERE for one in added.skipped):
                left = translate("operations", "Already there: %Ln.", "", added.left_out)
            act = translate("operations", "Show") if report is not None else ""
            self.works.finish(work, f"{words} {left}", act=act, on_act=lambda: report and report(added), icon="warning")

        work = self._work(what, request, finish, done)
        work.going_on = going_on_adding(paths, folder)
        return work

    def write_out(
        self,
        items: Sequence[bytes],
        out: Path,
        done: Done[m.WrittenOut] = ignore,
        *,
        replace: bool = False,
        version: int | None = None,
        report: Callable[[m.WrittenOut], None] | None = None,
        shown: Callable[[Path], None] | None = None,
    ) -> Work:
        """Write items into a folder of the disk. `shown` is the act of a good result: to show the folder."""
        what = translate("operations", "Copying out %Ln item(s)", "", len(items))
        request = m.WriteOut(tuple(items), os.fsencode(out), replace, version)

        def finish(work: Work, written: m.WrittenOut) -> None:
            words = translate("operations", "Copied out %Ln item(s)", "", written.items)
            words = stopped(f"{words}, {size(written.bytes)}.", written.cancelled)
            if not written.left_out:
                act = translate("operations", "Show folder") if shown is not None else ""
                self.works.finish(work, words, act=act, on_act=lambda: shown and shown(out))
                return
            left = translate("operations", "%Ln could not be copied.", "", written.left_out)
            act = translate("operations", "Show") if report is not None else ""
            self.works.finish(
                work, f"{words} {left}", act=act, on_act=lambda: report and report(written), icon="warning"
            )

        return self._work(what, request, finish, done)

    def empty_trash(self, items: Sequence[bytes] | None = None, done: Done[m.Emptied] = ignore) -> Work:
        """Remove items of the trash for good; all of them if None."""
        request = m.EmptyTrash(None if items is None else tuple(items))

        def finish(work: Work, emptied: m.Emptied) -> None:
            words = translate("operations", "Removed %Ln item(s) for good.", "", emptied.items)
            self.works.finish(work, stopped(words, emptied.cancelled))

        work = self._work(translate("operations", "Emptying the trash"), request, finish, done)
        work.going_on = going_on_emptying()
        return work

    def export(
        self,
        file: Path,
        password: str,
        done: Done[m.Summary],
        failed: Failed,
        *,
        replace: bool = False,
        shown: Callable[[Path], None] | None = None,
    ) -> Work:
        """An export with a password of its own, read back and verified before it has its name."""
        request = m.ExportVault(os.fsencode(file), secret(password), replace)

        def finish(work: Work, summary: m.Summary) -> None:
            self.last_export = file
            act = translate("operations", "Show folder") if shown is not None else ""
            self.works.finish(work, _verified(summary), act=act, on_act=lambda: shown and shown(file.parent))
            self.refresh_facts()

        work = self._work(translate("operations", "Exporting and verifying"), request, finish, done, failed)
        work.going_on = going_on_exporting()
        return work

    def restore_export(self, file: Path, path: Path, password: str, done: Done[m.Summary], failed: Failed) -> Work:
        """Make a vault out of an export, in a new folder. Needs no open vault. Raises OSError."""
        self.connection.start()
        request = m.RestoreExport(os.fsencode(file), os.fsencode(path), secret(password), _device())

        def finish(work: Work, summary: m.Summary) -> None:
            words = translate("operations", "Restored and verified: {items} items, {size}.")
            self.works.finish(work, words.format(items=number(summary.items), size=size(summary.bytes)))

        return self._work(translate("operations", "Restoring and verifying"), request, finish, done, failed)

    def check(self, done: Done[m.Checked], failed: Failed | None = None, *, fast: bool = False) -> Work:
        """Verify everything."""

        def finish(work: Work, checked: m.Checked) -> None:
            words = translate("operations", "Checked %Ln item(s)", "", checked.items)
            if checked.ok:
                whole = translate("operations", "everything is as it was written.")
                self.works.finish(work, f"{words}: {whole}")
            else:
                found = translate("operations", "%Ln finding(s).", "", checked.found)
                self.works.fail(work, f"{words}: {found}")

        work = self._work(translate("operations", "Checking the vault"), m.CheckVault(fast), finish, done, failed)
        work.going_on = going_on_checking()
        return work

    def drill(
        self,
        file: Path,
        password: str,
        done: Done[m.Drilled],
        failed: Failed,
        *,
        keyfile: Path | None = None,
        report: Callable[[m.Drilled], None] | None = None,
    ) -> Work:
        """Restore an export for real into nothing. `report` is the act of a result that is no proof."""
        key = os.fsencode(keyfile) if keyfile is not None else None
        request = m.DrillExport(os.fsencode(file), secret(password), key)

        def finish(work: Work, drilled: m.Drilled) -> None:
            if drilled.ok:
                self.works.finish(work, proof_words(drilled), icon="proof")
            else:
                words = translate("operations", "The rehearsal failed: %Ln finding(s).", "", drilled.found)
                act = translate("operations", "Show") if report is not None else ""
                self.works.fail(work, words, act=act, on_act=lambda: report and report(drilled))
            self.refresh_facts()

        def broken(error: Exception) -> None:
            if not isinstance(error, VaultLocked):
                self.refresh_facts()  # the trail may have noted that it failed
            failed(error)

        return self._work(translate("operations", "Rehearsing a restore"), request, finish, done, broken)

    def repair(self, sources: Sequence[Path], done: Done[m.Repaired], failed: Failed) -> Work:
        """Check everything and repair what can be, with what `sources` (exports, vault folders) still have."""

        def finish(work: Work, repaired: m.Repaired) -> None:
            words = translate("operations", "Repaired %Ln thing(s)", "", len(repaired.repaired))
            if repaired.checked.ok:
                whole = translate("operations", "everything is whole.")
                self.works.finish(work, f"{words}: {whole}")
            else:
                left = sum(not finding.harmless for finding in repaired.checked.findings)
                remain = translate("operations", "%Ln finding(s) not repaired.", "", left)
                self.works.fail(work, f"{words}: {remain}")
            self._announce(m.Changes(everything=bool(repaired.repaired)))
            self.refresh_facts()

        request = m.RepairVault(tuple(os.fsencode(source) for source in sources))
        return self._work(translate("operations", "Checking and repairing"), request, finish, done, failed)

    def compact(self, done: Done[m.Compacted], failed: Failed, *, forget: bool = False) -> Work:
        """Remove leftovers and what is dead; with `forget` the older catalog, too."""

        def finish(work: Work, compacted: m.Compacted) -> None:
            self.works.finish(
                work, translate("operations", "Cleaned up: {size} freed.").format(size=size(compacted.freed))
            )
            self.refresh_facts()

        return self._work(translate("operations", "Cleaning up"), m.CompactVault(forget), finish, done, failed)

    def _forget(self, _: object) -> None:
        self.last_export = None


def _verified(summary: m.Summary) -> str:
    words = translate("operations", "Exported and verified: {items} items, {size}.")
    return words.format(items=number(summary.items), size=size(summary.size))
