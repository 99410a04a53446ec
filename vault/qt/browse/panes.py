"""Three panes beside each other; where the window is narrow the detail takes the place of the list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStackedWidget, QVBoxLayout, QWidget

from vault.qt.parts.sidebar import Sidebar
from vault.qt.parts.splitters import PaneSplitter
from vault.qt.theme import look

NARROW = 960
SIDEBAR, LIST = 224, 552


class Panes(QWidget):
    """Sidebar, list, and a stack at the right. Made before them: what is made in its splitter is styled only once."""

    sidebar_moved = Signal(int)
    narrowed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_narrow = False
        self._shows_detail = False
        self.page: QWidget | None = None
        self.outer = PaneSplitter(parent=self)
        self.inner = PaneSplitter(parent=self.outer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.outer)

    def hold(self, sidebar: Sidebar, rows: QWidget, right: QStackedWidget) -> None:
        """These are the panes."""
        self.sidebar, self.rows, self.right = sidebar, rows, right
        self.outer.insertWidget(0, sidebar)
        self.inner.insertWidget(0, rows)
        self.inner.insertWidget(1, right)
        self.inner.setStretchFactor(0, 0)
        self.inner.setStretchFactor(1, 1)
        self.outer.setStretchFactor(0, 0)
        self.outer.setStretchFactor(1, 1)
        self.outer.setSizes([SIDEBAR - 1, 1056])
        self.inner.setSizes([LIST - 1, 504])
        sidebar.installEventFilter(self)

    def set_widths(self, sidebar: int, rows: int) -> None:
        """Of sidebar and list; the rest goes to the detail."""
        self.outer.setSizes([sidebar, max(1, SIDEBAR + 1056 - sidebar)])
        self.inner.setSizes([rows, max(1, LIST + 504 - rows)])

    def widths(self) -> tuple[int, int]:
        """Of sidebar and list, 0 for what is not in sight."""
        return self.outer.sizes()[0], self.inner.sizes()[0]

    def show_detail(self, shown: bool) -> None:
        """In a narrow window: the detail in place of the list, or the list again."""
        self._shows_detail = shown
        self._arrange()

    def show_page(self, page: QWidget | None) -> None:
        """A page in the place of list and detail; None brings those back."""
        self.page = page
        if page is not None and self.outer.indexOf(page) < 0:
            self.outer.addWidget(page)
            self.outer.setStretchFactor(self.outer.indexOf(page), 1)
        for place in range(1, self.outer.count()):
            beside = self.outer.widget(place)
            if beside is not None:
                beside.setVisible(beside is (page or self.inner))

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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The sidebar has another width, whoever gave it."""
        if isinstance(event, QResizeEvent) and event.size().width() != event.oldSize().width():
            self.sidebar_moved.emit(self.sidebar.width() + 1)
        return False

    def _arrange(self) -> None:
        self.rows.setVisible(not self.hides_list)
        self.right.setVisible(not self.is_narrow or self._shows_detail)

    def go_round(self, backwards: bool, *others: QWidget) -> None:
        """F6: the keyboard goes on to the next pane that is there, or to one of the `others`."""
        panes = [pane for pane in (*self._panes(), *others) if pane.isVisible()]
        here = next((number for number, pane in enumerate(panes) if _holds_focus(pane)), -1)
        step = -1 if backwards else 1
        for distance in range(1, len(panes) + 1):
            pane = panes[(here + step * distance) % len(panes)] if here >= 0 else panes[distance - 1]
            target = first_focus(pane)
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _panes(self) -> list[QWidget]:
        return [self.sidebar, self.rows, self.right, *([self.page] if self.page is not None else [])]


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
