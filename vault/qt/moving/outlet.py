"""Items out of the vault: as plain files into a folder that is chosen, or dragged to another program."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractItemView, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.child.failures import error_of, failure_of
from vault.child.runtime_folder import note_name
from vault.engine.errors import VaultLocked
from vault.qt.dialogs.failure import FailureDialog
from vault.qt.dialogs.reports import NotWrittenDialog
from vault.qt.dialogs.shown_folder import open_folder
from vault.qt.operations import Operations
from vault.qt.parts.aside import Aside
from vault.qt.parts.choosing import documents
from vault.qt.wording import words_for

from .drag_out import DragOut
from .on_disk import give_names, layers, make_beside, taken, write_text
from .out_dialogs import ClashDialog, CopyOutDialog
from .register import copies_of


@dataclass(frozen=True)
class Wanted:
    """What goes where."""

    rows: tuple[m.Row, ...]
    folder: Path
    version: int | None
    later: tuple[m.Row, ...] = ()
    """Further rows of the same names, which come after these and beside them."""

    @property
    def note(self) -> m.Row | None:
        """The one note, which goes out as a text file."""
        return self.rows[0] if len(self.rows) == 1 and self.rows[0].kind == "note" else None

    def names(self) -> list[bytes]:
        """The names there will be in the folder."""
        return [note_name(self.note.name)] if self.note else [row.name for row in self.rows]

    def only(self, names: Sequence[bytes], *, others: bool = False) -> Wanted:
        """The same with the rows of these names, or with all others."""
        rows = tuple(row for row, name in zip(self.rows, self.names(), strict=True) if (name in names) != others)
        return Wanted(rows, self.folder, self.version, self.later)

    def without_later(self) -> Wanted:
        """The same alone."""
        return Wanted(self.rows, self.folder, self.version)


def _layered(rows: Sequence[m.Row], folder: Path, version: int | None) -> Wanted:
    first, *later = layers(rows)
    return Wanted(tuple(first), folder, version, tuple(row for layer in later for row in layer))


class Outlet(QObject):
    """Copies out and drags out. The folder chosen last is remembered until the vault is locked."""

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self._operations, self._page = operations, parent
        self._folder: Path | None = None
        self._asides: list[Aside] = []
        self._dragging = DragOut(operations, self)
        self._register = copies_of(operations)

    def save_out(self, rows: Sequence[m.Row], version: int | None = None) -> None:
        """Asks for a folder and writes the items there as plain files."""
        if not rows:
            return
        kept = tuple(rows)

        def chosen(folder: Path) -> None:
            self._folder = folder
            self.save_to(kept, folder, version)

        CopyOutDialog(kept, self._folder or documents(), chosen, self._page.window()).open()

    def save_to(self, rows: Sequence[m.Row], folder: Path, version: int | None = None) -> None:
        """Writes items into a folder, after a question where names are taken."""
        wanted = _layered(rows, folder, version)
        self._ask_aside(partial(taken, folder, wanted.names()), partial(self._looked, wanted))

    def _ask_aside(self, question: object, done: object) -> None:
        aside = Aside()
        self._asides.append(aside)
        aside.ask(question, lambda answer: done(answer) if isValid(self) else None)  # type: ignore[arg-type, operator]

    def _looked(self, wanted: Wanted, clashes: list[bytes]) -> None:
        if not clashes:
            self._write(wanted)
            return
        dialog = ClashDialog([os.fsdecode(name) for name in clashes], self._page.window())
        dialog.replace_wanted.connect(lambda: self._write(wanted, replace=True))
        dialog.both_wanted.connect(lambda: self._keep_both(wanted, clashes))
        dialog.open()

    # Writing

    def _write(self, wanted: Wanted, *, replace: bool = False) -> None:
        if wanted.note is not None:
            self._write_note(wanted, wanted.names()[0], replace=replace)
        elif wanted.rows:
            self._operations.write_out(
                [row.id for row in wanted.rows],
                wanted.folder,
                lambda written: self._written(wanted, written),
                replace=replace,
                version=wanted.version,
                report=lambda written: self._report(wanted, written),
                shown=open_folder,
            )

    def _report(self, wanted: Wanted, written: m.WrittenOut) -> None:
        """What was not written. What was taken meanwhile can still be replaced."""
        clashes = [one.path[0] for one in written.failed if one.failure.error == "Conflict" and one.path]
        NotWrittenDialog(written, self._page.window(), lambda: self._write(wanted.only(clashes), replace=True)).open()

    def _keep_both(self, wanted: Wanted, clashes: list[bytes]) -> None:
        """What clashes is written beside and gets a free name then."""
        if wanted.note is not None:
            self._write_beside(wanted)
            return
        self._write(wanted.only(clashes, others=True).without_later())
        self._write_beside(wanted.only(clashes))

    def _written(self, wanted: Wanted, written: m.WrittenOut) -> None:
        """What is on the disk now is in the register. Of one that was stopped, whatever is there."""
        failed = {one.path[0] for one in written.failed if len(one.path) == 1}
        folder = os.fsencode(wanted.folder)
        self._register.add_out(
            (os.path.join(folder, row.name), row.modified if wanted.version is None else None)
            for row in wanted.rows
            if row.name not in failed
        )
        self._go_on(wanted)

    def _go_on(self, wanted: Wanted) -> None:
        if wanted.later and isValid(self):
            self._write_beside(_layered(wanted.later, wanted.folder, wanted.version))

    def _write_beside(self, wanted: Wanted) -> None:
        self._ask_aside(partial(make_beside, wanted.folder), partial(self._fill_beside, wanted))

    def _fill_beside(self, wanted: Wanted, place: Path | OSError) -> None:
        if isinstance(place, OSError):
            self._fail(place)
        elif wanted.note is not None:
            inside = Wanted(wanted.rows, place, wanted.version)
            self._write_note(inside, wanted.names()[0], replace=False, beside=wanted)
        else:
            self._operations.write_out(
                [row.id for row in wanted.rows],
                place,
                lambda _: self._give_names(place, wanted),
                version=wanted.version,
                report=lambda written: NotWrittenDialog(written, self._page.window()).open(),
                shown=lambda _: open_folder(wanted.folder),
            )

    def _give_names(self, place: Path, wanted: Wanted) -> None:
        def given(outcome: tuple[list[bytes], OSError | None]) -> None:
            paths, wrong = outcome
            self._register.add_out((path, None) for path in paths)
            if wrong is not None:
                self._fail(wrong)
            self._go_on(wanted)

        self._ask_aside(partial(give_names, place, wanted.folder), given)

    def _write_note(self, wanted: Wanted, name: bytes, *, replace: bool, beside: Wanted | None = None) -> None:
        """A note as a text file: short, so without the bar, but for its result."""
        row = wanted.rows[0]
        path = os.path.join(os.fsencode(wanted.folder), name)

        def got(text: m.Text) -> None:
            self._ask_aside(partial(write_text, path, text.text, replace=replace), written)

        def written(wrong: OSError | None) -> None:
            if isinstance(wrong, FileExistsError):
                self._looked(wanted, [name])
            elif wrong is not None:
                self._fail(wrong)
            else:
                if beside is not None:
                    self._give_names(wanted.folder, beside)
                else:
                    self._register.add_out([(path, None)])
                self._tell_note((beside or wanted).folder)

        self._operations.note_text(row.id, got, self._fail, wanted.version)

    def _tell_note(self, folder: Path) -> None:
        works = self._operations.works
        work = works.begin(self.tr("Copying out a note"), can_cancel=False)
        words, act = self.tr("Copied out a note as a text file."), self.tr("Show folder")
        works.finish(work, words, act=act, on_act=lambda: open_folder(folder))

    def _fail(self, error: Exception) -> None:
        if isinstance(error, OSError):
            error = error_of(failure_of(error))
        if not isinstance(error, VaultLocked) and isValid(self):
            FailureDialog(words_for(error), self._page.window()).open()

    # Dragging

    def start_drag(self, rows: Sequence[m.Row], view: QAbstractItemView | QWidget) -> None:
        """A drag of items: within the window it moves them, outside it brings plain copies that do not last."""
        self._dragging.start(tuple(rows), view)

    def wipe_copies(self) -> None:
        """What was dragged out goes now."""
        self._dragging.wipe()
