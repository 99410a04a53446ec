"""One thread that does something when a time is up, unless it is told in time that all is well."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Watchdog:
    """Calls `bark` once for each `arm` that was followed by neither `arm` nor `disarm` in time."""

    def __init__(self, bark: Callable[[], None]) -> None:
        self._bark = bark
        self._deadline: float | None = None
        self._ended = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._watch, name="sandbox watchdog", daemon=True)
        self._thread.start()

    def arm(self, seconds: float) -> None:
        """Starts the time anew. Any thread."""
        with self._changed:
            self._deadline = time.monotonic() + seconds
            self._changed.notify()

    def hurry(self, seconds: float) -> None:
        """Leaves at most so much of the time that runs, if one does. Any thread."""
        with self._changed:
            if self._deadline is not None:
                self._deadline = min(self._deadline, time.monotonic() + seconds)
                self._changed.notify()

    def disarm(self) -> bool:
        """Stops the time. Returns whether it was still running: if not, `bark` was called."""
        with self._changed:
            running, self._deadline = self._deadline is not None, None
            self._changed.notify()
            return running

    def end(self) -> None:
        """Ends the thread."""
        with self._changed:
            self._ended = True
            self._changed.notify()

    def _watch(self) -> None:
        with self._changed:
            while not self._ended:
                left = None if self._deadline is None else self._deadline - time.monotonic()
                if left is None or left > 0:
                    self._changed.wait(left)
                    continue
                # Inside the lock: once `disarm` has returned, there is no bark at what comes next.
                self._deadline = None
                self._bark()
