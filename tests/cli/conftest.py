"""A runner for the command line, and a small vault to begin with."""

from __future__ import annotations

import functools
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from vault.cli import main
from vault.engine import primitives
from vault.unlock import password

FLOOR = ("--kdf-memory", "64", "--kdf-passes", "3")
PASSWORD = "correct horse"
ROOT = Path(__file__).resolve().parents[2]
PROGRAM = (sys.executable, "-c", "import sys; from vault.cli import main; sys.exit(main())")


@dataclass(frozen=True)
class Result:
    code: int
    raw: bytes
    err: str

    @property
    def out(self) -> str:
        return self.raw.decode()

    @property
    def json(self) -> Any:
        """The one document on standard output, and nothing else."""
        return json.loads(self.raw)


Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A state folder of the test's own, a password in the variable, no terminal, and no display."""
    for name in list(os.environ):
        if name.startswith("DEEDBOX_") or name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("DEEDBOX_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("DEEDBOX_PASSWORD", PASSWORD)
    monkeypatch.setattr("vault.cli.passwords._terminal_is_there", lambda: False)


@pytest.fixture(scope="session", autouse=True)
def derived_once() -> Iterator[None]:
    """A derivation with the same password, salt and cost is done once: most tests unlock copies of one vault."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(password, "argon2id", functools.cache(primitives.argon2id))
        yield


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command in this process."""

    def call(*arguments: str | Path, stdin: bytes = b"") -> Result:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsysbinary.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return Result(code, out, err.decode())

    return call


@pytest.fixture
def start() -> Callable[..., subprocess.Popen[bytes]]:
    """Starts the command as a process of its own, without a terminal."""

    def call(*arguments: str | Path, **options: Any) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        return subprocess.Popen(
            [*PROGRAM, *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=options.pop("stdout", subprocess.PIPE),
            stderr=subprocess.PIPE,
            env=environment,
            start_new_session=True,
            **options,
        )

    return call


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty vault, made once; tests work on copies."""
    path = tmp_path_factory.mktemp("made") / "V"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEEDBOX_STATE", str(path.parent / "state"))
        patch.setenv("DEEDBOX_PASSWORD", PASSWORD)
        assert main(["create", str(path), *FLOOR]) == 0
    return path


@pytest.fixture
def empty(made_once: Path, tmp_path: Path) -> Path:
    """An empty vault."""
    path = tmp_path / "V"
    shutil.copytree(made_once, path)
    return path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with two files, one of them in a subfolder."""
    folder = tmp_path / "papers"
    (folder / "taxes").mkdir(parents=True)
    (folder / "letter.txt").write_text("Dear neighbour\n")
    (folder / "taxes" / "2025.pdf").write_bytes(b"%PDF-1.4 numbers")
    os.utime(folder / "letter.txt", ns=(0, 1_600_000_000_123_456_789))
    return folder


@pytest.fixture
def filled(run: Run, empty: Path, source: Path) -> Path:
    """A vault with that folder and a note in it."""
    assert run("add", empty, source, "--tag", "demo").code == 0
    assert run("note", empty, "/Safe", stdin=b"under the stairs\n").code == 0
    return empty
