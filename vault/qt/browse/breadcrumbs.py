"""Where the shown folder is: the folders above it, each of them a way back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from vault.child import messages as m
from vault.qt.parts.buttons import Button, IconButton
from vault.qt.parts.empty import Emblem
from vault.qt.parts.lists import MARGIN
from vault.qt.parts.text import Text
from vault.qt.theme import Space

from .choices import add_entry, short_name
from .items_model import ids_of
from .places import INSIDE, TOP, FolderTree, place_name

PADDING = 10
"""What a compact button leaves beside its words."""


class Crumb(Button):
    """One folder; items can be dropped on it."""

    dropped = Signal(object)
    """ids."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(short_name(name).replace("&", "&&"), "quiet", compact=True, parent=parent)
        self.setAccessibleName(self.tr("Go to {folder}").format(folder=name))
        self.setToolTip(name)
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Items of this window alone."""
        if event.mimeData().hasFormat(INSIDE):
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Says so."""
        self.dropped.emit(ids_of(event.mimeData()))
        event.accept()


class Breadcrumbs(QWidget):
    """The way from the top level down to a folder. Where there is no room, its middle is behind a button."""

    chosen = Signal(bytes)
    """The id of a folder."""
    menu_wanted = Signal(object, QPoint)
    """(`m.FolderRow` or None for the top level, where on the screen)."""
    move_wanted = Signal(object, bytes)
    """(ids, folder)."""

    def __init__(self, tree: FolderTree, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Where this folder is"))
        self._tree = tree
        self._way: list[tuple[bytes, str]] = []
        self.crumbs: list[Crumb] = []
        self._signs: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(MARGIN - PADDING, 0, MARGIN, Space.XS)
        self._row.setSpacing(0)
        self.more = IconButton("more", self.tr("Folders between"), side=28)
        self.more.clicked.connect(self._open_more)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_folder(self, folder: bytes | None) -> None:
        """The way to a folder; none for the top level, and where no folder is shown."""
        way: list[tuple[bytes, str]] = []
        at = folder
        while at is not None and (found := self._tree.folders.get(at)) is not None:
            way.insert(0, (found.id, found.shown))
            at = found.parent
        way = [(m.ROOT, place_name(TOP, self._tree)), *way] if way else []
        if way != self._way:
            self._way = way
            self._fill()
        self.setVisible(bool(way))

    def _fill(self) -> None:
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is self.more:
                widget.hide()
            elif widget is not None:
                widget.hide()
                widget.deleteLater()
        self.crumbs, self._signs = [], []
        for number, (folder, name) in enumerate(self._way[:-1]):
            crumb = Crumb(name, self)
            crumb.clicked.connect(partial(self._go, folder))
            crumb.dropped.connect(partial(self._drop, folder))
            crumb.customContextMenuRequested.connect(partial(self._ask_menu, crumb, folder))
            sign = Emblem("left" if self.isRightToLeft() else "right", 12, parent=self)
            self._row.addWidget(crumb)
            if number == 0:
                self._row.addWidget(self.more)
            self._row.addWidget(sign)
            self.crumbs.append(crumb)
            self._signs.append(sign)
        if self._way:
            here = Text(self._way[-1][1], "small", weight=500, elide=Qt.TextElideMode.ElideMiddle)
            self._row.addSpacing(Space.S)
            self._row.addWidget(here, 1)
        self._fit()

    def _fit(self) -> None:
        """What has no room goes behind the button, from the second folder on."""
        widths = [crumb.sizeHint().width() + 12 for crumb in self.crumbs]
        room = self.width() - 2 * MARGIN - 60
        hidden = 0
        while sum(widths[:1]) + sum(widths[1 + hidden :]) + (28 if hidden else 0) > room and hidden < len(widths) - 1:
            hidden += 1
        for number, (crumb, sign) in enumerate(zip(self.crumbs, self._signs, strict=True)):
            shown = not 1 <= number <= hidden
            crumb.setVisible(shown)
            sign.setVisible(shown)
        self.more.setVisible(hidden > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room shows more."""
        super().resizeEvent(event)
        self._fit()

    def _go(self, folder: bytes, _checked: bool = False) -> None:
        self.chosen.emit(folder)

    def _drop(self, folder: bytes, ids: list[bytes]) -> None:
        if not any(self._tree.is_within(folder, one) for one in ids):
            self.move_wanted.emit(ids, folder)

    def _ask_menu(self, crumb: Crumb, folder: bytes, place: QPoint) -> None:
        self.menu_wanted.emit(self._tree.folders.get(folder), crumb.mapToGlobal(place))

    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for (folder, name), crumb in zip(self._way, self.crumbs, strict=False):
            if crumb.isHidden():
                add_entry(menu, name.replace("&", "&&"), "folder", partial(self.chosen.emit, folder))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
