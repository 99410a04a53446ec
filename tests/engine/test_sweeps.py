"""Every byte of a tiny vault turned over, every file cut and grown: the same vault, or an allowed refusal."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.forging import contents, create, leaves, log_of, sealing_of, snapshot_of, unlock
from tests.survival.tally import sample
from vault.engine import generation, intake
from vault.engine.check import check
from vault.engine.durable import FileLayer, Folder, Platform
from vault.engine.errors import Damaged, KdfRefused, RollbackDetected, UnsupportedVersion, WrongCredential
from vault.engine.packs import Pack, PackReader
from vault.engine.progress import Progress
from vault.engine.vault import ROOT, Vault

ALLOWED = (Damaged, KdfRefused, WrongCredential, UnsupportedVersion, RollbackDetected)
"""What turning bytes over may come to; anything else is a mistake of ours."""

EXPECTED = {(b"folder",): None, (b"folder", b"note"): b"text", (b"folder", b"file"): b"content " * 50}


class Unsynced(FileLayer):
    """Opening syncs what it read; thousands of times that is all a sweep would do."""

    def fsync(self, fd: int) -> None:
        pass


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "Papers.deedbox"
    (tmp_path / "file").write_bytes(b"content " * 50)
    with create(path) as vault:
        folder = vault.make_folder(ROOT, b"folder")
        vault.write_note(folder.id, b"note", "text")
        intake.add(vault, [tmp_path / "file"], folder.id)
    return path


def judge(path: Path) -> str:
    """Open, read everything, check everything: "same", "found" (the check names it), or the class of the refusal."""
    try:
        with unlock(path, read_only=True, platform=Platform(files=Unsynced())) as vault:
            assert contents(vault) == EXPECTED
            return "same" if check(vault).ok else "found"
    except ALLOWED as error:
        return type(error).__name__


def sweep(path: Path, file: Path, offsets: Iterator[int] | range, chance: random.Random) -> dict[str, int]:
    """Turn over one bit at every offset; how often each outcome came."""
    whole = file.read_bytes()
    outcomes: dict[str, int] = {}
    fd = os.open(file, os.O_WRONLY)
    for offset in offsets:
        os.pwrite(fd, bytes([whole[offset] ^ 1 << chance.randrange(8)]), offset)
        outcome = judge(path)
        os.pwrite(fd, whole[offset : offset + 1], offset)
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
    os.close(fd)
    assert file.read_bytes() == whole
    return outcomes


def test_a001_a040_every_byte_of_the_header_with_its_copy_at_hand(path: Path) -> None:
    """The copy opens, or the damage is told."""
    outcomes = sweep(path, path / "header.json", range(0, (path / "header.json").stat().st_size, 3), random.Random(1))
    assert set(outcomes) <= {"same", "found", "Damaged"}
    assert outcomes["found"] > 300


def test_a001_a040_every_byte_of_the_only_header(path: Path) -> None:
    """Nothing of it can change without a refusal."""
    (path / "header.bak").unlink()
    outcomes = sweep(path, path / "header.json", range((path / "header.json").stat().st_size), random.Random(2))
    assert "same" not in outcomes
    assert "found" not in outcomes
    assert set(outcomes) <= {"Damaged", "WrongCredential", "KdfRefused", "UnsupportedVersion"}
    assert outcomes["Damaged"] > 1_500


def test_a001_a040_the_copy_of_the_header(path: Path) -> None:
    outcomes = sweep(path, path / "header.bak", range(0, 2_200, 11), random.Random(3))
    assert set(outcomes) <= {"same", "found"}


def test_a026_a040_every_byte_of_the_log(path: Path) -> None:
    whole, sealing, folder = log_of(path).read_bytes(), sealing_of(path), Folder(path, Platform())
    with log_of(path).open("r+b", buffering=0) as file:
        for offset in sample(range(len(whole)), 200, "log"):
            os.pwrite(file.fileno(), bytes([whole[offset] ^ 1 << offset % 8]), offset)
            with pytest.raises(Damaged):
                generation.load(folder, sealing, folder.platform.clock)
            os.pwrite(file.fileno(), whole[offset : offset + 1], offset)
    outcomes = sweep(path, log_of(path), range(0, len(whole), 23), random.Random(4))
    assert set(outcomes) == {"Damaged"}


def test_a026_a040_the_snapshot(path: Path) -> None:
    """Its seal, and samples of the rest."""
    size = snapshot_of(path).stat().st_size
    offsets = [*range(110), *random.Random(5).sample(range(110, size), 100), *range(size - 20, size)]
    outcomes = sweep(path, snapshot_of(path), iter(offsets), random.Random(6))
    assert set(outcomes) == {"Damaged"}


def test_a040_every_byte_of_a_pack(path: Path) -> None:
    """Of the part: damage. Of the air: the content is the same, and the check finds it."""
    [pack] = path.glob("packs/*/*")
    whole = pack.read_bytes()
    with unlock(path, read_only=True) as vault:
        item = vault.find([b"folder", b"file"])
        assert item is not None
        content = vault.content(item)
        part = content.parts[0]
        inside = range(part.offset, part.offset + part.sealed_size)
        row = _pack_row(vault)
        fd = os.open(pack, os.O_WRONLY)
        for offset in range(len(whole)):
            os.pwrite(fd, bytes([whole[offset] ^ 1 << offset % 8]), offset)
            reader = PackReader(vault.folder)
            if offset in inside:
                with pytest.raises(Damaged):
                    reader.read(content, 0, content.size)
            else:
                assert reader.read(content, 0, content.size) == b"content " * 50
            with pytest.raises(Damaged):
                reader.digest(row, Progress())
            reader.close()
            os.pwrite(fd, whole[offset : offset + 1], offset)
        os.close(fd)
        assert vault.read(item) == b"content " * 50


def _pack_row(vault: Vault) -> Pack:
    return Pack(*vault.catalog.row("SELECT id, size, digest FROM pack"))


@pytest.mark.parametrize("name", ["lock", "pins"])
def test_a040_lock_and_pins_hold_nothing(path: Path, name: str) -> None:
    whole = (path / name).read_bytes()
    for changed in (b"", b"x" + whole[1:], whole + bytes(100), bytes(5_000), b"!"):
        (path / name).write_bytes(changed)
        assert judge(path) == "same"
        with unlock(path) as vault:
            assert contents(vault) == EXPECTED


def test_a041_every_file_cut_grown_emptied_and_removed(path: Path) -> None:
    """A header or its copy may go; of everything else the loss is told."""
    chance = random.Random(41)
    for name, whole in leaves(path).items():
        if name in ("lock", "pins"):
            continue
        file, is_header = path / name, name.startswith("header")
        cuts = {0, 1, len(whole) // 2, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(40))}
        for changed in (*(whole[:cut] for cut in sorted(cuts)), whole + b"\0", whole + whole, None):
            if changed is None:
                file.unlink()
            else:
                file.write_bytes(changed)
            outcome = judge_log(path) if name.endswith(".log") else judge(path)
            if is_header:
                assert outcome in ("same", "found"), name
            elif name.startswith("packs/"):
                assert outcome in ("found", "Damaged"), name
            else:
                assert outcome in ("Damaged", "told"), name
        file.write_bytes(whole)
    assert judge(path) == "same"


def judge_log(path: Path) -> str:
    """A cut log opens at the record before and says so, unless the cut is at a border."""
    try:
        with unlock(path, read_only=True, platform=Platform(files=Unsynced())) as vault:
            found = contents(vault)
            assert found.items() <= EXPECTED.items()
            assert vault.notices or len(found) < 3
            return "told"
    except Damaged:
        return "Damaged"


def test_a040_many_flips_at_once(path: Path) -> None:
    chance = random.Random(40)
    files = [file for file in sorted(path.rglob("*")) if file.is_file() and file.stat().st_size > 200]
    for _ in range(150):
        file = chance.choice(files)
        whole = file.read_bytes()
        broken = bytearray(whole)
        start = chance.randrange(len(broken))
        for offset in range(start, min(len(broken), start + chance.choice([2, 16, 600]))):
            broken[offset] = chance.randrange(256)
        if bytes(broken) == whole:
            continue
        file.write_bytes(broken)
        outcome = judge(path)
        assert outcome in ("found", "Damaged") or file.name.startswith("header")
        file.write_bytes(whole)


def test_a046_every_file_of_zeros(path: Path) -> None:
    for name, whole in leaves(path).items():
        if len(whole) < 200:
            continue
        (path / name).write_bytes(bytes(len(whole)))
        assert judge(path) in ("found", "Damaged"), name
        (path / name).write_bytes(whole)


def test_files_exchanged_for_one_another(path: Path, tmp_path: Path) -> None:
    """Also for the same file of another vault with the same password and content."""
    other = tmp_path / "Other.deedbox"
    with create(other) as vault:
        folder = vault.make_folder(ROOT, b"folder")
        vault.write_note(folder.id, b"note", "text")
        intake.add(vault, [tmp_path / "file"], folder.id)
    mine = leaves(path)
    foreign = {name.split("-")[0].split("/")[0]: data for name, data in leaves(other).items()}
    for name, whole in mine.items():
        if name in ("lock", "pins"):
            continue
        for data in [*mine.values(), *foreign.values()]:
            if data == whole:
                continue
            (path / name).write_bytes(data)
            outcome = judge(path)
            assert outcome in ("found", "Damaged"), name
        (path / name).write_bytes(whole)
    assert judge(path) == "same"
