"""Three panes beside each other; where the window is narrow the detail takes the place of the list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStackedWidget, QVBoxLayout, QWidget

from vault.qt.parts.sidebar import Sidebar
from vault.qt.parts.splitters import PaneSplitter
from vault.qt.theme import look

NARROW = 960
SIDEBAR, LIST = 224, 552


class Panes(QWidget):
    """Sidebar, list, and a stack at the right."""

    sidebar_moved = Signal(int)
    narrowed = Signal(bool)

    def __init__(self, sidebar: Sidebar, rows: QWidget, right: QStackedWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sidebar, self.rows, self.right = sidebar, rows, right
        self.is_narrow = False
        self._shows_detail = False
        self.inner = PaneSplitter()
        self.inner.addWidget(rows)
        self.inner.addWidget(right)
        self.inner.setStretchFactor(0, 0)
        self.inner.setStretchFactor(1, 1)
        self.outer = PaneSplitter()
        self.outer.addWidget(sidebar)
        self.outer.addWidget(self.inner)
        self.outer.setStretchFactor(0, 0)
        self.outer.setStretchFactor(1, 1)
        self.outer.setSizes([SIDEBAR - 1, 1056])
        self.inner.setSizes([LIST - 1, 504])
        self.outer.splitterMoved.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.outer)

    def show_detail(self, shown: bool) -> None:
        """In a narrow window: the detail in place of the list, or the list again."""
        self._shows_detail = shown
        self._arrange()

    @property
    def hides_list(self) -> bool:
        """Whether the detail stands in its place now."""
        return self.is_narrow and self._shows_detail

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Crossing the measure changes the panes."""
        super().resizeEvent(event)
        narrow = self.width() < look().measure(NARROW)
        if narrow != self.is_narrow:
            self.is_narrow = narrow
            self.narrowed.emit(narrow)
        self._arrange()
        self._tell()

    def _arrange(self) -> None:
        self.rows.setVisible(not self.hides_list)
        self.right.setVisible(not self.is_narrow or self._shows_detail)

    def _tell(self, *_: int) -> None:
        self.sidebar_moved.emit(self.sidebar.width() + 1)

    def go_round(self, backwards: bool, search: QWidget) -> None:
        """F6: the keyboard goes on to the next pane that is there."""
        panes = [pane for pane in (self.sidebar, self.rows, self.right, search) if pane.isVisible()]
        here = next((number for number, pane in enumerate(panes) if _holds_focus(pane)), -1)
        step = -1 if backwards else 1
        for distance in range(1, len(panes) + 1):
            pane = panes[(here + step * distance) % len(panes)] if here >= 0 else panes[distance - 1]
            target = first_focus(pane)
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return


def _holds_focus(pane: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is pane or pane.isAncestorOf(focused))


def first_focus(pane: QWidget) -> QWidget | None:
    """Where the keyboard goes when it comes to a pane: its list if it has one, else the first that takes it."""

    def takes(widget: QWidget) -> bool:
        policy = widget.focusPolicy()
        return bool(policy & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()

    if takes(pane):
        return pane
    lists = [one for one in pane.findChildren(QAbstractItemView) if takes(one)]
    if lists:
        return lists[0]
    return next((one for one in pane.findChildren(QWidget) if takes(one)), None)
