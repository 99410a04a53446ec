"""First steps in an open vault's page: where they are shown, what each leads to, and that somebody hid them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from vault.child import messages as m
from vault.qt.browse.list_pane import ListPane
from vault.qt.browse.places import ALL
from vault.qt.browse.vault_menu import VaultMenu
from vault.qt.browse.wayfinding import Wayfinder
from vault.qt.keys.acts import KeyActs
from vault.qt.known_vaults import KnownVaults
from vault.qt.operations import Operations

from .panel import StepsPage, StepsStrip
from .steps import is_new, steps, untested_kit


class BeginnersPage(Protocol):
    """What the steps need of an open vault's page."""

    facts: m.Facts
    list: ListPane
    menu: VaultMenu
    ways: Wayfinder
    keys: KeyActs

    def add_files(self) -> None:
        """Asks for files."""

    def new_note(self) -> None:
        """Begins a note."""


class FirstSteps(QObject):
    """A page of them in an empty vault, a strip below the rows of all items, nothing once all are done.

    That they are not wanted is remembered where the vault is (`KnownVaults`), and else until the lock.
    """

    def __init__(self, operations: Operations, page: BeginnersPage) -> None:
        super().__init__(page.list)
        self._operations, self._page, self._list = operations, page, page.list
        known = getattr(page.list.window(), "known", None)
        self._known = known if isinstance(known, KnownVaults) else None
        self._path = Path(os.fsdecode(page.facts.path))
        remembered = self._known.find(self._path) if self._known is not None else None
        self._is_hidden = remembered is not None and remembered.steps_hidden
        self._is_asked = False
        self._strip: StepsStrip | None = None
        page.list.beginning = self._make_beginning
        page.menu.steps_wanted.connect(self.show_all)
        page.list.begin_wanted.connect(self.take)
        page.list.emptied.connect(self._follow)
        operations.facts_changed.connect(self._follow)
        operations.connection.became_read_only.connect(self._follow)
        page.keys.banners.leave_to_steps(self._are_open)

    # What is shown

    @property
    def _facts(self) -> m.Facts:
        return self._page.facts

    @property
    def are_wanted(self) -> bool:
        """Whether there is something to do, and nobody said that it has time."""
        return self._is_asked or self._are_open

    @property
    def _are_open(self) -> bool:
        return not self._is_hidden and is_new(self._facts)

    @property
    def _is_empty(self) -> bool:
        return self._facts.files + self._facts.notes + self._facts.folders == 0

    @property
    def strip(self) -> StepsStrip:
        """Below the rows; made when it is wanted first, since few vaults are a beginner's."""
        if self._strip is None:
            strip = self._strip = StepsStrip(self._list)
            self._list.add_below(strip)
            strip.wanted.connect(self.take)
            strip.all_wanted.connect(self.show_all)
            strip.later.connect(self.hide)
        return self._strip

    def _make_beginning(self) -> QWidget | None:
        """What stands where all items would; None where the list says it by itself."""
        if not self.are_wanted:
            return None
        return self._make_page()

    def _make_page(self) -> StepsPage:
        made = StepsPage(self._facts, empty=self._is_empty)
        made.wanted.connect(self.take)
        made.later.connect(self.hide)
        made.left.connect(self._leave)
        return made

    def show_all(self) -> None:
        """All steps in the place of the list; also where somebody hid them, or all are done."""
        self._is_hidden = False
        self._remember()
        if self._list.place != ALL or self._list.query:
            self._page.ways.go(ALL)
        self._is_asked = True  # behind the way there, on which it is forgotten
        self._list.show_state(self._make_page(), keep=True)
        self._follow()

    def _leave(self) -> None:
        self._is_asked = False
        self._list.show_rows_again()
        self._list.view.setFocus()

    def hide(self) -> None:
        """Not now: they are gone until somebody wants to see them."""
        self._is_hidden, self._is_asked = True, False
        self._remember()
        if isinstance(self._list.stack.currentWidget(), StepsPage):
            self._list.show_rows_again()
        self._follow()

    def _remember(self) -> None:
        if self._known is not None:
            self._known.hide_steps(self._path, self._is_hidden)

    def _follow(self) -> None:
        """Another place, or the vault is another by now."""
        self._page.keys.banners.leave_to_steps(self._are_open)
        shown = self._list.stack.currentWidget()
        if isinstance(shown, StepsPage):
            if not self.are_wanted:
                self._list.show_rows_again()
            elif tuple(row.step for row in shown.rows.values()) != steps(self._facts):
                self._list.show_state(self._make_page(), keep=self._is_asked)
        shown = self._list.stack.currentWidget()
        if not isinstance(shown, StepsPage):
            self._is_asked = False
        at_rows = self._list.place == ALL and shown is self._list.browsed and self._list.items.rowCount() > 0
        at_rows = at_rows and not self._is_empty  # rows come before the facts about them
        wanted = at_rows and self.are_wanted
        if wanted:
            self.strip.show_steps(steps(self._facts))
        if self._strip is not None:
            self._strip.setVisible(wanted)

    # What they lead to

    def take(self, name: str) -> None:
        """The act of a step, or of an empty page."""
        if name == "files":
            self._page.add_files()
        elif name == "note":
            self._page.new_note()
        elif name == "all":
            self._page.ways.go(ALL)
        elif name == "share":
            self._page.menu.share_wanted.emit()
        elif name == "kit":
            self._operations.keys(self._open_kit, self._fail)
        elif name == "restore":
            facts = self._facts
            proved = facts.exported is not None and facts.drill_failed is None
            (self._page.menu.open_drill if proved else self._page.menu.open_export)()
        else:
            self._page.menu.lock_wanted.emit()

    def _open_kit(self, keys: m.Keys) -> None:
        """A kit is made, or the one that was made is typed back."""
        page, kit = self._page.keys.page, untested_kit(self._facts)
        page.show_keys(keys)
        if kit is None:
            page.open_add_kit()
        else:
            page.open_test(kit)

    def _fail(self, error: Exception) -> None:
        self._page.keys.page.failed.emit(error)
