"""Every operation while the disk refuses: once at every changing call, or from there on."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from tests.faults import FaultyFiles
from tests.survival.operations import OPERATIONS, Operation, ready
from tests.survival.tally import Tally, sample
from tests.survival.trials import Run, Wrong, attempt, counted, model, require_usable
from vault.engine.errors import LimitExceeded, ReadOnly, Storage

MOST = 1
"""Of each kind of fault and operation."""

Fault = tuple[str, int | str, bool]
FAULTS: list[Fault] = [
    ("EIO", errno.EIO, False),
    ("EIO for good", errno.EIO, True),
    ("ENOSPC", errno.ENOSPC, False),
    ("ENOSPC for good", errno.ENOSPC, True),
    ("EDQUOT", errno.EDQUOT, False),
    ("EROFS for good", errno.EROFS, True),
    ("EMFILE", errno.EMFILE, False),
    ("EINTR", errno.EINTR, False),
    ("short write", "short", False),
]
KINDS = {errno.ENOSPC: "full", errno.EDQUOT: "full", errno.EROFS: "read-only", errno.EMFILE: "too many files"}


def places(operation: Operation, root: Path, fault: int | str) -> list[int]:
    """The calls that can fail so."""
    only = {"short": "write", errno.EMFILE: "open"}.get(fault)
    return [at for at, (kind, _) in enumerate(model(operation, root).steps, 1) if only in (None, kind)]


def require_plain(run: Run, fault: int | str) -> None:
    """The refusal says what the disk said."""
    error = run.error
    if fault == "short":
        if not run.done:
            raise Wrong(f"a short write is not an error: {error!r}")
    elif isinstance(error, Storage):
        if error.errno is not None and error.kind != KINDS.get(error.errno, "input/output"):
            raise Wrong(f"the refusal is called {error.kind}")
    elif not (run.done or isinstance(error, ReadOnly | LimitExceeded)):
        raise Wrong(f"the refusal came out as {error!r}")


def require_no_rubbish(operation: Operation, run: Run) -> None:
    """What was begun under another name is removed, where removing is possible."""
    left = [path.name for path in run.place.path.glob("*.partial*")]
    if left:
        raise Wrong(f"{operation.name} left {left}")


@pytest.mark.parametrize("operation", OPERATIONS, ids=[one.slug for one in OPERATIONS])
def test_a062_a063_a066_refused_at_every_call_the_vault_is_whole(
    operation: Operation, root: Path, tmp_path: Path
) -> None:
    tally = Tally(operation.name, "fault")
    for name, fault, lasting in FAULTS:
        for at in sample(places(operation, root, fault), MOST, f"{name} {operation.name}"):
            place = ready(operation, root).copy(tmp_path / f"{at} {name}")
            files = FaultyFiles(sync=False)
            with counted(tally, f"{name} at call {at}"):
                run = attempt(operation, place, files, lambda: files.arm(at, fault, lasting=lasting))  # noqa: B023
                files.at = 0
                tally.refused += run.error is not None
                require_usable(run, model(operation, root), done=run.done)
                require_plain(run, fault)
                require_no_rubbish(operation, run)
                run.judged_by(operation, root, tally, new_first=at % 2 == 0)
            files.kill()
            place.remove()
    tally.close()
