"""Everything as plain files: names that do not clash, earlier versions, and a register of what files cannot say."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vault.backup import leaving
from vault.backup.leaving import LeaveReport, leave
from vault.engine import trash
from vault.engine.arrival import Arriving, Close, bring_in
from vault.engine.errors import Cancelled, Conflict
from vault.engine.progress import Progress
from vault.engine.vault import ROOT, Vault


@pytest.fixture
def vault(make_vault: Callable[..., Vault]) -> Vault:
    made = make_vault()
    coming: list[Arriving | bytes | Close] = [
        Arriving((b"Taxes", b"2025.pdf"), "file", 1_700_000_000_000_000_000, ("money",), True, size=3),
        b"pdf",
        Close.COMPLETE,
        Arriving((b"Taxes", b"plan"), "note", 1_600_000_000_000_000_000, text="# Plan"),
        Arriving((b"Taxes", b"plan.md"), "file", size=1),
        b"x",
        Close.COMPLETE,
        Arriving((b"Taxes", b"plan (2)"), "note", text="second"),
        Arriving((b"diary.MD",), "note", text="dear"),
        Arriving((b"bytes \xff",), "file", size=0),
        Close.COMPLETE,
        Arriving((b"empty",), "folder"),
        Arriving((b"deedbox.json",), "note", text="mine"),
    ]
    bring_in(made, iter(coming), ROOT)
    return made


def files(out: Path) -> dict[str, bytes]:
    return {str(file.relative_to(out)): file.read_bytes() for file in out.rglob("*") if file.is_file()}


def register(out: Path, report: LeaveReport) -> dict[str, Any]:
    entries = json.loads((out / report.register).read_text())["items"]
    return {entry["path"]: entry for entry in entries}


def test_every_item_is_a_file_of_its_own_and_no_name_clashes(vault: Vault, tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    report = leave(vault, out)
    assert report.failed == []
    found = files(out)
    assert found.pop(report.register)
    assert found == {
        "Taxes/2025.pdf": b"pdf",
        "Taxes/plan.md": b"x",
        "Taxes/plan (2).md": b"# Plan",
        "Taxes/plan (2) (2).md": b"second",
        "diary.MD": b"dear",
        "bytes \udcff": b"",
        "deedbox.json.md": b"mine",
    }
    assert (out / "empty").is_dir()
    assert (out / "Taxes" / "2025.pdf").stat().st_mtime_ns == 1_700_000_000_000_000_000
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    assert report.items == 7


def test_the_register_says_what_files_cannot(vault: Vault, tmp_path: Path) -> None:
    report = leave(vault, tmp_path / "out")
    assert report.register == "deedbox (2).json"
    entries = register(tmp_path / "out", report)
    tax = entries["Taxes/2025.pdf"]
    assert (tax["kind"], tax["tags"], tax["favourite"]) == ("file", ["money"], True)
    assert [one["modified"] for one in tax["versions"]] == [1_700_000_000_000]
    assert entries["Taxes/plan (2).md"]["name"] == "plan"
    assert entries["empty"]["kind"] == "folder"
    assert [entry["path_b64"] for entry in entries.values() if "path_b64" in entry] == ["Ynl0ZXMg/w=="]
    assert len(entries) == 9


def test_earlier_versions_come_when_they_are_wanted(vault: Vault, tmp_path: Path) -> None:
    vault.make_folder(ROOT, leaving.OLDER.encode())
    folder = vault.find((b"Taxes",))
    assert folder is not None
    vault.write_note(folder.id, b"plan", "# Plan B")
    vault.write_note(folder.id, b"plan", "# Plan C")
    plain = leave(vault, tmp_path / "out")
    assert plain.versions == 0
    report = leave(vault, tmp_path / "all", older=True)
    assert report.versions == 2
    found = files(tmp_path / "all")
    assert found["Taxes/plan (2).md"] == b"# Plan C"
    older = "Older versions (2)/Taxes/plan (2).md"
    assert found[f"{older}/1 plan (2).md"] == b"# Plan"
    assert found[f"{older}/2 plan (2).md"] == b"# Plan B"
    assert len(register(tmp_path / "all", report)["Taxes/plan (2).md"]["versions"]) == 3


def test_the_trash_stays_and_is_told(vault: Vault, tmp_path: Path) -> None:
    folder = vault.find((b"Taxes",))
    assert folder is not None
    trash.remove(vault, [folder])
    report = leave(vault, tmp_path / "out")
    assert report.trashed == 1
    assert not (tmp_path / "out" / "Taxes").exists()


@pytest.mark.parametrize("what", ["a file in it", "a file", "inside", "inside by a link"])
def test_a_place_that_is_none_is_refused_and_nothing_is_written(vault: Vault, tmp_path: Path, what: str) -> None:
    out = tmp_path / "out"
    if what == "a file in it":
        out.mkdir()
        (out / "x").write_bytes(b"x")
    elif what == "a file":
        out.write_bytes(b"x")
    elif what == "inside":
        out = vault.folder.path / "out"
    else:
        (tmp_path / "link").symlink_to(vault.folder.path)
        out = tmp_path / "link" / "out"
    before = files(tmp_path)
    with pytest.raises(Conflict):
        leave(vault, out)
    assert files(tmp_path) == before


def test_a_name_that_the_disk_does_not_take_is_reported_and_the_rest_is_written(vault: Vault, tmp_path: Path) -> None:
    """A folder's name is not cut: that would put two folders into one."""
    folder = vault.make_folder(ROOT, b"n" * 1_000)
    for text in ("x", "xx"):
        vault.write_note(folder.id, b"inside", text)
    report = leave(vault, tmp_path / "out", older=True)
    failed = [one.path for one in report.failed]
    assert {path[-2:] for path in failed} == {(folder.name,), (folder.name, b"inside")}
    assert any(len(path) == 3 for path in failed)  # of an older version
    assert report.items == 7
    assert (tmp_path / "out" / report.register).is_file()


def test_stopped_it_says_what_was_written(vault: Vault, tmp_path: Path) -> None:
    class Stopping(Progress):
        def changed(self) -> None:
            if self.items == 2:
                self.cancel()

    report = LeaveReport()
    with pytest.raises(Cancelled):
        leave(vault, tmp_path / "out", progress=Stopping(), report=report)
    assert report.items == 2
    assert len(files(tmp_path / "out")) == 2


def test_long_names_leave_too_with_their_versions_and_progress_adds_up(vault: Vault, tmp_path: Path) -> None:
    """Names that no disk takes with an ending or a number are cut between two characters."""
    names = [b"n" * 255, b"\xc3\xa4" * 127, b"x" * 251 + b".txt"]
    for name in names:
        vault.write_note(ROOT, name, "one")
        vault.write_note(ROOT, name, "two words")
    progress = Progress()
    report = leave(vault, tmp_path / "out", older=True, progress=progress)
    assert report.failed == []
    assert (progress.bytes, progress.items) == (progress.total_bytes, progress.total_items)
    assert report.versions >= len(names)
    assert json.loads((tmp_path / "out" / report.register).read_bytes())
    for path in (tmp_path / "out").rglob("*\u00e4*"):
        os.fsencode(path.name).decode()
