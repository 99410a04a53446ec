"""docs/speed.md, out of the figures of one run and the reasons somebody wrote down."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
import sys
import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.bench import CHECKOUT, Bench
from benchmarks.rows import Outcome
from benchmarks.stores import PEERS, Deedbox

PAGE = CHECKOUT / "docs" / "speed.md"
REASONS = CHECKOUT / "benchmarks" / "reasons.toml"

_HEAD = """\
# Speed

Written by `make bench` on {date}; nothing here is typed by hand but the reasons below the table. Each figure is the
median of {rounds} round(s) with the least and the most in brackets. In every round each program runs once, one after
the other, so that what the machine does meanwhile hits all alike; a ratio is the median of the ratios of the rounds,
and only ratios of one run mean anything. A single figure: it was run once (a peer that takes longer than five seconds).

Measured on {machine}.

Sources lie in memory (tmpfs), and what is got back goes there; what the programs keep is on the disk. Deedbox is the
command of this checkout as a person runs it, with the start of Python and with the cheapest key derivation a vault may
have (Argon2id, {memory} MiB, {passes} passes), which is part of the time unless the row says "beyond". By default a
derivation is calibrated to about a second instead. Peers: {peers}. They run as they come; 7z stores and does not
compress, and age does not wait for the disk.

| | workload | deedbox | peers, and what else was measured | judged | must | aim | met |
|---|---|---|---|---|---|---|---|
"""


def judged(outcome: Outcome) -> str:
    """What the bounds are compared with."""
    if not outcome.can_be_judged:
        return "-"
    return outcome.judged.said("{:.2f}x" if outcome.row.against else outcome.row.form)


def write(outcomes: Sequence[Outcome], bench: Bench, rounds: int) -> None:
    """The whole page anew."""
    peers = ", ".join(f"{peer.name} {peer.version(bench)}" for peer in PEERS if not peer.missing())
    head = _HEAD.format(
        date=datetime.now(UTC).strftime("%Y-%m-%d"),
        rounds=rounds,
        machine=machine(bench.disk),
        memory=Deedbox.MEMORY,
        passes=Deedbox.PASSES,
        peers=peers or "none of them is installed",
    )
    PAGE.write_text(head + "".join(map(_line, outcomes)) + _remarks(outcomes) + _reasons(outcomes))


def _line(outcome: Outcome) -> str:
    row = outcome.row
    if outcome.left_out:
        ours, others = outcome.left_out, ""
    else:
        ours = outcome.ours.said(row.form)
        others = "; ".join(f"{name} {those.said(row.form)}" for name, those in outcome.others.items())
    cells = (
        row.id, row.what, ours, others, judged(outcome), row.bound(row.must), row.bound(row.aim), outcome.verdict
    )  # fmt: skip
    return f"| {' | '.join(cells)} |\n"


def _remarks(outcomes: Sequence[Outcome]) -> str:
    """What was measured in the same run and is no time."""
    return "".join(f"\n**{one.row.id}.** {one.remark}\n" for one in outcomes if one.remark)


def _reasons(outcomes: Sequence[Outcome]) -> str:
    """Why each aim was missed that was; those nobody has looked into yet are named too."""
    missed = dict.fromkeys(one.row.id for one in outcomes if not one.left_out and not one.meets(one.row.aim))
    known = tomllib.loads(REASONS.read_text())
    lines = [f"**{row}.** {known.get(row, 'Not looked into yet.').strip()}\n" for row in missed]
    return "\n## Why an aim was missed\n\n" + ("\n".join(lines) or "None was.\n")


def machine(disk: Path) -> str:
    """What it was measured on, in words, without its name."""
    found = re.search(r"MemTotal:\s+(\d+)", _read("/proc/meminfo"))
    memory = f", {round(int(found[1]) / 2**20)} GiB of memory" if found else ""
    model = re.search(r"model name\s*: (.+)", _read("/proc/cpuinfo"))
    system = f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}"
    mounts = [line.split()[1:3] for line in _read("/proc/mounts").splitlines()]
    inside = [(where, kind) for where, kind in mounts if disk.is_relative_to(where)]
    kind = f", {max(inside, key=lambda one: len(one[0]))[1]}" if inside else ""
    return (
        f"{os.cpu_count()} cores ({model[1].strip() if model else platform.machine()}){memory}, {system}{kind}; "
        f"Python {'.'.join(map(str, sys.version_info[:3]))}, cryptography {version('cryptography')}, "
        f"SQLite {sqlite3.sqlite_version}, PySide6 {version('PySide6-Essentials')}"
    )


def _read(path: str) -> str:
    try:
        return Path(path).read_text()
    except OSError:
        return ""
