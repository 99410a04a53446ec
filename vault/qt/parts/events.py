"""The bell of the toolbar and the list it opens: what happened meanwhile, the newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from vault.qt.figures import moment, number
from vault.qt.theme import Radius, Space, color, look

from .buttons import Button, IconButton
from .cards import paint_panel
from .text import IconText, Rule, Text

WIDTH = 420
MOST_SEEN = 6
"""So many events are seen at once; further ones scroll."""
DOT = 6
COMPACT = 28
"""The height of an act."""
LEAST_BADGE = 15


@dataclass
class Event:
    """Something that happened. `key` tells it from others, so that one that is over is found again."""

    time: int
    icon: str
    token: str
    words: str
    act: str = ""
    do: Callable[[], object] | None = None
    key: object = None
    is_read: bool = field(default=False)


class EventsButton(IconButton):
    """A bell with the number of what nobody has read yet, which its name says, too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._count = 0
        super().__init__("bell", "", parent=parent)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """So many are unread."""
        self._count = count
        self.set_name(self.tr("Events: %Ln unread", "", count) if count else self.tr("Events: nothing unread"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The number stands at the upper trailing corner, in the filled button's colours."""
        super().paintEvent(event)
        if not self._count:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = look().font("small", 600)
        font.setPointSizeF(font.pointSizeF() * 0.85)
        painter.setFont(font)
        words = number(self._count) if self._count < 100 else "99+"
        height = max(LEAST_BADGE, painter.fontMetrics().height())
        width = max(height, painter.fontMetrics().horizontalAdvance(words) + Space.S)
        leftwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        place = QRect(0 if leftwards else self.width() - width, 0, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent"))
        painter.drawRoundedRect(place, height / 2, height / 2)
        painter.setPen(color("on-accent"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()


class EventLine(QWidget):
    """When, what, and its act. What is unread has a dot, heavier words, and is said to be."""

    def __init__(self, event: Event, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.event_shown = event
        self.words = IconText(
            event.icon,
            Text(event.words, weight=400 if event.is_read else 600, wrap=True),
            size=18,
            gap=10,
            token=event.token,
        )
        when = moment(event.time)
        self.when = Text(when, "small", "text-secondary", tabular=True)
        self.act: Button | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.S, Space.S, Space.S)
        column.setSpacing(0)
        column.addWidget(self.words)
        foot = QHBoxLayout()
        foot.setContentsMargins(28, 0, 0, 0)
        foot.setSpacing(Space.S)
        foot.addStrut(COMPACT)  # events with and without an act are alike
        foot.addWidget(self.when)
        foot.addStretch(1)
        if event.act and event.do is not None:
            self.act = Button(event.act, "link", compact=True)
            foot.addWidget(self.act)
        column.addLayout(foot)
        unread = "" if event.is_read else self.tr("Unread")
        self.setAccessibleName(", ".join(word for word in (unread, event.words, when) if word))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dot, at the leading edge."""
        if self.event_shown.is_read:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("link"))
        leftwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - 5 - DOT if leftwards else 5
        painter.drawEllipse(left, self.words.y() + (look().line("body") - DOT) // 2, DOT, DOT)
        painter.end()


class EventsPopup(QFrame):
    """Opens below the bell, as a menu does; Esc closes it."""

    read_wanted = Signal()
    """All are read."""
    activity_wanted = Signal()
    act_wanted = Signal(object)
    """The act of an `Event`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAccessibleName(self.tr("Events of this session"))
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.lines: list[EventLine] = []
        self.read_all = Button(self.tr("Mark all as read"), "link", compact=True)
        self.activity = Button(self.tr("Show the whole activity"), "link", compact=True)
        self.empty = Text(
            self.tr("Nothing happened in this session that you could have missed."), tone="text-secondary", wrap=True
        )
        self.empty.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        head = QHBoxLayout()
        head.setContentsMargins(Space.L, Space.S, Space.S, Space.XS)
        head.addWidget(Text(self.tr("Events of this session"), "section", weight=600), 1)
        head.addWidget(self.read_all)
        self.inside = QWidget()
        self.column = QVBoxLayout(self.inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self.inside)
        self.area.setProperty("surface", "raised")
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside.setProperty("surface", "raised")
        self.inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        foot = QHBoxLayout()
        foot.setContentsMargins(6, Space.XS, Space.S, Space.S)  # its words stand below the others
        foot.addWidget(self.activity)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.empty)
        column.addWidget(self.area, 1)
        column.addWidget(Rule())
        column.addLayout(foot)
        self.read_all.clicked.connect(self.read_wanted)
        self.activity.clicked.connect(self._lead_on)

    def show_events(self, events: Sequence[Event]) -> None:
        """These, in this order."""
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = [EventLine(event) for event in events]
        for line in self.lines:
            self.column.addWidget(line)
            if line.act is not None:
                line.act.clicked.connect(self._act)
        self.empty.setVisible(not events)
        self.area.setVisible(bool(events))
        self.read_all.setVisible(any(not event.is_read for event in events))
        if self.isVisible():
            self._fit()

    def open_below(self, button: QWidget) -> None:
        """Shows it there, inside of the screen."""
        self._fit()
        leftwards = button.layoutDirection() == Qt.LayoutDirection.RightToLeft
        corner = button.mapToGlobal(QPoint(0 if leftwards else button.width(), button.height() + Space.XS))
        screen = QGuiApplication.screenAt(corner) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        left = corner.x() if leftwards else corner.x() - self.width()
        self.move(max(room.left(), min(left, room.right() - self.width())), corner.y())
        self.show()
        first = self.read_all if self.read_all.isVisible() else self.activity
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fit(self) -> None:
        """As high as what is in it, up to some events."""
        width = look().measure(WIDTH)
        heights = [max(line.heightForWidth(width - 2), line.sizeHint().height()) for line in self.lines]
        room = self.screen().availableGeometry().height() * 3 // 5
        self.area.setFixedHeight(min(room, sum(heights[:MOST_SEEN])))
        self.setFixedWidth(width)
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(width, max(layout.heightForWidth(width), self.minimumSizeHint().height()))

    def _act(self) -> None:
        line = next((one for one in self.lines if one.act is self.sender()), None)
        self.hide()
        if line is not None:
            self.act_wanted.emit(line.event_shown)

    def _lead_on(self) -> None:
        self.hide()
        self.activity_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """As a menu."""
        painter = QPainter(self)
        paint_panel(painter, self.rect(), edge="border-strong", radius=Radius.CARD)
        painter.end()
