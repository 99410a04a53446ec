"""When Python may collect its garbage in a process with widgets: at quiet moments of the event loop, on its thread.

The collector runs wherever Python allocates, on any thread. If what it finds is a window nobody holds any more, the
window's C++ half dies there and then: in the middle of Qt's walk over all widgets, or on a thread that may not touch
it. Both end the program. A change of theme walks over all widgets and calls Python for each, which is how this
was found.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QObject, QTimer

PERIOD = 250
"""Milliseconds. What piles up in a quarter of a second is looked through in a millisecond or two; what piles up in two
seconds of scrolling takes more than a frame."""


@contextmanager
def no_sweeping() -> Iterator[None]:
    """Holds the collector back while Qt walks over all widgets."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


class Sweeper(QObject):
    """Takes the collector over for an application: often, as much as Python itself would have."""

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(PERIOD)
        self._timer.timeout.connect(self.sweep)
        self._timer.start()

    def sweep(self) -> int:
        """Collects the oldest generation that is due and returns which one it was, -1 for none."""
        counts, limits = gc.get_count(), gc.get_threshold()
        due = [number for number in (2, 1, 0) if counts[number] > limits[number]]
        if not due:
            return -1
        gc.collect(due[0])
        return due[0]

    def stop(self) -> None:
        """Gives the collector back to Python."""
        self._timer.stop()
        gc.enable()
