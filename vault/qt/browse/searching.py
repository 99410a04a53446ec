"""The search of an open vault in its list: what is found while one types, saved searches, what was not understood."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from vault.child import messages as m
from vault.engine.errors import QueryRejected
from vault.qt.operations import Operations
from vault.qt.parts.fields import SearchField
from vault.qt.wording import words_for

from .label_acts import LabelActs
from .labels import Labels
from .list_pane import ListPane
from .live_search import LiveSearch, tidy
from .places import Place
from .search_help import SearchHelp
from .side_pane import SidePane


class Searching(QObject):
    """Between the field of the search, the list and the sidebar."""

    shown = Signal(bool)
    """Something else is found; whether there is anything."""
    failed = Signal(object)

    def __init__(
        self,
        operations: Operations,
        labels: Labels,
        acts: LabelActs,
        sidebar: SidePane,
        rows: ListPane,
        field: SearchField,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._labels, self._acts, self._sidebar, self._list, self._field = labels, acts, sidebar, rows, field
        self.live = LiveSearch(operations, self)
        self._help: SearchHelp | None = None
        field.textChanged.connect(self.live.search)
        self.live.found.connect(self._show)
        self.live.ended.connect(self._end)
        self.live.failed.connect(self._fail)
        rows.save_search_wanted.connect(lambda: acts.ask_save(rows.query))
        rows.search_help_wanted.connect(self.show_help)
        acts.search_saved.connect(self._take_saved)
        labels.changed.connect(self._name)
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """F1 is the manual's everywhere; in this field it is the help of the search."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F1:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
            elif event.type() == QEvent.Type.KeyPress:
                self.show_help()
            return True
        return False

    def show_help(self) -> None:
        """What can be typed, below the field."""
        if self._help is None:
            self._help = SearchHelp(self._field)
            self._help.chosen.connect(self._insert)
        self._help.show_below(self._field)

    def saved(self) -> m.SavedSearch | None:
        """The saved search that is shown now."""
        place, query = self._sidebar.place(), self._list.query
        search = self._labels.searches.get(place.search) if place is not None else None
        return search if search is not None and tidy(search.query) == query else None

    def _insert(self, example: str) -> None:
        before = self._field.text().strip()
        self._field.setText(f"{before} {example}".strip())
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, query: str, found: m.Found) -> None:
        again = query == self._list.query
        self._list.show_hits(query, found)
        self._name()
        if not (again and found.hits):  # the same search once more takes nobody away from what it found
            self.shown.emit(bool(found.hits))

    def _name(self) -> None:
        """A saved search has its name over the list; typed on, it is none any more."""
        if not self._list.query:
            return
        saved = self.saved()
        place = self._sidebar.place()
        if saved is None and place is not None and place.view == "search" and self._list.place is not None:
            self._sidebar.mark(self._list.place)
        kept = any(tidy(one.query) == self._list.query for one in self._labels.searches.values())
        self._list.name_search(saved.name if saved is not None else "", can_save=not kept and not self._acts.read_only)

    def _take_saved(self, search: m.SavedSearch) -> None:
        """It is chosen where it stands, once it stands there."""

        def there() -> None:
            self._labels.changed.disconnect(there)
            if search.id in self._labels.searches and not self._sidebar.go(Place("search", search=search.id)):
                self._name()

        self._labels.changed.connect(there)
        self._labels.refresh()

    def _fail(self, error: Exception) -> None:
        if isinstance(error, QueryRejected):
            said = words_for(error)
            self._list.show_fault(self.live.query, said.happened, said.act)
            self.shown.emit(self._list.found.rowCount() > 0)
        else:
            self.failed.emit(error)

    def _end(self) -> None:
        had_focus = self._field.hasFocus()
        self._list.end_search()
        place = self._sidebar.place()
        if self._list.place is not None and (place is None or place.view == "search"):
            self._sidebar.mark(self._list.place)
        if had_focus and self._list.view.isVisible() and self._list.items.rowCount():
            self._list.view.setFocus(Qt.FocusReason.OtherFocusReason)
