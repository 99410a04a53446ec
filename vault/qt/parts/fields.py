"""Fields: a label above, the input, and below it a hint or a fault with its icon.

A placeholder never stands in for a label. `Field` puts label and hint around any input; `PasswordField` brings
reveal and Caps Lock; `SearchField` is the one of the toolbar.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from vault.qt.icons import paint_icon
from vault.qt.theme import Space, color, look

from .aloud import announce
from .buttons import CARET, HEIGHT, TALL, IconButton
from .text import IconText, Text

# kind of a hint -> icon, token
HINTS = {
    "plain": ("", "text-secondary"),
    "about": ("about", "text-secondary"),
    "caps-lock": ("caps-lock", "warning"),
    "warning": ("warning", "warning"),
    "fault": ("fault", "danger"),
    "success": ("check", "success"),
}
INSET = 12
INDENT = 24
"""Where the words of a box begin."""
SEARCH_ICON = 16
REVEALED_MS = 60_000
"""How long a password is shown after the last key."""


def restyle(widget: QWidget) -> None:
    """Lets the style sheet look at a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class LineInput(QLineEdit):
    """A line of text, 32 high, 40 where it is `tall`."""

    def __init__(self, text: str = "", *, tall: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._tall = tall
        self.setProperty("tall", tall)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_fault(self, fault: bool) -> None:
        """Turns the edge to danger; the words stand below, in the field's hint."""
        if bool(self.property("fault")) != fault:
            self.setProperty("fault", fault)
            restyle(self)

    def sizeHint(self) -> QSize:
        """The look's height, or font height plus 10."""
        return QSize(super().sizeHint().width(), look().height(TALL if self._tall else HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Narrower than it would like, never lower."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


class PasswordInput(LineInput):
    """A password with a button inside that shows it, for a while."""

    def __init__(self, *, tall: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(tall=tall, parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
            | Qt.InputMethodHint.ImhSensitiveData
        )
        self.reveal = IconButton("reveal", "", side=24, on_icon="conceal", token="text-secondary", parent=self)
        self.reveal.setCursor(Qt.CursorShape.ArrowCursor)
        self.reveal.toggled.connect(self._show)
        self._conceal = QTimer(self, singleShot=True, interval=REVEALED_MS)
        self._conceal.timeout.connect(self._hide)
        self._show(False)

    def _hide(self) -> None:
        self.reveal.setChecked(False)

    def hideEvent(self, event: QHideEvent) -> None:
        """What is not seen is not shown when it comes back."""
        super().hideEvent(event)
        self._hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nothing that was cleared comes back: shown as plain text, Qt would undo."""
        undoes = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        if not undoes:
            super().keyPressEvent(event)
            if self._conceal.isActive():
                self._conceal.start()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's menu, without what would bring back what was there."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in menu.actions():
            action.setVisible(action.objectName() not in ("edit-undo", "edit-redo"))
        menu.popup(event.globalPos())

    def _show(self, shown: bool) -> None:
        """Shows or hides what is typed. Nothing of it can be dragged or copied while it is hidden: Qt sees to it."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        if shown:
            self._conceal.start()
        else:
            self._conceal.stop()
        hide, reveal = self.tr("Hide the password"), self.tr("Show the password")
        self.reveal.set_name(hide if shown else reveal)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the button at the trailing side."""
        super().resizeEvent(event)
        side = self.reveal.sizeHint().width()
        inset = 8
        at_right = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        left = self.width() - inset - side if at_right else inset
        self.reveal.setGeometry(left, (self.height() - side) // 2, side, side)
        room = side + 4
        self.setTextMargins(0 if at_right else room, 0, room if at_right else 0, 0)


class SearchField(LineInput):
    """The search of the toolbar: a glass before the words, and its shortcut behind while it is empty."""

    def __init__(self, placeholder: str, keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._keys = keys
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.clear_button = IconButton(
            "close", self.tr("Clear the search"), side=24, icon_size=14, token="text-secondary", parent=self
        )
        self.clear_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Esc clears for those at the keyboard
        escape = QKeySequence(Qt.Key.Key_Escape).toString(QKeySequence.SequenceFormat.NativeText)
        self.clear_button.setToolTip(f"{self.clear_button.accessibleName()} ({escape})")
        self.clear_button.hide()
        self.clear_button.clicked.connect(self.clear)
        self.textChanged.connect(self._offer_clear)

    def _offer_clear(self, text: str) -> None:
        self.clear_button.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the field; on an empty one it goes on to whoever waits for it."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves room for the glass and for what stands behind."""
        super().resizeEvent(event)
        at_right = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        glass, behind = SEARCH_ICON + 8, 24
        self.setTextMargins(glass if at_right else behind, 0, behind if at_right else glass, 0)
        left = self.width() - 4 - 24 if at_right else 4
        self.clear_button.setGeometry(left, (self.height() - 24) // 2, 24, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The glass, and the shortcut where the placeholder leaves room for it."""
        super().paintEvent(event)
        painter = QPainter(self)
        at_left = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        left = INSET if at_left else self.width() - INSET - SEARCH_ICON
        glass = self.rect()
        glass.setRect(left, (self.height() - SEARCH_ICON) // 2, SEARCH_ICON, SEARCH_ICON)
        paint_icon(painter, "search", glass, "text-secondary")
        small = look().font("small")
        painter.setFont(small)
        wanted = painter.fontMetrics().horizontalAdvance(self._keys)
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        if self._keys and not self.text() and INSET + SEARCH_ICON + 8 + words + 16 + wanted + INSET <= self.width():
            painter.setPen(color("text-secondary"))
            side = Qt.AlignmentFlag.AlignRight if at_left else Qt.AlignmentFlag.AlignLeft
            area = self.rect().adjusted(INSET, 0, -INSET + 1, 0)
            painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), self._keys)
        painter.end()


class Choice(QComboBox):
    """A drop-down list with our caret."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def sizeHint(self) -> QSize:
        """As wide as its widest entry and the caret, as high as a button."""
        return QSize(super().sizeHint().width() + 4, look().height(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """It does not shrink."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Edge and words by the style sheet, the caret from our icons."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        at_right = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        square = self.rect()
        left = self.width() - INSET - CARET if at_right else INSET
        square.setRect(left, (self.height() - CARET) // 2, CARET, CARET)
        paint_icon(painter, "down", square, "text" if self.isEnabled() else "text-secondary")
        painter.end()


class Field(QWidget):
    """A label, an input below it, and below that a hint or fault in small, with its icon.

    The input is the caller's; its accessible name is the label, its description the hint. `beside` stands above at
    the trailing side, as the keyboard layout does over a password.
    """

    def __init__(
        self,
        label: str,
        field: QWidget,
        hint: str = "",
        *,
        beside: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.field = field
        self.label = Text(label, weight=500)
        self.label.setBuddy(field)
        field.setAccessibleName(label)
        self.setFocusProxy(field)
        self._plain = hint
        self._kind = "plain"
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        head.addWidget(self.label, 1)
        if beside is not None:
            head.addWidget(beside)
        column.addLayout(head)
        column.addWidget(field)
        self._column = column
        self._hint = IconText("about", Text(hint, "small", "text-secondary", wrap=True), size=16, gap=6)
        self._bare = Text(hint, "small", "text-secondary", wrap=True)
        self._bare.setContentsMargins(0, Space.XS, 0, 0)
        self._hint.setContentsMargins(0, Space.XS, 0, 0)
        column.addWidget(self._bare)
        column.addWidget(self._hint)
        self.set_hint(hint)

    def set_hint(self, text: str, kind: str = "plain") -> None:
        """Says something below: a `plain` hint, `caps-lock`, `warning`, `fault`, `success` or `about`."""
        icon, token = HINTS[kind]
        self._kind = kind
        shown = self._hint.text if icon else self._bare
        shown.setText(text)
        shown.set_tone(token)
        shown.set_weight(400 if kind in ("plain", "about") else 500)
        if icon:
            self._hint.set_icon(icon, token)
        self._hint.setVisible(bool(icon and text))
        self._bare.setVisible(bool(text and not icon))
        is_news = bool(text) and kind in ("fault", "caps-lock") and text != self.field.accessibleDescription()
        self.field.setAccessibleDescription(text)
        if is_news and self.isVisible():
            announce(self.field, text)
        if isinstance(self.field, LineInput):
            self.field.set_fault(kind == "fault")

    def set_fault(self, text: str) -> None:
        """Says what is wrong, with the edge in danger; nothing puts the plain hint back."""
        if text:
            self.set_hint(text, "fault")
        else:
            self.set_hint(self._plain)

    def hint(self) -> str:
        """What stands below now."""
        return self._bare.text() if HINTS[self._kind][0] == "" else self._hint.text.text()


def explained(button: QAbstractButton, means: str) -> QVBoxLayout:
    """A check box or radio button, and what it means below its words."""
    button.setAccessibleDescription(means)
    words = Text(means, "small", "text-secondary", wrap=True)
    words.setContentsMargins(INDENT, 0, 0, 0)
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(button)
    column.addWidget(words)
    return column


def field_with_button(field: Field, button: QWidget) -> QHBoxLayout:
    """A field and a button at the height of its input."""
    line, beside = QHBoxLayout(), QVBoxLayout()
    line.setSpacing(Space.S)
    line.addWidget(field, 1)
    beside.setSpacing(Space.XS)
    beside.addWidget(Text(""))  # as high as the label
    beside.addWidget(button)
    beside.addStretch(1)
    line.addLayout(beside)
    return line


class PasswordField(Field):
    """A password: reveal inside, the layout's name above, Caps Lock below while it is on.

    Qt tells the state of Caps Lock on no platform, so it is found from what a letter key types.
    """

    def __init__(self, label: str, *, tall: bool = False, layout: str = "", parent: QWidget | None = None) -> None:
        self.input = PasswordInput(tall=tall)
        self._layout = IconText("layout", Text(layout, "small", "text-secondary"), size=16, gap=6)
        super().__init__(label, self.input, beside=self._layout, parent=parent)
        self.input.reveal.setAccessibleDescription(label)  # there may be several in a window
        self._caps = False
        self.show_layout(layout)
        self.input.installEventFilter(self)

    def text(self) -> str:
        """What is typed."""
        return self.input.text()

    def show_layout(self, name: str) -> None:
        """Names the keyboard layout ("German layout"); an empty name hides it."""
        self._layout.text.setText(name)
        self._layout.setVisible(bool(name))

    def set_caps_lock(self, on: bool) -> None:
        """Says below that Caps Lock is on; a fault that stands there stays."""
        self._caps = on
        if on and self._kind in ("plain", "caps-lock"):
            self.set_hint(QCoreApplication.translate("PasswordField", "Caps Lock is on"), "caps-lock")
        elif not on and self._kind == "caps-lock":
            self.set_hint(self._plain)

    def caps_lock(self) -> bool:
        """Whether Caps Lock was on when a letter was typed last."""
        return self._caps

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Looks at keys on their way into the input, and takes none of them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._watch_key(event)
        elif isinstance(event, QFocusEvent) and event.lostFocus():
            self.set_caps_lock(False)
        return False

    def _watch_key(self, event: QKeyEvent) -> None:
        letter = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self.set_caps_lock(not self._caps)
        elif len(letter) == 1 and letter.lower() != letter.upper():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.set_caps_lock(letter.isupper() != shifted)
