"""W14: how much memory one file of 20 GiB takes, in and out."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.bench import PASSWORD, Bench
from benchmarks.rounds import Failed, Trial
from benchmarks.rows import OURS, NotRun, Row
from benchmarks.stock import Stock
from benchmarks.stores import Deedbox

SIZE = 20 << 30
ROOM = SIZE * 2 + (2 << 30)
DERIVED_SECONDS = 2.0
"""After so long the derivation is over, and the peak of memory begins anew."""
LOOK_SECONDS = 0.02
_RESET_PEAK = "5"


def peak(bench: Bench, *words: object) -> float:
    """MiB: the most that a command and all that it starts had at once in memory, each at its own worst."""
    command = ["deedbox", *map(str, words)]
    begun, peaks, reset = time.monotonic(), {0: 0}, set[int]()
    with subprocess.Popen(
        command,
        env=bench.environment | {"DEEDBOX_PASSWORD": PASSWORD},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as started:
        while started.poll() is None:
            time.sleep(LOOK_SECONDS)
            if time.monotonic() - begun < DERIVED_SECONDS:
                continue
            for process in family(started.pid):
                with contextlib.suppress(OSError):
                    if process not in reset:
                        begin_anew(process)
                        reset.add(process)
                    peaks[process] = high_water(process) or peaks.get(process, 0)
    if started.returncode or len(peaks) < 2:
        raise Failed(f"deedbox {words[0]} ended with {started.returncode}, or too soon to be watched")
    return sum(peaks.values()) / 1024


def family(process: int) -> Iterator[int]:
    """A process and all below it."""
    yield process
    with contextlib.suppress(OSError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            for child in (thread / "children").read_text().split():
                yield from family(int(child))


def high_water(process: int) -> int:
    """The most it had in memory, in KiB; 0 of one that has ended."""
    return _status(process, "VmHWM:")


def resident(process: int) -> int:
    """What it has in memory, in KiB; 0 of one that has ended."""
    return _status(process, "VmRSS:")


def begin_anew(process: int) -> None:
    """The peak of a process's memory counts from now on. Raises OSError where that cannot be done."""
    Path(f"/proc/{process}/clear_refs").write_text(_RESET_PEAK)


def _status(process: int, field: str) -> int:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith(field):
            return int(line.split()[1])
    return 0


@contextmanager
def _with_source(stock: Stock) -> Iterator[tuple[Deedbox, Path]]:
    if not os.access("/proc/self/clear_refs", os.W_OK):
        raise NotRun("the peak of memory can be begun anew on Linux only")
    disk = stock.bench.disk
    if shutil.disk_usage(disk).free < ROOM:
        raise NotRun(f"needs {ROOM >> 30} GiB free")
    with stock.stores(Deedbox) as (ours,), stock.bench.folder(on_disk=True) as folder:
        assert isinstance(ours, Deedbox)
        source = folder / "very large"
        with source.open("wb") as file:
            file.truncate(SIZE)
        ours.fresh()
        yield ours, source


@contextmanager
def add_and_get(stock: Stock) -> Iterator[Mapping[str, Trial]]:
    """W14."""
    with _with_source(stock) as (ours, source), stock.bench.folder(on_disk=True) as out:
        added = peak(stock.bench, "add", ours.place, source)
        got = peak(stock.bench, "get", ours.place, f"/{source.name}", "--out", out)
        if (out / source.name).stat().st_size != SIZE:
            raise Failed("what came out is not what went in")
        yield {"add": lambda: added, "get": lambda: got, OURS: lambda: max(added, got)}


ROWS = (
    Row(
        "W14",
        "memory while one file of 20 GiB is added, and got back, beyond the derivation",
        120,
        60,
        add_and_get,
        unit="MiB",
        most_rounds=1,
    ),
)
