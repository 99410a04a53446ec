"""A109, A129: documents made to bring down their reader end in an answer, in time, and the worker goes on."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.sandbox import hostile_texts, specimens
from tests.sandbox.test_hostile import BREAKERS, ask
from vault.sandbox import jobs, markup, packages
from vault.sandbox.client import SECONDS, SandboxWorker
from vault.sandbox.gathering import Enough, Gathering
from vault.sandbox.jobs import Answer, NoPreview, Reason, Task, Text
from vault.sandbox.pictures import TooLarge

DOCUMENTS = Path(__file__).parent / "documents"
WITHIN = SECONDS[Task.TEXT] + 10
"""Seconds: the job, and a worker that starts and gets 200 MB on a busy machine."""

REASONS = {
    "docx-bomb": Reason.TOO_LARGE,
    "docx-of-empty-elements": Reason.TOO_LARGE,
    "docx-laughs": Reason.DAMAGED,
    "docx-reads-files": Reason.DAMAGED,
    "docx-that-lies": Reason.DAMAGED,
    "odt-bomb": Reason.TOO_LARGE,
    "zip-million-entries": Reason.TOO_LARGE,
    "zip-overlapping": Reason.NOT_RECOGNISED,
    "zip-cut": Reason.DAMAGED,
    "zip-of-another-method": Reason.NOT_RECOGNISED,
    "zip-empty": Reason.NOT_RECOGNISED,
    "mail-in-mail-1000-deep": Reason.DAMAGED,
    "mail-parts-1000-deep": Reason.DAMAGED,
    "compound-that-goes-round": Reason.DAMAGED,
    "html-zeros": Reason.NOT_RECOGNISED,
}
TEXTS = {
    "docx-foreign-doctype": "seen",
    "html-200-mb": "word",
    "xlsx-million-cells": "cell cell cell",
    "docx-quadratic": "xxx",
    "mbox-million": "x",
    "mail-30000-parts": "d\na@b\nc",
}


def test_a109_a129_hostile_texts_end_politely(worker: SandboxWorker) -> None:
    found: dict[str, Answer | Reason] = {}
    host = Path("/etc/hostname").read_text().strip() if Path("/etc/hostname").exists() else "root:x:0"
    for name, content in hostile_texts.hostile_texts():
        start = time.monotonic()
        answer = ask(worker, jobs.text(), content)
        assert time.monotonic() - start < WITHIN, name
        found[name] = answer.reason if isinstance(answer, NoPreview) else answer
        if "reads-files" in name and isinstance(answer, Text):
            assert "root:" not in answer.text
            assert f">{host}" not in answer.text
    assert {name: found[name] for name in REASONS} == REASONS
    for name, start_of_text in TEXTS.items():
        text = found[name]
        assert isinstance(text, Text), name
        assert text.text.startswith(start_of_text)
        assert text.truncated == (start_of_text != "seen")
    assert ask(worker, jobs.text(), b"sound") == Text("sound", 0, False)


def test_a129_one_that_hangs_costs_a_worker_and_no_more() -> None:
    with SandboxWorker(seconds={Task.TEXT: 1.0}) as worker:
        assert worker.ask(jobs.text(), b"sound") == Text("sound", 0, False)
        for name, content in hostile_texts.hostile_patterns():
            assert worker.ask(jobs.text(), content) == NoPreview(Reason.TOO_SLOW), name
        assert worker.ask(jobs.text(), b"sound") == Text("sound", 0, False)


def test_a129_hostile_documents_have_an_answer(worker: SandboxWorker) -> None:
    for name, content in specimens.hostile_documents():
        if name in BREAKERS:
            continue  # test_hostile asks about those
        start = time.monotonic()
        ask(worker, jobs.text(), content)
        assert time.monotonic() - start < WITHIN, name
    assert ask(worker, jobs.text(), b"sound") == Text("sound", 0, False)


def test_a109_what_a_directory_claims_is_weighed_first() -> None:
    """Nothing is inflated of what claims too much: the first piece is refused already."""
    package = packages.Package(io.BytesIO(hostile_texts.word(bytes(30_000_000))), lambda: None)
    with pytest.raises(TooLarge):
        next(package.pieces("word/document.xml"))


def test_a109_text_before_a_bomb_is_kept(worker: SandboxWorker) -> None:
    parts = {"word/document.xml": hostile_texts.paragraph("words"), "word/footer1.xml": bytes(20_000_000)}
    types = {"word/document.xml": hostile_texts.WORD, "word/footer1.xml": "x.footer+xml"}
    assert ask(worker, jobs.text(), hostile_texts.office(types, parts)) == Text("words", 0, True)


def test_a109_entries_that_overlap_share_one_bound() -> None:
    package = packages.Package(io.BytesIO(hostile_texts.overlapping(10)), lambda: None)
    package._room = 300_000
    assert sum(map(len, package.pieces("word/document.xml"))) == 200_000
    with pytest.raises(TooLarge):
        list(package.pieces("word/document.xml"))


def test_a129_damaged_mail_does_not_hide_the_others(worker: SandboxWorker) -> None:
    damaged = b"From a@b 2025\nSubject: one\n" + hostile_texts.nested_parts(1000)
    sound = b"\nFrom a@b 2025\nSubject: two\n\nwords\n"
    assert ask(worker, jobs.text(), damaged + sound) == Text("two\nwords", 0, False)


def test_a129_depth_is_bounded() -> None:
    deepest: list[str] = []
    walk = partial(markup.walk, start=lambda name, _: deepest.append(name), end=lambda _: None, text=lambda _: None)
    walk([b"<a>" * markup.MAX_DEPTH + b"</a>" * markup.MAX_DEPTH])
    with pytest.raises(markup.Unreadable):
        walk([b"<a>" * (markup.MAX_DEPTH + 1)])
    assert len(deepest) == 2 * markup.MAX_DEPTH


def test_a129_entities_are_of_no_use_to_anybody() -> None:
    for entity in ('"&b;&b;"', 'SYSTEM "file:///etc/passwd"', 'PUBLIC "a" "http://127.0.0.1:9/"'):
        with pytest.raises(markup.Unreadable):
            markup.follow(
                [hostile_texts.paragraph("x", f"<!DOCTYPE d [<!ENTITY a {entity}>]>")], markup.Plan(), Gathering(9)
            )


def test_a129_time_ends_every_reader() -> None:
    """What was found by then is the answer, and there is more."""
    late = Gathering(100, seconds=-1)
    with pytest.raises(Enough):
        late.add("words")
    assert (late.text(), late.full) == ("words", True)
    with pytest.raises(Enough):
        next(packages.Package(io.BytesIO(hostile_texts.word(b"<a/>")), late.check_time).pieces("word/document.xml"))
    with pytest.raises(Enough):
        markup.read_html(b"<html><i></i>", Gathering(100, seconds=-1))


def damaged(seed: int, runs: int) -> Iterator[tuple[str, bytes]]:
    """Every document, damaged; of packages mostly the parts within, packed anew."""
    rng = random.Random(seed)
    sound = {path.name: path.read_bytes() for path in sorted(DOCUMENTS.iterdir()) if path.suffix != ".md"}
    sound |= {"a.pdf": specimens.pdf(["fuzz", "two"]), "a.svg": specimens.svg("<text>x</text>")}

    def mutate(content: bytes) -> bytes:
        changed = bytearray(content)
        for _ in range(rng.randrange(1, 8)):
            if changed:
                rng.choice(specimens.MUTATIONS)(rng, changed)
        return bytes(changed)

    for _ in range(runs):
        name = rng.choice(list(sound))
        if zipfile.is_zipfile(DOCUMENTS / name) and rng.random() < 0.7:
            with zipfile.ZipFile(DOCUMENTS / name) as archive:
                parts = {part: archive.read(part) for part in archive.namelist()}
            parts |= {part: mutate(parts[part]) for part in parts if rng.random() < 0.3}
            yield name, hostile_texts.packed(parts)
        else:
            yield name, mutate(sound[name])


def test_a129_damaged_documents(worker: SandboxWorker) -> None:
    outcomes: Counter[str] = Counter()
    for name, content in damaged(seed=129, runs=400):
        answer = ask(worker, jobs.text(), content)
        outcomes[answer.reason.name if isinstance(answer, NoPreview) else "Text"] += 1
        assert not isinstance(answer, NoPreview) or answer.reason not in (Reason.TOO_SLOW, Reason.REFUSED), name
    assert outcomes["DAMAGED"] > 50, outcomes
    assert outcomes["Text"] > 50, outcomes
