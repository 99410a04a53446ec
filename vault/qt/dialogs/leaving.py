"""Leaving Deedbox: everything as plain files, after a warning and the vault's name typed by hand."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.qt.operations import Operations
from vault.qt.parts.aside import Aside
from vault.qt.parts.buttons import Button
from vault.qt.parts.choosing import choose_folder, documents
from vault.qt.parts.dialogs import NamedConfirmation
from vault.qt.parts.fields import Field, LineInput, field_with_button
from vault.qt.start.places import absolute

from .left_out import words_for_unwritten
from .lines import Line
from .reports import ReportDialog
from .shown_folder import open_folder


def look_at(out: Path, vault: Path) -> str:
    """What stands in the way of a folder: `full`, `no folder`, `inside`, or nothing. May take long."""
    try:
        if Path(os.path.realpath(out)).is_relative_to(os.path.realpath(vault)):
            return "inside"
        if os.path.lexists(out):
            return "full" if not out.is_dir() or any(out.iterdir()) else ""
        return "" if out.parent.is_dir() else "no folder"
    except OSError:
        return ""  # the work itself says what is wrong


class NotLeftReport(ReportDialog):
    """What was not written."""

    def __init__(self, left: m.Left, parent: QWidget | None = None) -> None:
        lines = [Line(one.shown, words_for_unwritten(one.failure)) for one in left.failed]
        super().__init__(
            self.tr("Not written"),
            self.tr("%Ln item(s) could not be written.", "", left.left_out),
            self.tr("In the vault everything is as before. %Ln item(s) were written.", "", left.items),
            lines,
            parent,
        )
        self.say_more(len(lines), left.left_out)


class LeaveDialog(NamedConfirmation):
    """Asks where to, and for the vault's name; the work goes on in the bar below."""

    def __init__(self, operations: Operations, facts: m.Facts, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Leave Deedbox"),
            self.tr("Everything is written out in plain, for whoever can read that disk, its backups included."),
            self.tr(
                "Notes become Markdown files; tags, favourites and dates stand in a file beside them. The trash is "
                "left out. The vault itself stays as it is: remove it yourself when you are sure."
            ),
            facts.name,
            self.tr("Write everything out"),
            parent,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._operations, self._facts = operations, facts
        self._aside = Aside()
        self.place = LineInput(str(documents() / facts.name))
        self.choose = Button(self.tr("Choose"))
        self.place_field = Field(self.tr("New or empty folder"), self.place)
        self.older = QCheckBox(self.tr("Earlier versions too"))
        self.body.insertLayout(2, field_with_button(self.place_field, self.choose))
        self.body.insertWidget(3, self.older)
        self.choose.clicked.connect(self._choose)
        self.place.textChanged.connect(lambda _: self.place_field.set_fault(""))

    def _path(self) -> Path:
        return absolute(self.place.text().strip())

    def _choose(self) -> None:
        choose_folder(self, self.tr("Where to write"), self._path().parent, self._take_folder)

    def _take_folder(self, folder: Path) -> None:
        self.place.setText(str(folder / self._facts.name))

    def accept(self) -> None:
        """The act: looks at the place, then writes."""
        if not self.place.text().strip():
            self.place_field.set_fault(self.tr("Name a folder."))
            self.place.setFocus()
            return
        out, vault = self._path(), Path(os.fsdecode(self._facts.path))
        self.act.set_blocked(self.tr("The place is being looked at"))
        self._aside.ask(lambda: look_at(out, vault), self._looked)

    def _looked(self, found: str) -> None:
        self._compare(self.input.text())
        faults = {
            "full": self.tr("Something is there already. Choose a new or an empty folder."),
            "no folder": self.tr("The folder above it is not there."),
            "inside": self.tr("That is inside the vault's own folder."),
        }
        if found in faults:
            self.place_field.set_fault(faults[found])
            self.place.setFocus()
            self.fit()
            return
        window = self.parentWidget()

        def report(left: m.Left) -> None:
            if window is not None and isValid(window):
                NotLeftReport(left, window).open()

        self._operations.leave(self._path(), older=self.older.isChecked(), report=report, shown=open_folder)
        super().accept()

    def done(self, result: int) -> None:
        """Nobody waits for the place any more."""
        self._aside.forget()
        super().done(result)
