"""The six words of a key, large and numbered, so that two people can read them to each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from vault.qt.figures import number
from vault.qt.parts.text import Text
from vault.qt.theme import Space


class WordGrid(QWidget):
    """Words in columns, read down; the number before each is small."""

    def __init__(
        self,
        words: Sequence[str] = (),
        *,
        columns: int = 2,
        role: str = "item-title",
        tone: str = "text",
        gap: int = Space.XS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns, self._role, self._tone = columns, role, tone
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.S)
        self._grid.setVerticalSpacing(gap)
        self.words: tuple[str, ...] = ()
        self.show_words(words)

    def show_words(self, words: Sequence[str]) -> None:
        """These."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.words = tuple(words)
        rows = -(-len(words) // self._columns)
        for place, word in enumerate(words):
            row, column = place % rows, place // rows
            count = Text(number(place + 1), "small", "text-secondary", tabular=True)
            shown = Text(word, self._role, self._tone, weight=600)
            shown.setAccessibleName(f"{number(place + 1)}: {word}")
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            shown.setContentsMargins(0, 0, Space.L if column < self._columns - 1 else 0, 0)
            self._grid.addWidget(count, row, 2 * column, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(shown, row, 2 * column + 1)
        self._grid.setColumnStretch(2 * self._columns, 1)
        self.setAccessibleName(", ".join(words))
