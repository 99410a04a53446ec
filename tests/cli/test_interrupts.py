"""Ctrl+C stops at a whole item; the vault opens, and what was committed is there."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from vault.cli.bar import Bar, interrupts_watched
from vault.engine.errors import Cancelled

Start = Callable[..., subprocess.Popen[bytes]]


def test_ctrl_c_during_a_large_file(run: Run, filled: Path, start: Start, tmp_path: Path) -> None:
    large = tmp_path / "large"
    with large.open("wb") as file:
        file.truncate(min(6 << 30, shutil.disk_usage(tmp_path).free // 2))  # what is larger than the disk is refused
    before = len(list((filled / "packs").rglob("*")))
    process = start("add", filled, large)
    deadline = time.monotonic() + 30
    while len(list((filled / "packs").rglob("*"))) == before:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    err = process.communicate(timeout=30)[1].decode()
    assert process.returncode == 11, err
    assert "Stopped." in err
    assert "Traceback" not in err
    assert [one["path"] for one in run("ls", filled, "--json").json] == ["/Safe", "/papers"]
    report = run("check", filled, "--json")
    assert (report.code, report.json["items"]) == (0, 3)


def test_first_interrupt_cancels_and_second_stops_at_once() -> None:
    with interrupts_watched(), Bar("Adding") as bar:
        os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(Cancelled):
            bar.advance(1)
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    with interrupts_watched(), pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGINT)


def test_interrupts_are_given_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with interrupts_watched():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before
