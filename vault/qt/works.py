"""Long work as a person sees it: what runs, how far it is, and what came of it until that was read."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from vault.child.wire import Counts

from .connection import Asked
from .figures import duration, number, size, size_of
from .parts.work import Job

translate = QCoreApplication.translate

REFRESH_MS = 200
_RATE_SECONDS = 3.0
_NOTHING = Counts(0, 0, 0, 0)


@dataclass(frozen=True)
class GoingOn:
    """How work goes on that a lock has stopped. Its words are shown while the vault is locked: no name is in them."""

    words: str
    """What it was: "Adding files"."""
    offer: str
    """The act: "Go on adding"; nothing for none."""
    act: Callable[[Any], None]
    """Told the page of the vault that is open again."""


@dataclass
class Work:
    """One piece of long work, or its result."""

    key: int
    what: str
    icon: str = "running"
    state: str = "running"
    """`running`, `done`, or `fault`."""
    act: str = ""
    on_act: Callable[[], None] | None = None
    asked: Asked | None = None
    can_cancel: bool = True
    stopping: bool = False
    counts: Counts = _NOTHING
    started: float = field(default_factory=time.monotonic)
    going_on: GoingOn | None = None

    @property
    def fraction(self) -> float | None:
        """How much is done, None where the length is unknown."""
        counts = self.counts
        if counts.total_bytes:
            return min(1.0, counts.bytes / counts.total_bytes)
        return min(1.0, counts.items / counts.total_items) if counts.total_items else None


class Works(QObject):
    """The work of one window, newest first. GUI thread only."""

    changed = Signal()
    ended = Signal(object)
    """A `Work` that has a result, good or not."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys = itertools.count(1)
        self._works: dict[int, Work] = {}
        self._timer = QTimer(self, interval=REFRESH_MS)
        self._timer.timeout.connect(self.changed)

    @property
    def is_running(self) -> bool:
        return any(work.state == "running" for work in self._works.values())

    def running(self) -> list[Work]:
        """What is under way."""
        return [work for work in self._works.values() if work.state == "running"]

    def begin(self, what: str, *, can_cancel: bool = True, icon: str = "running") -> Work:
        """A new line for work that begins."""
        work = Work(next(self._keys), what, icon=icon, can_cancel=can_cancel)
        self._works[work.key] = work
        self._timer.start()
        self.changed.emit()
        return work

    def count(self, work: Work, counts: Counts) -> None:
        """Note how far it is; it is shown with the next refresh."""
        work.counts = counts

    def finish(
        self, work: Work, words: str, *, act: str = "", on_act: Callable[[], None] | None = None, icon: str = "check"
    ) -> None:
        """Work has ended well: the line says so until it is read."""
        self._end(work, "done", words, act, on_act, icon)

    def fail(self, work: Work, words: str, *, act: str = "", on_act: Callable[[], None] | None = None) -> None:
        """Work has ended otherwise."""
        self._end(work, "fault", words, act, on_act, "warning")

    def drop(self, key: int) -> None:
        """The line was read, or nobody needs it."""
        work = self._works.get(key)
        if work is not None and work.state != "running":
            self.forget(work)

    def forget(self, work: Work) -> None:
        """Take a line away."""
        self._works.pop(work.key, None)
        self._tick()

    def cancel(self, key: int) -> None:
        """The person stops it."""
        work = self._works.get(key)
        if work is not None and work.asked is not None and work.can_cancel:
            work.stopping = True
            work.asked.cancel()
            self.changed.emit()

    def act(self, key: int) -> None:
        """The person chose the act of a result; that is reading it, too."""
        work = self._works.get(key)
        if work is not None and work.state != "running":
            self.forget(work)
            if work.on_act is not None:
                work.on_act()

    def clear(self) -> None:
        """The vault is locked: nothing of it stays on the screen."""
        self._works.clear()
        self._tick()

    def jobs(self) -> list[Job]:
        """The lines for the bar, newest first."""
        return [_job(work) for work in reversed(self._works.values())]

    def _end(self, work: Work, state: str, words: str, act: str, on_act: Callable[[], None] | None, icon: str) -> None:
        if work.key not in self._works:
            return  # the vault was locked meanwhile
        work.state, work.what, work.act, work.on_act, work.icon = state, words, act, on_act, icon
        work.asked = None
        self.ended.emit(work)
        self._tick()

    def _tick(self) -> None:
        if not self.is_running:
            self._timer.stop()
        self.changed.emit()


def _job(work: Work) -> Job:
    if work.state != "running":
        return Job(work.key, work.what, icon=work.icon, state=work.state, act=work.act, can_cancel=False)
    can_cancel = work.can_cancel and not work.stopping
    return Job(work.key, work.what, figures(work), work.fraction, icon=work.icon, can_cancel=can_cancel)


def figures(work: Work) -> str:
    """What is done, how fast, and how long it will take; or how long it has taken."""
    if work.stopping:
        return translate("works", "Stopping")
    counts, elapsed = work.counts, time.monotonic() - work.started
    said = []
    if counts.bytes:
        said.append(size_of(counts.bytes, counts.total_bytes))
    if counts.total_items > 1:
        words = translate("works", "{done} of {total} items")
        said.append(words.format(done=number(counts.items), total=number(counts.total_items)))
    elif counts.items:
        said.append(translate("works", "%Ln item(s)", "", counts.items))
    if not said:
        return (
            translate("works", "Working, {time}").format(time=duration(elapsed))
            if elapsed >= 1
            else translate("works", "Working")
        )
    if counts.bytes and elapsed > 1:
        said.append(translate("works", "{amount}/s").format(amount=size(round(counts.bytes / elapsed))))
    fraction = work.fraction
    if fraction and elapsed > _RATE_SECONDS and fraction < 1:
        said.append(translate("works", "{time} left").format(time=duration(elapsed / fraction - elapsed)))
    return ", ".join(said)
