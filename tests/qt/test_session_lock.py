"""What the desktop says locks the vaults (A128), on a real bus: the screen, another user, sleep; whatever is open."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer
from PySide6.QtGui import QDrag
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.child.links import cheap_command, make_files
from tests.qt.desktop_bus import OTHER_PATH, SESSION_PATH, Desktop, own_bus
from tests.qt.opened import PATIENCE_MS, WORDS, Answers
from vault.child import messages as m
from vault.qt.application import Windows
from vault.qt.parts.dialogs import NamedConfirmation, ask_name
from vault.qt.session_lock import LOGIND, SessionWatch
from vault.qt.settings import Settings
from vault.qt.start.unlock import Opening
from vault.qt.vault_page import VaultPage
from vault.qt.windows_menu import WindowsMenu

SESSION = f"{LOGIND}.Session"
SAVER = "ActiveChanged"


class Heard:
    """A watch on the bus of the test, and what it said."""

    def __init__(self, qtbot: QtBot, watch: SessionWatch, desktop: Desktop) -> None:
        self.qtbot, self.watch, self.desktop = qtbot, watch, desktop
        self.whys: list[str] = []
        watch.due.connect(self.whys.append)

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def after(self, *, says: Callable[[], None], why: str) -> None:
        """Something is said, and this comes of it."""
        before = len(self.whys)
        says()
        self.wait(lambda: self.whys[before:] == [why])


@pytest.fixture(scope="module")
def bus() -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch, own_bus(patch) as address:
        yield address


@pytest.fixture
def heard(bus: str, qtbot: QtBot) -> Iterator[Heard]:
    desktop = Desktop(bus)
    watch = SessionWatch()
    one = Heard(qtbot, watch, desktop)
    watch.start()
    one.wait(lambda: desktop.delays)
    # The rules of both ears are with the bus once each of them is heard; saying it again does no harm.
    for say in (
        partial(desktop.say, SESSION_PATH, SESSION, "Lock"),
        partial(desktop.say, "/x", "org.gnome.ScreenSaver", SAVER, "b", True),
    ):
        one.whys.clear()
        one.wait(partial(_heard_or_said_again, one, say))
    one.qtbot.wait(50)
    one.whys.clear()
    yield one
    watch.stop()
    one.desktop.stop()


def _heard_or_said_again(one: Heard, say: Callable[[], None]) -> bool:
    if not one.whys:
        say()
    return bool(one.whys)


def test_a128_each_thing_a_desktop_says_has_its_why(heard: Heard) -> None:
    desktop = heard.desktop
    heard.after(says=lambda: desktop.say(SESSION_PATH, SESSION, "Lock"), why="session")
    heard.after(says=lambda: desktop.say_property(SESSION_PATH, "LockedHint", True), why="session")
    heard.after(says=lambda: desktop.say_property(SESSION_PATH, "Active", False), why="switch")
    for saver in ("freedesktop", "gnome", "cinnamon", "mate", "xfce"):
        name = f"org.{saver}.ScreenSaver"
        heard.after(says=lambda name=name: desktop.say("/x", name, SAVER, "b", True), why="session")  # type: ignore[misc]


def test_what_is_no_lock_of_ours_is_not_heard(heard: Heard, bus: str) -> None:
    desktop = heard.desktop
    stranger = Desktop(bus, names=())
    desktop.say(OTHER_PATH, SESSION, "Lock")
    desktop.say_property(OTHER_PATH, "LockedHint", True)
    desktop.say(SESSION_PATH, SESSION, "Unlock")
    desktop.say_property(SESSION_PATH, "LockedHint", False)
    desktop.say_property(SESSION_PATH, "Active", True)
    desktop.say("/x", "org.gnome.ScreenSaver", SAVER, "b", False)
    assert heard.watch._system is not None
    for to in ("", heard.watch._system._connection.unique_name):
        stranger.say(SESSION_PATH, SESSION, "Lock", to=to)
    stranger.prepare_for_sleep(True)
    # In the order of the bus: what comes after those was the next to be heard.
    stranger.say("/x", "org.mate.ScreenSaver", SAVER, "b", True)
    heard.wait(lambda: heard.whys)
    heard.after(says=lambda: desktop.say_property(SESSION_PATH, "Active", False), why="switch")
    assert heard.whys == ["session", "switch"]
    stranger.stop()


def test_the_computer_waits_with_its_sleep(heard: Heard) -> None:
    desktop = heard.desktop
    assert ("Inhibit", ("sleep", "Deedbox", "Locks the vaults that are open", "delay")) in desktop.asked
    heard.after(says=lambda: desktop.prepare_for_sleep(True), why="suspend")
    assert not desktop.may_sleep()
    heard.watch.let_sleep()
    assert desktop.may_sleep()
    desktop.prepare_for_sleep(False)
    heard.wait(lambda: len(desktop.delays) == 2)
    assert not desktop.may_sleep(), "for the next time"


def test_a_logind_that_begins_anew_is_heard_again(heard: Heard, bus: str) -> None:
    heard.desktop.stop()
    heard.desktop.delays.clear()
    heard.desktop = Desktop(bus)
    heard.wait(lambda: heard.desktop.delays)
    heard.after(says=lambda: heard.desktop.prepare_for_sleep(True), why="suspend")


def test_a_bus_that_is_missing_or_hangs_holds_up_nobody(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    with socket.socket(socket.AF_UNIX) as hanging:
        hanging.bind(str(tmp_path / "bus"))
        hanging.listen(1)
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path}/bus")
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
        watch = SessionWatch()
        began = time.monotonic()
        watch.start()
        assert time.monotonic() - began < 0.2
        ears = watch._ears
        qtbot.wait(30)  # the loop goes on meanwhile
        watch.stop()
    for ear in ears:
        ear.join(5)
        assert not ear.is_alive()


@pytest.fixture
def windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, worn: object) -> Iterator[Windows]:
    monkeypatch.setenv("DEEDBOX_STATE", str(tmp_path / "state"))
    settings = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    monkeypatch.setattr("vault.qt.application.Settings", lambda parent: settings)
    windows = Windows(cheap_command)
    yield windows
    windows.end()


# --- every window, whatever is open in it ---------------------------------------------------------


class Rooms:
    """Two windows with a vault open in the first, on the bus of the test."""

    def __init__(self, windows: Windows, folder: Path, qtbot: QtBot) -> None:
        self.windows, self._qtbot = windows, qtbot
        self.first, self.second = windows.open_one(), windows.open_one()
        self.path = folder / "My Papers.deedbox"
        self.open()

    def wait(self, condition: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def open(self) -> None:
        """A vault in the first window, made or unlocked as its start does."""
        window, over = self.first, Answers(self._qtbot)
        ask = window.operations.unlock if self.path.exists() else window.operations.create
        ask(self.path, WORDS, over, over)
        window.start.opened.emit(Opening(self.path, over.wait(), True))
        self.wait(lambda: window.page is not None and window.page.isVisible())

    @property
    def notice(self) -> str:
        """What the unlock page says."""
        return self.first.start.unlock.notice.text.text()

    def wait_locked(self) -> None:
        self.wait(lambda: not self.first.connection.is_running and self.first.vault is None)
        assert self.first.start.unlock.isVisible()


@pytest.fixture
def rooms(heard: Heard, windows: Windows, tmp_path: Path, qtbot: QtBot) -> Iterator[Rooms]:
    windows.session.deleteLater()
    windows.session = heard.watch
    heard.watch.due.connect(windows.lock_all)
    one = Rooms(windows, tmp_path, qtbot)
    yield one
    windows.end()
    one.wait(lambda: not one.first.connection.is_running)


def test_a128_a_lock_always_succeeds_whatever_is_open(
    rooms: Rooms, heard: Heard, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A128: a dialog in its own loop, a menu over it, work under way, a drag in the air; each why has its sentence."""
    window, desktop = rooms.first, heard.desktop

    def run_dialog() -> None:
        dialog = NamedConfirmation("Title", "Sentence", "Stays", "My Papers", "Remove", window)
        QTimer.singleShot(0, dialog, lambda: desktop.say(SESSION_PATH, SESSION, "Lock"))
        assert not ask_name(dialog), "the loop ended without an act"

    def run_menu() -> None:
        assert window.page is not None
        menu = QMenu(window.page)
        menu.addMenu("More").addAction("Even more")
        menu.addAction("Act")
        QTimer.singleShot(0, menu, lambda: desktop.say_property(SESSION_PATH, "Active", False))
        menu.exec()

    def drag() -> None:
        page = window.page
        assert isinstance(page, VaultPage)
        loop = QEventLoop()
        monkeypatch.setattr(QDrag, "exec", lambda *_: loop.exec() and Qt.DropAction.IgnoreAction)
        monkeypatch.setattr(QDrag, "cancel", partial(loop.exit, 1))
        over = Answers(rooms._qtbot)
        window.operations.write_note("words", over, over, name=b"Note")
        over.wait()
        rooms.wait(page.list.view.items.rowCount)
        outlet, view = page.outlet, page.list.view
        row = view.items.row(0)
        assert row is not None
        QTimer.singleShot(0, page, lambda: desktop.prepare_for_sleep(True))
        outlet.start_drag([row], view)
        assert isValid(view), "who is dragging lives until the drag is over"

    def work() -> None:
        window.operations.add_files([make_files(tmp_path / "many", 1_500, 20_000)], m.ROOT)
        desktop.say("/x", "org.gnome.ScreenSaver", SAVER, "b", True)

    for do, words in (
        (run_dialog, "Locked together with the screen."),
        (run_menu, "Locked because another user came in front of the screen."),
        (drag, "Locked before the computer went to sleep."),
        (work, "Locked together with the screen. Adding files: stopped"),
    ):
        if window.vault is None:
            rooms.open()
        heard.whys.clear()
        do()
        rooms.wait_locked()
        assert rooms.notice.startswith(words)
        assert QApplication.activePopupWidget() is None
        assert not any(isinstance(one, QDialog) and one.isVisible() for one in QApplication.topLevelWidgets())
    assert "What was finished is kept." in rooms.notice
    rooms.wait(desktop.may_sleep)


def test_a128_the_computer_sleeps_once_all_is_locked_and_screens_only_lock_where_it_is_wanted(
    rooms: Rooms, heard: Heard
) -> None:
    rooms.windows.settings.lock_with_session = False
    heard.after(says=lambda: heard.desktop.say(SESSION_PATH, SESSION, "Lock"), why="session")
    heard.after(says=lambda: heard.desktop.say_property(SESSION_PATH, "Active", False), why="switch")
    assert rooms.first.is_open
    page = rooms.first.page
    assert isinstance(page, VaultPage)
    waiting: list[Callable[[], None]] = []
    page.save_pending = waiting.append  # type: ignore[method-assign, assignment]  # a note that takes its time
    heard.desktop.prepare_for_sleep(True)
    heard.wait(lambda: waiting)
    assert not heard.desktop.may_sleep()
    waiting[0]()
    rooms.wait_locked()
    heard.wait(heard.desktop.may_sleep)

    # A key that is being derived opens nothing then.
    unlock = rooms.first.start.unlock
    unlock.password.input.setText(WORDS)
    unlock.unlock()
    rooms.windows.lock_all("suspend")
    rooms.wait(lambda: not rooms.first.connection.is_running)
    assert not rooms.first.is_open
    assert not unlock.act.is_waiting
    unlock.unlock()
    rooms.wait(lambda: rooms.first.is_open)


def test_windows_know_each_other(rooms: Rooms, activate: Callable[[QWidget], None]) -> None:
    first, second = rooms.first, rooms.second
    activate(second)
    second.show_vault(rooms.path)
    rooms.wait(first.isActiveWindow)
    second.start.show_unlock(rooms.path)
    page = second.start.unlock
    assert (page.front.isVisible(), page.act.isVisible(), page.password.isVisible()) == (True, False, False)
    activate(second)
    page.front.click()
    rooms.wait(first.isActiveWindow)
    menu = WindowsMenu(second.others)
    menu.fill()
    assert [one.text() for one in menu.actions()] == ["My Papers"]
    activate(second)
    menu.actions()[0].trigger()
    rooms.wait(first.isActiveWindow)
    QTest.keyClick(second, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    rooms.wait_locked()
    assert rooms.notice.startswith("Locked by you.")
    assert (page.front.isVisible(), page.act.isVisible(), page.password.isVisible()) == (False, True, True)
    menu.fill()
    assert [one.text() for one in menu.actions()] == ["No vault open"]


def test_the_tray_is_there_where_it_is_wanted(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    windows = rooms.windows
    windows.settings.tray = True
    assert windows._tray is None, "no tray on this desktop, no icon"
    windows.settings.tray = False
    monkeypatch.setattr("vault.qt.tray.has_tray", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _: None)  # there is none to show it in
    windows.settings.tray = True
    tray = windows._tray
    assert tray is not None
    assert tray.icon.toolTip() == "Deedbox: 1 vault open"
    opened = tray.icon.icon().pixmap(22).toImage()
    tray.lock_all.trigger()
    rooms.wait_locked()
    assert tray.icon.toolTip() == "Deedbox: All vaults are locked"
    assert tray.icon.icon().pixmap(22).toImage() != opened, "another shape"
    assert not tray.lock_all.isEnabled()
    windows.settings.tray = False
    assert windows._tray is None
    rooms.wait(lambda: not isValid(tray))
