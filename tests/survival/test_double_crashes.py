"""A crash inside a change of the header, then a crash at every call of the unlock that recovers from it.

In between, the former and the new password are tried; after the next completed unlock exactly one of them opens.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import Died, FaultyFiles
from tests.survival.operations import OPERATIONS, Operation, Place, ready, steady
from tests.survival.tally import Tally, sample
from tests.survival.trials import Run, attempt, counted, model
from vault.engine.errors import WrongCredential
from vault.unlock.password import Password

FIRSTS, SECONDS = 3, 2
"""So many first crashes of an operation, and places of each recovery, are in a sample."""

RECOVERING = [one for one in OPERATIONS if one.header or one.name.startswith("open after")]


def crashes_of(operation: Operation, root: Path) -> list[int]:
    return list(range(1, len(model(operation, root).steps) + 1))


def recovery_calls(place: Place, password: Password, trial: Path) -> int:
    """How many changing calls the recovery makes; 0 if the password does not open."""
    files = FaultyFiles(sync=False)
    copy = place.copy(trial)
    try:
        copy.unlock(password, steady(files, "recovery")).lock()
    except WrongCredential:
        files.calls = 0
    files.kill()
    copy.remove()
    return files.calls


def recover_and_die(place: Place, password: Password, at: int) -> None:
    """An unlock for writing that dies at a call."""
    files = FaultyFiles(at, "die", sync=False)
    try:
        place.unlock(password, steady(files, "recovery")).lock()
    except (Died, WrongCredential):
        files.kill()
        return
    raise AssertionError("nothing stopped the recovery")


@pytest.mark.parametrize("operation", RECOVERING, ids=[one.slug for one in RECOVERING])
def test_a151_a_recovery_killed_at_every_call_is_recovered_from(
    operation: Operation, root: Path, tmp_path: Path
) -> None:
    tally = Tally(operation.name, "double crash")
    firsts = crashes_of(operation, root)
    for first in sample(firsts, FIRSTS, f"first {operation.name}"):
        crashed = ready(operation, root).copy(tmp_path / "crashed")
        files = FaultyFiles(sync=False)
        run = attempt(operation, crashed, files, lambda: files.arm(first, "die"))  # noqa: B023
        seconds = [
            (password, at)
            for password in operation.passwords
            for at in range(1, 1 + recovery_calls(crashed, password, tmp_path / "count"))
        ]
        for password, at in sample(seconds, SECONDS, f"second {operation.name} {first}"):
            for new_first in (False, True) if len(operation.passwords) > 1 else (False,):
                place = crashed.copy(tmp_path / "again")
                with counted(tally, f"died at {first}, recovery by {operation.passwords.index(password)} at {at}"):
                    recover_and_die(place, password, at)
                    Run(place, run.done, run.acknowledged).judged_by(operation, root, tally, new_first=new_first)
                place.remove()
        crashed.remove()
    tally.close()
