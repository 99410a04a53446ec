"""What the pages of the start are made of: a column of 400 in the middle, words on a fault, something to wait for."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from vault.qt.figures import duration
from vault.qt.parts.buttons import Button
from vault.qt.parts.text import Text
from vault.qt.theme import Space, look

COLUMN = 400
FIRST = 1000
"""The stretch of what has its room before anything else gets some."""
translate = QCoreApplication.translate


class ColumnPage(QScrollArea):
    """A page on `surface` whose content stands in the middle: add widgets to `column`, 12 lie between them."""

    back_wanted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, width: int = COLUMN) -> None:
        super().__init__(parent)
        self._width = width
        self._above: QWidget | None = None
        self.setAccessibleName(name)
        self.setProperty("surface", "surface")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = QWidget()
        ground.setProperty("surface", "surface")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._inside = QWidget()
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(0, Space.XXL, 0, Space.XXL)
        self.column.setSpacing(Space.M)
        row = QHBoxLayout(ground)
        row.setContentsMargins(Space.L, 0, Space.L, 0)
        row.addStretch(1)
        row.addWidget(self._inside)
        row.addStretch(1)
        self.setWidget(ground)
        self._fit()

    def begin_high(self) -> None:
        """What follows begins a sixth down the page, or higher where there is no room for that: its head stays where
        it is, whatever comes and goes below."""
        self._above = QWidget()
        self._above.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self.column.addWidget(self._above, FIRST)

    def add_title(self, words: str) -> Text:
        """The page's title, as wide as the column."""
        title = Text(words, "page-title", wrap=True)
        self.column.addWidget(title)
        return title

    def add_words(self, words: str) -> Text:
        """A paragraph in secondary text."""
        text = Text(words, tone="text-secondary", wrap=True)
        self.column.addWidget(text)
        return text

    def bring_into_view(self, widget: QWidget) -> None:
        """Scrolls to something that was just shown, once it has its place."""
        QTimer.singleShot(0, widget, lambda: self.ensureWidgetVisible(widget))

    def _fit(self) -> None:
        """As wide as the look says, and no wider than there is room."""
        room = self.viewport().width() - 2 * Space.L
        self._inside.setFixedWidth(max(240, min(look().measure(self._width), room)))
        if self._above is not None:
            self._above.setMaximumHeight(max(0, self.viewport().height() // 6 - Space.XXL - Space.M))

    def resizeEvent(self, event: object) -> None:
        """Keeps the column inside."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # the event that came
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """A page can be made small; then it scrolls."""
        return QSize(280, 200)


class Waiting(QWidget):
    """A button that works, reads "Cancel" meanwhile where that can be, and the elapsed time beside it."""

    pressed = Signal()
    cancelled = Signal()

    def __init__(self, act: str, *, can_cancel: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._act, self._can_cancel, self._since = act, can_cancel, 0.0
        self.button = Button(act, "primary", tall=True)
        self.elapsed = Text("", tone="text-secondary", tabular=True)
        self.elapsed.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(self.button, 1)
        row.addWidget(self.elapsed)
        self._timer = QTimer(self, interval=250)
        self._timer.timeout.connect(self._tell)
        self.button.clicked.connect(self._press)
        self.setFocusProxy(self.button)

    @property
    def is_waiting(self) -> bool:
        return self._timer.isActive()

    def set_act(self, act: str) -> None:
        """Another word for what it does."""
        self._act = act
        if not self.is_waiting:
            self.button.setText(act)

    def begin(self) -> None:
        """Something goes on."""
        self._since = time.monotonic()
        self._timer.start()
        self.button.setText(self.tr("Cancel") if self._can_cancel else self.tr("Working"))
        self.button.set_kind("secondary")
        self.button.setEnabled(self._can_cancel)
        self._tell()

    def end(self) -> None:
        """It is over."""
        self._timer.stop()
        self.elapsed.hide()
        self.button.setText(self._act)
        self.button.set_kind("primary")
        self.button.setEnabled(True)

    def _press(self) -> None:
        if self.is_waiting:
            self.cancelled.emit()
        else:
            self.pressed.emit()

    def _tell(self) -> None:
        passed = time.monotonic() - self._since
        self.elapsed.setText(duration(passed))
        self.elapsed.setVisible(passed >= 1)


class RememberBox(QWidget):
    """Whether this computer keeps a vault in its list, and what that means. Off until the person says so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.box = QCheckBox(self.tr("Remember this vault on this computer"))
        means = self.tr("Its name and place are then shown to whoever uses this account.")
        self.box.setAccessibleDescription(means)
        words = Text(means, "small", "text-secondary", wrap=True)
        words.setContentsMargins(24, 0, 0, 0)
        column.addWidget(self.box)
        column.addWidget(words)
        self.setFocusProxy(self.box)

    def is_wanted(self) -> bool:
        """Whether the person agreed."""
        return self.box.isChecked()

    def set_wanted(self, wanted: bool) -> None:
        """Sets the box."""
        self.box.setChecked(wanted)
