"""What can be done with chosen items: each act once, for keys, menus, buttons and drops alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal, SignalInstance
from PySide6.QtWidgets import QMenu, QWidget

from vault.child import messages as m
from vault.engine.errors import Cancelled, VaultLocked
from vault.qt.figures import size
from vault.qt.operations import Operations
from vault.qt.parts.toasts import Tell
from vault.qt.wording import words_for

from .choices import Confirmation, FolderChoice, WordInput, add_entry, end_input, refuse_input, short_name
from .label_acts import LabelActs
from .labels import Labels
from .places import FolderTree
from .row_words import sizes_in
from .undoing import Undoing


class ItemActs(QObject):
    """Does things with rows, says what came of it in toasts, and offers to take it back where that can be."""

    open_wanted = Signal(object)
    edit_wanted = Signal(object)
    rename_wanted = Signal(object)
    copy_out_wanted = Signal(object)
    open_with_wanted = Signal(object)
    share_wanted = Signal(object)
    copy_wanted = Signal(object)
    """ids."""
    cut_wanted = Signal(object)
    paste_wanted = Signal(object)
    """The id of a folder."""
    made = Signal(bytes)
    """The id of a folder that was made."""
    refused = Signal(bytes)
    """The id of an item that keeps its old name."""

    def __init__(self, operations: Operations, tree: FolderTree, labels: Labels, tell: Tell, parent: QWidget) -> None:
        super().__init__(parent)
        self.undoing = Undoing(operations, tell, self)
        self.labels = LabelActs(operations, labels, tell, self.undoing, self.complain, parent)
        self._operations, self._tree, self._tell, self._page = operations, tree, tell, parent
        self.read_only = False
        self.paste_words: Callable[[], str] = lambda: ""
        """What pasting would do; nothing where there is nothing to paste."""

    def set_read_only(self) -> None:
        """Nothing is changed any more."""
        self.read_only = self.labels.read_only = True

    # Acts

    def trash(self, rows: Sequence[m.Row]) -> None:
        """Into the trash, with a way back for a while."""
        one = rows[0].shown if len(rows) == 1 else ""
        self.trash_ids([row.id for row in rows], one)

    def trash_ids(self, ids: Sequence[bytes], one: str = "") -> None:
        """The same for items that were dropped."""
        if ids and not self.read_only:
            words = self.tr("Moved %Ln item(s) to the trash.", "", len(ids))
            if one:
                words = self.tr("Moved “{name}” to the trash.").format(name=short_name(one))
            self._operations.trash(ids, partial(self.undoing.tell, "trash", words), self.complain)

    def move(self, ids: Sequence[bytes], folder: bytes, moved: Callable[[], None] = lambda: None) -> None:
        """Into a folder, all or none; `moved` is called when they are there."""
        if not ids or self.read_only:
            return

        def done(changes: m.Changes) -> None:
            found = self._tree.folders.get(folder)
            name = found.shown if found else self.tr("the top level")
            words = self.tr("Moved %Ln item(s) to {folder}.", "", len(ids))
            self.undoing.tell("folder", words.replace("{folder}", short_name(name)), changes)
            moved()

        self._operations.move(ids, folder, done, self.complain)

    def ask_move(self, rows: Sequence[m.Row]) -> None:
        """Asks where to."""
        if rows and not self.read_only:
            ids = [row.id for row in rows]
            moved = [row.id for row in rows if row.kind == "folder"]
            words = self.tr("Where to move %Ln item(s)?", "", len(rows))
            if len(rows) == 1:
                words = self.tr("Where to move “{name}”?").format(name=rows[0].shown)
            parents = {row.parent for row in rows}
            here = parents.pop() if len(parents) == 1 else b""  # no folder: wherever they go, something moves
            take = partial(self.move, ids)
            FolderChoice(self._tree, moved, here, words, take, self._page.window()).open()

    def rename(self, row: m.Row, name: str) -> None:
        """Another name; where it is refused the old one shows again and a toast says why."""

        def failed(error: Exception) -> None:
            self.refused.emit(row.id)
            self.complain(error)

        self._operations.rename(row.id, name, failed=failed)

    def ask_folder_name(self, folder: m.FolderRow) -> None:
        """Asks for a folder's new name, where there is no row to type into."""
        if self.read_only:
            return

        def take(name: str, dialog: WordInput) -> None:
            self._operations.rename(
                folder.id, name, lambda _: end_input(dialog), lambda error: refuse_input(dialog, error)
            )

        title, label = self.tr("Rename"), self.tr("New name")
        WordInput(title, label, self.tr("Rename"), take, self._page.window(), text=folder.shown).open()

    def ask_folder(self, parent: bytes) -> None:
        """Asks for a new folder's name and makes it."""
        if self.read_only:
            return

        def take(name: str, dialog: WordInput) -> None:
            def done(written: m.Written) -> None:
                end_input(dialog)
                self.made.emit(written.item)

            self._operations.make_folder(parent, name, done, lambda error: refuse_input(dialog, error))

        place = self._tree.words(parent)
        hint = self.tr("It will be in {folder}.").format(folder=place) if place else self.tr("At the top level.")
        WordInput(
            self.tr("New folder"), self.tr("Name"), self.tr("Make folder"), take, self._page.window(), hint=hint
        ).open()

    def restore(self, rows: Sequence[m.Row]) -> None:
        """Back out of the trash."""
        if rows and not self.read_only:
            done = partial(self.undoing.tell, "restore", self.tr("Restored %Ln item(s).", "", len(rows)))
            self._operations.restore_items([row.id for row in rows], done, self.complain)

    def ask_remove(self, rows: Sequence[m.Row]) -> None:
        """Removes items of the trash for good, after a question."""
        if not rows or self.read_only:
            return
        ids = [row.id for row in rows]
        sentence = self.tr("%Ln item(s) and all versions will be gone for good.", "", len(rows))
        if len(rows) == 1:
            sentence = self.tr("“{name}” and all its versions will be gone for good.").format(name=rows[0].shown)
        Confirmation(
            self.tr("Remove for good"),
            sentence,
            self.tr("Backups and exports made before still hold it."),
            self.tr("Remove for good"),
            partial(self._empty, ids),
            self._page.window(),
        ).open()

    def ask_empty_trash(self, count: int, rows: Sequence[m.Row] = ()) -> None:
        """Removes all of the trash for good, after a question that says how much that is, where it is known."""
        if count and not self.read_only:
            sentence = self.tr("%Ln item(s), with what is in them, will be gone for good.", "", count)
            if rows and all(row.kind != "folder" for row in rows):
                sentence = self.tr("%Ln item(s), {size} in all, will be gone for good.", "", count)
                sentence = sentence.replace("{size}", size(sizes_in(rows)))
            Confirmation(
                self.tr("Empty trash"),
                sentence,
                self.tr("Everything outside the trash stays. Backups and exports made before still hold them."),
                self.tr("Empty trash"),
                self._empty,
                self._page.window(),
            ).open()

    def _empty(self, ids: Sequence[bytes] | None = None) -> None:
        self._operations.empty_trash(ids)

    def complain(self, error: Exception) -> None:
        """Says in a toast what went wrong; that the vault is locked is told elsewhere."""
        if not isinstance(error, VaultLocked | Cancelled):
            self._tell("warning", words_for(error).whole)

    # Menus

    def menu(self, rows: Sequence[m.Row], place: QPoint) -> None:
        """The menu of chosen rows."""
        menu = QMenu(self._page)
        menu.aboutToHide.connect(menu.deleteLater)
        if rows and rows[0].trashed is not None:
            self._fill_trash_menu(menu, rows)
        else:
            self._fill_menu(menu, rows)
        if menu.actions():
            menu.popup(place)

    def _fill_menu(self, menu: QMenu, rows: Sequence[m.Row]) -> None:
        one = rows[0] if len(rows) == 1 else None
        if one is not None and (one.kind != "note" or not self.read_only):
            words = self.tr("Edit") if one.kind == "note" else self.tr("Open")
            signal = self.edit_wanted if one.kind == "note" else self.open_wanted
            add_entry(menu, words, "", lambda: signal.emit(one), "Return")
        if one is not None and one.kind != "folder":
            words = self.tr("Open with another program")
            add_entry(menu, words, "open-with", lambda: self.open_with_wanted.emit(one), "Ctrl+Shift+O")
        add_entry(menu, self.tr("Copy out"), "copy-out", lambda: self.copy_out_wanted.emit(list(rows)))
        if self.read_only:
            return
        add_entry(menu, self.tr("Share"), "shared", lambda: self.share_wanted.emit(list(rows)), "Ctrl+Shift+S")
        menu.addSeparator()
        self._fill_clipboard(
            menu, [row.id for row in rows], one.id if one is not None and one.kind == "folder" else b""
        )
        if one is not None:
            add_entry(menu, self.tr("Rename"), "", lambda: self.rename_wanted.emit(one), "F2")
        add_entry(menu, self.tr("Move to folder"), "folder", lambda: self.ask_move(rows))
        add_entry(menu, self.tr("Tags"), "tag", lambda: self.labels.ask_tags(rows), "Ctrl+T")
        all_set = all(row.favourite for row in rows)
        words = self.tr("Remove from favourites") if all_set else self.tr("Add to favourites")
        star = "star-set" if all_set else "favourites"
        add_entry(menu, words, star, lambda: self.labels.favourite(rows), "Ctrl+D")
        menu.addSeparator()
        add_entry(menu, self.tr("Move to trash"), "trash", lambda: self.trash(rows), "Del")

    def _fill_clipboard(self, menu: QMenu, ids: Sequence[bytes], folder: bytes = b"") -> None:
        """Cut, Copy, and Paste into a folder."""
        add_entry(menu, self.tr("Cut"), "scissors", lambda: self.cut_wanted.emit(list(ids)), "Ctrl+X")
        add_entry(menu, self.tr("Copy"), "copy", lambda: self.copy_wanted.emit(list(ids)), "Ctrl+C")
        if folder and (words := self.paste_words()):
            add_entry(menu, words, "clipboard", lambda: self.paste_wanted.emit(folder))
        menu.addSeparator()

    def _fill_trash_menu(self, menu: QMenu, rows: Sequence[m.Row]) -> None:
        if not self.read_only:
            add_entry(menu, self.tr("Restore"), "restore", lambda: self.restore(rows))
            add_entry(menu, self.tr("Remove for good"), "", lambda: self.ask_remove(rows), "Del")

    def folder_menu(self, folder: m.FolderRow | None, place: QPoint) -> None:
        """The menu of a folder of the sidebar; None is the top level."""
        if self.read_only:
            return
        menu = QMenu(self._page)
        menu.aboutToHide.connect(menu.deleteLater)
        parent = folder.id if folder is not None else m.ROOT
        add_entry(menu, self.tr("New folder"), "folder-plus", lambda: self.ask_folder(parent))
        if folder is None:
            if words := self.paste_words():
                add_entry(menu, words, "clipboard", lambda: self.paste_wanted.emit(m.ROOT))
        else:
            add_entry(menu, self.tr("Copy out"), "copy-out", lambda: self._with_row(folder.id, self.copy_out_wanted))
            add_entry(menu, self.tr("Share"), "shared", lambda: self._with_row(folder.id, self.share_wanted))
            menu.addSeparator()
            self._fill_clipboard(menu, [folder.id], folder.id)
            add_entry(menu, self.tr("Rename"), "", lambda: self.ask_folder_name(folder), "F2")
            menu.addSeparator()
            add_entry(menu, self.tr("Move to trash"), "trash", lambda: self.trash_ids([folder.id]), "Del")
        menu.popup(place)

    def _with_row(self, item: bytes, wanted: SignalInstance) -> None:
        """For one that is not in the list: its row is asked for."""
        self._operations.details(item, lambda details: wanted.emit([details.row]), self.complain)
