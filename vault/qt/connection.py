"""The one owner of a vault's process in the window: it starts it, asks it, and brings its answers to the GUI's thread.

Answers, progress and events come on the link's reader thread. They wait in one queue, and one signal without
arguments says that there is something in it; so nothing of Qt is touched outside its thread, and a flood of news is
taken in slices that leave the window its turn.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from vault.child import messages as m
from vault.child.codec import Message
from vault.child.link import Ended, Reply, VaultLink, start_command
from vault.child.wire import Counts
from vault.engine.errors import VaultLocked

A = TypeVar("A", bound=Message)

SLICE_SECONDS = 0.008
"""How long news are delivered before the window has its turn again: half a frame."""


class Asked:
    """A question under way. GUI thread only."""

    def __init__(self, done: Callable[[Any], None], failed: Callable[[Exception], None]) -> None:
        self._done: Callable[[Any], None] | None = done
        self._failed: Callable[[Exception], None] | None = failed
        self._reply: Reply[Any] | None = None

    @property
    def is_over(self) -> bool:
        return self._done is None

    def cancel(self) -> None:
        """Ask the work to stop; the answer still comes: what was done, or `Cancelled`."""
        if self._reply is not None:
            self._reply.cancel()

    def forget(self) -> None:
        """Stop the work and call nobody back."""
        self._done = self._failed = None
        self.cancel()

    def _deliver(self, outcome: object) -> None:
        done, failed = self._done, self._failed
        self._done = self._failed = None
        if isinstance(outcome, Exception):
            _call(failed, outcome)
        else:
            _call(done, outcome)


def _call(callback: Callable[..., None] | None, *news: object) -> None:
    """Call back, unless the widget that wanted to know is gone."""
    owner = getattr(callback, "__self__", None)
    if callback is not None and not (isinstance(owner, QObject) and not isValid(owner)):
        callback(*news)


class VaultConnection(QObject):
    """At most one process at a time; after it has ended, `start` makes a fresh one."""

    changed = Signal(object)
    """`m.Changes` that were committed while long work goes on."""
    became_read_only = Signal(str)
    ended = Signal(object)
    """`Ended`: why the process is gone. Every open question has failed with VaultLocked before."""
    _arrived = Signal()

    def __init__(
        self, parent: QObject | None = None, *, command: Callable[[int], Sequence[str]] = start_command
    ) -> None:
        super().__init__(parent)
        self._command = command
        self._link: VaultLink | None = None
        self._number = 0
        self._guard = threading.Lock()
        self._news: deque[tuple[int, Callable[..., None], tuple[object, ...]]] = deque()
        self._told = False
        self._arrived.connect(self._take_news, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        return self._link is not None

    @property
    def pid(self) -> int:
        """The process's number; 0 without one."""
        return self._link.pid if self._link is not None else 0

    def start(self) -> None:
        """Start a process, if there is none. Raises OSError."""
        if self._link is None:
            self._number += 1
            number = self._number
            self._link = VaultLink(
                ended=lambda why: self._tell(number, self._end, why),
                event=lambda news: self._tell(number, self._hear, news),
                command=self._command,
            )

    def ask(
        self,
        request: m.Request[A],
        done: Callable[[A], None],
        failed: Callable[[Exception], None],
        *,
        progress: Callable[[Counts], None] | None = None,
        piece: Callable[[bytes], None] | None = None,
    ) -> Asked:
        """Ask; `done` or `failed` is called once, later, on this thread; not if it belongs to a widget that is gone.

        `piece` alone is called on the link's thread: it must be quick, and may hold back the next pieces by waiting.
        Raises LimitExceeded for a request that is too large.
        """
        number, asked = self._number, Asked(done, failed)
        if self._link is None:
            self._tell(number, asked._deliver, VaultLocked("no vault is open"))
            return asked

        def over(reply: Reply[A]) -> None:
            try:
                outcome: object = reply.wait(0)
            except Exception as error:  # noqa: BLE001 - handed on to whoever asked
                outcome = error
            self._tell(number, asked._deliver, outcome)

        def counted(counts: Counts) -> None:
            if progress is not None:
                self._tell(number, _call, progress, counts)

        asked._reply = self._link.ask(request, done=over, progress=counted, piece=piece)
        return asked

    def ask_aside(self, request: m.Request[A], done: Callable[[Reply[A]], None]) -> None:
        """Ask from any thread; `done` comes on the link's, and must be quick. Raises VaultLocked, LimitExceeded."""
        link = self._link
        if link is None:
            raise VaultLocked("no vault is open")
        link.ask(request, done=done)

    def call_aside(self, request: m.Request[A], *, piece: Callable[[bytes], None] | None = None) -> A:
        """Ask from a thread that may wait, and wait. Raises what it failed with, VaultLocked, LimitExceeded."""
        link = self._link
        if link is None:
            raise VaultLocked("no vault is open")
        return link.ask(request, piece=piece).wait()

    def lock(self) -> None:
        """Lock the vault: the process ends within two seconds, whatever it is doing. `ended` follows."""
        if self._link is not None:
            self._link.lock()

    def kill(self) -> None:
        """End the process at once. Nothing that was committed is lost."""
        if self._link is not None:
            self._link.kill()

    def close(self, seconds: float = 3.0) -> None:
        """Lock and wait: for the end of the program."""
        if self._link is not None:
            link, self._link = self._link, None
            link.lock()
            link.join(seconds)

    # News

    def _tell(self, number: int, what: Callable[..., None], *news: object) -> None:
        """Any thread."""
        with self._guard:
            self._news.append((number, what, news))
            first, self._told = not self._told, True
        if first and isValid(self):
            self._arrived.emit()

    def _take_news(self) -> None:
        until = time.monotonic() + SLICE_SECONDS
        while True:
            with self._guard:
                if not self._news:
                    self._told = False
                    return
                number, what, news = self._news.popleft()
            try:
                # What a process said before its end still counts; of the one before that, nothing does.
                if number == self._number:
                    what(*news)
            except BaseException:
                self._arrived.emit()
                raise
            if time.monotonic() > until:
                self._arrived.emit()
                return

    def _hear(self, news: Message) -> None:
        if isinstance(news, m.Changed):
            self.changed.emit(news.changes)
        elif isinstance(news, m.BecameReadOnly):
            self.became_read_only.emit(news.reason)

    def _end(self, why: Ended) -> None:
        self._link = None
        self.ended.emit(why)
