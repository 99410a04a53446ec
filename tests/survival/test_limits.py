"""A process without descriptors, or without memory, in the middle of every operation (A076)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.survival import outside
from tests.survival.operations import BY_SLUG, OPERATIONS, Operation, Place, ready
from tests.survival.tally import FOLDER, Tally
from tests.survival.trials import Acknowledged, Run, Wrong, counted

SAMPLED = ["add_small_files", "export"]
TRIED = OPERATIONS if FOLDER else [BY_SLUG[slug] for slug in SAMPLED]
LIMITS = {"files": (1, 2, 3, 5, 8, 24, 56), "memory": (48, 64, 96, 128)}
# The vault process answers a MemoryError in plain words (`vault/child/failures.py`).
IN_PLAIN_WORDS = {"Storage", "LimitExceeded", "KdfRefused", "ReadOnly", "MemoryError"}


def told(operation: Operation, place: Place, limit: str, tally: Tally) -> list[list[str]]:
    """What a worker says under a limit."""
    ended = outside.run(outside.command("worker", operation.slug, place.path, place.shelf, "", limit))
    lines: list[list[str]] = [json.loads(line) for line in ended.stdout.splitlines()]
    if ended.stderr or lines[-1][0] not in ("done", "refused"):
        tally.tracebacks += 1
        raise Wrong(f"{lines[-1:]} {ended.stderr[-600:]}")
    if lines[-1][0] == "refused":
        tally.refused += 1
        if lines[-1][1] not in IN_PLAIN_WORDS:
            raise Wrong(f"refused as {lines[-1]}")
    return lines


def try_limit(operation: Operation, root: Path, trial: Path, limit: str, tally: Tally) -> None:
    place = ready(operation, root).copy(trial)
    with counted(tally, limit):
        lines = told(operation, place, limit, tally)
        commits = [line[1:] for line in lines if line[0] == "committed"]
        heads = [Acknowledged(bytes.fromhex(own), int(at), bytes.fromhex(head)) for own, at, head in commits]
        # A source that cannot be opened is reported and left out.
        partial = operation.name.startswith("add ") and limit.startswith("files")
        Run(place, ["done"] in lines and not partial, heads).judged_by(operation, root, tally)
    place.remove()


@pytest.mark.parametrize("what", LIMITS)
@pytest.mark.parametrize("operation", TRIED, ids=[one.slug for one in TRIED])
def test_a076_without_descriptors_or_memory_the_vault_is_whole(
    operation: Operation, what: str, root: Path, tmp_path: Path
) -> None:
    """Done, or refused in plain words, and nothing is lost."""
    tally = Tally(operation.name, f"limit of {what}")
    for more in LIMITS[what] if FOLDER else LIMITS[what][1:2]:
        try_limit(operation, root, tmp_path / "place", f"{what}={more}", tally)
    tally.close()


@pytest.mark.parametrize("slug", ["add_small_files", "add_a_large_file"])
def test_a076_no_memory_for_a_thread_is_said_in_plain_words(slug: str, root: Path, tmp_path: Path) -> None:
    tally = Tally(slug, "limit of threads")
    try_limit(BY_SLUG[slug], root, tmp_path / "place", "memory=1", tally)
    assert not tally.failures, tally.failures[0]
