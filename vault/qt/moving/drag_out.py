"""Dragging items: within the window they are moved; another program gets plain copies, from memory, for a minute.

The copies are written when the pointer leaves the window, and not before: most drags never do. Only then it is known,
too, how much a folder holds. Should the other program ask for them before they are there, it waits.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QMimeData, QObject, QPoint, QRect, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QCursor, QDrag, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from vault.child import messages as m, runtime_folder
from vault.child.runtime_folder import note_name
from vault.child.wire import Counts
from vault.engine.errors import Cancelled, VaultLocked
from vault.qt.browse.places import INSIDE
from vault.qt.connection import Asked
from vault.qt.dialogs.failure import FailureDialog
from vault.qt.icons import paint_icon
from vault.qt.operations import Operations
from vault.qt.parts.cards import paint_panel
from vault.qt.theme import Radius, Space, color, look
from vault.qt.wording import Said, words_for

from .on_disk import layers
from .register import DraggedCopy, copies_of

MOST = 200_000_000
"""Bytes in all. More is for Copy out: memory is not a disk."""
STAY_MS = 60_000
"""How long copies stay after the drop: the other program may still be reading them."""
PATIENCE_MS = 20_000
LOOK_MS = 30
URLS = "text/uri-list"
_LABEL = 240


class Copies:
    """The copies of one drag on their way into memory. Rows of one name get a folder each."""

    def __init__(self, operations: Operations, rows: Sequence[m.Row]) -> None:
        self._operations = operations
        self.rows = tuple(rows)
        self.entry: DraggedCopy | None = None
        """In the register, once they were dropped."""
        self._layers = layers(rows)
        self._asked: list[Asked] = []
        self._waiting: list[QEventLoop] = []
        self._folders: list[Path] = []
        self.fault: Said | None = None
        self.is_over = False

    @property
    def is_there(self) -> bool:
        """Whether there is something another program may be reading."""
        return bool(self._folders) and self.fault is None

    def urls(self) -> list[QUrl]:
        """Where they are, or will be."""
        if not self.is_there:
            return []
        pairs = zip(self._folders, self._layers, strict=False)
        return [QUrl.fromLocalFile(os.fsdecode(_place(folder, row))) for folder, rows in pairs for row in rows]

    def begin(self) -> None:
        """Writes them. What is too much, or has no place, is a fault in words."""
        if self._asked or self.is_over:
            return
        if sum(row.size for rows in self._layers for row in rows) > MOST:
            self._end(_too_much())
            return
        try:
            self._folders = [runtime_folder.make_folder() for _ in self._layers]
        except (runtime_folder.NoRuntimeFolder, OSError):
            self._end(_no_place())
            return
        for folder, rows in zip(self._folders, self._layers, strict=True):
            request = m.WriteOut(tuple(row.id for row in rows), os.fsencode(folder))
            self._asked.append(
                self._operations.connection.ask(request, self._written, self._fail, progress=self._count)
            )

    def wait(self) -> None:
        """Until they are there. The window lives on, but takes no key and no mouse: the drag itself waits."""
        self.begin()
        if self.is_over:
            return
        loop = QEventLoop()
        self._waiting.append(loop)
        QTimer.singleShot(PATIENCE_MS, loop, loop.quit)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self._waiting.remove(loop)

    def wipe(self) -> None:
        """They go."""
        self.is_over = True
        for asked in self._asked:
            asked.forget()
        for folder in self._folders:
            runtime_folder.wipe(folder)
        self._folders = []

    def _count(self, counts: Counts) -> None:
        """Only now it is known how much is in a folder."""
        if counts.total_bytes > MOST and not self.is_over:
            self._end(_too_much())
            self.wipe()

    def _written(self, written: m.WrittenOut) -> None:
        if self.is_over:
            return
        if written.left_out and not written.items:
            self._end(_nothing())
        elif all(asked.is_over for asked in self._asked):
            for folder, rows in zip(self._folders, self._layers, strict=True):
                _name_notes(folder, rows)
            self._end(None)

    def _fail(self, error: Exception) -> None:
        if not self.is_over:
            self._end(_nothing() if isinstance(error, VaultLocked | Cancelled) else words_for(error))

    def _end(self, fault: Said | None) -> None:
        self.is_over, self.fault = True, fault
        for loop in self._waiting:
            loop.quit()


def _place(folder: Path, row: m.Row) -> bytes:
    name = note_name(row.name) if row.kind == "note" else row.name
    return os.path.join(os.fsencode(folder), name)


def _name_notes(folder: Path, rows: Sequence[m.Row]) -> None:
    """A note goes out as a text file."""
    for row in rows:
        if row.kind == "note":
            with contextlib.suppress(OSError):
                os.rename(os.path.join(os.fsencode(folder), row.name), _place(folder, row))


class DragContent(QMimeData):
    """The ids for our own lists, and for others the places of the copies, which are made when somebody asks."""

    def __init__(self, rows: Sequence[m.Row], copies: Copies) -> None:
        super().__init__()
        self._copies = copies
        self.setData(INSIDE, b"".join(row.id for row in rows))

    def formats(self) -> list[str]:
        """What can be asked for."""
        return [INSIDE, URLS]

    def hasFormat(self, kind: str) -> bool:
        """As `formats` says."""
        return kind in (INSIDE, URLS)

    def retrieveData(self, kind: str, preferred: Any) -> Any:
        """Places are told when the copies are there."""
        if kind != URLS:
            return super().retrieveData(kind, preferred)
        self._copies.wait()
        return self._copies.urls()  # Qt makes the bytes of them that other programs get


class DragOut(QObject):
    """Starts drags, and knows what copies are there until they are wiped."""

    def __init__(self, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._copies: list[Copies] = []
        self._carried: Copies | None = None
        self._register = copies_of(operations)
        operations.connection.ended.connect(self._lock)

    def start(self, rows: Sequence[m.Row], source: QWidget) -> None:
        """Drags; returns when it is dropped or given up."""
        if not rows:
            return
        self._carried = copies = Copies(self._operations, rows)
        drag = QDrag(source)
        drag.setMimeData(DragContent(rows, copies))
        drag.setPixmap(drag_picture(rows, source.devicePixelRatioF()))
        drag.setHotSpot(QPoint(-Space.M, -Space.S))
        outside = QTimer(self, interval=LOOK_MS)
        outside.timeout.connect(lambda: copies.begin() if is_outside() else None)
        outside.start()
        taken = drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, Qt.DropAction.MoveAction)
        outside.stop()
        outside.deleteLater()
        self._carried = None
        self._dropped(copies, taken != Qt.DropAction.IgnoreAction and drag.target() is None, source)

    def _dropped(self, copies: Copies, is_taken: bool, source: QWidget) -> None:
        if copies.fault is not None and is_outside():
            FailureDialog(copies.fault, source.window()).open()
        if is_taken and copies.is_there:
            self._copies.append(copies)
            copies.entry = self._register.add_dragged(copies.rows, lambda: self._forget(copies))
            QTimer.singleShot(STAY_MS, self, lambda: self._forget(copies))
        else:
            copies.wipe()

    def _forget(self, copies: Copies) -> None:
        copies.wipe()
        if copies.entry is not None:
            self._register.end_dragged(copies.entry)
        if copies in self._copies:
            self._copies.remove(copies)

    def _lock(self, _: object) -> None:
        self.wipe()

    def wipe(self) -> None:
        """All copies go now, and those of a drag that is still in the air."""
        if self._carried is not None:
            self._carried.wipe()
        while self._copies:
            self._forget(self._copies[-1])


def is_outside() -> bool:
    """Whether the pointer is over none of our windows."""
    place = QCursor.pos()
    return not any(
        window.isVisible() and window.windowType() != Qt.WindowType.ToolTip and window.frameGeometry().contains(place)
        for window in QApplication.topLevelWidgets()
    )


def drag_picture(rows: Sequence[m.Row], ratio: float) -> QPixmap:
    """A label that is carried: the icon of one item with its name, or how many there are."""
    words = rows[0].shown
    icon = {"folder": "folder", "note": "notes"}.get(rows[0].kind, "file")
    if len(rows) > 1:
        words, icon = QApplication.translate("DragOut", "%Ln item(s)", "", len(rows)), "all"
    font = look().font("body", 500)
    metrics = QFontMetrics(font)
    words = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, _LABEL)
    size = QSize(metrics.horizontalAdvance(words) + 18 + 3 * Space.S + Space.XS, look().height(32))
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_panel(painter, QRect(QPoint(0, 0), size), edge="border-strong", radius=Radius.BUTTON)
    paint_icon(painter, icon, QRect(Space.S, (size.height() - 18) // 2, 18, 18), "text-secondary")
    painter.setFont(font)
    painter.setPen(color("text"))
    room = QRect(Space.S + 18 + Space.S, 0, size.width(), size.height())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)
    painter.end()
    return picture


def _no_place() -> Said:
    translate = QApplication.translate
    return Said(
        translate("DragOut", "Items cannot be dragged out on this system."),
        translate("DragOut", "There is no private place in memory for plain copies, and none is put on the disk."),
        translate("DragOut", "Use Copy out instead."),
    )


def _too_much() -> Said:
    translate = QApplication.translate
    return Said(
        translate("DragOut", "That is too much to be dragged out."),
        translate("DragOut", "Nothing was copied."),
        translate("DragOut", "Use Copy out instead."),
    )


def _nothing() -> Said:
    translate = QApplication.translate
    return Said(
        translate("DragOut", "The items could not be copied out."),
        translate("DragOut", "In the vault everything is as before."),
        translate("DragOut", "Check the vault to see what is affected."),
    )
