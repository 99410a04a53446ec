"""`make bench`: every row of the table of speed against its peers, in one run; writes docs/speed.md.

`make bench ROWS="W1 W7" ROUNDS=3` measures a part, prints it, and leaves the page as it is. DEEDBOX_BENCH names the
folder of the disk to measure on (build/bench); it needs 10 GiB, and 42 for W14. Run it with nothing else to do.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import bench, catalogs, contents, page, screens, sharing, very_large
from benchmarks.rounds import Failed, interleave
from benchmarks.rows import OURS, NotRun, Outcome, Row
from benchmarks.stock import Stock
from benchmarks.stores import PACKAGES, PEERS

ROWS: tuple[Row, ...] = tuple(
    sorted(
        (*contents.ROWS, *catalogs.ROWS, *screens.ROWS, *very_large.ROWS, *sharing.ROWS),
        key=lambda row: int(row.id[1:]),
    )
)
ROUNDS = 5
ROOM, MEMORY_ROOM = 10 << 30, 7 << 29
"""Bytes that must be free on the disk, and in the memory that sources lie in."""


def install_peers() -> list[str]:
    """Install the peers that are not there, where that can be done; what is missing still."""
    if _missing() and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        for command in ("apt-get update -q", f"apt-get install -q -y --no-install-recommends {PACKAGES}"):
            _quietly(command)
    return _missing()


def _quietly(command: str) -> None:
    variables = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command.split(), capture_output=True, env=variables, check=False)


def _missing() -> list[str]:
    return sorted({program for peer in PEERS for program in peer.missing()})


def measure(row: Row, stock: Stock, rounds: int) -> Outcome:
    """One row; what went wrong in it is told and leaves the others alone."""
    print(f"\n{row.id}  {row.what}", flush=True)

    def told(name: str, value: float | str) -> None:
        print(f"    {name:<36} {value if isinstance(value, str) else row.form.format(value)}", flush=True)

    try:
        with row.trials(stock) as trials:
            compared = [OURS, row.against] if row.against else [OURS]
            figures = interleave(trials, min(rounds, row.most_rounds), every_round=compared, told=told)
    except (NotRun, Failed) as error:
        print(f"  not measured: {error}", flush=True)
        return Outcome(row, left_out=str(error))
    outcome = Outcome(row, figures, remark=stock.remarks.get(row.id, ""))
    for name, those in figures.items():
        print(f"  {name:<38} {those.said(row.form)}", flush=True)
    if outcome.remark:
        print(f"  {outcome.remark}", flush=True)
    print(f"  {page.judged(outcome)}; {row.bound(row.must)}, aim {row.bound(row.aim)}: {outcome.verdict}", flush=True)
    return outcome


def _free(path: Path) -> int:
    return shutil.disk_usage(path).free


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("rows", nargs="*", metavar="ROW", help="W1, W2 …; all of them if none is named")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    wanted = parser.parse_args(arguments)
    names = [name for some in wanted.rows for name in some.split()]
    if unknown := set(names) - {row.id for row in ROWS}:
        parser.error(f"no such row: {', '.join(sorted(unknown))}")
    missing = install_peers()
    if missing:
        print(f"Without these peers, which are not installed: {', '.join(missing)}.")
    disk = Path(os.environ.get("DEEDBOX_BENCH", bench.CHECKOUT / "build" / "bench"))
    began = time.monotonic()
    with bench.opened(disk) as place:
        if _free(place.disk) < ROOM or _free(place.memory) < MEMORY_ROOM:
            print(
                f"This needs {ROOM >> 30} GiB free in {disk}, and {MEMORY_ROOM / 2**30} GiB in {place.memory.parent}."
            )
            return 1
        stock = Stock(place)
        outcomes = [measure(row, stock, wanted.rounds) for row in ROWS if not names or row.id in names]
        print(f"\n{(time.monotonic() - began) / 60:.0f} minutes.")
        if not names:
            page.write(outcomes, place, wanted.rounds)
            print(f"Wrote {page.PAGE.relative_to(bench.CHECKOUT)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
