"""Keys in the main window: the place in the sidebar, the banners, and what this device alone may not do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.qt.conftest import Shown
from tests.qt.opened import PATIENCE_MS, WORDS, Opened
from tests.unlock.login_keyring import login_keyring, needs_keyring
from vault.child import messages as m
from vault.engine.errors import Conflict
from vault.qt.browse.places import ALL, KEYS
from vault.qt.dialogs.export import ExportDialog
from vault.qt.dialogs.rotation import RotateDialog
from vault.qt.keys.adding import AddDeviceDialog
from vault.qt.keys.asking import way_in
from vault.qt.keys.new_secrets import NewSecretsDialog
from vault.qt.keys.presenting import PresentDialog
from vault.qt.keys.testing import TestDialog
from vault.qt.settings import Settings
from vault.qt.vault_page import VaultPage


class Room:
    """An open vault's page."""

    def __init__(self, opened: Opened, folder: Path, shown: Shown, facts: m.Facts) -> None:
        self.opened, self.qtbot = opened, opened.qtbot
        settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
        self.page = VaultPage(opened.operations, opened.works, facts, settings)
        self.page.begin()
        shown(self.page, 1280, 788)

    def dialog(self, kind: type[Any]) -> Any:
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind), timeout=PATIENCE_MS)
        return QApplication.activeModalWidget()


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    one = Opened(qtbot, tmp_path)
    yield one
    one.close()


def test_the_sidebar_leads_to_the_page(opened: Opened, tmp_path: Path, shown: Shown, qtbot: QtBot) -> None:
    room = Room(opened, tmp_path, shown, opened.create())
    page = room.page
    index = page.sidebar.last.index_of(KEYS)
    assert page.sidebar.last.data(index, Qt.ItemDataRole.AccessibleTextRole) == "Keys, 1"
    QTest.keyClick(page, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.panes.page is page.keys.page, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: len(page.keys.page.cards) == 1, timeout=PATIENCE_MS)
    assert page.toolbar.add.kind() == "secondary", "one filled button on a screen"
    opened.answer(opened.operations.add_recovery, way_in(WORDS), "Kit")
    qtbot.waitUntil(lambda: len(page.keys.page.cards) == 2, timeout=PATIENCE_MS)
    qtbot.waitUntil(
        lambda: page.sidebar.last.data(index, Qt.ItemDataRole.AccessibleTextRole) == "Keys, 2", timeout=PATIENCE_MS
    )
    page.go(ALL)
    qtbot.waitUntil(lambda: page.panes.page is None, timeout=PATIENCE_MS)


def test_a_banner_leads_to_what_it_says(opened: Opened, tmp_path: Path, shown: Shown, qtbot: QtBot) -> None:
    room = Room(opened, tmp_path, shown, opened.create())
    banners = room.page.keys.banners
    assert not banners.banners, "the first steps ask for a second way in"
    room.page.steps.hide()
    assert list(banners.banners) == ["second"]
    banners.banners["second"].act.click()  # type: ignore[union-attr]  # it has one
    qtbot.waitUntil(lambda: room.page.panes.page is room.page.keys.page, timeout=PATIENCE_MS)
    opened.answer(opened.operations.add_recovery, way_in(WORDS), "Kit")
    qtbot.waitUntil(lambda: list(banners.banners) == ["test"], timeout=PATIENCE_MS)
    banners.banners["test"].act.click()  # type: ignore[union-attr]  # it has one
    room.dialog(TestDialog).reject()
    opened.answer(opened.operations.note_event, "person left")
    qtbot.waitUntil(lambda: list(banners.banners) == ["secrets", "test"], timeout=PATIENCE_MS)
    banners.banners["secrets"].act.click()  # type: ignore[union-attr]  # it has one
    room.dialog(NewSecretsDialog).reject()


def test_where_the_policy_says_so_the_dialog_opens_by_itself(
    opened: Opened, tmp_path: Path, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = opened.create()
    keys = opened.answer(opened.operations.set_upkeep, "do", 30)
    late = replace(keys, due_reason="age")
    monkeypatch.setattr(opened.operations, "keys", lambda done, failed: done(late))  # a month later
    opened.answer(opened.operations.add_recovery, way_in(WORDS), "Kit")
    late = replace(late, ways=(*late.ways, late.ways[0]))
    room = Room(opened, tmp_path, shown, replace(facts, due="age"))
    dialog = room.dialog(RotateDialog)
    assert dialog.content.isChecked()
    dialog.reject()


def test_where_nobody_need_be_asked_the_key_is_made_by_itself(
    opened: Opened, tmp_path: Path, shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = opened.create()
    late = replace(opened.answer(opened.operations.set_upkeep, "do", 30), due_reason="age")
    monkeypatch.setattr(opened.operations, "keys", lambda done, failed: done(late))  # a month later
    asked: list[object] = []
    monkeypatch.setattr(opened.operations, "rotate_key", lambda way, *_: asked.append(way))
    Room(opened, tmp_path, shown, replace(facts, due="age"))
    qtbot.waitUntil(lambda: asked == [None], timeout=PATIENCE_MS)


def test_nobody_is_left_out_when_nothing_is_due(opened: Opened) -> None:
    opened.create()
    opened.answer(opened.operations.set_upkeep, "do", 30)
    with pytest.raises(Conflict):
        opened.answer(opened.operations.rotate_key, None)


def test_a_vault_that_can_only_be_read_calls_for_nothing(opened: Opened, tmp_path: Path, shown: Shown) -> None:
    facts = replace(opened.create(), read_only="opened so", due="device lost")
    room = Room(opened, tmp_path, shown, facts)
    assert room.page.keys.banners.banners == {}
    room.page.go(KEYS)
    assert not room.page.keys.page.add.isEnabled()


@needs_keyring
def test_a_device_opens_and_an_export_asks_for_more(tmp_path: Path, shown: Shown, qtbot: QtBot) -> None:
    with login_keyring():
        opened = Opened(qtbot, tmp_path)
        room = Room(opened, tmp_path, shown, opened.create())
        room.page.go(KEYS)
        page = room.page.keys.page
        qtbot.waitUntil(lambda: bool(page.cards), timeout=PATIENCE_MS)
        page.open_add_device()
        dialog: AddDeviceDialog = room.dialog(AddDeviceDialog)
        dialog.factor.password.input.setText(WORDS)
        dialog.act.click()
        qtbot.waitUntil(lambda: len(page.cards) == 2, timeout=PATIENCE_MS)
        opened.connection.close()
        facts = opened.answer(opened.operations.unlock, opened.path, "", device=True)
        assert [slot.kind for slot in facts.slots if slot.at_hand] == ["device"]
        again = Room(opened, tmp_path, shown, facts)
        again.page.menu.open_export()
        present: PresentDialog = again.dialog(PresentDialog)
        assert present.factor.kinds == ["password"]
        present.factor.password.input.setText("wrong")
        present.act.click()
        qtbot.waitUntil(lambda: not present.is_working, timeout=PATIENCE_MS)
        assert present.factor.password.hint() == "That password does not open this vault."
        present.factor.password.input.setText(WORDS)
        present.act.click()
        export: QDialog = again.dialog(ExportDialog)
        export.close()
        qtbot.waitUntil(lambda: again.page.facts.slots != facts.slots, timeout=PATIENCE_MS)
        again.page.menu.open_export()
        again.dialog(ExportDialog).close()
        opened.close()
