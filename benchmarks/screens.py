"""Rows about the window: how long it stands still, and how soon it asks for the password (W13, W15)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from unittest import mock

from benchmarks import window
from benchmarks.bench import CHECKOUT
from benchmarks.rounds import Failed, Trial
from benchmarks.rows import OURS, Row
from benchmarks.stock import Stock

WITNESS = "a program beside it that only sleeps"
SLEEPER = """
import select, sys, time
beat = {beat}
longest, last = 0.0, time.perf_counter()
while not select.select([sys.stdin], [], [], beat)[0]:
    now = time.perf_counter()
    longest, last = max(longest, now - last - beat), now
print(longest * 1000)
"""
"""Beats as the window does, until its input ends. Where it stands still, too, it is the machine that does."""
XVFB = ("xvfb-run", "-a", "-s", "-screen 0 1600x1200x24")


def _screen() -> tuple[tuple[str, ...], dict[str, str]]:
    """A command in front, and variables, for a screen: the one there is, an X server of its own, or none at all."""
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return (), {
            name: os.environ[name] for name in ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY") if name in os.environ
        }
    if shutil.which("xvfb-run"):
        return XVFB, {}
    return (), {"QT_QPA_PLATFORM": "offscreen"}


Measured = dict[str, dict[str, float]]


def _drive(stock: Stock) -> Measured:
    """The whole life of a window with a copy of the vault of 100,000 items."""
    before, variables = _screen()
    with stock.bench.folder(on_disk=True) as folder:
        vault = shutil.copytree(stock.vault, folder / stock.vault.name)
        command = [*before, sys.executable, "-m", "benchmarks.window", "--vault", str(vault)]
        for source in (stock.small_files, stock.big_file):
            command += ["--add", str(source)]
        environment = stock.bench.environment | variables
        os.sync()  # what was copied is not written meanwhile
        beside = [sys.executable, "-c", SLEEPER.format(beat=window.BEAT_MS / 1000)]
        with subprocess.Popen(beside, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as witness:
            done = subprocess.run(
                command, cwd=CHECKOUT, env=environment, stdout=subprocess.PIPE, text=True, check=False
            )
            slept = witness.communicate()[0]
    if done.returncode:
        raise Failed("the window did not come to its end")
    measured: Measured = json.loads(done.stdout)
    measured["pauses"][WITNESS] = float(slept)
    return measured


def _remark(measured: Measured) -> str:
    computed = measured["computing"]
    in_memory = ", ".join(f"{name} {size:.0f} MiB" for name, size in measured["memory"].items())
    busiest = max(computed, key=lambda phase: computed[phase])
    return (
        f"In memory in the last round, with the derivation of a new vault key: {in_memory}. Most that the window "
        f"computed in one go: {computed[busiest]:.0f} ms ({busiest}); the rest of a pause it waited for a core."
    )


def _is_part(name: str) -> bool:
    return name not in (OURS, WITNESS, window.NOTHING)


@contextmanager
def pauses(stock: Stock) -> Iterator[Mapping[str, Trial]]:
    """W13."""
    ahead = [_drive(stock)]  # what phases there are is known only then
    phases, latest = list(ahead[0]["pauses"]), Measured()

    def ours() -> float:
        latest.update(ahead.pop() if ahead else _drive(stock))
        stock.remarks["W13"] = _remark(latest)
        return max(pause for phase, pause in latest["pauses"].items() if _is_part(phase))

    yield {OURS: ours, **{phase: lambda phase=phase: latest["pauses"][phase] for phase in phases}}  # type: ignore[misc]


@contextmanager
def start(stock: Stock) -> Iterator[Mapping[str, Trial]]:
    """W15. Offscreen: no X server takes part."""
    vault = stock.vault
    variables = stock.bench.environment | {"QT_QPA_PLATFORM": "offscreen"}

    def timed(script: str, *arguments: str) -> float:
        with mock.patch.dict(os.environ, variables, clear=True):
            return window.start_time(script, *arguments)

    yield {
        OURS: lambda: timed(window.FIRST_PAINT, str(vault)),
        "Python and QtWidgets alone": lambda: timed(window.QT_ALONE),
    }


ROWS = (
    Row(
        "W13",
        "window with 100,000 items: longest pause of the event loop while it does everything, in what has the longest",
        50,
        16,
        pauses,
        unit="ms",
        most_rounds=5,
        parts=_is_part,
    ),
    Row("W15", "start to unlock screen", 1.2, 0.6, start),
)
