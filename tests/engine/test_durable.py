"""The disk layer: order of writes, links and pipes in the way, and the errors of the system."""

from __future__ import annotations

import errno
import os
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults import FaultyFiles
from vault.engine.durable import (
    FILE_TIME_NS,
    AppendFile,
    FileLayer,
    Folder,
    NewFile,
    NewFolder,
    Platform,
)
from vault.engine.errors import Conflict, Damaged, NotFound, Storage
from vault.engine.primitives import Buffer


class Recorder(FileLayer):
    """Writes down what happens to which name."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self._names: dict[int, str] = {}

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        fd = super().open(path, flags, mode)
        self._names[fd] = os.path.basename(path)
        return fd

    def write(self, fd: int, data: Buffer, offset: int) -> int:
        self.steps.append(f"write {self._names[fd]}")
        return super().write(fd, data, offset)

    def fsync(self, fd: int) -> None:
        self.steps.append(f"fsync {self._names[fd]}")
        super().fsync(fd)

    def replace(self, source: str, target: str) -> None:
        self.steps.append(f"rename {os.path.basename(source)} {os.path.basename(target)}")
        super().replace(source, target)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    path = tmp_path / "place"
    path.mkdir()
    return Folder(path, Platform())


def with_files(folder: Folder, files: FileLayer) -> Folder:
    return Folder(folder.path, Platform(files=files))


# New files


def test_a_new_file_is_synced_before_it_has_its_name_and_its_folder_after(folder: Folder) -> None:
    recorder = Recorder()
    with_files(folder, recorder).write("name", b"content")
    assert recorder.steps == ["write name.partial", "fsync name.partial", "rename name.partial name", "fsync place"]


def test_a_file_that_is_not_finished_leaves_nothing(folder: Folder) -> None:
    with NewFile(folder, "name") as new:
        new.write(b"half")
    assert os.listdir(folder.path) == []


def test_an_old_file_stays_until_the_new_one_is_whole(folder: Folder) -> None:
    folder.write("name", b"old")
    with NewFile(folder, "name") as new:
        new.write(b"new")
        assert bytes(folder.read("name", 10)) == b"old"
        new.finish()
    assert bytes(folder.read("name", 10)) == b"new"


def test_new_files_are_private_and_folders_too(folder: Folder) -> None:
    folder.make("inner")
    folder.write("inner/name", b"content")
    assert stat.S_IMODE((folder.path / "inner").stat().st_mode) == 0o700
    assert stat.S_IMODE((folder.path / "inner/name").stat().st_mode) == 0o600


def test_a_pack_has_the_time_of_every_pack(folder: Folder) -> None:
    with NewFile(folder, "name") as new:
        new.finish(FILE_TIME_NS)
    assert (folder.path / "name").stat().st_mtime_ns == FILE_TIME_NS == 946_684_800 * 10**9


@pytest.mark.parametrize("at", [1, 2, 3, 4, 5])
def test_a_short_write_is_written_on(folder: Folder, at: int) -> None:
    content = bytes(range(256)) * 20
    with_files(folder, FaultyFiles(at, "short")).write("name", content)
    assert (folder.path / "name").read_bytes() == content


def test_an_append_goes_on_after_a_short_write(folder: Folder) -> None:
    folder.write("log", b"first")
    file = AppendFile(with_files(folder, FaultyFiles(2, "short")), "log")
    file.append(b"second")
    file.close()
    assert (folder.path / "log").read_bytes() == b"firstsecond"


def test_writing_over_a_longer_file_leaves_nothing_of_it(folder: Folder) -> None:
    folder.write_soon("name", b"longer content")
    folder.write_soon("name", b"short")
    assert (folder.path / "name").read_bytes() == b"short"


# What may stand in the way


def test_a_link_for_a_file_is_damage(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"content")
    (folder.path / "name").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Damaged):
        folder.read("name", 10)


def test_a_link_for_a_partial_file_is_not_written_through(folder: Folder, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    (folder.path / "name.partial").symlink_to(victim)
    with pytest.raises(Storage):
        folder.write("name", b"content")
    assert victim.read_bytes() == b"precious"


def test_a_link_for_an_anchor_is_not_written_through(folder: Folder, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    (folder.path / "name").symlink_to(victim)
    with pytest.raises(Storage):
        folder.write_soon("name", b"content")
    assert victim.read_bytes() == b"precious"


def test_a_folder_for_a_file_is_damage(folder: Folder) -> None:
    folder.make("name")
    with pytest.raises(Damaged):
        folder.read("name", 10)


def test_a_pipe_for_a_file_is_damage_at_once(folder: Folder) -> None:
    """Opening a pipe without O_NONBLOCK waits for a writer, for ever."""
    path = folder.path / "name"
    os.mkfifo(path)
    rescue: list[int] = []
    timer = threading.Timer(2, lambda: rescue.append(os.open(path, os.O_RDWR | os.O_NONBLOCK)))
    timer.start()
    try:
        with pytest.raises(Damaged):
            folder.read("name", 10)
    finally:
        timer.cancel()
        timer.join()
        for fd in rescue:
            os.close(fd)
    assert not rescue, "it waited for somebody to write into the pipe"


def test_a_file_longer_than_it_may_be_is_damage_before_it_is_read(folder: Folder) -> None:
    with (folder.path / "name").open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(Damaged):
        folder.read("name", 65_536)


def test_missing_files_and_folders(folder: Folder) -> None:
    with pytest.raises(NotFound):
        folder.open("name")
    with pytest.raises(NotFound):
        folder.open("none/name")
    assert folder.entries("none") == []
    folder.remove("name")


def test_names_are_regular_files_only(folder: Folder) -> None:
    folder.make("inner")
    folder.write("file", b"")
    (folder.path / "link").symlink_to("file")
    assert folder.names("") == ["file"]


def test_a_file_that_vanishes_while_a_folder_is_listed_hides_nothing_else(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader lists the folder while a writer renames `header.json.partial`."""
    for name in ("header.json", "header.json.partial"):
        folder.write(name, b"")
    real = os.scandir

    @contextmanager
    def scandir(path: str) -> Iterator[Iterator[os.DirEntry[str]]]:
        def entries() -> Iterator[os.DirEntry[str]]:
            with real(path) as found:
                for entry in sorted(found, key=lambda one: one.name, reverse=True):
                    if entry.name.endswith(".partial"):
                        os.unlink(entry.path)
                    yield entry

        yield entries()

    monkeypatch.setattr(os, "scandir", scandir)
    assert "header.json" in folder.names("")


# Errors


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, "full"),
        (errno.EDQUOT, "full"),
        (errno.EFBIG, "full"),
        (errno.EACCES, "permission"),
        (errno.EROFS, "read-only"),
        (errno.ENODEV, "gone"),
        (errno.EMFILE, "too many files"),
        (errno.EIO, "input/output"),
    ],
)
def test_a_refusal_of_the_system_has_its_kind_and_names_no_path(folder: Folder, number: int, kind: str) -> None:
    with pytest.raises(Storage) as caught:
        with_files(folder, FaultyFiles(1, number)).write("name", b"content")
    assert caught.value.kind == kind in Storage.KINDS
    assert caught.value.errno == number
    assert str(folder.path) not in str(caught.value)


@pytest.mark.parametrize("at", [1, 2, 3, 4, 5])
def test_a_write_that_fails_leaves_the_old_file_or_the_new_one(folder: Folder, at: int) -> None:
    folder.write("name", b"old")
    with pytest.raises(Storage):
        with_files(folder, FaultyFiles(at)).write("name", b"new")
    assert bytes(folder.read("name", 10)) == (b"old" if at < 5 else b"new")
    assert os.listdir(folder.path) == ["name"]


# New folders


def test_a_new_folder_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "new"
    with NewFolder(target, Platform()) as folder:
        folder.write("name", b"content")
        assert not target.exists()
        folder.finish()
    assert (target / "name").read_bytes() == b"content"
    assert os.listdir(tmp_path) == ["new"]


def test_a_new_folder_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with NewFolder(tmp_path / "new", Platform()) as folder:
        folder.make("inner")
        folder.write("inner/name", b"content")
    assert os.listdir(tmp_path) == []


def test_a_new_folder_whose_making_fails_leaves_nothing(tmp_path: Path) -> None:
    """It is there already when the folder around it cannot be synced."""
    with pytest.raises(Storage), NewFolder(tmp_path / "new", Platform(files=FaultyFiles(2))):
        pass
    assert os.listdir(tmp_path) == []


def test_a_new_folder_takes_the_place_of_an_empty_one_only(tmp_path: Path) -> None:
    for name in ("empty", "full"):
        (tmp_path / name).mkdir()
    (tmp_path / "full/file").write_bytes(b"mine")
    (tmp_path / "file").write_bytes(b"mine")
    for name in ("full", "file"):
        with pytest.raises(Conflict), NewFolder(tmp_path / name, Platform()):
            pass
    with NewFolder(tmp_path / "empty", Platform()) as folder:
        folder.finish()
    assert sorted(os.listdir(tmp_path)) == ["empty", "file", "full"]


def test_a_new_folder_does_not_replace_what_came_meanwhile(tmp_path: Path) -> None:
    target = tmp_path / "new"
    with NewFolder(target, Platform()) as folder:
        target.mkdir()
        (target / "file").write_bytes(b"mine")
        with pytest.raises(Conflict):
            folder.finish()
    assert (target / "file").read_bytes() == b"mine"
    assert os.listdir(tmp_path) == ["new"]
