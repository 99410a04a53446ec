"""A target's backup sets over 90 days: one axis for every card, a tick for each set, a seal above each drill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolTip, QWidget

from vault.qt.icons import paint_icon
from vault.qt.theme import Radius, Space, color, look

from .lists import paint_inner_ring
from .text import Text

WIDTH, HEIGHT = 376, 64
DAYS = 90
INSET = 6
AXIS = 43
SEAL = 16
LOWEST, HIGHEST = 10, 24
TICK = 2


@dataclass(frozen=True)
class BackupMark:
    """One set on the line."""

    day: date
    share: float
    """How much of it was new, from 0 to 1: the height of its tick."""
    words: str = ""
    """Its facts, for tool tip and screen reader: "3 May, 10:20, 210 MB new, restored for real"."""
    drill: bool = False


@dataclass(frozen=True)
class MissedRuns:
    """A stretch of days on which nothing ran."""

    first: date
    last: date
    words: str = ""


class Timeline(QWidget):
    """376 by 64. Arrow keys walk the sets; the one looked at is told in words."""

    set_chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._today = date.min + timedelta(days=DAYS)
        self._sets: tuple[BackupMark, ...] = ()
        self._missed: tuple[MissedRuns, ...] = ()
        self._at = -1
        self.setAccessibleName(name)
        self.setProperty("ring", True)
        self.setProperty("ringRadius", int(Radius.BADGE))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_sets(self, today: date, sets: Sequence[BackupMark], missed: Sequence[MissedRuns] = ()) -> None:
        """Shows these, in order of time; the axis ends today."""
        self._today = today
        self._sets = tuple(sets)
        self._missed = tuple(missed)
        self._at = -1
        facts = [mark.words for mark in self._sets if mark.words] + [gap.words for gap in self._missed if gap.words]
        self.setAccessibleDescription("; ".join(facts))
        self.update()

    def current(self) -> int:
        """Which set the arrow keys are on, -1 for none."""
        return self._at

    def sizeHint(self) -> QSize:
        """Higher only where the months' names are."""
        return QSize(WIDTH, max(HEIGHT, AXIS + 5 + look().line("small")))

    def minimumSizeHint(self) -> QSize:
        """One axis for every card."""
        return self.sizeHint()

    def _x(self, day: date) -> float:
        """Returns where a day stands."""
        first = self._today - timedelta(days=DAYS)
        x = INSET + (day - first).days * (WIDTH - 2 * INSET) / DAYS
        return x if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else WIDTH - x

    def paintEvent(self, event: QPaintEvent) -> None:
        """Months, axis, ticks, seals, gaps."""
        painter = QPainter(self)
        self._paint_months(painter)
        painter.fillRect(0, AXIS, WIDTH, 1, color("border"))
        tick, seal = color("link"), color("success")
        for number, mark in enumerate(self._sets):
            x = round(self._x(mark.day))
            height = round(LOWEST + (HIGHEST - LOWEST) * min(1.0, max(0.0, mark.share)))
            painter.fillRect(x - TICK // 2, AXIS - height, TICK, height, color("text") if number == self._at else tick)
            if mark.drill:
                paint_icon(painter, "proof-set", QRect(x - SEAL // 2, 0, SEAL, SEAL), seal)
        for gap in self._missed:
            left, right = sorted((self._x(gap.first), self._x(gap.last)))
            box = QRectF(round(left) - 3, AXIS - 9, max(7, round(right - left) + 6), 9)
            painter.fillRect(box, color("raised"))
            painter.setPen(QPen(color("warning"), 1))
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        if self._at >= 0 and self.hasFocus():
            x = round(self._x(self._sets[self._at].day))
            paint_inner_ring(painter, QRect(x - 7, AXIS - HIGHEST - 6, 14, HIGHEST + 12))
        painter.end()

    def _paint_months(self, painter: QPainter) -> None:
        """A dotted line where a month begins, its name below."""
        painter.setFont(look().font("small"))
        first = self._today - timedelta(days=DAYS)
        month = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        pen = QPen(color("border"), 1)
        pen.setDashPattern([1, 2])
        while month <= self._today:
            x = round(self._x(month))
            painter.setPen(pen)
            painter.drawLine(x, AXIS - 32, x, AXIS - 1)
            painter.setPen(color("text-secondary"))
            name = QLocale().standaloneMonthName(month.month, QLocale.FormatType.ShortFormat)
            place = QRect(x - 40, AXIS + 5, 80, look().line("small"))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), name)
            month = date(month.year + month.month // 12, month.month % 12 + 1, 1)

    def _nearest(self, x: float) -> int:
        """Returns the set next to a place, -1 where none is near."""
        near = [(abs(self._x(mark.day) - x), number) for number, mark in enumerate(self._sets)]
        distance, number = min(near, default=(99.0, -1))
        return number if distance <= 12 else -1

    def _words_at(self, x: float) -> str:
        for gap in self._missed:
            left, right = sorted((self._x(gap.first), self._x(gap.last)))
            if left - 3 <= x <= right + 3:
                return gap.words
        number = self._nearest(x)
        return self._sets[number].words if number >= 0 else ""

    def event(self, event: QEvent) -> bool:
        """The tool tip lists the facts of what lies under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._words_at(event.pos().x()), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press chooses the set next to it."""
        number = self._nearest(event.position().x())
        if number >= 0:
            self.walk_to(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right walk, Home and End jump."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if not self._sets or event.key() not in {*steps, Qt.Key.Key_Home, Qt.Key.Key_End}:
            super().keyPressEvent(event)
            return
        last = len(self._sets) - 1
        if event.key() == Qt.Key.Key_Home:
            self.walk_to(0)
        elif event.key() == Qt.Key.Key_End:
            self.walk_to(last)
        else:
            step = steps[Qt.Key(event.key())]
            start = self._at if self._at >= 0 else last + (1 if step < 0 else 0)
            self.walk_to(min(last, max(0, start + step)))

    def walk_to(self, number: int) -> None:
        """Looks at a set: its facts become the timeline's name and its tool tip."""
        self._at = number
        mark = self._sets[number]
        self.setAccessibleName(f"{self._name}: {mark.words}")
        if self.isVisible():
            QToolTip.showText(self.mapToGlobal(QPoint(round(self._x(mark.day)), HEIGHT)), mark.words, self)
        self.set_chosen.emit(number)
        self.update()


class Legend(QWidget):
    """What the signs mean, once under all cards."""

    def __init__(self, made_up: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        translate = QCoreApplication.translate
        row.addWidget(LegendEntry("tick", translate("Legend", "Backup set, taller means more new data")))
        row.addWidget(LegendEntry("seal", translate("Legend", "Drill: restored for real")))
        row.addWidget(LegendEntry("gap", made_up or translate("Legend", "Missed runs")))
        row.addStretch(1)


class LegendEntry(QWidget):
    """A sign and its words."""

    def __init__(self, sign: str, words: str) -> None:
        super().__init__()
        self._sign = sign
        self._room = {"tick": 10, "seal": 20, "gap": 20}[sign]
        row = QHBoxLayout(self)
        row.setContentsMargins(self._room, 0, 0, 0)
        row.addWidget(Text(words, "small", "text-secondary"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """As on the line."""
        painter = QPainter(self)
        middle = self.height() // 2
        mirror = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - self._room if mirror else 0
        if self._sign == "tick":
            painter.fillRect(left + 1, middle - 6, TICK, 12, color("link"))
        elif self._sign == "seal":
            paint_icon(painter, "proof-set", QRect(left, middle - SEAL // 2, SEAL, SEAL), "success")
        else:
            painter.setPen(QPen(color("warning"), 1))
            painter.drawRect(QRectF(left + 0.5, middle - 4.5, 12, 8))
        painter.end()
