"""The version of a note that somebody else wrote meanwhile, beside the question what becomes of the own one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from vault.child import messages as m
from vault.qt.figures import moment, number
from vault.qt.parts.buttons import Button
from vault.qt.parts.cards import Panel
from vault.qt.parts.dialogs import MIDDLE, Dialog
from vault.qt.parts.text import Text
from vault.qt.theme import Space

from .preview import NotePreview

HEIGHT = 320


class OtherVersionDialog(Dialog):
    """Shows it. Either answer keeps both texts."""

    new_wanted = Signal()
    over_wanted = Signal()

    def __init__(self, text: m.Text, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("The other version"), parent, width=MIDDLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = self.tr("Version {number}, saved {moment}").format(
            number=number(text.version), moment=moment(text.modified // 1_000_000)
        )
        self.body.addWidget(Text(words, "section", wrap=True, tabular=True))
        self.view = NotePreview()
        self.view.show_text(text.text)
        panel = Panel()
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(1, 1, 1, Space.XS)
        inside.addWidget(self.view)
        self.view.setMinimumHeight(HEIGHT)
        self.body.addWidget(panel, 1)
        self.body.addWidget(
            Text(
                self.tr("As the newest version, your text goes on top; this one stays among the versions."),
                tone="text-secondary",
                wrap=True,
            )
        )
        self.over = self.add_button(
            Button(self.tr("Save mine as the newest version")), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.set_act(self.tr("Save mine as a new note"))
        self.over.clicked.connect(self._over)
        self.accepted.connect(self.new_wanted)

    def _over(self) -> None:
        self.reject()
        self.over_wanted.emit()

    def done(self, result: int) -> None:
        """Nothing of it stays."""
        self.view.clear_text()
        super().done(result)
