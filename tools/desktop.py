"""A desktop of its own for a test: an X server without a screen, a window manager, a mouse and a keyboard."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self

NEEDED = ("Xvfb", "openbox", "xdotool", "scrot")
PATIENCE = 60.0
"""Seconds after which a test gives up waiting for something to be seen."""

DRAG_SOURCE = Path(__file__).with_name("drag_source.py")


def missing() -> list[str]:
    """What a desktop needs and this machine has not."""
    return [name for name in NEEDED if shutil.which(name) is None]


def wait(until: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
    """Waits until something is so."""
    end = time.monotonic() + patience
    while not until():
        assert time.monotonic() < end, f"waited in vain for: {what}"
        time.sleep(0.05)


class Desktop:
    """An X server with openbox on a free display; programs started here know nothing else of the machine."""

    def __init__(self, home: Path, size: str = "1400x900") -> None:
        self.home = home
        self._programs: list[subprocess.Popen[bytes]] = []
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"],
            pass_fds=(write,),
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as said:
            number = said.readline().strip()
        assert number, "the X server did not start"
        self.environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "DISPLAY": f":{number}",
            "HOME": str(home / "home"),
            "TMPDIR": str(home / "tmp"),
            "XDG_RUNTIME_DIR": str(home / "runtime"),
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        for name in ("home", "tmp", "runtime"):
            (home / name).mkdir(mode=0o700, parents=True, exist_ok=True)
        self.start(["openbox"])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for program in reversed(self._programs):
            if program.poll() is None:
                program.kill()
            program.wait()
        self._server.terminate()
        self._server.wait()

    def start(self, command: Sequence[str], more: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        """A program on this desktop. Its complaints go to `errors.txt`, which a test may read."""
        with (self.home / "errors.txt").open("ab") as errors:
            program = subprocess.Popen(
                list(command),
                env={**self.environment, **(more or {})},
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=errors,
                stderr=errors,
            )
        self._programs.append(program)
        return program

    def keep(self, program: subprocess.Popen[bytes]) -> None:
        """A program that was started otherwise ends with the desktop, too."""
        self._programs.append(program)

    @property
    def complaints(self) -> str:
        """What the programs have said on their error channel."""
        path = self.home / "errors.txt"
        return path.read_text(errors="replace") if path.exists() else ""

    # Windows

    def windows(self, title: str) -> list[str]:
        """The ids of visible windows whose title is matched by a regular expression."""
        found = self._xdotool("search", "--onlyvisible", "--name", title, check=False)
        return found.split()

    def window(self, title: str) -> str:
        """Waits for a window and gives it the keyboard; its id."""
        wait(lambda: self.windows(title), f"a window called {title}; seen: {self.complaints[-800:]}")
        identity = self.windows(title)[-1]
        self._xdotool("windowactivate", "--sync", identity)
        return identity

    def gone(self, title: str) -> None:
        """Waits until no such window is left."""
        wait(lambda: not self.windows(title), f"no window called {title} any more")

    def place(self, window: str, x: int, y: int, width: int, height: int) -> None:
        """Moves and sizes a window."""
        self._xdotool("windowsize", "--sync", window, str(width), str(height))
        self._xdotool("windowmove", window, str(x), str(y))
        time.sleep(0.3)

    # Keyboard and mouse

    def keys(self, *names: str) -> None:
        """Presses keys: `ctrl+l`, `Return`, `Tab`."""
        for name in names:
            self._xdotool("key", "--clearmodifiers", name)
            time.sleep(0.05)

    def type(self, text: str) -> None:
        """Types."""
        self._xdotool("type", "--delay", "12", text)

    def rest(self, seconds: float = 0.7) -> None:
        """What a person takes to look up, and a window on a busy machine to follow."""
        time.sleep(2 * seconds)

    def click(self, window: str, x: int, y: int, button: int = 1) -> None:
        """Clicks at a place of a window."""
        self._xdotool("mousemove", "--window", window, str(x), str(y), "click", str(button))
        time.sleep(0.1)

    def click_at(self, x: int, y: int) -> None:
        """Clicks at a place of the screen."""
        self._xdotool("mousemove", str(x), str(y), "click", "1")
        time.sleep(0.1)

    def drag(self, source: str, at: tuple[int, int], target: str, to: tuple[int, int]) -> None:
        """Drags from a place of one window to a place of another, as slowly as a hand does."""
        self._xdotool("mousemove", "--window", source, str(at[0]), str(at[1]), "mousedown", "1")
        for step in range(1, 6):
            self._xdotool("mousemove", "--window", source, str(at[0] + 4 * step), str(at[1]))
            time.sleep(0.05)
        for step in (-12, -6, 0):
            self._xdotool("mousemove", "--window", target, str(to[0] + step), str(to[1]))
            time.sleep(0.15)
        self._xdotool("mouseup", "1")

    def drop_files(self, paths: Sequence[Path], target: str, to: tuple[int, int]) -> None:
        """Drops files of the disk on a window, from another program as a file browser is."""
        program = self.start([sys.executable, str(DRAG_SOURCE), *map(str, paths)])
        source = self.window("^Drag source$")
        self.place(source, 1290, 10, 90, 60)
        self._xdotool("windowactivate", "--sync", target)
        self.drag(source, (30, 25), target, to)
        time.sleep(0.3)
        program.terminate()
        program.wait()

    def picture(self, file: Path) -> None:
        """Takes a picture of the whole screen."""
        subprocess.run(["scrot", "--overwrite", str(file)], env=self.environment, check=True, timeout=PATIENCE)

    def _xdotool(self, *words: str, check: bool = True) -> str:
        outcome = subprocess.run(
            ["xdotool", *words], env=self.environment, check=check, capture_output=True, text=True, timeout=PATIENCE
        )
        return outcome.stdout
