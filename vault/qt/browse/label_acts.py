"""What can be done with tags, favourites and saved searches: each act once, for keys, menus, buttons and drops."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QActionGroup, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from vault.child import messages as m
from vault.qt.operations import Operations
from vault.qt.parts.lists import paint_tag_sign
from vault.qt.parts.toasts import Toast

from .choices import Confirmation, WordInput, add_entry, end_input, refuse_input, short_name
from .labels import COLOURS, Labels, colour_name, token_of
from .undoing import Undoing

LONGEST_NAME = 300
"""Of a tag or a saved search; the vault refuses longer ones."""

SIGN = 16


class LabelActs(QObject):
    """Does things with labels, says what came of it in toasts, and offers to take it back where that can be."""

    search_saved = Signal(object)
    """`m.SavedSearch`."""
    tag_renamed = Signal(str, str)
    """(old, new)."""

    def __init__(
        self,
        operations: Operations,
        labels: Labels,
        tell: Callable[..., Toast],
        undoing: Undoing,
        complain: Callable[[Exception], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._operations, self._labels, self._tell, self._complain = operations, labels, tell, complain
        self._undoing, self._page = undoing, parent
        self.read_only = False

    # Favourites

    def favourite(self, rows: Sequence[m.Row], on: bool | None = None) -> None:
        """Makes all of them favourites; if all are, none any more."""
        if rows and not self.read_only and all(row.trashed is None for row in rows):
            wanted = not all(row.favourite for row in rows) if on is None else on
            self.favourite_ids([row.id for row in rows], wanted)

    def favourite_ids(self, ids: Sequence[bytes], on: bool = True) -> None:
        """The same for items that were dropped."""
        if not ids or self.read_only:
            return
        words = self.tr("%Ln item(s) added to favourites.", "", len(ids))
        if not on:
            words = self.tr("%Ln item(s) removed from favourites.", "", len(ids))
        self._operations.set_favourite(ids, on, partial(self._undoing.tell, "favourites", words), self._complain)

    # Tags of items

    def tag_ids(self, ids: Sequence[bytes], tag: str) -> None:
        """Adds a tag to items that were dropped on it."""
        if ids and not self.read_only:
            words = self.tr("Tagged %Ln item(s) with “{tag}”.", "", len(ids)).replace("{tag}", short_name(tag))
            told = partial(self._undoing.tell, "tag", words)
            self._operations.set_tags(ids, add=[tag], done=told, failed=self._complain)

    def ask_tags(self, rows: Sequence[m.Row]) -> None:
        """The tags of items in a dialog: what all have, what some have, what none has."""
        if rows and not self.read_only:
            from vault.qt.dialogs.tags import TagsDialog

            TagsDialog(self._operations, self._labels, rows, self._page.window()).open()

    def remove_tag(self, rows: Sequence[m.Row], tag: str) -> None:
        """Takes a tag off items."""
        if not self.read_only:
            self._operations.set_tags([row.id for row in rows], remove=[tag], failed=self._complain)

    # Menus of the sidebar

    def menu(self, label: m.TagRow | m.SavedSearch, place: QPoint) -> None:
        """The menu of a tag or a saved search."""
        if self.read_only:
            return
        menu = QMenu(self._page)
        menu.aboutToHide.connect(menu.deleteLater)
        add_entry(menu, self.tr("Rename"), "", lambda: self.ask_rename(label), "F2")
        if isinstance(label, m.TagRow):
            self._fill_colours(menu.addMenu(self.tr("Colour")), label)
        else:
            add_entry(menu, self.tr("Change"), "", lambda: self.ask_change(label))
        menu.addSeparator()
        add_entry(menu, self.tr("Remove"), "trash", lambda: self.ask_remove(label), "Del")
        menu.popup(place)

    def _fill_colours(self, menu: QMenu, tag: m.TagRow) -> None:
        group = QActionGroup(menu)
        colours: tuple[m.Colour, ...] = ("", *COLOURS)
        for colour in colours:
            action = menu.addAction(_sign(colour, self._page.devicePixelRatioF()), colour_name(colour))
            action.setCheckable(True)
            action.setChecked(colour == tag.colour)
            action.triggered.connect(partial(self._colour, tag.name, colour))
            group.addAction(action)

    def _colour(self, name: str, colour: m.Colour, _checked: bool = False) -> None:
        self._operations.colour_tag(name, colour, failed=self._complain)

    def ask_rename(self, label: m.TagRow | m.SavedSearch) -> None:
        """Asks for another name."""
        if self.read_only:
            return

        def take(name: str, dialog: WordInput) -> None:
            def refused(error: Exception) -> None:
                refuse_input(dialog, error)

            if isinstance(label, m.SavedSearch):
                self._operations.save_search(name, label.query, lambda _: end_input(dialog), refused, label.id)
                return

            def done(_: m.Changes) -> None:
                end_input(dialog)
                self.tag_renamed.emit(label.name, unicodedata.normalize("NFC", name).strip())

            self._operations.rename_tag(label.name, name, done, refused)

        is_tag = isinstance(label, m.TagRow)
        hint = self.tr("Where there is a tag of that name already, the two become one.") if is_tag else ""
        title, field, act = self.tr("Rename"), self.tr("New name"), self.tr("Rename")
        window = self._page.window()
        WordInput(title, field, act, take, window, text=label.name, hint=hint, most=LONGEST_NAME).open()

    def ask_remove(self, label: m.TagRow | m.SavedSearch) -> None:
        """A tag goes from everything after a question; a saved search at once, with a way back."""
        if self.read_only:
            return
        if isinstance(label, m.SavedSearch):
            self._drop(label)
            return
        sentence = self.tr("The tag “{tag}” will be taken off %Ln item(s).", "", label.items)
        Confirmation(
            self.tr("Remove the tag"),
            sentence.replace("{tag}", short_name(label.name)),
            self.tr("The items stay, with their other tags."),
            self.tr("Remove the tag"),
            lambda: self._operations.rename_tag(label.name, None, failed=self._complain),
            self._page.window(),
        ).open()

    def _drop(self, search: m.SavedSearch) -> None:
        def again() -> None:
            self._operations.save_search(search.name, search.query, lambda _: None, self._complain)

        def done(_: m.Changes) -> None:
            words = self.tr("Removed the saved search “{name}”.").format(name=short_name(search.name))
            self._say("search", words, self.tr("Undo"), again)

        self._operations.drop_search(search.id, done, self._complain)

    # Saved searches

    def ask_save(self, query: str) -> None:
        """Asks for a name and keeps the query under it."""
        if not query or self.read_only:
            return

        def take(name: str, dialog: WordInput) -> None:
            def done(saved: m.Saved) -> None:
                end_input(dialog)
                self.search_saved.emit(saved.search)

            self._operations.save_search(name, query, done, lambda error: refuse_input(dialog, error))

        hint = self.tr("It will stand in the sidebar and find what fits at that time.")
        title, act = self.tr("Save search"), self.tr("Save search")
        window = self._page.window()
        text = query[:60].strip()
        WordInput(title, self.tr("Name"), act, take, window, text=text, hint=hint, most=LONGEST_NAME).open()

    def ask_change(self, search: m.SavedSearch) -> None:
        """Asks for another query."""
        if self.read_only:
            return

        def take(query: str, dialog: WordInput) -> None:
            def done(saved: m.Saved) -> None:
                end_input(dialog)
                self.search_saved.emit(saved.search)

            def refused(error: Exception) -> None:
                refuse_input(dialog, error)

            self._operations.save_search(search.name, query, done, refused, search.id)

        title = self.tr("Change “{name}”").format(name=short_name(search.name))
        label, act = self.tr("Search for"), self.tr("Save search")
        WordInput(title, label, act, take, self._page.window(), text=search.query, most=10_000).open()

    def _say(self, icon: str, words: str, act: str = "", do: Callable[[], None] | None = None) -> None:
        toast = self._tell(icon, words, act)
        if do is not None:
            toast.acted.connect(do)


def _sign(colour: m.Colour, ratio: float) -> QIcon:
    """A dot of a colour for a menu."""
    picture = QPixmap(round(SIGN * ratio), round(SIGN * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_tag_sign(painter, QRect(0, 0, SIGN, SIGN), token_of(colour), "text-secondary")
    painter.end()
    return QIcon(picture)
