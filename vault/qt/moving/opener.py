"""Opening items in other programs: the question before, the copy, the program, and the news of what came back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDateTime, QLocale, QObject
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from shiboken6 import isValid

from vault.child import messages as m, runtime_folder
from vault.child.runtime_folder import note_name
from vault.engine.errors import Conflict, NotFound, VaultError, VaultLocked
from vault.qt.browse.choices import short_name
from vault.qt.dialogs.failure import FailureDialog
from vault.qt.dialogs.opening import OpenWithDialog
from vault.qt.dialogs.save_back import Reason, SaveBackDialog
from vault.qt.operations import Operations
from vault.qt.parts.toasts import Tell
from vault.qt.parts.work import WorkBar, side_note
from vault.qt.theme import Space
from vault.qt.wording import Said, words_for

from . import programs
from .opened import OpenedCopy
from .programs import Program
from .register import copies_of

Reveal = Callable[[bytes], None]


def file_name(row: m.Row) -> str:
    """The name of a row's copy."""
    return runtime_folder.copy_name(note_name(row.name) if row.kind == "note" else row.name)


class Opener(QObject):
    """What the page of a vault opens elsewhere. It asks first, and again after each lock."""

    def __init__(self, operations: Operations, facts: m.Facts, tell: Tell, reveal: Reveal, page: QWidget) -> None:
        super().__init__(page)
        self._operations, self._facts, self._tell, self._reveal, self._page = operations, facts, tell, reveal, page
        self.copies = copies_of(operations)
        self.read_only = facts.read_only is not None
        self._agreed = False
        self._opening: set[bytes] = set()
        self.note, show = side_note("plain-copy", "", self.tr("Show"))
        assert show is not None
        self.show_act = show
        self.show_act.clicked.connect(self.show_copies)
        self.side = self._make_side()
        self.copies.changed.connect(self._refresh)
        self.copies.saved.connect(self._tell_saved)
        self.copies.asked.connect(self._ask_where)
        self.copies.failed.connect(self._tell_failed)
        self._refresh()
        self.copies.begin(facts.vault)

    def _make_side(self) -> QWidget:
        """What stands at the right of the bar."""
        side = QWidget()
        row = QHBoxLayout(side)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        row.addStretch(1)
        row.addWidget(self.note)
        row.addWidget(self.show_act)
        return side

    # Out

    def open_asking(self, row: m.Row) -> None:
        """Opens after the question, in which a program can be chosen."""
        self.open_row(row, ask=True)

    def open_row(self, row: m.Row, *, ask: bool = False) -> None:
        """Opens a file or note; asks unless that was agreed to, and always where the file may do things."""
        if row.kind == "folder" or row.trashed is not None or row.id in self._opening:
            return
        may_run = programs.can_run(row.shown)
        if self._agreed and not may_run and not ask:
            self._lend(row, None, asked_about_running=False)
            return
        dialog = OpenWithDialog(
            row.shown, file_name(row), self._page.window(), can_run=may_run, read_only=self.read_only
        )

        def chosen(program: Program | None, agreed: bool) -> None:
            self._agreed = self._agreed or agreed
            self._lend(row, program, asked_about_running=may_run)

        dialog.chosen.connect(chosen)
        dialog.open()

    def _lend(self, row: m.Row, program: Program | None, *, asked_about_running: bool) -> None:
        copy = self.copies.find(row.id)
        if copy is not None:
            self._start(copy, program)
            return
        if row.size > m.MOST_LENT:
            self._fail(_too_large())
            return
        try:
            path = runtime_folder.make_folder() / file_name(row)
        except (runtime_folder.NoRuntimeFolder, OSError):
            self._fail(_no_place())
            return
        self._opening.add(row.id)

        def lent(answer: m.Lent) -> None:
            self._opening.discard(row.id)
            copy = self.copies.add_opened(row, answer, path)
            if answer.is_program and not asked_about_running:
                self._ask_to_run(copy, program)
            else:
                self._start(copy, program)

        def failed(error: Exception) -> None:
            self._opening.discard(row.id)
            runtime_folder.wipe(path.parent)
            if not isinstance(error, VaultLocked):
                self._fail(_no_room() if getattr(error, "kind", "") == "full" else words_for(error))

        self._operations.lend_item(row.id, path, lent, failed)

    def _ask_to_run(self, copy: OpenedCopy, program: Program | None) -> None:
        """Its name is harmless, and its content is a program's."""
        dialog = OpenWithDialog(copy.name, copy.path.name, self._page.window(), can_run=True, read_only=self.read_only)
        dialog.chosen.connect(lambda other, _: self._start(copy, other or program))
        dialog.rejected.connect(lambda: self.copies.remove_opened(copy))
        dialog.open()

    def _start(self, copy: OpenedCopy, program: Program | None) -> None:
        if programs.start(copy.path, program):
            self._tell("open-with", self.tr("Opened “{name}” in another program.").format(name=short_name(copy.name)))
            return
        if not copy.is_pending:
            self.copies.remove_opened(copy)
        self._fail(_no_program())

    # Back

    def _tell_saved(self, copy: OpenedCopy, written: m.Written) -> None:
        words = self.tr("Saved back: {name}, version of {time}.").format(
            name=short_name(copy.name), time=_clock(copy.saved_at or 0)
        )
        toast = self._tell("check", words, self.tr("Show"))
        toast.acted.connect(lambda: self._reveal(written.item))

    def _ask_where(self, copy: OpenedCopy, error: VaultError) -> None:
        """What the other program wrote has no place any more; where the item is by now says which question it is."""

        def ask(reason: Reason, when: int | None = None) -> None:
            if not isValid(self) or copy not in self.copies.opened:
                return
            dialog = SaveBackDialog(copy.name, reason, when, self._page.window())
            dialog.both_wanted.connect(copy.save_beside)
            dialog.over_wanted.connect(lambda: copy.save(over=True))
            dialog.open()

        def found(details: m.Details) -> None:
            later = isinstance(error, Conflict) and error.detail == m.LATER_VERSION and details.row.trashed is None
            ask("later" if later else "trash", details.versions[-1].added if later else None)

        def lost(wrong: Exception) -> None:
            if isinstance(wrong, NotFound):
                ask("gone")

        self._operations.details(copy.item, found, lost)

    def _tell_failed(self, copy: OpenedCopy, error: Exception) -> None:
        said = words_for(error)
        words = self.tr("What another program changed in “{name}” could not be saved back.").format(name=copy.name)
        stays = self.tr("The plain copy stays in memory until it is saved or removed.")
        act = self.tr("When that is put right, save it back from the list of plain copies.")
        self._fail(Said(f"{words} {said.happened}", stays, act, said.details))

    # The register

    def show_copies(self) -> None:
        """The list of all plain copies."""
        from vault.qt.dialogs.plain_copies import PlainCopiesDialog

        PlainCopiesDialog(self.copies, self._page.window()).open()

    def _refresh(self) -> None:
        """The line at the right of the bar."""
        unsaved = len(self.copies.unsaved())
        count = len(self.copies.there()) + len(self.copies.dragged)
        if unsaved:
            self.note.text.setText(self.tr("%Ln change(s) not saved back", "", unsaved))
            self.note.set_icon("warning", "warning")
        else:
            self.note.text.setText(self.tr("%Ln plain file(s) in use", "", count))
            self.note.set_icon("plain-copy", "text-secondary")
        self.side.setHidden(not count)
        bar = self.side.parentWidget()
        if isinstance(bar, WorkBar):
            bar.refresh()

    def _fail(self, said: Said) -> None:
        if isValid(self):
            FailureDialog(said, self._page.window()).open()


def _clock(milliseconds: int) -> str:
    when = QDateTime.fromMSecsSinceEpoch(milliseconds).time()
    return QLocale().toString(when, QLocale.FormatType.ShortFormat)


def _no_place() -> Said:
    translate = QApplication.translate
    return Said(
        translate("Opener", "Nothing can be opened in other programs on this system."),
        translate("Opener", "There is no private place in memory for plain copies, and none is put on the disk."),
        translate("Opener", "Use Copy out instead."),
    )


def _no_room() -> Said:
    translate = QApplication.translate
    return Said(
        translate("Opener", "There is not enough room in memory for a plain copy."),
        translate("Opener", "Nothing was opened, and nothing was put on the disk."),
        translate("Opener", "Close other plain copies, or use Copy out instead."),
    )


def _too_large() -> Said:
    translate = QApplication.translate
    return Said(
        translate("Opener", "That is too large for a plain copy in memory."),
        translate("Opener", "Nothing was opened."),
        translate("Opener", "Use Copy out instead."),
    )


def _no_program() -> Said:
    translate = QApplication.translate
    return Said(
        translate("Opener", "No program on this computer opened the file."),
        translate("Opener", "Nothing was changed."),
        translate("Opener", "Choose another program in the item's menu, or use Copy out."),
    )
