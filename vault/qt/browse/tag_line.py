"""The tags of an item as a line that breaks: each with a button that takes it away, and one that adds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QSizePolicy, QWidget

from vault.qt.parts.badges import AddTag, Tag
from vault.qt.parts.buttons import IconButton
from vault.qt.theme import Space


class FlowLayout(QLayout):
    """Widgets one behind the other, on as many lines as they need."""

    def __init__(self, parent: QWidget, *, spacing: int = Space.XS) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        parent.setSizePolicy(policy)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's way to add."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Takes one out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """The narrower the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """So high."""
        return self._arrange(QRect(0, 0, width, 0), apply=False)

    def setGeometry(self, rect: QRect) -> None:
        """Puts all in place."""
        super().setGeometry(rect)
        self._arrange(rect, apply=True)

    def sizeHint(self) -> QSize:
        """All on one line."""
        width = sum(item.sizeHint().width() + self.spacing() for item in self._items if not item.isEmpty())
        return QSize(width, max((item.sizeHint().height() for item in self._items), default=0))

    def minimumSize(self) -> QSize:
        """The widest of them."""
        size = QSize(0, 0)
        for item in self._items:
            size = size if item.isEmpty() else size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, apply: bool) -> int:
        x, y, height = 0, 0, 0
        parent = self.parentWidget()
        leftwards = parent is not None and parent.isRightToLeft()
        for item in self._items:
            if item.isEmpty():
                continue  # hidden
            size = item.sizeHint()
            if x and x + size.width() > rect.width():
                x, y, height = 0, y + height + self.spacing(), 0
            if apply:
                left = rect.right() + 1 - x - size.width() if leftwards else rect.x() + x
                item.setGeometry(QRect(QPoint(left, rect.y() + y), size))
            x += size.width() + self.spacing()
            height = max(height, size.height())
        return y + height


class TagLine(QWidget):
    """Tags of what is chosen."""

    add_wanted = Signal()
    remove_wanted = Signal(str)

    def __init__(
        self,
        tags: Sequence[str],
        *,
        can_change: bool,
        token: Callable[[str], str] = lambda _: "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._token = token
        flow = FlowLayout(self)
        self.removers: dict[str, IconButton] = {}
        for tag in tags:
            flow.addWidget(self._make_tag(tag, can_change))
        if can_change:
            self.add = AddTag(self.tr("Add"))
            self.add.setAccessibleName(self.tr("Add a tag"))
            self.add.clicked.connect(self.add_wanted)
            flow.addWidget(self.add)

    def _make_tag(self, tag: str, can_change: bool) -> QWidget:
        if not can_change:
            return Tag(tag, self._token(tag))
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Tag(tag, self._token(tag)), 0, Qt.AlignmentFlag.AlignVCenter)
        remove = IconButton(
            "close", self.tr("Remove the tag {tag}").format(tag=tag), side=24, icon_size=12, token="text-secondary"
        )
        remove.clicked.connect(lambda: self.remove_wanted.emit(tag))
        self.removers[tag] = remove
        row.addWidget(remove)
        return pair
