"""Toasts: only for what can be undone or expires. They stay while the pointer or the focus is on them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPropertyAnimation, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QWidget

from vault.qt.theme import Radius, Space, look

from .aloud import announce
from .buttons import Button
from .cards import paint_panel
from .text import IconText, Text

WIDTH = 320
LEAST = 48
STAY = 6000
TICK = 250
BESIDE = 16


def fade(widget: QWidget, start: float, end: float, after: Callable[[], None] | None = None) -> None:
    """Fades a widget in at most 120 ms, ease-out; with reduced motion at once."""
    duration = look().motion
    if duration == 0:
        if after is not None:
            after()
        return
    effect = QGraphicsOpacityEffect(widget)
    effect.setOpacity(start)
    widget.setGraphicsEffect(effect)
    animation = QPropertyAnimation(effect, b"opacity", widget)
    animation.setDuration(duration)
    animation.setStartValue(start)
    animation.setEndValue(end)
    animation.setEasingCurve(QEasingCurve.Type.OutCubic)

    def finish() -> None:
        widget.setGraphicsEffect(None)  # type: ignore[arg-type]  # Qt takes none for "nothing"; its stub does not
        if after is not None:
            after()

    animation.finished.connect(finish)
    animation.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)


class Toast(QWidget):
    """320 wide: icon, one line, one link act."""

    acted = Signal()
    gone = Signal()
    passed = Signal(str, str)
    """(icon, words): it went away by itself, and nobody chose its act."""

    def __init__(
        self, icon: str, words: str, act: str = "", parent: QWidget | None = None, *, stay: int = STAY
    ) -> None:
        super().__init__(parent)
        self.setProperty("spokenAs", "news")
        self.setAccessibleName(words)
        self._icon = icon
        self.setFixedWidth(look().measure(WIDTH))
        self._left = stay
        row = QHBoxLayout(self)
        row.addStrut(LEAST - 2 * Space.S)
        row.setContentsMargins(Space.M, Space.S, Space.XS, Space.S)
        row.setSpacing(Space.S)
        self.words = IconText(icon, Text(words, wrap=True), size=18, gap=8, token="text-secondary")
        row.addWidget(self.words, 1)
        self.act: Button | None = None
        if act:
            self.act = Button(act, "link", compact=True)
            self.act.clicked.connect(self._do)
            row.addWidget(self.act)
        self._clock = QTimer(self)
        self._clock.setInterval(TICK)
        self._clock.timeout.connect(self._tick)

    def appear(self) -> None:
        """Comes up, is read aloud, and starts to count."""
        self.show()
        self.raise_()
        fade(self, 0.0, 1.0)
        announce(self, self.accessibleName())
        self._clock.start()

    def held(self) -> bool:
        """Whether somebody is busy with it."""
        return self.underMouse() or (self.act is not None and self.act.hasFocus())

    def _tick(self) -> None:
        if self.held():
            return
        self._left -= TICK
        if self._left <= 0:
            self.passed.emit(self._icon, self.accessibleName())
            self.leave()

    def leave(self) -> None:
        """Goes away."""
        self._clock.stop()
        fade(self, 1.0, 0.0, self._end)

    def _do(self) -> None:
        self._clock.stop()
        self.acted.emit()
        self._end()

    def _end(self) -> None:
        self.hide()
        self.gone.emit()
        self.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A strong edge in place of a shadow."""
        painter = QPainter(self)
        paint_panel(painter, self.rect(), edge="border-strong", radius=Radius.CARD)
        painter.end()


Tell = Callable[..., Toast]
"""`ToastStack.show_toast`."""


class ToastStack(QObject):
    """Keeps a window's toasts in its lower trailing corner, the newest lowest."""

    passed = Signal(str, str)
    """A toast's (icon, words), when it went away by itself."""

    def __init__(self, window: QWidget, *, above: Callable[[], int] = lambda: 0) -> None:
        super().__init__(window)
        self._window = window
        self._above = above
        self.toasts: list[Toast] = []
        window.installEventFilter(self)

    def show_toast(self, icon: str, words: str, act: str = "", *, stay: int = STAY) -> Toast:
        """Shows one more and returns it; connect to its `acted`."""
        toast = Toast(icon, words, act, self._window, stay=stay)
        self.toasts.append(toast)
        toast.gone.connect(self._forget)
        toast.passed.connect(self.passed)
        toast.appear()
        self._arrange()
        return toast

    def _forget(self) -> None:
        self.toasts = [toast for toast in self.toasts if toast is not self.sender()]
        self._arrange()

    def _arrange(self) -> None:
        bottom = self._window.height() - BESIDE - self._above()
        for toast in reversed(self.toasts):
            height = max(toast.sizeHint().height(), toast.heightForWidth(toast.width()))
            rtl = self._window.isRightToLeft()
            left = BESIDE if rtl else self._window.width() - BESIDE - toast.width()
            toast.setGeometry(left, bottom - height, toast.width(), height)
            bottom -= height + Space.S

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the window's size."""
        if event.type() == QEvent.Type.Resize:
            self._arrange()
        return False
