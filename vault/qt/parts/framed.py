"""The small picture at the start of a row, in a frame: a thumbnail, or the icon of what it is."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap

from vault.qt.icons import paint_icon
from vault.qt.theme import Radius, color

FAINT = 0.4
SMALL_BELOW = 32
"""A smaller frame has a smaller icon in it."""


def paint_framed(painter: QPainter, square: QRect, inside: QPixmap | str, *, faint: bool = False) -> None:
    """A picture, or the icon of this name."""
    painter.save()
    painter.setOpacity(FAINT if faint else 1)
    ratio = painter.device().devicePixelRatioF()
    if isinstance(inside, str) and ratio.is_integer():  # else it might lie between pixels, and would be blurred
        inks = (color(token).rgba() for token in ("raised", "border", "text-secondary"))
        painter.drawPixmap(square.topLeft(), _tile(inside, square.width(), int(ratio), *inks))
    else:
        _paint(painter, square, inside)
    painter.restore()


def _paint(painter: QPainter, square: QRect, inside: QPixmap | str) -> None:
    edge = QPainterPath()
    edge.addRoundedRect(QRectF(square).adjusted(0.5, 0.5, -0.5, -0.5), Radius.BADGE - 0.5, Radius.BADGE - 0.5)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.fillPath(edge, color("raised"))
    if isinstance(inside, str):
        side = 14 if square.width() < SMALL_BELOW else 18
        inset = (square.width() - side) // 2
        glyph = QRect(square.x() + inset, square.y() + inset, side, side)
        paint_icon(painter, inside, glyph, "text-secondary")
    else:
        painter.setClipPath(edge)
        painter.drawPixmap(square, _cover(inside))
        painter.setClipping(False)
    painter.setPen(QPen(color("border"), 1))
    painter.drawPath(edge)


@lru_cache(128)
def _tile(icon: str, side: int, ratio: int, *_inks: int) -> QPixmap:
    """An icon in its frame, painted once: the same few stand in nearly every row."""
    tile = QPixmap(side * ratio, side * ratio)
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    _paint(painter, QRect(0, 0, side, side), icon)
    painter.end()
    return tile


def _cover(picture: QPixmap) -> QPixmap:
    """Returns the middle square of a picture."""
    side = min(picture.width(), picture.height())
    return picture.copy((picture.width() - side) // 2, (picture.height() - side) // 2, side, side)
