"""What crosses the pipe: frames of a length, a mark and a body with fixed fields. Both sides refuse anything else.

frame    = u32 length of body | u8 mark | body              (little-endian)
to the worker     J job, then C content (1 byte to 1 MiB each), then E end or A abandon
to the client     H hello once, then for each job that was not abandoned one of P, T, D, B, N
"""

from __future__ import annotations

import struct
from collections.abc import Callable

from vault.sandbox.jobs import (
    FROM_WORKER,
    MAX_CODE,
    MAX_EXTRACT,
    MAX_TEXT,
    Answer,
    Code,
    Description,
    Job,
    NoPreview,
    Pixels,
    Reason,
    Task,
    Text,
)
from vault.sandbox.kinds import Kind
from vault.sandbox.protection import ALL_LAYERS, ALL_PROMISES, Layer, Promise, Protection

VERSION = 1
MAX_CHUNK = 1 << 20
"""Bytes of one frame of content."""

JOB, CONTENT, END, ABANDON = b"J", b"C", b"E", b"A"
HELLO, PIXELS, TEXT, DESCRIPTION, CODE, NOTHING = b"H", b"P", b"T", b"D", b"B", b"N"

HEAD = struct.Struct("<I1s")
_JOB = struct.Struct("<BIIIIIB")
_HELLO = struct.Struct("<BHB")
_PIXELS = struct.Struct("<BIIIIIB")
_TEXT = struct.Struct("<IB")
_DESCRIPTION = struct.Struct("<BIII")
_NOTHING = struct.Struct("<B")

Read = Callable[[int], bytes]
"""Returns exactly so many bytes. Raises EOFError where the pipe ends before."""


class Violation(Exception):
    """The other side broke the protocol; nothing it says counts any more."""


def frame(mark: bytes, body: bytes = b"") -> bytes:
    """Returns a frame."""
    return HEAD.pack(len(body), mark) + body


def read_frame(read: Read, most: dict[bytes, int]) -> tuple[bytes, bytes]:
    """Reads a frame whose mark is in `most`, with a body of at most so many bytes. Raises Violation, EOFError."""
    length, mark = HEAD.unpack(read(HEAD.size))
    if length > most.get(mark, -1):
        raise Violation("a frame that was not expected, or too long")
    return mark, read(length) if length else b""


# --- to the worker --------------------------------------------------------------------------------


def serialize_job(job: Job) -> bytes:
    """Returns the frame that asks for a job."""
    return frame(JOB, _JOB.pack(job.task, job.width, job.height, job.page, job.pages, job.limit, job.literal))


def parse_job(body: bytes) -> Job:
    """Reads a job. Raises Violation."""
    task, width, height, page, pages, limit, literal = _unpack(_JOB, body)
    flag = _flag(literal)
    try:
        return Job(Task(task), width, height, page, pages, limit, flag)
    except ValueError as error:
        raise Violation("no such job") from error


TO_WORKER = {JOB: _JOB.size}
TO_WORKER_CONTENT = {CONTENT: MAX_CHUNK, END: 0, ABANDON: 0}

# --- to the client --------------------------------------------------------------------------------


def serialize_protection(protection: Protection) -> bytes:
    """Returns the worker's first frame."""
    return frame(HELLO, _HELLO.pack(VERSION, protection.layers.value, protection.promises.value))


def parse_protection(body: bytes) -> Protection:
    """Reads the worker's first frame. Raises Violation."""
    version, layers, promises = _unpack(_HELLO, body)
    if version != VERSION or layers > ALL_LAYERS.value or promises > ALL_PROMISES.value:
        raise Violation("a hello of another version")
    return Protection(Layer(layers), Promise(promises))


TO_CLIENT_HELLO = {HELLO: _HELLO.size}


def serialize_answer(answer: Answer) -> tuple[bytes, bytes]:
    """Returns the start of a frame and its long rest, so that pixels are not copied for their header."""
    if isinstance(answer, Pixels):
        fields = _PIXELS.pack(
            answer.kind,
            answer.width,
            answer.height,
            answer.full_width,
            answer.full_height,
            answer.pages,
            answer.partial,
        )
        return HEAD.pack(len(fields) + len(answer.pixels), PIXELS) + fields, answer.pixels
    if isinstance(answer, Text):
        text = answer.text.encode("utf-8", "replace")
        fields = _TEXT.pack(answer.pages, answer.truncated)
        return HEAD.pack(len(fields) + len(text), TEXT) + fields, text
    if isinstance(answer, Description):
        fields = _DESCRIPTION.pack(answer.kind, answer.width, answer.height, answer.pages)
        return frame(DESCRIPTION, fields), b""
    if isinstance(answer, Code):
        return frame(CODE, answer.content), b""
    return frame(NOTHING, _NOTHING.pack(answer.reason)), b""


def bounds(job: Job) -> dict[bytes, int]:
    """Returns the answers that fit a job, each with the length of its longest body."""
    fitting = {NOTHING: _NOTHING.size}
    if job.task is Task.DESCRIBE:
        fitting[DESCRIPTION] = _DESCRIPTION.size
    elif job.task is Task.CODE:
        fitting[CODE] = MAX_CODE
    elif job.task is Task.TEXT:
        fitting[TEXT] = _TEXT.size + MAX_EXTRACT
    elif job.task is Task.PDF_TEXT:
        fitting[TEXT] = _TEXT.size + 4 * min(job.limit, MAX_TEXT)
    else:
        fitting[PIXELS] = _PIXELS.size + 4 * job.width * job.height
    return fitting


def parse_answer(job: Job, mark: bytes, body: bytes) -> Answer:
    """Reads an answer to a job, whose frame was read within `bounds`. Raises Violation."""
    if mark == NOTHING:
        (reason,) = _unpack(_NOTHING, body)
        if reason not in FROM_WORKER:
            raise Violation("a reason that is not the worker's to give")
        return NoPreview(Reason(reason))
    if mark == DESCRIPTION:
        kind, width, height, pages = _unpack(_DESCRIPTION, body)
        return Description(_kind(kind), width, height, pages)
    if mark == TEXT:
        return _parse_text(job, body)
    if mark == CODE:
        if not body:
            raise Violation("a code that holds nothing")
        return Code(body)
    return _parse_pixels(job, body)


def _parse_text(job: Job, body: bytes) -> Text:
    pages, truncated = _unpack(_TEXT, body[: _TEXT.size])
    try:
        text = body[_TEXT.size :].decode("utf-8")
    except UnicodeDecodeError as error:
        raise Violation("text that is not UTF-8") from error
    if len(text) > job.limit:
        raise Violation("more text than asked for")
    return Text(clean(text), pages, _flag(truncated))


def _parse_pixels(job: Job, body: bytes) -> Pixels:
    kind, width, height, full_width, full_height, pages, partial = _unpack(_PIXELS, body[: _PIXELS.size])
    pixels = body[_PIXELS.size :]
    if not (1 <= width <= job.width and 1 <= height <= job.height and len(pixels) == 4 * width * height):
        raise Violation("pixels that do not agree with their size or the box")
    return Pixels(width, height, pixels, _kind(kind), full_width, full_height, pages, _flag(partial))


def _unpack(form: struct.Struct, body: bytes) -> tuple[int, ...]:
    if len(body) != form.size:
        raise Violation("a body of the wrong length")
    return form.unpack(body)


def _kind(number: int) -> Kind:
    try:
        return Kind(number)
    except ValueError as error:
        raise Violation("no such kind") from error


def _flag(number: int) -> bool:
    if number > 1:
        raise Violation("a flag is 0 or 1")
    return number == 1


def clean(text: str) -> str:
    """Returns text without control characters but line feed and tab, and without marks that turn its direction.

    What a stranger's document says is shown beside our own words; it must not reorder or overwrite them.
    """
    return text.translate(_NEVER_SHOWN)


_NEVER_SHOWN = dict.fromkeys(
    [
        *(code for code in range(0x20) if code not in (0x09, 0x0A)),
        *range(0x7F, 0xA0),
        0x061C,
        *(0x200E, 0x200F, 0x2028, 0x2029),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *(0xFEFF, 0xFFFE, 0xFFFF),
    ]
)
