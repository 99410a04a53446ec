"""One writer by name, and readers who keep old files."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from tests.faults import FaultyFiles
from vault.engine import locks
from vault.engine.durable import FileLayer, Folder, Platform
from vault.engine.errors import Storage, VaultBusy
from vault.engine.locks import Pins, WriterLock


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path, Platform())


def with_files(folder: Folder, files: FileLayer) -> Folder:
    return Folder(folder.path, Platform(files=files))


def test_a068_a_second_writer_hears_who_and_since_when(folder: Folder) -> None:
    first = WriterLock(folder)
    with pytest.raises(VaultBusy) as caught:
        WriterLock(folder)
    first.release()
    holder = caught.value.holder
    assert holder["pid"] == os.getpid()
    assert abs(int(str(holder["since"])) / 1000 - time.time()) < 60
    assert {"boot", "host"} <= set(holder)
    WriterLock(folder).release()


@pytest.mark.parametrize("content", [b"", b"-", b"-\nno json\n", b"-\n[1]\n", b"\xff" * 5_000])
def test_rubbish_in_the_lock_is_no_obstacle(folder: Folder, content: bytes) -> None:
    first = WriterLock(folder)
    (folder.path / "lock").write_bytes(content)
    with pytest.raises(VaultBusy) as caught:
        WriterLock(folder)
    assert caught.value.holder == {}
    first.release()
    WriterLock(folder).release()
    assert (folder.path / "lock").read_bytes()[:2] == b"-\n"


def test_a152_the_mark_of_an_append_stays_until_a_new_generation(folder: Folder) -> None:
    lock = WriterLock(folder)
    assert not lock.marked
    lock.mark()
    lock.release()
    again = WriterLock(folder)
    assert again.marked
    again.mark()
    again.clear()
    assert (folder.path / "lock").read_bytes()[:1] == b"!"
    again.renewed()
    assert (folder.path / "lock").read_bytes()[:1] == b"-"
    again.release()


@pytest.mark.parametrize("at", [2, 3])
def test_a_lock_that_cannot_be_written_is_not_kept(folder: Folder, at: int) -> None:
    with pytest.raises(Storage):
        WriterLock(with_files(folder, FaultyFiles(at)))
    WriterLock(folder).release()


def test_pins_are_shared_by_readers_and_exclusive_for_removal(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write("pins", b"")
    with Pins(folder) as one, Pins(folder) as other:
        assert one.held
        assert other.held
        with Pins(folder, exclusive=True) as removal:
            assert not removal.held
    with Pins(folder, exclusive=True) as removal:
        assert removal.held
        monkeypatch.setattr(locks, "_PATIENCE", 0.05)
        with pytest.raises(VaultBusy):
            Pins(folder)


def test_a_reader_waits_for_a_remover(folder: Folder) -> None:
    folder.write("pins", b"")
    removal = Pins(folder, exclusive=True)
    threading.Timer(0.05, removal.release).start()
    with Pins(folder) as reader:
        assert reader.held


def test_a_reader_makes_no_pins(folder: Folder) -> None:
    with Pins(folder) as pins:
        assert not pins.held
    assert os.listdir(folder.path) == []
