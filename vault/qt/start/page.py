"""The start as a whole: the vaults at the left, the page in question at the right; welcome where none is known."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from vault.qt.known_vaults import KnownVaults
from vault.qt.operations import Operations
from vault.qt.parts.aside import Aside
from vault.qt.parts.buttons import Button
from vault.qt.parts.choosing import choose_folder, documents
from vault.qt.parts.dialogs import Surface
from vault.qt.parts.empty import DropEdge, EmptyState
from vault.qt.parts.text import Rule
from vault.qt.theme import Space, look

from .absent import AbsentPage
from .column import ColumnPage
from .create import CreatePage
from .places import EXPORT_ENDING, absolute, is_vault, kind_of, vault_name
from .restore import RestorePage
from .unlock import Opening, UnlockPage
from .vault_list import VaultList
from .welcome import WelcomePage

NARROW = 800
"""Below this width there is one column: the list, or the page."""


class StartPage(Surface):
    """Everything before a vault is open."""

    opened = Signal(object)
    """`Opening`: a vault was opened or made."""
    settings_wanted = Signal()
    front_wanted = Signal(object)
    """The path of a vault that another window has open."""

    def __init__(self, operations: Operations, known: KnownVaults, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._known = known
        self._aside, self._there = Aside(self), Aside(self)
        self.setAcceptDrops(True)
        self.vaults = VaultList(known)
        self.rule = Rule(Qt.Orientation.Vertical)
        self.welcome = WelcomePage()
        self.unlock = UnlockPage(operations, known)
        self.creation = CreatePage(operations)
        self.restore = RestorePage(operations)
        self.absent = AbsentPage(known)
        self.nothing = EmptyState(
            "lock",
            self.tr("Your vaults are at the left"),
            self.tr("Choose one to unlock it, or drop a vault folder on this window."),
        )
        self.pages = QStackedWidget()
        for page in (self.welcome, self.unlock, self.creation, self.restore, self.absent, self.nothing):
            self.pages.addWidget(page)
        self.back = Button(self.tr("Back"), "quiet", "back")
        right = QVBoxLayout()
        right.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(Space.M, Space.M, Space.M, 0)
        head.addWidget(self.back)
        head.addStretch(1)
        right.addLayout(head)
        right.addWidget(self.pages, 1)
        panes = QHBoxLayout(self)
        panes.setContentsMargins(0, 0, 0, 0)
        panes.setSpacing(0)
        panes.addWidget(self.vaults, 1)
        panes.addWidget(self.rule)
        panes.addLayout(right, 2)
        self.edge = DropEdge(self)
        self._connect()
        self.show_first()

    def _connect(self) -> None:
        for ways in (self.welcome, self.vaults):
            ways.create_wanted.connect(self.show_create)
            ways.open_wanted.connect(self.choose_vault)
            ways.restore_wanted.connect(self.show_restore)
            ways.settings_wanted.connect(self.settings_wanted)
        self.vaults.chosen.connect(self._show_chosen)
        self.vaults.entered.connect(self._enter)
        self.creation.back_wanted.connect(self.show_first)
        self.restore.back_wanted.connect(self.show_first)
        self.restore.unlock_wanted.connect(self.show_unlock)
        self.back.clicked.connect(self.go_back)
        self.unlock.opened.connect(self.opened)
        self.unlock.restore_wanted.connect(self.show_restore)
        self.absent.found.connect(self.show_unlock)
        self.unlock.front_wanted.connect(self.front_wanted)
        self.creation.opened.connect(self.opened)
        self._known.changed.connect(self._follow)

    # Pages

    def show_first(self) -> None:
        """The vault used last that is not open yet; welcome where none is known."""
        known = [one.path for one in self._known.vaults()]
        locked = [path for path in known if not self._known.is_open(path)]
        if locked:
            self.show_unlock(locked[0])
        elif known:
            self.go_back()
        else:
            self._show(self.welcome)
            self.welcome.make.setFocus()

    def show_unlock(self, path: Path, notice: str = "", *, bad: bool = False) -> None:
        """The unlock page of a vault, with a line of what happened to it. What is being typed there stays."""
        if self.pages.currentWidget() is self.unlock and self.unlock.path == path and self.unlock.is_in_use:
            self.unlock.tell(notice, bad=bad)
            return
        self.unlock.show_vault(path, notice, bad=bad)
        self._look_whether_there(path)
        self.vaults.select(path)
        self._show(self.unlock)
        self.unlock.focus_password()

    def show_create(self) -> None:
        """The wizard."""
        self.vaults.select(Path())
        self._show(self.creation)
        self.creation.begin()

    def show_restore(self) -> None:
        """The page that restores an export."""
        self.vaults.select(Path())
        self._show(self.restore)
        self.restore.choose.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """The keys are ready where one begins; what had them before the page was in a window is forgotten by Qt."""
        super().showEvent(event)
        if self.focusWidget() is None:
            first = self.unlock.password.input if self.pages.currentWidget() is self.unlock else self.welcome.make
            first.setFocus()

    def choose_vault(self) -> None:
        """Asks for a vault's folder."""
        choose_folder(self, self.tr("Open a vault"), documents(), self.look_at)

    def look_at(self, path: Path) -> None:
        """Opens the unlock page of a folder, if it is a vault; a file may be an export, and leads to its restore."""
        path = absolute(path)

        def done(kind: str) -> None:
            if kind == "file":
                self.show_restore()
                self.restore.set_file(path)
                return
            if self._known.is_open(path):
                self.front_wanted.emit(path)
                return
            words = "" if kind == "vault" else self.tr("This folder does not look like a vault.")
            self.show_unlock(path, words, bad=kind != "vault")

        self._aside.ask(lambda: kind_of(path), done)

    def _look_whether_there(self, path: Path) -> None:
        """A vault of the list whose folder is gone is looked for before a password is asked for."""

        def done(there: bool) -> None:
            if not there and self.unlock.path == path and self.pages.currentWidget() is self.unlock:
                self.absent.show_vault(path)
                self._show(self.absent)

        if self._known.find(path) is not None and not self._known.is_open(path):
            self._there.ask(lambda: is_vault(path), done)

    def go_back(self) -> None:
        """From a page that covers the list, to the list."""
        self._leave()
        if not self._known.vaults():
            self._show(self.welcome)
        else:
            self._show(self.nothing)
            self.vaults.view.setFocus()

    @property
    def is_busy(self) -> bool:
        """Whether something goes on that a look at another vault would disturb."""
        return any(page.act.is_waiting for page in (self.unlock, self.creation, self.restore))

    def _show(self, page: QWidget) -> None:
        if self.pages.currentWidget() is not page:
            self._leave()
        self.pages.setCurrentWidget(page)
        self._arrange()

    def _leave(self) -> None:
        """No password stays behind on a page that is left."""
        page = self.pages.currentWidget()
        if isinstance(page, UnlockPage | CreatePage | RestorePage):
            page.leave()

    def _show_chosen(self, path: Path) -> None:
        if self.is_busy:
            self.vaults.select(self.unlock.path)
            return
        self.unlock.show_vault(path)
        self._look_whether_there(path)
        self._show(self.unlock)

    def _enter(self) -> None:
        if self._known.is_open(self.unlock.path) and self.pages.currentWidget() is self.unlock:
            self.front_wanted.emit(self.unlock.path)
            return
        if self.pages.currentWidget() is not self.unlock:
            self._show_chosen(self.vaults.view.currentIndex().data(Qt.ItemDataRole.UserRole))
        self.unlock.focus_password()

    def _follow(self) -> None:
        """The list changed: the row stays marked, and the last vault forgotten leads to welcome."""
        page = self.pages.currentWidget()
        if page is self.unlock:
            self.vaults.select(self.unlock.path)
            self.unlock.look_whether_open()
        some = bool(self._known.vaults())
        gone = page is self.absent and self._known.find(self.absent.path) is None
        if gone or (page is self.welcome and some) or (page in (self.unlock, self.absent, self.nothing) and not some):
            self.show_first()
        self._arrange()

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        page = self.pages.currentWidget()
        narrow = self.width() < look().measure(NARROW)
        listed = bool(self._known.vaults()) and page is not self.welcome
        alone = listed and narrow and page is self.nothing
        self.vaults.setVisible(listed and (not narrow or alone))
        self.vaults.setMaximumWidth(16_777_215 if alone else look().measure(399))
        self.rule.setVisible(listed and not narrow)
        self.pages.setVisible(not alone)
        own = page in (self.creation, self.restore)
        self.back.setVisible(not alone and not own and page is not self.welcome and (narrow or not listed))

    # Drops

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes one folder, or an export file."""
        path = dropped(event.mimeData())
        if path is not None and not self.is_busy:
            is_export = path.suffix == EXPORT_ENDING
            words = self.tr("Restore from “{name}”.") if is_export else self.tr("Open “{name}”.")
            self.edge.offer(words.replace("{name}", vault_name(path)))
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: object) -> None:
        """Goes away with the pointer."""
        self.edge.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """The vault's unlock page."""
        self.edge.hide()
        path = dropped(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.look_at(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back where there is a way back."""
        if event.key() == Qt.Key.Key_Escape and self.back.isVisible():
            self.go_back()
        else:
            super().keyPressEvent(event)


def dropped(content: QMimeData) -> Path | None:
    """The one thing on the disk that is being dropped; a header stands for its folder."""
    urls = content.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path.parent if path.name == "header.json" else path


__all__ = ["ColumnPage", "Opening", "StartPage"]
