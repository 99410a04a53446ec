"""Small pictures for the rows in sight, drawn by the sandbox and kept in memory alone."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from vault.child import messages as m
from vault.qt.connection import Asked
from vault.qt.operations import Operations
from vault.sandbox import jobs
from vault.sandbox.client import Priority, SandboxWorker, Ticket

from .row_words import DOCUMENTS, PICTURES, ending_of

SIDE = 96
"""Pixels, in rows; of tiles what they measure on the screen."""
LARGEST = 20 << 20
AT_ONCE = 2
KEPT_BYTES = 72 << 20
"""2,000 of those in rows, 280 in tiles at 200 %."""
CALM_MS = 60
"""Rows that fly by while one scrolls are not drawn."""

Key = tuple[bytes, int, int]
"""Item, version, side."""


def image_of(answer: jobs.Answer) -> QImage | None:
    """The drawing of an answer as Qt shows it fastest; on whatever thread."""
    if not isinstance(answer, jobs.Pixels):
        return None
    kind = QImage.Format.Format_RGBA8888_Premultiplied
    image = QImage(answer.pixels, answer.width, answer.height, 4 * answer.width, kind)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)  # copies, so the bytes may go


def _bytes(picture: QPixmap | None) -> int:
    """What a picture takes; that there is none is kept, too."""
    return 100 if picture is None else 4 * picture.width() * picture.height()


class Drawing:
    """One thumbnail under way: its content is read, then it is drawn."""

    def __init__(self) -> None:
        self.asked: Asked | None = None
        self.ticket: Ticket | None = None

    def stop(self) -> None:
        """Nobody looks at it any more."""
        if self.asked is not None:
            self.asked.forget()
        if self.ticket is not None:
            self.ticket.cancel()


class Thumbnails(QObject):
    """Draws what is asked for while it is in sight; what was drawn once is kept for its version."""

    drawn = Signal(bytes)
    """The id of an item that has a picture now."""
    _arrived = Signal(object, object)

    def __init__(self, operations: Operations, worker: SandboxWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._worker = worker
        self._done: OrderedDict[Key, QPixmap | None] = OrderedDict()
        self._wanted: OrderedDict[Key, m.Row] = OrderedDict()
        self._under_way: dict[Key, Drawing] = {}
        self.side: Callable[[], int] = lambda: SIDE
        """How large they are drawn now."""
        self._size = 0
        self.in_sight: Callable[[], Iterable[bytes]] = lambda: ()
        self._calm = QTimer(self, singleShot=True, interval=CALM_MS)
        self._calm.timeout.connect(self._go_on)
        self._arrived.connect(self._take)

    def picture(self, row: m.Row) -> QPixmap | None:
        """The thumbnail of a row, if it is drawn; else it will be, and `drawn` tells."""
        key = (row.id, row.version, self.side())
        if key in self._done:
            return self._done[key]
        if row.kind == "file" and 0 < row.size <= LARGEST and ending_of(row.shown) in PICTURES | DOCUMENTS:
            if key not in self._under_way:
                self._wanted[key] = row
                self._wanted.move_to_end(key)
            self._calm.start()
        return self._done.get((row.id, row.version, SIDE))

    def forget(self) -> None:
        """Drops everything, for a lock."""
        for drawing in self._under_way.values():
            drawing.stop()
        self._under_way, self._wanted = {}, OrderedDict()
        self._done.clear()
        self._size = 0

    def _go_on(self) -> None:
        seen = set(self.in_sight())
        for key in [key for key in self._wanted if key[0] not in seen]:
            del self._wanted[key]
        for key in [key for key in self._under_way if key[0] not in seen]:
            self._under_way.pop(key).stop()
        while self._wanted and len(self._under_way) < AT_ONCE:
            key, row = self._wanted.popitem(last=False)
            self._read(key, row)

    def _read(self, key: Key, row: m.Row) -> None:
        drawing = self._under_way[key] = Drawing()
        content = bytearray()

        def done(_: m.ContentEnd) -> None:
            drawing.asked = None
            drawing.ticket = self._worker.submit(
                jobs.thumbnail(key[2]), content, partial(self._tell, key), Priority.VISIBLE
            )

        def failed(_: Exception) -> None:
            self._keep(key, None)

        drawing.asked = self._operations.content(row.id, content.extend, done, failed, version=row.version)

    def _tell(self, key: Key, answer: jobs.Answer) -> None:
        """The sandbox's thread."""
        self._arrived.emit(key, image_of(answer))

    def _take(self, key: Key, image: QImage | None) -> None:
        if key in self._under_way:
            self._keep(key, None if image is None else QPixmap.fromImage(image))

    def _keep(self, key: Key, picture: QPixmap | None) -> None:
        self._under_way.pop(key, None)
        self._done[key] = picture
        self._size += _bytes(picture)
        while self._size > KEPT_BYTES:
            self._size -= _bytes(self._done.popitem(last=False)[1])
        if picture is not None:
            self.drawn.emit(key[0])
        self._go_on()
