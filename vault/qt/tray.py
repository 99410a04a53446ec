"""The icon in the system's tray, for whoever wants it: how the vaults stand, by shape and in words, and Lock all."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from .icons import tray_icon
from .windows_menu import Windows, WindowsMenu, bring_forward


def has_tray() -> bool:
    """Whether this desktop has one now."""
    return QSystemTrayIcon.isSystemTrayAvailable()


class Tray(QObject):
    """Closed box: all is locked; raised lid: a vault is open. A click brings a window to the front."""

    lock_all_wanted = Signal()
    window_wanted = Signal()

    def __init__(self, windows: Windows, parent: QObject) -> None:
        super().__init__(parent)
        self._windows = windows
        self.menu = QMenu()
        self.list = WindowsMenu(windows, self.menu)
        self.menu.addMenu(self.list)
        self.lock_all = self.menu.addAction(self.tr("Lock all"))
        self.lock_all.triggered.connect(self.lock_all_wanted)
        self.menu.addAction(self.tr("New window")).triggered.connect(self.window_wanted)
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._act)
        self.show_state()
        self.icon.show()

    def show_state(self) -> None:
        """As the vaults stand now. No name of one: the tray is in everybody's sight."""
        count = sum(window.vault is not None for window in self._windows())
        ink = QApplication.palette().windowText().color()
        self.icon.setIcon(tray_icon(locked=not count, ink=ink))
        words = self.tr("%Ln vault(s) open", "", count) if count else self.tr("All vaults are locked")
        self.icon.setToolTip(self.tr("Deedbox: {state}").format(state=words))
        self.lock_all.setEnabled(bool(count))
        self.list.fill()  # a desktop may show the menu by itself: no name stays in it after a lock

    def end(self) -> None:
        """It goes."""
        self.icon.hide()
        self.menu.deleteLater()
        self.deleteLater()

    def _act(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        windows = self._windows()
        if reason == QSystemTrayIcon.ActivationReason.Trigger and windows:
            bring_forward(windows[-1])
