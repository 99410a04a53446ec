"""The well a preview lies in, with its foot: where it is shown from, which page, how large."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.qt.theme import Radius, Space, color

from .buttons import IconButton
from .text import IconText, Text

FOOT = 36


class PreviewWell(QWidget):
    """A sunken ground of radius 8 for a preview, and a foot of 36 on `raised`."""

    page_wanted = Signal(int)
    """-1 for the page before, 1 for the next."""
    zoom_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        translate = QCoreApplication.translate
        self.setAccessibleName(translate("PreviewWell", "Preview"))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self.inside = QVBoxLayout()
        self.inside.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self.inside, 1)
        self.foot = QWidget()
        row = QHBoxLayout(self.foot)
        row.addStrut(FOOT - 1)
        row.setContentsMargins(Space.M, 1, Space.S, 0)
        row.setSpacing(0)
        origin = translate("PreviewWell", "Shown from memory only")
        words = Text(origin, "small", "text-secondary", elide=Qt.TextElideMode.ElideRight)
        self.origin = IconText("memory-only", words, size=16, gap=6)
        row.addWidget(self.origin, 1)
        self.pages = self._make_pair(
            row, ("left", translate("PreviewWell", "Page before")), ("right", translate("PreviewWell", "Next page"))
        )
        self.before, self.page, self.after = self.pages
        row.addSpacing(Space.S)
        self.zooms = self._make_pair(
            row, ("zoom-out", translate("PreviewWell", "Smaller")), ("add", translate("PreviewWell", "Larger"))
        )
        self.smaller, self.zoom, self.larger = self.zooms
        column.addWidget(self.foot)
        self.before.clicked.connect(lambda: self.page_wanted.emit(-1))
        self.after.clicked.connect(lambda: self.page_wanted.emit(1))
        self.smaller.clicked.connect(lambda: self.zoom_wanted.emit(-1))
        self.larger.clicked.connect(lambda: self.zoom_wanted.emit(1))
        self.show_pages("")
        self.show_zoom("")

    def _make_pair(
        self, row: QHBoxLayout, less: tuple[str, str], more: tuple[str, str]
    ) -> tuple[IconButton, Text, IconButton]:
        """Two small buttons with words between them."""
        first = IconButton(less[0], less[1], side=28, icon_size=14)
        words = Text("", "small", tabular=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setContentsMargins(Space.XS, 0, Space.XS, 0)
        second = IconButton(more[0], more[1], side=28, icon_size=14)
        for widget in (first, words, second):
            row.addWidget(widget)
        return first, words, second

    def show_pages(self, words: str, *, first: bool = False, last: bool = False) -> None:
        """Says which page it is ("1 of 18"); nothing for what has none."""
        self.page.setText(words)
        for widget in self.pages:
            widget.setVisible(bool(words))
        self.before.set_blocked(QCoreApplication.translate("PreviewWell", "This is the first page") if first else "")
        self.after.set_blocked(QCoreApplication.translate("PreviewWell", "This is the last page") if last else "")

    def show_zoom(self, words: str) -> None:
        """Says how large it is ("90 %"); nothing for what cannot be enlarged."""
        self.zoom.setText(words)
        for widget in self.zooms:
            widget.setVisible(bool(words))

    def set_content(self, widget: QWidget) -> None:
        """Puts a preview into the well, in place of the one before."""
        while (item := self.inside.takeAt(0)) is not None:
            before = item.widget()
            if before is not None:
                before.hide()
                before.deleteLater()
        self.inside.addWidget(widget)

    def changeEvent(self, event: QEvent) -> None:
        """The ground is painted anew with a theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Well, foot, the line between, the edge around."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius.CARD - 0.5, Radius.CARD - 0.5)
        painter.fillPath(shape, color("sunken"))
        if not self.foot.isHidden():
            painter.save()
            painter.setClipPath(shape)
            painter.fillRect(0, self.foot.y(), self.width(), self.height(), color("raised"))
            painter.fillRect(0, self.foot.y(), self.width(), 1, color("border"))
            painter.restore()
        painter.setPen(QPen(color("border"), 1))
        painter.drawPath(shape)
        painter.end()
