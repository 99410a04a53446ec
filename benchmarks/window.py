"""How long the window ever stands still (W13), and how soon it asks for the password (W15). No test: machines differ.

`python -m benchmarks.window` opens a vault of 100,000 mixed items in the real window with its real vault process (one
that is made for it, with a file of `--large` GiB in it if that is said, or `--vault` with one of `benchmarks.big`),
lists, scrolls, looks through the notes, sorts, searches, renames, tags, reads out of the largest file, adds, copies
out, exports, checks, rotates and locks, and notes the longest pauses of the event loop meanwhile and the memory of
both processes. Run it with nothing else to do; where there is no display, under xvfb-run or with
QT_QPA_PLATFORM=offscreen.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks import big, materials
from benchmarks.bench import CHECKOUT, PASSWORD
from benchmarks.very_large import begin_anew, high_water, resident

BEAT_MS = 2
ROUNDS = 5
NOTHING = "nothing, for comparison"
READ_OUT = 1 << 30
"""Bytes, out of the middle of the largest file."""

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
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
    )
    return float(said.stdout.split()[-1]) - begun


class Pauses:
    """A heart that beats in the event loop; how late it was."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.worst: dict[str, float] = {}
        """The longest pause of each phase, in milliseconds."""
        self.computed: dict[str, float] = {}
        """The most that this thread computed in each phase without a beat, in milliseconds."""
        self._late: list[tuple[float, float]] = []
        self._last = time.perf_counter(), time.thread_time()
        self._timer = QTimer(interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter(), time.thread_time()
        self._late.append((max(0.0, now[0] - self._last[0] - BEAT_MS / 1000), now[1] - self._last[1]))
        self._last = now

    def phase(self, name: str, work: Callable[[], None]) -> None:
        """Does something, and prints what it did to the heart."""
        self._late.clear()
        self._last = time.perf_counter(), time.thread_time()
        begun = time.perf_counter()
        work()
        took = time.perf_counter() - begun
        worst = sorted(self._late, reverse=True)[:3] or [(0.0, 0.0)]
        late = sorted(pause for pause, _ in self._late) or [0.0]
        self.worst[name] = late[-1] * 1000
        self.computed[name] = max((computed for _, computed in self._late), default=0.0) * 1000
        # What this thread computed in that time; the rest of the pause it waited for a core, or for another thread.
        told = ", ".join(f"{pause * 1000:.0f} ({computed * 1000:.0f})" for pause, computed in worst)
        print(
            f"{name:<26} {took:6.1f} s  beats {len(late):6}  median {statistics.median(late) * 1000:5.2f} ms  "
            f"99 % {late[int(len(late) * 0.99) - 1] * 1000:5.1f} ms  over 16 ms {sum(one > 0.016 for one in late):4}  "
            f"most computing {self.computed[name]:3.0f} ms  worst, and of that computing: {told} ms",
            file=sys.stderr,
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
        self.window.settings.lock_after_minutes = 0  # a large vault is exported for longer than that
        self.window.resize(1280, 820)
        self.window.show()
        self.window.activateWindow()
        self.home = home
        self.words = ("invoice 2019", "ubersicht 42", "txt 7", materials.words_by_frequency()[0])
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

    def open(self, vault: Path) -> None:
        """Through the operations of the start page, until the first rows are there."""
        from vault.qt.start.unlock import Opening

        facts = self.answer(self.window.operations.unlock, vault, PASSWORD)
        self.window.start.opened.emit(Opening(vault, facts, remember=False))
        self.until(lambda: self.window.page is not None and self.page.list.items.row(0) is not None)
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

    def look_at_notes(self) -> None:
        """From the first note to the last and back, and then back to all items."""
        from vault.qt.browse.places import ALL, NOTES

        for place, look in ((NOTES, self.scroll), (ALL, lambda: self.rest(1))):
            self.page.go(place)
            self.until(lambda: self.page.list.items.row(0) is not None)
            look()

    def sort(self) -> None:
        """By size, by time, by name."""
        for key in ("size", "changed", "name"):
            self.page.list.columns.buttons[key].click()
            self.rest(1.5)

    def search(self) -> None:
        """Letter by letter."""
        field = self.page.toolbar.search
        field.setFocus()
        for word in self.words:
            for end in range(1, len(word) + 1):
                field.setText(word[:end])
                self.rest(0.12)
            self.rest(0.8)
            field.clear()
            self.rest(0.3)

    def shown(self, count: int) -> list[bytes]:
        """The ids of the first rows of the list."""
        self.until(lambda: self.page.list.items.row(count - 1) is not None)
        return [self.page.list.items.row(number).id for number in range(count)]

    def rename(self) -> None:
        """Items of the list, one after the other."""
        for number, item in enumerate(self.shown(20)):
            self.answer(self.window.operations.rename, item, f"Renamed {number}.txt")
            self.rest(0.1)

    def tag(self) -> None:
        """A selection of items, on and off."""
        items = self.shown(50)
        for _ in range(5):
            self.answer(self.window.operations.set_tags, items, add=["measured"])
            self.answer(self.window.operations.set_tags, items, remove=["measured"])
            self.rest(0.2)

    def read_out(self) -> None:
        """A part of the largest file, as a preview does."""
        operations = self.window.operations
        largest = self.answer(operations.list_items, view="all", sort="size", descending=True, limit=1).rows[0]
        came: list[int] = []
        part = min(READ_OUT, largest.size)
        asked = functools.partial(operations.content, largest.id, lambda piece: came.append(len(piece)))
        self.answer(asked, offset=(largest.size - part) // 2, limit=part)
        assert sum(came) == part, "not all of it came"

    def processes(self) -> dict[str, int]:
        """The processes that show and hold the vault."""
        return {"window": os.getpid(), "vault process": self.window.connection.pid}

    def work(self, begin: Callable[[], Any]) -> None:
        """Long work, to its end and until the list is quiet again."""
        work = begin()
        self.until(lambda: work.state != "running")
        assert work.state != "failed", "the work failed"
        self.rest(1)


def measure(vault: Path, sources: Sequence[Path], home: Path) -> dict[str, dict[str, float]]:
    """The longest pause and the most computing of each phase, in milliseconds; memory in MiB."""
    from vault.qt.keys.asking import way_in

    drive = Drive(home)
    pauses = Pauses()
    operations = drive.window.operations
    pauses.phase(NOTHING, lambda: drive.rest(3))
    pauses.phase("open", lambda: drive.open(vault))
    processes, memory = drive.processes(), dict[str, float]()
    for name, process in processes.items():
        memory[f"{name}, at rest"] = resident(process) / 1024
        with contextlib.suppress(OSError):
            begin_anew(process)
    pauses.phase("scroll through all of them", drive.scroll)
    pauses.phase("look through the notes", drive.look_at_notes)
    pauses.phase("sort by size, time, name", drive.sort)
    pauses.phase("search while typing", drive.search)
    pauses.phase("rename", drive.rename)
    pauses.phase("tag", drive.tag)
    pauses.phase("read out of the largest", drive.read_out)
    if sources:
        work_long(drive, pauses, sources)
    pauses.phase("new vault key", lambda: drive.answer(operations.rotate_key, way_in(PASSWORD)))

    def lock() -> None:
        drive.window.lock()
        drive.until(lambda: drive.window.page is None)

    for name, process in processes.items():
        memory[f"{name}, at most"] = high_water(process) / 1024
    pauses.phase("lock", lock)
    drive.rest(3)
    memory["window, locked"] = resident(os.getpid()) / 1024
    drive.window.end()
    print("in memory: " + ", ".join(f"{name} {size:.0f} MiB" for name, size in memory.items()), file=sys.stderr)
    return {"pauses": pauses.worst, "computing": pauses.computed, "memory": memory}


def work_long(drive: Drive, pauses: Pauses, sources: Sequence[Path]) -> None:
    """What takes as long as there is much of it."""
    operations = drive.window.operations
    for source in sources:
        adding = functools.partial(operations.add_files, [source], bytes(16))
        pauses.phase(f"add {source.name}", functools.partial(drive.work, adding))
    added = drive.answer(operations.list_items, view="folder", sort="added", descending=True, limit=1000).rows
    copied = [row.id for row in added if row.name in {os.fsencode(source.name) for source in sources}]
    pauses.phase("copy that out", lambda: drive.work(lambda: operations.write_out(copied, drive.home / "out")))
    pauses.phase("export", lambda: drive.answer(operations.export, drive.home / "a.export", PASSWORD))
    pauses.phase("check", lambda: drive.answer(operations.check))


def main() -> None:
    """The command. What was measured goes to standard output as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.window", description=__doc__)
    parser.add_argument("--vault", type=Path, help="of benchmarks.big; it is changed")
    parser.add_argument("--add", type=Path, action="append", help="what is added; 10,000 small files and 1 GiB if not")
    parser.add_argument("--short", action="store_true", help="nothing is added, copied out, exported or checked")
    parser.add_argument("--items", type=int, default=100_000, help="of the vault that is made if none is given")
    parser.add_argument("--large", type=int, default=0, metavar="GIB", help="of one more file in that vault")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        os.environ |= {"HOME": scratch, "XDG_STATE_HOME": scratch, "XDG_CONFIG_HOME": scratch}
        vault = wanted.vault or home / "Many.deedbox"
        if wanted.vault is None:
            big.make(vault, wanted.items, large=wanted.large)
            print(told_start(vault), file=sys.stderr)
        sources = [] if wanted.short else wanted.add or [
            materials.small_files(home / "small files"), materials.big_file(home / "big file")
        ]  # fmt: skip
        print(json.dumps(measure(vault, sources, home)))


def told_start(vault: Path) -> str:
    """How long the start takes, in words."""
    own = [start_time(FIRST_PAINT, str(vault)) for _ in range(ROUNDS)]
    alone = [start_time(QT_ALONE) for _ in range(ROUNDS)]
    return (
        f"start to unlock screen: median {statistics.median(own):.2f} s of {ROUNDS}; "
        f"Python and QtWidgets alone {statistics.median(alone):.2f} s"
    )


if __name__ == "__main__":
    main()
