"""One running worker as the client sees it: hostile, possibly silent, to be ended at any moment."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Callable, Iterable, Iterator

from vault.sandbox import wire
from vault.sandbox.flavours import USEFUL, Flavour, tell
from vault.sandbox.jobs import MAX_CONTENT, Answer, Job, NoPreview, Reason, Task
from vault.sandbox.kinds import HEAD, Kind, detect
from vault.sandbox.pipe import Buffer, read_exactly, write_all
from vault.sandbox.protection import Protection
from vault.sandbox.watchdog import Watchdog

Content = Buffer | Callable[[], Buffer | Iterable[Buffer]]
"""The bytes of a file; or what gives them, all or in pieces, once a worker is free. It is called on the client's own
thread, may wait, and may be called twice."""

STALLED_SECONDS = 5.0
"""How long a worker may leave a piece of content in the pipe."""


class NoContent(Exception):
    """What was to give the content failed; the worker is not to blame."""


class Abandoned(Exception):
    """Nobody waits for the answer any more."""


class WorkerLost(Exception):
    """The worker ended, was ended, or broke the protocol. `late` where the watchdog did it."""

    def __init__(self, late: bool) -> None:
        super().__init__("the worker is gone")
        self.late = late


class Link:
    """The pipes to one worker. One thread asks; `kill` comes from any."""

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        self._child = child
        self._watchdog = Watchdog(child.kill)
        self.jobs = 0

    def greet(self, seconds: float) -> Protection:
        """Waits until the worker is ready, and returns its report. Raises WorkerLost."""
        self._watchdog.arm(seconds)
        try:
            _, body = wire.read_frame(self._read, wire.TO_CLIENT_HELLO)
            protection = wire.parse_protection(body)
        except (OSError, EOFError, wire.Violation) as error:
            raise WorkerLost(not self._watchdog.disarm()) from error
        if not self._watchdog.disarm():
            raise WorkerLost(late=True)
        return protection

    def ask(self, job: Job, content: Content, seconds: float, unwanted: Callable[[], bool]) -> Answer:
        """Sends a job with its content and returns the answer, checked, within `seconds` after the last byte.

        Raises WorkerLost, NoContent, Abandoned.
        """
        self.jobs += 1
        if not callable(content) and job.task is not Task.TEXT and _length(content) > MAX_CONTENT:
            return NoPreview(Reason.TOO_LARGE)
        try:
            self._write(wire.serialize_job(job))
            refusal = self._send(job, content, unwanted)
            if refusal:
                self._write(wire.frame(wire.ABANDON))
                return refusal
            self._write(wire.frame(wire.END))
            return self._receive(job, seconds, unwanted)
        except NoContent:
            with contextlib.suppress(OSError):
                self._write(wire.frame(wire.ABANDON))
            raise
        except (OSError, EOFError, wire.Violation) as error:
            raise WorkerLost(not self._watchdog.disarm()) from error

    def _send(self, job: Job, content: Content, unwanted: Callable[[], bool]) -> NoPreview | None:
        """Sends what is of use of a file; says no before the worker has to. Raises Abandoned, NoContent, OSError."""
        appetite = sent = 0
        for piece in _pieces(content):
            if unwanted():
                self._write(wire.frame(wire.ABANDON))
                raise Abandoned
            appetite = appetite or _appetite(job, bytes(piece[:HEAD]))
            useful = piece[: appetite - sent]
            sent += len(useful)
            if not appetite:
                return NoPreview(Reason.NOT_RECOGNISED)
            if sent > MAX_CONTENT:
                return NoPreview(Reason.TOO_LARGE)
            if useful:
                self._write(wire.HEAD.pack(len(useful), wire.CONTENT), useful)
            if sent == appetite:
                break
        return None

    def _receive(self, job: Job, seconds: float, unwanted: Callable[[], bool]) -> Answer:
        self._watchdog.arm(seconds)
        if unwanted():  # after arming: a `hurry` that came before is made up for
            self._watchdog.hurry(0)
        mark, body = wire.read_frame(self._read, wire.bounds(job))
        answer = wire.parse_answer(job, mark, body)
        self._watchdog.disarm()
        return answer

    def hurry(self, seconds: float) -> None:
        """Ends the worker unless it answers within so many seconds; not one that only starts. Any thread."""
        if self.jobs:
            self._watchdog.hurry(seconds)

    @property
    def alive(self) -> bool:
        return self._child.poll() is None

    def kill(self) -> None:
        """Ends the worker now; what waits for it gets WorkerLost. Any thread."""
        self._child.kill()

    def close(self) -> None:
        """Ends the worker, waits for its end, and gives back what it held. The asking thread's last call."""
        self._watchdog.end()
        self._child.kill()
        self._child.wait()
        for end in (self._child.stdin, self._child.stdout):
            with contextlib.suppress(OSError):
                end.close()  # type: ignore[union-attr]

    def _read(self, count: int) -> bytes:
        """Reads exactly `count` bytes. Raises EOFError, OSError."""
        assert self._child.stdout is not None
        return read_exactly(self._child.stdout, count)

    def _write(self, *parts: Buffer) -> None:
        """Writes everything. Raises OSError; the time it may take is bounded by the watchdog."""
        self._watchdog.arm(STALLED_SECONDS)
        assert self._child.stdin is not None
        write_all(self._child.stdin, *parts)
        if not self._watchdog.disarm():
            raise EOFError


def _length(content: Buffer) -> int:
    return len(memoryview(content).cast("B"))


def _appetite(job: Job, head: bytes) -> int:
    """Returns how many bytes of a file that begins so are of use; none, or more than are taken where it is all."""
    if job.task is not Task.TEXT:
        return 0 if detect(head) is Kind.UNKNOWN else MAX_CONTENT + 1
    flavour = tell(head, job.literal)
    return 0 if flavour is Flavour.NONE else USEFUL.get(flavour, MAX_CONTENT + 1)


def _pieces(content: Content) -> Iterator[memoryview]:
    """Yields content in pieces that fit a frame, the first one long enough to tell the kind. Raises NoContent."""
    head = bytearray()
    for buffer in _buffers(content):
        view = memoryview(buffer).cast("B")
        if len(head) < HEAD:
            take = min(len(view), HEAD - len(head))
            head += view[:take]
            view = view[take:]
            if len(head) == HEAD:
                yield memoryview(bytes(head))
        for start in range(0, len(view), wire.MAX_CHUNK):
            yield view[start : start + wire.MAX_CHUNK]
    if len(head) < HEAD:
        yield memoryview(bytes(head))


def _buffers(content: Content) -> Iterator[Buffer]:
    try:
        given = content() if callable(content) else content
        if isinstance(given, Buffer):
            yield given
        else:
            yield from given
    except (GeneratorExit, Abandoned):
        raise
    except Exception as error:
        raise NoContent from error
