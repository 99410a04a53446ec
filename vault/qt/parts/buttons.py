"""Buttons: at most one filled on a screen, the others with an edge, quiet, as a link, or for danger.

A button is never given a width, so that longer words in other languages fit. One that cannot be used says why in
its tool tip: `set_blocked("Select an item first")` disables it with the reason, `set_blocked("")` frees it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from vault.qt.icons import GAP, icon as make_icon, paint_icon
from vault.qt.theme import look

KINDS = ("primary", "secondary", "quiet", "link", "danger", "danger-filled")
# kind -> token of its icon
INK = {
    "primary": "on-accent",
    "secondary": "text",
    "quiet": "text",
    "link": "link",
    "danger": "danger",
    "danger-filled": "on-danger",
}
HEIGHT = 32
COMPACT = 28
TALL = 40
ICON = 16
CARET = 14


class PressedByEnter(QPushButton):
    """Enter presses the button that has the focus, outside of dialogs, too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt leaves Enter to dialogs; Space works anyway."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            event.accept()
            self.click()
        else:
            super().keyPressEvent(event)


class Button(PressedByEnter):
    """A button with words, and an icon before them where it helps."""

    def __init__(
        self,
        text: str = "",
        kind: str = "secondary",
        icon: str = "",
        *,
        compact: bool = False,
        tall: bool = False,
        flush: bool = False,
        menu: QMenu | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`flush`: a link that stands at the edge of a column, without room around its words."""
        super().__init__(text, parent)
        self._icon_name = icon
        self._tip = ""
        self._blocked = ""
        self._words = ""
        self.setAutoDefault(False)  # Enter belongs to the dialog's own default and not to whatever has the focus
        self.setProperty("compact", compact)
        self.setProperty("tall", tall)
        self.setProperty("flush", flush)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if menu is not None:
            self.setMenu(menu)
        self.set_kind(kind)

    def kind(self) -> str:
        """One of `KINDS`."""
        return str(self.property("kind"))

    def set_kind(self, kind: str) -> None:
        """Changes its kind: "Add files" is filled on list pages only."""
        if kind not in KINDS:
            raise ValueError(f"no button is of kind {kind!r}")
        self.setProperty("kind", kind)
        self._show_icon()
        if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it will be, when it is shown
            self.style().unpolish(self)
            self.style().polish(self)

    def set_icon(self, name: str) -> None:
        """Changes the icon; an empty name takes it away."""
        self._icon_name = name
        self._show_icon()

    def _show_icon(self) -> None:
        if not self._icon_name:
            self.setIcon(QIcon())
            return
        self.setIcon(make_icon(self._icon_name, INK[self.kind()]))
        self.setIconSize(QSize(ICON + (GAP if self.text() else 0), ICON))

    def setText(self, text: str) -> None:
        """Words ask for room beside the icon."""
        super().setText(text)
        self._show_icon()

    def set_collapsed(self, collapsed: bool) -> None:
        """Gives way to a square with the icon alone where room is short; the words go into name and tool tip."""
        if collapsed == self.is_collapsed() or not self._icon_name:
            return
        self._words = self.text() if collapsed else ""
        name = self.text() if collapsed else self.accessibleName()
        self.setProperty("square", collapsed)
        self.setText("" if collapsed else name)
        self.setAccessibleName(name if collapsed else "")
        self._show_tip()
        self.style().unpolish(self)
        self.style().polish(self)
        self.updateGeometry()

    def is_collapsed(self) -> bool:
        """Whether the icon stands alone now."""
        return bool(self.property("square"))

    def setToolTip(self, text: str) -> None:
        """A tool tip for the time the button can be used."""
        self._tip = text
        self._show_tip()

    def _show_tip(self) -> None:
        super().setToolTip(self._blocked or self._tip or self._words.replace("&", ""))

    def changeEvent(self, event: QEvent) -> None:
        """A new theme or system font comes as a new style."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()

    def set_blocked(self, reason: str) -> None:
        """Disables the button and says why in its tool tip; an empty reason frees it."""
        self._blocked = reason
        self.setEnabled(not reason)
        self._show_tip()
        self.setAccessibleDescription(reason)

    def sizeHint(self) -> QSize:
        """The height of the look, or font height plus 10; a caret where there is a menu."""
        least = TALL if self.property("tall") else COMPACT if self.property("compact") else HEIGHT
        height = look().height(least)
        if self.is_collapsed():
            return QSize(height, height)
        return QSize(super().sizeHint().width() + (CARET + 8 if self._has_caret() else 0), height)

    def minimumSizeHint(self) -> QSize:
        """A button is never narrower than its words."""
        return self.sizeHint()

    def _has_caret(self) -> bool:
        return self.menu() is not None and bool(self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        """With a menu, the words leave room for its caret at the trailing side."""
        if not self._has_caret():
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        at_right = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        room = CARET + 8
        option.rect = self.rect().adjusted(0 if at_right else room, 0, -room if at_right else 0, 0)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        left = self.width() - 12 - CARET if at_right else 12
        square = self.rect()
        square.setRect(left, (self.height() - CARET) // 2, CARET, CARET)
        paint_icon(painter, "down", square, INK[self.kind()] if self.isEnabled() else "text-secondary")
        painter.end()


class IconButton(PressedByEnter):
    """A square with an icon alone. Its name is read aloud and stands in the tool tip, with the shortcut."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        kind: str = "quiet",
        side: int = HEIGHT,
        icon_size: int = 18,
        shortcut: QKeySequence | QKeySequence.StandardKey | str = "",
        token: str = "text",
        on_icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._side = side
        self._icon_name = icon
        self._on_icon = on_icon
        self._token = token
        self._name = ""
        self._blocked = ""
        self._keys = QKeySequence(shortcut)
        self.setAutoDefault(False)
        self.setProperty("kind", kind)
        self.setProperty("square", True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setIconSize(QSize(icon_size, icon_size))
        if not self._keys.isEmpty():
            self.setShortcut(self._keys)
        if on_icon:
            self.setProperty("swaps", True)
            self.setCheckable(True)
            self.toggled.connect(self._show_icon)
        self._show_icon()
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Says what it does now: "Reveal the password", then "Hide the password"."""
        self._name = name
        self.setAccessibleName(name)
        self._show_tip()

    def set_icon(self, name: str, token: str = "") -> None:
        """Changes the icon, and its colour where one is given."""
        self._icon_name = name
        self._token = token or self._token
        self._show_icon()

    def set_blocked(self, reason: str) -> None:
        """Disables the button and says why; an empty reason frees it."""
        self._blocked = reason
        self.setEnabled(not reason)
        self.setAccessibleDescription(reason)
        self._show_tip()

    def _show_tip(self) -> None:
        keys = self._keys.toString(QKeySequence.SequenceFormat.NativeText)
        named = f"{self._name} ({keys})" if keys else self._name
        self.setToolTip(self._blocked or named)

    def _show_icon(self) -> None:
        name = self._on_icon if self._on_icon and self.isChecked() else self._icon_name
        self.setIcon(make_icon(name, self._token))

    def sizeHint(self) -> QSize:
        """A square of the look's side, or font height plus 10."""
        side = max(24, look().height(self._side) if self._side >= COMPACT else self._side)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """It is as large as it is."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """A larger font makes a larger square."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()
