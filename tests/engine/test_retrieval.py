"""Items out of the vault: nothing outside of the chosen folder, no name before the last byte is verified."""

from __future__ import annotations

import errno
import os
import stat
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.meanwhile import Meanwhile
from tests.forging import leaves, unlock
from tests.threads import no_thread_left
from vault.engine import intake, retrieval, trash
from vault.engine.errors import Cancelled, Conflict, Damaged, NotFound, PathRejected, Storage
from vault.engine.packs import LARGE
from vault.engine.progress import Progress
from vault.engine.records import Change
from vault.engine.vault import ROOT, Item, Vault

Make = Callable[..., Vault]


@pytest.fixture
def vault(make_vault: Make) -> Vault:
    return make_vault()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output folder with something beside it, so that an escape shows."""
    (tmp_path / "place/out").mkdir(parents=True)
    return tmp_path / "place/out"


def forge(vault: Vault, parent: bytes, kind: str, name: bytes, text: str = "forged") -> Item:
    """A row that the vault itself would never write."""
    note = vault.write_note(ROOT, b"planted %d" % vault.catalog.sequence, text)
    item = Item(note.id, parent, kind, name, 0, 0, 1 if kind == "note" else 0, None, len(text), 0)
    vault.commit([item.change()], "forged")
    return vault.item(item.id)


def stage(vault: Vault, tmp_path: Path, content: dict[str, bytes]) -> None:
    """Files in the root of the vault."""
    source = tmp_path / "stage"
    source.mkdir(exist_ok=True)
    for name, data in content.items():
        (source / name).write_bytes(data)
        intake.add(vault, [source / name], ROOT)


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


EVIL = [b"..", b".", b"/", b"/etc", b"../up", b"a/b", b"../../x", b"", b"a\0b", b"./x"]


@pytest.mark.parametrize("name", EVIL)
def test_a105_a_file_with_a_hostile_name_is_not_written(vault: Vault, out: Path, name: bytes) -> None:
    forge(vault, ROOT, "note", name)
    vault.write_note(ROOT, b"fine", "text")
    before = names(out.parent), names(out.parent.parent)
    report = retrieval.write_out(vault, vault.children(ROOT), out)
    assert [type(one.error) for one in report.failed] == [PathRejected]
    assert leaves(out) == {"fine": b"text"}
    assert (names(out.parent), names(out.parent.parent)) == before
    vault.lock()


@pytest.mark.parametrize("name", EVIL)
def test_a105_nothing_in_a_folder_with_a_hostile_name_is_written(
    vault: Vault, out: Path, name: bytes, tmp_path: Path
) -> None:
    if name.startswith(b"/"):
        # Somewhere that a test may look into.
        (tmp_path / "absolute").mkdir()
        name = os.fsencode(tmp_path / "absolute")
    folder = forge(vault, ROOT, "folder", name)
    inner = forge(vault, folder.id, "folder", b"inner")
    for parent in (folder, inner):
        note = vault.write_note(ROOT, b"note", "text")
        vault.move(note, parent.id, b"escaped")
    before = [names(place) for place in (out.parent, tmp_path)]
    report = retrieval.write_out(vault, vault.children(ROOT), out)
    assert not list(tmp_path.rglob("escaped"))
    assert not list(tmp_path.rglob("inner"))
    assert [names(place) for place in (out.parent, tmp_path)] == before
    assert report.items == 0
    assert len(report.failed) == 4
    vault.lock()


def test_a105_a_link_planted_for_a_folder_is_not_followed(vault: Vault, out: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    (out / "folder").symlink_to(victim)
    folder = vault.make_folder(ROOT, b"folder")
    vault.write_note(folder.id, b"note", "text")
    inner = vault.make_folder(folder.id, b"inner")
    vault.write_note(inner.id, b"note", "text")
    for replace in (False, True):
        report = retrieval.write_out(vault, vault.children(ROOT), out, replace=replace)
        assert report.items == 0
        assert len(report.failed) == 4
    assert names(victim) == []
    vault.lock()


@pytest.mark.parametrize("replace", [False, True])
def test_a105_a_link_planted_for_a_file_is_not_written_through(
    vault: Vault, out: Path, tmp_path: Path, replace: bool
) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    (out / "note").symlink_to(victim)
    vault.write_note(ROOT, b"note", "text")
    report = retrieval.write_out(vault, vault.children(ROOT), out, replace=replace)
    assert victim.read_bytes() == b"precious"
    if replace:
        assert not (out / "note").is_symlink()
        assert (out / "note").read_bytes() == b"text"
    else:
        assert [type(one.error) for one in report.failed] == [Conflict]
        assert (out / "note").is_symlink()
    assert len(names(out)) == 1
    vault.lock()


def test_a105_a_folder_exchanged_for_a_link_while_writing_leads_nowhere(
    vault: Vault, out: Path, tmp_path: Path
) -> None:
    """The folder is opened once, so its name may lead wherever it likes afterwards."""
    victim = tmp_path / "victim"
    victim.mkdir()
    folder = vault.make_folder(ROOT, b"folder")
    for number in range(6):
        vault.write_note(folder.id, b"%d" % number, "text")

    class Exchanging(Progress):
        def changed(self) -> None:
            if self.items == 3 and not (out / "folder").is_symlink():
                (out / "folder").rename(out / "moved")
                (out / "folder").symlink_to(victim)

    report = retrieval.write_out(vault, vault.children(ROOT), out, progress=Exchanging())
    assert names(victim) == []
    assert report.items == 6
    assert names(out / "moved") == [str(number) for number in range(6)]
    vault.lock()


def test_a105_a_name_that_appears_meanwhile_is_not_overwritten(vault: Vault, out: Path, tmp_path: Path) -> None:
    stage(vault, tmp_path, {"large": bytes(LARGE)})

    class Appearing(Progress):
        def changed(self) -> None:
            (out / "large").write_bytes(b"mine")

    report = retrieval.write_out(vault, vault.children(ROOT), out, progress=Appearing())
    assert [type(one.error) for one in report.failed] == [Conflict]
    assert leaves(out) == {"large": b"mine"}
    vault.lock()


def test_what_is_there_stays_unless_replacing_was_asked_for(vault: Vault, out: Path) -> None:
    vault.write_note(ROOT, b"note", "new")
    (out / "note").write_bytes(b"old")
    report = retrieval.write_out(vault, vault.children(ROOT), out)
    assert [type(one.error) for one in report.failed] == [Conflict]
    assert leaves(out) == {"note": b"old"}
    report = retrieval.write_out(vault, vault.children(ROOT), out, replace=True)
    assert report.failed == []
    assert leaves(out) == {"note": b"new"}
    vault.lock()


@pytest.mark.parametrize("replace", [False, True])
def test_a_folder_for_a_file_and_a_file_for_a_folder_are_conflicts(vault: Vault, out: Path, replace: bool) -> None:
    vault.write_note(ROOT, b"note", "text")
    folder = vault.make_folder(ROOT, b"folder")
    vault.write_note(folder.id, b"inner", "text")
    (out / "note").mkdir()
    (out / "folder").write_bytes(b"mine")
    report = retrieval.write_out(vault, vault.children(ROOT), out, replace=replace)
    assert [type(one.error) for one in report.failed] == [Conflict] * 3
    assert leaves(out) == {"folder": b"mine"}
    vault.lock()


def test_times_modes_and_folders_come_out(vault: Vault, out: Path, tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "inner/empty").mkdir(parents=True)
    (source / "program").write_bytes(b"#!")
    (source / "inner/plain").write_bytes(b"content")
    (source / "program").chmod(0o755)
    (source / "inner/plain").chmod(0o4644)
    for number, file in enumerate([*source.rglob("*"), source]):
        os.utime(file, ns=(7, 10**18 + number * 1_000_000_007))
    intake.add(vault, [source], ROOT)
    report = retrieval.write_out(vault, vault.children(ROOT), out)
    assert (report.items, report.bytes, report.failed) == (2, 9, [])
    for file in [source, *source.rglob("*")]:
        written = out / file.relative_to(tmp_path)
        assert written.stat().st_mtime_ns == file.stat().st_mtime_ns, file
    assert stat.S_IMODE((out / "source/program").stat().st_mode) == 0o700
    assert stat.S_IMODE((out / "source/inner/plain").stat().st_mode) == 0o600
    assert stat.S_IMODE((out / "source").stat().st_mode) == 0o700
    vault.lock()


@pytest.mark.parametrize("size", [5_000, 3 << 20, LARGE + 1, 70 << 20])
def test_a040_a_damaged_file_gets_no_name_and_leaves_nothing(
    vault: Vault, out: Path, tmp_path: Path, size: int
) -> None:
    stage(vault, tmp_path, {"victim": bytes(size)})
    vault.lock()
    path = tmp_path / "Papers.deedbox"
    pack = max(path.glob("packs/*/*"), key=lambda file: file.stat().st_mtime_ns * 0 + file.stat().st_size)
    with pack.open("r+b") as file:
        file.seek(min(size, pack.stat().st_size) - 30)
        byte = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte[0] ^ 1]))
    with unlock(path) as again:
        again.write_note(ROOT, b"fine", "text")
        report = retrieval.write_out(again, again.children(ROOT), out)
    assert [(one.path, type(one.error)) for one in report.failed] == [((b"victim",), Damaged)]
    assert leaves(out) == {"fine": b"text"}
    (tmp_path / "stage/victim").unlink()


def test_a_missing_pack_is_damage_and_never_not_found(vault: Vault, out: Path, tmp_path: Path) -> None:
    stage(vault, tmp_path, {"file": b"content"})
    vault.lock()
    for pack in (tmp_path / "Papers.deedbox").glob("packs/*/*"):
        pack.unlink()
    with unlock(tmp_path / "Papers.deedbox") as again:
        report = retrieval.write_out(again, again.children(ROOT), out)
    assert [type(one.error) for one in report.failed] == [Damaged]
    assert leaves(out) == {}


def test_a_file_that_goes_for_good_meanwhile_is_not_written(vault: Vault, out: Path, tmp_path: Path) -> None:
    """Its bytes are in a pack with others, and its rows were looked up with theirs."""
    source = tmp_path / "source"
    source.mkdir()
    for number in range(5):
        (source / str(number)).write_bytes(b"content %d" % number)
    intake.add(vault, sorted(source.iterdir()), ROOT)
    last = vault.children(ROOT)[-1]

    def forget() -> None:
        if (out / "0").exists() and vault.child(ROOT, b"4") is not None:
            trash.remove(vault, [last])
            trash.empty(vault)

    report = retrieval.write_out(vault, vault.children(ROOT), out, progress=Meanwhile(forget))
    assert [(one.path, type(one.error)) for one in report.failed] == [((b"4",), Damaged)]
    assert leaves(out) == {str(number): b"content %d" % number for number in range(4)}
    vault.lock()


@pytest.mark.parametrize("row", ["one too many", "of another size", "none"])
def test_a_small_file_whose_rows_do_not_fit_is_damage(vault: Vault, out: Path, tmp_path: Path, row: str) -> None:
    stage(vault, tmp_path, {"a": b"first", "b": b"second", "c": b"third"})
    item = vault.children(ROOT)[1]
    [part] = vault.content(item).parts
    key = (item.id, item.version, 0)
    if row == "one too many":
        change = Change("part", (*key[:2], 1), tuple(part))
    elif row == "none":
        change = Change("part", key, None)
    else:
        change = Change("part", key, tuple(part._replace(size=part.size - 1)))
    vault.commit([change], "forged")
    report = retrieval.write_out(vault, vault.children(ROOT), out)
    assert [(one.path, type(one.error)) for one in report.failed] == [((b"b",), Damaged)]
    assert leaves(out) == {"a": b"first", "c": b"third"}
    vault.lock()


def test_cancelled_nothing_half_written_stays(vault: Vault, out: Path, tmp_path: Path) -> None:
    stage(vault, tmp_path, {"a": b"content", "large": bytes(3 * LARGE), "z": b"content"})

    class Early(Progress):
        def changed(self) -> None:
            if self.bytes > LARGE:
                self.cancel()

    with pytest.raises(Cancelled):
        retrieval.write_out(vault, vault.children(ROOT), out, progress=Early())
    assert leaves(out) == {"a": b"content"}
    assert len(retrieval.write_out(vault, vault.children(ROOT), out).failed) == 1
    assert names(out) == ["a", "large", "z"]
    vault.lock()


def test_a_full_disk_stops_everything_and_leaves_nothing_half(
    vault: Vault, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage(vault, tmp_path, {"a": b"content", "b": b"x" * 50_000, "c": b"content"})
    real = os.pwrite

    def full(fd: int, data: bytes, offset: int) -> int:
        if len(data) > 10_000:
            raise OSError(errno.ENOSPC, "full")
        return real(fd, data, offset)

    monkeypatch.setattr(os, "pwrite", full)
    with pytest.raises(Storage) as caught:
        retrieval.write_out(vault, vault.children(ROOT), out)
    monkeypatch.undo()
    assert caught.value.kind == "full"
    assert leaves(out) == {"a": b"content"}
    vault.lock()


def test_an_older_version_comes_out(vault: Vault, out: Path, tmp_path: Path) -> None:
    stage(vault, tmp_path, {"file": b"first"})
    (tmp_path / "stage/file").write_bytes(b"second, longer")
    intake.add(vault, [tmp_path / "stage/file"], ROOT, replace=True)
    items = vault.children(ROOT)
    retrieval.write_out(vault, items, out, version=1)
    assert leaves(out) == {"file": b"first"}
    report = retrieval.write_out(vault, items, out, version=9, replace=True)
    assert [type(one.error) for one in report.failed] == [NotFound]
    assert leaves(out) == {"file": b"first"}
    vault.lock()


def test_the_trash_does_not_come_out(vault: Vault, out: Path) -> None:
    folder = vault.make_folder(ROOT, b"folder")
    for name in (b"kept", b"gone"):
        vault.write_note(folder.id, name, "text")
    trash.remove(vault, [item for item in vault.children(folder.id) if item.name == b"gone"])
    retrieval.write_out(vault, vault.children(ROOT), out)
    assert leaves(out) == {"folder/kept": b"text"}
    vault.lock()


def test_an_output_folder_that_cannot_be_one_is_refused(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(Storage):
        retrieval.write_out(vault, [], tmp_path / "file")
    retrieval.write_out(vault, [], tmp_path / "new/and/deeper")
    assert (tmp_path / "new/and/deeper").is_dir()
    vault.lock()


def test_wide_trees_keep_few_folders_open(vault: Vault, out: Path) -> None:
    for number in range(150):
        folder = vault.make_folder(ROOT, b"%d" % number)
        vault.write_note(folder.id, b"note", f"{number}")
    before = len(os.listdir("/proc/self/fd"))
    most = 0

    class Counting(Progress):
        def changed(self) -> None:
            nonlocal most
            most = max(most, len(os.listdir("/proc/self/fd")))

    retrieval.write_out(vault, vault.children(ROOT), out, progress=Counting())
    assert most - before < 80
    assert len(os.listdir("/proc/self/fd")) == before
    assert (out / "149/note").read_bytes() == b"149"
    vault.lock()


# Stopping, and what a person sees meanwhile


def test_waiting_for_a_large_file_gives_way_and_stops(
    vault: Vault, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its worker stands in the middle of it until the work was cancelled."""
    stage(vault, tmp_path, {"a": b"content", "large": bytes(2 * LARGE), "z": b"content"})
    write, waiting = os.pwrite, threading.Event()

    def slowly(fd: int, data: bytes, offset: int) -> int:
        if offset >= LARGE:
            waiting.set()
            while not progress.cancelled:
                time.sleep(0.001)
        return write(fd, data, offset)

    monkeypatch.setattr(os, "pwrite", slowly)
    progress = Meanwhile(lambda: progress.cancel() if waiting.is_set() else None)
    report = retrieval.RetrievalReport()
    with no_thread_left(), pytest.raises(Cancelled):
        retrieval.write_out(vault, vault.children(ROOT), out, progress=progress, report=report)
    assert (report.items, report.bytes, report.failed) == (1, 7, [])
    assert leaves(out) == {"a": b"content"}
    vault.lock()


def test_items_that_fail_ask_too(vault: Vault, out: Path) -> None:
    for number in range(20):
        vault.write_note(ROOT, b"%d" % number, "text")
    retrieval.write_out(vault, vault.children(ROOT), out)
    progress = Meanwhile()
    assert len(retrieval.write_out(vault, vault.children(ROOT), out, progress=progress).failed) == 20
    assert progress.asked >= 20
    vault.lock()


def test_stopped_the_report_says_what_failed_before(vault: Vault, out: Path) -> None:
    for name in (b"a", b"b", b"c"):
        vault.write_note(ROOT, name, "text")
    (out / "a").write_bytes(b"mine")
    progress = Meanwhile(lambda: progress.cancel() if progress.items == 1 else None)
    report = retrieval.RetrievalReport()
    with pytest.raises(Cancelled):
        retrieval.write_out(vault, vault.children(ROOT), out, progress=progress, report=report)
    assert (report.items, report.bytes, [one.path for one in report.failed]) == (1, 4, [(b"a",)])
    assert leaves(out) == {"a": b"mine", "b": b"text"}
    vault.lock()


def test_what_there_is_to_write_is_known_before(
    vault: Vault, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrieval, "_AT_ONCE", 2)
    folder = vault.make_folder(ROOT, b"folder")
    inner = vault.make_folder(folder.id, b"inner")
    for name in (b"one", b"two"):
        vault.write_note(inner.id, name, "text")
    trash.remove(vault, [vault.write_note(inner.id, b"trashed", "text")])
    note = vault.write_note(ROOT, b"note", "first")
    vault.write_note(ROOT, b"note", "the second")
    for name in (b"more", b"even more"):
        vault.write_note(ROOT, name, "1")
    progress = Progress()
    retrieval.write_out(vault, vault.children(ROOT), out, progress=progress)
    assert (progress.total_bytes, progress.total_items) == (progress.bytes, progress.items) == (8 + 10 + 2, 5)
    progress = Progress()
    retrieval.write_out(vault, [vault.item(note.id)], out, progress=progress, version=1, replace=True)
    assert (progress.total_bytes, progress.total_items) == (5, 1)
    vault.lock()


def test_very_many_items_at_once_are_measured(vault: Vault) -> None:
    note = vault.write_note(ROOT, b"note", "text")
    assert retrieval._measure(vault, [note] * 12_000, None) == (3 * 4, 3)
    vault.lock()


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL])
@pytest.mark.parametrize("links", [True, False])
def test_a_system_that_cannot_rename_to_a_free_name(
    vault: Vault, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, links: bool
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, "no")

    def refuse_link(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "no")

    stage(vault, tmp_path, {"one": b"1", "two": b"2" * 20_000})
    monkeypatch.setattr(retrieval, "rename_to_free_name", refuse)
    if not links:
        monkeypatch.setattr(os, "link", refuse_link)
    items = vault.children(ROOT)
    first = retrieval.write_out(vault, items, out)
    assert not first.failed
    assert not list(out.rglob(".deedbox-*"))
    again = retrieval.write_out(vault, items, out)
    assert {type(one.error) for one in again.failed} == {Conflict}
    assert len(again.failed) == first.items
