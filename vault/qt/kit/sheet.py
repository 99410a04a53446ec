"""The printed page of a recovery kit: vault, words, QR code, how to use it, where to keep it. One page, A4 or Letter.

Nothing of it is written anywhere here: `make_pdf` gives bytes, `draw_sheets` draws on the printer that was chosen.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QIODevice,
    QLocale,
    QMarginsF,
    QPointF,
    QRectF,
    Qt,
)
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtSvg import QSvgRenderer

from vault.qt.figures import full_day, number
from vault.qt.icons import drawing
from vault.qt.sharing.qr import draw_image
from vault.qt.theme import Theme, look

translate = QCoreApplication.translate

PAPER = Theme.light().color
"""Paper has one theme; wax red stands on the kit and in the icon alone."""
INK, GREY, RULE, WAX = "text", "text-secondary", "border", "wax"
MARGIN_MM = 18.0
POINTS_PER_INCH = 72.0
SCALES = (1.25, 1.15, 1.05, 0.95, 0.85, 0.75, 0.65)
"""Tried one after the other until the page holds everything."""

COLUMNS = 2
LEAST_CODE = 100.0
"""Points of the QR code's side: modules of more than half a millimetre."""

LETTER = ("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
"""Where paper is cut to Letter, by CLDR; everywhere else to A4."""


@dataclass(frozen=True)
class Sheet:
    """What stands on one page. `made`: when, in ms since 1970. It is `number` of `count` shares, of which `threshold`
    are needed; 0 for a whole code."""

    vault_name: str
    slot_name: str
    fingerprint: str
    words: tuple[str, ...] = field(repr=False)
    made: int
    number: int = 0
    count: int = 0
    threshold: int = 0

    @property
    def code(self) -> bytes:
        """What its QR code says: the words, as somebody would type them."""
        return " ".join(self.words).encode("ascii")


def make_sheets(
    vault_name: str,
    slot_name: str,
    fingerprint: str,
    words: tuple[str, ...],
    shares: Sequence[str] = (),
    threshold: int = 0,
) -> list[Sheet]:
    """The pages of a kit: one, or one for each share, of today."""
    today = time.time_ns() // 1_000_000
    if not shares:
        return [Sheet(vault_name, slot_name, fingerprint, words, today)]
    return [
        Sheet(vault_name, slot_name, fingerprint, tuple(share.split()), today, place, len(shares), threshold)
        for place, share in enumerate(shares, 1)
    ]


def page_layout() -> QPageLayout:
    """A4 or Letter, upright, by the locale."""
    territory = QLocale.territoryToCode(QLocale().territory())
    size = QPageSize.PageSizeId.Letter if territory in LETTER else QPageSize.PageSizeId.A4
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    return QPageLayout(QPageSize(size), QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)


def make_pdf(sheets: Sequence[Sheet]) -> bytes:
    """The pages as a PDF, made in memory. It says neither vault nor words outside of its pages."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(translate("kit", "Recovery kit"))
    writer.setCreator("Deedbox")
    writer.setPageLayout(page_layout())
    draw_sheets(writer, sheets)
    return bytes(buffer.data().data())


def draw_sheets(device: QPagedPaintDevice, sheets: Sequence[Sheet]) -> bool:
    """Draws each on a page of its own; false if the device, a printer, refuses."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    try:
        for place, sheet in enumerate(sheets):
            if place and not device.newPage():
                return False
            draw_sheet(painter, sheet)
    finally:
        painter.end()
    return True


def draw_sheet(painter: QPainter, sheet: Sheet) -> float:
    """One page, as large as it fits. Returns the scale, one of `SCALES`."""
    device = painter.device()
    area = QRectF(0, 0, device.width(), device.height())
    for scale in SCALES:
        height = _Page(painter, area, scale, drawn=False).fill(sheet)
        if height <= area.height():
            break
    _Page(painter, area, scale, drawn=True).fill(sheet)
    return scale


@contextlib.contextmanager
def spooled_in_memory() -> Iterator[None]:
    """What a printing system spools before it takes the page lies in the person's folder of this session meanwhile,
    which is memory, where there is one: not in a temporary folder on the disk."""
    runtime, before = os.environ.get("XDG_RUNTIME_DIR", ""), os.environ.get("TMPDIR")
    if not (runtime and Path(runtime).is_dir()):
        yield
        return
    os.environ["TMPDIR"] = runtime
    try:
        yield
    finally:
        if before is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = before


# --- the page -------------------------------------------------------------------------------------


class _Page:
    """Lays a sheet out from the top down. `drawn` or only measured. Lengths are points, made smaller by `scale`."""

    def __init__(self, painter: QPainter, area: QRectF, scale: float, *, drawn: bool) -> None:
        self._painter, self._area, self._drawn = painter, area, drawn
        self.points = painter.device().logicalDpiY() / POINTS_PER_INCH
        self._unit = self.points * scale
        self._y = area.top()

    def fill(self, sheet: Sheet) -> float:
        """Everything; returns the height it takes."""
        self._head(sheet)
        self._facts(sheet)
        self._words(sheet)
        for title, lines in _sections(sheet):
            self._section(title, lines)
        self._rehearsals()
        return self._y - self._area.top()

    # What stands where

    def _head(self, sheet: Sheet) -> None:
        side = 44 * self._unit
        if self._drawn:
            box = QRectF(self._area.left(), self._y, side, side)
            QSvgRenderer(QByteArray(drawing("deedbox.svg"))).render(self._painter, box)
        left = self._area.left() + side + 12 * self._unit
        room = self._area.right() - left
        top = self._y
        title = translate("kit", "Recovery kit")
        if sheet.count:
            title = translate("kit", "Recovery kit, part {number} of {count}")
            title = title.format(number=number(sheet.number), count=number(sheet.count))
        self._text(title, 20, 600, left=left, width=room, most=2)
        self._text(_promise(sheet), 10.5, 400, left=left, width=room, ink=GREY)
        self._y = max(self._y, top + side) + 12 * self._unit
        self._line()

    def _facts(self, sheet: Sheet) -> None:
        self._space(10)
        self._text(translate("kit", "Vault"), 8.5, 500, ink=GREY)
        self._text(sheet.vault_name, 14, 600, most=3)
        self._space(8)
        facts = (
            (translate("kit", "Made on"), full_day(sheet.made)),
            (translate("kit", "Name under Keys"), sheet.slot_name),
            (translate("kit", "Fingerprint"), sheet.fingerprint),
        )
        top, bottom, gap = self._y, self._y, 16 * self._unit
        wide = (self._area.width() - 2 * gap) / 3
        for place, (name, value) in enumerate(facts):
            self._y, left = top, self._area.left() + place * (wide + gap)
            self._text(name, 8.5, 500, left=left, width=wide, ink=GREY)
            self._text(value, 10.5, 400, left=left, width=wide, most=2)
            bottom = max(bottom, self._y)
        self._y = bottom
        self._space(12)

    def _words(self, sheet: Sheet) -> None:
        """The box of the words in two columns, read down, and the QR code at their right."""
        rows = -(-len(sheet.words) // COLUMNS)
        pad, row, count = 16 * self._unit, 20 * self._unit, 22 * self._unit
        written = self._font(12.5, 600)
        widest = max(QFontMetricsF(written, self._painter.device()).horizontalAdvance(word) for word in sheet.words)
        wide = count + widest + 18 * self._unit
        side = min(rows * row, self._area.width() - 2 * pad - COLUMNS * wide)
        box = QRectF(self._area.left(), self._y, self._area.width(), rows * row + 2 * pad)
        self._y = box.bottom()
        self._space(14)
        if side < LEAST_CODE * self.points:
            self._y = float("inf")  # a word or the code would not be whole
        elif self._drawn:
            self._painter.setPen(QPen(PAPER(WAX), 1.2 * self._unit))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRoundedRect(box, 6 * self._unit, 6 * self._unit)
            self._qr(sheet.code, QRectF(box.right() - pad - side, box.center().y() - side / 2, side, side))
            for place, word in enumerate(sheet.words):
                left, top = box.left() + pad + place // rows * wide, box.top() + pad + place % rows * row
                self._word(place + 1, word, QRectF(left, top, count, row), written)

    def _word(self, count: int, word: str, place: QRectF, written: QFont) -> None:
        painter = self._painter
        painter.setFont(self._font(8.5, 500))
        painter.setPen(PAPER(GREY))
        shown = QRectF(place.left(), place.top(), place.width() - 8 * self._unit, place.height())
        painter.drawText(shown, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), str(count))
        painter.setFont(written)
        painter.setPen(PAPER(INK))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place.translated(place.width(), 0), int(flags) | Qt.TextFlag.TextDontClip.value, word)

    def _qr(self, content: bytes, place: QRectF) -> None:
        image = draw_image(code_matrix(content))
        self._painter.save()
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        module = place.width() / image.width()
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(PAPER(INK))
        # As rectangles and not as a picture: sharp on every printer.
        for y in range(image.height()):
            x = 0
            while x < image.width():
                run = x
                while run < image.width() and not image.pixelColor(run, y).value():
                    run += 1
                if run > x:
                    self._painter.drawRect(
                        QRectF(place.left() + x * module, place.top() + y * module, (run - x) * module, module)
                    )
                x = run + 1
        self._painter.restore()

    def _section(self, title: str, lines: Sequence[str]) -> None:
        self._text(title, 11, 600)
        self._space(2)
        for place, line in enumerate(lines):
            if len(lines) > 1:
                top, indent = self._y, 16 * self._unit
                self._text(f"{number(place + 1)}.", 10.5, 400, width=indent)
                self._y = top
                self._text(line, 10.5, 400, left=self._area.left() + indent, width=self._area.width() - indent)
            else:
                self._text(line, 10.5, 400)
            self._space(2)
        self._space(8)

    def _rehearsals(self) -> None:
        self._line()
        self._space(10)
        self._text(translate("kit", "Last rehearsal"), 11, 600)
        self._space(2)
        self._text(
            translate(
                "kit", "Type these words in twice a year, under Keys with “Test”, and write down when it worked:"
            ),
            10.5,
            400,
        )
        self._space(24)
        gap = 16 * self._unit
        wide = (self._area.width() - 3 * gap) / 4
        if self._drawn:
            self._painter.setPen(QPen(PAPER(GREY), 0.7 * self._unit))
            for place in range(4):
                left = self._area.left() + place * (wide + gap)
                self._painter.drawLine(QPointF(left, self._y), QPointF(left + wide, self._y))
        self._space(2)

    # Ink

    def _space(self, points: float) -> None:
        self._y += points * self._unit

    def _line(self) -> None:
        if self._drawn:
            self._painter.setPen(QPen(PAPER(RULE), 0.7 * self._unit))
            self._painter.drawLine(QPointF(self._area.left(), self._y), QPointF(self._area.right(), self._y))

    def _font(self, points: float, weight: int) -> QFont:
        font = look().font("body", weight)
        font.setPixelSize(max(1, round(points * self._unit)))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def _text(
        self,
        words: str,
        points: float,
        weight: int,
        *,
        left: float | None = None,
        width: float | None = None,
        ink: str = INK,
        most: int = 0,
    ) -> None:
        """A paragraph that breaks anywhere if it must; `most` lines of it, the last one cut."""
        font = self._font(points, weight)
        left, width = self._area.left() if left is None else left, self._area.width() if width is None else width
        height = points * 1.36 * self._unit
        lines = _lines(words, font, width, self._painter, most)
        self._painter.setFont(font)
        self._painter.setPen(PAPER(ink))
        for line in lines:
            if self._drawn:
                place = QRectF(left, self._y, width, height)
                flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
                self._painter.drawText(place, int(flags) | Qt.TextFlag.TextSingleLine.value, line)
            self._y += height


def code_matrix(content: bytes) -> Sequence[bytes]:
    """The modules of the kit's QR code: it may be folded or stained a little."""
    import segno  # here: it is needed rarely

    return [bytes(row) for row in segno.make_qr(content, mode="byte", error="m").matrix]


def _lines(words: str, font: QFont, width: float, painter: QPainter, most: int) -> list[str]:
    layout = QTextLayout(words, font, painter.device())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[tuple[int, int]] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append((line.textStart(), line.textLength()))
    layout.endLayout()
    # Qt counts in UTF-16.
    wide = words.encode("utf-16-le", "surrogatepass")
    if most and len(starts) > most:
        kept = [wide[2 * start : 2 * (start + length)] for start, length in starts[: most - 1]]
        rest = wide[2 * starts[most - 1][0] :].decode("utf-16-le", "replace")
        cut = QFontMetricsF(font, painter.device()).elidedText(rest, Qt.TextElideMode.ElideRight, width)
        return [*(part.decode("utf-16-le", "replace").rstrip() for part in kept), cut]
    parts = [wide[2 * start : 2 * (start + length)] for start, length in starts]
    return [part.decode("utf-16-le", "replace").rstrip() for part in parts]


# --- its words ------------------------------------------------------------------------------------


def _promise(sheet: Sheet) -> str:
    if not sheet.count:
        return translate("kit", "This page opens the vault without its password, for whoever has it.")
    return translate(
        "kit",
        "{threshold} of {count} are needed: any {threshold} of these pages together open the vault, fewer do not.",
    ).format(threshold=number(sheet.threshold), count=number(sheet.count))


def _sections(sheet: Sheet) -> list[tuple[str, list[str]]]:
    keep = translate(
        "kit",
        "With the papers you cannot lose: in a safe, at a bank, or with a person you trust. Not beside the computer, "
        "and neither as a photo nor in an e-mail: a copy opens the vault as well as this page.",
    )
    words = translate("kit", "Type the {count} words in their order, or read the QR code, which says the same words.")
    if sheet.count:
        keep = translate(
            "kit",
            "Each page in another place or with another person, so that nobody has {threshold} of them and you can get "
            "{threshold} back. Not beside the computer, and neither as a photo nor in an e-mail.",
        ).format(threshold=number(sheet.threshold))
        words = translate("kit", "Type the {count} words of a page in their order, then those of the other pages.")
    use = [
        translate("kit", "Start Deedbox and open the vault’s folder, or a copy of that folder."),
        translate("kit", "Choose “Use the recovery kit” where the password is asked for."),
        words.format(count=number(len(sheet.words))),
    ]
    return [(translate("kit", "Where to keep it"), [keep]), (translate("kit", "How to use it"), use)]
