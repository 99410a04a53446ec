"""What every test may use: a cheap key derivation, vaults in a temporary folder, the published vectors."""

from __future__ import annotations

import faulthandler
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from vault.child import runtime_folder
from vault.engine.keys import KdfPolicy
from vault.engine.vault import Vault
from vault.unlock.password import Password

CHEAP = KdfPolicy(passes=1, memory=64, lanes=1, floor_passes=1, floor_memory=8)
"""A policy that a real vault refuses: microseconds instead of a second."""

VECTORS = Path(os.environ.get("DEEDBOX_VECTORS", Path(__file__).parents[1].parent / "shared" / "vectors"))


_LAST_WORDS = "last-words"
_RUNNERS = ("/_pytest/", "/pluggy/", "/xdist/", "/execnet/", 'File "<string>"')


def _last_words(config: pytest.Config) -> Path:
    # The first to ask makes the folder that all workers write below.
    factory: pytest.TempPathFactory = config._tmp_path_factory  # type: ignore[attr-defined]
    return factory.getbasetemp()


@pytest.hookimpl(trylast=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Where a worker dies, its threads' stacks shall not be lost among the output of others."""
    if hasattr(session.config, "workerinput"):
        place = _last_words(session.config) / _LAST_WORDS
        faulthandler.enable(place.open("w"))  # open as long as the process lives


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """What workers that died said last."""
    if not hasattr(config, "workerinput") and getattr(config.option, "numprocesses", None):
        for file in sorted(_last_words(config).glob(f"*/{_LAST_WORDS}")):
            lines = [line for line in file.read_text().splitlines() if not any(one in line for one in _RUNNERS)]
            if lines:
                terminalreporter.section(f"last words of {file.parent.name}")
                terminalreporter.write("\n".join(lines) + "\n")


@pytest.fixture
def policy() -> KdfPolicy:
    return CHEAP


@pytest.fixture
def password() -> Password:
    return Password(b"correct horse")


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """This device's state folder."""
    folder = tmp_path / "state"
    folder.mkdir()
    return folder


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A runtime folder as a desktop session has it: in memory, ours, closed to others."""
    if not Path("/dev/shm").is_dir():
        pytest.skip("no file system in memory here")
    with tempfile.TemporaryDirectory(dir="/dev/shm", prefix="deedbox-tests-") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)
        runtime_folder._end()


@pytest.fixture(autouse=True)
def _abandoned_vaults() -> Iterator[None]:
    """Ends, for the process that a test let die, what it had open: a database that is left open warns when collected.

    Only of vaults that somebody was given: what the engine opens on the way and gives up, it must close itself.
    """
    given: list[Vault] = []
    begin = Vault.__init__

    def remember(vault: Vault, *arguments: object) -> None:
        begin(vault, *arguments)  # type: ignore[arg-type]
        given.append(vault)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Vault, "__init__", remember)
        yield
    for vault in given:
        vault.files.catalog.close()


@pytest.fixture
def make_vault(tmp_path: Path, password: Password) -> Callable[..., Vault]:
    """Creates a vault `NAME.deedbox` in the temporary folder; further arguments go to `Vault.create`."""

    def make(name: str = "Papers", **arguments: object) -> Vault:
        return Vault.create(tmp_path / f"{name}.deedbox", password, **{"policy": CHEAP, **arguments})  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def vectors() -> Callable[[str], Path]:
    """The folder of one suite of published vectors; the test is skipped where they are absent."""

    def find(suite: str) -> Path:
        folder = VECTORS / suite
        if not folder.is_dir():
            pytest.skip(f"the published vectors are not here: {folder} (set DEEDBOX_VECTORS)")
        return folder

    return find


@pytest.fixture
def flip() -> Callable[[Path, int], None]:
    """Turns over one bit of the byte at an offset of a file."""

    def turn(path: Path, offset: int) -> None:
        data = bytearray(path.read_bytes())
        data[offset] ^= 1
        path.write_bytes(data)

    return turn
