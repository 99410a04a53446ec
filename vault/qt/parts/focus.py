"""The focus ring: one frame that goes from button to card to box, 2 px wide and 2 px away from the widget."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QFocusFrame,
    QScrollBar,
    QWidget,
)

from vault.qt.theme import Radius, color

RING = 2
GAP = 2


class FocusRing(QFocusFrame):
    """Paints the ring around the widget it was given."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """A round rectangle whose corners run parallel to the widget's."""
        widget = self.widget()
        if widget is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("focus"), RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        own = widget.property("ringRadius")
        radius = (Radius.BUTTON if own is None else int(own)) + GAP + RING / 2
        half = RING / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)


class FocusGuide(QObject):
    """Moves the ring to whatever has the focus while somebody goes by keyboard; a mouse needs no ring."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: FocusRing | None = None
        app.focusChanged.connect(self._move)

    @property
    def ring(self) -> FocusRing:
        """The one ring. It is made again where a closed window took it along."""
        if self._ring is None or not shiboken6.isValid(self._ring):
            self._ring = FocusRing()
        return self._ring

    def _move(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and wants_ring(now) and by_keyboard(now):
            self.ring.setWidget(now)
        elif self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.setWidget(None)  # type: ignore[arg-type]  # Qt takes none for "nothing"; its stub does not


def by_keyboard(widget: QWidget) -> bool:
    """Whether the window was last used by keyboard, or the window a dialog was opened from: Qt keeps a mark."""
    window: QWidget | None = widget.window()
    while window is not None:
        if window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            return True
        above = window.parentWidget()
        window = above.window() if above is not None else None
    return False


def wants_ring(widget: QWidget) -> bool:
    """Buttons, boxes and sliders have the ring, and what asks for it; fields and lists show focus by themselves."""
    own = widget.property("ring")
    if own is not None:
        return bool(own)
    if isinstance(widget, QComboBox):
        return not widget.isEditable()
    return isinstance(widget, QAbstractButton | QAbstractSlider) and not isinstance(widget, QScrollBar)
