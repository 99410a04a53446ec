"""Questions that may take long (a place on a network, a password's strength), asked on a thread of their own."""

from __future__ import annotations

import _thread
import itertools
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from shiboken6 import isValid

T = TypeVar("T")


_UNANSWERED = object()


class Messenger(QObject):
    """Brings answers to the GUI's thread. There is one, as old as the application: no thread meets a dead one.

    Who is to be called back is kept here and never by the thread that asks: it might be the last to let go of a widget,
    which would die on it.
    """

    arrived = Signal(int, object)

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self._letters: dict[int, Callable[[Any], None]] = {}
        self._numbers = itertools.count()
        self.arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def expect(self, letter: Callable[[Any], None]) -> int:
        """The number of an answer that comes."""
        number = next(self._numbers)
        self._letters[number] = letter
        return number

    def _deliver(self, number: int, answer: object) -> None:
        letter = self._letters.pop(number)
        if answer is not _UNANSWERED:
            letter(answer)


_messengers: list[Messenger] = []


def _messenger() -> Messenger:
    if not _messengers or not isValid(_messengers[0]):
        _messengers[:] = [Messenger(QCoreApplication.instance())]
    return _messengers[0]


class Aside:
    """Asks one question at a time; of several, only the latest is answered. GUI thread only.

    The threads are daemons: a place that never answers holds up nobody, not even the end of the program.
    """

    def __init__(self, owner: QObject | None = None) -> None:
        """`owner`: who wants to know, where that is not the object whose method is called back."""
        self._owner = owner
        self._number = 0

    def ask(self, question: Callable[[], T], done: Callable[[T], None]) -> None:
        """Calls back with the answer, later, on this thread; not if the owner is gone by then."""
        self._number += 1
        number, messenger = self._number, _messenger()

        def deliver(answer: T) -> None:
            owner: Any = self._owner or getattr(done, "__self__", None)
            if number == self._number and not (isinstance(owner, QObject) and not isValid(owner)):
                done(answer)

        arrival = messenger.expect(deliver)

        def run() -> None:
            answer: object = _UNANSWERED
            try:
                answer = question()
            finally:
                messenger.arrived.emit(arrival, answer)

        _thread.start_new_thread(run, ())  # a `Thread` that is started is waited for until it runs

    def forget(self) -> None:
        """Nobody wants to know any more."""
        self._number += 1
