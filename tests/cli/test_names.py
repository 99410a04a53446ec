"""Names are bytes: kept exactly, shown safely."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

NAMES = [
    b"caf\xe9 \xff",
    b"tab\there\nnew line",
    b"\x1b[2J\x1b]0;title\x07",
    "\u202egpj.exe".encode(),
    "Γράμμα 給祖母 رسالة 🏡".encode(),
    b"back\\slash 'quote' \"double\"",
    b"-r",
    b" ",
]


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    folder = tmp_path / "odd"
    folder.mkdir()
    for name in NAMES:
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(name)
    return folder


def test_names_come_back_exactly(run: Run, empty: Path, odd: Path, tmp_path: Path) -> None:
    assert run("add", empty, odd).code == 0
    listed = run("ls", empty, "/odd", "--json").json
    paths = {base64.b64decode(one["path_b64"]) for one in listed}
    assert paths == {b"/odd/" + name for name in NAMES}
    assert all(one["path"] == base64.b64decode(one["path_b64"]).decode("utf-8", "replace") for one in listed)
    assert run("get", empty, "/odd", "--out", tmp_path / "out").code == 0
    assert sorted(os.listdir(os.fsencode(tmp_path / "out" / "odd"))) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_item_is_found_by_its_exact_name(run: Run, empty: Path, odd: Path, name: bytes) -> None:
    run("add", empty, odd)
    assert run("cat", empty, os.fsdecode(b"/odd/" + name)).raw == name


def test_nothing_shown_moves_the_cursor(run: Run, empty: Path, odd: Path, tmp_path: Path) -> None:
    os.symlink("x", os.fsencode(odd) + b"/\x1b[31mlink")
    results = [
        run("add", empty, odd, "--tag", "\u05ea"),
        run("ls", empty, "-r"),
        run("get", empty, "/odd", "--out", tmp_path / "out"),
        run("get", empty, "/odd", "--out", tmp_path / "out"),
        run("search", empty, "title"),
        run("rm", empty, "/odd"),
        run("trash", empty, "list"),
        run("cat", empty, "/\x1b[31mno\udcff"),
        run("ls", tmp_path / "\x1b[31m"),
    ]
    for result in results:
        text = result.out + result.err
        assert text
        assert not any(ord(one) < 32 and one != "\n" for one in text)
        assert "\u202e" not in text


def test_names_that_start_with_a_dash(run: Run, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "--json").write_text("x")
    monkeypatch.chdir(tmp_path)
    assert run("add", empty, "--", "--json").code == 0
    assert run("cat", empty, "/--json").raw == b"x"


def test_terminal_without_utf8_shows_names_spelled_out(
    run: Run, empty: Path, odd: Path, start: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", empty, odd)
    for name, value in {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}.items():
        monkeypatch.setenv(name, value)
    process = start("ls", empty, "-r")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert b"/odd/\\u0393\\u03c1" in out
    process = start("ls", empty, "-r", "--json")
    assert process.communicate(timeout=60)[0] == run("ls", empty, "-r", "--json").raw
