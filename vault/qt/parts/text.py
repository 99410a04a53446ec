"""Words on a page: one label for every text role, with its line height, its colour by token, wrapped or elided."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from vault.qt.icons import glyph_of, outline, paint_icon
from vault.qt.theme import color, look

FEW = 8
"""So many widths a text remembers its lines for."""
LONGEST_WORD = 40
"""Letters; what is longer, as a path can be, is broken anywhere."""


class Text(QLabel):
    """A label in one of the text roles.

    `QLabel` sets its lines as close as the font allows; the look gives each role a line height. So this label lays
    out its plain text itself. An elided one shows the whole text as its tool tip while some of it is cut.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        *,
        weight: int = 0,
        wrap: bool = False,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideNone,
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._option = QTextOption()
        self._option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._role = role
        self._tone = tone
        self._weight = weight
        self._elide = elide
        self._tabular = tabular
        self._hint_text = ""
        self._broken: dict[tuple[str, bool, float, str], list[str]] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self._dress()
        self.setText(text)

    def setText(self, text: str) -> None:
        """Nothing of the text before is remembered."""
        self._broken.clear()
        super().setText(text)

    def role(self) -> str:
        """The name of its text role."""
        return self._role

    def tone(self) -> str:
        """The token of its colour."""
        return self._tone

    def set_tone(self, tone: str) -> None:
        """Changes the colour."""
        self._tone = tone
        self.update()

    def set_weight(self, weight: int) -> None:
        """Changes the weight: 400, 500, 600, or 0 for the role's own."""
        self._weight = weight
        self._dress()

    def setToolTip(self, text: str) -> None:
        """A tool tip of the caller's own stands above the one for cut text."""
        self._hint_text = text
        super().setToolTip(text)

    def changeEvent(self, event: QEvent) -> None:
        """A new theme or system font comes as a new style."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        self.setFont(look().font(self._role, self._weight, tabular=self._tabular))
        self.updateGeometry()
        self.update()

    # --- measuring --------------------------------------------------------------------------------

    def _lines(self, width: float) -> list[str]:
        """Breaks the text into the lines that fit a width. Layouts ask for the same few widths many times."""
        wanted = (self.text(), self.wordWrap(), width, self.font().key())
        if wanted not in self._broken:
            if len(self._broken) >= FEW:
                self._broken.clear()
            self._broken[wanted] = self._break(width)
        return self._broken[wanted]

    def _break(self, width: float) -> list[str]:
        text = self.text()
        if not self.wordWrap():
            return text.split("\n")
        lines: list[str] = []
        for paragraph in text.split("\n"):
            layout = QTextLayout(paragraph, self.font())
            layout.setTextOption(self._option)
            layout.beginLayout()
            start = len(lines)
            # Qt's places count a letter beyond the first 65,536 twice.
            units = paragraph.encode("utf-16-le", "surrogatepass")
            while (line := layout.createLine()).isValid():
                line.setLineWidth(max(width, 1))
                piece = units[2 * line.textStart() : 2 * (line.textStart() + line.textLength())]
                lines.append(piece.decode("utf-16-le", "surrogatepass").rstrip())
            layout.endLayout()
            if len(lines) == start:
                lines.append("")
        return lines

    def _width_of(self, lines: list[str]) -> int:
        metrics = QFontMetrics(self.font())
        return max((metrics.horizontalAdvance(line) for line in lines), default=0)

    def sizeHint(self) -> QSize:
        """One line as long as the text; a wrapped text asks for about 60 figures' width at most."""
        margins = self.contentsMargins()
        width = self._width_of(self.text().split("\n"))
        if self.wordWrap():
            width = min(width, QFontMetrics(self.font()).averageCharWidth() * 60)
        lines = self._lines(width + 1)
        width += margins.left() + margins.right() + 1
        height = look().line(self._role) * len(lines) + margins.top() + margins.bottom()
        return QSize(width, height)

    def minimumSizeHint(self) -> QSize:
        """Whole words where it wraps, but those no language has; a few letters where it is elided, else everything."""
        hint = self.sizeHint()
        if self._elide != Qt.TextElideMode.ElideNone:
            hint.setWidth(QFontMetrics(self.font()).averageCharWidth() * 6)
        elif self.wordWrap():
            longest = QFontMetrics(self.font()).averageCharWidth() * LONGEST_WORD
            hint.setWidth(min(hint.width(), longest, self._width_of(self.text().split()) + 1))
            hint.setHeight(look().line(self._role))
        return hint

    def heightForWidth(self, width: int) -> int:
        """So many lines, times their height."""
        if not self.wordWrap():
            return -1
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        return look().line(self._role) * len(self._lines(inner)) + margins.top() + margins.bottom()

    def first_line(self) -> int:
        """Returns where the first line starts, for whoever puts a sign beside it."""
        return self._top(len(self._lines(self.contentsRect().width())))

    def _top(self, count: int) -> int:
        """Returns where so many lines start."""
        area = self.contentsRect()
        spare = area.height() - look().line(self._role) * count
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            return area.top() + spare // 2
        return area.top() + (spare if self.alignment() & Qt.AlignmentFlag.AlignBottom else 0)

    # --- painting ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Each line in the middle of its own height."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(color(self._tone if self.isEnabled() else "text-secondary"))
        area = QRectF(self.contentsRect())
        lines = self._lines(area.width())
        height = look().line(self._role)
        top = self._top(len(lines))
        flags = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        for number, line in enumerate(lines):
            row = QRectF(area.left(), top + number * height, area.width(), height)
            painter.drawText(row, int(flags | Qt.AlignmentFlag.AlignVCenter), self._fit(line, area.width()))
        painter.end()

    def _fit(self, line: str, width: float) -> str:
        """Cuts a line that is too long, where it may be cut, and remembers the whole in the tool tip."""
        if self._elide == Qt.TextElideMode.ElideNone:
            return line
        shown = QFontMetrics(self.font()).elidedText(line, self._elide, int(width) + 1)
        if not self._hint_text:
            cut = self.text() if shown != line else ""
            if self.toolTip() != cut:
                super().setToolTip(cut)
        return shown


class Rule(QWidget):
    """A line of 1 px, across or down."""

    def __init__(self, orientation: Qt.Orientation = Qt.Orientation.Horizontal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if orientation == Qt.Orientation.Horizontal:
            self.setFixedHeight(1)
        else:
            self.setFixedWidth(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """In the colour of rules."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("border"))
        painter.end()


class IconText(QWidget):
    """An icon with a text beside it, the icon in the middle of the text's first line."""

    def __init__(
        self,
        icon: str,
        text: Text,
        *,
        size: int = 16,
        gap: int = 8,
        token: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size = size
        self.text = text
        self.set_icon(icon, token)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addSpacing(size + gap)
        row.addWidget(text)
        self.setSizePolicy(text.sizePolicy())

    def set_icon(self, icon: str, token: str = "") -> None:
        """Changes icon and colour; without a colour it has the text's."""
        outline(glyph_of(icon))  # an unknown name fails here: an error while painting ends the program
        self._icon = icon
        self._token = token
        self.update()

    def minimumSizeHint(self) -> QSize:
        """As high as the icon at least."""
        return super().minimumSizeHint().expandedTo(QSize(self._size, self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon stands on the leading side."""
        painter = QPainter(self)
        line = look().line(self.text.role())
        top = self.text.y() + self.text.first_line()
        left = 0 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else self.width() - self._size
        square = QRect(left, top + (line - self._size) // 2, self._size, self._size)
        paint_icon(painter, self._icon, square, self._token or self.text.tone())
        painter.end()
