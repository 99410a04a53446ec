"""Locking by itself: after some minutes without key or mouse, and after the computer slept.

A filter written in Python costs too much on every event of an application (docs/decisions/0009). So it sits on the
windows of the system alone (`QWindow`), where each key and each movement passes once, before Qt hands it down.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent

from .figures import clock, number

TICK_MS = 1_000
COUNTED_MINUTES = 10
"""So long before the lock the seconds are counted; earlier, whole minutes are said."""
SLEEP_SECONDS = 5.0
"""How far the clock that goes on in sleep may leave the other one behind before we call that sleep."""

_ACTS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
    }
)


def clocks() -> tuple[float, float]:
    """Seconds while awake, and seconds with sleep counted in.

    Where the system has no such clock the time of day stands in for it.
    """
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic(), time.time() if boot is None else time.clock_gettime(boot)


class IdleWatch(QObject):
    """Counts down while nobody does anything in any window of the application. Starts when `start` is called."""

    due = Signal(str)
    """The time is up: `idle`, or `sleep`. It is said again each second until `stop`."""
    told = Signal(str, str)
    """ "Locks in 8:42" and "8:42", whenever the words change; empty where it never locks by itself."""

    def __init__(self, parent: QObject | None = None, *, clocks: Callable[[], tuple[float, float]] = clocks) -> None:
        super().__init__(parent)
        self._clocks = clocks
        self._minutes = 0
        self._words = ("", "")
        self._pointer = QPointF()
        self._awake, self._whole = clocks()
        self._last = self._awake
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def minutes(self) -> int:
        """After how many minutes it locks; 0 is never."""
        return self._minutes

    def set_minutes(self, minutes: int) -> None:
        """Another limit; counting begins anew."""
        self._minutes = minutes
        self._note()
        if self._timer.isActive():
            self._tell()

    def start(self) -> None:
        """A vault is open: count from now."""
        self._awake, self._whole = self._clocks()
        self._note()
        self._timer.start()
        self.tick()

    def stop(self) -> None:
        """Nothing is left to lock."""
        self._timer.stop()
        self._words = ("", "")
        for window in QGuiApplication.allWindows():
            window.removeEventFilter(self)

    def tick(self) -> None:
        """What time it is: each second while a vault is open."""
        for window in QGuiApplication.allWindows():
            window.installEventFilter(self)  # twice is once
        awake, whole = self._clocks()
        slept = (whole - self._whole) - (awake - self._awake)
        self._awake, self._whole = awake, whole
        if slept > SLEEP_SECONDS:
            self.due.emit("sleep")
        elif self._minutes and self.seconds_left() <= 0:
            self.due.emit("idle")
        else:
            self._tell()

    def seconds_left(self) -> float:
        """Until it locks."""
        return self._minutes * 60 - (self._clocks()[0] - self._last)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes note of what a person does, and nothing away."""
        kind = event.type()
        if kind in _ACTS:
            self._note()
        elif kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            # Windows that open and move under a pointer at rest send movements, too.
            place = event.globalPosition()
            if place != self._pointer:
                self._pointer = place
                self._note()
        return False

    def _note(self) -> None:
        self._last = self._clocks()[0]

    def _tell(self) -> None:
        words = self._count()
        if words != self._words:
            self._words = words
            self.told.emit(*words)

    def _count(self) -> tuple[str, str]:
        if not self._minutes:
            return "", ""
        left = max(0, round(self.seconds_left()))
        if left > COUNTED_MINUTES * 60:
            short = self.tr("{minutes} min").format(minutes=number(-(-left // 60)))
        else:
            short = clock(left)
        return self.tr("Locks in {time}").format(time=short), short
