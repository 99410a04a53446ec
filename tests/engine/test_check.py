"""The check: every kind of damage by its kind, and nothing else."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.meanwhile import Meanwhile
from tests.forging import create, log_of, snapshot_of, unlock
from tests.threads import no_thread_left
from vault.engine import intake, packs, trash, versions
from vault.engine.check import Finding, check
from vault.engine.errors import Cancelled
from vault.engine.packs import LARGE, PackReader
from vault.engine.progress import Progress
from vault.engine.records import Change
from vault.engine.vault import ROOT, Vault


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A vault with a folder, a note, a small file, and a large one; locked."""
    path = tmp_path / "Papers.deedbox"
    (tmp_path / "small").write_bytes(b"content " * 1_000)
    (tmp_path / "large").write_bytes(bytes(range(256)) * (LARGE // 256))
    with create(path) as vault:
        folder = vault.make_folder(ROOT, b"folder")
        vault.write_note(folder.id, b"note", "text")
        intake.add(vault, [tmp_path / "small", tmp_path / "large"], folder.id)
    return path


@pytest.fixture
def vault(path: Path) -> Iterator[Vault]:
    with unlock(path) as vault:
        yield vault


def pack_of(path: Path, vault: Vault, name: bytes) -> Path:
    item = vault.find([b"folder", name])
    assert item is not None
    pack = vault.content(item).parts[0].pack.hex()
    return path / "packs" / pack[:2] / pack


def kinds(vault: Vault, *, fast: bool = False) -> list[tuple[str, str]]:
    return sorted((finding.kind, finding.where) for finding in check(vault, fast=fast).findings)


def flip(file: Path, offset: int) -> None:
    data = bytearray(file.read_bytes())
    data[offset] ^= 1
    file.write_bytes(data)


@pytest.mark.parametrize("fast", [False, True])
def test_a_sound_vault_has_no_findings(vault: Vault, fast: bool) -> None:
    report = check(vault, fast=fast)
    assert (report.findings, report.ok) == ([], True)
    assert (report.items, report.bytes) == (3, 4 + 8_000 + LARGE)


@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize("name", [b"small", b"large"])
@pytest.mark.parametrize("offset", [0, 100, -1])
def test_a_flip_anywhere_in_a_pack_is_found(path: Path, vault: Vault, name: bytes, offset: int, fast: bool) -> None:
    """Fast too: the digest is over every byte, air included."""
    pack = pack_of(path, vault, name)
    flip(pack, offset)
    item = vault.find([b"folder", name])
    assert item is not None
    expected = [("damaged item", f"item {item.id.hex()}"), ("damaged pack", f"pack {pack.name}")]
    # The last byte of a shared pack is air, and no item is hit.
    assert kinds(vault, fast=fast) == expected[int((name, offset) == (b"small", -1)) :]
    assert not check(vault, fast=fast).ok


@pytest.mark.parametrize("fast", [False, True])
def test_a_missing_pack_is_found(path: Path, vault: Vault, fast: bool) -> None:
    pack_of(path, vault, b"small").unlink()
    assert [kind for kind, _ in kinds(vault, fast=fast)] == ["damaged item", "missing pack"]


def test_a_pack_that_vanished_after_it_was_read_is_found(path: Path, vault: Vault) -> None:
    """A descriptor that is still open says nothing about the disk."""
    item = vault.find([b"folder", b"small"])
    assert item is not None
    vault.read(item)
    pack_of(path, vault, b"small").unlink()
    assert "missing pack" in [kind for kind, _ in kinds(vault)]


def test_content_that_does_not_open_is_found_by_the_whole_check_alone(vault: Vault) -> None:
    """A key in the catalog that is not the part's."""
    item = vault.find([b"folder", b"small"])
    assert item is not None
    part = vault.content(item).parts[0]
    vault.commit([Change("part", (item.id, 1, 0), tuple(part._replace(key=bytes(32))))], "forged")
    assert kinds(vault, fast=True) == []
    assert [kind for kind, _ in kinds(vault)] == ["damaged item", "damaged pack"]


def test_fast_opens_no_content(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(*_: object) -> None:
        raise AssertionError("content was opened")

    monkeypatch.setattr(PackReader, "stream", opened)
    monkeypatch.setattr(PackReader, "segments", opened)
    assert check(vault, fast=True).ok


@pytest.mark.parametrize("name", ["header.json", "header.bak"])
@pytest.mark.parametrize("line", [1, 2])
def test_a_damaged_header_copy_is_found(path: Path, vault: Vault, name: str, line: int) -> None:
    lines = (path / name).read_bytes().split(b"\n")
    flip(path / name, 50 if line == 1 else len(lines[0]) + 40)
    assert kinds(vault) == [("header copy differs", name)]


def test_a_missing_header_copy_is_found(path: Path, vault: Vault) -> None:
    (path / "header.bak").unlink()
    assert kinds(vault) == [("header copy differs", "header.bak")]


def _forgeries(vault: Vault) -> dict[str, tuple[Change, str]]:
    note, small, large = (vault.find([b"folder", name]) for name in (b"note", b"small", b"large"))
    assert note is not None
    assert small is not None
    assert large is not None
    part = vault.content(small).parts[0]
    return {
        "a version less": (Change("version", (small.id, 1), None), "damaged item"),
        "a part less": (Change("part", (large.id, 1, 0), None), "damaged item"),
        "a part more": (Change("part", (small.id, 1, 1), tuple(part)), "damaged item"),
        "another size": (Change("version", (small.id, 1), (8_001, 0, 0, 0)), "damaged item"),
        "a size below zero": (Change("version", (small.id, 1), (-1, 0, 0, 0)), "damaged item"),
        "another version": (small.change(version=7), "damaged item"),
        "no text": (Change("note", (note.id, 1), None), "damaged item"),
        "another text": (Change("note", (note.id, 1), ("longer",)), "damaged item"),
        "no pack row": (Change("pack", (part.pack,), None), "missing pack row"),
        "no folder": (note.change(parent=b"x" * 16), "item without folder"),
        "a file for a folder": (note.change(parent=small.id), "item without folder"),
        "offset": (Change("part", (small.id, 1, 0), tuple(part._replace(offset=900))), "damaged pack"),
        "another size of a pack": (Change("pack", (part.pack,), (5, bytes(32))), "damaged pack"),
    }


@pytest.mark.parametrize(
    "name",
    [
        "a version less",
        "a part less",
        "a part more",
        "another size",
        "a size below zero",
        "another version",
        "no text",
        "another text",
        "no pack row",
        "no folder",
        "a file for a folder",
        "offset",
        "another size of a pack",
    ],
)
def test_rows_that_do_not_fit_together_are_found(vault: Vault, name: str) -> None:
    change, kind = _forgeries(vault)[name]
    vault.commit([change], "forged")
    report = check(vault)
    assert kind in [finding.kind for finding in report.findings]
    assert not report.ok


def test_folders_that_contain_each_other_are_found(vault: Vault) -> None:
    """Nothing in them can be reached from the root."""
    one, other = vault.make_folder(ROOT, b"one"), vault.make_folder(ROOT, b"other")
    vault.commit([one.change(parent=other.id), other.change(parent=one.id)], "forged")
    assert not check(vault).ok


@pytest.mark.parametrize("name", [b"..", b"a/b", b"", b"a\0b"])
def test_names_that_cannot_come_out_are_found(vault: Vault, name: bytes) -> None:
    note = vault.find([b"folder", b"note"])
    assert note is not None
    vault.commit([note.change(name=name)], "forged")
    assert not check(vault).ok


LEFTOVERS = {
    "packs/00/00112233445566778899aabbccddeeff": "unreferenced pack",
    "packs/00/00112233445566778899aabbccddeeff.partial": "interrupted write",
    "packs/00/ff112233445566778899aabbccddeeff": "unknown file",
    "packs/00/readme": "unknown file",
    "packs/.DS_Store": "unknown file",
    "header.json.partial": "interrupted write",
    "catalog/000009-00112233445566778899aabbccddeeff.snapshot": "unreferenced catalog",
    "catalog/000009-00112233445566778899aabbccddeeff.log": "unreferenced catalog",
    "catalog/000001-00112233445566778899aabbccddeeff.snapshot.partial": "interrupted write",
    "catalog/.~lock": "unknown file",
    "catalog/conflict": "unknown file",
    "header (conflicted copy).json": "unknown file",
    "desktop.ini": "unknown file",
    "notes.icloud": "unknown file",
}


def test_a052_a072_leftovers_and_strangers_are_named_and_harmless(path: Path, vault: Vault) -> None:
    for name in LEFTOVERS:
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_bytes(b"")
    report = check(vault)
    assert {finding.where: finding.kind for finding in report.findings} == LEFTOVERS
    assert all(finding.harmless for finding in report.findings)
    assert report.ok
    assert all((path / name).exists() for name in LEFTOVERS)


def test_strangers_do_not_hinder_opening(path: Path) -> None:
    for name in LEFTOVERS:
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_bytes(b"rubbish")
    with unlock(path) as vault:
        assert len(list(vault.walk())) == 4


@pytest.mark.parametrize("name", ["lock", "pins"])
def test_a_folder_for_a_file_is_found(path: Path, name: str) -> None:
    with unlock(path, read_only=True) as vault:
        (path / name).unlink()
        (path / name).mkdir()
        assert kinds(vault) == [("wrong kind of file", name)]


def test_a_tail_kept_aside_is_named(path: Path) -> None:
    log = log_of(path)
    log.write_bytes(log.read_bytes()[:-1])
    with unlock(path) as vault:
        assert "interrupted change kept aside" in [kind for kind, _ in kinds(vault)]


def test_the_generation_before_is_no_leftover(path: Path, vault: Vault) -> None:
    before = snapshot_of(path)
    vault.files.renew_generation()
    assert before.exists()
    assert check(vault).findings == []


def test_the_trash_and_old_versions_are_checked_too(path: Path, vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "small").write_bytes(b"newer")
    folder = vault.find([b"folder"])
    assert folder is not None
    old = pack_of(path, vault, b"small")
    intake.add(vault, [tmp_path / "small"], folder.id, replace=True)
    trash.remove(vault, [folder])
    assert check(vault).items == 3
    flip(old, 200)
    assert [kind for kind, _ in kinds(vault)] == ["damaged item", "damaged pack"]


def test_no_finding_says_a_name(path: Path, vault: Vault) -> None:
    for pack in path.glob("packs/*/*"):
        flip(pack, 300)
    report = check(vault)
    assert len(report.findings) == 4
    for finding in report.findings:
        assert not {"small", "large", "folder"} & set(str(finding).replace("'", " ").split())


def test_a_check_can_be_cancelled(vault: Vault) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        check(vault, progress=progress)


def test_progress_counts_all_packs(path: Path, vault: Vault) -> None:
    progress = Progress()
    check(vault, progress=progress)
    size = sum(pack.stat().st_size for pack in path.glob("packs/*/*"))
    assert (progress.bytes, progress.total_bytes, progress.items, progress.total_items) == (size, size, 2, 2)


def test_harmless_is_a_matter_of_the_kind() -> None:
    assert Finding("unreferenced pack", "", "").harmless
    assert not Finding("damaged pack", "", "").harmless


def test_a_check_leaves_no_descriptor(vault: Vault) -> None:
    check(vault)
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(3):
        check(vault)
    assert len(os.listdir("/proc/self/fd")) == before


def test_the_pass_over_the_rows_asks_for_each_item_and_bears_changes(vault: Vault) -> None:
    """Notes that are written, moved and removed meanwhile are no damage, nor are the folders they are in."""
    for number in range(200):
        vault.write_note(ROOT, b"note %d" % number, "text")

    def change() -> None:
        if progress.asked > 60:
            return
        notes = [item for item in vault.children(ROOT) if item.kind == "note"]
        folder = vault.make_folder(ROOT, b"new %d" % progress.asked)
        vault.write_note(ROOT, notes[0].name, "longer than before")
        vault.move(notes[1], folder.id, b"moved")
        trash.remove(vault, notes[2:3])

    progress = Meanwhile(change)
    assert check(vault, progress=progress).findings == []
    assert progress.asked >= 203


def test_a_version_that_goes_meanwhile_is_no_damage(vault: Vault) -> None:
    """A note gets a new version, and the one that was current when the check began is dropped."""
    for number in range(10):
        vault.write_note(ROOT, b"note %d" % number, "before")
    names = [b"note %d" % number for number in range(10)]

    def change() -> None:
        while names:
            note = vault.write_note(ROOT, names.pop(), "after")
            versions.drop_versions(vault, note, [1])

    assert check(vault, progress=Meanwhile(change)).findings == []


def test_a_pack_that_goes_meanwhile_is_no_damage(vault: Vault, tmp_path: Path) -> None:
    """A large file has a second version, and the first is dropped, with its pack, when all rows were read."""
    (tmp_path / "large").write_bytes(bytes(LARGE))
    folder = vault.find([b"folder"])
    assert folder is not None
    intake.add(vault, [tmp_path / "large"], folder.id, replace=True)
    large = vault.child(folder.id, b"large")
    assert large is not None
    pack = packs.pack_name(vault.content(large, 1).parts[0].pack)
    dropped: list[int] = []

    def change() -> None:
        if not dropped:
            dropped.append(1)
            versions.drop_versions(vault, large, dropped)

    assert check(vault, progress=Meanwhile(change)).findings == []
    assert dropped
    assert not (vault.folder.path / pack).exists()


def test_a_check_stops_in_the_middle_of_a_pack(vault: Vault) -> None:
    """Its worker is told too: it stands in the first segment until the check was cancelled, and never comes further."""
    stream = vault.packs.stream

    def slowly(*arguments: object) -> Iterator[tuple[int, memoryview]]:
        for number, piece in enumerate(stream(*arguments)):  # type: ignore[arg-type]
            seen.append(number)
            waiting.set()
            while not progress.cancelled:
                time.sleep(0.001)
            yield piece

    waiting, seen = threading.Event(), list[int]()
    progress = Meanwhile(lambda: progress.cancel() if waiting.is_set() else None)
    vault.packs.stream = slowly  # type: ignore[method-assign,assignment]
    with no_thread_left(), pytest.raises(Cancelled):
        check(vault, progress=progress)
    assert set(seen) == {0}
