"""Files become findable by their text while the vault is open, and a lock ends the reading at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.qt.opened import PATIENCE_MS, Answers, Opened
from vault.child import messages as m
from vault.qt.browse import text_reading
from vault.qt.browse.text_reading import TextReading
from vault.sandbox.client import SandboxWorker


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    one = Opened(qtbot, tmp_path)
    one.create()
    yield one
    one.close()


@pytest.fixture
def reading(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> Iterator[TextReading]:
    monkeypatch.setattr(text_reading, "FIRST_MS", 0)
    monkeypatch.setattr(text_reading, "REST_MS", 0)
    monkeypatch.setattr(text_reading, "PIECE", 100_000)
    with SandboxWorker() as worker:
        reading = TextReading(opened.connection, worker, opened.operations)  # who lets go last may be the pump's thread
        opened.operations.changed.connect(reading.wake)
        yield reading
        reading.end()


def add(opened: Opened, folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    over = Answers(opened.qtbot)
    opened.operations.add_files([folder / name], m.ROOT, done=over)
    over.wait()


def found(opened: Opened, query: str) -> list[str]:
    page: m.Found = opened.answer(opened.operations.search, query)
    return [hit.row.shown for hit in page.hits]


def await_found(opened: Opened, query: str, names: list[str]) -> None:
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while found(opened, query) != names:
        assert time.monotonic() < deadline
        opened.qtbot.wait(20)


@pytest.mark.usefixtures("reading")
def test_files_are_found_by_their_text(opened: Opened, tmp_path: Path) -> None:
    add(opened, tmp_path, "page.html", b"<p>the <b>walrus</b> in the attic</p>" + b" " * 300_000)
    add(opened, tmp_path, "noise.pdf", bytes(range(256)) * 10)
    await_found(opened, "walrus attic", ["page.html"])
    add(opened, tmp_path, "later.txt", "später kam ein Nashorn".encode())
    await_found(opened, "nashorn", ["later.txt"])

    def all_read() -> bool:
        facts: m.IndexState = opened.connection.call_aside(m.IndexFacts())
        return (facts.texts, facts.tried, facts.left) == (2, 1, 0)

    opened.qtbot.waitUntil(all_read, timeout=PATIENCE_MS)


def test_a070_a_lock_ends_the_reading_at_once(opened: Opened, reading: TextReading, tmp_path: Path) -> None:
    for number in range(20):
        add(opened, tmp_path, f"{number}.txt", b"words " * 50_000)
    with opened.qtbot.waitSignal(opened.connection.ended, timeout=5_000):
        opened.operations.lock()
    started = time.monotonic()
    reading.end()
    assert time.monotonic() - started < 0.1
    reading.wake()
    opened.qtbot.wait(20)  # there is no vault to be asked
