"""Where the keyboard is, and where Tab takes it: one ring that goes from button to card to box, and one order.

The ring is 2 px wide and 2 px away from the widget. The order is that of the layouts, along lines and down columns, so
it is the order one reads in whatever was made first; a window asks for it in its `focusNextPrevChild`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import shiboken6
from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QButtonGroup,
    QComboBox,
    QFocusFrame,
    QGridLayout,
    QLayout,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QSplitter,
    QTextEdit,
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
            bring_into_sight(now)  # a ring of Qt's that begins out of sight stays hidden
            self.ring.setWidget(now)
        elif self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.setWidget(None)  # type: ignore[arg-type]  # Qt takes none for "nothing"; its stub does not


def bring_into_sight(widget: QWidget) -> None:
    """Scrolls to where the keyboard is, the ring around it included."""
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, 2 * (RING + GAP), 2 * (RING + GAP))
        above = above.parentWidget()


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
    """Buttons, boxes, sliders and what is only read have the ring, and what asks for it; fields and lists have none."""
    own = widget.property("ring")
    if own is not None:
        return bool(own)
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return bool(widget.property("bare")) and widget.isReadOnly()  # no edge that could turn, and no caret
    if isinstance(widget, QScrollArea):
        return True
    if isinstance(widget, QComboBox):
        return not widget.isEditable()
    return isinstance(widget, QAbstractButton | QAbstractSlider) and not isinstance(widget, QScrollBar)


# --- the order ------------------------------------------------------------------------------------


def step(window: QWidget, *, forwards: bool) -> bool:
    """Takes the keyboard to the next widget as one reads, round and round; false where Qt should decide."""
    everything = QApplication.styleHints().tabFocusBehavior() == Qt.TabFocusBehavior.TabFocusAllControls
    if not window.isVisible():  # it is being hidden, and Qt lets the keyboard flee from one to the next
        return False
    order = [one for one in in_reading_order(window) if takes_tab(one)] if everything else []
    focused = QApplication.focusWidget()
    if focused not in order or len(order) < 2:
        return False
    onward = 1 if forwards else -1
    target = order[(order.index(focused) + onward) % len(order)]
    target.setFocus(Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason)
    return True


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops here now. Of radio buttons it comes to the chosen one; arrow keys go on from there."""
    wants = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    if isinstance(widget, QRadioButton) and not widget.isChecked():
        group: QButtonGroup | None = widget.group()
        beside = _beside(widget) if group is None else group.buttons()
        wants = wants and not any(one.isChecked() for one in beside)
    elif isinstance(widget, QRadioButton):
        wants = True  # Qt leaves it to the one that had the keyboard first
    return wants and widget.isEnabled() and widget.isVisible()


def _beside(widget: QRadioButton) -> Sequence[QAbstractButton]:
    above = widget.parentWidget()
    return above.findChildren(QRadioButton) if above is not None else ()


def in_reading_order(widget: QWidget) -> Iterator[QWidget]:
    """A widget and all that is in it, in the order of its layouts; what no layout has comes behind that."""
    yield widget
    if isinstance(widget, QComboBox | QAbstractSpinBox):
        return
    if isinstance(widget, QAbstractScrollArea) and not isinstance(widget, QScrollArea):
        return
    placed = list(_placed(widget))
    inside = {id(one) for one in placed}
    scrolls = isinstance(widget, QScrollArea)  # it holds its widget at two places
    children = [one for one in _children(widget) if not one.isWindow() and not scrolls]
    for one in [*placed, *(child for child in children if id(child) not in inside)]:
        if one.isVisible():
            yield from in_reading_order(one)


def _placed(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QSplitter):
        yield from (one for number in range(widget.count()) if (one := widget.widget(number)) is not None)
    elif isinstance(widget, QScrollArea):
        if (inside := widget.widget()) is not None:
            yield inside
    elif (layout := widget.layout()) is not None:
        yield from _laid_out(layout, _children(widget))


def _children(widget: QWidget) -> list[QWidget]:
    """Widgets alone: of a child of Qt's own that Python knows no class for, PySide looks for one for 20 ms."""
    return widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)


def _laid_out(layout: QLayout, widgets: Sequence[QWidget]) -> Iterator[QWidget]:
    """Asks where each of them stands: a layout's item that was looked at once is kept by PySide, and taken for
    whatever lies in its place after Qt has deleted it."""
    below = [one for one in layout.children() if isinstance(one, QLayout)]
    found: dict[int, QWidget | QLayout] = {layout.indexOf(one): one for one in widgets}
    found |= {layout.indexOf(one): one for one in below}
    numbers = sorted(number for number in found if number >= 0)
    if isinstance(layout, QGridLayout):
        numbers.sort(key=lambda number: layout.getItemPosition(number)[:2])  # type: ignore[index]  # four numbers
    for number in numbers:
        one = found[number]
        if isinstance(one, QLayout):
            yield from _laid_out(one, widgets)
        else:
            yield one
