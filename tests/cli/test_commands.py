"""Each command, as the contract has it: what it does, its JSON, its exit code."""

from __future__ import annotations

import base64
import os
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import FLOOR, Run
from tests.forging import unlock
from vault.engine import reencryption

ITEM_KEYS = {"id", "path", "path_b64", "kind", "size", "modified", "tags", "versions"}


def listed(run: Run, vault: Path) -> dict[str, dict]:
    return {one["path"]: one for one in run("ls", vault, "-r", "--json").json}


def test_alone_prints_the_short_help(run: Run) -> None:
    result = run()
    assert result.code == 0
    assert "deedbox COMMAND --help" in result.out


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_first_options(run: Run, option: str) -> None:
    result = run(option)
    assert result.code == 0
    assert "deedbox" in result.out


def test_create_makes_a_private_folder(run: Run, tmp_path: Path) -> None:
    result = run("create", tmp_path / "New", *FLOOR, "--json")
    assert result.code == 0
    assert set(result.json) == {"path", "vault", "slots"}
    assert result.json["slots"][0] | {"id": 0} == {
        "id": 0,
        "name": "password",
        "kind": "password",
        "kdf": {"memory_mib": 64, "passes": 3, "lanes": 4},
    }
    assert stat.S_IMODE((tmp_path / "New").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700


def test_create_calibrates_unless_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from vault.cli import opened
    from vault.engine.keys import KdfPolicy

    monkeypatch.setattr(opened, "calibrate", lambda policy, speed: KdfPolicy(passes=policy.passes, memory=65 << 10))
    slots = run("create", tmp_path / "New", "--json").json["slots"]
    assert slots[0]["kdf"]["memory_mib"] == 65


def test_create_needs_a_free_place(run: Run, empty: Path, tmp_path: Path) -> None:
    assert run("create", empty, *FLOOR).code == 14
    assert run("create", tmp_path / "no" / "where", *FLOOR).code == 7
    (tmp_path / "folder").mkdir()
    assert run("create", tmp_path / "folder", *FLOOR).code == 0


@pytest.mark.parametrize("cost", [("--kdf-memory", "63"), ("--kdf-passes", "2"), ("--kdf-memory", "999999")])
def test_create_refuses_costs_out_of_bounds(run: Run, tmp_path: Path, cost: tuple[str, str]) -> None:
    result = run("create", tmp_path / "New", *cost)
    assert result.code == 13
    assert not (tmp_path / "New").exists()


def test_info_needs_no_password(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEEDBOX_PASSWORD")
    result = run("info", filled, "--json")
    assert result.code == 0
    assert {"format", "vault", "slots", "sizes"} <= set(result.json)
    assert result.json["format"] == 1
    assert result.json["sizes"]["packs"] == 1
    assert run("info", filled).out.startswith("Format       1\n")


def test_info_reads_the_copy(run: Run, empty: Path) -> None:
    (empty / "header.json").write_bytes(b"gone")
    result = run("info", empty, "--json")
    assert (result.code, result.json["header"]) == (0, "header.bak")
    assert "from its copy" in result.err
    (empty / "header.bak").write_bytes(b"gone too")
    assert run("info", empty).code == 4


def test_add_lists_what_it_left_out(run: Run, empty: Path, source: Path) -> None:
    (source / "link").symlink_to("letter.txt")
    os.mkfifo(source / "pipe")
    result = run("add", empty, source, "--to", "/In/Box", "--tag", "tax", "--json")
    assert result.code == 0
    assert {key: result.json[key] for key in ("items", "folders", "bytes")} == {"items": 2, "folders": 2, "bytes": 31}
    assert {os.path.basename(one["path"]): one["reason"] for one in result.json["skipped"]} == {
        "link": "a symbolic link is not followed",
        "pipe": "a pipe has no content to keep",
    }
    items = listed(run, empty)
    assert set(items) == {
        "/In",
        "/In/Box",
        "/In/Box/papers",
        "/In/Box/papers/letter.txt",
        "/In/Box/papers/taxes",
        "/In/Box/papers/taxes/2025.pdf",
    }
    assert items["/In/Box/papers/letter.txt"]["tags"] == ["tax"]
    again = run("add", empty, source, "--to", "/In/Box")
    assert again.code == 0
    assert "letter.txt: already in the vault" in again.err


def test_add_again_makes_versions(run: Run, filled: Path, source: Path) -> None:
    (source / "letter.txt").write_text("Dear friend\n")
    assert run("add", filled, source, "--force").code == 0
    assert listed(run, filled)["/papers/letter.txt"]["versions"] == 2
    assert run("cat", filled, "/papers/letter.txt").raw == b"Dear friend\n"
    assert run("cat", filled, "/papers/letter.txt", "--version", "1").raw == b"Dear neighbour\n"
    assert run("cat", filled, "/papers/letter.txt", "--version", "9").code == 7


def test_add_needs_its_sources(run: Run, empty: Path, source: Path) -> None:
    result = run("add", empty, source, "/no/such/file")
    assert result.code == 7
    assert listed(run, empty) == {}


@pytest.mark.parametrize("tag", ["", " ", "a\nb"])
def test_add_refuses_strange_tags(run: Run, empty: Path, source: Path, tag: str) -> None:
    assert run("add", empty, source, "--tag", tag).code == 2


def test_ls_shape(run: Run, filled: Path) -> None:
    top = run("ls", filled, "--json").json
    assert [one["path"] for one in top] == ["/Safe", "/papers"]
    assert all(set(one) == ITEM_KEYS for one in top)
    items = listed(run, filled)
    letter = items["/papers/letter.txt"]
    assert letter | {"id": ""} == {
        "id": "",
        "path": "/papers/letter.txt",
        "path_b64": base64.b64encode(b"/papers/letter.txt").decode(),
        "kind": "file",
        "size": 15,
        "modified": "2020-09-13T12:26:40Z",
        "tags": ["demo"],
        "versions": 1,
    }
    assert len(letter["id"]) == 32
    assert (items["/Safe"]["kind"], items["/papers"]["kind"]) == ("note", "folder")
    assert list(items) == ["/Safe", "/papers", "/papers/letter.txt", "/papers/taxes", "/papers/taxes/2025.pdf"]
    assert [one["path"] for one in run("ls", filled, "/papers/taxes", "--json").json] == ["/papers/taxes/2025.pdf"]
    assert run("ls", filled, "/papers/letter.txt", "--json").json == [letter]
    assert run("ls", filled, "/nowhere").code == 7


def test_ls_for_people(run: Run, filled: Path) -> None:
    lines = run("ls", filled, "-r", "--ids").out.splitlines()
    assert len(lines) == 5
    assert lines[1].endswith("/papers/  #demo")
    assert lines[2].split()[1:3] == ["15", "B"]
    assert "\x1b" not in "".join(lines)


def test_get_writes_what_was_added(run: Run, filled: Path, source: Path, tmp_path: Path) -> None:
    (source / "run.sh").write_text("#!/bin/sh\n")
    (source / "run.sh").chmod(0o755)
    run("add", filled, source)
    out = tmp_path / "out"
    result = run("get", filled, "/papers", "/Safe", "--out", out, "--json")
    assert (result.code, result.json["items"], result.json["failed"]) == (0, 4, [])
    assert (out / "papers/letter.txt").read_bytes() == (source / "letter.txt").read_bytes()
    assert (out / "papers/letter.txt").stat().st_mtime_ns == 1_600_000_000_123_456_789
    assert (out / "papers/run.sh").stat().st_mode & 0o100
    assert (out / "Safe").read_bytes() == b"under the stairs\n"


def test_get_overwrites_only_by_force(run: Run, filled: Path, tmp_path: Path) -> None:
    (tmp_path / "Safe").write_text("mine")
    result = run("get", filled, "/Safe", "/papers/letter.txt", "--out", tmp_path, "--json")
    assert result.code == 14
    assert [(one["path"], one["kind"]) for one in result.json["failed"]] == [("Safe", "Conflict")]
    assert (tmp_path / "Safe").read_text() == "mine"
    assert (tmp_path / "letter.txt").exists()
    assert run("get", filled, "/Safe", "--out", tmp_path, "--force").code == 0
    assert (tmp_path / "Safe").read_text() == "under the stairs\n"


def test_get_by_id_and_options_anywhere(run: Run, filled: Path, tmp_path: Path) -> None:
    items = listed(run, filled)
    identity = items["/papers/letter.txt"]["id"]
    result = run("get", filled, identity[:12], "--out", tmp_path / "out", identity, "/Safe")
    assert result.code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["Safe", "letter.txt"]


@pytest.mark.parametrize("item", ["Safe", "abc", "xyzt", "/", "0123456789012345678901234567890123"])
def test_items_have_a_form(run: Run, filled: Path, item: str) -> None:
    assert run("rm", filled, item).code == 2


def test_get_everything(run: Run, filled: Path, tmp_path: Path) -> None:
    assert run("get", filled, "/", "--out", tmp_path / "out").code == 0
    assert (tmp_path / "out/papers/taxes/2025.pdf").exists()


def test_cat_of_a_folder_is_refused(run: Run, filled: Path) -> None:
    result = run("cat", filled, "/papers")
    assert (result.code, result.raw) == (7, b"")


def test_note_is_written_and_replaced(run: Run, empty: Path, tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_text("# One\n")
    first = run("note", empty, "/Plan.md", "--from", text, "--json").json
    second = run("note", empty, "/Plan.md", stdin="# Zwei ✓\n".encode()).code
    assert (first["version"], second) == (1, 0)
    assert run("cat", empty, "/Plan.md").raw == "# Zwei ✓\n".encode()
    assert listed(run, empty)["/Plan.md"]["id"] == first["id"]


def test_note_has_bounds(run: Run, empty: Path) -> None:
    missing = run("note", empty, "/No/Where/Plan.md", stdin=b"x")
    assert missing.code == 7
    assert "/No " in missing.err
    assert run("note", empty, "/Bytes", stdin=b"\xff\xfe").code == 13
    assert run("note", empty, "/Large", stdin=b"x" * (1 << 20)).code == 0
    assert run("note", empty, "/Larger", stdin=b"x" * ((1 << 20) + 1)).code == 13
    assert run("note", empty, "/", stdin=b"x").code == 2
    assert run("note", empty, "relative", stdin=b"x").code == 2
    assert run("note", empty, "/x", "--from", "/no/such/file").code == 7


def test_search_shape(run: Run, filled: Path) -> None:
    found = run("search", filled, "STAIRS", "--json").json
    assert found[0] | {"id": ""} == {
        "id": "",
        "path": "/Safe",
        "path_b64": "L1NhZmU=",
        "snippet": "under the stairs",
        "marks": [[10, 6]],
        "name_marks": [],
    }
    assert len(run("search", filled, "demo", "--json", "--limit", "2").json) == 2
    assert run("search", filled, "nothing of that", "--json").json == []
    assert run("search", filled, "x", "--limit", "0").code == 2
    assert run("search", filled, "letter").out == "/papers/letter.txt\n"


def test_mkdir(run: Run, empty: Path) -> None:
    assert run("mkdir", empty, "/a/b").code == 7
    made = run("mkdir", empty, "/a/b/c", "-p", "--json").json
    assert [one["path"] for one in made] == ["/a", "/a/b", "/a/b/c"]
    assert run("mkdir", empty, "/a/b", "-p").code == 0
    assert run("mkdir", empty, "/a/b").code == 14
    assert run("mkdir", empty, "/d", "/d/e").code == 0
    assert run("mkdir", empty, "/").code == 2


def test_mv_renames_and_moves_into_folders(run: Run, filled: Path) -> None:
    assert run("mv", filled, "/Safe", "/Safer", "--json").json["path"] == "/Safer"
    assert run("mv", filled, "/Safer", "/papers", "--json").json["path"] == "/papers/Safer"
    assert run("mv", filled, "/papers/Safer", "/papers/taxes/", "--json").json["path"] == "/papers/taxes/Safer"
    assert run("mv", filled, "/papers/taxes/Safer", "/", "--json").json["path"] == "/Safer"
    assert run("mv", filled, "/papers", "/Papers", "--json").json["path"] == "/Papers"


def test_mv_overwrites_nothing(run: Run, filled: Path) -> None:
    assert run("mv", filled, "/Safe", "/papers/letter.txt").code == 14
    assert run("mv", filled, "/papers", "/papers/taxes").code == 14
    assert run("mv", filled, "/Safe", "/nowhere/Safe").code == 7
    assert run("mv", filled, "/Safe", "/nowhere/").code == 7
    assert run("mv", filled, "/nothing", "/x").code == 7
    assert run("mv", filled, "/", "/x").code == 2
    assert "/Safe" in listed(run, filled)


def test_rm_and_trash(run: Run, filled: Path) -> None:
    before = listed(run, filled)
    removed = run("rm", filled, "/papers", "/Safe", "--json").json["removed"]
    assert [one["path"] for one in removed] == ["/papers", "/Safe"]
    assert listed(run, filled) == {}
    trashed = run("trash", filled, "list", "--json").json
    assert {one["path"] for one in trashed} == {"/papers", "/Safe"}
    assert set(trashed[0]) == {"id", "path", "path_b64", "kind", "size", "removed"}
    assert run("rm", filled, before["/Safe"]["id"]).code == 7
    assert run("mv", filled, before["/papers/letter.txt"]["id"], "/x").code == 7
    restored = run("trash", filled, "restore", "/Safe", before["/papers"]["id"], "--json").json["restored"]
    assert [one["path"] for one in restored] == ["/Safe", "/papers"]
    assert listed(run, filled) == before


def test_trash_is_emptied_only_when_confirmed(run: Run, filled: Path) -> None:
    run("rm", filled, "/papers", "/Safe")
    assert run("trash", filled, "empty").code == 2
    assert run("trash", filled, "empty", "/Safe", "--yes", "--json").json == {"emptied": 1}
    assert run("trash", filled, "empty", "--yes", "--json").json == {"emptied": 2}
    assert run("trash", filled, "list", "--json").json == []
    assert run("trash", filled, "restore").code == 2
    assert run("trash", filled, "restore", "/Safe").code == 7
    assert run("check", filled).code == 0


def test_trash_knows_same_paths_apart(run: Run, filled: Path) -> None:
    run("rm", filled, "/Safe")
    run("note", filled, "/Safe", stdin=b"second")
    run("rm", filled, "/Safe")
    assert run("trash", filled, "restore", "/Safe").code == 14
    second = run("trash", filled, "list", "--json").json[0]["id"]
    assert run("trash", filled, "restore", second[:16]).code == 0
    assert run("cat", filled, "/Safe").raw == b"second"


def test_passwd_changes_key_and_password(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEEDBOX_NEW_PASSWORD", "new")
    assert run("passwd", filled, "--kdf-memory", "63").code == 13
    assert run("passwd", filled, *FLOOR, "--json").json == {"slot": "password", "epoch": 2, "new_key": True}
    assert run("ls", filled).code == 3
    monkeypatch.setenv("DEEDBOX_PASSWORD", "new")
    monkeypatch.setenv("DEEDBOX_NEW_PASSWORD", "newer")
    kept = run("passwd", filled, "--keep-key", *FLOOR, "--json").json
    assert kept == {"slot": "password", "epoch": 2, "new_key": False}
    assert run("ls", filled).code == 3
    monkeypatch.setenv("DEEDBOX_PASSWORD", "newer")
    assert run("check", filled).code == 0


def test_rotate_makes_a_new_key(run: Run, filled: Path) -> None:
    assert run("rotate", filled, *FLOOR, "--json").json == {"epoch": 2, "slots": ["password"]}
    assert run("rotate", filled, *FLOOR).code == 0
    assert run("info", filled, "--json").json["epoch"] == 3
    assert run("cat", filled, "/Safe").raw == b"under the stairs\n"
    assert run("rotate", filled, "--keep-slot", "paper").code == 7


def test_rotate_content_gives_everything_new_keys(run: Run, filled: Path) -> None:
    def packs() -> set[str]:
        return {path.name for path in (filled / "packs").rglob("*") if path.is_file()}

    before = packs()
    found = run("rotate", filled, "--content", *FLOOR, "--json").json
    assert found.pop("content") == {"bytes": 4096, "damaged": 0, "held": False, "complete": True}
    assert found == {"epoch": 2, "slots": ["password"]}
    assert not before & packs()
    assert "new keys" in run("rotate", filled, "--content", *FLOOR).out
    assert run("cat", filled, "/Safe").raw == b"under the stairs\n"
    assert run("check", filled).code == 0


def test_a055_rotate_content_goes_on_where_it_stopped(run: Run, filled: Path) -> None:
    with unlock(filled) as vault:
        reencryption.begin(vault)
    again = run("rotate", filled, "--content", *FLOOR)
    assert again.code == 0
    assert again.out.startswith("Re-encrypting goes on; 4.1 kB remained.")
    assert run("info", filled, "--json").json["epoch"] == 1
    pack = next(path for path in (filled / "packs").rglob("*") if path.is_file())
    whole = pack.read_bytes()
    pack.write_bytes(bytes(len(whole)))
    stuck = run("rotate", filled, "--content", *FLOOR)
    assert stuck.code == 4
    assert "could not be read" in stuck.out
    pack.write_bytes(whole)
    assert run("rotate", filled, "--content", *FLOOR, "--json").json["content"]["complete"]


def test_check_shape(run: Run, filled: Path) -> None:
    report = run("check", filled, "--json").json
    assert report == {"ok": True, "items": 3, "bytes": 48, "findings": []}
    assert run("check", filled, "--fast").code == 0
    pack = next(path for path in (filled / "packs").rglob("*") if path.is_file())
    pack.with_name(f"{pack.name[:2]}{'0' * 30}.partial").write_bytes(b"x")
    leftover = run("check", filled, "--json")
    assert (leftover.code, leftover.json["ok"]) == (0, True)
    assert "interrupted" in leftover.json["findings"][0]["kind"]


def test_check_names_damage(run: Run, filled: Path, tmp_path: Path) -> None:
    pack = next(path for path in (filled / "packs").rglob("*") if path.is_file())
    content = bytearray(pack.read_bytes())
    content[200] ^= 1
    pack.write_bytes(content)
    report = run("check", filled, "--json")
    assert (report.code, report.json["ok"]) == (4, False)
    assert all(set(one) == {"kind", "where", "repair"} for one in report.json["findings"])
    assert run("check", filled).code == 4
    assert run("get", filled, "/papers", "/Safe", "--out", tmp_path / "out").code == 4
    assert (tmp_path / "out" / "Safe").exists()
    assert run("cat", filled, "/papers/taxes/2025.pdf").raw in (b"", b"%PDF-1.4 numbers")


def test_check_of_a_vault_that_does_not_open(run: Run, filled: Path) -> None:
    snapshot = next((filled / "catalog").glob("*.snapshot"))
    snapshot.write_bytes(bytes(snapshot.stat().st_size))
    report = run("check", filled, "--json")
    assert (report.code, report.json["ok"]) == (4, False)
    assert report.json["findings"][0]["kind"] == "damaged vault"
    assert run("check", filled).code == 4


def test_export_and_restore(run: Run, filled: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.export"
    report = run("export", filled, file, *FLOOR, "--json")
    assert report.code == 0
    assert {"file", "items", "bytes", "packs"} <= set(report.json)
    assert (report.json["items"], report.json["bytes"]) == (3, 48)
    restored = run("restore", file, tmp_path / "W", "--json")
    assert (restored.code, restored.json["items"]) == (0, 3)
    assert run("cat", tmp_path / "W", "/papers/letter.txt").raw == b"Dear neighbour\n"
    assert listed(run, tmp_path / "W") == listed(run, filled)
    assert run("check", tmp_path / "W").code == 0


def test_export_with_a_password_of_its_own(
    run: Run, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own").write_text("of its own\n")
    file = tmp_path / "x.export"
    assert run("export", filled, file, *FLOOR, "--new-password-file", tmp_path / "own").code == 0
    assert run("restore", file, tmp_path / "W").code == 3
    assert not (tmp_path / "W").exists()
    assert run("restore", file, tmp_path / "W", "--password-file", tmp_path / "own").code == 0


def test_export_overwrites_only_by_force(run: Run, filled: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.export"
    file.write_text("mine")
    assert run("export", filled, file, *FLOOR).code == 14
    assert file.read_text() == "mine"
    assert run("export", filled, file, *FLOOR, "--force").code == 0
    assert run("export", filled, filled / "inside", *FLOOR).code == 10
    assert run("export", filled, tmp_path, *FLOOR).code == 14
    assert run("export", filled, tmp_path / "no" / "where", *FLOOR).code == 7


def test_restore_needs_an_export_and_a_place(run: Run, filled: Path, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no export")
    assert run("restore", tmp_path / "text", tmp_path / "W").code == 4
    assert run("restore", tmp_path / "nothing", tmp_path / "W").code == 7
    assert run("restore", tmp_path, tmp_path / "W").code == 2
    assert run("export", filled, tmp_path / "x", *FLOOR).code == 0
    assert run("restore", tmp_path / "x", filled).code == 14


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion(run: Run, shell: str) -> None:
    script = run("completion", shell)
    assert script.code == 0
    assert "kdf-memory" in script.out
    assert "rotate" in script.out


def test_every_command_has_help(run: Run) -> None:
    from vault.cli.program import HELP_LINES

    for name in HELP_LINES:
        result = run(name, "--help")
        assert result.code == 0
        assert f"usage: deedbox {name}" in result.out
    assert "can be read by every program of yours" in " ".join(run("ls", "--help").out.split())
