"""The window around a vault: it opens, locks whatever goes on, says why, counts down, and ends in time."""

from __future__ import annotations

import gc
import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPointF, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.child.links import cheap_command, make_files
from tests.qt.opened import PATIENCE_MS, WORDS
from tests.qt.scripted import FACTS, NOW, proof
from vault.child import messages as m
from vault.child.link import Ended
from vault.qt import application
from vault.qt.application import EndSignals, Windows
from vault.qt.idle import IdleWatch, clocks
from vault.qt.known_vaults import KnownVault, KnownVaults
from vault.qt.parts.dialogs import Dialog
from vault.qt.proofs import LastProof
from vault.qt.settings import Settings
from vault.qt.settings_dialog import SettingsDialog
from vault.qt.start.unlock import Opening
from vault.qt.window import VaultWindow

GOOD = "violin under the copper lamp 7"


class PlainPage(QWidget):
    """What the window asks of the page of an open vault, and nothing more."""

    lock_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, operations: Any, works: Any, facts: m.Facts, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.vault_name = facts.name
        self.idle_words: list[tuple[str, str]] = []
        self.saved = self.begun = 0
        self.saves = True
        self.editor = QLineEdit(self)
        QVBoxLayout(self).addWidget(self.editor)
        self.setFocusProxy(self.editor)

    def begin(self) -> None:
        self.begun += 1

    def save_pending(self, done: Callable[[], None]) -> None:
        self.saved += 1
        if self.saves:
            QTimer.singleShot(10, done)

    def set_idle_text(self, words: str, short: str) -> None:
        self.idle_words.append((words, short))


class Opened:
    """A window with a vault open in it."""

    def __init__(self, window: VaultWindow, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot

    @property
    def page(self) -> PlainPage:
        page = self.window.page
        assert isinstance(page, PlainPage)
        return page

    @property
    def notice(self) -> str:
        """What the start says happened to the vault."""
        return self.window.start.unlock.notice.text.text()

    def wait(self, condition: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def wait_locked(self) -> None:
        self.wait(lambda: not self.window.is_open)

    def unlock(self) -> None:
        QTest.keyClicks(self.window.start.unlock.password.input, WORDS)
        QTest.keyClick(self.window.start.unlock.password.input, Qt.Key.Key_Return)
        self.wait(lambda: self.window.is_open)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def opened(
    tmp_path: Path, settings: Settings, worn: object, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Opened]:
    monkeypatch.setenv("DEEDBOX_STATE", str(tmp_path / "state"))
    known = KnownVaults(lambda: tmp_path)
    window = VaultWindow(settings, known, make_page=PlainPage, command=cheap_command)
    window.resize(780, 700)
    window.show()  # it is ended below: what `qtbot` closes dies at once, and nobody would hear of its process
    one = Opened(window, qtbot)
    creation = window.start.creation
    window.start.show_create()
    creation.place.set_folder(tmp_path)
    one.wait(creation.place.is_free)
    creation.remember.set_wanted(True)
    creation.go_on()
    for field in (creation.password.first, creation.password.again):
        field.input.setText(WORDS)
    one.wait(lambda: not creation.password.meter.is_waiting)
    creation.go_on()
    if creation._asks_word:
        creation.go_on()
    creation.kit.set_wanted(False)
    creation.go_on()
    one.wait(lambda: window.is_open)
    yield one
    window.end()
    one.wait(lambda: not window.connection.is_running)
    window.deleteLater()


# --- open and locked ------------------------------------------------------------------------------


def test_an_open_vault_fills_the_window(opened: Opened, tmp_path: Path) -> None:
    window = opened.window
    assert window.windowTitle() == "My Papers - Deedbox"
    opened.wait(opened.page.isVisible)
    assert not window.start.isVisible()
    assert [one.path for one in window.known.vaults()] == [tmp_path / "My Papers.deedbox"]
    assert window.known.is_open(tmp_path / "My Papers.deedbox")


@pytest.mark.parametrize("ends", [False, True])
def test_a_page_is_whole_before_a_lock_finds_it(opened: Opened, *, ends: bool) -> None:
    window = opened.window
    window.lock("person")
    opened.wait(lambda: not window.is_open)
    made: list[PlainPage] = []

    def make(*arguments: Any) -> PlainPage:
        made.append(PlainPage(*arguments))
        QTimer.singleShot(0, window.connection.kill if ends else lambda: window.lock("sleep"))
        return made[-1]

    window._make_page = make
    window.start.unlock.password.input.setText(WORDS)
    QTest.keyClick(window.start.unlock.password.input, Qt.Key.Key_Return)
    opened.wait(lambda: bool(made) and not window.connection.is_running)
    opened.wait(lambda: not isValid(made[0]))
    assert not window.is_open
    assert opened.notice == (
        "The vault process ended unexpectedly. Everything saved is safe."
        if ends
        else "Locked because the computer was asleep."
    )
    assert window.start.isVisible()


def test_locking_takes_everything_off_the_screen_and_away(opened: Opened, tmp_path: Path) -> None:
    window, page = opened.window, opened.page
    opened.window.works.finish(opened.window.works.begin("Adding"), "Added a secret name")
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not page.isVisible(), "at once, before the process is gone"
    assert window.windowTitle() == "Deedbox"
    QTest.keyClicks(window.start.unlock.password.input, "some")
    opened.wait_locked()
    assert window.start.unlock.password.text() == "some", "who types at once need not type it again"
    window.start.unlock.leave()
    assert page.saved == 1
    assert opened.notice == "Locked by you."
    assert window.works.jobs() == []
    assert not window.connection.is_running
    assert not window.known.is_open(tmp_path / "My Papers.deedbox")
    opened.wait(lambda: not shiboken6.isValid(page))
    assert QApplication.focusWidget() is window.start.unlock.password.input
    opened.unlock()
    assert window.windowTitle() == "My Papers - Deedbox"


def test_a_note_that_cannot_be_saved_holds_up_the_lock_for_a_moment_only(opened: Opened) -> None:
    opened.page.saves = False
    began = time.monotonic()
    opened.page.lock_wanted.emit()
    opened.wait_locked()
    assert 1.4 < time.monotonic() - began < 4


def test_a_lock_ends_work_without_a_question(opened: Opened, tmp_path: Path) -> None:
    opened.window.operations.add_files([make_files(tmp_path / "many", 3_000, 20_000)], m.ROOT)
    opened.window.lock()
    opened.wait_locked()
    assert opened.window.works.jobs() == []


def test_a_process_that_dies_is_told(opened: Opened) -> None:
    opened.window.connection.kill()
    opened.wait_locked()
    assert opened.notice == "The vault process ended unexpectedly. Everything saved is safe."
    opened.unlock()


def test_dialogs_go_with_the_vault(opened: Opened) -> None:
    dialog = Dialog("What is in it", opened.window)
    dialog.open()
    opened.page.settings_wanted.emit()
    assert opened.window.findChild(SettingsDialog) is not None
    opened.window.lock()
    assert not dialog.isVisible()
    opened.wait_locked()
    opened.wait(lambda: not shiboken6.isValid(dialog))
    assert not any(isinstance(one, QDialog) and one.isVisible() for one in QApplication.topLevelWidgets())


def test_a_minimized_window_locks_where_it_is_wanted(opened: Opened, settings: Settings) -> None:
    opened.window.showMinimized()
    assert opened.window.is_open
    opened.window.showNormal()
    settings.lock_when_minimized = True
    opened.window.showMinimized()
    opened.wait_locked()
    assert "minimized" in opened.notice


def test_what_is_known_of_exports_is_kept(opened: Opened, tmp_path: Path) -> None:
    known = opened.window.known
    assert known.vaults()[0].proof.exported is None
    over: list[object] = []
    opened.window.operations.export(tmp_path / "a.export", "another", over.append, over.append)
    opened.wait(lambda: known.vaults()[0].proof.exported is not None)


def test_a_proof_is_kept_and_a_look_at_an_older_state_does_not_forget_it(opened: Opened) -> None:
    known, path = opened.window.known, opened.window.known.vaults()[0].path
    later = replace(FACTS, exported=NOW, drilled=proof(NOW))
    opened.window.operations.facts_changed.emit(later)
    assert known.vaults()[0].proof == LastProof(NOW, NOW, 1204)
    opened.window.lock()
    opened.wait_locked()
    shown = opened.window.start.unlock.proof
    assert shown.isVisible()
    assert "Restored for real today" in shown.text.text()
    older = replace(FACTS, read_only="the state before")
    opened.window.start.opened.emit(Opening(path, older, True))
    opened.wait(lambda: opened.window.is_open)
    opened.window.operations.facts_changed.emit(older)
    assert known.vaults()[0].proof == LastProof(NOW, NOW, 1204)
    opened.window.operations.facts_changed.emit(FACTS)
    assert known.vaults()[0].proof == LastProof(), "what can be written is what counts"
    opened.window._end(Ended("locked", ""))


# --- closing --------------------------------------------------------------------------------------


def test_closing_locks_first(opened: Opened) -> None:
    closed: list[bool] = []
    opened.window.closed.connect(lambda: closed.append(True))
    pid = opened.window.connection.pid
    opened.window.close()
    opened.wait(lambda: closed)
    assert not opened.window.isVisible()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_closing_in_the_middle_of_work_asks(opened: Opened, tmp_path: Path) -> None:
    window = opened.window
    window.operations.add_files([make_files(tmp_path / "many", 6_000, 20_000)], m.ROOT)
    window.close()
    assert window.isVisible()
    dialog = next(one for one in window.findChildren(Dialog) if one.isVisible())
    assert dialog.cancel.isDefault(), "the safe button"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.is_open
    window.close()
    dialog = next(one for one in window.findChildren(Dialog) if one.isVisible())
    QTest.mouseClick(dialog.act, Qt.MouseButton.LeftButton)
    opened.wait(lambda: not window.isVisible())


def test_closing_in_the_middle_of_a_restore_leaves_nothing_half_done(
    opened: Opened, tmp_path: Path, settings: Settings, qtbot: QtBot
) -> None:
    over: list[object] = []
    opened.window.operations.add_files([make_files(tmp_path / "many", 400, 200_000)], m.ROOT, over.append)
    opened.wait(lambda: over)
    opened.window.operations.export(tmp_path / "a.export", "another", over.append, over.append)
    opened.wait(lambda: len(over) == 2)
    window = VaultWindow(settings, opened.window.known, make_page=PlainPage, command=cheap_command)
    qtbot.addWidget(window)
    window.show()
    work = window.operations.restore_export(
        tmp_path / "a.export", tmp_path / "Half.deedbox", "another", over.append, over.append
    )
    opened.wait(lambda: work.counts.items > 3)
    window.close()
    assert window.isVisible()
    window.end()
    assert not window.isVisible()
    assert not (tmp_path / "Half.deedbox").exists()


def test_a_process_that_does_not_listen_holds_up_nobody(opened: Opened) -> None:
    window = opened.window
    opened.page.saves = False
    os.kill(window.connection.pid, signal.SIGSTOP)
    assert window._last_call.interval() == 3_000
    window._last_call.setInterval(300)
    began = time.monotonic()
    window.close()
    opened.wait(lambda: not window.isVisible())
    assert time.monotonic() - began < 1.4, "before the note's time is over"


def test_the_place_on_the_screen_is_kept(opened: Opened, settings: Settings, tmp_path: Path, qtbot: QtBot) -> None:
    opened.window.resize(700, 640)
    opened.window.close()
    opened.wait(lambda: not opened.window.isVisible())
    again = VaultWindow(settings, KnownVaults(lambda: tmp_path), command=cheap_command)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (700, 640)
    settings.geometry = b"rubbish"
    other = VaultWindow(settings, KnownVaults(lambda: tmp_path), command=cheap_command)
    qtbot.addWidget(other)
    assert other.width() > 400


# --- idle -----------------------------------------------------------------------------------------


class Hands:
    """A clock that somebody sets."""

    def __init__(self) -> None:
        self.awake = self.whole = 1_000.0

    def __call__(self) -> tuple[float, float]:
        return self.awake, self.whole

    def move(self, seconds: float) -> None:
        self.awake += seconds
        self.whole += seconds


class Watched:
    """An idle watch on a clock of ours, and what it said."""

    def __init__(self, minutes: int) -> None:
        self.hands = Hands()
        self.watch = IdleWatch(clocks=self.hands)
        self.due: list[str] = []
        self.told: list[tuple[str, str]] = []
        self.watch.due.connect(self.due.append)
        self.watch.told.connect(lambda words, short: self.told.append((words, short)))
        self.watch.set_minutes(minutes)
        self.watch.start()

    def move(self, seconds: float) -> None:
        self.hands.move(seconds)
        self.watch.tick()


def test_it_counts_down_and_is_due() -> None:
    one = Watched(10)
    assert one.told == [("Locks in 10:00", "10:00")]
    one.move(78)
    assert one.told[-1] == ("Locks in 8:42", "8:42")
    one.move(521)
    assert one.due == []
    one.move(1)
    assert one.due == ["idle"]


def test_long_limits_are_said_in_minutes_until_the_last_ten() -> None:
    one = Watched(60)
    one.move(30)
    one.move(1)
    assert one.told == [("Locks in 60 min", "60 min")], "not every second"
    one.move(50 * 60)
    assert one.told[-1] == ("Locks in 9:29", "9:29")


def test_never_is_never() -> None:
    one = Watched(0)
    one.move(1e6)
    assert (one.due, one.told) == ([], [])


def test_sleep_locks_even_where_time_does_not() -> None:
    one = Watched(0)
    one.hands.whole += 3_600
    one.watch.tick()
    assert one.due == ["sleep"]


def test_keys_and_pointer_count_and_a_pointer_at_rest_does_not(shown: Callable[..., Any], qtbot: QtBot) -> None:
    window = shown(QLineEdit(), 300, 100)
    handle = window.windowHandle()
    one = Watched(10)
    acts: list[Callable[[], object]] = [
        lambda: QTest.keyClick(handle, Qt.Key.Key_A),
        lambda: QTest.mouseClick(handle, Qt.MouseButton.LeftButton),
        lambda: QTest.mouseMove(handle, window.rect().center()),
    ]
    for act in acts:
        one.hands.move(100)
        assert one.watch.seconds_left() == 500
        act()
        qtbot.waitUntil(lambda: one.watch.seconds_left() == 600)
    place = window.mapToGlobal(window.rect().center()).toPointF()
    QApplication.sendEvent(handle, _movement(place))
    one.hands.move(100)
    QApplication.sendEvent(handle, _movement(place))
    assert one.watch.seconds_left() == 500, "a window that opens under the pointer is nobody's act"
    QApplication.sendEvent(handle, _movement(place * 1.5))
    assert one.watch.seconds_left() == 600


def _movement(where: QPointF) -> QEvent:
    none, left = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    return QMouseEvent(QEvent.Type.MouseMove, where, where, none, none, left)


def test_the_clocks_of_this_system_go() -> None:
    awake, whole = clocks()
    later_awake, later_whole = clocks()
    assert later_awake >= awake
    assert later_whole >= whole


def be_idle(opened: Opened) -> None:
    """Nobody did anything for a long time."""
    opened.window.idle._last -= 10_000
    opened.window.idle.tick()


def test_a128_an_idle_vault_locks_and_says_so(opened: Opened) -> None:
    assert opened.page.idle_words[-1][0].startswith("Locks in ")
    be_idle(opened)
    opened.wait_locked()
    assert opened.notice == "Locked after 10 minutes without key or mouse."


def test_work_holds_back_that_lock_where_it_is_wanted(opened: Opened, settings: Settings) -> None:
    settings.finish_work_first = True
    work = opened.window.works.begin("Adding")
    be_idle(opened)
    be_idle(opened)
    assert opened.window.is_open
    assert opened.page.idle_words[-1] == ("Locks when the work is over", "")
    opened.window.works.finish(work, "Added")
    opened.wait_locked()


def test_work_does_not_hold_it_back_otherwise(opened: Opened) -> None:
    opened.window.works.begin("Adding")
    be_idle(opened)
    opened.wait_locked()


def test_a128_sleep_locks_whatever_was_wanted(opened: Opened, settings: Settings) -> None:
    settings.finish_work_first, settings.lock_after_minutes = True, 0
    opened.window.works.begin("Adding")
    opened.window.idle._whole -= 60
    opened.window.idle.tick()
    opened.wait_locked()
    assert "asleep" in opened.notice


# --- several windows, and the end -----------------------------------------------------------------


@pytest.fixture
def windows(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, worn: object) -> Iterator[Windows]:
    monkeypatch.setenv("DEEDBOX_STATE", str(tmp_path / "state"))
    monkeypatch.setattr("vault.qt.application.Settings", lambda parent: settings)
    windows = Windows(cheap_command)
    yield windows
    windows.end()


def test_what_stays_is_out_of_the_collectors_way() -> None:
    """It walks over all it knows at every lock, in one pause."""
    stays = [[number] for number in range(20_000)]  # modules may have been loaded by a test before
    before = gc.get_freeze_count()
    application._load()
    try:
        assert gc.get_freeze_count() >= before + len(stays)
    finally:
        gc.unfreeze()


def test_the_keys_are_ready_at_the_start(windows: Windows, tmp_path: Path, activate: Callable[[QWidget], None]) -> None:
    window = windows.open_one()
    activate(window)
    assert QApplication.focusWidget() is window.start.welcome.make
    (tmp_path / "a.deedbox").mkdir()
    (tmp_path / "a.deedbox" / "header.json").touch()
    windows.known.remember(KnownVault(tmp_path / "a.deedbox", 1))
    assert window.start.unlock.isVisible()
    other = windows.open_one()
    activate(other)
    assert QApplication.focusWidget() is other.start.unlock.password.input


def test_a_vault_open_in_one_window_is_not_opened_in_another(
    opened: Opened, tmp_path: Path, settings: Settings, qtbot: QtBot
) -> None:
    known = opened.window.known
    other = VaultWindow(settings, known, make_page=PlainPage, command=cheap_command)
    qtbot.addWidget(other)
    other.show()
    assert other.start.pages.currentWidget() is other.start.nothing, "the only vault is open already"
    other.start.show_unlock(tmp_path / "My Papers.deedbox")
    assert other.start.unlock.elsewhere.isVisible()
    assert not other.start.unlock.act.button.isEnabled()
    opened.window.lock()
    opened.wait_locked()
    assert other.start.unlock.act.button.isEnabled()
    assert other.start.unlock.elsewhere.isHidden()


def test_windows_share_what_is_known(windows: Windows, qtbot: QtBot) -> None:
    first = windows.open_one()
    first.new_window_wanted.emit()
    _, second = windows._windows
    assert second.known is first.known
    assert second.settings is first.settings
    assert second.connection is not first.connection
    first.close()
    assert windows._windows == [second]


def test_a_signal_ends_every_window(windows: Windows, qtbot: QtBot) -> None:
    first, second = windows.open_one(), windows.open_one()
    signals = EndSignals(windows)
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        qtbot.waitUntil(lambda: not windows._windows, timeout=PATIENCE_MS)
    finally:
        signals.stop()
    qtbot.waitUntil(lambda: not isValid(first) and not isValid(second), timeout=PATIENCE_MS)
