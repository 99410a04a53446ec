"""Cards and pages: the ground, the tile, facts in fixed columns, the foot, and the page they stand on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from vault.qt.icons import paint_icon
from vault.qt.theme import CARD_PADDING, PAGE_MARGIN, Radius, Space, color, look

from .badges import Badge
from .text import Rule, Text

TILE = 36
TILE_ICON = 20
FACT_COLUMN = 140
FOOT = 44


def paint_panel(painter: QPainter, rect: QRect, *, fill: str = "raised", edge: str = "border", radius: int) -> None:
    """A filled round rectangle with an edge of 1 px."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color(edge), 1))
    painter.setBrush(color(fill))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius - 0.5, radius - 0.5)
    painter.restore()


class Panel(QWidget):
    """A `raised` ground with an edge and radius 8; its content is the caller's."""

    def __init__(self, parent: QWidget | None = None, *, fill: str = "raised", edge: str = "border") -> None:
        super().__init__(parent)
        self._fill = fill
        self._edge = edge
        self.setProperty("ringRadius", int(Radius.CARD))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Its whole rectangle."""
        painter = QPainter(self)
        paint_panel(painter, self.rect(), fill=self._fill, edge=self._edge, radius=Radius.CARD)
        painter.end()


class Tile(QLabel):
    """A square of 36 with an icon of 20."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setFixedSize(TILE, TILE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """On the window's ground, with an edge."""
        painter = QPainter(self)
        paint_panel(painter, self.rect(), fill="background", radius=Radius.BUTTON)
        inset = (TILE - TILE_ICON) // 2
        paint_icon(painter, self._icon, QRect(inset, inset, TILE_ICON, TILE_ICON), "text")
        painter.end()


class Facts(QWidget):
    """Pairs of a small label above a value, in columns of fixed width."""

    def __init__(
        self, facts: Sequence[tuple[str, str]] = (), widths: Sequence[int] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._widths = tuple(widths)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(0)
        self.values: list[Text] = []
        self._names: list[Text] = []
        self.set_facts(facts)

    def set_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Shows these pairs. Where the labels stay, only the values change."""
        if len(facts) != len(self.values):
            self._build(len(facts))
        for column, (name, value) in enumerate(facts):
            self._names[column].setText(name)
            self.values[column].setText(value)
            self.values[column].setAccessibleName(f"{name}: {value}")

    def _build(self, count: int) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            before = item.widget()
            assert before is not None
            before.deleteLater()
        self.values, self._names = [], []
        for column in range(count):
            name = Text("", "small", "text-secondary")
            name.setContentsMargins(0, 0, Space.M, 0)
            value = Text("", tabular=True)
            value.setContentsMargins(0, 0, Space.M, 0)
            self._grid.addWidget(name, 0, column)
            self._grid.addWidget(value, 1, column)
            width = self._widths[column] if column < len(self._widths) else FACT_COLUMN
            self._grid.setColumnMinimumWidth(column, width if column < count - 1 else 0)
            self._names.append(name)
            self.values.append(value)
        self._grid.setColumnStretch(count, 1)
        self._grid.setRowMinimumHeight(0, look().line("body"))


class Card(Panel):
    """A card: tile, name, second line, badges and acts in the head; then what `body` is given; maybe a foot."""

    def __init__(self, icon: str, title: str, second: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self._title = Text(title, "section")
        self._second = Text(second, "small", "text-secondary", elide=Qt.TextElideMode.ElideMiddle)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        inside = QWidget()
        beside, above = CARD_PADDING
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(beside, above, beside, above)
        self._column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(Tile(icon))
        head.addSpacing(Space.M)
        names = QVBoxLayout()
        names.setSpacing(0)
        self._names = QHBoxLayout()
        self._names.setSpacing(Space.S)
        self._names.addWidget(self._title)
        self._names.addStretch(1)
        names.addLayout(self._names)
        names.addWidget(self._second)
        head.addLayout(names, 1)
        head.addSpacing(Space.M)
        self._acts = QHBoxLayout()
        self._acts.setSpacing(Space.S)
        head.addLayout(self._acts)
        self._column.addLayout(head)
        whole.addWidget(inside, 1)
        self._whole = whole
        self._foot: QWidget | None = None

    def add_body(self, *widgets: QWidget, gap: int = Space.L) -> None:
        """Adds lines below the head: proof line, facts; 12 above on cards with facts alone, else 16."""
        for widget in widgets:
            self._column.addSpacing(gap)
            self._column.addWidget(widget)

    def set_title(self, title: str, second: str) -> None:
        """Changes both lines of the head."""
        self._title.setText(title)
        self._second.setText(second)
        self.setAccessibleName(title)

    def add_badge(self, badge: Badge) -> None:
        """Puts a badge behind the name."""
        self._names.insertWidget(self._names.count() - 1, badge)

    def add_act(self, widget: QWidget) -> None:
        """Puts a button, or a badge that stands alone there, at the right of the head."""
        self._acts.addWidget(widget)

    def set_foot(self, sentence: str, *acts: QWidget) -> None:
        """Gives the card a foot of 44: what it costs to guess at the left, acts at the right."""
        if self._foot is not None:
            raise ValueError("the card has its foot")
        self._foot = QWidget()
        beside, above = CARD_PADDING
        self._column.setContentsMargins(beside, above, beside, above - 1)  # the line comes out of the padding
        row = QHBoxLayout(self._foot)
        row.addStrut(FOOT - 1)
        row.setContentsMargins(CARD_PADDING[0], 0, Space.M, 1)
        row.setSpacing(Space.XS)
        row.addWidget(Text(sentence, "small", "text-secondary", wrap=True), 1)
        for act in acts:
            row.addWidget(act)
        rim = QHBoxLayout()
        rim.setContentsMargins(1, 0, 1, 0)
        rim.addWidget(Rule())
        self._whole.addLayout(rim)
        self._whole.addWidget(self._foot)


def bounded(widget: QWidget, width: int) -> QHBoxLayout:
    """Keeps a widget to a width at the leading side.

    A box layout asks a widget for its height at the full width, its own maximum notwithstanding, so wrapped words
    would be cut; in a row of its own it is asked rightly.
    """
    widget.setMaximumWidth(width)
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(widget, 1000)
    row.addStretch(1)
    return row


class PageHead(QWidget):
    """A page's title with one line below it, and its acts at the right."""

    def __init__(self, title: str, below: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Text(title, "page-title")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        column = QVBoxLayout()
        column.setSpacing(Space.XS)
        column.addWidget(self.title)
        if below is not None:
            column.addWidget(below)
        row.addLayout(column, 1)
        row.addSpacing(Space.L)
        self._row = row

    def add_act(self, widget: QWidget) -> None:
        """Adds a button at the right; the filled one comes last."""
        self._row.addWidget(widget)


class SectionHead(QWidget):
    """A section's name, a count or a remark behind it, and something at the right."""

    def __init__(
        self, title: str, *beside: QWidget, count: str = "", role: str = "section", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title = Text(title, role, weight=600)
        self.count = Text(count, tone="text-secondary", tabular=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.title)
        row.addWidget(self.count)
        row.addStretch(1)
        for widget in beside:
            row.addWidget(widget)


class Page(QScrollArea):
    """A page on `surface` that scrolls as a whole; add widgets to `body`, 16 lie between them.

    One that stands in a list's place leaves less `beside` it.
    """

    def __init__(self, name: str, parent: QWidget | None = None, *, beside: int = PAGE_MARGIN[0]) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("surface", "surface")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard comes to what is on it, and scrolls from there
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        inside = QWidget()
        inside.setProperty("surface", "surface")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inside)
        column.setContentsMargins(beside, PAGE_MARGIN[1], beside, PAGE_MARGIN[1])
        column.setSpacing(0)
        self.body = QVBoxLayout()
        self.body.setSpacing(Space.L)
        column.addLayout(self.body)
        column.addStretch(1)
        self.setWidget(inside)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        """A page can be made small; then it scrolls."""
        return QSize(320, 200)
