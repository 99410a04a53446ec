"""What the detail pane is made of: the item's title, its properties in two columns, its versions in rows of 32."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from vault.qt.theme import Space, look

from .buttons import Button, IconButton
from .text import Rule, Text

LINE = 24
"""Of a property."""


class ItemHead(QWidget):
    """An item's name with star and More at the right, and its acts below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        translate = QCoreApplication.translate
        self.name = Text("", "item-title", elide=Qt.TextElideMode.ElideMiddle)
        self.star = IconButton("favourites", translate("ItemHead", "Favourite"), on_icon="star-set")
        self.more = IconButton("more", translate("ItemHead", "More"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        row = QHBoxLayout()
        row.setSpacing(Space.XS)
        row.addWidget(self.name, 1)
        row.addWidget(self.star)
        row.addWidget(self.more)
        column.addLayout(row)
        self._acts = QHBoxLayout()
        self._acts.setSpacing(Space.S)
        self._acts.addStretch(1)
        column.addLayout(self._acts)

    def add_act(self, button: Button) -> None:
        """Adds Share, Copy out, Open with."""
        self._acts.insertWidget(self._acts.count() - 1, button)


class PropertyGrid(QWidget):
    """Names and values in two columns of 24 px lines; a value may be any widget (tags)."""

    LABEL = 68

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._single = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.S)
        self._grid.setVerticalSpacing(0)
        for column, stretch in enumerate((0, 1, 0, 1)):
            self._grid.setColumnStretch(column, stretch)
            if not stretch:
                self._grid.setColumnMinimumWidth(column, self.LABEL - Space.S)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)  # Fixed would cut tags that wrap

    def set_single(self, single: bool) -> None:
        """One column where two are too narrow; counts for what is shown next."""
        self._single = single

    def show_properties(self, properties: Sequence[tuple[str, str | QWidget]]) -> None:
        """Shows these, down the first column and then down the second."""
        while (item := self._grid.takeAt(0)) is not None:
            before = item.widget()
            if before is not None:
                before.hide()
                before.deleteLater()
        half = len(properties) if self._single else (len(properties) + 1) // 2
        line = max(LINE, look().line("body") + 4)
        for column, stretch in ((1, 1), (2, 0), (3, 0 if self._single else 1)):
            self._grid.setColumnStretch(column, stretch)
        self._grid.setColumnMinimumWidth(2, 0 if self._single else self.LABEL - Space.S)
        for row in range(self._grid.rowCount()):
            self._grid.setRowMinimumHeight(row, 0)
        for number, (name, value) in enumerate(properties):
            row, column = number % half, 2 * (number // half)
            shown = value if isinstance(value, QWidget) else self._make_value(name, value)
            label = Text(name, tone="text-secondary")
            self._grid.setRowMinimumHeight(row, line)
            for widget, at in ((label, column), (shown, column + 1)):
                if isinstance(widget, Text):  # beside tags on several lines it stays on the first
                    widget.setMinimumHeight(line)
                self._grid.addWidget(widget, row, at, Qt.AlignmentFlag.AlignTop)

    def _make_value(self, name: str, value: str) -> Text:
        text = Text(value, elide=Qt.TextElideMode.ElideMiddle, tabular=True)
        text.setAccessibleName(f"{name}: {value}")
        return text


class VersionRow(QWidget):
    """A version on one line of 32 with a rule above: number, when, what, size, Restore and More, or Current."""

    def __init__(
        self, number: str, when: str, what: str, size: str, *, current: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(", ".join(part for part in (number, when, what, size) if part))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        row = QHBoxLayout()
        row.addStrut(31)
        row.setSpacing(Space.S)
        first = Text(number, weight=500, tabular=True)
        first.setMinimumWidth(24)
        second = Text(when, elide=Qt.TextElideMode.ElideRight, tabular=True)
        row.addWidget(first)
        row.addWidget(second)
        if what:
            row.addWidget(Text(what, tone="text-secondary", elide=Qt.TextElideMode.ElideRight), 1)
        else:
            row.addStretch(1)
        row.addWidget(Text(size, tone="text-secondary", tabular=True))
        self.restore: Button | None = None
        self.more: IconButton | None = None
        word = Text(QCoreApplication.translate("VersionRow", "Current"), "small", "text-secondary")
        word.setContentsMargins(10, 0, 10, 0)
        restore = Button(QCoreApplication.translate("VersionRow", "Restore"), "link", compact=True)
        more = IconButton("more", QCoreApplication.translate("VersionRow", "More"), side=24)
        trailing = max(word.sizeHint().width(), restore.sizeHint().width())  # sizes stand below each other
        for widget in (word, restore):
            widget.setMinimumWidth(trailing)
        if current:
            row.addWidget(word)
            row.addSpacing(more.sizeHint().width() + Space.S)
        else:
            self.restore, self.more = restore, more
            row.addWidget(restore)
            row.addWidget(more)
        column.addLayout(row)
