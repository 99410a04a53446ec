"""A choice of a few in one edge (Write, Preview, Both). Its parts are radio buttons, and read as such."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from vault.qt.theme import Radius, color, look

from .buttons import HEIGHT

PADDING = 12


class Segment(QRadioButton):
    """One part: a radio button without its circle. The whole of it can be hit."""

    def sizeHint(self) -> QSize:
        """Room for the words at weight 600, so that choosing moves nothing."""
        metrics = QFontMetrics(look().font("body", 600))
        words = self.text().replace("&", "")
        return QSize(metrics.horizontalAdvance(words) + 2 * PADDING + 1, look().height(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        """Anywhere."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Its words; ground and edges are the whole choice's."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QPainter(self)
        painter.setFont(look().font("body", 600 if self.isChecked() else 500))
        chosen = self.isChecked() and self.isEnabled()
        ink = "on-selection" if chosen else "text" if self.isEnabled() else "text-secondary"
        painter.setPen(color(ink))
        shown = self.style().styleHint(QStyle.StyleHint.SH_UnderlineShortcut, option, self)
        mnemonic = Qt.TextFlag.TextShowMnemonic if shown else Qt.TextFlag.TextHideMnemonic
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter) | mnemonic.value, self.text())
        painter.end()


class SegmentedChoice(QWidget):
    """A row of segments, exactly one of them chosen; arrow keys move the choice."""

    chosen = Signal(str)

    def __init__(self, name: str, parts: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self.segments: dict[str, Segment] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for key, words in parts:
            segment = Segment(words)
            self._group.addButton(segment)
            self.segments[key] = segment
            row.addWidget(segment)
            segment.toggled.connect(self._tell)
        if parts:
            self.segments[parts[0][0]].setChecked(True)

    def value(self) -> str:
        """The key of the chosen part."""
        return next(key for key, segment in self.segments.items() if segment.isChecked())

    def choose(self, key: str) -> None:
        """Chooses a part."""
        self.segments[key].setChecked(True)

    def _tell(self, on: bool) -> None:
        self.update()
        if on:
            self.chosen.emit(self.value())

    def paintEvent(self, event: QPaintEvent) -> None:
        """One edge around all, lines between, the chosen part in `selection`."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(edge, Radius.BUTTON - 0.5, Radius.BUTTON - 0.5)
        painter.fillPath(shape, color("raised"))
        painter.save()
        painter.setClipPath(shape)
        for segment in self.segments.values():
            if segment.isChecked():
                painter.fillRect(segment.geometry(), color("selection"))
        painter.restore()
        line = color("border-strong" if self.isEnabled() else "border")
        for segment in list(self.segments.values())[1:]:
            at = segment.x() if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else segment.geometry().right()
            painter.fillRect(at, 0, 1, self.height(), line)
        painter.setPen(QPen(line, 1))
        painter.drawPath(shape)
        painter.end()
