"""Snapshot and log on disk: splices, torn tails, the mark in the lock, generations that come and go."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CHEAP
from tests.faults import FaultyFiles
from tests.forging import contents, create, frames, leaves, log_of, sealing_of, snapshot_of, unlock
from tests.survival.tally import sample
from vault.engine import floe, generation, header_change, keys, rotation
from vault.engine.check import check
from vault.engine.durable import Folder, Platform
from vault.engine.errors import Damaged, RollbackDetected, VaultError
from vault.engine.primitives import Buffer
from vault.engine.records import FRAME_HEADER, FRAME_LIMIT, Change, Record
from vault.engine.vault import ROOT, Vault

NOTES = [b"one", b"two", b"three", b"four"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A locked vault whose log holds two records of its making and one for each note."""
    path = tmp_path / "Papers.deedbox"
    with create(path) as vault:
        for name in NOTES:
            vault.write_note(ROOT, name, name.decode() * 20)
    return path


def names(vault: Vault) -> list[bytes]:
    return [item.name for item in vault.children(ROOT)]


def open_names(path: Path, *, state: Path | None = None, read_only: bool = False) -> list[bytes]:
    with unlock(path, state=state, read_only=read_only) as vault:
        return names(vault)


def rewrite(path: Path, pieces: list[bytes]) -> None:
    log_of(path).write_bytes(b"".join(pieces))


# Flips and splices


@pytest.mark.parametrize("number", range(6))
def test_a026_a_flip_in_a_record_names_the_record(path: Path, number: int) -> None:
    pieces = frames(log_of(path).read_bytes())
    for offset in (FRAME_HEADER + 5, FRAME_HEADER + 90, len(pieces[number]) - 1):
        broken = bytearray(pieces[number])
        broken[offset] ^= 1
        rewrite(path, [*pieces[:number], bytes(broken), *pieces[number + 1 :]])
        with pytest.raises(Damaged) as caught:
            unlock(path)
        # A log without its first record is no log.
        assert caught.value.where in (f"record {number + 1}", "log" if number == 0 else "")


@pytest.mark.parametrize("offset", [0, 12, 60, 80, 100, 30_000, -1])
def test_a026_a_flip_in_the_snapshot_names_it(path: Path, offset: int) -> None:
    broken = bytearray(snapshot_of(path).read_bytes())
    broken[offset] ^= 0x80
    snapshot_of(path).write_bytes(broken)
    with pytest.raises(Damaged) as caught:
        unlock(path)
    assert caught.value.where == "snapshot"


def test_a026_no_zeros_may_be_added_to_or_taken_from_a_snapshot(path: Path) -> None:
    sealed = snapshot_of(path).read_bytes()
    for changed in (sealed + b"\0", sealed + bytes(4_096), sealed[:-1], sealed[:-4_096], b""):
        snapshot_of(path).write_bytes(changed)
        with pytest.raises(Damaged):
            unlock(path)


def test_a026_padding_of_the_snapshot_is_zeros(path: Path) -> None:
    """Sealed with the right key, by somebody who hides something in the padding."""
    sealing = sealing_of(path)
    sealed = snapshot_of(path).read_bytes()
    bound = sealing._bind(keys.SNAPSHOT)
    padded = floe.unseal(sealing.subkeys.snapshot, bound, sealed)
    assert padded[-1] == 0
    padded[-1] = 1
    snapshot_of(path).write_bytes(floe.seal(sealing.subkeys.snapshot, bound, padded, os.urandom))
    with pytest.raises(Damaged):
        unlock(path)


SPLICES: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "first removed": lambda f: f[1:],
    "one removed": lambda f: [*f[:3], *f[4:]],
    "two swapped": lambda f: [*f[:3], f[4], f[3], *f[5:]],
    "the last two swapped": lambda f: [*f[:4], f[5], f[4]],
    "one repeated": lambda f: [*f[:4], f[3], *f[4:]],
    "the last repeated": lambda f: [*f, f[-1]],
    "the first repeated at the end": lambda f: [*f, f[0]],
    "all repeated": lambda f: f * 2,
    "only the last": lambda f: f[-1:],
    "nothing": lambda _: [],
}


@pytest.mark.parametrize("name", SPLICES)
@pytest.mark.parametrize("read_only", [True, False])
def test_a027_records_out_of_their_place_are_damage(path: Path, name: str, read_only: bool) -> None:
    rewrite(path, SPLICES[name](frames(log_of(path).read_bytes())))
    before = leaves(path)
    with pytest.raises(Damaged):
        unlock(path, read_only=read_only)
    assert before.items() <= {**leaves(path), "lock": before["lock"]}.items()


@pytest.mark.parametrize("place", [2, 5, 6])
def test_a027_a_record_of_another_vault_is_damage(path: Path, tmp_path: Path, place: int) -> None:
    other = tmp_path / "Other.deedbox"
    with create(other) as vault:
        for name in NOTES * 2:
            vault.write_note(ROOT, name, "other")
    foreign = frames(log_of(other).read_bytes())
    pieces = frames(log_of(path).read_bytes())
    rewrite(path, [*pieces[:place], foreign[place], *pieces[place + 1 :]])
    with pytest.raises(Damaged):
        unlock(path)


@pytest.mark.parametrize("change", ["epoch", "generation"])
def test_a027_a_record_of_another_epoch_or_generation_is_damage(path: Path, change: str) -> None:
    """The older log is a valid history of the same vault; its records fit nowhere else."""
    old = frames(log_of(path).read_bytes())
    with unlock(path) as vault:
        if change == "epoch":
            rotation.new_vault_key(vault, vault.credential, policy=CHEAP)
        else:
            vault.files.renew_generation()
        vault.write_note(ROOT, b"five", "later")
    new = frames(log_of(path).read_bytes())
    for pieces in ([*new, old[-1]], [*new[:-1], old[-1]], [old[-1], *new], old):
        rewrite(path, pieces)
        with pytest.raises(Damaged):
            unlock(path)


def _appended(path: Path, record: Record) -> None:
    frame, _ = sealing_of(path).seal_record(record, os.urandom)
    with log_of(path).open("ab") as log:
        log.write(frame)


def _last(path: Path) -> tuple[int, bytes]:
    with unlock(path, read_only=True) as vault:
        return vault.catalog.sequence, vault.catalog.head


def test_a027_the_sequence_and_the_head_before_must_fit(path: Path) -> None:
    """Sealed with the right keys, as by a second writer who started from the same place."""
    sequence, head = _last(path)
    changes = [Change("state", ("key",), (b"value",))]
    whole = log_of(path).read_bytes()
    for record in (
        Record(sequence + 1, bytes(32), changes, 0, "forged"),
        Record(sequence + 2, head, changes, 0, "forged"),
        Record(sequence, head, changes, 0, "forged"),
    ):
        log_of(path).write_bytes(whole)
        _appended(path, record)
        with pytest.raises(Damaged):
            unlock(path)
    log_of(path).write_bytes(whole)
    _appended(path, Record(sequence + 1, head, changes, 0, "right"))
    with unlock(path) as vault:
        assert vault.catalog.state("key") == b"value"


def test_a027_the_sequence_inside_the_record_must_be_that_of_its_frame(path: Path) -> None:
    sequence, head = _last(path)
    sealing = sealing_of(path)
    inner = Record(sequence + 5, head, [], 0, "forged")

    class Lying(Record):
        """Says one sequence to the frame and writes another."""

        def serialize(self) -> bytes:
            return inner.serialize()

    frame, _ = sealing.seal_record(Lying(sequence + 1, head, [], 0, "forged"), os.urandom)
    with log_of(path).open("ab") as log:
        log.write(frame)
    with pytest.raises(Damaged):
        unlock(path)


@pytest.mark.parametrize("which", ["log", "snapshot"])
def test_a_missing_file_of_the_generation_is_damage(path: Path, which: str) -> None:
    (log_of(path) if which == "log" else snapshot_of(path)).unlink()
    with pytest.raises(Damaged):
        unlock(path)


# Torn tails


def test_a029_the_log_cut_at_every_byte_of_its_last_two_records(path: Path, tmp_path: Path) -> None:
    """Without an anchor: always the state at the last whole record, and the rest is told."""
    whole = log_of(path).read_bytes()
    pieces = frames(whole)
    borders = {len(whole) - len(pieces[-1]): 3, len(whole) - len(pieces[-1]) - len(pieces[-2]): 2}
    first = min(borders)
    for size in sorted({*borders, *sample(range(first, len(whole)), 60, "cut")}):
        log_of(path).write_bytes(whole[:size])
        with unlock(path, read_only=True) as vault:
            expected = max(count for border, count in borders.items() if border <= size)
            assert sorted(names(vault)) == sorted(NOTES[:expected])
            assert bool(vault.notices) == (size not in borders)
        assert log_of(path).read_bytes() == whole[:size]


def test_a029_with_an_anchor_nothing_this_device_has_seen_is_ever_left_out(path: Path, state: Path) -> None:
    unlock(path, state=state).lock()
    whole = log_of(path).read_bytes()
    pieces = frames(whole)
    borders = [sum(map(len, pieces[:count])) for count in range(1, len(pieces))]
    last = range(len(whole) - len(pieces[-1]) - 1, len(whole))
    for size in sorted({*borders[-1:], *sample(last, 40, "cut")}):
        log_of(path).write_bytes(whole[:size])
        with pytest.raises(RollbackDetected if size in borders else Damaged):
            unlock(path, state=state, read_only=True)
    log_of(path).write_bytes(whole)
    assert len(open_names(path, state=state)) == 4


def test_a029_cut_anywhere_in_the_first_record_it_is_damage(path: Path) -> None:
    whole = log_of(path).read_bytes()
    first = len(frames(whole)[0])
    for size in [*range(200), *range(200, first, 97), first - 1]:
        log_of(path).write_bytes(whole[:size])
        with pytest.raises(Damaged):
            unlock(path, read_only=True)


def test_a029_cut_before_the_confirmation_the_making_is_completed(path: Path) -> None:
    whole = log_of(path).read_bytes()
    log_of(path).write_bytes(frames(whole)[0])
    with unlock(path, read_only=True) as vault:
        assert vault.notices == ["a change of the header is not finished"]
    with unlock(path) as vault:
        assert "interrupted header change completed" in vault.notices
        vault.write_note(ROOT, b"note", "text")
    assert open_names(path) == [b"note"]


def test_a145_a_writer_keeps_the_tail_aside_and_goes_on(path: Path) -> None:
    whole = log_of(path).read_bytes()
    last = frames(whole)[-1]
    offset = len(whole) - len(last)
    log_of(path).write_bytes(whole[:-100])
    with unlock(path) as vault:
        assert vault.notices == [f"interrupted change left out: {len(last) - 100} bytes"]
        aside = log_of(path).with_name(f"{log_of(path).name}.tail-{offset}")
        assert aside.read_bytes() == last[:-100]
        assert log_of(path).read_bytes() == whole[:offset]
        vault.write_note(ROOT, b"again", "text")
        report = check(vault)
        assert [finding.kind for finding in report.findings] == ["interrupted change kept aside"]
        assert report.ok
    assert sorted(open_names(path)) == sorted([*NOTES[:3], b"again"])


def test_a145_a_reader_leaves_the_tail_alone(path: Path) -> None:
    log_of(path).write_bytes(log_of(path).read_bytes()[:-100])
    before = leaves(path)
    with unlock(path, read_only=True) as vault:
        assert len(names(vault)) == 3
    assert leaves(path) == before


def _garbage(count: int) -> bytes:
    return bytes(1 + number % 255 for number in range(count))


DROPPED = {
    "one byte": _garbage(1),
    "less than a frame's start": _garbage(FRAME_HEADER - 1),
    "zeros": bytes(256),
    "many zeros": bytes(100_000),
    "a block of zeros in rubbish": _garbage(512) + bytes(1_024) + _garbage(300),
}
REFUSED = {
    "rubbish": _garbage(FRAME_HEADER),
    "more rubbish": _garbage(20_000),
    "zeros that fill no block": _garbage(256) + bytes(300) + _garbage(1_000),
    "zeros, more than a frame": bytes(FRAME_LIMIT + 1),
}


@pytest.mark.parametrize("name", DROPPED)
def test_a145_what_an_interrupted_append_leaves_is_dropped(path: Path, name: str) -> None:
    with log_of(path).open("ab") as log:
        log.write(DROPPED[name])
    with unlock(path) as vault:
        assert len(names(vault)) == 4
        assert vault.notices == [f"interrupted change left out: {len(DROPPED[name])} bytes"]


@pytest.mark.parametrize("name", REFUSED)
def test_a145_everything_else_is_damage(path: Path, name: str) -> None:
    with log_of(path).open("ab") as log:
        log.write(REFUSED[name])
    with pytest.raises(Damaged):
        unlock(path)


@pytest.mark.parametrize("gap", [256, 512, 2_048])
def test_a145_a_valid_frame_behind_a_hole_is_damage(path: Path, gap: int) -> None:
    """A hole in the middle is no torn tail: something that was committed would be lost."""
    pieces = frames(log_of(path).read_bytes())
    rewrite(path, [*pieces[:-1], bytes(gap), pieces[-1]])
    with pytest.raises(Damaged):
        unlock(path)


def test_a145_a_copy_of_an_old_record_at_the_end_is_damage(path: Path) -> None:
    pieces = frames(log_of(path).read_bytes())
    for cut in (0, 10, 150):
        rewrite(path, [*pieces, pieces[2][: len(pieces[2]) - cut]])
        with pytest.raises(Damaged):
            unlock(path)


def test_a145_a_flip_in_the_last_synced_record_is_damage(path: Path) -> None:
    """Every byte: none of them makes the record a torn tail."""
    whole = log_of(path).read_bytes()
    last = len(frames(whole)[-1])
    sealing, folder = sealing_of(path), Folder(path, Platform())
    for offset in sample(range(len(whole) - last, len(whole)), 50, "flip"):
        broken = bytearray(whole)
        broken[offset] ^= 0x55
        log_of(path).write_bytes(broken)
        with pytest.raises(Damaged):
            generation.load(folder, sealing, Platform().clock)


def test_a145_a_hundred_megabytes_behind_the_log_are_refused_soon(path: Path) -> None:
    with log_of(path).open("r+b") as log:
        log.truncate(100 << 20)
    started = time.monotonic()
    with pytest.raises(Damaged):
        unlock(path)
    assert time.monotonic() - started < 2


def test_a145_more_than_a_log_can_be_is_refused_unread(path: Path) -> None:
    with log_of(path).open("r+b") as log:
        log.truncate(1 << 40)
    with pytest.raises(Damaged):
        unlock(path)


def _large_record(path: Path) -> int:
    """Commit a record of several blocks; the length of its frame."""
    with unlock(path) as vault:
        vault.write_note(ROOT, b"large", "text " * 400)
    return len(frames(log_of(path).read_bytes())[-1])


@pytest.mark.parametrize("hole", [1, 2, 3, -1])
def test_a145_a_frame_with_a_block_that_never_came_is_a_torn_tail(path: Path, hole: int) -> None:
    """After a power cut the file has its length, the first block is there, another is still zeros."""
    size = _large_record(path)
    whole = bytearray(log_of(path).read_bytes())
    start = (len(whole) - size) // 512 * 512
    at = start + hole * 512 if hole > 0 else (len(whole) - 1) // 512 * 512
    end = min(at + 512, len(whole))
    whole[at:end] = bytes(end - at)
    log_of(path).write_bytes(whole)
    with unlock(path) as vault:
        assert sorted(names(vault)) == sorted(NOTES)


def test_a145_a_frame_whose_first_block_never_came_is_a_torn_tail(path: Path) -> None:
    size = _large_record(path)
    whole = bytearray(log_of(path).read_bytes())
    at = len(whole) - size
    end = at // 512 * 512 + 512
    whole[at:end] = bytes(end - at)
    log_of(path).write_bytes(whole)
    with unlock(path) as vault:
        assert sorted(names(vault)) == sorted(NOTES)


def test_a145_a_hole_in_what_this_device_has_seen_is_damage(path: Path, state: Path) -> None:
    _large_record(path)
    unlock(path, state=state).lock()
    whole = bytearray(log_of(path).read_bytes())
    whole[-1_024:] = bytes(1_024)
    log_of(path).write_bytes(whole)
    with pytest.raises(Damaged):
        unlock(path, state=state)


# The mark


def test_a152_a_mark_makes_a_new_generation_before_anything_else(path: Path, state: Path) -> None:
    lock = path / "lock"
    lock.write_bytes(b"!" + lock.read_bytes()[1:])
    before = log_of(path)
    with unlock(path, state=state) as vault:
        assert log_of(path) != before
        assert lock.read_bytes()[:1] == b"-"
        assert len(names(vault)) == 4
        vault.write_note(ROOT, b"five", "text")
    assert len(open_names(path, state=state)) == 5


def test_a152_a_reader_leaves_the_mark(path: Path) -> None:
    lock = path / "lock"
    lock.write_bytes(b"!" + lock.read_bytes()[1:])
    before = leaves(path)
    assert len(open_names(path, read_only=True)) == 4
    assert leaves(path) == before


def test_a152_an_append_that_failed_leaves_the_mark(path: Path) -> None:
    files = FaultyFiles()
    vault = unlock(path, platform=Platform(files=files))
    files.arm(3, 5)
    with pytest.raises(VaultError):
        vault.write_note(ROOT, b"five", "text")
    files.kill()
    assert (path / "lock").read_bytes()[:1] == b"!"
    before = log_of(path)
    unlock(path).lock()
    assert log_of(path) != before


# Generations


def test_a_long_log_gives_way_to_a_new_generation_at_lock(path: Path) -> None:
    first = snapshot_of(path).stem
    with unlock(path) as vault:
        vault.write_note(ROOT, b"large", "x" * (1 << 20))
        assert not vault.files.wants_generation or log_of(path).stat().st_size > header_change.GENERATION_BYTES
        vault.write_note(ROOT, b"more", "x" * 1_000)
    assert snapshot_of(path).stem != first
    assert log_of(path).stat().st_size < 100_000
    with unlock(path) as vault:
        assert len(names(vault)) == 6
        assert check(vault).findings == []


def test_many_records_give_way_to_a_new_generation_at_lock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(header_change, "GENERATION_RECORDS", 5)
    first = snapshot_of(path).stem
    with unlock(path) as vault:
        for number in range(6):
            vault.write_note(ROOT, b"more %d" % number, "text")
    assert snapshot_of(path).stem != first
    assert len(open_names(path)) == 10


def test_a_short_log_goes_on(path: Path) -> None:
    first = snapshot_of(path).stem
    with unlock(path) as vault:
        vault.write_note(ROOT, b"more", "text")
    assert snapshot_of(path).stem == first


def test_the_generation_before_is_kept_and_no_other(path: Path) -> None:
    stems = [snapshot_of(path).stem]
    for _ in range(3):
        with unlock(path) as vault:
            vault.files.renew_generation()
        stems.append(snapshot_of(path).stem)
    kept = sorted(file.name for file in (path / "catalog").iterdir())
    assert kept == sorted(f"{stem}.{ending}" for stem in stems[-2:] for ending in ("snapshot", "log"))


def test_a_snapshot_that_reads_back_otherwise_never_becomes_current(path: Path) -> None:
    class Corrupting(FaultyFiles):
        """Turns one bit over in every snapshot it writes."""

        def open(self, path: str, flags: int, mode: int = 0o600) -> int:
            fd = super().open(path, flags, mode)
            self.target = fd if path.endswith(".snapshot.partial") else getattr(self, "target", -1)
            return fd

        def write(self, fd: int, data: Buffer, offset: int) -> int:
            if fd == self.target:
                data = bytearray(data)
                data[len(data) // 2] ^= 1
            return super().write(fd, data, offset)

    before = snapshot_of(path)
    vault = unlock(path, platform=Platform(files=Corrupting()))
    with pytest.raises(Damaged):
        vault.files.renew_generation()
    vault.write_note(ROOT, b"five", "text")
    vault.lock()
    assert snapshot_of(path) == before
    assert len(open_names(path)) == 5


def test_files_that_are_not_of_the_catalog_are_never_removed(path: Path) -> None:
    """Conflict copies of a sync tool, and whatever a person puts there."""
    stem = snapshot_of(path).stem
    strangers = [
        path / "catalog" / name
        for name in (
            "000001-notes of mine.txt",
            "1-a.snapshot",
            f"{stem} (conflicted copy).log",
            f"{stem}.sync-conflict-20260101-120000.snapshot",
            ".DS_Store",
        )
    ]
    for stranger in strangers:
        stranger.write_bytes(b"mine")
    for _ in range(3):
        with unlock(path) as vault:
            vault.files.renew_generation()
    assert [stranger.name for stranger in strangers if not stranger.exists()] == []
    with unlock(path) as vault:
        kinds = {finding.where: finding.kind for finding in check(vault).findings}
    assert kinds == {f"catalog/{stranger.name}": "unknown file" for stranger in strangers}


def test_catalog_files_with_a_higher_number_are_left_alone(path: Path) -> None:
    other = path.with_name("later")
    shutil.copytree(path, other)
    for _ in range(2):
        with unlock(other) as vault:
            vault.files.renew_generation()
    later = snapshot_of(other)
    shutil.copy(later, path / "catalog" / later.name)
    with unlock(path) as vault:
        vault.write_note(ROOT, b"five", "text")
        assert [finding.kind for finding in check(vault).findings] == ["unreferenced catalog"]
    assert (path / "catalog" / later.name).exists()


def test_a_log_never_grows_beyond_what_can_be_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Long sessions: whoever is killed before locking must be able to open the vault again."""
    monkeypatch.setattr(generation, "LOG_LIMIT", 100_000)
    files = FaultyFiles()
    vault = unlock(path, platform=Platform(files=files))
    for number in range(12):
        vault.write_note(ROOT, b"more %d" % number, "x" * 10_000)
    files.kill()
    assert len(open_names(path)) == 16


def test_a068_a_reader_keeps_the_files_of_its_generation(path: Path) -> None:
    with unlock(path, read_only=True) as reader:
        old = snapshot_of(path)
        with unlock(path) as writer:
            rotation.new_vault_key(writer, writer.credential, policy=CHEAP)
            assert "old catalog still held by a reader" in writer.notices
            assert old.exists()
        assert contents(reader) == {(name,): name * 20 for name in NOTES}
    unlock(path).lock()
    assert not old.exists()
