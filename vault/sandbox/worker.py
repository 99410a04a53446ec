"""The worker's own program: import, confine, then answer one job after another until the pipe ends.

It never sees a key, a name or a path. Started by `vault.sandbox.launch`, as `python -I -m vault.sandbox.worker`.
"""

from __future__ import annotations

import io
from collections.abc import Callable

from vault.sandbox import codes, documents, drawings, kinds, packages, pictures, reading, wire
from vault.sandbox.confinement import confine
from vault.sandbox.jobs import MAX_CONTENT, Answer, Job, NoPreview, Reason, Task
from vault.sandbox.kinds import Kind
from vault.sandbox.pipe import Pipe, take_standard_streams

# A page of 8 × 8 points with a stroke and a word, for the rehearsal. PDFium finds the objects without their table.
SAMPLE_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 8 8]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 45>>stream
0 0 m 8 8 l S BT /F 8 Tf 1 1 Td (Aa1) Tj ET  \nendstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
"""


def prepare() -> None:
    """Makes every library import and set up what it will need."""
    pictures.prepare()
    documents.prepare(SAMPLE_PDF)
    drawings.prepare()
    reading.prepare()
    codes.prepare()


def main() -> None:
    """Runs the worker; returns when the client closes the pipe."""
    pipe = take_standard_streams()
    prepare()
    pipe.write(wire.serialize_protection(confine()))
    try:
        while True:
            _, body = wire.read_frame(pipe.read, wire.TO_WORKER)
            job = wire.parse_job(body)
            content = receive(pipe)
            if content is not None:
                pipe.write(*wire.serialize_answer(answer(job, content)))
                del content
    except (EOFError, OSError):
        return


def receive(pipe: Pipe) -> io.BytesIO | None:
    """Collects a job's content in memory; nothing where the client abandons it. Raises Violation, EOFError."""
    content = io.BytesIO()
    while True:
        mark, chunk = wire.read_frame(pipe.read, wire.TO_WORKER_CONTENT)
        if mark == wire.END:
            return content
        if mark == wire.ABANDON:
            return None
        if not chunk or content.tell() + len(chunk) > MAX_CONTENT:
            raise wire.Violation("an empty piece, or more content than agreed")
        content.write(chunk)


def answer(job: Job, content: io.BytesIO) -> Answer:
    """Does a job. Never raises over bad content: whatever a parser raises is an answer."""
    kind = kinds.detect(content.getbuffer()[: kinds.HEAD].tobytes())
    work = _TASKS[job.task]
    try:
        found = work(job, content, kind)
    except (pictures.TooLarge, MemoryError):
        return NoPreview(Reason.TOO_LARGE)
    except documents.Protected:
        return NoPreview(Reason.PROTECTED)
    except (documents.NoSuchPage, packages.NotRecognised):
        return NoPreview(Reason.NOT_RECOGNISED)
    except Exception:  # noqa: BLE001 - a parser fed with rubbish raises anything; which one is of no use to anybody
        return NoPreview(Reason.DAMAGED)
    return found or NoPreview(Reason.NOT_RECOGNISED)


def _draw(job: Job, content: io.BytesIO, kind: Kind) -> Answer | None:
    if kind is Kind.PDF:
        return documents.draw_page(content, 0, (job.width, job.height))
    if kind is Kind.SVG:
        return drawings.draw_drawing(content, (job.width, job.height))
    if kind.is_picture:
        return pictures.draw_picture(content, kind, (job.width, job.height))
    return None


def _draw_page(job: Job, content: io.BytesIO, kind: Kind) -> Answer | None:
    return documents.draw_page(content, job.page, (job.width, job.height)) if kind is Kind.PDF else None


def _read_text(job: Job, content: io.BytesIO, kind: Kind) -> Answer | None:
    return documents.read_text(content, job.page, job.pages, job.limit) if kind is Kind.PDF else None


def _describe(_job: Job, content: io.BytesIO, kind: Kind) -> Answer | None:
    if kind is Kind.PDF:
        return documents.describe_document(content)
    if kind is Kind.SVG:
        return drawings.describe_drawing(content)
    return pictures.describe_picture(content, kind) if kind.is_picture else None


def _take_text(job: Job, content: io.BytesIO, _kind: Kind) -> Answer | None:
    return reading.take_text(content, job.limit, job.literal)


def _read_code(_job: Job, content: io.BytesIO, kind: Kind) -> Answer | None:
    return codes.read_code(content, kind) if kind.is_picture and kind is not Kind.SVG else None


_TASKS: dict[Task, Callable[[Job, io.BytesIO, Kind], Answer | None]] = {
    Task.THUMBNAIL: _draw,
    Task.PICTURE: _draw,
    Task.PDF_PAGE: _draw_page,
    Task.PDF_TEXT: _read_text,
    Task.DESCRIBE: _describe,
    Task.TEXT: _take_text,
    Task.CODE: _read_code,
}

if __name__ == "__main__":
    main()
