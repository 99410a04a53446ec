"""Small dialogs of the list: which folder, which name, whether for good; and the entries of menus."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from vault.qt.icons import icon
from vault.qt.parts.dialogs import Dialog
from vault.qt.parts.fields import Field, LineInput
from vault.qt.parts.sidebar import SidebarView
from vault.qt.parts.text import Text
from vault.qt.wording import words_for

from .places import TOP, FolderTree, Place
from .sidebar_model import SidebarModel

TREE_HEIGHT = 320


class FolderChoice(Dialog):
    """Asks for a folder out of the tree. Folders that are moved cannot be chosen, nor what is in them."""

    def __init__(
        self,
        tree: FolderTree,
        moved: Collection[bytes],
        here: bytes,
        words: str,
        chosen: Callable[[bytes], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Move to folder"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tree, self._moved, self._here, self._chosen = tree, moved, here, chosen
        self.body.addWidget(Text(words, wrap=True))
        self.view = SidebarView(self.tr("Folders"))
        self.view.setProperty("surface", "raised")
        self.view.setMinimumHeight(TREE_HEIGHT)
        self.model = SidebarModel((), tree, self, folders=True)
        self.view.setModel(self.model)
        for row in range(self.model.rowCount()):
            if self.model.hasChildren(self.model.index(row, 0)):
                self.view.expand(self.model.index(row, 0))
        self.view.selectionModel().selectionChanged.connect(self._compare)
        self.view.doubleClicked.connect(self._double_click)
        self.body.addWidget(self.view)
        self.set_act(self.tr("Move here"))
        start = self.model.index_of(Place("folder", here))
        self.view.setCurrentIndex(start if start.isValid() else self.model.index_of(TOP))
        self.accepted.connect(self._accept)
        self.view.setFocus()
        self._compare()

    def folder(self) -> bytes | None:
        """What is chosen, if it can be."""
        place: Place | None = self.model.place_at(self.view.currentIndex())
        if place is None or any(self._tree.is_within(place.folder, one) for one in self._moved):
            return None
        return place.folder

    def _compare(self) -> None:
        folder = self.folder()
        reason = self.tr("A folder cannot be moved into itself") if folder is None else ""
        self.act.set_blocked(self.tr("It is there already") if folder == self._here else reason)

    def _double_click(self, _: QModelIndex) -> None:
        if self.act.isEnabled():
            self.accept()

    def _accept(self) -> None:
        folder = self.folder()
        if folder is not None:
            self._chosen(folder)


class WordInput(Dialog):
    """Asks for one word or name, and stays open with the reason where it is refused."""

    def __init__(
        self,
        title: str,
        label: str,
        act: str,
        take: Callable[[str, WordInput], None],
        parent: QWidget | None = None,
        *,
        text: str = "",
        hint: str = "",
        most: int = 255,
    ) -> None:
        """`take` gets what was typed, and calls `accept` or `refuse` of the dialog, maybe later."""
        super().__init__(title, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._take = take
        self.input = LineInput(text)
        self.input.setMaxLength(most)
        self.field = Field(label, self.input, hint)
        self.body.addWidget(self.field)
        self.body.addStretch(1)
        self.set_act(act)
        self.buttons.accepted.disconnect(self.accept)
        self.buttons.accepted.connect(self._ask)
        self.input.textChanged.connect(self._compare)
        self._compare()
        self.input.selectAll()
        self.input.setFocus()

    def refuse(self, words: str) -> None:
        """Says why not, below the field."""
        self.field.set_fault(words)
        self._compare(keep=True)
        self.input.setFocus()

    def _compare(self, _: str = "", *, keep: bool = False) -> None:
        if not keep:
            self.field.set_fault("")
        empty = not self.input.text().strip()
        self.act.set_blocked(self.tr("Type something first") if empty else "")

    def _ask(self) -> None:
        self._take(self.input.text().strip(), self)


def end_input(dialog: WordInput) -> None:
    """What was typed is taken."""
    if isValid(dialog):
        dialog.accept()


def refuse_input(dialog: WordInput, error: Exception) -> None:
    """It is not; the dialog says why."""
    if isValid(dialog):
        said = words_for(error)
        dialog.refuse(f"{said.happened} {said.act}")


def short_name(name: str) -> str:
    """A name that fits a toast."""
    return name if len(name) <= 40 else f"{name[:20]}…{name[-18:]}"


def add_entry(menu: QMenu, words: str, name: str, do: Callable[[], Any], keys: str = "") -> None:
    """An entry; its key is shown, and works where the focus is without the menu."""
    action = menu.addAction(icon(name), words) if name else menu.addAction(words)
    if keys:
        action.setShortcut(keys)
        action.setShortcutVisibleInContextMenu(True)
    action.triggered.connect(lambda _checked=False: do())


class Confirmation(Dialog):
    """A sentence, what stays, and an act that Enter does not press."""

    def __init__(
        self, title: str, sentence: str, stays: str, act: str, done: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body.addWidget(Text(sentence, weight=500, wrap=True))
        self.body.addWidget(Text(stays, tone="text-secondary", wrap=True))
        self.body.addStretch(1)
        self.set_act(act, kind="danger-filled", safe=False)
        self.accepted.connect(done)
