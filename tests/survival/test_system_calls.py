"""The truth of the injected layer: what the system sees of an operation, and what real kills and errors leave.

Needs strace; where it is absent these tests are skipped.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.survival import outside
from tests.survival.operations import BY_SLUG, OPERATIONS, Operation, Place, ready
from tests.survival.tally import FOLDER, Tally, sample
from tests.survival.trials import Acknowledged, Run, Wrong, counted, model

STRACE = shutil.which("strace")

pytestmark = pytest.mark.skipif(STRACE is None, reason="strace is not here")

SAMPLED = ["write_a_note", "add_small_files", "change_the_password"]
TRIED = OPERATIONS if FOLDER else [BY_SLUG[slug] for slug in SAMPLED]
FAULTS = {"kill": "signal=KILL", "EIO": "error=EIO", "ENOSPC": "error=ENOSPC"}
INJURIES = [(one, name) for one in OPERATIONS for name in FAULTS]
if not FOLDER:
    INJURIES = [(BY_SLUG[slug], name) for slug, name in zip(SAMPLED, ("ENOSPC", "EIO", "kill"), strict=True)]

KINDS = {
    "pwrite64": "write",
    "fsync": "fsync",
    "ftruncate": "truncate",
    "utimensat": "time",
    "rename": "rename",
    "unlink": "unlink",
    "mkdir": "mkdir",
    "rmdir": "rmdir",
}
"""What the layer calls the calls it makes; any other that changes something is shown under its own name."""

CHANGING = (
    "open,openat,openat2,creat,write,writev,pwrite64,pwritev,pwritev2,fsync,fdatasync,sync,syncfs,sync_file_range,"
    "truncate,ftruncate,fallocate,utime,utimes,utimensat,futimesat,rename,renameat,renameat2,unlink,unlinkat,mkdir,"
    "mkdirat,rmdir,link,linkat,symlink,symlinkat,mknod,mknodat,chmod,fchmod,fchmodat,chown,fchown,fchownat,lchown,"
    "sendfile,splice,copy_file_range,setxattr,fsetxattr"
)
INJECTED = ("pwrite64", "fsync", "rename", "unlink")
_CALL = re.compile(r"[0-9]+ +(?P<name>[a-z0-9_]+)\((?P<arguments>.*)")
_PATHS = re.compile(r'"(/[^"]*)"|[0-9]+<(/[^>]*)>')
_CHANGES = re.compile("O_WRONLY|O_RDWR|O_CREAT|O_TRUNC")


@dataclass(frozen=True)
class Answer:
    """What a worker said, and how it ended."""

    lines: list[list[str]]
    error: str

    @property
    def done(self) -> bool:
        return ["done"] in self.lines

    @property
    def refused(self) -> bool:
        return any(line[0] == "refused" for line in self.lines)


def work(operation: Operation, place: Place, *options: str, steps: str = "") -> Answer:
    """Run a worker under strace."""
    assert STRACE is not None
    words = outside.command("worker", operation.slug, place.path, place.shelf, steps)
    # Not with --seccomp-bpf: signals are not injected then, without a word.
    ended = outside.run([STRACE, "-f", "-qq", *options, *words])
    return Answer([json.loads(line) for line in ended.stdout.splitlines()], ended.stderr)


def seen_calls(log: Path, place: Place) -> Iterator[tuple[str, str]]:
    """The changing calls below the place since the operation began, by the layer's names, from a log of strace."""
    begun = False
    for line in log.read_text().splitlines():
        found = _CALL.match(line)
        if found is None:
            continue
        name, arguments = found["name"], found["arguments"].partition(") = ")[0]
        begun = begun or (name == "write" and "begun" in arguments)
        paths = [quoted or open_ for quoted, open_ in _PATHS.findall(arguments)]
        inside = [path for path in paths if f"{path}/".startswith(f"{place.path}/")]
        if not begun or not inside:
            continue
        if name.startswith("open"):
            if _CHANGES.search(arguments):
                yield "open", os.path.normpath(inside[0])
        else:
            yield KINDS.get(name, name), os.path.normpath(inside[-1])


@pytest.mark.parametrize("operation", TRIED, ids=[one.slug for one in TRIED])
def test_a062_nothing_bypasses_the_layer(operation: Operation, root: Path, tmp_path: Path) -> None:
    """The system sees the same changing calls as the layer that all crash tests count, and in the same order.

    Of threads that write packs side by side nobody knows who comes first.
    """
    tally = Tally(operation.name, "system calls, compared")
    place = ready(operation, root).copy(tmp_path / "place")
    log, steps = tmp_path / "log", tmp_path / "steps"
    answer = work(operation, place, "-y", "-o", str(log), "-e", f"trace={CHANGING}", steps=str(steps))
    assert answer.done, answer.error
    counted_calls = [(kind, os.path.normpath(path)) for kind, path in json.loads(steps.read_text())]
    in_order = sorted if operation.name.startswith("re-encrypt") else list
    assert in_order(seen_calls(log, place)) == in_order(counted_calls)
    expected = [kind for kind, _ in model(operation, root).steps]
    assert in_order(kind for kind, _ in counted_calls) == in_order(expected)
    tally.points = len(counted_calls)
    tally.close()


def most_calls(operation: Operation, root: Path, tmp_path: Path) -> dict[str, int]:
    """How often the busiest thread of a worker makes each of the calls, opening the vault included."""
    place = ready(operation, root).copy(tmp_path / "counted")
    log = tmp_path / "count"
    assert work(operation, place, "-o", str(log), "-e", f"trace={','.join(INJECTED)}").done
    place.remove()
    counts: dict[str, dict[str, int]] = {name: {} for name in INJECTED}
    for line in log.read_text().splitlines():
        found = _CALL.match(line)
        if found is not None:
            thread = line.split()[0]
            counts[found["name"]][thread] = counts[found["name"]].get(thread, 0) + 1
    return {name: max(by_thread.values(), default=0) for name, by_thread in counts.items()}


def run_of(place: Place, answer: Answer) -> Run:
    """What a worker has told, in the form of an attempt."""
    commits = [line[1:] for line in answer.lines if line[0] == "committed"]
    heads = [Acknowledged(bytes.fromhex(vault), int(at), bytes.fromhex(head)) for vault, at, head in commits]
    return Run(place, answer.done, heads)


@pytest.mark.parametrize(("operation", "name"), INJURIES, ids=[f"{one.slug}-{name}" for one, name in INJURIES])
def test_a062_a063_real_kills_and_errors_leave_a_whole_vault(
    operation: Operation, name: str, root: Path, tmp_path: Path
) -> None:
    fault = FAULTS[name]
    tally = Tally(operation.name, f"system calls, {fault}")
    counts = most_calls(operation, root, tmp_path)
    every = [(call, at) for call, most in counts.items() for at in range(1, most + 1)]
    for call, at in sample(every, 2, f"{operation.name} {fault}"):
        place = ready(operation, root).copy(tmp_path / "place")
        with counted(tally, f"{fault} at {call} {at}"):
            injected = f"inject={call}:{fault}:when={at}"
            answer = work(operation, place, "-o", os.devnull, "-e", f"trace={call}", "-e", injected)
            tally.refused += answer.refused
            if "Traceback" in answer.error:
                tally.tracebacks += 1
                raise Wrong(answer.error)
            if name == "kill" and (answer.done or answer.refused):
                raise Wrong("nobody was killed")
            if name != "kill" and not (answer.done or answer.refused):
                raise Wrong(f"neither done nor refused: {answer.error}")
            run_of(place, answer).judged_by(operation, root, tally, new_first=at % 2 == 0)
        place.remove()
    tally.close()
