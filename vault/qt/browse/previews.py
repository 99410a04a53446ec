"""Fills the well of the detail pane: decides what a file is by its first bytes, has it drawn, and drops old answers.

Everything stays in memory. Pictures and PDF pages are drawn by the sandbox; text is shown as text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from vault.child import messages as m
from vault.qt.connection import Asked
from vault.qt.figures import number
from vault.qt.operations import Operations
from vault.qt.parts.preview import PreviewWell
from vault.qt.theme import Space
from vault.qt.wording import words_for
from vault.sandbox import jobs
from vault.sandbox.client import SandboxWorker, Ticket
from vault.sandbox.jobs import Reason
from vault.sandbox.kinds import HEAD, Kind, detect

from .row_words import ending_of, kind_words
from .sheets import MARKDOWN_LIMIT, TEXT_LIMIT, DrawingSheet, MarkdownSheet, PlainSheet, Remark, is_calm, text_of
from .thumbnails import image_of

LARGEST = 128 << 20
ZOOM_STEP = 1.25
LEAST_ZOOM, MOST_ZOOM = 0.25, 8.0
POINT = 96 / 72
"""Pixels of a point at 100 %."""
FIT_MS = 150


@dataclass
class Shown:
    """What is looked at: its bytes as far as they are needed, the page, how large, and how it came out."""

    row: m.Row
    content: bytearray = field(default_factory=bytearray)
    kind: Kind = Kind.UNKNOWN
    page: int = 0
    pages: int = 0
    zoom: float = 1.0
    full_width: int = 0
    partial: bool = False


class Previewer(QObject):
    """Drives one `PreviewWell`."""

    described = Signal(bytes, str)
    """(item, what it is, from its content): "PDF, 18 pages"."""
    _arrived = Signal(object, object, object)

    def __init__(self, operations: Operations, worker: SandboxWorker, well: PreviewWell) -> None:
        super().__init__(well)
        self._operations = operations
        self._worker = worker
        self._well = well
        self.is_blank = False
        """Whether what is looked at cannot be shown here."""
        self._shown: Shown | None = None
        self._asked: Asked | None = None
        self._ticket: Ticket | None = None
        self._sheet: DrawingSheet | None = None
        self._fit = QTimer(self, singleShot=True, interval=FIT_MS)
        self._fit.timeout.connect(self._draw)
        self._arrived.connect(self._take_drawing)
        well.page_wanted.connect(self._turn)
        well.zoom_wanted.connect(self._zoom)

    def clear(self) -> None:
        """Nothing is looked at; what was is forgotten."""
        if self._asked is not None:
            self._asked.forget()
        if self._ticket is not None:
            self._ticket.cancel()
        self._fit.stop()
        self.is_blank = False
        self._asked = self._ticket = self._shown = self._sheet = None
        self._well.show_pages("")
        self._well.show_zoom("")
        self._well.foot.setVisible(False)

    def show(self, row: m.Row) -> None:
        """Looks at the version of an item that the row names."""
        self.clear()
        self._put(QWidget())
        shown = self._shown = Shown(row)
        if row.kind == "note":
            self._asked = self._operations.note_text(row.id, partial(self._take_note, shown), self._fail, row.version)
        elif row.size == 0:
            self._remark("file", self.tr("This file is empty."))
        else:
            self._read(shown, HEAD, self._take_head)

    # Reading

    def _read(self, shown: Shown, limit: int, then: Callable[[Shown], None]) -> None:
        """Reads on, up to so many bytes from the start."""
        start = len(shown.content)
        if start >= min(limit, shown.row.size):
            then(shown)
            return
        content = shown.content
        self._asked = self._operations.content(
            shown.row.id,
            content.extend,  # on the link's thread; nobody else touches it before `done`
            lambda _: then(shown) if shown is self._shown else None,
            self._fail,
            version=shown.row.version,
            offset=start,
            limit=limit - start,
        )

    def _take_head(self, shown: Shown) -> None:
        shown.kind = detect(bytes(shown.content[:HEAD]))
        if shown.kind is not Kind.UNKNOWN:
            if shown.row.size > LARGEST:
                self._remark("file", self.tr("Too large to be shown here."), self.tr("Copy it out to look at it."))
            else:
                self._read(shown, LARGEST, self._draw_first)
        elif text_of(bytes(shown.content)) is not None:
            self._read(shown, TEXT_LIMIT, self._take_text)
        else:
            self._remark("file", self.tr("No preview for this kind of file."), self.tr("Copy it out to look at it."))

    def _take_text(self, shown: Shown) -> None:
        text = text_of(bytes(shown.content[:TEXT_LIMIT]))
        if text is None:
            self._remark("file", self.tr("No preview for this kind of file."), self.tr("Copy it out to look at it."))
        else:
            is_markdown = ending_of(shown.row.shown) in ("md", "markdown")
            self._show_words(text, is_markdown, len(shown.content) < shown.row.size)

    def _take_note(self, shown: Shown, text: m.Text) -> None:
        if shown is not self._shown:
            return
        if text.text.strip():
            self._show_words(text.text, True, False)
        else:
            self._remark("notes", self.tr("This note is empty."))

    def _show_words(self, text: str, is_markdown: bool, cut: bool) -> None:
        name = self.tr("Preview")
        limit = MARKDOWN_LIMIT if is_markdown else TEXT_LIMIT
        cut, text = cut or len(text) > limit, text[:limit]
        is_markdown = is_markdown and is_calm(text)
        self._put(MarkdownSheet(text, name) if is_markdown else PlainSheet(text, name), Space.S)
        self._say_origin(self.tr("The beginning, from memory only") if cut else "")

    # Drawing

    def _draw_first(self, shown: Shown) -> None:
        self._sheet = DrawingSheet(self.tr("Preview"))
        self._put(self._sheet)
        self._sheet.resized.connect(self._fit.start)
        self._fit.stop()
        QTimer.singleShot(0, self._sheet, self._draw)  # the sheet has its size then

    def _draw(self) -> None:
        shown, sheet = self._shown, self._sheet
        if shown is None or sheet is None:
            return
        self._fit.stop()
        if self._ticket is not None:
            self._ticket.cancel()
        ratio = sheet.devicePixelRatioF()
        room = sheet.room()
        width = min(jobs.MAX_SIDE, max(1, round(room.width() * shown.zoom * ratio)))
        height = min(jobs.MAX_SIDE, max(1, round(room.height() * shown.zoom * ratio)))
        is_pdf = shown.kind is Kind.PDF
        job = jobs.pdf_page(shown.page, width, jobs.MAX_SIDE) if is_pdf else jobs.picture(width, height)
        self._ticket = self._worker.submit(job, shown.content, partial(self._tell, shown, ratio))

    def _tell(self, shown: Shown, ratio: float, answer: jobs.Answer) -> None:
        """The sandbox's thread: the conversion happens here, where it holds up nobody."""
        self._arrived.emit(shown, answer, (image_of(answer), ratio))

    def _take_drawing(self, shown: Shown, answer: jobs.Answer, drawn: tuple[QImage | None, float]) -> None:
        if shown is not self._shown or self._sheet is None:
            return
        image, ratio = drawn
        if not isinstance(answer, jobs.Pixels) or image is None:
            self._refuse(answer.reason if isinstance(answer, jobs.NoPreview) else Reason.DAMAGED)
            return
        first = shown.full_width == 0
        shown.pages, shown.partial, shown.full_width = answer.pages, answer.partial, answer.full_width
        if answer.full_width and shown.kind is not Kind.PDF:  # a picture is never drawn larger than it is
            room = self._sheet.room() * ratio
            largest = max(answer.full_width / room.width(), answer.full_height / room.height())
            shown.zoom = min(shown.zoom, largest)
        self._sheet.drawing.show_image(image, ratio)
        if not first or not self._sheet.verticalScrollBar().value():
            self._sheet.verticalScrollBar().setValue(0)
        self._say_origin(self.tr("Without its text and outside parts") if answer.partial else "")
        self._say_pages(shown)
        self._say_zoom(shown, image.width() / ratio)
        self._describe(shown, answer)

    def _say_pages(self, shown: Shown) -> None:
        words = self.tr("{page} of {pages}").format(page=number(shown.page + 1), pages=number(shown.pages))
        several = shown.pages > 1
        self._well.show_pages(
            words if several else "", first=shown.page == 0, last=several and shown.page + 1 == shown.pages
        )

    def _say_zoom(self, shown: Shown, width: float) -> None:
        full = shown.full_width * (POINT if shown.kind is Kind.PDF else 1)
        share = width / full if full else shown.zoom
        self._well.show_zoom(self.tr("{percent} %").format(percent=number(max(1, round(100 * share)))))
        whole = bool(full) and shown.kind is not Kind.PDF and share >= 0.999
        largest = whole or shown.zoom * ZOOM_STEP > MOST_ZOOM or width * ZOOM_STEP > jobs.MAX_SIDE
        self._well.larger.set_blocked(self.tr("This is the full size") if largest else "")
        smallest = shown.zoom / ZOOM_STEP < LEAST_ZOOM
        self._well.smaller.set_blocked(self.tr("This is the smallest size") if smallest else "")

    def _describe(self, shown: Shown, answer: jobs.Pixels) -> None:
        kind = kind_words(shown.row)
        if shown.kind is Kind.PDF:
            words = self.tr("PDF, %Ln page(s)", "", answer.pages)
        elif answer.full_width:
            size = self.tr("{width} × {height}").format(
                width=number(answer.full_width), height=number(answer.full_height)
            )
            words = f"{kind}, {size}"
        else:
            words = kind
        self.described.emit(shown.row.id, words)

    def _turn(self, step: int) -> None:
        shown = self._shown
        if shown is not None and 0 <= shown.page + step < shown.pages:
            shown.page += step
            self._say_pages(shown)
            self._draw()

    def _zoom(self, step: int) -> None:
        shown = self._shown
        if shown is not None and self._sheet is not None:
            shown.zoom = min(MOST_ZOOM, max(LEAST_ZOOM, shown.zoom * ZOOM_STEP**step))
            self._draw()

    # No preview

    def _refuse(self, reason: Reason) -> None:
        words, more = {
            Reason.TOO_LARGE: (self.tr("Too large to be shown here."), self.tr("Copy it out to look at it.")),
            Reason.NOT_RECOGNISED: (self.tr("No preview for this kind of file."), ""),
            Reason.DAMAGED: (
                self.tr("No preview: the file does not go on as it begins."),
                self.tr("It is kept exactly as it came in."),
            ),
            Reason.TOO_SLOW: (self.tr("No preview: drawing it took too long."), self.tr("It is kept as it came in.")),
            Reason.REFUSED: (
                self.tr("No preview: the file made the drawing fail."),
                self.tr("It was drawn apart from your vault, so nothing else was touched."),
            ),
            Reason.PROTECTED: (
                self.tr("This file has a password of its own."),
                self.tr("Copy it out to open it with its program."),
            ),
            Reason.UNAVAILABLE: (self.tr("No preview now."), self.tr("Nothing is wrong with the file.")),
        }[reason]
        self._remark("file", words, more)

    def _fail(self, error: Exception) -> None:
        said = words_for(error)
        self._remark("warning", said.happened, f"{said.safe} {said.act}".strip())

    def _remark(self, icon: str, words: str, more: str = "") -> None:
        self._sheet = None
        self.is_blank = True
        self._well.show_pages("")
        self._well.show_zoom("")
        self._well.foot.setVisible(False)
        self._put(Remark(icon, words, more))

    def _put(self, content: QWidget, edge: int = 0) -> None:
        """Into the well; text lies in it as a sheet with an edge of the well around."""
        self._well.inside.setContentsMargins(edge, edge, edge, 0)
        self._well.set_content(content)

    def _say_origin(self, words: str) -> None:
        self._well.origin.text.setText(words or self.tr("Shown from memory only"))
        self._well.foot.setVisible(True)
