"""The application's window at work in a process of its own, for tests that end it.

python window_worker.py VAULT DROWSSAP JOB

The password comes backwards, so that no argument holds it.

`work FOLDER`: opens the vault, takes a folder in and writes notes; `list`: says what is there; `note`: shows a note,
locks and waits. Every line of its output is a JSON list whose first word says what it is.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.child.links import cheap_command
from vault.child import messages as m
from vault.child.link import Ended
from vault.qt.appearance import dress
from vault.qt.application import harden
from vault.qt.sweeping import Sweeper
from vault.qt.window import VaultWindow


def say(*words: object) -> None:
    """One line, at once."""
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


class Worker:
    """A window, and a hand that unlocks it as a person does."""

    def __init__(self, vault: Path, backwards: str) -> None:
        self.app = QApplication.instance() or QApplication(["deedbox"])
        assert isinstance(self.app, QApplication)
        Sweeper(self.app)
        dress(self.app, "light")
        self.window = VaultWindow(command=cheap_command)
        self.window.resize(1280, 820)
        self.window.show()
        self.window.connection.ended.connect(self.tell_end)
        self.window.show_vault(vault)
        self.until(self.window.start.unlock.isVisible)
        self.window.start.unlock.password.input.setText(backwards[::-1])
        self.window.start.unlock.unlock()
        self.until(lambda: self.window.page is not None)
        say("open", self.window.connection.pid)

    def tell_end(self, why: Ended) -> None:
        """Locked, or lost."""
        say("ended", why.reason, self.window.page is None)

    def until(self, reached: Callable[[], object]) -> None:
        """Turns the event loop."""
        for _ in range(3_000):
            if reached():
                return
            QTest.qWait(10)
        raise TimeoutError

    def work(self, folder: Path) -> None:
        """Takes files in and writes notes; every item is told once it is committed."""
        told = 0

        def tell(changes: m.Changes) -> None:
            say("kept", [item.hex() for item in changes.added])

        def write() -> None:
            nonlocal told
            told += 1
            name = f"note {os.getpid()} {told}".encode()
            self.window.operations.write_note("words", lambda _: None, lambda _: None, name=name)

        self.window.operations.changed.connect(tell)
        self.window.operations.add_files([folder], m.ROOT)
        timer = QTimer(interval=30)
        timer.timeout.connect(write)
        timer.start()
        self.until(lambda: self.window.page is None)
        say("start page", self.window.start.unlock.notice.text.text())

    def list(self) -> None:
        """The ids of all that is there, page by page."""
        found: list[str] = []
        while True:
            page = self.answer(self.window.operations.list_items, view="all", offset=len(found), limit=1_000)
            found += [row.id.hex() for row in page.rows]
            if len(found) >= page.total:
                break
        tree = self.answer(self.window.operations.folders)
        say("there", found + [folder.id.hex() for folder in tree.folders])
        say("check", self.answer(self.window.operations.check).ok)

    def show_note(self) -> None:
        """Shows the first note in the editor, locks, and waits to be looked at."""
        page = self.window.page
        assert page is not None
        (row,) = self.answer(self.window.operations.list_items, view="notes").rows
        page.edit_note(row)  # type: ignore[attr-defined]  # the vault's page
        QTest.qWait(800)
        self.window.grab()
        self.window.lock()
        self.until(lambda: self.window.page is None)
        say("locked")
        QTest.qWait(60_000)  # until the test has seen enough

    def answer(self, ask: Callable[..., object], *arguments: Any, **named: Any) -> Any:
        """Waits for an operation."""
        answers: list[Any] = []
        ask(*arguments, done=answers.append, failed=answers.append, **named)
        self.until(lambda: answers)
        assert not isinstance(answers[0], Exception), answers[0]
        return answers[0]


if __name__ == "__main__":
    harden()
    worker = Worker(Path(sys.argv[1]), sys.argv[2])
    match sys.argv[3]:
        case "work":
            worker.work(Path(sys.argv[4]))
        case "list":
            worker.list()
        case _:
            worker.show_note()
    worker.window.end()
