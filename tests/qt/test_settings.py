"""The settings: safe defaults, values that survive, damaged ones that do not count, and their dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from vault.qt.parts.dialogs import NamedConfirmation
from vault.qt.parts.text import Text
from vault.qt.settings import Settings
from vault.qt.settings_dialog import SettingsDialog

Shown = Callable[..., Any]
Open = Callable[[], Settings]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deedbox.ini"


@pytest.fixture
def settings(file: Path) -> Settings:
    return read(file)


def read(file: Path) -> Settings:
    return Settings(QSettings(str(file), QSettings.Format.IniFormat))


def test_the_defaults_are_the_safe_ones(settings: Settings) -> None:
    assert settings.lock_after_minutes == 10
    assert (settings.theme, settings.density) == ("system", "comfortable")
    assert (settings.finish_work_first, settings.lock_when_minimized) == (False, False)
    assert settings.geometry == b""
    assert (settings.lock_with_session, settings.clipboard_seconds, settings.tray) == (True, 45, False)
    assert (settings.panes, settings.sorts) == (None, {})


def test_what_was_chosen_is_there_next_time(settings: Settings, file: Path) -> None:
    settings.theme, settings.lock_after_minutes, settings.finish_work_first = "dark", 0, True
    settings.geometry = b"\x00\xff place"
    settings._store.sync()
    again = read(file)
    assert (again.theme, again.lock_after_minutes, again.finish_work_first) == ("dark", 0, True)
    assert again.geometry == b"\x00\xff place"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("theme", "pink"),
        ("density", ""),
        ("lock_after_minutes", "-1"),
        ("lock_after_minutes", "999999"),
        ("lock_after_minutes", "ten"),
        ("lock_after_minutes", "²"),
        ("lock_after_minutes", "@Invalid()"),
        ("finish_work_first", "maybe"),
        ("geometry", "A" * 9_999),
        ("clipboard_seconds", "0"),
        ("clipboard_seconds", "99999"),
        ("lock_with_session", ""),
        ("panes", "200"),
        ("panes", "200,99999"),
        ("panes", "-1,²"),
        ("sorts", ""),
        ("sorts", "all:name:up " * 999),
    ],
)
def test_a_damaged_value_is_the_default(settings: Settings, name: str, text: str) -> None:
    settings._store.setValue(name, text)
    assert getattr(settings, name) == getattr(Settings, name).default


def test_a_file_of_rubbish_is_all_defaults(file: Path) -> None:
    file.write_bytes(b"\x00[%General\ntheme=@ByteArray(\x01)\nlock_after_minutes=@Rect(1)\n[[")
    settings = read(file)
    assert (settings.theme, settings.lock_after_minutes) == ("system", 10)


def test_changes_are_told_once(settings: Settings) -> None:
    told: list[str] = []
    settings.changed.connect(told.append)
    settings.lock_after_minutes = 10
    settings.lock_after_minutes = 10
    settings.lock_after_minutes = 5
    assert told == ["lock_after_minutes", "lock_after_minutes"]


def test_the_dialog_applies_at_once(settings: Settings, shown: Shown) -> None:
    dialog = shown(SettingsDialog(settings))
    assert dialog.theme.value() == "system"
    assert dialog.minutes.currentText() == "10 minutes"
    dialog.theme.choose("dark")
    assert settings.theme == "dark"
    dialog.density.choose("compact")
    assert settings.density == "compact"
    dialog.minutes.setFocus()
    QTest.keyClick(dialog.minutes, Qt.Key.Key_End)
    assert (dialog.minutes.currentText(), settings.lock_after_minutes) == ("Never", 0)
    QTest.keyClick(dialog.minutes, Qt.Key.Key_Home)
    assert (dialog.minutes.currentText(), settings.lock_after_minutes) == ("1 minute", 1)
    QTest.keyClick(dialog.finish, Qt.Key.Key_Space)
    assert settings.finish_work_first
    QTest.keyClick(dialog.minimized, Qt.Key.Key_Space)
    assert settings.lock_when_minimized
    QTest.keyClick(dialog.session, Qt.Key.Key_Space)
    assert not settings.lock_with_session
    QTest.keyClick(dialog.keep, Qt.Key.Key_Space)
    assert not settings.keep_unsaved_copies
    QTest.keyClick(dialog.language, Qt.Key.Key_End)
    assert (dialog.language.currentText(), settings.language) == ("Deutsch", "de")
    QTest.keyClick(dialog.seconds, Qt.Key.Key_Home)
    assert (dialog.seconds.currentText(), settings.clipboard_seconds) == ("15 seconds", 15)
    assert not dialog.tray.isEnabled(), "there is no tray off the screen"
    for control in (
        dialog.theme,
        dialog.density,
        dialog.language,
        dialog.tray,
        dialog.minutes,
        dialog.finish,
        dialog.session,
        dialog.minimized,
        dialog.keep,
        dialog.seconds,
    ):
        assert control.accessibleDescription(), "each has a line of why"


def test_what_this_desktop_cannot_do_stays_as_it_was_chosen(settings: Settings, shown: Shown) -> None:
    settings.tray = True
    assert not shown(SettingsDialog(settings)).tray.isChecked()
    assert settings.tray


def test_a_value_of_ones_own_is_in_the_list(settings: Settings, shown: Shown) -> None:
    settings.lock_after_minutes = 7
    assert shown(SettingsDialog(settings)).minutes.currentText() == "7 minutes"


def test_on_a_low_screen_it_scrolls_and_every_control_is_reached(settings: Settings, shown: Shown) -> None:
    dialog = SettingsDialog(settings)
    for number in range(20):
        dialog.body.addWidget(Text(f"Line {number} of a long text"))
    last = QCheckBox("The last of all")
    dialog.body.addWidget(last)
    shown(dialog)
    assert dialog.height() <= dialog.screen().availableGeometry().height() - 40
    assert dialog.cancel.visibleRegion().boundingRect().height() == dialog.cancel.height(), "the foot stays"
    assert last.visibleRegion().isEmpty()
    dialog.cancel.setFocus()
    QTest.keyClick(dialog.cancel, Qt.Key.Key_Backtab)
    assert last.hasFocus()
    assert last.visibleRegion().boundingRect().height() == last.height()


def test_a_dialog_that_fits_is_as_high_as_what_it_shows_and_grows_with_it(shown: Shown, qtbot: QtBot) -> None:
    dialog = shown(NamedConfirmation("Remove", "One goes.", "All others stay.", "My Papers", "Remove"))
    bar = dialog._area.verticalScrollBar()
    assert (dialog.height() < 400, bar.maximum()) == (True, 0)
    before = dialog.height()
    dialog.field.set_fault("It is something else, and this is said in so many words that they need more than a line.")
    qtbot.waitUntil(lambda: dialog.height() > before)
    assert bar.maximum() == 0
    dialog.input.setFocus()
    assert dialog.input.visibleRegion().boundingRect().height() == dialog.input.height()
