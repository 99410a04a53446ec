"""No key and nonce twice, no key in two roles, budgets kept: over a life of a vault, and when randomness fails."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import CHEAP
from tests.faults import Died, FaultyFiles
from tests.forging import PASSWORD, contents, create, unlock
from tests.machine import recorder as recorders
from tests.machine.recorder import Recorder, recording
from vault.backup import export as backup
from vault.engine import floe, intake, rotation, trash
from vault.engine.check import check
from vault.engine.durable import Platform
from vault.engine.errors import VaultError, WrongCredential
from vault.engine.packs import LARGE, PART_SIZE
from vault.engine.padding import padme
from vault.engine.primitives import Random
from vault.engine.records import FRAME_LIMIT, IMAGE_LIMIT
from vault.engine.values import length_prefixed
from vault.engine.vault import ROOT, Vault
from vault.unlock.password import Password

KEY = bytes(range(32))
PART = length_prefixed("deedbox/1 part", bytes(16))


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    with recording() as recorder:
        yield recorder


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with an empty file, two small ones of the same bytes, one around a segment, and a large one."""
    folder = tmp_path / "files"
    folder.mkdir()
    sizes = {"empty": 0, "one": 500, "same": 500, "segment": floe.PLAIN + 1, "large": LARGE + 1}
    for name, size in sizes.items():
        (folder / name).write_bytes(bytes(size))
        os.utime(folder / name, (1_500_000_000, 1_500_000_000))
    return folder


def live(vault: Vault, files: Path, place: Path) -> None:
    """Everything that seals anything."""
    intake.add(vault, [files], ROOT)
    vault.write_note(ROOT, b"note", "text")
    vault.write_note(ROOT, b"note", "text")
    vault.files.renew_generation()
    rotation.change_password(vault, Password(b"another"), policy=CHEAP, keep_key=True)
    rotation.change_password(vault, PASSWORD, policy=CHEAP)
    rotation.new_vault_key(vault, PASSWORD, policy=CHEAP)
    backup.export(vault, place / "export", PASSWORD, policy=CHEAP)
    trash.remove(vault, vault.children(ROOT))
    trash.empty(vault)


def test_a049_over_a_whole_life_no_key_and_nonce_repeat(
    tmp_path: Path, state: Path, files: Path, recorder: Recorder
) -> None:
    with create(tmp_path / "vault", state=state) as vault:
        live(vault, files, tmp_path)
    backup.restore(tmp_path / "export", tmp_path / "restored", PASSWORD, policy=CHEAP, state=state)
    with unlock(tmp_path / "restored", state=state) as vault:
        assert check(vault).ok
        intake.add(vault, [files], ROOT, replace=True)
    counts = recorder.counts
    assert counts.seals > 30
    assert counts.segments > counts.seals
    assert counts.encapsulations >= 6
    assert counts.most_segments_per_key <= 63
    roles = {role for found in recorder.roles.values() for role in found}
    assert roles >= recorders.SUBKEYS | {"gcm", "floe message", "floe deedbox/1 part", "hmac deedbox/1 anchor"}


def test_a049_an_interrupted_import_begins_again_with_new_keys(tmp_path: Path, files: Path, recorder: Recorder) -> None:
    """At every step of it, and the source has changed when it is tried again."""
    create(tmp_path / "vault").lock()
    at, done = 0, False
    while not done:
        at += 3
        for name in ("one", "segment"):
            (files / name).write_bytes(bytes([at % 256]) * (files / name).stat().st_size)
            os.utime(files / name, (1_500_000_000 + at, 1_500_000_000))
        layer = FaultyFiles()
        vault = unlock(tmp_path / "vault", platform=Platform(files=layer))
        layer.arm(at, "die")
        try:
            intake.add(vault, [files], ROOT, replace=True)
            done = True
        except Died:
            layer.kill()
    vault.lock()
    with unlock(tmp_path / "vault") as vault:
        assert check(vault).ok
        found = contents(vault)
        assert all(found[b"files", file.name.encode()] == file.read_bytes() for file in files.iterdir())
    assert at > 20


def test_a038_budgets_of_a_key() -> None:
    """What the format lets one key encrypt is far below what AES-GCM bears, even with the largest of everything."""
    largest = max(PART_SIZE, padme(IMAGE_LIMIT + 8), FRAME_LIMIT)
    assert largest < recorders.BYTES_PER_KEY // 8
    assert -(-largest // floe.PLAIN) <= recorders.SEGMENTS_PER_KEY
    assert floe.STANDARD.rotation == 20


def test_a038_a_long_message_changes_its_key(recorder: Recorder) -> None:
    few = floe.Parameters(segment=64, rotation=2)
    sealer = floe.Sealer(KEY, PART, os.urandom, few)
    out = memoryview(bytearray(64))
    for position in range(10):
        sealer.seal_into(bytes(few.plain), position, False, out)
    assert (recorder.counts.segments, recorder.counts.most_segments_per_key) == (10, 4)


# The recorder sees what it is there for


def seal(random: Random = os.urandom, key: bytes = KEY, associated: bytes = PART) -> None:
    floe.seal(key, associated, b"text", random)


def test_the_recorder_sees_a_key_used_again(recorder: Recorder) -> None:
    seal()
    with pytest.raises(AssertionError, match="seals twice"):
        seal()


def test_the_recorder_sees_a_repeated_iv(recorder: Recorder) -> None:
    associated = length_prefixed("deedbox/1 record", bytes(16))
    seal(associated=associated)
    seal(associated=associated)
    seal(bytes, associated=associated)
    with pytest.raises(AssertionError, match="repeat"):
        seal(bytes, associated=associated)


def test_the_recorder_sees_a_position_sealed_twice(recorder: Recorder) -> None:
    sealer = floe.Sealer(KEY, PART, os.urandom)
    out = memoryview(bytearray(100))
    sealer.seal_into(b"one", 0, True, out)
    with pytest.raises(AssertionError, match="position"):
        sealer.seal_into(b"two", 0, True, out)


def test_the_recorder_sees_a_repeated_nonce(recorder: Recorder) -> None:
    sealer = floe.Sealer(KEY, PART, bytes, floe.Parameters(segment=64))
    out = memoryview(bytearray(64))
    sealer.seal_into(bytes(32), 0, False, out)
    with pytest.raises(AssertionError, match="a key and nonce repeat"):
        sealer.seal_into(bytes(32), 1, False, out)


def test_the_recorder_sees_two_roles() -> None:
    def use() -> None:
        with recording():
            seal()
            seal(associated=length_prefixed("deedbox/1 slot wrap", bytes(16)))

    with pytest.raises(AssertionError, match=r"twice|several roles"):
        use()
    recorder = Recorder()
    recorder.use(KEY, "floe deedbox/1 record")
    recorder.use(KEY, "hmac deedbox/1 frame")
    with pytest.raises(AssertionError, match="several roles"):
        recorder.judge_roles()


@pytest.mark.parametrize("associated", [bytes(4), b"\0\0\0\0rest"])
def test_the_recorder_sees_associated_data_without_a_label(recorder: Recorder, associated: bytes) -> None:
    with pytest.raises(AssertionError, match="label"):
        seal(associated=associated)


def test_the_recorder_sees_too_many_bytes(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorders, "BYTES_PER_KEY", 4)
    with pytest.raises(AssertionError, match="more bytes"):
        seal()


def test_the_recorder_sees_too_many_segments(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorders, "SEGMENTS_PER_KEY", 0)
    with pytest.raises(AssertionError, match="more segments"):
        seal()


# Randomness that fails


class Fickle:
    """A random source that can change its ways."""

    def __init__(self) -> None:
        self.repeated: tuple[int, ...] = ()
        self.calls = self.ends_at = 0

    def __call__(self, count: int) -> bytes:
        self.calls += 1
        if self.calls == self.ends_at:
            raise OSError(5, "no randomness")
        return bytes(count) if count in self.repeated else os.urandom(count)


def test_a051_nonces_alone_that_repeat_meet_other_keys(tmp_path: Path, files: Path, recorder: Recorder) -> None:
    """A repetition takes two coincidences."""
    source = Fickle()
    with create(tmp_path / "vault", platform=Platform(random=source)) as vault:
        source.repeated = (floe.NONCE_SIZE,)
        for name in ("one", "same"):
            intake.add(vault, [files / name], ROOT)
            vault.write_note(ROOT, b"note", "text")
        vault.files.renew_generation()
        assert len(contents(vault)) == 3
    assert recorder.counts.segments > 6


def test_a051_a_source_that_only_repeats_is_seen(tmp_path: Path, files: Path) -> None:
    """The engine cannot know; the record of keys and nonces does."""
    source = Fickle()

    def use() -> None:
        with recording():
            for name in ("one", "same"):
                intake.add(vault, [files / name], ROOT)

    with create(tmp_path / "vault", platform=Platform(random=source)) as vault:
        source.repeated = (floe.NONCE_SIZE, 16, 32)
        with pytest.raises(AssertionError, match="a FLOE key and IV repeat"):
            use()


OPERATIONS: dict[str, Callable[[Vault, Path], object]] = {
    "note": lambda vault, _: vault.write_note(ROOT, b"new", "text"),
    "files": lambda vault, place: intake.add(vault, [place / "files/one", place / "files/segment"], ROOT),
    "generation": lambda vault, _: vault.files.renew_generation(),
    "password": lambda vault, _: rotation.change_password(vault, Password(b"another"), policy=CHEAP),
    "vault key": lambda vault, _: rotation.new_vault_key(vault, PASSWORD, policy=CHEAP),
    "export": lambda vault, place: backup.export(vault, place / "export", PASSWORD, policy=CHEAP),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_a051_without_randomness_nothing_is_sealed(tmp_path: Path, files: Path, recorder: Recorder, name: str) -> None:
    """The source ends at every single call: the operation is whole or absent, and the next one works."""
    with create(tmp_path / "origin") as vault:
        vault.write_note(ROOT, b"kept", "text")
    source, at = Fickle(), 0
    while source.calls >= at:
        shutil.copytree(tmp_path / "origin", tmp_path / "vault")
        vault = unlock(tmp_path / "vault", platform=Platform(random=source))
        at += 1
        source.calls, source.ends_at = 0, at
        with contextlib.suppress(OSError, VaultError):
            OPERATIONS[name](vault, tmp_path)
        source.ends_at = 0
        vault.lock()
        with opened_by_either(tmp_path / "vault") as vault:
            found = contents(vault)
            assert found.pop((b"kept",)) == b"text"
            whole = {
                path: b"text" if path == (b"new",) else (files / os.fsdecode(path[0])).read_bytes() for path in found
            }
            assert found == whole
            assert check(vault).ok
            vault.write_note(ROOT, b"afterwards", "text")
        if (tmp_path / "export").exists():
            with backup.open_export(tmp_path / "export", PASSWORD, policy=CHEAP) as exported:
                assert check(exported).ok
            (tmp_path / "export").unlink()
        shutil.rmtree(tmp_path / "vault")
    assert at > 3


def opened_by_either(path: Path) -> Vault:
    try:
        return unlock(path)
    except WrongCredential:
        return unlock(path, Password(b"another"))
