"""The search while one types: asked after a moment's rest, and only the latest answer counts."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from vault.child import messages as m
from vault.qt.connection import Asked
from vault.qt.operations import Operations

from .places import Throttle

REST_MS = 150
MOST = 200
AGAIN_MS = 2_000
"""While texts are still being read, what is found grows."""


def tidy(query: str) -> str:
    """A query without needless space."""
    return " ".join(query.split())


class LiveSearch(QObject):
    """Asks for what is typed, and again when the vault changes."""

    found = Signal(str, object)
    """(query, `m.Found`)."""
    ended = Signal()
    """Nothing is searched for any more."""
    failed = Signal(object)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._query = ""
        self._asked: Asked | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._ask)
        self._again = Throttle(self._ask, self)
        self._later = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._later.timeout.connect(self._ask)
        operations.changed.connect(self._note)

    @property
    def query(self) -> str:
        """What is searched for now; empty for nothing."""
        return self._query

    def search(self, typed: str) -> None:
        """This is what stands in the field now."""
        query = tidy(typed)
        if query == self._query:
            return
        self._query = query
        self._forget()
        if query:
            self._rest.start()
        else:
            self._rest.stop()
            self.ended.emit()

    def _note(self, _: m.Changes) -> None:
        if self._query and not self._rest.isActive():
            self._again.ask()

    def _forget(self) -> None:
        self._later.stop()
        if self._asked is not None:
            self._asked.forget()
            self._asked = None

    def _ask(self) -> None:
        self._forget()
        if self._query:
            query = self._query
            self._asked = self._operations.search(query, lambda found: self._tell(query, found), self.failed.emit, MOST)

    def _tell(self, query: str, found: m.Found) -> None:
        self.found.emit(query, found)
        if found.catching_up and query == self._query:
            self._later.start()
