"""A failure in a dialog of its own, for where there is no page to tell it on. In a page `Verdict` tells it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from vault.qt.clipboard import secret_clipboard
from vault.qt.parts.buttons import Button
from vault.qt.parts.dialogs import Dialog
from vault.qt.parts.text import IconText, Text
from vault.qt.wording import Said


class FailureDialog(Dialog):
    """Three sentences, Copy details (codes and versions), and Close."""

    def __init__(self, said: Said, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("That did not work"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleDescription(said.whole)
        self._details = said.details
        happened = Text(said.happened, "section", wrap=True)
        self.body.addWidget(IconText("warning", happened, size=20, gap=12, token="danger"))
        for sentence in (said.safe, said.act):
            if sentence:
                line = Text(sentence, wrap=True)
                line.setContentsMargins(32, 0, 0, 0)
                self.body.addWidget(line)
        self.body.addStretch(1)
        self.copy = Button(self.tr("Copy details"), "quiet")
        self.copy.clicked.connect(self._copy)
        self.copy.setVisible(bool(said.details))
        self.add_option(self.copy)
        self.cancel.setText(self.tr("Close"))
        self.cancel.setDefault(True)
        self.cancel.setFocus()

    def _copy(self) -> None:
        secret_clipboard().put_public(self._details)  # versions and codes, no names
        self.copy.setText(self.tr("Copied"))
