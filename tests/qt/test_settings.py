"""The settings: safe defaults, values that survive, damaged ones that do not count, and their dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest

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
    for control in (dialog.theme, dialog.density, dialog.minutes, dialog.finish, dialog.minimized):
        assert control.accessibleDescription(), "each has a line of why"


def test_a_value_of_ones_own_is_in_the_list(settings: Settings, shown: Shown) -> None:
    settings.lock_after_minutes = 7
    assert shown(SettingsDialog(settings)).minutes.currentText() == "7 minutes"
