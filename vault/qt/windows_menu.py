"""The windows that are open, in a menu: choosing one brings it to the front."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from .icons import icon
from .start.places import vault_name

translate = QCoreApplication.translate

Windows = Callable[[], Sequence[Any]]
"""Windows of the application: `VaultWindow`s, which know this module and not the other way round."""


def bring_forward(window: QWidget) -> None:
    """In front of all others, with the keyboard."""
    if window.isMinimized():
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def add_windows(menu: QMenu, window: QWidget) -> None:
    """Lock all, and the other windows where there are any; nothing outside of the application's own windows."""
    others: Windows | None = getattr(window, "others", None)
    if others is not None:
        windows = WindowsMenu(others, menu)
        windows.menuAction().setIcon(icon("app-window"))
        menu.addMenu(windows)
        lock_all = menu.addAction(icon("lock"), translate("WindowsMenu", "Lock all"))
        lock_all.triggered.connect(window.lock_all_wanted)  # type: ignore[attr-defined]  # a window has both
        menu.aboutToShow.connect(windows.appear)
        windows.appear()


class WindowsMenu(QMenu):
    """Filled anew each time it is wanted."""

    def __init__(self, windows: Windows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._windows = windows
        self.setTitle(self.tr("Windows"))
        self.aboutToShow.connect(self.fill)

    def appear(self) -> None:
        """There only where it leads somewhere."""
        self.menuAction().setVisible(bool(self._windows()))

    def fill(self) -> None:
        """All of them, by the names of their vaults."""
        self.clear()
        for window in self._windows():
            path = window.vault
            words = vault_name(path) if path is not None else self.tr("No vault open")
            action = self.addAction(icon("folder-open" if path is not None else "lock"), words.replace("&", "&&"))
            action.triggered.connect(partial(_show, window))


def _show(window: QWidget, _checked: bool = False) -> None:
    if isValid(window):
        bring_forward(window)
