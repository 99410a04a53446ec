"""`deedbox` alone: the application where there is a display, and a friendly first page where there is none."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vault.cli import app, main

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
Run = Callable[..., Any]


@pytest.fixture
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in DISPLAYS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What the window would be opened with."""
    asked: list[list[str]] = []

    def start(arguments: list[str]) -> int:
        asked.append(arguments)
        return 0

    monkeypatch.setattr(app, "start", start)
    return asked


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_a_display_the_terminal_is_explained(run: Run, no_display: None, opened: list[list[str]]) -> None:
    result = run()
    assert result.code == 0
    assert result.out.startswith("usage: deedbox")
    assert "no display" in result.err
    assert opened == []
    assert run("some.deedbox").code == 2, "and a folder alone is no command"


@pytest.mark.parametrize("name", DISPLAYS)
def test_with_a_display_the_window_opens(
    run: Run, no_display: None, opened: list[list[str]], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "something")
    assert run().code == 0
    assert opened == [[]]


def test_a_vault_alone_opens_in_the_window(
    run: Run, opened: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    other = tmp_path / "another"
    other.mkdir()
    (other / "header.json").touch()
    for path in ("Papers.deedbox", "Papers.deedbox/", str(other)):
        assert run(path).code == 0
    assert opened == [["Papers.deedbox"], ["Papers.deedbox/"], [str(other)]]


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("nonsense",), ("ls", "a.deedbox"), ("demo", "-h")])
def test_commands_open_no_window(
    run: Run, opened: list[list[str]], monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    run(*arguments)
    assert opened == []


def test_commands_import_nothing_of_qt() -> None:
    look = "import sys; from vault.cli import main; main(['--help']); print([m for m in sys.modules if 'PySide' in m])"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


def test_a_missing_library_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.setitem(sys.modules, "vault.qt.application", None)
    result = run()
    assert result.code == 1
    assert "cannot open" in result.err
    assert "Traceback" not in result.err


def test_a_bundled_program_is_its_own_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def run(fd: int) -> int:
        asked.append(fd)
        return 4

    monkeypatch.setattr("vault.child.entry.run", run)
    monkeypatch.setattr("vault.sandbox.worker.main", lambda: asked.append("worker"))
    assert main(["--vault-process", "7"]) == 2, "only where it is bundled"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert main(["--vault-process", "7"]) == 4
    assert main(["--sandbox-worker"]) == 0
    assert main(["--vault-process", "seven"]) == 2
    assert asked == [7, "worker"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the window would really open")
def test_the_installed_command_opens_and_ends(tmp_path: Path) -> None:
    """The whole way: a process of its own, off the screen, ended by the system's signal."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    environment |= {"DEEDBOX_STATE": str(tmp_path / "state"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    # The signal comes from a timer in there, so that it comes when the window is there.
    code = (
        "import os, signal, sys, threading\n"
        "from vault.cli import main\n"
        "from vault.qt import application\n"
        "show = application.Windows.open_one\n"
        "def open_one(self, path=None):\n"
        "    window = show(self, path)\n"
        "    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGTERM)).start()\n"
        "    return window\n"
        "application.Windows.open_one = open_one\n"
        "code = main(['Not there.deedbox'])\n"
        "import resource\n"
        "print(code, resource.getrlimit(resource.RLIMIT_CORE))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=environment,
        cwd=tmp_path,
    )
    assert done.stdout == "0 (0, 0)\n", done.stderr
    assert "Traceback" not in done.stderr
    written = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert written == ["deedbox.ini"], "the settings, and nothing about any vault"
