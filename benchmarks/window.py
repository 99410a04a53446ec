"""How long the window ever stands still (W13), and how soon it asks for the password (W15). No test: machines differ.

`python -m benchmarks.window [--items 20000]` fills a vault through the real window and its real vault process, lists,
scrolls, searches, exports, checks, rotates and locks it, and notes the longest pauses of the event loop meanwhile.
Run it with nothing else to do; where there is no display, QT_QPA_PLATFORM=offscreen.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

BEAT_MS = 2
PASSWORD = "apple ribbon canyon violin moss teapot"  # noqa: S105 - of a vault for measuring
ROUNDS = 5

FIRST_PAINT = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from vault.qt import window

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.UpdateRequest and watched.isVisible():
            QTimer.singleShot(0, told)
        return False

def told():
    print(time.monotonic(), flush=True)
    import os
    os._exit(0)

show = window.VaultWindow.showEvent
def shown(self, event):
    show(self, event)
    self.watch = Watch()
    self.installEventFilter(self.watch)
window.VaultWindow.showEvent = shown
from vault.qt.application import run
run(sys.argv[1:])
"""
QT_ALONE = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.show()
QTimer.singleShot(0, lambda: (print(time.monotonic(), flush=True), app.quit()))
app.exec()
"""


def start_time(script: str, *arguments: str) -> float:
    """Seconds from starting a program to its first picture."""
    begun = time.monotonic()
    said = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True, timeout=60
    )
    return float(said.stdout.split()[-1]) - begun


class Pauses:
    """A heart that beats in the event loop; how late it was."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._late: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self._late.append(max(0.0, now - self._last - BEAT_MS / 1000))
        self._last = now

    def phase(self, name: str, work: Callable[[], None]) -> None:
        """Does something, and prints what it did to the heart."""
        self._late.clear()
        self._last = begun = time.perf_counter()
        work()
        took = time.perf_counter() - begun
        late = sorted(self._late) or [0.0]
        worst = ", ".join(f"{one * 1000:.0f}" for one in reversed(late[-3:]))
        over = sum(one > 0.016 for one in late)
        print(
            f"{name:<34} {took:7.2f} s  beats {len(late):6}  median {statistics.median(late) * 1000:5.2f} ms  "
            f"99 % {late[int(len(late) * 0.99) - 1] * 1000:5.1f} ms  over 16 ms {over:4}  worst {worst} ms",
            flush=True,
        )


class Drive:
    """A window and a hand that uses it."""

    def __init__(self, home: Path) -> None:
        from PySide6.QtWidgets import QApplication

        from vault.qt.appearance import dress
        from vault.qt.application import harden, load_ahead
        from vault.qt.sweeping import Sweeper
        from vault.qt.window import VaultWindow

        harden()
        self.app = QApplication(["deedbox"])
        Sweeper(self.app)
        dress(self.app, "light")
        self.window = VaultWindow()
        self.window.resize(1280, 820)
        self.window.show()
        self.home = home
        load_ahead()

    def rest(self, seconds: float) -> None:
        """Lets the event loop turn, as the application does."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()

    def until(self, reached: Callable[[], object], patience: float = 600) -> None:
        """Turns the event loop until something is so."""
        end = time.monotonic() + patience
        while not reached():
            assert time.monotonic() < end, "waited in vain"
            self.rest(0.02)

    def answer(self, ask: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """Calls an operation and waits for its answer."""
        answers: list[Any] = []
        ask(*arguments, done=answers.append, failed=answers.append, **named)
        self.until(lambda: answers)
        assert not isinstance(answers[0], Exception), answers[0]
        return answers[0]

    def create(self) -> None:
        """A new vault, through the operations of the start page."""
        from vault.qt.start.unlock import Opening

        path = self.home / "Many.deedbox"
        facts = self.answer(self.window.operations.create, path, PASSWORD)
        self.window.start.opened.emit(Opening(path, facts, remember=False))
        self.until(lambda: self.window.page is not None)
        self.rest(1)

    @property
    def page(self) -> Any:
        """The open vault."""
        assert self.window.page is not None
        return self.window.page

    def scroll(self) -> None:
        """From the top to the end and back, as a wheel does."""
        bar = self.page.list.view.verticalScrollBar()
        steps = 150
        for step in (*range(steps + 1), *range(steps, -1, -1)):
            bar.setValue(bar.maximum() * step // steps)
            self.rest(0.01)

    def sort(self) -> None:
        """By size, by time, by name."""
        for key in ("size", "changed", "name"):
            self.page.list.columns.buttons[key].click()
            self.rest(1.5)

    def search(self) -> None:
        """Letter by letter."""
        field = self.page.toolbar.search
        for word in ("file 199", "file 42", "bin 7"):
            for end in range(1, len(word) + 1):
                field.setText(word[:end])
                self.rest(0.12)
            self.rest(0.8)
            field.clear()
            self.rest(0.3)


def measure(items: int, home: Path) -> None:
    """All phases, on a vault of so many files."""
    source = home / "source"
    for number in range(items):
        folder = source / f"folder {number // 500}"
        if number % 500 == 0:
            folder.mkdir(parents=True)
        (folder / f"file {number}.bin").write_bytes(number.to_bytes(8, "big") * 40)
    drive = Drive(home)
    pauses = Pauses()
    pauses.phase("nothing, for comparison", lambda: drive.rest(3))
    pauses.phase("create and open", drive.create)

    def fill() -> None:
        work = drive.window.operations.add_files([source], bytes(16))
        drive.until(lambda: work.state != "running")
        drive.rest(1)

    pauses.phase(f"add {items} files", fill)
    pauses.phase("scroll through all of them", drive.scroll)
    pauses.phase("sort by size, time, name", drive.sort)
    pauses.phase("search while typing", drive.search)
    operations = drive.window.operations
    pauses.phase("export", lambda: drive.answer(operations.export, home / "a.export", PASSWORD))
    pauses.phase("check", lambda: drive.answer(operations.check))
    pauses.phase("new vault key", lambda: drive.answer(operations.rotate_key, PASSWORD))

    def lock() -> None:
        drive.window.lock()
        drive.until(lambda: drive.window.page is None)

    pauses.phase("lock", lock)
    drive.window.end()


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.window", description=__doc__)
    parser.add_argument("--items", type=int, default=20_000)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        os.environ |= {"HOME": scratch, "XDG_STATE_HOME": scratch, "XDG_CONFIG_HOME": scratch}
        vault = home / "Any.deedbox"
        vault.mkdir()
        (vault / "header.json").touch()
        own = [start_time(FIRST_PAINT, str(vault)) for _ in range(ROUNDS)]
        alone = [start_time(QT_ALONE) for _ in range(ROUNDS)]
        print(
            f"start to unlock screen: median {statistics.median(own):.2f} s of {ROUNDS}; "
            f"Python and QtWidgets alone {statistics.median(alone):.2f} s"
        )
        measure(wanted.items, home)


if __name__ == "__main__":
    main()
