"""The window is killed while an item is open in another program: nothing plain remains, and nothing is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import CHEAP
from tests.journeys.test_window_ends import PASSWORD, ROOT, Window
from vault.engine import intake
from vault.engine.vault import ROOT as TOP, Vault
from vault.unlock.password import Password

OLD, SAVED, LAST = b"as it was", b"saved back before", b"written just before the end"


class Editing(Window):
    """The worker's process with a file open in another program, at home where a session has memory."""

    def __init__(self, vault: Path, runtime: Path, *job: str) -> None:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": str(vault.parent),
            "XDG_RUNTIME_DIR": str(runtime),
        }
        worker = Path(__file__).with_name("open_with_worker.py")
        self.process = subprocess.Popen(
            [sys.executable, str(worker), str(vault), PASSWORD.decode()[::-1], *job],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )


def plain(runtime: Path) -> list[Path]:
    """Files in memory that hold something."""
    return [path for path in runtime.rglob("*") if path.is_file() and path.stat().st_size]


def ended(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("whom", ["window", "both"])
def test_a122_a_killed_window_leaves_nothing_plain_and_loses_nothing(whom: str, tmp_path: Path, runtime: Path) -> None:
    path = tmp_path / "Papers.deedbox"
    (tmp_path / "letter.odt").write_bytes(OLD)
    with Vault.create(path, Password(PASSWORD), policy=CHEAP) as vault:
        intake.add(vault, [tmp_path / "letter.odt"], TOP)
    window = Editing(path, runtime, "edit")
    try:
        child = window.wait_for("open")[1]
        copy = Path(window.wait_for("copy")[1])
        assert copy.read_bytes() == OLD
        copy.write_bytes(SAVED)
        window.wait_for("saved")
        copy.write_bytes(LAST)
        for pid in [child, window.process.pid] if whom == "both" else [window.process.pid]:
            os.kill(pid, signal.SIGKILL)
        window.process.wait()
        end = time.monotonic() + 30
        while not ended(child) and time.monotonic() < end:
            time.sleep(0.02)
        if whom == "window":
            assert plain(runtime) == [], "the vault process has saved and wiped it"
        else:
            assert plain(runtime) == [copy], "this is what the next start is for"
    finally:
        window.close()
    again = Editing(path, runtime, "sweep")
    try:
        again.wait_for("swept")
        assert plain(runtime) == []
        assert [one for one in (runtime / "deedbox").iterdir() if one.is_dir()] == []
    finally:
        again.close()
    with Vault.unlock(path, Password(PASSWORD), policy=CHEAP) as vault:
        (item,) = vault.children(TOP)
        contents = [vault.read(item, version=version.number) for version in vault.versions(item)]
    assert contents == ([OLD, SAVED, LAST] if whom == "window" else [OLD, SAVED])
