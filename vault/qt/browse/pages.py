"""Pages of their own in an open vault: they stand in the place of list and detail until one goes elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from vault.qt.parts.bars import Toolbar

from .list_pane import ListPane
from .panes import Panes
from .places import Place
from .side_pane import SidePane
from .wayfinding import Wayfinder
from .writing import Writing


class Pages(QObject):
    """Shows them. A search, a note or another place brings the list back."""

    def __init__(
        self,
        panes: Panes,
        ways: Wayfinder,
        sidebar: SidePane,
        rows: ListPane,
        toolbar: Toolbar,
        writing: Writing,
        page_of: Callable[[str], QWidget],
        parent: QObject,
    ) -> None:
        """`page_of` gives the page of a view."""
        super().__init__(parent)
        self._panes, self._sidebar, self._list, self._toolbar = panes, sidebar, rows, toolbar
        self._writing, self._page_of = writing, page_of
        self._is_empty = False
        ways.page_wanted.connect(self._show)
        toolbar.search.textEdited.connect(lambda _: self.leave())
        writing.opened.connect(self.leave)
        rows.emptied.connect(self._note_empty)

    @property
    def is_shown(self) -> bool:
        """Whether one stands there now."""
        return self._panes.page is not None

    def leave(self) -> None:
        """The list is wanted back, as it was."""
        if self.is_shown:
            self._show(None)
            if self._list.place is not None:
                self._sidebar.mark(self._list.place)

    def _show(self, place: Place | None) -> None:
        """What is written in the editor is saved before."""
        if place is None:
            self._panes.show_page(None)
            self._fill()
        else:
            self._writing.save_pending(lambda: self._turn(place))

    def _turn(self, place: Place) -> None:
        self._panes.show_page(self._page_of(place.view))
        self._fill()

    def _note_empty(self, empty: bool) -> None:
        self._is_empty = empty
        self._fill()

    def _fill(self) -> None:
        """One filled button on a screen: the page's own, or Add files."""
        self._toolbar.set_filled_add(not self.is_shown and not self._is_empty)
