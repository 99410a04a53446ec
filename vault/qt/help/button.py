"""The button of help where no vault is open: the entries that else stand in the vault's menu."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget

from vault.qt.parts.buttons import Button

from .acts import help_of


class HelpButton(Button):
    """Opens the entries of its window."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        menu = QMenu()
        super().__init__("", kind, "question" if kind == "quiet" else "", menu=menu, parent=parent)
        self.setText(self.tr("Help"))
        self._menu = menu
        menu.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        """When it is opened first: the button stands in a window by then."""
        acts = help_of(self)
        if acts is not None and not self._menu.actions():
            acts.fill(self._menu)
