"""A card as a QR code: black on white in every theme, with its quiet zone, since cameras want it so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vault.engine.errors import Conflict
from vault.qt.parts.aside import Aside

QUIET = 4
"""Modules of white around, as the standard asks for."""
LEAST = 3
"""Pixels of a module on the screen."""
SAVED = 6
"""Pixels of a module in a picture."""

_SHADES = b"\xff\x00" + bytes(254)

Matrix = Sequence[bytes]
"""Rows of modules: 1 is black."""


def draw_matrix(content: bytes) -> Matrix:
    """The modules of a QR code of these bytes; takes a quarter of a second. Raises ValueError where they do not fit."""
    import segno  # here: it is needed rarely

    return [bytes(row) for row in segno.make_qr(content, mode="byte", error="l", boost_error=False).matrix]


def draw_image(matrix: Matrix) -> QImage:
    """One pixel for each module, quiet zone included."""
    side = len(matrix) + 2 * QUIET
    beside, blank = b"\xff" * QUIET, b"\xff" * (side * QUIET)
    rows = b"".join(beside + row.translate(_SHADES) + beside for row in matrix)
    return QImage(blank + rows + blank, side, side, side, QImage.Format.Format_Grayscale8).copy()


def picture_of(content: bytes) -> bytes:
    """A QR code as a PNG."""
    small = draw_image(draw_matrix(content))
    image = small.scaled(small.width() * SAVED, small.height() * SAVED)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub asks for bytes, Qt for text
    return bytes(buffer.data().data())


class QrPicture(QWidget):
    """Shows a QR code as large as there is room, each module the same number of pixels."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._aside = Aside()
        self._image: QImage | None = None

    @property
    def image(self) -> QImage | None:
        """What is shown, a pixel for each module; nothing while it is drawn."""
        return self._image

    def show_content(self, content: bytes) -> None:
        """Draws it, aside."""
        self._aside.ask(lambda: draw_image(draw_matrix(content)), self._take)

    def _take(self, image: QImage) -> None:
        self._image = image
        self.updateGeometry()
        self.update()

    def _side(self) -> int:
        return LEAST * (self._image.width() if self._image is not None else 137)

    def sizeHint(self) -> QSize:
        """Three pixels a module, 400 or so."""
        return QSize(self._side(), self._side())

    def minimumSizeHint(self) -> QSize:
        """A camera needs all of them."""
        return self.sizeHint()

    def hasHeightForWidth(self) -> bool:
        """It is a square, and may be wider than that."""
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """In the middle; sharp, since a module is a whole number of the screen's pixels."""
        if self._image is None:
            return
        ratio = self.devicePixelRatioF()
        most = int(min(self.width(), self.height()) * ratio)
        module = max(1, most // self._image.width())
        side = module * self._image.width() / ratio
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        left, top = (self.width() - side) / 2, (self.height() - side) / 2
        painter.translate(round(left * ratio) / ratio, round(top * ratio) / ratio)
        painter.scale(module / ratio, module / ratio)
        painter.drawImage(0, 0, self._image)
        painter.end()


def write_new(path: Path, content: bytes, *, replace: bool) -> Exception | None:
    """Writes a file where the person said so; `replace` what the system's dialog has asked about. What went wrong."""
    try:
        with path.open("wb" if replace else "xb") as file:
            file.write(content)
    except FileExistsError:
        return Conflict("something is there already")
    except OSError as error:
        return error
    return None
