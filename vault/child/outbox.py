"""What goes out on the pipe: any thread puts frames, none waits for the other side."""

from __future__ import annotations

import socket
import threading
from collections import deque
from collections.abc import Callable

from vault.child.wire import Kind, Wire

ROOM = 4 << 20
"""Bytes that may wait before pieces of content are held back."""


class Outbox:
    """Frames on their way out, in order. The pipe does not block; the pipe thread is woken to send the rest."""

    def __init__(self, pipe: socket.socket, wire: Wire, wake: Callable[[], None]) -> None:
        self._pipe, self._wire, self._wake = pipe, wire, wake
        self._guard = threading.Lock()
        self._waiting: deque[memoryview] = deque()
        self._size = 0

    @property
    def is_empty(self) -> bool:
        return not self._waiting

    @property
    def has_room(self) -> bool:
        """Whether more content may be put."""
        return self._size < ROOM

    def put(self, kind: Kind, request: int, payload: bytes = b"") -> None:
        """Send a frame, or what can be sent of it now. What belongs to a request that is over is dropped."""
        with self._guard:
            if request and request not in self._wire.pending:
                return
            was_empty = not self._waiting
            frame = memoryview(self._wire.send(kind, request, payload))
            self._waiting.append(frame)
            self._size += len(frame)
            if was_empty:
                self._send()
            if self._waiting:
                self._wake()

    def send(self) -> None:
        """Send what can be sent now."""
        with self._guard:
            self._send()

    def _send(self) -> None:
        while self._waiting:
            try:
                count = self._pipe.send(self._waiting[0])
            except BlockingIOError:
                return
            except OSError:
                # Nobody reads any more; the reading side of the pipe says so to the pipe thread.
                self._waiting.clear()
                self._size = 0
                return
            self._size -= count
            if count == len(self._waiting[0]):
                self._waiting.popleft()
            else:
                self._waiting[0] = self._waiting[0][count:]
