"""What may be asked of the worker, what it may answer, and the bounds of both."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from vault.sandbox.kinds import Kind

MAX_CONTENT = 256 << 20
"""Bytes of one file that the worker takes; above it the answer is `Reason.TOO_LARGE`."""
MAX_SIDE = 4096
"""Pixels of the longest side of an answer."""
MAX_TEXT = 1_000_000
"""Characters of an answer."""
MAX_EXTRACT = 64 << 10
"""Bytes of UTF-8 of the text that is taken to find a file by; so no more characters either."""
MAX_PAGES = 2000
"""Pages that one job may take text from."""
MAX_CODE = 4096
"""Bytes of a QR code; the largest there are hold 2953."""
MAX_COUNT = 2**32 - 1
"""Any count on the pipe: 32 bits."""


class Task(IntEnum):
    """What is asked. The numbers are the ones on the pipe."""

    THUMBNAIL = 1
    PICTURE = 2
    PDF_PAGE = 3
    PDF_TEXT = 4
    DESCRIBE = 5
    TEXT = 6
    CODE = 7


class Reason(IntEnum):
    """Why there is no preview. The numbers are the ones on the pipe; words for people live with the front ends."""

    TOO_LARGE = 1
    """More bytes or pixels than the worker takes."""
    NOT_RECOGNISED = 2
    """Not a kind of file that has a preview, or not this one: text of a picture, a page that is not there."""
    DAMAGED = 3
    """Begins like its kind, but does not go on like it."""
    TOO_SLOW = 4
    """The worker was ended because it took too long."""
    REFUSED = 5
    """The worker broke down or broke its rules over this file."""
    PROTECTED = 6
    """The file has a password of its own."""
    UNAVAILABLE = 7
    """Nothing is wrong with the file: its content could not be had, or no worker could be started."""


FROM_WORKER = frozenset(Reason) - {Reason.TOO_SLOW, Reason.REFUSED, Reason.UNAVAILABLE}
"""What the worker itself may say; the others are the client's findings about the worker."""


@dataclass(frozen=True)
class Job:
    """One question about one file. Make it with the functions below. Raises ValueError beyond the bounds."""

    task: Task
    width: int = 0
    """Pixels: the answer fits into `width` × `height`."""
    height: int = 0
    page: int = 0
    """First page, counted from 0."""
    pages: int = 0
    """How many pages, for text."""
    limit: int = 0
    """Characters of text."""
    literal: bool = False
    """Text is taken as it stands, whatever it begins like."""

    def __post_init__(self) -> None:
        draws = self.task in (Task.THUMBNAIL, Task.PICTURE, Task.PDF_PAGE)
        reads = self.task is Task.PDF_TEXT
        finds = self.task is Task.TEXT
        if not (_within(self.width, MAX_SIDE, draws) and _within(self.height, MAX_SIDE, draws)):
            raise ValueError("a box has sides of 1 to 4096 pixels")
        longest = MAX_EXTRACT if finds else MAX_TEXT
        if not (_within(self.pages, MAX_PAGES, reads) and _within(self.limit, longest, reads or finds)):
            raise ValueError(
                "text comes from 1 to 2000 pages, and is at most 1,000,000 characters long, 65,536 to find by"
            )
        if self.literal and not finds:
            raise ValueError("only text to find by is taken as it stands")
        if self.task in (Task.PDF_PAGE, Task.PDF_TEXT):
            if not 0 <= self.page <= MAX_COUNT:
                raise ValueError("pages are counted from 0")
        elif self.page:
            raise ValueError("this job has no page")


def _within(number: int, most: int, wanted: bool) -> bool:
    return 1 <= number <= most if wanted else number == 0


def thumbnail(box: int) -> Job:
    """Asks for a small picture of anything that has one (a PDF's first page too), within `box` × `box` pixels."""
    return Job(Task.THUMBNAIL, box, box)


def picture(width: int, height: int) -> Job:
    """Asks for the picture, turned upright, in sRGB, first frame only, no larger than it is."""
    return Job(Task.PICTURE, width, height)


def pdf_page(page: int, width: int, height: int) -> Job:
    """Asks for one page, counted from 0, drawn on white to fill the box as far as its shape allows."""
    return Job(Task.PDF_PAGE, width, height, page=page)


def pdf_text(page: int, pages: int, limit: int) -> Job:
    """Asks for the text of `pages` pages from `page` on, at most `limit` characters."""
    return Job(Task.PDF_TEXT, page=page, pages=pages, limit=limit)


def text(limit: int = MAX_EXTRACT, literal: bool = False) -> Job:
    """Asks for the text of whatever has some, to find it by: at most `limit` characters and `MAX_EXTRACT` bytes.

    The reader is chosen by content. `literal` is for names that end like source code: markup and mails are text then.
    """
    return Job(Task.TEXT, limit=limit, literal=literal)


def describe() -> Job:
    """Asks for the kind by content, and the size in pixels or pages."""
    return Job(Task.DESCRIBE)


def code() -> Job:
    """Asks for what the QR code in a picture holds."""
    return Job(Task.CODE)


@dataclass(frozen=True)
class Pixels:
    """A drawing: `4 * width * height` bytes, rows from the top, RGBA with colours multiplied by alpha.

    `QImage(pixels, width, height, 4 * width, QImage.Format_RGBA8888_Premultiplied)` shows it.
    """

    width: int
    height: int
    pixels: bytes
    kind: Kind
    full_width: int
    """Pixels of the original, upright; of a page points, rounded; 0 for a drawing, which has a shape only."""
    full_height: int
    pages: int = 0
    """Pages of the document; 0 for a picture."""
    partial: bool = False
    """Parts were left out on purpose: an SVG's text (no fonts here) and what it would fetch from elsewhere."""


@dataclass(frozen=True)
class Text:
    """Text without control characters but line feed and tab."""

    text: str
    pages: int
    """Pages of the document; 0 where there are none."""
    truncated: bool
    """The document goes on after this text: more words, or more pages."""


@dataclass(frozen=True)
class Description:
    """What a file is by its content."""

    kind: Kind
    width: int = 0
    """Pixels, upright; of a document the first page's points, rounded; 0 for a drawing."""
    height: int = 0
    pages: int = 0


@dataclass(frozen=True)
class Code:
    """What a QR code holds: 1 to `MAX_CODE` bytes, whatever they are."""

    content: bytes


@dataclass(frozen=True)
class NoPreview:
    """The polite answer. A value, never an exception: bad content is no fault of the program."""

    reason: Reason


Answer = Pixels | Text | Description | Code | NoPreview
