"""The pipe's frames: what is written is read, and everything else is refused."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, strategies as st

from vault.sandbox import jobs, wire
from vault.sandbox.jobs import Answer, Description, Job, NoPreview, Pixels, Reason, Text
from vault.sandbox.kinds import Kind
from vault.sandbox.protection import ALL_LAYERS, ALL_PROMISES, Layer, Promise, Protection

JOBS = [
    jobs.thumbnail(1),
    jobs.thumbnail(4096),
    jobs.picture(3, 4),
    jobs.pdf_page(7, 10, 20),
    jobs.pdf_text(2**32 - 1, 2000, 1_000_000),
    jobs.describe(),
    jobs.text(),
    jobs.text(1, literal=True),
]
DOT = Pixels(2, 1, b"\1\2\3\4\5\6\7\x08", Kind.PNG, 200, 100, 0, True)


def reader(stream: bytes) -> wire.Read:
    source = io.BytesIO(stream)

    def read(count: int) -> bytes:
        got = source.read(count)
        if len(got) < count:
            raise EOFError
        return got

    return read


def through(job: Job, frame: bytes) -> Answer:
    mark, body = wire.read_frame(reader(frame), wire.bounds(job))
    return wire.parse_answer(job, mark, body)


@pytest.mark.parametrize("job", JOBS)
def test_jobs_come_back(job: Job) -> None:
    mark, body = wire.read_frame(reader(wire.serialize_job(job)), wire.TO_WORKER)
    assert (mark, wire.parse_job(body)) == (wire.JOB, job)


@given(st.binary(min_size=22, max_size=22))
def test_any_job_is_read_one_way_or_refused(body: bytes) -> None:
    try:
        job = wire.parse_job(body)
    except wire.Violation:
        return
    assert wire.serialize_job(job)[5:] == body


@pytest.mark.parametrize("length", [0, 21, 23])
def test_job_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(wire.Violation):
        wire.parse_job(bytes(length))


@pytest.mark.parametrize(
    "make",
    [
        lambda: jobs.thumbnail(0),
        lambda: jobs.picture(1, 4097),
        lambda: jobs.pdf_page(-1, 1, 1),
        lambda: jobs.pdf_text(0, 0, 1),
        lambda: jobs.pdf_text(0, 2001, 1),
        lambda: jobs.pdf_text(0, 1, 1_000_001),
        lambda: jobs.text(0),
        lambda: jobs.text(65_537),
        lambda: Job(jobs.Task.TEXT, limit=9, page=1),
        lambda: Job(jobs.Task.PDF_TEXT, pages=1, limit=9, literal=True),
        lambda: Job(jobs.Task.DESCRIBE, width=1),
        lambda: Job(jobs.Task.THUMBNAIL, 1, 1, page=1),
    ],
)
def test_jobs_out_of_bounds_cannot_be_made(make: object) -> None:
    with pytest.raises(ValueError):
        make()  # type: ignore[operator]


@pytest.mark.parametrize(
    ("job", "answer"),
    [
        (jobs.picture(2, 1), DOT),
        (jobs.describe(), Description(Kind.PDF, 1, 2, 3)),
        (jobs.pdf_text(0, 1, 9), Text("grüß\n\tx", 4, True)),
        (jobs.text(9), Text("grüß\n\tx", 0, False)),
        (jobs.text(), Text("日" * 21_845, 0, True)),
        (jobs.describe(), NoPreview(Reason.DAMAGED)),
        (jobs.thumbnail(9), NoPreview(Reason.PROTECTED)),
    ],
)
def test_answers_come_back(job: Job, answer: Answer) -> None:
    assert through(job, b"".join(wire.serialize_answer(answer))) == answer


def pixels(**changes: object) -> bytes:
    return b"".join(wire.serialize_answer(Pixels(**{**DOT.__dict__, **changes})))


BOX, WORDS = jobs.picture(2, 1), jobs.pdf_text(0, 1, 3)


@pytest.mark.parametrize(
    ("job", "frame"),
    [
        (BOX, pixels(width=3, pixels=bytes(12))),
        (BOX, pixels(width=1)),
        (BOX, pixels(height=0, pixels=b"")),
        (BOX, pixels(width=2**31, height=2, pixels=b"")),
        (BOX, pixels(kind=77)),
        (BOX, pixels(partial=2)),
        (BOX, wire.frame(wire.PIXELS, b"")),
        (BOX, wire.frame(wire.PIXELS, bytes(5000))),
        (BOX, wire.frame(wire.TEXT, bytes(5))),
        (BOX, wire.HEAD.pack(2**32 - 1, wire.PIXELS)),
        (WORDS, wire.frame(wire.TEXT, bytes(5) + b"four")),
        (WORDS, wire.frame(wire.TEXT, bytes(5) + b"\xff")),
        (WORDS, wire.frame(wire.TEXT, b"\0\0\0\0\2")),
        (WORDS, wire.frame(wire.TEXT, b"")),
        (jobs.text(3), wire.frame(wire.TEXT, bytes(5) + b"four")),
        (jobs.text(), wire.frame(wire.TEXT, bytes(5) + "ü".encode() * 32_769)),
        (jobs.text(), pixels()),
        (jobs.describe(), wire.frame(wire.DESCRIPTION, bytes(12))),
        (jobs.describe(), wire.frame(b"?", b"")),
        (jobs.describe(), wire.frame(wire.HELLO, bytes(4))),
        (jobs.describe(), wire.frame(wire.NOTHING, b"")),
        (jobs.describe(), wire.frame(wire.NOTHING, b"\0")),
        (jobs.describe(), wire.frame(wire.NOTHING, bytes([Reason.TOO_SLOW]))),
        (jobs.describe(), wire.frame(wire.NOTHING, bytes([Reason.UNAVAILABLE]))),
    ],
)
def test_a129_answers_that_break_a_rule_are_refused(job: Job, frame: bytes) -> None:
    with pytest.raises(wire.Violation):
        through(job, frame)


@given(st.sampled_from(JOBS), st.binary(max_size=64))
def test_a129_noise_is_refused_or_reads_as_itself(job: Job, noise: bytes) -> None:
    try:
        answer = through(job, noise)
    except (wire.Violation, EOFError):
        return
    if not isinstance(answer, Text):  # text is cleaned
        frame = b"".join(wire.serialize_answer(answer))
        assert noise.startswith(frame)


@pytest.mark.parametrize("protection", [Protection(), Protection(ALL_LAYERS, ALL_PROMISES)])
def test_protection_comes_back(protection: Protection) -> None:
    _, body = wire.read_frame(reader(wire.serialize_protection(protection)), wire.TO_CLIENT_HELLO)
    assert wire.parse_protection(body) == protection


@pytest.mark.parametrize("body", [b"", b"\2\0\0\0", b"\1\0\x10\0", b"\1\0\0\x10"])
def test_strange_hello_is_refused(body: bytes) -> None:
    with pytest.raises(wire.Violation):
        wire.parse_protection(body)


def test_protection_is_complete_by_what_was_tried() -> None:
    assert not Protection(ALL_LAYERS, Promise.NONE).complete
    assert Protection(Layer.NONE, ALL_PROMISES).complete


def test_text_is_cleaned() -> None:
    dirty = "a\0b\x1b[31m\r\x85\u202eright\u2066\ufeff\n\tA\u0301 \u200d"
    assert wire.clean(dirty) == "ab[31mright\n\tA\u0301 \u200d"
