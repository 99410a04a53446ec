"""The style below the style sheet: Fusion on every platform, with our boxes, ring margins and quiet animations.

A style sheet cannot give a check box a mark in a token's colour, and would need picture files for its carets,
so these few primitives are painted here.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QDialogButtonBox, QProxyStyle, QStyle

from .icons import paint_icon
from .theme import Radius, color

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleHintReturn, QStyleOption, QWidget

Metric = QStyle.PixelMetric
Hint = QStyle.StyleHint
Primitive = QStyle.PrimitiveElement
State = QStyle.StateFlag

RING_MARGIN = 4
"""From a widget's edge to the outside of its focus ring: a gap of 2 and a line of 2."""
BULLET = 0x2022
"""What stands for a letter of a password: Fusion's disc is as large as a capital."""
BOX = 16
CARET = 12

METRICS = {
    Metric.PM_FocusFrameHMargin: RING_MARGIN,
    Metric.PM_FocusFrameVMargin: RING_MARGIN,
    Metric.PM_IndicatorWidth: BOX,
    Metric.PM_IndicatorHeight: BOX,
    Metric.PM_ExclusiveIndicatorWidth: BOX,
    Metric.PM_ExclusiveIndicatorHeight: BOX,
    Metric.PM_ButtonIconSize: 16,
    Metric.PM_SmallIconSize: 16,
    Metric.PM_ListViewIconSize: 18,
    Metric.PM_ButtonShiftHorizontal: 0,
    Metric.PM_ButtonShiftVertical: 0,
    Metric.PM_MenuButtonIndicator: 0,
}


class DeedboxStyle(QProxyStyle):
    """Fusion, with our measures."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Gives our measures, Fusion's for the rest."""
        own = METRICS.get(metric)
        return super().pixelMetric(metric, option, widget) if own is None else own

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        """The ring lies above its neighbours, so that none cuts it off; the order of buttons is the desktop's."""
        if hint == Hint.SH_FocusFrame_AboveWidget:
            return 1
        if hint in (Hint.SH_ItemView_ShowDecorationSelected, Hint.SH_DialogButtonBox_ButtonsHaveIcons):
            return 0  # delegates draw the ground of a chosen row; dialogs give icons to the act alone
        if hint == Hint.SH_LineEdit_PasswordCharacter:
            return BULLET
        if hint == Hint.SH_DialogButtonLayout and wants_act_last():
            return QDialogButtonBox.ButtonLayout.GnomeLayout.value
        return super().styleHint(hint, option, widget, returnData)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Paints check boxes, radio buttons and carets; the dotted rectangle of focus not at all."""
        if element in (Primitive.PE_IndicatorCheckBox, Primitive.PE_IndicatorItemViewItemCheck):
            paint_check_box(painter, QRectF(option.rect), option.state)
        elif element == Primitive.PE_IndicatorRadioButton:
            paint_radio_button(painter, QRectF(option.rect), option.state)
        elif element == Primitive.PE_IndicatorArrowDown:
            square = QRectF(0, 0, CARET, CARET)
            square.moveCenter(QRectF(option.rect).center())
            paint_icon(painter, "down", square, "text-secondary")
        elif element != Primitive.PE_FrameFocusRect:
            super().drawPrimitive(element, option, painter, widget)


def wants_act_last() -> bool:
    """On Linux Qt without a platform theme takes the order of Windows; there only KDE has it."""
    return sys.platform == "linux" and "KDE" not in os.environ.get("XDG_CURRENT_DESKTOP", "").upper()


def box_colors(state: QStyle.StateFlag) -> tuple[QColor, QColor, QColor]:
    """Returns edge, fill and mark of a box."""
    if not state & State.State_Enabled:
        return color("border"), QColor(Qt.GlobalColor.transparent), color("text-secondary")
    if state & (State.State_On | State.State_NoChange):
        fill = color("accent-hover" if state & State.State_MouseOver else "accent")
        return fill, fill, color("on-accent")
    return color("border-strong"), color("hover" if state & State.State_MouseOver else "raised"), color("text")


def paint_check_box(painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
    """A box of radius 4; checked it is filled and bears a check, undecided a bar."""
    edge, fill, mark = box_colors(state)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(fill)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), Radius.BADGE - 0.5, Radius.BADGE - 0.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(mark, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    x, y, unit = rect.x(), rect.y(), rect.width() / BOX
    if state & State.State_NoChange:
        painter.drawLine(QPointF(x + 5 * unit, y + 8 * unit), QPointF(x + 11 * unit, y + 8 * unit))
    elif state & State.State_On:
        points = [(4.6, 8.3), (7.0, 10.6), (11.4, 5.8)]
        painter.drawPolyline(QPolygonF([QPointF(x + a * unit, y + b * unit) for a, b in points]))
    painter.restore()


def paint_radio_button(painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
    """A circle; chosen it is filled and bears a dot."""
    edge, fill, mark = box_colors(state)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(fill)
    painter.drawEllipse(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    if state & State.State_On:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mark)
        painter.drawEllipse(rect.center(), 3, 3)
    painter.restore()
