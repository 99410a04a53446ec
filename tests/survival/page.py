"""The counts of a complete run, as docs/survival.md.

python -m tests.survival.page FOLDER
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.survival.tally import Tally

PAGE = Path(__file__).parents[2] / "docs" / "survival.md"

HARNESSES = {
    "kill": "the process dies before every changing call of the file layer (opening for writing, write, fsync, "
    "truncate, set time, rename, unlink, mkdir, rmdir), and half way through every write",
    "double crash": "it dies at every call, and the unlock that recovers dies at every call too, by each password",
    "fault": "EIO, ENOSPC, EDQUOT, EMFILE, EINTR and short writes once at every call; EIO, ENOSPC and EROFS from every "
    "call on",
    "power": "the power fails after every change; what was not synced is gone, there in part, torn in blocks of 512 "
    "bytes, or there in another order, in up to eight ways each",
    "power, reader": "the process dies at every call, somebody opens the vault for reading, and the power fails after "
    "every change of that",
    "power, writer": "the same, opened for writing",
    "full disk": "a real file system with room for every number of pages, and of names, that is too little",
    "system calls, compared": "changing system calls that strace has seen, all of them the file layer's, in its order",
    "system calls, signal=KILL": "a process killed by the system at every pwrite64, fsync, rename and unlink",
    "system calls, error=EIO": "EIO out of the system at each of these",
    "system calls, error=ENOSPC": "ENOSPC out of the system at each of these",
    "state machine": "lives of up to a hundred steps by chance (hypothesis), on two devices, with crashes, power cuts, "
    "copies, rollbacks, forks and wrong clocks, compared with a model; no key is used with a nonce twice",
    "sync tool": "folders that a sync tool has mixed out of two states or two copies, and files that have come in part",
    "repair of a catalog": "the process dies before every changing call of a repair, and the repair is done again",
    "limit of files": "a process with few descriptors left",
    "limit of memory": "a process with little memory left",
}

HEAD = """# Survival

What the vault went through in the last complete run of `make survive`, which writes this page. Every operation was
stopped at every place where it changes anything, in every way below; afterwards the vault was opened, read byte for
byte, checked, written to and opened again, and compared with a run that nothing stopped.

- *done*, *part*, *not done*: what was found. A part is whole items of an operation that commits several times; an
  interrupted change of the header is completed or withdrawn by the next unlock, which says so. *refused*: how often the
  operation ended with an error in plain words.
- *left over*: the most leftovers that a check has named after one trial; nothing else was ever found.
- *lost*: commits that came back to their caller and were not there. *wrong*: bytes that were never written so.
- *tracebacks*: errors that are not the engine's own.

Repeat it with `make survive` (Linux; strace and user namespaces, or those parts are left out and missing here). The
same places are tried every time. `make test` tries a sample of them.
"""


def read(folder: Path) -> list[Tally]:
    return [Tally(**json.loads(file.read_text("utf-8"))) for file in sorted(folder.glob("*.json"))]


def table(title: str, names: Sequence[tuple[str, list[Tally]]]) -> list[str]:
    """One row for each name, with the sums of its counts."""
    lines = [
        f"| {title} | tried | done | part | not done | refused | left over | lost | wrong | tracebacks |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, tallies in names:
        counts = [sum(getattr(one, field) for one in tallies) for field in ("points", "whole", "parts", "absent")]
        counts += [sum(one.refused for one in tallies), max(one.leftovers for one in tallies)]
        counts += [sum(getattr(one, field) for one in tallies) for field in ("lost", "wrong", "tracebacks")]
        lines.append(f"| {name} | " + " | ".join(f"{count:,}" for count in counts) + " |")
    return lines


def write(tallies: list[Tally]) -> str:
    """The page."""
    failures = sum(len(one.failures) for one in tallies)
    total = sum(one.points for one in tallies)
    lines = [HEAD, f"**{total:,} places in all; {failures:,} failures.**", ""]
    by_harness = [(name, [one for one in tallies if one.harness == name]) for name in HARNESSES]
    others = sorted({one.harness for one in tallies} - set(HARNESSES))
    by_harness += [(name, [one for one in tallies if one.harness == name]) for name in others]
    lines += ["## All operations, by harness", ""]
    lines += table("harness", [("all", tallies), *(pair for pair in by_harness if pair[1])])
    tried = {one.harness for one in tallies}
    lines += ["", *(f"- **{name}**: {words}." for name, words in HARNESSES.items() if name in tried), ""]
    for name, some in by_harness:
        if len(some) > 1:
            lines += [f"## {name.capitalize()}", "", *table("operation", [(one.operation, [one]) for one in some]), ""]
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    found = read(Path(sys.argv[1]))
    PAGE.write_text(write(found), "utf-8")
    sys.exit(any(one.failures for one in found))
