"""Help of one window: its entries for menus, their keys, and what they open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

if TYPE_CHECKING:
    from .manual_window import ManualWindow


class HelpActs(QObject):
    """The entries "Manual", "Keyboard shortcuts" and "About Deedbox", with their keys everywhere in the window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._manual: ManualWindow | None = None
        self.manual = self._add(self.tr("Manual"), "F1", self.open_manual)
        self.shortcuts = self._add(self.tr("Keyboard shortcuts"), "Ctrl+F1", self.open_shortcuts)
        self.about = self._add(self.tr("About Deedbox"), "", self.open_about)

    def _add(self, words: str, keys: str, do: Callable[[], None]) -> QAction:
        action = QAction(words, self._window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: do())
        self._window.addAction(action)
        return action

    def fill(self, menu: QMenu) -> None:
        """Puts the entries into a menu, with their icons."""
        from vault.qt.icons import icon

        for action, name in ((self.manual, "question"), (self.shortcuts, "layout"), (self.about, "about")):
            action.setIcon(icon(name))
            menu.addAction(action)

    def open_manual(self) -> None:
        """The manual, at the chapter that fits what is shown."""
        from .chapters import chapter_for
        from .manual_window import ManualWindow

        if self._manual is None:
            # Nobody's child: a dialog of the window would block it, too, and a dialog is where one looks things up.
            self._manual = ManualWindow()
            self._manual.setWindowIcon(self._window.windowIcon())
        self._manual.show_chapter(chapter_for(self._window))
        self._manual.bring_up()

    def open_shortcuts(self) -> None:
        """All keys of the window."""
        from .shortcuts import ShortcutsDialog

        ShortcutsDialog(self._window).open()

    def open_about(self) -> None:
        """What this program is."""
        from .about import AboutDialog

        AboutDialog(self._window).open()

    def close(self) -> None:
        """The window is gone, and its manual with it."""
        if self._manual is not None:
            self._manual.close()


def help_of(widget: QWidget) -> HelpActs | None:
    """That of the window a widget stands in."""
    return widget.window().findChild(HelpActs)
