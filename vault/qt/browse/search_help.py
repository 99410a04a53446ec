"""What can be typed into the search: a sheet below its field, with examples that can be taken over."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from vault.qt.parts.buttons import Button
from vault.qt.parts.cards import paint_panel
from vault.qt.parts.text import Text
from vault.qt.theme import Radius, Space, color, look

WIDTH = 480


def examples() -> list[tuple[str, str]]:
    """(what is typed, what it finds). The operators are the same in every language."""
    translate = QCoreApplication.translate
    kinds = "pdf, image, text, office, mail, archive, audio, video, note, folder, file"
    return [
        (translate("search", "invoice plumber"), translate("search", "All of these words, or longer ones")),
        (translate("search", '"garden fence"'), translate("search", "These words together, in this order")),
        (translate("search", "-draft"), translate("search", "Without this; works before the others, too")),
        ("tag:" + translate("search", "taxes"), translate("search", "What has this tag")),
        ("type:pdf", translate("search", "Of this kind: {kinds}; or any ending").format(kinds=kinds)),
        ("before:2025-03", translate("search", "Changed before a year, month or day, yesterday, or 7d")),
        ("after:yesterday", translate("search", "Changed then or later")),
        ('in:"/' + translate("search", "Taxes") + '"', translate("search", "In this folder, however deep")),
    ]


class SearchHelp(QWidget):
    """A pop-up; a click outside or Esc closes it."""

    chosen = Signal(str)
    """An example to be taken over into the field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAccessibleName(self.tr("How to search"))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.S)
        title = Text(self.tr("How to search"), "section")
        title.setContentsMargins(10, 0, 10, 0)  # as the examples below
        column.addWidget(title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(1, 1)
        self.examples: list[Button] = []
        for row, (typed, found) in enumerate(examples()):
            take = Button(typed, "link", compact=True)
            take.setAccessibleDescription(found)
            take.clicked.connect(lambda _checked=False, typed=typed: self._take(typed))
            words = Text(found, tone="text-secondary", wrap=True)
            grid.addWidget(take, row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, 1)
            self.examples.append(take)
        column.addLayout(grid)

    def show_below(self, field: QWidget) -> None:
        """At the field's leading edge."""
        width = min(look().measure(WIDTH), field.window().width() - Space.XL)
        self.resize(width, max(self.heightForWidth(width), self.minimumSizeHint().height()))
        left = 0 if field.layoutDirection() == Qt.LayoutDirection.LeftToRight else field.width() - width
        self.move(field.mapToGlobal(QPoint(left, field.height() + 4)))
        self.show()
        self.examples[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def _take(self, typed: str) -> None:
        self.close()
        self.chosen.emit(typed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """On `raised`, with an edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("background"))
        paint_panel(painter, self.rect(), edge="border-strong", radius=Radius.BUTTON)
        painter.end()
