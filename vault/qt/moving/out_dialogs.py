"""The two questions of copying out: where to, and what about names that are taken."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from vault.child import messages as m
from vault.qt.dialogs.lines import Line, LineList
from vault.qt.parts.buttons import Button
from vault.qt.parts.choosing import choose_folder
from vault.qt.parts.dialogs import Dialog
from vault.qt.parts.fields import Field, LineInput, field_with_button
from vault.qt.parts.text import IconText, Text


class CopyOutDialog(Dialog):
    """What is copied, where to, and that the copy is not encrypted."""

    def __init__(
        self, rows: Sequence[m.Row], folder: Path, chosen: Callable[[Path], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Copy out"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._chosen = chosen
        words = self.tr("Copy %Ln item(s) out of the vault.", "", len(rows))
        if len(rows) == 1:
            words = self.tr("Copy “{name}” out of the vault.").format(name=rows[0].shown)
        self.folder = LineInput(str(folder))
        self.choose = Button(self.tr("Choose"))
        self.field = Field(self.tr("Folder"), self.folder)
        self.body.addWidget(Text(words, weight=500, wrap=True))
        self.body.addLayout(field_with_button(self.field, self.choose))
        warning = self.tr("The copy on the disk is not encrypted. Whoever has the disk can read it.")
        self.body.addWidget(IconText("warning", Text(warning, wrap=True), size=18, gap=10, token="warning"))
        self.body.addStretch(1)
        self.set_act(self.tr("Copy out"), icon="copy-out")
        self.choose.clicked.connect(self._choose)
        self.folder.textChanged.connect(lambda _: self.field.set_fault(""))
        self.act.setFocus()

    def _choose(self) -> None:
        start = Path(self.folder.text() or os.sep)
        choose_folder(self, self.tr("Where to copy to"), start, lambda path: self.folder.setText(str(path)))

    def accept(self) -> None:
        """A folder that is not there is made."""
        typed = os.path.expanduser(self.folder.text().strip())
        if not os.path.isabs(typed):
            self.field.set_fault(self.tr("Name a folder, from the top of the disk."))
            self.folder.setFocus()
            return
        super().accept()
        self._chosen(Path(typed))


class ClashDialog(Dialog):
    """Names that are taken: replace, keep both, or stop."""

    replace_wanted = Signal()
    both_wanted = Signal()

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Names are taken"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = self.tr("%Ln name(s) in that folder are taken.", "", len(names))
        if len(names) == 1:
            words = self.tr("There is something called “{name}” in that folder.").format(name=names[0])
        self.body.addWidget(Text(words, "section", wrap=True))
        self.body.addWidget(
            Text(
                self.tr("Replaced files are gone for good. To keep both, the copies get a number."),
                tone="text-secondary",
                wrap=True,
            )
        )
        if len(names) > 1:
            self.list = LineList(self.tr("Names that are taken"), [Line(name, "") for name in names])
            self.body.addWidget(self.list, 1)
        self.body.addStretch(1)
        self.cancel.setText(self.tr("Stop"))
        self.replace = self.add_button(Button(self.tr("Replace"), "danger"), QDialogButtonBox.ButtonRole.ActionRole)
        self.set_act(self.tr("Keep both"))
        self.replace.clicked.connect(self._replace)
        self.accepted.connect(self.both_wanted)

    def _replace(self) -> None:
        self.reject()
        self.replace_wanted.emit()
