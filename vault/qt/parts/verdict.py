"""What went wrong, or came out well, on a tint of its own: words, the acts it leaves, and details for a report."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from vault.qt.clipboard import secret_clipboard
from vault.qt.theme import Radius, Space
from vault.qt.wording import Said

from .aloud import announce
from .buttons import Button
from .cards import paint_panel
from .text import IconText, Text

LONG = 160
"""From so many letters on, what is safe and what to do are paragraphs of their own."""


class Verdict(QWidget):
    """What went wrong, in three sentences on a tint, with the acts it leaves. Hidden while there is nothing."""

    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("spokenAs", "news")
        self._token = "danger"
        self._details = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.S)
        self.words = IconText("fault", Text("", weight=500, wrap=True), size=18, gap=10)
        self.rest = Text("", wrap=True)
        self.rest.setContentsMargins(28, 0, 0, 0)
        self._acts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._acts.setContentsMargins(28, Space.XS, 0, 0)
        self._acts.setSpacing(Space.S)
        self._acts.addStretch(1)
        self.copy = Button(self.tr("Copy details"), "link", compact=True)
        self.copy.clicked.connect(self._copy)
        column.addWidget(self.words)
        column.addWidget(self.rest)
        column.addLayout(self._acts)
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 0, 0, 0)  # its words stand below the others
        foot.addWidget(self.copy)
        foot.addStretch(1)
        column.addLayout(foot)
        self.buttons: list[Button] = []
        self.hide()

    def say(
        self,
        said: Said,
        acts: Sequence[tuple[str, str, Callable[[], None]]] = (),
        *,
        token: str = "danger",
        icon: str = "warning",
    ) -> None:
        """Shows words, and an act each of (words, kind of button, what it does); the details can be copied.

        Two acts stand beside each other, more of them below each other.
        """
        self.clear()
        way = QBoxLayout.Direction.TopToBottom if len(acts) > 2 else QBoxLayout.Direction.LeftToRight
        self._acts.setDirection(way)
        self._token, self._details = token, said.details
        self.words.set_icon(icon, token)
        self.words.text.setText(said.happened)
        between = "\n" if len(said.safe) + len(said.act) > LONG else " "
        self.rest.setText(between.join(part for part in (said.safe, said.act) if part))
        self.rest.setVisible(bool(self.rest.text()))
        for words, kind, act in acts:
            self._add(words, kind, act)
        self.copy.setVisible(bool(said.details))
        self.setAccessibleName(said.whole)
        self.show()
        self.shown.emit()
        announce(self, said.whole, urgent=token == "danger")

    def clear(self) -> None:
        """Takes the words away."""
        self.hide()
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []

    def _add(self, words: str, kind: str, act: Callable[[], None]) -> None:
        button = Button(words, kind)
        button.clicked.connect(lambda _checked=False: act())
        self._acts.insertWidget(len(self.buttons), button)
        self.buttons.append(button)

    def _copy(self) -> None:
        secret_clipboard().put_public(self._details)  # versions and codes, no names

    def paintEvent(self, event: QPaintEvent) -> None:
        """Its tint, with an edge."""
        painter = QPainter(self)
        paint_panel(painter, self.rect(), fill=f"{self._token}-tint", radius=Radius.CARD)
        painter.end()
