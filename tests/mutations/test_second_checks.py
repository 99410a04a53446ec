"""Checks that stand behind another one, so that no other test would miss them: each is met alone here.

Found by taking them out (`make mutants`).
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import CHEAP
from tests.forging import PASSWORD, contents, create, frames, log_of, sealing_of, unlock
from vault.backup import export as backup
from vault.engine import intake
from vault.engine.anchor import Anchor, judge
from vault.engine.durable import FileLayer, Platform
from vault.engine.errors import Damaged, ForkDetected
from vault.engine.keys import Context
from vault.engine.packs import Pack, pack_name
from vault.engine.primitives import Buffer, Random
from vault.engine.progress import Progress
from vault.engine.records import GENESIS, Record, Sealing
from vault.engine.vault import ROOT


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with create(tmp_path / "vault") as vault:
        vault.write_note(ROOT, b"kept", "text")
    return tmp_path / "vault"


def test_a027_a_whole_frame_of_another_sequence_is_no_torn_tail(path: Path) -> None:
    """Not even before a hole, where a frame that does not open would be one: the frame itself says where it belongs."""
    log = log_of(path).read_bytes()
    log_of(path).write_bytes(log + frames(log)[1] + bytes(4_096))
    with pytest.raises(Damaged, match="record 4: sequence"):
        unlock(path)


def test_r16_a_frame_is_as_long_as_it_says(path: Path) -> None:
    """By its own authenticated head; what it seals would fill either length."""
    sealing, record = sealing_of(path), Record(1, GENESIS, [], 0, "action")
    frame, _ = sealing.seal_record(record, os.urandom)
    start = (len(frame) + 256).to_bytes(4, "big") + frame[4:36]
    longer = start + sealing._frame_mac(start) + frame[68:]
    assert sealing.open_record(frame, 1, GENESIS)[0].action == "action"
    with pytest.raises(Damaged, match="frame"):
        sealing.open_record(longer, 1, GENESIS)


def test_a_snapshot_that_is_not_what_was_serialized_is_not_used(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As after a flip in memory: sealed as it should be, and whole, but another image."""
    seal = Sealing.seal_snapshot

    def seal_another(self: Sealing, image: Buffer, random: Random) -> bytearray:
        flipped = bytearray(image)
        # SQLite's own counter of changes, which nothing else looks at.
        flipped[27] ^= 1
        return seal(self, flipped, random)

    with unlock(path) as vault:
        before = vault.files.header.body.generation
        with monkeypatch.context() as patch:
            patch.setattr(Sealing, "seal_snapshot", seal_another)
            with pytest.raises(Damaged, match="otherwise than it was written"):
                vault.files.renew_generation()
    with unlock(path) as vault:
        assert vault.files.header.body.generation == before
        assert contents(vault) == {(b"kept",): b"text"}


def test_a042_a_pack_that_is_not_the_catalogs_is_not_copied(path: Path, tmp_path: Path) -> None:
    """Not even when every part in it is whole; what was written by then is never taken for finished."""
    (tmp_path / "file").write_bytes(b"content")
    with unlock(path) as vault:
        intake.add(vault, [tmp_path / "file"], ROOT)
        [pack] = [Pack(*row) for row in vault.catalog.rows("SELECT id, size, digest FROM pack")]
        file = path / pack_name(pack.id)
        # The last byte is filling, which no part covers.
        file.write_bytes(file.read_bytes()[:-1] + bytes([file.read_bytes()[-1] ^ 1]))
        assert contents(vault)[(b"file",)] == b"content"
        with pytest.raises(Damaged, match="digest"):
            backup.copy_pack(vault.folder, pack, lambda _: None, Progress())


def test_r24_an_export_without_its_end_is_cut_off(path: Path, tmp_path: Path) -> None:
    """Every member is there; the blocks that end an archive are not, or not both."""
    file, cut = tmp_path / "export", tmp_path / "cut"
    with unlock(path) as vault:
        backup.export(vault, file, PASSWORD, policy=CHEAP)
    data = file.read_bytes()
    end = len(data.rstrip(b"\0"))
    end += -end % 512
    for size in (end, end + 512, end + 1_023):
        cut.write_bytes(data[:size])
        with pytest.raises(Damaged, match="cut off"):
            backup.open_export(cut, PASSWORD, policy=CHEAP)
    cut.write_bytes(data[: end + 1_024])
    backup.open_export(cut, PASSWORD, policy=CHEAP).lock()


class Recorder(FileLayer):
    """Notes what is written, synced and named, by the last part of the path."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self._names: dict[int, str] = {}

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        fd = super().open(path, flags, mode)
        self._names[fd] = Path(path).suffix.lstrip(".") or Path(path).name
        return fd

    def write(self, fd: int, data: Buffer, offset: int) -> int:
        step = f"write {self._names[fd]}"
        if step not in self.steps[-1:]:
            self.steps.append(step)
        return super().write(fd, data, offset)

    def fsync(self, fd: int) -> None:
        self.steps.append(f"fsync {self._names[fd]}")
        super().fsync(fd)

    def replace(self, source: str, target: str) -> None:
        self.steps.append(f"name {Path(target).suffix.lstrip('.') or Path(target).name}")
        super().replace(source, target)


def test_a065_a_commit_is_synced_between_mark_and_all_clear(path: Path) -> None:
    files = Recorder()
    with unlock(path, platform=Platform(files=files)) as vault:
        files.steps.clear()
        vault.write_note(ROOT, b"new", "text")
        assert files.steps == ["write lock", "write log", "fsync log", "write lock"]


def test_a065_a_pack_and_its_folder_are_synced_before_the_record_that_names_it(path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"content")
    files = Recorder()
    with unlock(path, platform=Platform(files=files)) as vault:
        files.steps.clear()
        intake.add(vault, [tmp_path / "file"], ROOT)
        [pack] = [Pack(*row) for row in vault.catalog.rows("SELECT id, size, digest FROM pack")]
    made = ["write partial", "fsync partial", f"name {pack.id.hex()}", f"fsync {pack.id.hex()[:2]}"]
    assert files.steps[files.steps.index("write partial") :][: len(made) + 1] == [*made, "write lock"]


def test_a077_an_authentic_anchor_with_another_recipient_is_an_alarm() -> None:
    """Behind its MAC, which stops everybody who has not the anchor's key."""
    seen = Anchor(Context(b"v" * 16, b"l" * 16, 1), 7, b"h" * 32, b"r" * 32, b"s" * 32, 0)
    judge(seen, seen, seen.head)
    judge(seen._replace(recipient=b""), seen, seen.head)
    for other in (b"x" * 32, b""):
        with pytest.raises(ForkDetected, match="another recipient"):
            judge(seen, seen._replace(recipient=other), seen.head)
