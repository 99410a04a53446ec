"""The toolbar over everything, and the banner below it.

The long-work bar at the bottom stands in `work.py`.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from vault.qt.icons import app_pixmap, paint_icon
from vault.qt.theme import Space, color, look

from .aloud import announce
from .buttons import Button, PressedByEnter
from .events import EventsButton
from .fields import SearchField
from .lists import paint_words
from .text import IconText, Text

HEIGHT = 52
SEARCH, SEARCH_LEAST = 376, 200
SEARCH_BESIDE = 80
"""Glass, margins and the room behind, beside the words in it."""
SEARCH_ICON_ONLY = 40
"""In the smallest of windows it is a field that one finds by its icon."""
BANNER = 44

# kind of a banner -> icon, token of icon and tint
BANNERS = {"warning": ("warning", "warning"), "danger": ("warning", "danger"), "about": ("about", "link")}


class VaultButton(PressedByEnter):
    """The vault's name with the box before and a caret behind: it opens the menu of the vault."""

    def __init__(self, name: str, menu: QMenu | None = None, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setAutoDefault(False)
        self.setProperty("bare", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if menu is not None:
            self.setMenu(menu)

    def sizeHint(self) -> QSize:
        """As a button, but it cuts a long name."""
        return QSize(160, look().height(32, "section"))

    def minimumSizeHint(self) -> QSize:
        """Box, caret and a few letters."""
        return QSize(96, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Quiet: a ground only under the pointer."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("sunken" if self.isDown() else "hover"))
            painter.drawRoundedRect(self.rect(), 6, 6)
        leftwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft

        def at(x: int, side: int) -> QRect:
            left = self.width() - x - side if leftwards else x
            return QRect(left, (self.height() - side) // 2, side, side)

        painter.drawPixmap(at(8, 20).topLeft(), app_pixmap(20, self.devicePixelRatioF()))
        paint_icon(painter, "down", at(self.width() - 5 - 14, 14), "text-secondary")
        painter.setFont(look().font("section"))
        painter.setPen(color("text"))
        words = self.rect().adjusted(27 if leftwards else 36, 0, -36 if leftwards else -27, 0)
        paint_words(painter, words, self.text(), elide=Qt.TextElideMode.ElideMiddle)
        painter.end()


class Toolbar(QWidget):
    """52 high: the vault over the sidebar, Add files, New note, the search, the idle time, the bell, Lock.

    Where it is narrow the search shrinks first, then words give way to icons.
    """

    def __init__(self, vault: str, menu: QMenu | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._sidebar = 224
        self._idle_words = ("", "")
        self.vault = VaultButton(vault, menu, self)
        self.add = Button(self.tr("Add files"), "primary", "add", parent=self)
        self.note = Button(self.tr("New note"), "secondary", "new-note", parent=self)
        self._search_words = self.tr("Search names, notes and contents"), self.tr("Search")
        self.search = SearchField(self._search_words[0], self.tr("Ctrl+F"), self)
        self.idle = IconText("idle", Text("", tone="text-secondary", tabular=True), size=16, gap=6, parent=self)
        self.events = EventsButton(self)
        self.lock = Button(self.tr("Lock"), "secondary", "lock", parent=self)
        self.idle.hide()

    def set_filled_add(self, filled: bool) -> None:
        """Add files is filled on list pages only; elsewhere the page's own act is."""
        self.add.set_kind("primary" if filled else "secondary")

    def set_idle(self, words: str, short: str = "") -> None:
        """Says when it locks by itself ("Locks in 8:42", short "8:42"); nothing where it never does."""
        self._idle_words = (words, short)
        self.idle.setAccessibleName(words)
        self.idle.setToolTip(words)
        self._arrange()

    def set_sidebar_width(self, width: int) -> None:
        """Follows the splitter below: the line and everything after it move along."""
        self._sidebar = width
        self._arrange()

    def sizeHint(self) -> QSize:
        """52, or what larger buttons need."""
        return QSize(960, max(HEIGHT, self.lock.sizeHint().height() + 20))

    def minimumSizeHint(self) -> QSize:
        """It can be made small: then only icons are left."""
        return QSize(self._sidebar + 4 * self.lock.sizeHint().height() + SEARCH_LEAST + 80, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Finds a place for everything."""
        self._arrange()

    def _arrange(self) -> None:
        acts = (self.add, self.note, self.lock)
        words, short = self._idle_words
        for narrow, idle in ((False, words), (True, words), (True, short), (True, "")):
            for button in acts:
                button.set_collapsed(narrow)
            self.idle.text.setText(idle)
            self.idle.setVisible(bool(idle))
            if self._room() >= SEARCH_LEAST:
                break
        search = max(SEARCH_ICON_ONLY, min(SEARCH, self._room()))
        at = self._sidebar + Space.L
        self._put(self.vault, Space.S, self._sidebar - 1 - 2 * Space.S)
        for button in (self.add, self.note):
            at = self._put(button, at, button.sizeHint().width()) + Space.S
        self._put(self.search, at + Space.S, search)
        fits = self.search.fontMetrics().horizontalAdvance(self._search_words[0]) + SEARCH_BESIDE <= search
        self.search.setPlaceholderText(self._search_words[0 if fits else 1])
        lock = self.width() - Space.L - self.lock.sizeHint().width()
        self._put(self.lock, lock, self.lock.sizeHint().width())
        bell = lock - Space.S - self.events.sizeHint().width()
        self._put(self.events, bell, self.events.sizeHint().width())
        if not self.idle.isHidden():
            width = self.idle.sizeHint().width()
            self._put(self.idle, bell - Space.S - width, width)
        self.update()

    def _room(self) -> int:
        """Returns what all the others leave to the search."""
        taken = self._sidebar + Space.L + Space.S + Space.L + Space.L + Space.L
        taken += sum(button.sizeHint().width() for button in (self.add, self.note, self.events, self.lock)) + Space.S
        if not self.idle.isHidden():
            taken += self.idle.sizeHint().width() + Space.L
        return self.width() - taken

    def _put(self, widget: QWidget, left: int, width: int) -> int:
        """Places a widget in the middle of the height and returns where it ends, counted from the leading side."""
        height = widget.sizeHint().height()
        x = left if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else self.width() - left - width
        widget.setGeometry(x, (self.height() - 1 - height + 1) // 2, width, height)
        return left + width

    def paintEvent(self, event: QPaintEvent) -> None:
        """The window's ground, a line below, a line over the sidebar's edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("background"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, color("border"))
        leftwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        edge = self.width() - self._sidebar if leftwards else self._sidebar - 1
        painter.fillRect(edge, 0, 1, self.height(), color("border"))
        painter.end()


class Banner(QWidget):
    """Something that is true for the whole vault and must be seen: no close while it is. At most one act."""

    acted = Signal()

    def __init__(self, kind: str, sentence: str, act: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        icon, token = BANNERS[kind]
        self.kind = kind
        self._token = token
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.sentence = IconText(icon, Text(sentence, wrap=True), size=18, gap=12, token=token)
        row = QHBoxLayout(self)
        row.addStrut(BANNER - 13)
        row.setContentsMargins(Space.L, 6, Space.L, 7)
        row.setSpacing(Space.L)
        row.addWidget(self.sentence, 1)
        self.act: Button | None = None
        if act:
            self.act = Button(act, "secondary", compact=True)
            self.act.clicked.connect(self.acted)
            row.addWidget(self.act)
        word = QCoreApplication.translate("Banner", "Attention")
        self.setProperty("spokenAs", "news")
        self.setAccessibleName(f"{word}: {sentence}")

    def showEvent(self, event: object) -> None:
        """Whoever cannot see it hears it."""
        super().showEvent(event)  # type: ignore[arg-type]  # the event that came
        announce(self, self.accessibleName())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Its tint, and a line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), color(f"{self._token}-tint"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, color("border"))
        painter.end()
