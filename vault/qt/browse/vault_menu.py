"""The menu of the vault, behind its name, and the dialogs it opens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from vault.child import messages as m
from vault.qt.help.acts import help_of
from vault.qt.icons import icon
from vault.qt.operations import Operations
from vault.qt.windows_menu import add_windows

from .facts_sheet import FactsDialog
from .places import FolderTree


class VaultMenu(QMenu):
    """What is done with the vault as a whole."""

    add_folder_wanted = Signal()
    settings_wanted = Signal()
    lock_wanted = Signal()
    reveal_wanted = Signal(bytes)
    copies_wanted = Signal()
    steps_wanted = Signal()
    share_wanted = Signal()
    """A share that somebody sent is to be opened."""

    def __init__(self, operations: Operations, tree: FolderTree, facts: Callable[[], m.Facts], parent: QWidget) -> None:
        super().__init__(parent)
        self._operations, self._tree, self._facts, self._page = operations, tree, facts, parent
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        """When it is opened first: its icons are drawn then, and not while the page is made."""
        if self.actions():
            return
        add = self._add(self.tr("Add a folder"), "folder-plus", self.add_folder_wanted.emit)
        bring = self._add(self.tr("Import"), "drop", self.open_import)
        share = self._add(self.tr("Open a share"), "inbox", self.share_wanted.emit)
        self.addSeparator()
        self._add(self.tr("Find duplicates"), "copy", self.open_duplicates)
        self._add(self.tr("Older versions"), "versions", self.open_older_versions)
        self.addSeparator()
        self._add(self.tr("Vault facts"), "about", self.open_facts)
        self._add(self.tr("Plain copies on this device"), "plain-copy", self.copies_wanted.emit)
        password = self._add(self.tr("Change password"), "password", self.open_change_password)
        key = self._add(self.tr("New vault key"), "keys", self.open_rotate)
        self.addSeparator()
        self._add(self.tr("Export"), "backups", self.open_export)
        drill = self._add(self.tr("Rehearse a restore"), "proof", self.open_drill)
        self._add(self.tr("Check"), "check", self.open_check)
        self._add(self.tr("Leave Deedbox"), "sign-out", self.open_leave)
        self.addSeparator()
        self._add(self.tr("New window"), "app-window", self._open_window)
        add_windows(self, self._page.window())
        self._add(self.tr("Settings"), "gear-six", self.settings_wanted.emit)
        self._add_help()
        self._add(self.tr("Lock"), "lock", self.lock_wanted.emit)
        for action in (add, bring, share, password, key, drill):
            action.setEnabled(self._facts().read_only is None)

    def _add(self, words: str, name: str, do: Callable[[], None]) -> QAction:
        action = self.addAction(icon(name), words)
        action.triggered.connect(lambda _checked=False: do())
        return action

    def _add_help(self) -> None:
        """The window's own entries, and the first steps again."""
        menu = self.addMenu(icon("question"), self.tr("Help"))
        acts = help_of(self._page)
        if acts is not None:
            acts.fill(menu)
        menu.addAction(icon("proof"), self.tr("First steps"), self.steps_wanted.emit)

    def set_read_only(self) -> None:
        """What would change the vault cannot be chosen any more."""
        self.clear()

    def _open_window(self) -> None:
        """Another vault in a window of its own."""
        self._page.window().new_window_wanted.emit()  # type: ignore[attr-defined]  # the page stands in a VaultWindow

    def open_facts(self) -> None:
        """What the vault is."""
        FactsDialog(self._facts(), self._page.window()).open()

    def open_duplicates(self) -> None:
        """Files with the same content."""
        from vault.qt.dialogs.duplicates import DuplicatesDialog

        read_only = self._facts().read_only is not None
        window, reveal = self._page.window(), self.reveal_wanted.emit
        DuplicatesDialog(self._operations, self._tree, window, reveal, read_only=read_only).open()

    def open_older_versions(self) -> None:
        """What older versions cost, and which are thinned out."""
        from vault.qt.dialogs.older_versions import OlderVersionsDialog

        read_only = self._facts().read_only is not None
        OlderVersionsDialog(self._operations, self._page.window(), read_only=read_only).open()

    def open_import(self) -> None:
        """What other programs kept."""
        from vault.qt.dialogs.importing import ImportDialog

        ImportDialog(self._operations, self._page.window()).open()

    def open_leave(self) -> None:
        """Everything as plain files."""
        from vault.qt.dialogs.leaving import LeaveDialog

        LeaveDialog(self._operations, self._facts(), self._page.window()).open()

    def open_change_password(self) -> None:
        """Another password."""
        from vault.qt.dialogs.change_password import ChangePasswordDialog

        ChangePasswordDialog(self._operations, self._facts(), self._page.window()).open()

    def open_rotate(self) -> None:
        """A new vault key."""
        from vault.qt.dialogs.rotation import RotateDialog

        RotateDialog(self._operations, self._facts(), self._page.window()).open()

    def open_export(self) -> None:
        """An export; where this device alone opened the vault, another way in is shown first."""
        from vault.qt.keys.presenting import PresentDialog, is_device_alone

        if is_device_alone(self._facts()):
            PresentDialog(self._operations, self._facts(), self._export, self._page.window()).open()
        else:
            self._export()

    def _export(self) -> None:
        from vault.qt.dialogs.export import ExportDialog

        facts = self._facts()
        rehearse = self.open_drill if facts.read_only is None else None  # the trail could not note it
        ExportDialog(self._operations, facts, self._page.window(), rehearse=rehearse).open()

    def open_drill(self) -> None:
        """A restore that is rehearsed."""
        from vault.qt.dialogs.drill import DrillDialog

        DrillDialog(self._operations, self._facts(), self._page.window(), export=self.open_export).open()

    def open_check(self) -> None:
        """Verify everything."""
        from vault.qt.dialogs.checking import CheckDialog

        read_only = self._facts().read_only is not None
        CheckDialog(self._operations, self._page.window(), self.reveal_wanted.emit, read_only=read_only).open()
