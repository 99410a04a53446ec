"""The progress bar, and what Ctrl+C does while something runs."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from types import FrameType

from vault.cli.terminal import size_of
from vault.engine.progress import Progress

_SECONDS_BETWEEN = 0.1
_running: list[Bar] = []


def shows_bar() -> bool:
    """Whether a bar would be seen."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


class Bar(Progress):
    """Progress that shows itself on standard error, if that is a terminal, and that Ctrl+C cancels."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self._label = label
        self._visible = shows_bar()
        self._started = time.monotonic()
        self._last = self._started
        self._drawing = threading.Lock()
        self._drawn = False

    def __enter__(self) -> Bar:
        _running.append(self)
        return self

    def __exit__(self, *_: object) -> None:
        _running.remove(self)
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def changed(self) -> None:
        now = time.monotonic()
        if not self._visible or now - self._last < _SECONDS_BETWEEN:
            return
        # Whoever comes second leaves it to the first; nobody waits to draw.
        if self._drawing.acquire(blocking=False):
            import shutil  # here: with its archives it takes 2 ms to load, and most commands draw nothing

            try:
                self._last = now
                self._drawn = True
                line = self.line(now - self._started, shutil.get_terminal_size().columns)
                sys.stderr.write(f"\r{line}\x1b[K")
                sys.stderr.flush()
            finally:
                self._drawing.release()

    def line(self, seconds: float, columns: int) -> str:
        """The bar as text, in a window of so many columns."""
        rate = f"{size_of(int(self.bytes / seconds))}/s" if seconds > 0 else ""
        if not self.total_bytes:
            return f"{self._label}  {self.items:,}  {size_of(self.bytes)}  {rate}"[: columns - 1]
        share = min(1.0, self.bytes / self.total_bytes)
        left = f"{_duration(seconds / share - seconds)} left" if share > 0.02 else ""
        ends = f"{self._label} ", f" {share:4.0%}  {size_of(self.bytes)}  {rate}  {left}"
        width = max(0, min(40, columns - 1 - len(ends[0]) - len(ends[1])))
        full = int(width * share)
        return f"{ends[0]}{'█' * full}{'░' * (width - full)}{ends[1]}"[: columns - 1]


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


@contextlib.contextmanager
def interrupts_watched() -> Iterator[None]:
    """Ctrl+C asks what runs to stop at the next whole item; a second one, or with nothing running, stops at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, _interrupted)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _interrupted(_number: int, _frame: FrameType | None) -> None:
    if not _running or all(bar.cancelled for bar in _running):
        raise KeyboardInterrupt
    for bar in _running:
        bar.cancel()
    if sys.stderr.isatty():
        # Not through sys.stderr: the signal may have come in the middle of a write to it.
        os.write(2, b"\r\x1b[KStopping at the next whole item. Ctrl+C again stops at once.\n")
