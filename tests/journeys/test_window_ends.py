"""The window and its vault process end in the middle of work, and what a look into their memory finds afterwards."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.child.links import make_files, memory_of
from tests.conftest import CHEAP
from tests.survival.tally import FOLDER
from vault.engine.vault import Vault
from vault.unlock.password import Password

PASSWORD = b"canary-password-4711"
ROOT = Path(__file__).parents[2]
WORKER = Path(__file__).with_name("window_worker.py")
KILLS = 5 if FOLDER else 1
"""Of each of the two processes."""


class Window:
    """The worker's process, and what it said."""

    def __init__(self, vault: Path, home: Path, *job: str) -> None:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
        }
        self.process = subprocess.Popen(
            [sys.executable, str(WORKER), str(vault), PASSWORD.decode()[::-1], *job],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def lines(self) -> Iterator[list[Any]]:
        """What it says until it ends. The last line may be torn."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.endswith("\n"):
                yield json.loads(line)

    def wait_for(self, word: str) -> list[Any]:
        """The next line that begins with a word."""
        return next(line for line in self.lines() if line[0] == word)

    def close(self) -> None:
        """Ends it."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()


def listed(vault: Path, home: Path) -> set[str]:
    """What the next start shows."""
    window = Window(vault, home, "list")
    try:
        there = set(window.wait_for("there")[1])
        assert window.wait_for("check")[1]
        return there
    finally:
        window.close()


@pytest.mark.parametrize("whom", ["window", "vault process"])
def test_a_killed_process_loses_nothing_that_was_committed(whom: str, tmp_path: Path) -> None:
    path, home = tmp_path / "Papers.deedbox", tmp_path / "home"
    home.mkdir()
    Vault.create(path, Password(PASSWORD), policy=CHEAP).lock()
    kept: set[str] = set()
    chance = random.Random()
    for round_ in range(KILLS):
        folder = make_files(tmp_path / f"files {round_}", 4_000, 5_000)
        window = Window(path, home, "work", str(folder))
        pid = window.wait_for("open")[1]
        lines = window.lines()
        kept.update(next(line for line in lines if line[0] == "kept" and line[1])[1])
        end = time.monotonic() + chance.uniform(0.0, 0.8)
        for line in lines:
            kept.update(line[1] if line[0] == "kept" else ())
            if time.monotonic() > end:
                break
        os.kill(window.process.pid if whom == "window" else pid, signal.SIGKILL)
        for line in lines:
            kept.update(line[1] if line[0] == "kept" else ())
            if line[0] == "ended":
                assert line[1:] == ["died", True], "the window has locked"
            if line[0] == "start page":
                assert "unexpectedly" in line[1]
                assert "safe" in line[1]
        window.close()
        there = listed(path, home)
        assert kept <= there, f"{len(kept - there)} of {len(kept)} items are lost in round {round_}"
    assert len(kept) > KILLS


def test_a126_memory_of_the_window_after_the_lock(tmp_path: Path) -> None:
    """No key, no password and no text of a note is left in it; docs/threats.md says what is: short strings."""
    path, home = tmp_path / "Papers.deedbox", tmp_path / "home"
    home.mkdir()
    with Vault.create(path, Password(PASSWORD), policy=CHEAP) as vault:
        vault.write_note(bytes(16), b"canary-name-5512.md", "canary text 9034 " * 200)
        subkeys = vault.files.header.subkeys
        keys = [vault.files.plan().vault_key, vault.catalog.state("anchor_key") or b""]
        keys += [value for value in vars(subkeys).values() if isinstance(value, bytes) and len(value) == 32]
    assert len(keys) >= 3
    gone = [PASSWORD, b"canary text 9034", wide(b"canary text 9034")]
    window = Window(path, home, "note")
    try:
        window.wait_for("locked")
        # What the page held goes when the collector has run; nothing else is waited for.
        for _ in range(40):
            regions = look_into(window)
            if not any(copies(regions, what) for what in gone):
                break
            time.sleep(0.25)
    finally:
        window.close()
    assert copies(regions, b"vault.qt.window") > 0, "the scan finds what is there"
    assert [copies(regions, key) for key in keys] == [0] * len(keys)
    assert [copies(regions, what) for what in gone] == [0] * len(gone)


def look_into(window: Window) -> list[bytes]:
    """The window's memory."""
    try:
        return memory_of(window.process.pid)
    except PermissionError:
        pytest.skip("this system does not let a test look into another process's memory")


def copies(regions: list[bytes], what: bytes) -> int:
    """How often it is there."""
    return sum(region.count(what) for region in regions)


def wide(text: bytes) -> bytes:
    """As Qt keeps it."""
    return text.decode().encode("utf-16-le")
