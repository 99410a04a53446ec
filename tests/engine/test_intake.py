"""Files and folders in: what is kept, what is left out, what changes meanwhile, and that no key or nonce repeats."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import socket
import stat
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.conftest import CHEAP
from tests.engine.meanwhile import Meanwhile
from tests.faults import Died, FaultyFiles
from tests.forging import PASSWORD, contents, create, unlock
from tests.survival.tally import FOLDER
from tests.threads import no_thread_left
from vault.backup import export as backup
from vault.engine import floe, intake, packs, primitives, retrieval, rotation, trash
from vault.engine.check import check
from vault.engine.durable import FileLayer, Platform
from vault.engine.errors import Cancelled, ReadOnly, Storage
from vault.engine.packs import LARGE
from vault.engine.primitives import Buffer
from vault.engine.progress import Progress
from vault.engine.vault import ROOT, Vault
from vault.unlock.password import Password

Make = Callable[..., Vault]


@pytest.fixture
def vault(make_vault: Make) -> Vault:
    return make_vault()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    return folder


def inside(vault: Vault) -> dict[bytes, bytes | None]:
    """What came in below the source, by joined path."""
    return {b"/".join(path[1:]): content for path, content in contents(vault).items() if path[1:]}


def reasons(report: intake.IntakeReport) -> dict[str, str]:
    return {os.path.basename(os.fsdecode(one.path)): one.reason for one in report.skipped}


# What is kept


def test_a_tree_comes_in_whole(vault: Vault, source: Path) -> None:
    (source / "a/b/c").mkdir(parents=True)
    (source / "empty").mkdir()
    (source / "a/file").write_bytes(b"content")
    (source / "a/b/nothing").write_bytes(b"")
    (source / "a/b/c/large").write_bytes(bytes(range(256)) * (LARGE // 256))
    report = intake.add(vault, [source], ROOT)
    assert (report.items, report.folders, report.skipped) == (3, 6 - 1, [])
    assert report.bytes == 7 + LARGE
    found = inside(vault)
    assert found[b"a/file"] == b"content"
    assert found[b"a/b/nothing"] == b""
    assert found[b"a/b/c/large"] == bytes(range(256)) * (LARGE // 256)
    assert found[b"empty"] is None
    assert check(vault).findings == []
    vault.lock()


def test_times_and_the_executable_bit_are_kept(vault: Vault, source: Path) -> None:
    file = source / "file"
    for moment in (0, -1, 1, -(10**18), 1_234_567_891_234_567_891, (1 << 63) - 1):
        file.write_bytes(b"content")
        os.utime(file, ns=(moment, moment))
        for mode in (0o700, 0o644):
            file.chmod(mode)
            intake.add(vault, [file], ROOT, replace=True)
            item = vault.children(ROOT)[0]
            assert (item.modified, item.executable) == (file.stat().st_mtime_ns, int(mode == 0o700))
    vault.lock()


def test_a071_a_time_beyond_what_the_catalog_holds_is_not_fatal(vault: Vault, source: Path) -> None:
    """File systems go to 2446 and further, 63 bits of nanoseconds to 2262."""
    seconds = 10_413_792_000
    (source / "future").write_bytes(b"content")
    os.utime(source / "future", (seconds, seconds))
    if (source / "future").stat().st_mtime < seconds:
        pytest.skip("this file system ends before")
    (source / "today").write_bytes(b"content")
    report = intake.add(vault, [source], ROOT)
    assert inside(vault)[b"today"] == b"content"
    assert b"future" in inside(vault) or "future" in reasons(report)
    vault.lock()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sets(
        st.binary(min_size=1, max_size=255).filter(
            lambda name: name not in (b".", b"..") and not set(name) & set(b"/\0")
        ),
        max_size=6,
    )
)
def test_a108_any_bytes_for_names_come_in_and_go_out(
    tmp_path_factory: pytest.TempPathFactory, names: set[bytes]
) -> None:
    place = tmp_path_factory.mktemp("names")
    source = os.fsencode(place / "source")
    os.mkdir(source)
    for name in names:
        with open(os.path.join(source, name), "wb") as file:
            file.write(name * 3)
    with create(place / "Papers.deedbox") as vault:
        intake.add(vault, [place / "source"], ROOT)
        retrieval.write_out(vault, vault.children(ROOT), place / "out")
    found = {}
    for name in os.listdir(os.fsencode(place / "out/source")):
        with open(os.path.join(os.fsencode(place / "out/source"), name), "rb") as file:
            found[name] = file.read()
    assert found == {name: name * 3 for name in names}


def test_a108_both_forms_of_an_accent_and_other_awkward_names_are_kept(vault: Vault, source: Path) -> None:
    names = [
        "é".encode(),
        b"e\xcc\x81",
        b"\xff\xfe\x80",
        b"two\nlines",
        b"x" * 255,
        b" ",
        b"-rf",
        b"\xed\xa0\x80",
        b"*",
    ]
    for name in names:
        with open(os.path.join(os.fsencode(source), name), "wb") as file:
            file.write(name)
    intake.add(vault, [source], ROOT)
    assert inside(vault) == {name: name for name in names}
    vault.lock()


# What is left out


def test_a107_what_has_no_content_is_listed_and_nothing_waits(
    vault: Vault, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(source / "pipe")
    listening = socket.socket(socket.AF_UNIX)
    monkeypatch.chdir(source)
    listening.bind("socket")
    os.mknod(source / "device", stat.S_IFCHR | 0o600, os.makedev(1, 5))
    os.mknod(source / "block", stat.S_IFBLK | 0o600, os.makedev(240, 99))
    (tmp_path / "outside").write_bytes(b"outside")
    (source / "link").symlink_to(tmp_path / "outside")
    (source / "dangling").symlink_to("nowhere")
    (source / "loop").symlink_to(source)
    (source / "file").write_bytes(b"content")
    os.link(source / "file", source / "hard link")
    started = time.monotonic()
    report = intake.add(vault, [source], ROOT)
    assert time.monotonic() - started < 5
    listening.close()
    assert inside(vault) == {b"file": b"content", b"hard link": b"content"}
    found = reasons(report)
    assert set(found) == {"pipe", "socket", "device", "block", "link", "dangling", "loop"}
    assert all("link" in found[name] for name in ("link", "dangling", "loop"))
    vault.lock()


@pytest.mark.parametrize("name", ["/proc/self/status", "/proc/self/mem", "/dev/zero", "/dev/tty", "/proc/kmsg"])
def test_a107_files_of_the_kernel_are_listed(vault: Vault, name: str) -> None:
    if not os.path.exists(name):
        pytest.skip("not on this machine")
    report = intake.add(vault, [Path(name)], ROOT)
    assert len(report.skipped) == 1
    assert vault.children(ROOT) == []
    vault.lock()


def test_a107_a_source_that_is_a_link_or_nowhere_is_listed(vault: Vault, source: Path) -> None:
    (source / "file").write_bytes(b"content")
    (source / "link").symlink_to("file")
    report = intake.add(vault, [source / "link", source / "none", source / "file"], ROOT)
    assert set(reasons(report)) == {"link", "none"}
    assert [item.name for item in vault.children(ROOT)] == [b"file"]
    vault.lock()


def test_a107_an_unreadable_file_or_folder_is_listed(
    vault: Vault, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("denied", "broken", "fine", "large"):
        (source / name).write_bytes(b"content")
    with (source / "large").open("r+b") as file:
        file.truncate(LARGE)
    (source / "closed").mkdir()
    (source / "closed/inner").write_bytes(b"content")
    real_open, real_read, real_list = os.open, os.preadv, os.listdir

    def refuse(path: object, *arguments: object, **more: object) -> int:
        if str(path).endswith("denied'"):
            raise PermissionError(errno.EACCES, "denied")
        return real_open(path, *arguments, **more)  # type: ignore[arg-type]

    def fail(fd: int, *arguments: object) -> int:
        if os.readlink(f"/proc/self/fd/{fd}").endswith(("broken", "large")):
            raise OSError(errno.EIO, "broken")
        return real_read(fd, *arguments)  # type: ignore[arg-type]

    def hide(path: object = ".") -> list:
        if str(path).endswith("closed'"):
            raise PermissionError(errno.EACCES, "denied")
        return real_list(path)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(os, "preadv", fail)
    monkeypatch.setattr(os, "listdir", hide)
    report = intake.add(vault, [source], ROOT)
    monkeypatch.undo()
    assert set(reasons(report)) == {"denied", "broken", "closed", "large"}
    assert inside(vault) == {b"fine": b"content", b"closed": None}
    assert [finding.kind for finding in check(vault).findings] == []
    vault.lock()


def test_a107_a_sparse_terabyte_is_listed_when_there_is_no_room(make_vault: Make, source: Path) -> None:
    class Small(FileLayer):
        def free(self, path: str) -> int:
            return 1 << 30

    vault = make_vault(platform=Platform(files=Small()))
    with (source / "sparse").open("wb") as file:
        file.truncate(1 << 40)
    (source / "file").write_bytes(b"content")
    report = intake.add(vault, [source], ROOT)
    assert set(reasons(report)) == {"sparse"}
    assert inside(vault) == {b"file": b"content"}
    vault.lock()


def test_a107_more_than_a_file_may_have_is_listed(make_vault: Make, source: Path) -> None:
    class Endless(FileLayer):
        def free(self, path: str) -> int:
            return 1 << 60

    vault = make_vault(platform=Platform(files=Endless()))
    with (source / "sparse").open("wb") as file:
        file.truncate((2 << 40) + 1)
    assert set(reasons(intake.add(vault, [source], ROOT))) == {"sparse"}
    vault.lock()


@pytest.mark.parametrize("size", [1_000, LARGE])
def test_a107_a_file_that_grows_is_listed(vault: Vault, source: Path, size: int) -> None:
    file = source / "growing"
    file.write_bytes(bytes(size))
    stop = threading.Event()

    def grow() -> None:
        with file.open("ab", buffering=0) as target:
            while not stop.is_set():
                target.write(b"more")

    thread = threading.Thread(target=grow)
    thread.start()
    try:
        while file.stat().st_size == size:
            time.sleep(0.001)
        report = intake.add(vault, [source], ROOT)
    finally:
        stop.set()
        thread.join()
    assert reasons(report) == {"growing": "changed while it was being read"} or inside(vault)[b"growing"] is not None
    assert check(vault).findings == []
    vault.lock()


def test_the_vault_does_not_take_itself(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"content")
    report = intake.add(vault, [tmp_path], ROOT)
    assert "it is this vault" in reasons(report).values()
    assert inside(vault)[b"file"] == b"content"
    assert not [path for path in inside(vault) if path.startswith(b"Papers")]
    vault.lock()


def test_names_that_are_taken_are_listed(vault: Vault, source: Path) -> None:
    (source / "file").write_bytes(b"first")
    (source / "folder").mkdir()
    (source / "folder/inner").write_bytes(b"inner")
    intake.add(vault, [source], ROOT)
    (source / "file").write_bytes(b"second")
    (source / "folder/more").write_bytes(b"more")
    report = intake.add(vault, [source], ROOT)
    assert set(reasons(report)) == {"file", "inner"}
    assert inside(vault) == {b"file": b"first", b"folder": None, b"folder/inner": b"inner", b"folder/more": b"more"}
    vault.lock()


def test_a_file_does_not_take_the_place_of_a_folder_or_a_note(vault: Vault, source: Path) -> None:
    for name in ("folder", "note"):
        (source / name).write_bytes(b"file")
    (source / "file").mkdir()
    top = vault.make_folder(ROOT, b"source")
    vault.make_folder(top.id, b"folder")
    vault.write_note(top.id, b"note", "text")
    vault.write_note(top.id, b"file", "text")
    report = intake.add(vault, [source], ROOT, replace=True)
    assert set(reasons(report)) == {"folder", "note", "file"}
    vault.lock()


def test_replacing_makes_a_new_version(vault: Vault, source: Path) -> None:
    texts = [b"first", b"", b"third " * 2_000_000, b"fourth"]
    for text in texts:
        (source / "file").write_bytes(text)
        intake.add(vault, [source], ROOT, replace=True)
    item = vault.find([b"source", b"file"])
    assert item is not None
    assert [vault.read(item, version=number) for number in range(1, 5)] == texts
    assert vault.read(item) == b"fourth"
    vault.lock()


def test_the_same_name_twice_in_one_intake_is_listed_once(vault: Vault, tmp_path: Path) -> None:
    for place in ("one", "other"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "file").write_bytes(place.encode())
    report = intake.add(vault, [tmp_path / "one/file", tmp_path / "other/file"], ROOT, replace=True)
    assert len(report.skipped) == 1
    assert contents(vault) == {(b"file",): b"one"}
    vault.lock()


@pytest.mark.parametrize("at_once", [1, 2_000])
def test_a_tree_given_twice_is_listed_the_second_time(
    vault: Vault, source: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """What the first walk made is in the vault by then, or still on its way."""
    monkeypatch.setattr(intake, "BATCH_ITEMS", at_once)
    (source / "folder/inner").mkdir(parents=True)
    for name in ("a", "folder/b", "folder/inner/c"):
        (source / name).write_bytes(name.encode())
    report = intake.add(vault, [source, source, source / "folder"], ROOT)
    assert sorted(one.reason for one in report.skipped) == ["already in the vault"] * 3
    assert {os.path.basename(one.path) for one in report.skipped} == {b"a", b"b", b"c"}
    # The third time it is a folder of its own, beside the first.
    assert (report.items, report.folders) == (5, 5)
    assert check(vault).findings == []
    vault.lock()


def test_tags_are_given_to_everything(vault: Vault, source: Path) -> None:
    (source / "file").write_bytes(b"content")
    (source / "folder").mkdir()
    intake.add(vault, [source], ROOT, tags=["one", "two"])
    assert {tuple(vault.tags(item.id)) for item in vault.all_items()} == {("one", "two")}
    vault.lock()


# How it is committed


def test_small_files_share_packs(vault: Vault, source: Path, tmp_path: Path) -> None:
    for number in range(300):
        (source / f"{number}").write_bytes(b"content %d" % number)
    intake.add(vault, [source], ROOT)
    assert len(list((tmp_path / "Papers.deedbox").glob("packs/*/*"))) == 1
    assert inside(vault) == {b"%d" % number: b"content %d" % number for number in range(300)}
    vault.lock()


def test_every_pack_is_committed_by_itself(
    vault: Vault, source: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(intake, "BATCH_ITEMS", 10)
    for number in range(55):
        (source / f"{number:02}").write_bytes(b"content %d" % number)
    before = vault.catalog.sequence
    intake.add(vault, [source], ROOT)
    assert vault.catalog.sequence - before >= 6
    assert len(list((tmp_path / "Papers.deedbox").glob("packs/*/*"))) == 6
    assert len(inside(vault)) == 55
    vault.lock()


def test_slow_work_is_committed_every_two_seconds(make_vault: Make, source: Path) -> None:
    class Slow:
        """A second goes by whenever somebody looks."""

        at = 0.0

        def now(self) -> int:
            return 1_700_000_000_000

        def monotonic(self) -> float:
            self.at += 1
            return self.at

    vault = make_vault(platform=Platform(clock=Slow()))
    for number in range(12):
        (source / f"{number:02}").write_bytes(b"content")
    before = vault.catalog.sequence
    intake.add(vault, [source], ROOT)
    assert vault.catalog.sequence - before >= 4
    vault.lock()


class Stopping(Progress):
    """Cancels itself after some items."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.after = after

    def changed(self) -> None:
        if self.items >= self.after:
            self.cancel()


def test_cancelled_halfway_whole_items_stay(
    vault: Vault, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "BATCH_ITEMS", 5)
    for number in range(100):
        (source / f"{number:03}").write_bytes(b"content %d" % number)
    with pytest.raises(Cancelled):
        intake.add(vault, [source], ROOT, progress=Stopping(20))
    kept = inside(vault)
    assert 20 <= len(kept) < 100
    assert all(content == b"content %d" % int(name) for name, content in kept.items())
    report = check(vault)
    assert report.findings == []
    vault.write_note(ROOT, b"note", "text")
    vault.lock()
    with unlock(tmp_path / "Papers.deedbox") as again:
        assert inside(again) == kept
        intake.add(again, [source], ROOT)
        assert len(inside(again)) == 100


def test_cancelled_inside_a_large_file_nothing_of_it_stays(vault: Vault, source: Path, tmp_path: Path) -> None:
    class Early(Progress):
        def changed(self) -> None:
            if self.bytes > 3 << 20:
                self.cancel()

    (source / "small").write_bytes(b"content")
    with (source / "zarge").open("wb") as file:
        file.truncate(LARGE * 3)
    with pytest.raises(Cancelled):
        intake.add(vault, [source], ROOT, progress=Early())
    assert check(vault).findings == []
    assert b"zarge" not in inside(vault)
    vault.lock()


def test_progress_counts_every_byte_and_item(vault: Vault, source: Path) -> None:
    (source / "small").write_bytes(b"content")
    (source / "large").write_bytes(bytes(LARGE))
    (source / "empty").write_bytes(b"")
    assert intake.measure([source]) == (LARGE + 7, 3)
    progress = Progress()
    intake.add(vault, [source], ROOT, progress=progress)
    assert (progress.bytes, progress.items) == (LARGE + 7, 3)
    vault.lock()


def test_a_full_disk_stops_the_intake_and_keeps_what_was_committed(
    make_vault: Make, source: Path, tmp_path: Path
) -> None:
    files = FaultyFiles()
    vault = make_vault(platform=Platform(files=files))
    (source / "file").write_bytes(b"content")
    intake.add(vault, [source / "file"], ROOT)
    (source / "more").write_bytes(b"more")
    files.arm(3, errno.ENOSPC, lasting=True)
    with pytest.raises(Storage) as caught:
        intake.add(vault, [source / "more"], ROOT)
    assert caught.value.kind == "full"
    files.arm(0, 0)
    vault.lock()
    with unlock(tmp_path / "Papers.deedbox") as again:
        assert contents(again) == {(b"file",): b"content"}
        assert check(again).ok


def test_nothing_is_taken_when_nothing_can_be_written(tmp_path: Path, source: Path) -> None:
    create(tmp_path / "Papers.deedbox").lock()
    with unlock(tmp_path / "Papers.deedbox", read_only=True) as vault:
        with pytest.raises(ReadOnly):
            intake.add(vault, [source], ROOT)


def test_very_many_empty_folders_do_not_burst_a_record(
    vault: Vault, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vault.engine.records.FRAME_LIMIT", 64 << 10)
    monkeypatch.setattr("vault.engine.intake.COMMIT_ROWS", 100)
    for number in range(1_000):
        (source / f"{number}").mkdir()
    intake.add(vault, [source], ROOT, tags=["tag"])
    assert len(inside(vault)) == 1_000
    vault.lock()


def test_many_tags_on_many_files_do_not_burst_a_record(vault: Vault, source: Path) -> None:
    """2,000 files of one commit with 60 tags each are more than a frame holds."""
    for number in range(2_000):
        (source / f"{number}").write_bytes(b"")
    (source / "file").write_bytes(b"content")
    tags = [f"a tag of a person who likes to describe things {number}" for number in range(60)]
    intake.add(vault, [source], ROOT, tags=tags)
    assert len(inside(vault)) == 2_001
    vault.lock()


# A source that changes


class Watched(FileLayer):
    """Calls back when the first pack is being written: reading has begun then."""

    def __init__(self) -> None:
        self.action: Callable[[], None] | None = None

    def write(self, fd: int, data: Buffer, offset: int) -> int:
        if self.action is not None and len(data) > 100_000:
            action, self.action = self.action, None
            action()
        return super().write(fd, data, offset)


def _write_at(offset: int) -> Callable[[Path], None]:
    def change(file: Path) -> None:
        with file.open("r+b") as target:
            target.seek(offset)
            target.write(b"x")

    return change


CHANGES: dict[str, Callable[[Path], None]] = {
    "a byte": _write_at(5),
    "its end": _write_at(2 * LARGE - 1),
    "shorter": lambda file: os.truncate(file, LARGE),
    "longer": lambda file: os.truncate(file, 3 * LARGE),
    "emptied": lambda file: os.truncate(file, 0),
    "touched": lambda file: os.utime(file, (1, 1)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a050_a_large_source_that_changes_is_listed_and_leaves_nothing(
    make_vault: Make, source: Path, change: str
) -> None:
    files = Watched()
    vault = make_vault(platform=Platform(files=files))
    file = source / "file"
    file.write_bytes(bytes(2 * LARGE))
    time.sleep(0.02)
    files.action = lambda: CHANGES[change](file)
    report = intake.add(vault, [source], ROOT)
    assert reasons(report) == {"file": "changed while it was being read"}
    assert inside(vault) == {}
    assert check(vault).findings == []
    vault.lock()


def test_a050_a_source_that_is_replaced_comes_in_as_it_was(make_vault: Make, source: Path) -> None:
    """What was opened is read to its end, whatever has its name now; or it is listed."""
    files = Watched()
    vault = make_vault(platform=Platform(files=files))
    file = source / "file"
    file.write_bytes(b"a" * 2 * LARGE)
    other = source.with_name("other")
    other.write_bytes(b"b" * 2 * LARGE)
    files.action = lambda: os.replace(other, file)
    report = intake.add(vault, [source], ROOT)
    found = inside(vault)
    assert found == ({b"file": b"a" * 2 * LARGE} if not report.skipped else {})
    vault.lock()


PAGE = 4_096


@pytest.mark.parametrize("pages", [10, 512, LARGE // PAGE])
def test_a050_a_writer_that_never_rests_gives_no_mixture_of_moments(vault: Vault, source: Path, pages: int) -> None:
    """Round after round every page gets the number of the round. What is kept must have been the file at one moment:
    the pages before some place are of one round, all others of the round before.
    """
    file = source / "file"
    file.write_bytes(bytes(pages * PAGE))
    stop = threading.Event()

    def write() -> None:
        fd = os.open(file, os.O_WRONLY)
        number = 0
        while not stop.is_set():
            number += 1
            for page in range(pages):
                os.pwrite(fd, number.to_bytes(8, "big") * (PAGE // 8), page * PAGE)
        os.close(fd)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for _ in range(25 if pages * PAGE < LARGE else 3):
            intake.add(vault, [source], ROOT, replace=True)
    finally:
        stop.set()
        thread.join()
    intake.add(vault, [source], ROOT, replace=True)
    item = vault.find([b"source", b"file"])
    assert item is not None
    for version in vault.versions(item):
        content = vault.read(item, version=version.number)
        rounds = [int.from_bytes(content[at : at + 8], "big") for at in range(0, len(content), PAGE)]
        assert rounds == sorted(rounds, reverse=True)
        assert rounds[0] - rounds[-1] <= 1
    vault.lock()


# Keys and nonces


def test_a049_no_key_and_nonce_ever_meet_twice(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that is sealed in a life of a vault, interrupted attempts too; associated data is never empty."""
    seen: Counter[tuple[bytes, bytes]] = Counter()
    bare: list[int] = []
    real = primitives.AesGcm
    guard = threading.Lock()

    class Recorded:
        def __init__(self, key: bytes) -> None:
            self._key, self._cipher = bytes(key), real(key)

        def encrypt_into(self, nonce: bytes, data: Buffer, associated: bytes, out: memoryview) -> int:
            with guard:
                seen[self._key, bytes(nonce)] += 1
                if not associated:
                    bare.append(len(data))
            return self._cipher.encrypt_into(nonce, data, associated, out)

        def decrypt_into(self, nonce: bytes, data: Buffer, associated: bytes, out: memoryview) -> int:
            return self._cipher.decrypt_into(nonce, data, associated, out)

    streams: list[bytes] = []
    stream = floe._Stream.__init__

    def watch(self: object, key: bytes, associated: bytes, *more: object) -> None:
        streams.append(associated)
        stream(self, key, associated, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(floe, "AesGcm", Recorded)
    monkeypatch.setattr(floe._Stream, "__init__", watch)
    chance = random.Random(49)
    for number in range(12):
        (source / f"{number}").write_bytes(chance.randbytes(chance.choice([0, 10, 5_000, 2 << 20])))
    (source / "large").write_bytes(chance.randbytes(LARGE + 5))
    path, files = tmp_path / "Papers.deedbox", FaultyFiles()
    create(path).lock()
    for at in range(4, 60, 8):
        vault = unlock(path, platform=Platform(files=files))
        files.arm(at, "die" if at % 3 else errno.EIO)
        with contextlib.suppress(Died, Storage):
            intake.add(vault, [source], ROOT, replace=True)
        files.kill()
        files.dead, files.at = False, 0
        (source / "large").write_bytes(chance.randbytes(LARGE + at))
    with unlock(path) as vault:
        intake.add(vault, [source], ROOT, replace=True)
        for number in range(5):
            vault.write_note(ROOT, b"note", f"text {number}")
        rotation.change_password(vault, Password(b"another"), policy=CHEAP)
        rotation.new_vault_key(vault, Password(b"another"), policy=CHEAP)
        vault.files.renew_generation()
        for name in ("one", "other"):
            backup.export(vault, tmp_path / name, PASSWORD, policy=CHEAP)
        trash.remove(vault, vault.children(ROOT)[:1])
        trash.empty(vault)
    backup.restore(tmp_path / "one", tmp_path / "restored", PASSWORD, policy=CHEAP)
    assert len(seen) > 100
    assert seen.most_common(1)[0][1] == 1
    assert bare == []
    assert all(streams)
    assert len(streams) > 100


def test_a049_a_retry_takes_a_new_key_a_new_part_and_a_new_pack(vault: Vault, source: Path) -> None:
    writer = packs.PackWriter(vault.folder)
    made = [writer.write_small([b"the same content"]) for _ in range(3)]
    assert len({part.key for [part], _ in made}) == 3
    assert len({part.id for [part], _ in made}) == 3
    assert len({pack.id for _, pack in made}) == 3
    writer.discard([pack for _, pack in made])
    vault.lock()


# Size


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """A place whose trees may be deeper than a recursive removal gets."""
    place = tmp_path / "deep"
    place.mkdir()
    yield place
    subprocess.run(["rm", "-rf", place], check=True)


def _dig(place: Path, name: str, levels: int) -> None:
    """Folders inside folders, with a file in the innermost."""
    here = os.open(place, os.O_RDONLY)
    for _ in range(levels):
        os.mkdir(name, dir_fd=here)
        deeper = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = deeper
    fd = os.open("file", os.O_WRONLY | os.O_CREAT, dir_fd=here)
    os.write(fd, b"deep")
    os.close(fd)
    os.close(here)


def _reach(place: Path, name: str, levels: int) -> bytes:
    """What is in the innermost file."""
    here = os.open(place, os.O_RDONLY)
    for _ in range(levels):
        deeper = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = deeper
    fd = os.open("file", os.O_RDONLY, dir_fd=here)
    content = os.read(fd, 99)
    os.close(fd)
    os.close(here)
    return content


def test_folders_a_thousand_levels_deep_come_in_and_go_out(vault: Vault, deep: Path) -> None:
    _dig(deep, "d", 1_000)
    report = intake.add(vault, [deep / "d"], ROOT)
    assert (report.folders, report.items, report.skipped) == (1_000, 1, [])
    out = retrieval.write_out(vault, vault.children(ROOT), deep / "out")
    assert (out.items, out.failed) == (1, [])
    assert check(vault).findings == []
    assert _reach(deep / "out", "d", 1_000) == b"deep"
    vault.lock()


def test_paths_longer_than_the_system_takes_are_listed(vault: Vault, deep: Path) -> None:
    name = "a folder with a long name"
    _dig(deep, name, 300)
    report = intake.add(vault, [deep / name], ROOT)
    assert report.items == 1 or len(report.skipped) == 1
    assert check(vault).findings == []
    vault.lock()


@pytest.mark.slow
def test_many_small_files(vault: Vault, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "BATCH_SECONDS", 3600.0)  # or a slow machine makes more packs
    folders = 20 if FOLDER else 8
    for folder in range(folders):
        (source / f"{folder}").mkdir()
        for number in range(1_000):
            (source / f"{folder}/{number}").write_bytes(b"%d in %d" % (number, folder))
    report = intake.add(vault, [source], ROOT)
    assert (report.items, report.skipped) == (folders * 1_000, [])
    assert len(list((tmp_path / "Papers.deedbox").glob("packs/*/*"))) <= 12
    vault.lock()
    with unlock(tmp_path / "Papers.deedbox") as again:
        out = retrieval.write_out(again, again.children(ROOT), tmp_path / "out")
        assert (out.items, out.failed) == (folders * 1_000, [])
        assert check(again, fast=True).ok
    assert (tmp_path / "out/source/7/345").read_bytes() == b"345 in 7"


# What happens in the vault meanwhile


def when_read(monkeypatch: pytest.MonkeyPatch, name: bytes, change: Callable[[], object]) -> Meanwhile:
    """Makes a change at the first moment for it after a file of this name was opened; no pack is written before.

    So whatever waits for a pack must let changes through, or it waits for ever.
    """
    opened, changed = threading.Event(), threading.Event()
    real = os.open

    def watch(path: object, *arguments: object, **more: object) -> int:
        if isinstance(path, bytes) and os.path.basename(path) == name:
            opened.set()
        return real(path, *arguments, **more)  # type: ignore[arg-type]

    def act() -> None:
        if opened.is_set() and not changed.is_set():
            change()
            changed.set()

    def gated(write: Callable[..., object]) -> Callable[..., object]:
        def late(*arguments: object) -> object:
            assert changed.wait(30)
            return write(*arguments)

        return late

    monkeypatch.setattr(os, "open", watch)
    for kind in ("write_shared", "write_part"):
        monkeypatch.setattr(packs.PackWriter, kind, gated(getattr(packs.PackWriter, kind)))
    return Meanwhile(act)


def packs_in(tmp_path: Path) -> int:
    return len(list((tmp_path / "Papers.deedbox").glob("packs/*/*")))


@pytest.mark.parametrize(("size", "others"), [(0, 3), (9, 0), (9, 3), (LARGE, 0), (LARGE, 3)])
def test_a_name_that_appears_meanwhile_is_listed_and_ends_nothing(
    vault: Vault, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, others: int
) -> None:
    (source / "name").write_bytes(b"x" * size)
    for number in range(others):
        (source / f"other {number}").write_bytes(b"content")
    top = vault.make_folder(ROOT, b"source")
    progress = when_read(monkeypatch, b"name", lambda: vault.write_note(top.id, b"name", "mine"))
    report = intake.add(vault, [source], ROOT, progress=progress)
    assert reasons(report) == {"name": "already in the vault"}
    assert (report.items, report.bytes) == (others, 7 * others)
    assert inside(vault) == {b"name": b"mine", **{b"other %d" % number: b"content" for number in range(others)}}
    assert check(vault).findings == []
    assert packs_in(tmp_path) == (others > 0)
    vault.lock()
    with unlock(tmp_path / "Papers.deedbox") as again:
        assert check(again).findings == []


def test_a_name_that_appears_does_not_take_along_what_shares_its_pack(
    vault: Vault, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor when there is more than one record holds."""
    monkeypatch.setattr("vault.engine.records.FRAME_LIMIT", 16 << 10)
    for number in range(200):
        (source / f"{number:03}").write_bytes(b"content")
    top = vault.make_folder(ROOT, b"source")

    def take_some() -> None:
        for number in [*range(90), 150]:
            vault.write_note(top.id, b"%03d" % number, "mine")

    report = intake.add(vault, [source], ROOT, progress=when_read(monkeypatch, b"199", take_some))
    assert (report.items, len(report.skipped)) == (200 - 91, 91)
    assert check(vault).findings == []
    vault.lock()


def test_a_note_that_takes_a_folders_name_leaves_out_what_is_in_it(
    vault: Vault, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (source / "folder/inner").mkdir(parents=True)
    (source / "folder/inner/file").write_bytes(b"content")
    top = vault.make_folder(ROOT, b"source")
    progress = when_read(monkeypatch, b"file", lambda: vault.write_note(top.id, b"folder", "mine"))
    report = intake.add(vault, [source], ROOT, progress=progress)
    assert (reasons(report), report.items, report.folders) == ({"folder": "already in the vault"}, 0, 0)
    assert inside(vault) == {b"folder": b"mine"}
    assert packs_in(tmp_path) == 0
    assert check(vault).findings == []
    vault.lock()


def test_a_folder_that_appears_meanwhile_takes_in_what_comes(
    vault: Vault, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (source / "folder/inner").mkdir(parents=True)
    for name in ("folder/a", "folder/taken", "folder/inner/b", "z"):
        (source / name).write_bytes(name.encode())
    top = vault.make_folder(ROOT, b"source")

    def appear() -> None:
        folder = vault.make_folder(top.id, b"folder")
        vault.write_note(folder.id, b"taken", "mine")

    report = intake.add(vault, [source], ROOT, progress=when_read(monkeypatch, b"z", appear), tags=["new"])
    assert (reasons(report), report.items, report.folders) == ({"taken": "already in the vault"}, 3, 1)
    assert inside(vault) == {
        b"folder": None,
        b"folder/a": b"folder/a",
        b"folder/taken": b"mine",
        b"folder/inner": None,
        b"folder/inner/b": b"folder/inner/b",
        b"z": b"z",
    }
    assert check(vault).findings == []
    vault.lock()


@pytest.mark.parametrize("change", ["moved", "removed", "moved, and another in its place"])
def test_a_file_that_goes_away_while_it_is_replaced_stays_as_it_is(
    vault: Vault, source: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    (source / "file").write_bytes(b"first")
    intake.add(vault, [source], ROOT)
    (source / "file").write_bytes(b"second")
    item = vault.find([b"source", b"file"])
    assert item is not None

    def go() -> None:
        if change == "removed":
            trash.remove(vault, [item])
            return
        vault.move(item, ROOT, b"elsewhere")
        if change != "moved":
            vault.write_note(item.parent, b"file", "mine")

    progress = when_read(monkeypatch, b"file", go)
    report = intake.add(vault, [source], ROOT, replace=True, progress=progress)
    expected = "already in the vault" if "another" in change else "moved or removed in the vault meanwhile"
    assert (reasons(report), report.items) == ({"file": expected}, 0)
    assert vault.read(vault.item(item.id)) == b"first"
    assert check(vault).findings == []
    vault.lock()


def test_stopped_the_report_says_what_came_in_and_what_did_not(
    vault: Vault, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "BATCH_ITEMS", 5)
    (source / "0 link").symlink_to("nowhere")
    for number in range(100):
        (source / f"{number:03}").write_bytes(b"content")
    report = intake.IntakeReport()
    with pytest.raises(Cancelled):
        intake.add(vault, [source], ROOT, progress=Stopping(20), report=report)
    kept = inside(vault)
    assert 20 <= len(kept) < 100
    assert (report.items, report.folders, report.bytes) == (len(kept), 1, 7 * len(kept))
    assert reasons(report) == {"0 link": "a symbolic link is not followed"}
    vault.lock()


def test_waiting_for_a_pack_stops_and_leaves_no_thread(
    vault: Vault, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for size in (9, LARGE):
        (source / "file").write_bytes(bytes(size))
        with monkeypatch.context() as patch:
            progress = when_read(patch, b"file", lambda: progress.cancel())  # noqa: B023, PLW0108 - it is made here
            with no_thread_left(), pytest.raises(Cancelled):
                intake.add(vault, [source], ROOT, progress=progress)
        assert packs_in(tmp_path) == 0
    assert check(vault).findings == []
    vault.lock()


def test_how_much_comes_in_is_known_before(vault: Vault, source: Path) -> None:
    """What goes away between the two looks is listed, and the rest comes in."""
    for name in ("a", "b", "c"):
        (source / name).write_bytes(b"content")
    progress = Meanwhile(lambda: (source / "c").unlink(missing_ok=True) if progress.asked > 5 else None)
    report = intake.add(vault, [source], ROOT, progress=progress)
    assert (progress.total_bytes, progress.total_items, progress.items) == (21, 3, 2)
    assert inside(vault) == {b"a": b"content", b"b": b"content"}
    assert set(reasons(report)) == {"c"}
    vault.lock()


def test_the_look_before_asks_at_everything_and_stops(source: Path) -> None:
    for number in range(50):
        (source / f"{number}").symlink_to("nowhere")
    progress = Meanwhile()
    assert intake.measure([source], progress) == (0, 0)
    assert progress.asked == 51
    progress.cancel()
    with pytest.raises(Cancelled):
        intake.measure([source], progress)
