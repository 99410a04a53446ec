"""Rows that scroll inside a dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QVBoxLayout, QWidget

from vault.qt.theme import Space


class Scrolled(QScrollArea):
    """A layout in an area of so much height at least; what is more scrolls, by the keyboard, too."""

    def __init__(self, name: str, rows: QLayout, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(least)
        inside = QWidget()
        inside.setProperty("surface", "raised")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(0, 0, Space.M, 0)
        whole.addLayout(rows)
        whole.addStretch(1)
        self.setWidget(inside)
