"""A vault process that says what a test wants to hear, for what a real one says only after long preparations."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from vault.child import messages as m
from vault.child.link import Reply
from vault.engine.errors import Cancelled
from vault.qt.connection import Asked, VaultConnection
from vault.qt.operations import Operations
from vault.qt.works import Works

NOW = time.time_ns() // 1_000_000
DAY = 86_400_000

FACTS = m.Facts(
    name="My Papers",
    path=b"/home/anna/My Papers.deedbox",
    vault=b"v" * 16,
    epoch=1,
    generation=1,
    sequence=12,
    read_only=None,
    notices=(),
    slots=(),
    files=1_000,
    notes=204,
    folders=30,
    trash=9,
    size=3_200_000_000,
    created=1_700_000_000_000,
    restored=None,
    exported=None,
    drilled=None,
    drill_failed=None,
    stale=None,
)


def proof(time: int, items: int = 1204) -> m.Proof:
    """A drill that succeeded."""
    return m.Proof(time, items, 3_200_000_000, "password")


def finding(kind: str, shown_path: str | None = None, *, harmless: bool = False) -> m.Finding:
    """Something that is not as it should be."""
    return m.Finding(kind, "pack 00", "", harmless, b"i" * 16 if shown_path else None, shown_path)


class _Cancelling:
    def __init__(self, cancel: Callable[[], None]) -> None:
        self.cancel = cancel


class ScriptedConnection(VaultConnection):
    """Answers each kind of request with what stands in `outcomes`: an answer, an exception; what is not there waits."""

    def __init__(self) -> None:
        super().__init__()
        self.outcomes: dict[type[m.Request[Any]], object] = {m.VaultFacts: FACTS}
        self.asked: list[m.Request[Any]] = []
        self.waiting: list[Asked] = []

    def start(self) -> None:
        """Nothing starts."""

    def ask(self, request: Any, done: Any, failed: Any, **_: Any) -> Asked:
        """Remembers the request, whose secrets are overwritten afterwards as ever."""
        copies = {name: bytes(bytearray(value)) for name in ("password",) if (value := getattr(request, name, None))}
        self.asked.append(replace(request, **copies))
        asked = Asked(done, failed)
        asked._reply = cast("Reply[Any]", _Cancelling(lambda: self.answer(asked, Cancelled())))
        outcome = self.outcomes.get(type(request))
        if outcome is None:
            self.waiting.append(asked)
        else:
            self._tell(self._number, asked._deliver, outcome)
        return asked

    def answer(self, asked: Asked, outcome: object) -> None:
        """Ends a wait."""
        self._tell(self._number, asked._deliver, outcome)

    def last(self, kind: type[m.Request[Any]]) -> Any:
        """The latest request of a kind."""
        return [one for one in self.asked if type(one) is kind][-1]


class Scripted:
    """A window's side of a vault without a process."""

    def __init__(self) -> None:
        self.connection = ScriptedConnection()
        self.works = Works()
        self.operations = Operations(self.connection, self.works)
        self.facts: list[m.Facts] = []
        self.changes: list[m.Changes] = []
        self.operations.facts_changed.connect(self.facts.append)
        self.operations.changed.connect(self.changes.append)
