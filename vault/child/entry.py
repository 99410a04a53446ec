"""The vault process itself: harden, then answer on the pipe until the vault is locked or nobody is there any more."""

from __future__ import annotations

import os
import selectors
import socket
import sqlite3
import sys
import threading
import time

from vault.child import messages as m
from vault.child.codec import Malformed, parse, serialize
from vault.child.desk import Desk
from vault.child.failures import failure_of
from vault.child.hardening import harden, stand_back
from vault.child.outbox import Outbox
from vault.child.session import Session
from vault.child.wire import Frame, Kind, Wire
from vault.engine.errors import Cancelled
from vault.engine.keys import KdfPolicy

LOCK_SECONDS = 1.5
"""What a lock may take before work is torn off; the log is written so that this loses nothing that was committed."""

GONE_SECONDS = 0.8
"""The same when the client is gone."""

FLUSH_SECONDS = 0.2
MALFORMED = 3
"""The exit code after bytes that were no message."""

BROKEN = 4
"""The exit code when one of our own threads has failed: half a process would leave its client waiting."""

_CHUNK = 1 << 18
_SWITCH_SECONDS = 0.001
_SERIALIZED = 3


def run(fd: int, policy: KdfPolicy | None = None) -> int:
    """Be the vault process on this socket; the exit code. `policy` is for tests, and nothing outside can set it."""
    stand_back()
    harden()
    if sqlite3.threadsafety != _SERIALIZED:
        raise RuntimeError("this SQLite does not serialize its calls, and two threads share one connection")
    threading.excepthook = lambda _: os._exit(BROKEN)
    # Five threads share the interpreter: shorter turns, prompter answers.
    sys.setswitchinterval(_SWITCH_SECONDS)
    with socket.socket(fileno=fd) as pipe:
        return _Process(pipe, policy).run()


class _Process:
    """The pipe thread: reads requests, sends what the outbox could not, and keeps the deadline of locking."""

    def __init__(self, pipe: socket.socket, policy: KdfPolicy | None) -> None:
        self._pipe = pipe
        pipe.setblocking(False)
        self._woken, self._waker = socket.socketpair()
        self._woken.setblocking(False)
        self._waker.setblocking(False)
        self._wire = Wire(child=True)
        self._outbox = Outbox(pipe, self._wire, self._wake)
        self._desk = Desk(Session(policy), self._outbox, closed=self._desk_closed)
        self._locks: list[int] = []
        self._deadline: float | None = None
        self._reading = True
        self._done = False
        self._code = 0

    def _wake(self) -> None:
        try:
            self._waker.send(b"!")
        except BlockingIOError:
            return

    def _desk_closed(self) -> None:
        self._done = True
        self._wake()

    def run(self) -> int:
        self._desk.start()
        with selectors.DefaultSelector() as selector, self._woken, self._waker:
            selector.register(self._woken, selectors.EVENT_READ)
            selector.register(self._pipe, selectors.EVENT_READ)
            while not self._done and not self._is_late():
                self._watch(selector)
                for key, events in selector.select(self._patience()):
                    self._attend(key.fileobj, events)
        self._end(clean=self._done)
        return self._code

    def _watch(self, selector: selectors.BaseSelector) -> None:
        wanted = (selectors.EVENT_READ if self._reading else 0) | (
            0 if self._outbox.is_empty else selectors.EVENT_WRITE
        )
        known = selector.get_map().get(self._pipe)
        if known is None and wanted:
            selector.register(self._pipe, wanted)
        elif known is not None and not wanted:
            selector.unregister(self._pipe)
        elif known is not None and known.events != wanted:
            selector.modify(self._pipe, wanted)

    def _patience(self) -> float | None:
        return None if self._deadline is None else max(0.0, self._deadline - time.monotonic())

    def _is_late(self) -> bool:
        return self._deadline is not None and time.monotonic() >= self._deadline

    def _attend(self, source: object, events: int) -> None:
        if source is self._woken:
            self._woken.recv(4_096)
            return
        if events & selectors.EVENT_WRITE:
            self._outbox.send()
            self._desk.resume()
        if events & selectors.EVENT_READ and self._reading:
            self._read()

    def _read(self) -> None:
        try:
            data = self._pipe.recv(_CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._close(GONE_SECONDS)
            self._reading = False
            return
        try:
            for frame in self._wire.receive(data):
                self._receive(frame)
        except Malformed:
            self._code = MALFORMED
            self._reading = False
            self._close(GONE_SECONDS)

    def _receive(self, frame: Frame) -> None:
        if frame.kind is Kind.CANCEL:
            if self._desk.cancel(frame.request):
                # A derivation cannot be stopped, so the process is.
                self._outbox.put(Kind.FAILURE, frame.request, serialize(failure_of(Cancelled("cancelled"))))
                self._end(clean=False)
            return
        request = parse(frame.payload, m.Request)
        if isinstance(request, m.LockVault):
            self._locks.append(frame.request)
            self._close(LOCK_SECONDS)
        else:
            self._desk.take(frame.request, request)

    def _close(self, seconds: float) -> None:
        due = time.monotonic() + seconds
        self._deadline = due if self._deadline is None else min(due, self._deadline)
        self._desk.close()

    def _end(self, *, clean: bool) -> None:
        """Say how it ended, and end; at once unless everything is in order."""
        for number in self._locks:
            self._outbox.put(Kind.ANSWER, number, serialize(m.Locked(clean)))
        until = time.monotonic() + FLUSH_SECONDS
        while not self._outbox.is_empty and time.monotonic() < until:
            time.sleep(0.001)
            self._outbox.send()
        if not clean:
            os._exit(self._code)
