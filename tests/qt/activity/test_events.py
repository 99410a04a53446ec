"""The bell: what happened in this session is heard where it is told anyway, counted, and gone with the lock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.qt.conftest import Shown
from tests.qt.opened import PATIENCE_MS, WORDS, Opened
from vault.child import messages as m
from vault.engine.errors import WrongCredential
from vault.qt.activity.events import KEPT, Events
from vault.qt.parts.bars import Toolbar
from vault.qt.parts.events import Event, EventsPopup
from vault.qt.settings import Settings
from vault.qt.vault_page import VaultPage


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """A vault that somebody tried to open in vain before."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    opened = Opened(qtbot, tmp_path)
    opened.create()
    opened.write("Contract")
    opened.close()
    with pytest.raises(WrongCredential):
        opened.answer(opened.operations.unlock, opened.path, "wrong")
    yield opened
    opened.close()


def test_the_bell_hears_what_is_told_anyway(opened: Opened, qtbot: QtBot, tmp_path: Path, shown: Shown) -> None:
    facts = opened.answer(opened.operations.unlock, opened.path, WORDS)
    assert len(facts.refused) == 1
    settings = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    page = VaultPage(opened.operations, opened.works, facts, settings)
    page.begin()
    shown(page, 1280, 788)
    events, bell = page.bell.events, page.toolbar.events
    assert any("refused" in event.words for event in events.all)
    refused = len(events.all)
    assert bell.accessibleName() == f"Events: {refused} unread"
    # Long work that ended is unread until its line in the bar is; an act of it can be done from here.
    (tmp_path / "letter.txt").write_text("words")
    opened.operations.add_files([tmp_path / "letter.txt"], m.ROOT)
    qtbot.waitUntil(lambda: events.unread() == refused + 1, timeout=PATIENCE_MS)
    assert events.all[0].words.startswith("Added 1 item")
    page.bar.line.dismiss.click()
    assert events.unread() == refused
    done: list[str] = []
    work = opened.works.begin("Exporting")
    opened.works.finish(work, "Exported and verified.", act="Show folder", on_act=lambda: done.append("shown"))
    opened.works.fail(opened.works.begin("Checking"), "Checked: 1 finding.")
    assert [event.words for event in events.all[:2]] == ["Checked: 1 finding.", "Exported and verified."]
    # A warning that passed, and none that says what somebody has just done
    for icon in ("trash", "warning"):
        toast = page.toasts.show_toast(icon, f"A toast with {icon}.")
        toast._left = 0
        toast.held = lambda: False  # type: ignore[method-assign]
        toast._tick()
    assert events.all[0].words == "A toast with warning."
    assert not any("trash" in event.words for event in events.all)
    page.notices.became_read_only()
    assert events.all[0].words.startswith("Read-only: the disk refused a change.")
    # The list
    bell.click()
    [popup] = page.findChildren(EventsPopup)
    assert popup.isVisible()
    names = [line.accessibleName() for line in popup.lines]
    assert len(names) == len(events.all)
    assert names[0].startswith("Unread, Read-only")
    assert not any(name.startswith("Unread, Added") for name in names)
    [shows] = [line for line in popup.lines if line.event_shown.words == "Exported and verified."]
    assert shows.act is not None
    shows.act.click()
    assert done == ["shown"]
    assert not popup.isVisible()
    assert shows.event_shown.is_read
    QTest.keyClick(page, Qt.Key.Key_F8)
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    bell.click()
    popup.read_all.click()
    assert events.unread() == 0
    assert bell.accessibleName() == "Events: nothing unread"
    bell.click()
    assert popup.read_all.isHidden()
    popup.activity.click()
    qtbot.waitUntil(page.activity.page.isVisible, timeout=PATIENCE_MS)
    # The lock
    opened.connection.lock()
    qtbot.waitUntil(lambda: not opened.connection.is_running, timeout=PATIENCE_MS)
    assert events.all == []
    bell.click()
    assert popup.empty.isVisible()
    assert popup.lines == []
    popup.hide()


def test_events_are_bounded_and_told_once() -> None:
    events = Events()
    for number in range(KEPT + 5):
        events.tell("warning", "warning", f"words {number}")
    assert len(events.all) == KEPT
    assert events.all[0].words == f"words {KEPT + 4}"
    for words in ("due", "due", "due twice"):
        events.tell("keys", "link", words, key="key")
    assert [event.words for event in events.all if event.key == "key"] == ["due twice"]


def test_the_bell_has_room_beside_the_others_and_its_list_on_the_screen(shown: Shown) -> None:
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        bar = Toolbar("Papers")
        bar.setLayoutDirection(direction)
        bar.set_idle("Locks in 8:42", "8:42")
        bar.events.show_count(120)
        for width in (1280, 760, 480):
            shown(bar, width)
            places = [
                one.geometry()
                for one in (bar.add, bar.note, bar.search, bar.idle, bar.events, bar.lock)
                if one.isVisible()
            ]
            assert not any(one.intersects(other) for one in places for other in places if one is not other)
        assert not bar.grab().isNull()
        popup = EventsPopup(bar)
        long = "An unlikely long sentence about something that went wrong while nobody looked. " * 3
        popup.show_events([Event(0, "warning", "warning", long, "Show", lambda: None) for _ in range(30)])
        popup.open_below(bar.events)
        QApplication.processEvents()
        assert popup.screen().availableGeometry().contains(popup.geometry())
        first = popup.lines[0]
        assert first.height() >= first.heightForWidth(first.width())
        popup.hide()
