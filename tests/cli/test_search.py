"""`search` and `index`: what is found in names, notes and documents, and what is kept for the next time."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import FLOOR, PASSWORD, Run
from vault.cli import indexing
from vault.engine import index_file, reencryption
from vault.engine.errors import Storage
from vault.engine.vault import Vault
from vault.unlock.password import Password


@pytest.fixture
def letters(run: Run, filled: Path, tmp_path: Path) -> Path:
    """The vault with a page that has text in it, and a picture that has none."""
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "page.html").write_text(
        "<html><body><h1>Menagerie</h1><p>the qu&auml;gga &amp; the okapi</p></body></html>"
    )
    (folder / "quagga.jpg").write_bytes(b"\xff\xd8\xff no picture")
    assert run("add", filled, folder).code == 0
    return filled


def test_documents_are_found_by_their_text(run: Run, letters: Path) -> None:
    found = run("search", letters, "quagga okapi")
    assert found.out == "/letters/page.html\n    Menagerie the quägga & the okapi\n"
    assert found.err == ""
    by_name, by_text = run("search", letters, "quagga", "--json").json
    assert (by_name["path"], by_name["snippet"]) == ("/letters/quagga.jpg", "quagga.jpg")
    assert by_name["marks"] == by_name["name_marks"] == [[0, 6]]
    assert by_text["path"] == "/letters/page.html"
    [[start, length]] = by_text["marks"]
    assert by_text["snippet"][start : start + length] == "quägga"


def test_it_is_kept_for_the_next_time(run: Run, letters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(run("search", letters, "okapi", "--json").json) == 1

    def forbidden(*_: object) -> None:
        raise AssertionError("no worker is needed any more")

    monkeypatch.setattr(indexing, "SandboxWorker", forbidden)
    assert len(run("search", letters, "okapi", "--json").json) == 1
    assert run("search", letters, "stairs").out == "/Safe\n    under the stairs\n"


def test_without_the_index_nothing_is_read_or_written(run: Run, letters: Path) -> None:
    found = run("search", letters, "okapi", "--no-index", "--json")
    assert (found.code, found.json) == (0, [])
    assert "'deedbox index'" in found.err
    assert run("search", letters, "stairs", "--no-index", "--json").json[0]["path"] == "/Safe"
    assert not (letters / "index").exists()


def test_index(run: Run, letters: Path) -> None:
    facts = run("index", letters, "--json").json
    assert (facts["texts"], facts["tried"], facts["left"]) == (3, 1, 0)
    [file] = (letters / "index").iterdir()
    assert facts["bytes"] <= file.stat().st_size
    told = run("index", letters)
    assert told.out.startswith("3 items can be found by the text in them")
    content = file.read_bytes()
    assert run("index", letters, "--rebuild", "--json").json["texts"] == 3
    assert file.read_bytes() != content
    assert len(run("search", letters, "okapi", "--json").json) == 1


def test_a_damaged_index_is_no_error(run: Run, letters: Path) -> None:
    run("index", letters)
    [file] = (letters / "index").iterdir()
    file.write_bytes(b"rubbish")
    assert run("check", letters).code == 0
    found = run("search", letters, "okapi", "--json")
    assert (found.code, len(found.json), found.err) == (0, 1, "")


def test_while_somebody_else_writes_what_is_found_stays_in_memory(run: Run, letters: Path) -> None:
    with Vault.unlock(letters, Password(PASSWORD.encode())):
        assert len(run("search", letters, "okapi", "--json").json) == 1
        assert run("index", letters).code == 6
    assert not (letters / "index").exists()


def test_a_look_changes_nothing(run: Run, letters: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(letters, copy)
    for name in ("accept-state", "no-index"):
        assert run("search", copy, "stairs", f"--{name}", "--json").code == 0
    assert not (copy / "index").exists()


@pytest.mark.parametrize(("query", "words"), [("before:noon", "2025-03"), ("tag:", "tag:taxes"), ("type:a.b", "pdf")])
def test_an_operator_with_nonsense_is_a_usage_error(run: Run, filled: Path, query: str, words: str) -> None:
    refused = run("search", filled, query, "--json")
    assert refused.code == 2
    assert words in refused.err


def test_operators_and_their_help(run: Run, letters: Path) -> None:
    shown = run("search", "--help").out
    for operator in ("tag:", "type:", "before:", "after:", "in:", "-draft", '"garden fence"'):
        assert operator in shown
    paths = [hit["path"] for hit in run("search", letters, "type:image in:/letters", "--json").json]
    assert paths == ["/letters/quagga.jpg"]
    assert len(run("search", letters, "tag:demo type:file", "--json").json) == 2


def test_words_are_bold_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vault.cli.terminal.has_colour", lambda _: True)
    assert indexing._marked("the\x1bquagga", ((4, 3),)) == "the\\x1b\x1b[1mqua\x1b[0mgga"


def full(*_: object) -> None:
    raise Storage("full")


def test_what_removes_the_index_writes_it_anew(run: Run, letters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is read out of documents once more, and nothing stays of what was thrown away."""
    monkeypatch.setenv("DEEDBOX_NEW_PASSWORD", PASSWORD)

    def names() -> list[str]:
        return [file.name for file in (letters / "index").iterdir()]

    assert run("rotate", letters, *FLOOR).code == 0
    assert not (letters / "index").exists(), "where there is none, none is made"
    run("index", letters)
    monkeypatch.setattr(indexing, "SandboxWorker", None)
    seen = names()
    for change in (("rotate", *FLOOR), ("passwd", *FLOOR)):
        assert run(change[0], letters, *change[1:]).code == 0
        assert len(seen := [*seen, *names()]) == len(set(seen)), change
    with monkeypatch.context() as patch:
        patch.setattr(reencryption, "_require_room", full)
        assert run("rotate", letters, "--content", *FLOOR).code == 8
    assert len(seen := [*seen, *names()]) == len(set(seen)), "what failed after the new key"
    assert run("rm", letters, "/Safe").code == 0
    assert run("trash", letters, "empty", "--yes").code == 0
    assert run("compact", letters, "--forget").code == 0
    assert len(seen := [*seen, *names()]) == len(set(seen)) == 5
    with Vault.unlock(letters, Password(PASSWORD.encode())) as vault:
        [image] = images(vault)
    assert b"okapi" in image
    assert b"under the stairs" not in image


def images(vault: Vault) -> list[bytes]:
    """What the sealed files of the index hold."""
    files = vault.files
    return list(map(bytes, index_file.opened_images(vault.folder, files.header.subkeys, files.catalog)))
