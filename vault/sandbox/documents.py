"""PDF, by PDFium: no scripts (built without V8), no forms, no links followed, no fonts but its own."""

from __future__ import annotations

import ctypes
import io
import math
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from vault.sandbox.gathering import Enough, Gathering
from vault.sandbox.jobs import MAX_COUNT, MAX_EXTRACT, Description, Pixels, Text
from vault.sandbox.kinds import Kind

_WHITE = 0xFFFFFFFF
_POINT_MOST = 1 << 24  # a page's side as a 32-bit float still is exact to the point


class Protected(Exception):
    """The document asks for a password."""


class NoSuchPage(Exception):
    """The document has fewer pages."""


class Unreadable(Exception):
    """PDFium does not take it."""


def prepare(sample: bytes) -> None:
    """Draws and reads a small document, so that nothing is left to load once the worker is confined.

    PDFium is told to look for fonts nowhere: it would list the system's now and find them closed later.
    """
    pdfium.FPDF_DestroyLibrary()
    nowhere = (ctypes.c_char_p * 2)(b"/nonexistent", None)
    paths = ctypes.cast(nowhere, ctypes.POINTER(ctypes.POINTER(ctypes.c_char)))
    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=paths))
    draw_page(io.BytesIO(sample), 0, (8, 8))
    read_text(io.BytesIO(sample), 0, 1, 10)


def describe_document(content: io.BytesIO) -> Description:
    """Returns the number of pages and the first one's size, without reading what is on it. Raises Protected,
    Unreadable."""
    with _open(content) as document:
        try:
            size = document.get_page_size(0)
        except pypdfium2.PdfiumError:
            raise Unreadable from None
        return Description(Kind.PDF, *_points(*size), _count(document))


def draw_page(content: io.BytesIO, number: int, box: tuple[int, int]) -> Pixels:
    """Returns one page on white, as large as fits into the box. Raises Protected, NoSuchPage, Unreadable."""
    with _open(content) as document, _load(document, number) as page:
        full = _points(*page.get_size())
        scale = min(box[0] / full[0], box[1] / full[1])
        width, height = (max(1, min(most, round(side * scale))) for side, most in zip(full, box, strict=True))
        bitmap = pypdfium2.PdfBitmap.new_native(width, height, pdfium.FPDFBitmap_BGRA, rev_byteorder=True)
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
        flags = pdfium.FPDF_ANNOT | pdfium.FPDF_REVERSE_BYTE_ORDER
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
        # White was opaque, so colours are multiplied by alpha already.
        return Pixels(width, height, bytes(bitmap.buffer), Kind.PDF, *full, _count(document))


def read_text(content: io.BytesIO, first: int, pages: int, limit: int) -> Text:
    """Returns the text of some pages, a blank line between them, up to `limit` characters.

    Pages that cannot be read are left out. Raises Protected, NoSuchPage, Unreadable.
    """
    with _open(content) as document:
        count = _count(document)
        if first >= count:
            raise NoSuchPage
        found: list[str] = []
        room = limit + 1
        last = min(count, first + pages)
        for number in range(first, last):
            if room <= 0:
                break
            text = _page_text(document, number, room)
            if found:
                text = "\n\n" + text
            found.append(text)
            room -= len(text)
        whole = "".join(found)
        return Text(whole[:limit], count, len(whole) > limit or last < count)


def gather_text(content: io.BytesIO, gathering: Gathering) -> int:
    """Gathers the text of all pages until there is enough. Returns their number. Raises Protected, Unreadable."""
    with _open(content) as document:
        count = _count(document)
        with suppress(Enough):
            for number in range(count):
                gathering.add(_page_text(document, number, MAX_EXTRACT) + "\n\n")
        return count


def _page_text(document: pypdfium2.PdfDocument, number: int, most: int) -> str:
    """Returns at most `most` characters of a page, or nothing where the page is damaged."""
    try:
        with _load(document, number) as page:
            text_page = page.get_textpage()
            try:
                length = min(text_page.count_chars(), most)
                text = text_page.get_text_range(0, length) if length > 0 else ""
            finally:
                text_page.close()
    except (Unreadable, pypdfium2.PdfiumError):
        return ""
    return str(text).replace("\r\n", "\n").replace("\r", "\n")[:most]


@contextmanager
def _open(content: io.BytesIO) -> Iterator[pypdfium2.PdfDocument]:
    view = content.getbuffer()
    try:
        # In place: PDFium reads from this memory for as long as the document is open.
        memory = (ctypes.c_char * len(view)).from_buffer(view)
        try:
            document = pypdfium2.PdfDocument(memory)
        except pypdfium2.PdfiumError as error:
            locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
            raise (Protected if locked else Unreadable) from None
        try:
            yield document
        finally:
            document.close()
            del document, memory
    finally:
        view.release()


@contextmanager
def _load(document: pypdfium2.PdfDocument, number: int) -> Iterator[pypdfium2.PdfPage]:
    if number >= _count(document):
        raise NoSuchPage
    try:
        page = document.get_page(number)
    except pypdfium2.PdfiumError:
        raise Unreadable from None
    try:
        yield page
    finally:
        page.close()


def _count(document: pypdfium2.PdfDocument) -> int:
    return min(len(document), MAX_COUNT)


def _points(width: float, height: float) -> tuple[int, int]:
    """Returns a page's size in whole points, at least 1 × 1. Raises Unreadable."""
    if not (math.isfinite(width) and math.isfinite(height)):
        raise Unreadable
    return max(1, min(_POINT_MOST, round(width))), max(1, min(_POINT_MOST, round(height)))
