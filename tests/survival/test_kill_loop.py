"""Every operation killed at every changing call of the file layer, and in the middle of every write."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import FaultyFiles
from tests.survival.operations import OPERATIONS, Operation, ready
from tests.survival.tally import Tally, sample
from tests.survival.trials import attempt, counted, model

MOST = 3


def kinds(operation: Operation, root: Path) -> list[tuple[int, str]]:
    """Every place to die at: before each call, and half way through each write."""
    places: list[tuple[int, str]] = []
    for at, (kind, _) in enumerate(model(operation, root).steps, 1):
        places += [(at, "die"), (at, "torn")] if kind == "write" else [(at, "die")]
    return places


@pytest.mark.parametrize("operation", OPERATIONS, ids=[one.slug for one in OPERATIONS])
def test_a055_a062_a054_a143_killed_at_every_call_the_vault_is_whole(
    operation: Operation, root: Path, tmp_path: Path
) -> None:
    tally = Tally(operation.name, "kill")
    for at, fault in sample(kinds(operation, root), MOST, f"kill {operation.name}"):
        place = ready(operation, root).copy(tmp_path / f"{at} {fault}")
        files = FaultyFiles(sync=False)
        with counted(tally, f"{fault} at call {at}"):
            run = attempt(operation, place, files, lambda: files.arm(at, fault))  # noqa: B023
            run.judged_by(operation, root, tally, new_first=at % 2 == 0)
        place.remove()
    tally.close()
