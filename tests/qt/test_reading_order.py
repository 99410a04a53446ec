"""The order in which one reads, and what asking for it leaves behind: nothing."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayoutItem, QPushButton, QVBoxLayout, QWidget

from tests.qt.conftest import Shown
from vault.qt.parts.focus import in_reading_order


def kept() -> int:
    """Items of layouts that PySide knows."""
    return sum(isinstance(one, QLayoutItem) for one in shiboken6.getAllValidWrappers())


def test_layouts_are_read_from_the_top_without_keeping_their_items(shown: Shown) -> None:
    """An item that was looked at is kept by PySide, and taken for whatever Qt puts in its place after deleting it."""
    whole = QWidget()
    lines, line, grid = QVBoxLayout(whole), QHBoxLayout(), QGridLayout()
    made = {name: QPushButton(name, whole) for name in ("by itself", "2", "1", "6", "3", "5", "4")}
    line.addWidget(made["2"])
    line.addStretch(1)
    line.insertWidget(0, made["1"])
    lines.addWidget(made["6"])
    lines.insertLayout(0, line)
    lines.insertWidget(1, made["3"])
    grid.addWidget(made["5"], 1, 0)
    grid.addWidget(made["4"], 0, 1)
    lines.insertLayout(2, grid)
    shown(whole)
    before = kept()
    read = [one.text() for one in in_reading_order(whole) if isinstance(one, QPushButton)]
    assert read == ["1", "2", "3", "4", "5", "6", "by itself"]
    assert kept() == before
