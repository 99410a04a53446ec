"""The vaults this computer knows, at the left of the start: a row of 84 for each, and below it the ways to others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from vault.qt.help.button import HelpButton
from vault.qt.icons import icon
from vault.qt.known_vaults import KnownVaults
from vault.qt.parts.aside import Aside
from vault.qt.parts.buttons import Button
from vault.qt.parts.dialogs import Surface
from vault.qt.parts.lists import Ask, ItemList, row_text
from vault.qt.parts.rows import VaultDelegate
from vault.qt.parts.text import Text
from vault.qt.proofs import LastProof, short_standing
from vault.qt.theme import Space, look

from .places import is_vault, place_words, shown, vault_name

WIDTH = 399
Index = QModelIndex | QPersistentModelIndex
PATH = Qt.ItemDataRole.UserRole


class VaultModel(QAbstractListModel):
    """Rows for `VaultDelegate`. Which places are there now is asked aside, each time the list is shown."""

    def __init__(self, known: KnownVaults, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self._vaults = known.vaults()
        self._there: dict[Path, bool] = {}
        self._aside = Aside()
        known.changed.connect(self.reload)

    def reload(self) -> None:
        """Takes the list anew."""
        self.beginResetModel()
        self._vaults = self._known.vaults()
        self.endResetModel()
        self.look()

    def look(self) -> None:
        """Asks which places are there now."""
        paths = [one.path for one in self._vaults]
        self._aside.ask(lambda: {path: is_vault(path) for path in paths}, self._find)

    def _find(self, there: dict[Path, bool]) -> None:
        self._there = there
        if self._vaults:
            self.dataChanged.emit(self.index(0), self.index(len(self._vaults) - 1))

    def row_of(self, path: Path) -> QModelIndex:
        """A vault's row, invalid for one that is not known."""
        found = next((row for row, one in enumerate(self._vaults) if one.path == path), -1)
        return self.index(found) if found >= 0 else QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        """As many as there are."""
        return 0 if parent is not None and parent.isValid() else len(self._vaults)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name, place, proof and state."""
        if not index.isValid():
            return None
        known = self._vaults[index.row()]
        icon_name, state = self._state(known.path)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            proof = short_standing(known.proof)
            return ", ".join([row_text(index), *([proof.sentence] if proof else [])])
        answers: dict[int, Any] = {
            Qt.ItemDataRole.DisplayRole: vault_name(known.path),
            PATH: known.path,
            Ask.SECOND: place_words(known.path),
            Ask.CHANGED: state,
            Ask.ICON: icon_name,
            Ask.BADGE: _badge(known.proof),
            Qt.ItemDataRole.ToolTipRole: shown(known.path),
        }
        return answers.get(role)

    def _state(self, path: Path) -> tuple[str, str]:
        if self._known.is_open(path):
            return "folder-open", self.tr("Open")
        if not self._there.get(path, True):
            return "blocked", self.tr("Not there now")
        return "lock", self.tr("Locked")


def _badge(proof: LastProof) -> tuple[str, str] | None:
    """What the delegate paints."""
    found = short_standing(proof)
    return (found.kind, found.sentence) if found is not None else None


class VaultList(Surface):
    """The column of 400: the list, then Create, Open, Restore and Settings. Del forgets a vault."""

    chosen = Signal(object)
    """The path of a vault, when its row becomes the current one."""
    entered = Signal()
    """The person goes on to the fields: a click, or Enter."""
    create_wanted = Signal()
    open_wanted = Signal()
    restore_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, known: KnownVaults, parent: QWidget | None = None) -> None:
        super().__init__("background", parent)
        self.setAccessibleName(self.tr("Vaults on this computer"))
        self._known = known
        self._told = True
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(0)
        title = Text(self.tr("Vaults on this computer"), "section")
        title.setContentsMargins(12, 0, 0, 0)
        column.addWidget(title)
        column.addSpacing(Space.M)
        self.model = VaultModel(known, self)
        self.view = ItemList(self.tr("Vaults on this computer"), VaultDelegate())
        self.view.setProperty("surface", "background")
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setModel(self.model)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        title.setBuddy(self.view)
        column.addWidget(self.view, 1)
        column.addSpacing(Space.M)
        for words, name, wanted in (
            (self.tr("Create a vault"), "add", self.create_wanted),
            (self.tr("Open a vault"), "folder-open", self.open_wanted),
            (self.tr("Restore from a backup"), "restore", self.restore_wanted),
        ):
            button = Button(words, "quiet", name)
            button.clicked.connect(wanted)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            column.addSpacing(Space.S)
        foot = QHBoxLayout()
        self.settings = Button(self.tr("Settings"), "quiet", "sliders-horizontal")
        self.settings.clicked.connect(self.settings_wanted)
        foot.addWidget(self.settings)
        self.help = HelpButton("quiet")
        foot.addWidget(self.help)
        foot.addStretch(1)
        column.addLayout(foot)
        self.forget = QAction(icon("trash"), self.tr("Forget this vault"), self)
        self.forget.setShortcut(QKeySequence.StandardKey.Delete)
        self.forget.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.forget.triggered.connect(self._forget)
        self.view.addAction(self.forget)
        self.view.customContextMenuRequested.connect(self._open_menu)
        self.view.selectionModel().currentChanged.connect(self._choose)
        self.view.clicked.connect(lambda _index: self.entered.emit())
        self.view.activated.connect(lambda _index: self.entered.emit())
        self.setMaximumWidth(look().measure(WIDTH))

    def select(self, path: Path) -> None:
        """Marks a vault's row; none for one that is not known."""
        index = self.model.row_of(path)
        self._told = False
        self.view.setCurrentIndex(index)
        self._told = True
        if not index.isValid():
            self.view.clearSelection()

    def _choose(self, index: QModelIndex) -> None:
        is_chosen = self.view.selectionModel().isSelected(
            index
        )  # the keyboard that just passes through chooses nothing
        if index.isValid() and self._told and is_chosen:
            self.chosen.emit(index.data(PATH))

    def _open_menu(self, place: QPoint) -> None:
        if self.view.indexAt(place).isValid():
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction(self.forget)
            menu.popup(self.view.viewport().mapToGlobal(place))

    def _forget(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            self._known.forget(index.data(PATH))
