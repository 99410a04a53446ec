"""Pictures in a note: items of the vault that it shows, drawn by the sandbox and kept in memory alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from vault.child import messages as m
from vault.qt.browse.row_words import PICTURES, ending_of
from vault.qt.browse.thumbnails import image_of
from vault.qt.connection import Asked
from vault.qt.operations import Operations
from vault.sandbox import jobs
from vault.sandbox.client import Priority, SandboxWorker, Ticket

LARGEST = 32 << 20
"""Bytes of a picture that is drawn."""
MOST = 24
"""Pictures of one note; what comes behind them stays words."""
SIDE = 1152
"""Pixels: the column of a note on a screen of 200 %."""

Key = tuple[bytes, int]


class NotePictures(QObject):
    """Draws what the note that is shown asks for, one after the other."""

    drawn = Signal()
    """There is another picture now."""
    _arrived = Signal(object, object)

    def __init__(
        self,
        operations: Operations,
        worker: SandboxWorker | None,
        row_of: Callable[[bytes], m.Row | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._operations, self._worker, self._row_of = operations, worker, row_of
        self._done: dict[Key, QImage | None] = {}
        self._wanted: list[m.Row] = []
        self._asked: Asked | None = None
        self._ticket: Ticket | None = None
        self._under_way: Key | None = None
        self._arrived.connect(self._take)

    def picture(self, item: bytes) -> QImage | None:
        """The picture of an item, if it is one and is drawn; else it will be, and `drawn` tells."""
        row = self._row_of(item)
        if row is None or row.trashed is not None:
            return None
        key = row.id, row.version
        if key in self._done or key == self._under_way or row in self._wanted:
            return self._done.get(key)
        is_one = row.kind == "file" and 0 < row.size <= LARGEST and ending_of(row.shown) in PICTURES
        if is_one and self._worker is not None and len(self._done) + len(self._wanted) < MOST:
            self._wanted.append(row)
            self._go_on()
        return None

    def forget(self) -> None:
        """Nothing of a note stays here."""
        if self._asked is not None:
            self._asked.forget()
        if self._ticket is not None:
            self._ticket.cancel()
        self._asked = self._ticket = self._under_way = None
        self._wanted, self._done = [], {}

    def _go_on(self) -> None:
        if self._under_way is not None or not self._wanted:
            return
        row = self._wanted.pop(0)
        key = self._under_way = row.id, row.version
        content = bytearray()

        def done(_: m.ContentEnd) -> None:
            assert self._worker is not None
            self._asked = None
            job = jobs.picture(SIDE, SIDE)
            self._ticket = self._worker.submit(job, content, partial(self._tell, key), Priority.VISIBLE)

        def failed(_: Exception) -> None:
            self._keep(key, None)

        # The pieces come on the link's thread; nobody else touches them before `done`.
        self._asked = self._operations.content(row.id, content.extend, done, failed, version=row.version)

    def _tell(self, key: Key, answer: jobs.Answer) -> None:
        """The sandbox's thread."""
        self._arrived.emit(key, image_of(answer))

    def _take(self, key: Key, image: QImage | None) -> None:
        if key == self._under_way:
            self._keep(key, image)

    def _keep(self, key: Key, image: QImage | None) -> None:
        self._under_way = self._ticket = None
        self._done[key] = image
        if image is not None:
            self.drawn.emit()
        self._go_on()
