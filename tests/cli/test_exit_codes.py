"""Every exit code of the contract, reached."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

from tests.cli.conftest import FLOOR, Run
from vault.engine.durable import FileLayer


def test_0_done(run: Run, filled: Path) -> None:
    assert run("ls", filled).code == 0


def test_1_bug(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object, **__: object) -> NoReturn:
        raise RuntimeError(f"a secret: {os.environ['DEEDBOX_PASSWORD']}")

    monkeypatch.setattr("vault.cli.listing._collect", stumble)
    result = run("ls", filled)
    assert (result.code, result.raw) == (1, b"")
    assert "This is a bug in Deedbox (RuntimeError at " in result.err
    assert "Traceback" not in result.err
    monkeypatch.setenv("DEEDBOX_DEBUG", "1")
    result = run("ls", filled)
    assert "in stumble" in result.err
    assert "horse" not in result.err


@pytest.mark.parametrize(
    "arguments", [["nope"], ["ls"], ["get", "V", "/x"], ["ls", "V", "--nope"], ["trash", "V", "x"]]
)
def test_2_usage(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.code, result.raw) == (2, b"")
    assert "usage:" in result.err


def test_3_wrong_credential(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEEDBOX_PASSWORD", "wrong")
    result = run("ls", filled, "--json")
    assert result.code == 3
    assert result.json["error"]["kind"] == "WrongCredential"
    assert result.json["error"]["exit"] == 3
    assert "wrong\n" not in result.err


def test_4_damaged(run: Run, filled: Path) -> None:
    log = next((filled / "catalog").glob("*.log"))
    content = bytearray(log.read_bytes())
    content[100] ^= 1
    log.write_bytes(content)
    assert run("ls", filled).code == 4


def test_5_older_state(run: Run, filled: Path, tmp_path: Path) -> None:
    shutil.copytree(filled, tmp_path / "old")
    run("note", filled, "/Safe", stdin=b"changed")
    shutil.rmtree(filled)
    shutil.copytree(tmp_path / "old", filled)
    result = run("ls", filled)
    assert result.code == 5
    assert "--accept-state" in result.err
    assert run("add", filled, tmp_path / "old" / "header.json").code == 5
    # A look changes nothing, not even what this computer remembers; a change with that confirmation does.
    assert run("ls", filled, "--accept-state").code == 0
    assert run("ls", filled).code == 5
    assert run("mkdir", filled, "/New", "--accept-state").code == 0
    assert run("ls", filled).code == 0


def test_5_restored_beside(run: Run, filled: Path, tmp_path: Path) -> None:
    """A restored vault is another lineage; this device was told by the restore itself."""
    assert run("export", filled, tmp_path / "x", *FLOOR).code == 0
    assert run("restore", tmp_path / "x", tmp_path / "A").code == 0
    assert run("restore", tmp_path / "x", tmp_path / "B").code == 0
    assert run("ls", tmp_path / "B").code == 0
    forked = run("ls", tmp_path / "A")
    assert forked.code == 5
    assert "--accept-state" in forked.err


def test_6_busy(run: Run, filled: Path, tmp_path: Path) -> None:
    with (filled / "lock").open("r+b") as lock:
        holder = {"pid": 4242, "host": "study", "boot": "", "since": 1_700_000_000_000}
        lock.write(b"-\n" + json.dumps(holder).encode() + b"\n")
        lock.truncate()
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = run("mkdir", filled, "/x")
        assert result.code == 6
        assert "process 4242 on study" in result.err
        assert run("ls", filled).code == 0


def test_7_not_found(run: Run, filled: Path, tmp_path: Path) -> None:
    assert run("ls", tmp_path / "nowhere").code == 7
    assert run("ls", tmp_path).code == 7
    assert run("info", tmp_path / "nowhere").code == 7
    assert run("cat", filled, "/nowhere").code == 7
    assert run("cat", filled, "ffffffffffff").code == 7
    result = run("ls", filled, "--slot", "paper")
    assert result.code == 7
    assert "no key slot named paper" in result.err


def test_8_storage(run: Run, filled: Path) -> None:
    result = run("get", filled, "/Safe", "--out", "/proc/deedbox")
    assert result.code == 8
    assert "What was saved before is safe." in result.err


def test_8_read_only_vault(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As somebody finds it who is not root, who may write everywhere."""

    def refuse(layer: FileLayer, path: str, flags: int, mode: int = 0o600) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR) and Path(path).parent == filled:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return honest(layer, path, flags, mode)

    honest = FileLayer.open
    monkeypatch.setattr(FileLayer, "open", refuse)
    assert run("mkdir", filled, "/x").code == 8


def test_9_unsupported_version(run: Run, filled: Path) -> None:
    for name in ("header.json", "header.bak"):
        header = (filled / name).read_bytes()
        (filled / name).write_bytes(header.replace(b'"format":1', b'"format":2'))
    result = run("ls", filled)
    assert result.code == 9
    assert "Update Deedbox" in result.err


def test_10_refused_path(run: Run, filled: Path) -> None:
    (filled / "key").write_bytes(b"x")
    assert run("ls", filled, "--keyfile", filled / "key").code == 10
    assert run("ls", filled, "--keyfile", "/dev/null").code == 10


def test_11_stopped(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr("vault.cli.listing._collect", interrupted)
    result = run("ls", filled)
    assert result.code == 11
    assert "Stopped." in result.err


def test_13_policy(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("create", tmp_path / "New", "--kdf-memory", "8").code == 13
    monkeypatch.setenv("DEEDBOX_PASSWORD", "x" * 4097)
    assert run("create", tmp_path / "New", *FLOOR).code == 13


def test_14_conflict(run: Run, filled: Path) -> None:
    result = run("mkdir", filled, "/papers")
    assert result.code == 14
    assert "Nothing was overwritten." in result.err


def test_reader_that_leaves_is_no_fault(filled: Path, start: object) -> None:
    assert callable(start)
    reading, writing = os.pipe()
    os.close(reading)
    process = start("ls", filled, "-r", stdout=writing)
    os.close(writing)
    assert (process.communicate()[1], process.returncode) == (b"", 11)
