"""docs/reader.py, written from docs/format.md alone, reads what the engine makes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from vault.backup.export import export
from vault.engine import intake, rotation, trash
from vault.engine.keys import KdfPolicy
from vault.engine.packs import pack_name
from vault.engine.vault import ROOT, Vault
from vault.unlock.password import Password, read_keyfile

READER = Path(__file__).parents[1] / "docs" / "reader.py"
FLOOR = KdfPolicy(memory=64 << 10)
"""The cheapest policy that the reader accepts."""

PASSWORD = "Grüße aus der Zukunft"


def read(*arguments: str | Path, password: bytes = PASSWORD.encode()) -> subprocess.CompletedProcess[bytes]:
    """Run the reader where the package cannot be imported."""
    command = [sys.executable, "-I", str(READER), *map(str, arguments)]
    return subprocess.run(command, input=password + b"\n", capture_output=True, check=False, cwd="/")


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Files that are small, empty, large (two parts), executable, oddly named and deep."""
    folder = tmp_path / "sources"
    deep = folder / "a" / "b" / "c"
    deep.mkdir(parents=True)
    (folder / "small").write_bytes(b"small")
    (folder / "empty").write_bytes(b"")
    (folder / "large").write_bytes(bytes(range(256)) * (70 << 12))
    (folder / "run").write_bytes(b"#!/bin/sh\n")
    (folder / "run").chmod(0o755)
    (deep / "Γειά σου.txt").write_text("κόσμε")
    Path(bytes(deep).decode() + "/\udcff\udcfe not text").write_bytes(b"bytes")
    return folder


@pytest.fixture
def vault(tmp_path: Path, sources: Path) -> Vault:
    vault = Vault.create(tmp_path / "v", Password(PASSWORD.encode()), policy=FLOOR)
    intake.add(vault, [sources], ROOT)
    vault.write_note(ROOT, b"note.md", "# one")
    vault.write_note(ROOT, b"note.md", "# two")
    return vault


def assert_same(out: Path, sources: Path) -> None:
    """Names, bytes, times and executable bits are those of the sources."""
    wanted, got = sorted(sources.rglob("*")), sorted((out / "sources").rglob("*"))
    assert [path.relative_to(sources) for path in wanted] == [path.relative_to(out / "sources") for path in got]
    for one, other in zip(wanted, got, strict=True):
        before, after = one.stat(), other.stat()
        assert before.st_mtime_ns == after.st_mtime_ns
        if one.is_file():
            assert one.read_bytes() == other.read_bytes()
            assert before.st_mode & 0o100 == after.st_mode & 0o100
    assert (out / "note.md").read_text() == "# two"


def test_reads_a_vault(tmp_path: Path, vault: Vault, sources: Path) -> None:
    vault.lock()
    outcome = read(tmp_path / "v", tmp_path / "out")
    assert (outcome.returncode, outcome.stderr) == (0, b"")
    assert_same(tmp_path / "out", sources)


def test_reads_log_records_new_generations_and_rotations(tmp_path: Path, vault: Vault, sources: Path) -> None:
    rotation.new_vault_key(vault, vault.credential, policy=FLOOR)
    vault.files.renew_generation()
    item = vault.write_note(ROOT, b"gone", "in the trash")
    trash.remove(vault, [item])
    vault.lock()
    assert read(tmp_path / "v", tmp_path / "out").returncode == 0
    assert_same(tmp_path / "out", sources)
    assert not (tmp_path / "out" / "gone").exists()


def test_reads_an_export(tmp_path: Path, vault: Vault, sources: Path) -> None:
    export(vault, tmp_path / "e", Password(b"other"), policy=FLOOR)
    assert read(tmp_path / "e", tmp_path / "out", password=b"other").returncode == 0
    assert_same(tmp_path / "out", sources)
    listed = read("--list", tmp_path / "e", password=b"other").stdout.decode()
    assert len(listed.splitlines()) == 1 + 1 + len(list(sources.rglob("*")))
    assert "sources/a/b/c/Γειά σου.txt" in listed


def test_reads_a_keyfile_slot(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"something I have")
    credential = Password(b"pw", read_keyfile(tmp_path / "key"))
    with Vault.create(tmp_path / "v", credential, policy=FLOOR) as vault:
        vault.write_note(ROOT, b"n", "text")
    assert read("--keyfile", tmp_path / "key", tmp_path / "v", tmp_path / "out", password=b"pw").returncode == 0
    assert (tmp_path / "out" / "n").read_text() == "text"
    assert read(tmp_path / "v", tmp_path / "o2", password=b"pw").returncode == 3


def test_refuses_a_wrong_password(tmp_path: Path, vault: Vault) -> None:
    assert read(tmp_path / "v", tmp_path / "out", password=b"wrong").returncode == 3
    assert not (tmp_path / "out").exists()


def test_names_a_damaged_file_and_writes_the_others(tmp_path: Path, vault: Vault) -> None:
    large = vault.find((b"sources", b"large"))
    assert large is not None
    pack = tmp_path / "v" / pack_name(vault.content(large).parts[1].pack)
    vault.lock()
    data = bytearray(pack.read_bytes())
    data[-1] ^= 1
    pack.write_bytes(data)
    outcome = read(tmp_path / "v", tmp_path / "out")
    assert outcome.returncode == 1
    assert b"sources/large" in outcome.stderr
    assert not (tmp_path / "out" / "sources" / "large").exists()
    assert (tmp_path / "out" / "sources" / "small").read_bytes() == b"small"


@pytest.mark.parametrize("name", ["snapshot", "log", "header"])
def test_refuses_a_damaged_catalog(name: str, tmp_path: Path, vault: Vault, flip: Callable[[Path, int], None]) -> None:
    vault.lock()
    for file in [*(tmp_path / "v").glob(f"{name}.*"), *(tmp_path / "v" / "catalog").glob(f"*.{name}")]:
        flip(file, file.stat().st_size // 2)
    outcome = read(tmp_path / "v", tmp_path / "out")
    assert outcome.returncode in ((3, 4) if name == "header" else (4,))
    assert b"Traceback" not in outcome.stderr


def test_leaves_out_a_torn_record_and_says_so(tmp_path: Path, vault: Vault, sources: Path) -> None:
    item = vault.write_note(ROOT, b"torn", "not whole")
    vault.lock()
    log = next((tmp_path / "v" / "catalog").glob("*.log"))
    log.write_bytes(log.read_bytes()[:-10])
    outcome = read(tmp_path / "v", tmp_path / "out")
    assert outcome.returncode == 0
    assert b"torn record" in outcome.stderr
    assert_same(tmp_path / "out", sources)
    assert not (tmp_path / "out" / item.name.decode()).exists()
