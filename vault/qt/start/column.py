"""What the pages of the start are made of: a column of 400 in the middle, words on a fault, something to wait for."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from vault.qt.figures import duration
from vault.qt.parts.buttons import Button
from vault.qt.parts.cards import paint_panel
from vault.qt.parts.text import IconText, Text
from vault.qt.theme import Radius, Space, look
from vault.qt.wording import Said

COLUMN = 400
translate = QCoreApplication.translate


class ColumnPage(QScrollArea):
    """A page on `surface` whose content stands in the middle: add widgets to `column`, 12 lie between them."""

    back_wanted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, width: int = COLUMN) -> None:
        super().__init__(parent)
        self._width = width
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


class Verdict(QWidget):
    """What went wrong, in three sentences on a tint, with the acts it leaves. Hidden while there is nothing."""

    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = "danger"
        self._details = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.S)
        self.words = IconText("fault", Text("", weight=500, wrap=True), size=18, gap=10)
        self.rest = Text("", wrap=True)
        self.rest.setContentsMargins(28, 0, 0, 0)
        self._acts = QHBoxLayout()
        self._acts.setContentsMargins(28, Space.XS, 0, 0)
        self._acts.setSpacing(Space.S)
        self._acts.addStretch(1)
        self.copy = Button(self.tr("Copy details"), "link", compact=True)
        self.copy.clicked.connect(self._copy)
        column.addWidget(self.words)
        column.addWidget(self.rest)
        column.addLayout(self._acts)
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 0, 0, 0)  # its words stand below the others
        foot.addWidget(self.copy)
        foot.addStretch(1)
        column.addLayout(foot)
        self.buttons: list[Button] = []
        self.hide()

    def say(
        self,
        said: Said,
        acts: Sequence[tuple[str, str, Callable[[], None]]] = (),
        *,
        token: str = "danger",
        icon: str = "warning",
    ) -> None:
        """Shows words, and an act each of (words, kind of button, what it does); the details can be copied."""
        self.clear()
        self._token, self._details = token, said.details
        self.words.set_icon(icon, token)
        self.words.text.setText(said.happened)
        self.rest.setText(" ".join(part for part in (said.safe, said.act) if part))
        self.rest.setVisible(bool(self.rest.text()))
        for words, kind, act in acts:
            self._add(words, kind, act)
        self.copy.setVisible(bool(said.details))
        self.setAccessibleName(said.whole)
        self.show()
        self.shown.emit()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        """Takes the words away."""
        self.hide()
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []

    def _add(self, words: str, kind: str, act: Callable[[], None]) -> None:
        button = Button(words, kind)
        button.clicked.connect(lambda _checked=False: act())
        self._acts.insertWidget(len(self.buttons), button)
        self.buttons.append(button)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Its tint, with an edge."""
        painter = QPainter(self)
        paint_panel(painter, self.rect(), fill=f"{self._token}-tint", radius=Radius.CARD)
        painter.end()


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
