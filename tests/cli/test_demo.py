"""The demonstration: it holds, it says so when it does not, and it leaves nothing behind."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from vault.cli import demo, demonstration, samples
from vault.cli.demonstration import State
from vault.engine.errors import Storage


def test_whole_story_holds_in_a_process(start: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.delenv("DEEDBOX_PASSWORD")
    process = start("demo")
    out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, b""), out.decode()
    last = out.decode().splitlines()[-1]
    assert re.fullmatch(r"[0-9]+ proofs, all hold", last)
    assert int(last.split()[0]) >= 50
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("short")
def test_story_is_kept_where_it_was_asked_for(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "kept"
    result = run("demo", place, "--json")
    assert (result.code, result.json["failed"]) == (0, 0)
    assert all(proof["holds"] for step in result.json["steps"] for proof in step["proofs"])
    assert (place / "Papers.deedbox" / "header.json").exists()
    assert (place / "originals" / "Deeds" / "Lease.pdf").exists()
    assert run("demo", place).code == 14


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """The story without its second half."""
    keys = ("_change_password", "_rotate", "recover_with_kit", "make_new_secrets", "look_after_health")
    for step in (*keys, "_share", "_export", "_drill", "_mend", "_check"):
        monkeypatch.setattr(demo, step, lambda *_: None)


@pytest.mark.usefixtures("short")
def test_story_that_does_not_hold_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that comes back changed: the demonstration notices, and does not end in `all hold`."""

    def change(folder: Path) -> dict[bytes, State]:
        states = honest(folder)
        if folder.name == "back":
            name = min(states)
            states[name] = State(bytes(32), states[name].modified, states[name].executable)
        return states

    honest = demonstration.read_states
    monkeypatch.setattr(demo, "read_states", change)
    result = run("demo")
    assert result.code == 1
    assert re.fullmatch(r"1 of [0-9]+ proofs do not hold", result.out.splitlines()[-1])
    assert "every SHA-256 is equal (12 of 13)" in result.out


@pytest.mark.usefixtures("short")
def test_attempt_that_is_not_refused_does_not_hold(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "_flip", lambda *_: None)
    result = run("demo")
    assert result.code == 1
    assert "a catalog with a changed byte: not refused" in result.out
    assert "4 of " in result.out.splitlines()[-1]


@pytest.mark.usefixtures("short")
def test_step_that_stops_ends_the_story(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise Storage("full")

    monkeypatch.setattr(demo, "_flip", refuse)
    result = run("demo")
    assert result.code == 1
    assert "the step stopped: Storage" in result.out


def test_samples_are_real(tmp_path: Path) -> None:
    png, pdf = samples.picture(40, 30), samples.document("word")
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    start = png.index(b"IDAT") + 4
    length = int.from_bytes(png[start - 8 : start - 4], "big")
    assert len(zlib.decompress(png[start : start + length])) == 30 * (1 + 3 * 40)
    offset = int(pdf.rsplit(b"startxref\n", 1)[1].split()[0])
    assert pdf[offset:].startswith(b"xref\n0 6\n")
    for number, line in enumerate(pdf[offset:].split(b"\n")[3:8], 1):
        assert pdf[int(line[:10]) :].startswith(b"%d 0 obj" % number)
    with zipfile.ZipFile(io.BytesIO(samples.letter("word"))) as archive:
        assert archive.testzip() is None
        assert b"word" in archive.read("word/document.xml")
    jpeg = samples.photograph()
    assert (jpeg[:3], jpeg[-2:]) == (b"\xff\xd8\xff", b"\xff\xd9")
