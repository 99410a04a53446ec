"""The window's side of the vault process: who asks, when answers come, and what the bar says of long work."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from tests.child.links import make_files
from tests.qt.opened import PATIENCE_MS, WORDS, Answers, Opened
from vault.child import messages as m
from vault.child.link import Ended
from vault.engine.errors import Cancelled, Conflict, VaultLocked, WrongCredential
from vault.qt.asking import secret
from vault.qt.keys.asking import way_in
from vault.qt.works import Works


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    one = Opened(qtbot, tmp_path)
    yield one
    one.close()


def test_a_vault_from_creation_to_lock(opened: Opened, qtbot: QtBot) -> None:
    facts = opened.create()
    assert facts.name == "My Papers"
    item = opened.write("Where everything is", "in the study")
    assert [change.added for change in opened.changes] == [(item,)]
    text = opened.answer(opened.operations.note_text, item)
    assert text.text == "in the study"
    with qtbot.waitSignal(opened.connection.ended, timeout=PATIENCE_MS) as ended:
        opened.operations.lock()
    assert ended.args[0].reason == "locked"
    assert not opened.connection.is_running
    with pytest.raises(VaultLocked):
        opened.answer(opened.operations.note_text, item)


def test_wrong_password_then_the_right_one(opened: Opened, qtbot: QtBot) -> None:
    opened.create()
    opened.connection.close()
    with pytest.raises(WrongCredential):
        opened.answer(opened.operations.unlock, opened.path, "wrong")
    pid = opened.connection.pid
    assert opened.answer(opened.operations.unlock, opened.path, WORDS).name == "My Papers"
    assert opened.connection.pid == pid, "a wrong password costs no new process"


def test_answers_come_on_the_windows_thread(opened: Opened, qtbot: QtBot) -> None:
    threads = []
    over = Answers(qtbot)

    def done(answer: m.Facts) -> None:
        threads.append(threading.current_thread())
        over(answer)

    opened.operations.create(opened.path, WORDS, done, over)
    assert not over.news, "never before the question is finished being asked"
    over.wait()
    assert threads == [threading.main_thread()]


def test_a_password_is_overwritten_after_it_was_sent(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bytes] = []

    def kept(text: str) -> bytes:
        made.append(secret(text))
        return made[-1]

    monkeypatch.setattr("vault.qt.operations.secret", kept)
    opened.create()
    assert made == [bytes(len(WORDS))]
    assert secret("x" * 40) is not secret("x" * 40)


def test_widgets_that_are_gone_are_not_called(opened: Opened, qtbot: QtBot) -> None:
    opened.create()
    called = []

    class View(QObject):
        def done(self, answer: object) -> None:
            called.append(answer)

    view = View()
    opened.operations.details(opened.write("a"), view.done, view.done)
    opened.operations.folders(view.done)
    import shiboken6

    shiboken6.delete(view)
    opened.answer(opened.operations.folders)
    assert called == []


def test_forgotten_questions_call_nobody(opened: Opened) -> None:
    opened.create()
    called: list[object] = []
    asked = opened.operations.folders(called.append)
    asked.forget()
    opened.answer(opened.operations.folders)
    assert called == []
    assert asked.is_over


def test_a_killed_process_is_told_and_another_one_opens(opened: Opened, qtbot: QtBot) -> None:
    opened.create()
    opened.write("kept")
    over = Answers(qtbot)
    with qtbot.waitSignal(opened.connection.ended, timeout=PATIENCE_MS) as ended:
        opened.operations.folders(over, over)
        opened.connection.kill()
    assert ended.args[0] == Ended("died", "SIGKILL")
    over.wait()
    assert opened.answer(opened.operations.unlock, opened.path, WORDS).notes == 1
    assert [row.shown for row in opened.answer(opened.operations.list_items, view="all").rows] == ["kept"]


def test_an_error_in_a_callback_stops_no_other(opened: Opened, qtbot: QtBot) -> None:
    opened.create()
    over = Answers(qtbot)

    def broken(_: object) -> None:
        raise RuntimeError("a mistake in a view")

    with qtbot.captureExceptions() as caught:
        opened.operations.folders(broken)
        opened.operations.folders(over)
        over.wait()
    assert [str(one[1]) for one in caught] == ["a mistake in a view"]


def test_failures_nobody_asked_for_are_announced(opened: Opened, qtbot: QtBot) -> None:
    opened.create()
    opened.operations.make_folder(m.ROOT, "twice")
    opened.operations.make_folder(m.ROOT, "twice")
    qtbot.waitUntil(lambda: bool(opened.complaints), timeout=PATIENCE_MS)
    assert "there already" in opened.complaints[0].happened
    assert "Conflict" in opened.complaints[0].details
    with pytest.raises(Conflict):
        opened.answer(opened.operations.make_folder, m.ROOT, "twice")


# --- long work ------------------------------------------------------------------------------------


def test_adding_has_a_line_and_a_result(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    opened.create()
    folder = make_files(tmp_path / "papers", 300)
    (folder / "link").symlink_to(folder / "file 1.bin")
    over, reported = Answers(qtbot), Answers(qtbot)
    work = opened.operations.add_files([folder], m.ROOT, over, report=reported)
    (job,) = opened.works.jobs()
    assert (job.state, job.can_cancel) == ("running", True)
    added = over.wait()
    assert (added.items, added.left_out) == (300, 1)
    (job,) = opened.works.jobs()
    assert job.state == "done"
    assert "300" in job.what
    assert "left out" in job.what
    assert opened.changes[-1].added or opened.changes[-1].everything
    opened.works.act(work.key)
    assert reported.news == [added]
    assert opened.works.jobs() == []


def test_stopped_work_keeps_what_it_has_and_says_so(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    opened.create()
    folder = make_files(tmp_path / "papers", 6_000, 20_000)
    over = Answers(qtbot)
    work = opened.operations.add_files([folder], m.ROOT, over)
    qtbot.waitUntil(lambda: work.counts.items > 5, timeout=PATIENCE_MS)
    opened.works.cancel(work.key)
    assert opened.works.jobs()[0].figures == "Stopping"
    added = over.wait()
    assert added.cancelled
    assert opened.works.jobs()[0].what.startswith("Stopped.")
    page = opened.answer(opened.operations.list_items, view="all")
    assert page.total == added.items


def test_work_that_fails_says_what_is_safe(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    opened.create()
    item = opened.write("a")
    (tmp_path / "a file").touch()
    opened.operations.write_out([item], tmp_path / "a file")
    qtbot.waitUntil(lambda: opened.works.jobs()[0].state == "fault", timeout=PATIENCE_MS)
    assert opened.works.jobs()[0].what.count(".") >= 2


def test_a_lock_under_way_leaves_no_line(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    opened.create()
    opened.operations.add_files([make_files(tmp_path / "papers", 3_000, 20_000)], m.ROOT)
    with qtbot.waitSignal(opened.connection.ended, timeout=PATIENCE_MS):
        opened.operations.lock()
    assert opened.works.jobs() == []
    assert opened.complaints == []


def test_export_restore_and_check(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    opened.create()
    opened.write("a")
    summary = opened.answer(opened.operations.export, tmp_path / "a.export", "another one")
    assert summary.items == 1
    assert opened.answer(opened.operations.check).ok
    opened.connection.close()
    restored = tmp_path / "Again.deedbox"
    opened.answer(opened.operations.restore_export, tmp_path / "a.export", restored, "another one")
    assert opened.answer(opened.operations.unlock, restored, "another one").notes == 1


def test_cancelling_an_unlock_ends_the_process(qtbot: QtBot, opened: Opened) -> None:
    opened.create()
    opened.connection.close()
    over = Answers(qtbot)
    opened.operations.unlock(opened.path, WORDS, over, over).cancel()
    answer = over.wait()
    # A derivation of microseconds may be over before it hears of that.
    assert isinstance(answer, Cancelled | VaultLocked | m.Facts)


def test_rekeying_and_trash(opened: Opened, qtbot: QtBot) -> None:
    opened.create()
    item = opened.write("a")
    with pytest.raises(WrongCredential):
        opened.answer(opened.operations.change_password, way_in("wrong"), "next one")
    assert opened.works.jobs() == []
    changed = opened.answer(opened.operations.change_password, way_in(WORDS), "next one")
    assert changed.new_key
    assert opened.answer(opened.operations.rotate_key, way_in("next one")).epoch == changed.epoch + 1
    opened.operations.trash([item])
    over = Answers(qtbot)
    opened.operations.empty_trash(None, over)
    assert over.wait().items == 1
    assert item in opened.changes[-1].removed


def test_the_window_has_its_turn_in_a_flood_of_news(opened: Opened, qtbot: QtBot) -> None:
    opened.create()
    beats: list[float] = []
    timer = QTimer(interval=0)
    timer.timeout.connect(lambda: beats.append(time.monotonic()))
    timer.start()
    seen: list[float] = []

    def slow(_: object) -> None:
        until = time.monotonic() + 0.003
        while time.monotonic() < until:
            pass
        seen.append(time.monotonic())

    for _ in range(60):
        opened.operations.folders(slow)
    qtbot.waitUntil(lambda: len(seen) == 60, timeout=PATIENCE_MS)
    between = sum(seen[0] < beat < seen[-1] for beat in beats)
    assert between >= 10, "other events came between the answers"


def test_figures_of_work() -> None:
    works = Works()
    work = works.begin("Adding")
    assert works.jobs()[0].fraction is None
    works.count(work, type(work.counts)(500, 1, 1_000, 10))
    (job,) = works.jobs()
    assert job.fraction == 0.5
    assert "500 B of 1 KB" in job.figures
    assert "1 of 10 items" in job.figures
    works.drop(work.key)
    assert works.jobs(), "running work is not read away"
    works.finish(work, "Done.")
    works.drop(work.key)
    assert works.jobs() == []
