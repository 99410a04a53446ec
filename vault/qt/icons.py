"""Icons: Phosphor's glyphs in the colours of the tokens, and the application's own box with its seal.

An icon made here is painted in the theme worn at that moment, so it follows a change of theme by itself. Glyphs
are filled as outlines on their 256-unit grid and not as text: the same pixels on every platform, sharp at every scale.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QRawFont,
)
from PySide6.QtSvg import QSvgRenderer

from .theme import color

GRID = 256
"""Phosphor draws on 256 by 256; that is also the em of its font."""
SIZES = (12, 14, 16, 18, 20, 24)
"""Carets and tags; badges; buttons; sidebar and list; tiles and proof lines; empty states."""
GAP = 6
"""What Qt does not leave between a button's icon and its words: of the 8 it leaves 2."""

# what it stands for -> Phosphor's name
ICONS = {
    "all": "files",
    "favourites": "star",
    "notes": "note",
    "recent": "clock-counter-clockwise",
    "versions": "clock-counter-clockwise",
    "restore": "clock-counter-clockwise",
    "folder": "folder",
    "folder-open": "folder-open",
    "tag": "tag",
    "shared": "share-network",
    "inbox": "tray",
    "trash": "trash",
    "backups": "hard-drives",
    "contacts": "address-book",
    "keys": "key",
    "activity": "notebook",
    "bell": "bell",
    "health": "heartbeat",
    "lock": "lock-simple",
    "idle": "timer",
    "proof": "circle-wavy-check",
    "memory-only": "shield-check",
    "copy-out": "export",
    "open-with": "arrow-square-out",
    "device": "desktop",
    "recovery-kit": "file-text",
    "password": "asterisk",
    "search": "magnifying-glass",
    "add": "plus",
    "new-note": "note-pencil",
    "more": "dots-three-bold",
    "close": "x",
    "warning": "warning",
    "blocked": "prohibit",
    "running": "arrows-clockwise",
    "check": "check",
    "about": "info",
    "fault": "warning-circle",
    "reveal": "eye",
    "conceal": "eye-slash",
    "layout": "keyboard",
    "caps-lock": "arrow-fat-line-up",
    "back": "arrow-left",
    "down": "caret-down",
    "right": "caret-right",
    "left": "caret-left",
    "newest": "arrow-down",
    "oldest": "arrow-up",
    "filter": "funnel",
    "density": "rows",
    "plain-copy": "file-arrow-up",
    "drop": "download-simple",
    "clipboard": "clipboard-text",
    "star-set": "star-fill",
    "proof-set": "circle-wavy-check-fill",
    "zoom-out": "minus",
    "drive": "hard-drive",
    "cloud": "cloud",
    "send": "paper-plane-tilt",
    "compare": "user-focus",
}


def glyph_of(name: str) -> str:
    """Returns Phosphor's name for one of ours; a name of Phosphor's own is taken as it is."""
    return ICONS.get(name, name)


@cache
def _phosphor() -> tuple[QRawFont, dict[str, str]]:
    """Loads Phosphor once, at a size where a unit of its grid is a pixel; and where in it each glyph is.

    qtawesome brings the files. It is not imported: that would take a tenth of the time in which the program starts.
    """
    spec = find_spec("qtawesome")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "fonts"
    [font], [charmap] = folder.glob("phosphor-*.ttf"), folder.glob("phosphor-charmap-*.json")
    return QRawFont(str(font), GRID), json.loads(charmap.read_text("utf-8"))


@cache
def outline(glyph: str) -> QPainterPath:
    """Returns a glyph's outline on its grid, from the upper left corner."""
    raw, charmap = _phosphor()
    [index] = raw.glyphIndexesForString(chr(int(charmap[glyph], 16)))
    path = raw.pathForGlyph(index).translated(0, GRID)
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


def paint_icon(painter: QPainter, name: str, rect: QRectF | QRect, ink: str | QColor = "text") -> None:
    """Fills an icon into a square."""
    square = QRectF(rect)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(square.topLeft())
    painter.scale(square.width() / GRID, square.height() / GRID)
    painter.fillPath(outline(glyph_of(name)), color(ink) if isinstance(ink, str) else ink)
    painter.restore()


@cache
def glyph_pixmap(glyph: str, rgba: int, width: int, height: int, at_left: bool) -> QPixmap:
    """Paints a glyph as wide as it is high, at one side of a pixmap that may be wider; kept for the next time."""
    pixmap = QPixmap(width, height)
    pixmap.fill(Qt.GlobalColor.transparent)
    side = min(width, height)
    painter = QPainter(pixmap)
    left = 0 if at_left else width - side
    paint_icon(painter, glyph, QRect(left, (height - side) // 2, side, side), QColor.fromRgba(rgba))
    painter.end()
    return pixmap


class GlyphEngine(QIconEngine):
    """Paints one glyph in the theme of the moment, disabled icons in the colour of secondary text."""

    def __init__(self, glyph: str, token: str, on_token: str) -> None:
        super().__init__()
        self._glyph = glyph
        self._token = token
        self._on_token = on_token

    def clone(self) -> QIconEngine:
        """Qt copies the engine when a shared icon is changed."""
        return GlyphEngine(self._glyph, self._token, self._on_token)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paints into whatever Qt paints on."""
        side = min(rect.width(), rect.height())
        left = rect.left() if self._at_left() else rect.right() + 1 - side
        paint_icon(
            painter,
            self._glyph,
            QRect(left, rect.center().y() + 1 - (side + 1) // 2, side, side),
            self._ink(mode, state),
        )

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Qt asks in the pixels of the screen and sets the ratio itself."""
        ink = self._ink(mode, state)
        return QPixmap(glyph_pixmap(self._glyph, ink.rgba(), size.width(), size.height(), self._at_left()))

    def _ink(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        if mode == QIcon.Mode.Disabled:
            return color("text-secondary")
        return color(self._on_token if state == QIcon.State.On else self._token)

    def _at_left(self) -> bool:
        """A wider icon keeps its room at the side of the label, which is the right one unless text runs leftwards."""
        return QGuiApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight


def icon(name: str, token: str = "text", on_token: str = "") -> QIcon:
    """Returns an icon that follows the theme; `on_token` colours it while its button is checked."""
    glyph = glyph_of(name)
    outline(glyph)  # a name that Phosphor does not have fails here and not while painting
    return QIcon(GlyphEngine(glyph, token, on_token or token))


def pixmap(name: str, size: int, token: str = "text", ratio: float = 1.0) -> QPixmap:
    """Returns an icon as a pixmap of logical size, in the colours worn now."""
    side = round(size * ratio)
    made = QPixmap(glyph_pixmap(glyph_of(name), color(token).rgba(), side, side, True))
    made.setDevicePixelRatio(ratio)
    return made


# --- the application's own ------------------------------------------------------------------------

SMALL_BELOW = 28
APP_SIZES = (16, 20, 24, 32, 48, 64, 96, 128, 256)


def drawing(name: str) -> bytes:
    """Reads a drawing from the installed package, or from the checkout."""
    installed = resources.files("vault") / "resources" / "icons" / name
    if installed.is_file():
        return installed.read_bytes()
    return (Path(__file__).parents[2] / "resources" / "icons" / name).read_bytes()


@cache
def app_pixmap(size: int, ratio: float = 1.0) -> QPixmap:
    """Returns the box with its seal; below 28 its small form without ribbon and check."""
    side = round(size * ratio)
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    name = "deedbox-small.svg" if size < SMALL_BELOW else "deedbox.svg"
    QSvgRenderer(QByteArray(drawing(name))).render(painter)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


@cache
def app_icon() -> QIcon:
    """Returns the icon of windows and of the task bar in all its sizes."""
    made = QIcon()
    for size in APP_SIZES:
        made.addPixmap(app_pixmap(size))
    return made


def tray_icon(*, locked: bool, ink: QColor) -> QIcon:
    """Returns the box's outline in one colour: closed while locked, with its lid raised while open."""
    made = QIcon()
    for side in (16, 22, 24, 32, 44, 48):
        canvas = QPixmap(side, side)
        canvas.fill(Qt.GlobalColor.transparent)
        painter = QPainter(canvas)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(side / 64, side / 64)
        paint_box_outline(painter, ink, 0 if locked else 3)
        painter.end()
        made.addPixmap(canvas)
    return made


def paint_box_outline(painter: QPainter, ink: QColor, raised: float) -> None:
    """Draws handle, lid and body as lines on the canvas of 64, the lid raised by so much, and the keyhole."""
    painter.setPen(QPen(ink, 4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    handle = QPainterPath(QPointF(22, 17 - raised))
    handle.lineTo(22, 14 - raised)
    handle.quadTo(22, 10 - raised, 26, 10 - raised)
    handle.lineTo(38, 10 - raised)
    handle.quadTo(42, 10 - raised, 42, 14 - raised)
    handle.lineTo(42, 17 - raised)
    painter.drawPath(handle)
    painter.drawRoundedRect(QRectF(6, 18 - raised, 52, 11), 3, 3)
    body = QPainterPath(QPointF(9, 29 + raised))
    body.lineTo(9, 50)
    body.quadTo(9, 53, 12, 53)
    body.lineTo(52, 53)
    body.quadTo(55, 53, 55, 50)
    body.lineTo(55, 29 + raised)
    painter.drawPath(body)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(32, 39), 4, 4)
    painter.drawRect(QRectF(30, 40, 4, 8))
