"""A129: hostile content ends in a polite "no preview" or in right pixels, and the worker or its successor goes on."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sandbox import specimens
from vault.sandbox import jobs
from vault.sandbox.client import SandboxWorker
from vault.sandbox.confinement import MEMORY
from vault.sandbox.jobs import MAX_CONTENT, Answer, Description, Job, NoPreview, Pixels, Reason, Text
from vault.sandbox.kinds import Kind

SOUND = specimens.picture("PNG")
JOBS = [jobs.thumbnail(128), jobs.describe(), jobs.pdf_page(1, 300, 300), jobs.pdf_text(0, 50, 1000), jobs.text()]


def ask(worker: SandboxWorker, job: Job, content: bytes) -> Answer:
    """Asks, and holds what must hold of every answer and of the worker that gave it."""
    answer = worker.ask(job, content)
    if isinstance(answer, Pixels):
        assert 1 <= answer.width <= job.width
        assert 1 <= answer.height <= job.height
        assert len(answer.pixels) == 4 * answer.width * answer.height
    elif isinstance(answer, Text):
        assert len(answer.text) <= job.limit
        assert all(sign.isprintable() or sign in "\n\t " or ord(sign) > 0xA0 for sign in answer.text)
    elif isinstance(answer, NoPreview):
        assert answer.reason is not Reason.UNAVAILABLE
    if worker._link and sys.platform == "linux":
        status = Path(f"/proc/{worker._link._child.pid}/status")
        peak = [line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmPeak")]
        assert int((peak or ["0"])[0]) << 10 <= MEMORY
    return answer


def corpus() -> Iterator[tuple[str, bytes]]:
    yield from specimens.hostile_pictures()
    yield from specimens.hostile_documents()
    yield from specimens.hostile_drawings()
    yield from specimens.others()


BREAKERS = ("pdf-stream-bomb", "pdf-form-that-draws-itself")
"""What fills its memory and takes the worker with it, seconds later: one question about each will do."""


@pytest.mark.slow
def test_a129_corpus_ends_politely(worker: SandboxWorker) -> None:
    for name, content in corpus():
        for job in JOBS[:1] if name in BREAKERS else JOBS:
            start = time.monotonic()
            answer = ask(worker, job, content)
            assert time.monotonic() - start < 20, (name, job)
            if name.endswith("pdf") and job.task is jobs.Task.THUMBNAIL and name[:3] != "zip":
                assert isinstance(answer, Pixels), name
        assert isinstance(ask(worker, jobs.thumbnail(9), SOUND), Pixels), f"no worker after {name}"


REASONS = {
    "png-bomb-of-400-megapixels": Reason.TOO_LARGE,
    "png-60000-square": Reason.TOO_LARGE,
    "gif-60000-square": Reason.TOO_LARGE,
    "bmp-60000-square": Reason.TOO_LARGE,
    "tiff-60000-square": Reason.TOO_LARGE,
    "jpeg-60000-square": Reason.TOO_LARGE,
    "PNG-cut-at-0.5": Reason.DAMAGED,
    "JPEG-cut-at-0.5": Reason.DAMAGED,
    "GIF-cut-at-0.5": Reason.DAMAGED,
    "WEBP-cut-at-0.5": Reason.DAMAGED,
    "TIFF-cut-at-0.5": Reason.DAMAGED,
    "AVIF-cut-at-0.5": Reason.DAMAGED,
    "pdf-rubbish": Reason.DAMAGED,
    "pdf-cut-at-0.5": Reason.DAMAGED,
    "pdf-page-tree-loop": Reason.DAMAGED,
    "svg-deep": Reason.DAMAGED,
    "svg-laughs": Reason.DAMAGED,
    "docx-that-is-a-zip-bomb": Reason.NOT_RECOGNISED,
    "html-with-script": Reason.NOT_RECOGNISED,
    "postscript": Reason.NOT_RECOGNISED,
    "nothing": Reason.NOT_RECOGNISED,
}


def test_a129_reasons_are_the_right_ones(worker: SandboxWorker) -> None:
    found = {name: worker.ask(jobs.thumbnail(64), content) for name, content in corpus() if name in REASONS}
    assert found == {name: NoPreview(reason) for name, reason in REASONS.items()}


def test_a129_animation_of_10000_frames_costs_one(worker: SandboxWorker) -> None:
    start = time.monotonic()
    assert isinstance(ask(worker, jobs.thumbnail(8), specimens.animation(10_000)), Pixels)
    assert time.monotonic() - start < 3


def test_a129_polyglots_are_what_they_begin_as(worker: SandboxWorker) -> None:
    both = SOUND + specimens.pdf(["inside"])
    assert worker.ask(jobs.describe(), both) == Description(Kind.PNG, specimens.WIDTH, specimens.HEIGHT)
    assert worker.ask(jobs.pdf_text(0, 1, 99), both) == NoPreview(Reason.NOT_RECOGNISED)


def test_a129_document_of_5000_pages(worker: SandboxWorker) -> None:
    content = specimens.pdf([f"page {number}" for number in range(5000)])
    answer = ask(worker, jobs.pdf_page(4999, 100, 100), content)
    assert isinstance(answer, Pixels)
    assert answer.pages == 5000
    text = ask(worker, jobs.pdf_text(0, 2000, 20_000), content)
    assert isinstance(text, Text)
    assert text.text.startswith("page 0\n\npage 1\n\n")
    assert text.truncated


ACTIVE = (
    "/OpenAction<</S/JavaScript/JS(app.launchURL\\('http://127.0.0.1:9/'\\);while\\(1\\);)>>"
    "/AA<</WC<</S/Launch/F(/bin/true)>>>>/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(while\\(1\\);)>>]>>>>"
)
LINKS = "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://127.0.0.1:9/)>>>>]"


def test_a129_scripts_and_links_in_documents_do_nothing(worker: SandboxWorker) -> None:
    content = specimens.pdf(["plain"], catalog=ACTIVE, page=LINKS + "/AA<</O<</S/JavaScript/JS(while\\(1\\);)>>>>")
    plain = specimens.pdf(["plain"])
    assert ask(worker, jobs.pdf_page(0, 99, 99), content) == ask(worker, jobs.pdf_page(0, 99, 99), plain)
    assert ask(worker, jobs.pdf_text(0, 1, 99), content) == Text("plain", 1, False)


def test_a129_scripts_and_remote_parts_of_drawings_do_nothing(worker: SandboxWorker, tmp_path: Path) -> None:
    shape = '<rect width="9" height="9" fill="blue"/>'
    secret = tmp_path / "secret.png"
    secret.write_bytes(SOUND)
    secret.chmod(0o644)
    plain = ask(worker, jobs.picture(40, 20), specimens.svg(shape))
    assert isinstance(plain, Pixels)
    for name, inner, head in (
        ("script", "<script>while(1);</script>" + shape.replace("/>", ' onload="while(1);"/>'), ""),
        ("web", '<image href="http://127.0.0.1:9/x.png" width="40" height="20"/>' + shape, ""),
        ("file", f'<image href="{secret}" width="40" height="20"/>' + shape, ""),
        ("file address", f'<image xlink:href="file://{secret}" width="40" height="20"/>' + shape, ""),
        ("use", '<use href="http://127.0.0.1:9/x.svg#a"/>' + shape, ""),
        ("style", '<style>@import url("http://127.0.0.1:9/x.css");</style>' + shape, ""),
        ("sheet", shape, '<?xml-stylesheet href="http://127.0.0.1:9/x.css"?>'),
    ):
        answer = ask(worker, jobs.picture(40, 20), specimens.svg(inner, head))
        assert isinstance(answer, Pixels), name
        assert answer.pixels == plain.pixels, name
        assert answer.partial == (name in ("web", "file", "file address", "use")), name


def test_a129_too_much_content_is_never_sent(worker: SandboxWorker) -> None:
    pieces = 0

    def endless() -> Iterator[bytes]:
        nonlocal pieces
        yield SOUND[:100]
        while True:
            pieces += 1
            yield bytes(8 << 20)

    assert worker.ask(jobs.describe(), endless) == NoPreview(Reason.TOO_LARGE)
    assert pieces == MAX_CONTENT // (8 << 20)
    assert worker.ask(jobs.describe(), bytes(MAX_CONTENT + 1)) == NoPreview(Reason.TOO_LARGE)


def test_a129_largest_content_fits(worker: SandboxWorker) -> None:
    def padded(start: bytes) -> bytes:
        return start.ljust(MAX_CONTENT, b"\n")

    assert isinstance(ask(worker, jobs.thumbnail(20), padded(SOUND)), Pixels)
    assert isinstance(ask(worker, jobs.pdf_page(0, 20, 20), padded(specimens.pdf(["x"]))), Pixels)
    assert ask(worker, jobs.thumbnail(20), padded(specimens.svg(""))) == NoPreview(Reason.TOO_LARGE)


@pytest.mark.slow
def test_a129_two_thousand_damaged_files(worker: SandboxWorker) -> None:
    outcomes: Counter[str] = Counter()
    for number, content in enumerate(specimens.fuzz(seed=129, runs=2000)):
        answer = ask(worker, JOBS[number % 7 % 5], content)
        outcomes[answer.reason.name if isinstance(answer, NoPreview) else type(answer).__name__] += 1
    assert outcomes["DAMAGED"] > 200, outcomes
    assert outcomes["Pixels"] > 100, outcomes
    assert outcomes["TOO_SLOW"] + outcomes["REFUSED"] < 40, outcomes
    assert isinstance(ask(worker, jobs.thumbnail(9), SOUND), Pixels)
