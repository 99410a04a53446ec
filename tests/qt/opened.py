"""What tests of the window share: a vault open in a real, cheap vault process, and waiting for its answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from tests.child.links import PASSWORD, cheap_command
from vault.child import messages as m
from vault.qt.connection import VaultConnection
from vault.qt.operations import Operations
from vault.qt.works import Works

PATIENCE_MS = 60_000
WORDS = PASSWORD.decode()


class Answers:
    """A callback for `done` or `failed` that somebody waits for."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.news: list[Any] = []

    def __call__(self, news: Any) -> None:
        self.news.append(news)

    def wait(self, count: int = 1) -> Any:
        """The latest answer, once there are so many."""
        self._qtbot.waitUntil(lambda: len(self.news) >= count, timeout=PATIENCE_MS)
        return self.news[-1]


class Opened:
    """A window's side of a vault, without a window."""

    def __init__(self, qtbot: QtBot, folder: Path, name: str = "My Papers") -> None:
        self.qtbot = qtbot
        self.path = folder / f"{name}.deedbox"
        self.connection = VaultConnection(command=cheap_command)
        self.works = Works()
        self.operations = Operations(self.connection, self.works)
        self.changes: list[m.Changes] = []
        self.complaints: list[Any] = []
        self.operations.changed.connect(self.changes.append)
        self.operations.failed.connect(self.complaints.append)

    def answer(self, ask: Callable[..., object], *arguments: Any, **named: Any) -> Any:
        """Call an operation that takes `done` and `failed`, and wait for its answer. Raises what it failed with."""
        over = Answers(self.qtbot)
        ask(*arguments, done=over, failed=over, **named)
        answer = over.wait()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def create(self) -> m.Facts:
        """A new vault, open."""
        facts = self.answer(self.operations.create, self.path, WORDS)
        assert isinstance(facts, m.Facts)
        return facts

    def write(self, name: str, text: str = "words", parent: bytes = m.ROOT) -> bytes:
        """A new note; its id."""
        written = self.answer(self.operations.write_note, text, name=name.encode(), parent=parent)
        assert isinstance(written, m.Written)
        return written.item

    def close(self) -> None:
        """Ends the process."""
        self.connection.close()
