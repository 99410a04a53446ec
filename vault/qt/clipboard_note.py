"""The countdown of the clipboard in the bottom bar, with the act that clears it at once."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from .clipboard import secret_clipboard
from .parts.buttons import Button
from .parts.text import IconText, Text
from .parts.work import WorkBar
from .theme import Space


class ClipboardNote(QWidget):
    """ "Clipboard is cleared in 24 s", there while something secret of ours is on it."""

    def __init__(self, bar: WorkBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._clipboard = secret_clipboard()
        self.note = IconText("clipboard", Text("", "small", "text-secondary", tabular=True), size=16, gap=6)
        self.clear = Button(self.tr("Clear now"), "link", compact=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self.note)
        row.addWidget(self.clear)
        self.clear.clicked.connect(self._clipboard.clear)
        self._clipboard.changed.connect(self._show)
        self.hide()
        self._show()

    def _show(self) -> None:
        left = self._clipboard.left
        words = self.tr("Clipboard is cleared in %Ln s", "", left)
        self.note.text.setText(words)
        self.setAccessibleName(words)
        if self.isHidden() == bool(left):
            self.setVisible(bool(left))
            self._bar.refresh()
