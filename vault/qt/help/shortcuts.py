"""The page of shortcuts: all keys of the window by where they work, and a search over them."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from vault.qt.parts.badges import Tag
from vault.qt.parts.dialogs import MIDDLE, Dialog
from vault.qt.parts.fields import SearchField
from vault.qt.parts.text import Text
from vault.qt.theme import Space

from .keys import BoundKey, everywhere, in_a_vault, keys_of, list_keys
from .scrolled import Scrolled

HEIGHT = 480


class ShortcutsDialog(Dialog):
    """Generated from what is bound: a key that is added somewhere stands here without anybody's doing."""

    def __init__(self, window: QWidget) -> None:
        super().__init__("", window, width=MIDDLE)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAccessibleName(self.tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page = getattr(window, "page", None)
        is_open = page is not None
        if is_open:
            _make_all(page)
        found = keys_of(window)
        first = {everywhere(), in_a_vault()}
        self.bound = [one for one in found if one.section in first]
        self.bound += [*(list_keys() if is_open else []), *(one for one in found if one.section not in first)]
        self.search = SearchField(self.tr("Search the shortcuts"))
        self.none = Text(self.tr("No key does that."), tone="text-secondary")
        self.rows: list[tuple[BoundKey, tuple[Tag, Text]]] = []
        self.heads: dict[str, Text] = {}
        self.body.addWidget(self.search)
        self.body.addWidget(self.none)
        self.body.addWidget(self._make_list(), 1)
        if not is_open:
            later = Text(self.tr("Unlock a vault to see its keys here, too."), "small", "text-secondary", wrap=True)
            self.body.addWidget(later)
        self.cancel.setText(self.tr("Close"))
        self.cancel.setDefault(True)
        self.search.textChanged.connect(self._filter)
        self._filter("")
        self.search.setFocus()

    def _make_list(self) -> Scrolled:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(1, 1)
        for section, group in groupby(self.bound, key=lambda one: one.section):
            head = Text(section, "section")
            head.setContentsMargins(0, Space.M if self.heads else 0, 0, 0)
            self.heads[section] = head
            grid.addWidget(head, grid.rowCount(), 0, 1, 2)
            for one in group:
                keys, words = Tag(one.keys), Text(one.words, wrap=True)
                at = grid.rowCount()
                grid.addWidget(keys, at, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                grid.addWidget(words, at, 1)
                words.setAccessibleName(f"{one.words}: {one.keys}")
                self.rows.append((one, (keys, words)))
        return Scrolled(self.tr("Keyboard shortcuts"), grid, HEIGHT)

    def _filter(self, typed: str) -> None:
        """Those whose words or keys hold all that was typed."""
        wanted = typed.casefold().split()
        left: set[str] = set()
        for one, widgets in self.rows:
            fits = all(word in f"{one.words} {one.keys} {one.section}".casefold() for word in wanted)
            for widget in widgets:
                widget.setVisible(fits)
            if fits:
                left.add(one.section)
        for section, head in self.heads.items():
            head.setVisible(section in left)
        self.none.setVisible(not left)


def _make_all(page: Any) -> None:
    """The parts of an open vault that are made when they are wanted first: they have keys, too."""
    _ = page.editor
    page.sharing.page_of("contacts")
