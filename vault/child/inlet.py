"""Pieces of an arrival on their way from the pipe to the writer's thread."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

from vault.child import messages as m
from vault.engine import arrival
from vault.engine.errors import Cancelled
from vault.engine.progress import Progress

_ASK_SECONDS = 0.05
Answer = Callable[[], None]


class Inlet:
    """Pieces that wait to be taken, for each arrival that was asked for. The pipe thread puts, the writer's takes."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._waiting: dict[bytes, deque[tuple[m.Bring, Answer, Answer]]] = {}

    def open(self, name: bytes) -> None:
        """An arrival was asked for."""
        with self._news:
            self._waiting.setdefault(name, deque())

    def put(self, piece: m.Bring, taken: Answer, dropped: Answer) -> bool:
        """A piece came: one of the two is called later. Whether its arrival was asked for."""
        with self._news:
            queue = self._waiting.get(piece.arrival)
            if queue is None:
                return False
            queue.append((piece, taken, dropped))
            self._news.notify_all()
            return True

    def close(self, name: bytes) -> None:
        """An arrival is over; what waits is dropped."""
        with self._news:
            waiting = self._waiting.pop(name, deque())
        for _, _, dropped in waiting:
            dropped()

    def pieces(self, name: bytes, progress: Progress) -> arrival.Coming:
        """What comes, up to the last of it. Raises Cancelled; while it waits, others have their turn."""
        last = False
        while not last:
            progress.stop_if_cancelled()
            with self._news:
                queue = self._waiting.get(name)
                if queue is None:
                    raise Cancelled("the arrival is over")
                if not queue:
                    self._news.wait(_ASK_SECONDS)
                    continue
                piece, taken, _ = queue.popleft()
            taken()
            yield from map(_plain, piece.given)
            last = piece.last


def _plain(one: m.Arriving | m.ArrivingBytes | m.ArrivingEnd) -> arrival.Arriving | bytes | arrival.Close:
    if isinstance(one, m.ArrivingBytes):
        return one.content
    if isinstance(one, m.ArrivingEnd):
        return arrival.Close.COMPLETE if one.complete else arrival.Close.DROPPED
    return arrival.Arriving(
        one.path, one.kind, one.modified, one.tags, one.favourite, one.size, one.text, one.executable
    )
