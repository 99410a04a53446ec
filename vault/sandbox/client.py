"""The client of the worker: a queue of questions, one thread that asks them, and a worker that is replaced at will.

What the callers see of a broken worker is a `NoPreview`; what the worker sees of the callers is bytes.
"""

from __future__ import annotations

import heapq
import itertools
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from enum import IntEnum

from vault.sandbox.jobs import Answer, Job, NoPreview, Reason, Task
from vault.sandbox.launch import launch
from vault.sandbox.link import Abandoned, Content, Link, NoContent, WorkerLost
from vault.sandbox.protection import Protection

SECONDS = {
    Task.THUMBNAIL: 6.0,
    Task.DESCRIBE: 6.0,
    Task.PICTURE: 15.0,
    Task.PDF_PAGE: 15.0,
    Task.PDF_TEXT: 15.0,
    Task.TEXT: 10.0,
    Task.CODE: 15.0,
}
"""From the last byte of a file to the answer. A picture of 12 megapixels takes 0.1."""
START_SECONDS = 30.0
"""From start to report: half a second when warm, more from a cold disk."""
JOBS_PER_WORKER = 200
"""What one file may have done to the worker ends with it."""
IDLE_SECONDS = 30.0
"""After which the worker goes, and with it what is left of people's files in its memory."""
CANCELLED_SECONDS = 0.5
"""What a cancelled job may still take before its worker is ended for the next one."""
CLOSE_SECONDS = 2.0
"""How long `close` waits for its thread. Only a caller's content that does not come takes longer, and harms nobody."""
LONGEST_PAUSE = 2.0
"""Between starts, after failures in a row."""


class Priority(IntEnum):
    """Who goes first; first come, first served among equals."""

    PREVIEW = 0
    VISIBLE = 1
    AHEAD = 2
    TEXT = 3
    """Text to find files by, which nobody waits for."""


Callback = Callable[[Answer], None]


class Ticket:
    """One submitted job."""

    def __init__(self, client: SandboxWorker, job: Job, content: Content, callback: Callback) -> None:
        self._client = client
        self.job = job
        self.content: Content | None = content
        self.callback: Callback | None = callback
        self.over = False
        """Nothing more happens: the callback has returned, or will never be called."""

    @property
    def unwanted(self) -> bool:
        """Whether the callback will not be called any more."""
        return self.callback is None

    def withdraw(self) -> None:
        """Forgets the callback and the content, under the client's lock."""
        self.callback = self.content = None

    def cancel(self) -> None:
        """Drops the job. Its callback is not called, unless it is being called just now. Any thread."""
        self._client._cancel(self)


class SandboxWorker:
    """Asks the worker. Every method may be called from any thread; callbacks come on one thread of its own.

    `close` belongs to locking: it ends the worker and with it every plain byte it held.
    """

    def __init__(
        self,
        start: Callable[[], subprocess.Popen[bytes]] = launch,
        seconds: dict[Task, float] | None = None,
        start_seconds: float = START_SECONDS,
        jobs_per_worker: int = JOBS_PER_WORKER,
        idle_seconds: float = IDLE_SECONDS,
    ) -> None:
        """Starts no worker yet: the first job does, or `warm`. The arguments are for tests."""
        self._start = start
        self._seconds = {**SECONDS, **(seconds or {})}
        self._start_seconds = start_seconds
        self._jobs_per_worker = jobs_per_worker
        self._idle_seconds = idle_seconds
        self._changed = threading.Condition()
        self._queue: list[tuple[int, int, Ticket]] = []
        self._order = itertools.count()
        self._running: Ticket | None = None
        self._link: Link | None = None
        self._failures = 0
        self._warming = False
        self._closed = False
        self._protection: Protection | None = None
        self._thread = threading.Thread(target=self._work, name="sandbox", daemon=True)
        self._thread.start()

    # --- what callers do --------------------------------------------------------------------------

    def submit(self, job: Job, content: Content, callback: Callback, priority: Priority = Priority.PREVIEW) -> Ticket:
        """Asks a question about a file. The answer goes to `callback`, on this object's thread, which must be quick.

        After `close` nothing is asked and no callback is called.
        """
        ticket = Ticket(self, job, content, callback)
        with self._changed:
            if self._closed:
                ticket.withdraw()
                ticket.over = True
            else:
                heapq.heappush(self._queue, (priority, next(self._order), ticket))
                self._changed.notify_all()
        return ticket

    def ask(self, job: Job, content: Content, priority: Priority = Priority.PREVIEW) -> Answer:
        """Asks and waits for the answer. Never from a callback."""
        found: list[Answer] = []
        ticket = self.submit(job, content, found.append, priority)
        with self._changed:
            self._changed.wait_for(lambda: ticket.over)
        return found[0] if found else NoPreview(Reason.UNAVAILABLE)

    def warm(self) -> None:
        """Starts a worker before the first job needs it."""
        with self._changed:
            self._warming = True
            self._changed.notify_all()

    @property
    def protection(self) -> Protection | None:
        """What the latest worker said holds it in; nothing before the first one started."""
        return self._protection

    def close(self, *, wait: bool = True) -> None:
        """Ends the worker and forgets every job; callbacks are not called any more, but for one that runs.

        `wait`: until this object's thread has ended, too, for so long as that may take.
        """
        with self._changed:
            self._closed = True
            for _, _, ticket in self._queue:
                ticket.withdraw()
                ticket.over = True
            self._queue.clear()
            if self._running:
                self._running.withdraw()
            if self._link:
                self._link.kill()
            self._changed.notify_all()
        if wait and threading.current_thread() is not self._thread:
            self._thread.join(CLOSE_SECONDS)

    def _cancel(self, ticket: Ticket) -> None:
        with self._changed:
            ticket.withdraw()
            if self._running is not ticket:
                ticket.over = True
            elif self._link:
                self._link.hurry(CANCELLED_SECONDS)
            self._changed.notify_all()

    def __enter__(self) -> SandboxWorker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- the thread -------------------------------------------------------------------------------

    def _work(self) -> None:
        while self._work_once():
            pass
        self._drop_link()

    def _work_once(self) -> bool:
        """Does one job; false once closed. A function of its own, so that no content outlives its job here."""
        ticket = self._next()
        if ticket is None:
            return False
        content = ticket.content
        self._deliver(ticket, None if content is None else self._answer(ticket, content))
        return True

    def _next(self) -> Ticket | None:
        """Waits for a job; nothing once closed. Meanwhile warms a worker, or lets an idle one go."""
        while True:
            with self._changed:
                while not (self._queue or self._closed or self._warming):
                    if not self._changed.wait(self._idle_seconds if self._link else None):
                        break
                if self._closed:
                    return None
                if self._queue:
                    _, _, ticket = heapq.heappop(self._queue)
                    if ticket.unwanted:
                        continue
                    self._running = ticket
                    return ticket
                warming, self._warming = self._warming, False
            if warming:
                self._connect()
            else:
                self._drop_link()

    def _answer(self, ticket: Ticket, content: Content) -> Answer | None:
        """Asks the worker; once more if a worker that had done other jobs before broke down over this one."""
        while True:
            link = self._connect()
            if link is None:
                return NoPreview(Reason.UNAVAILABLE)
            first = link.jobs == 0
            try:
                answer = link.ask(ticket.job, content, self._seconds[ticket.job.task], lambda: ticket.unwanted)
            except Abandoned:
                return None
            except NoContent:
                return NoPreview(Reason.UNAVAILABLE)
            except WorkerLost as loss:
                self._drop_link()
                if ticket.unwanted:
                    return None
                self._failures += 1
                if loss.late:
                    return NoPreview(Reason.TOO_SLOW)
                if first:
                    return NoPreview(Reason.REFUSED)
                continue
            self._failures = 0
            return answer

    def _deliver(self, ticket: Ticket, answer: Answer | None) -> None:
        with self._changed:
            callback = ticket.callback
            ticket.withdraw()
            self._running = None
        if callback and answer is not None:
            try:
                callback(answer)
            except Exception:  # noqa: BLE001 - a caller's mistake is reported and must not stop everybody's previews
                threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), self._thread)))
        with self._changed:
            ticket.over = True
            self._changed.notify_all()

    def _connect(self) -> Link | None:
        """Returns a worker that may take a job, the present one or a fresh one; nothing if none would start."""
        if self._link and (self._link.jobs >= self._jobs_per_worker or not self._link.alive):
            self._drop_link()
        if self._link:
            return self._link
        if self._failures > 1 and not self._pause(min(LONGEST_PAUSE, 0.1 * 2 ** min(self._failures, 10))):
            return None
        try:
            link = Link(self._start())
            with self._changed:
                self._link = link
                if self._closed:
                    link.kill()
            self._protection = link.greet(self._start_seconds)
        except (OSError, WorkerLost):
            self._failures += 1
            self._drop_link()
            return None
        return link

    def _pause(self, seconds: float) -> bool:
        """Waits between failures. Returns whether there is still somebody to work for."""
        until = time.monotonic() + seconds
        with self._changed:
            self._changed.wait_for(lambda: self._closed, until - time.monotonic())
            return not self._closed

    def _drop_link(self) -> None:
        with self._changed:
            link, self._link = self._link, None
        if link:
            link.close()
