"""The power fails at every moment of every operation: what was not synced is there, torn, out of order, or gone."""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import Died
from tests.survival.disk import Disk, TracedFiles
from tests.survival.operations import BY_SLUG, OPERATIONS, Operation, Place, ready, steady
from tests.survival.tally import FOLDER, Tally, sample
from tests.survival.trials import (
    Run,
    Wrong,
    abandon,
    attempt,
    commits,
    counted,
    last_commit,
    model,
    picture,
)
from vault.engine.errors import WrongCredential

MODES = ("lost", "ordered", "ordered", "torn", "torn", "reordered", "reordered", "reordered")
"""Ways to come back, for each moment; a sample takes a few of them by chance."""

MOST = 2
LOOKS = [(one, "reader") for one in OPERATIONS if one.makes != "vault"]
# What a writer recovers from is either one of these, or an append.
LOOKS += [
    (one, "writer") for one in OPERATIONS if one.header or one.name in ("open after a torn append", "add a folder")
]


def moments(files: TracedFiles, run: Run, begin: str) -> Iterator[tuple[int, Disk, Run]]:
    """The disk at every moment since `begin`, with what had been promised by then."""
    disk, begun, promised = Disk(), False, Run(run.place)
    for at, event in enumerate(files.events):
        disk.play(event)
        begun = begun or event.kind == begin
        if event.kind == "acknowledged":
            promised.acknowledged = run.acknowledged[: len(promised.acknowledged) + 1]
        elif event.kind == "done":
            promised.done = True
        elif event.kind == "seen":
            promised.seen, promised.witnessed = run.seen, run.witnessed
        following = files.events[at + 1].kind if at + 1 < len(files.events) else ""
        if begun and following not in ("acknowledged", "done", "seen"):
            yield at, disk, Run(run.place, promised.done, promised.acknowledged, promised.seen, promised.witnessed)


def traced(
    operation: Operation, place: Place, dies_at: int = 0, layer: type[TracedFiles] = TracedFiles
) -> tuple[TracedFiles, Run]:
    """Do the operation and record it; with `dies_at`, up to its death at that call."""
    files = layer(place.path)

    def arm() -> None:
        files.arm(dies_at, "die")
        files.note("begun")

    with commits(lambda _: files.note("acknowledged")):
        run = attempt(operation, place, files, arm)
    if not files.dead:
        assert run.done, run.error
        files.note("done")
        abandon(run, files)
    return files, run


def judge_images(
    operation: Operation,
    root: Path,
    tally: Tally,
    trial: Path,
    found: tuple[int, Disk, Run],
    modes: tuple[str, ...],
) -> None:
    """Let the power come back in several ways, and compare each with the model."""
    at, disk, run = found
    chance = random.Random(f"{operation.name} {at}")
    for number, mode in enumerate(("lost",) if disk.certain else modes):
        disk.image(trial, mode, chance)
        place = Place(trial, run.place.shelf)
        with counted(tally, f"{mode} at event {at}"):
            after = Run(place, run.done, run.acknowledged, run.seen, run.witnessed)
            after.judged_by(operation, root, tally, new_first=(at + number) % 2 == 0, second=number == 0)
        place.remove()


@pytest.mark.parametrize("operation", OPERATIONS, ids=[one.slug for one in OPERATIONS])
def test_a065_a008_after_a_power_cut_at_any_moment_what_was_committed_is_there(
    operation: Operation, root: Path, tmp_path: Path
) -> None:
    tally = Tally(operation.name, "power")
    files, run = traced(operation, ready(operation, root).copy(tmp_path / "place"))
    count = sum(1 for _ in moments(files, run, "begun"))
    chosen = set(sample(range(count), MOST, f"power {operation.name}"))
    for number, found in enumerate(moments(files, run, "begun")):
        if number in chosen:
            chance = random.Random(f"modes {operation.name} {number}")
            modes = MODES if FOLDER else tuple(chance.sample(MODES, 2))
            judge_images(operation, root, tally, tmp_path / "image", found, modes)
    tally.close()


def look(operation: Operation, root: Path, files: TracedFiles, run: Run, *, read_only: bool) -> None:
    """Somebody opens the vault of a writer that died, on the same machine: sees it, and remembers it."""
    stages = model(operation, root).stages
    files.dead, files.at = False, 0
    files.note("opened")
    for password in operation.passwords:
        try:
            with run.place.unlock(password, steady(files, "look"), read_only=read_only) as vault:
                shown = picture(vault)
                if shown not in stages:
                    raise Wrong("a look at the vault shows what was never there")
                run.seen, run.witnessed = stages.index(shown), [last_commit(vault.catalog)]
                files.note("seen")
        except WrongCredential:
            continue
        break
    files.kill()


@pytest.mark.parametrize(("operation", "who"), LOOKS, ids=[f"{one.slug}-{who}" for one, who in LOOKS])
def test_a152_a_look_between_a_death_and_a_power_cut_loses_nothing_that_was_seen(
    operation: Operation, who: str, root: Path, tmp_path: Path
) -> None:
    tally = Tally(operation.name, f"power, {who}")
    calls = range(1, len(model(operation, root).steps) + 1)
    for dies_at in sample(calls, 2, f"look {operation.name} {who}"):
        files, run = traced(operation, ready(operation, root).copy(tmp_path / "place"), dies_at)
        try:
            with counted(tally, f"died at {dies_at}", points=0):
                look(operation, root, files, run, read_only=who == "reader")
        except Died:
            raise AssertionError("the second one has not died") from None
        found = list(range(sum(1 for _ in moments(files, run, "opened"))))
        chosen = set(sample(found, 2, f"look {operation.name} {who} {dies_at}"))
        for number, moment in enumerate(moments(files, run, "opened")):
            if number in chosen:
                chance = random.Random(f"look {operation.name} {dies_at} {number}")
                modes = ("lost", chance.choice(MODES[1:])) if FOLDER else (chance.choice(MODES),)
                judge_images(operation, root, tally, tmp_path / "image", moment, modes)
        run.place.remove()
    tally.close()


def test_a065_a152_nothing_follows_a_frame_that_may_not_be_on_the_disk(root: Path, tmp_path: Path) -> None:
    """A power cut may keep the later of two frames that wait, and that is no torn tail."""
    operation = BY_SLUG["add_a_key_slot"]
    followed = 0
    for dies_at in range(1, len(model(operation, root).steps) + 1):
        files, run = traced(operation, ready(operation, root).copy(tmp_path / "place"), dies_at)
        look(operation, root, files, run, read_only=False)
        logs = {event.target for event in files.events if event.kind == "name" and event.name.endswith(".log")}
        waiting: dict[int, bool] = {}
        for event in files.events:
            if event.kind == "fsync":
                waiting[event.node] = False
            elif event.kind == "write" and event.node in logs:
                assert not waiting.get(event.node), f"died at {dies_at}"
                waiting[event.node] = True
        followed += any(event.kind == "seen" for event in files.events)
        run.place.remove()
    assert followed


class UnsyncedMedium(TracedFiles):
    """A disk that, from some moment on, refuses to sync what is in the vault; the device's state is on another."""

    refusing = False

    def fsync(self, fd: int) -> None:
        if self.refusing and "/vault" in self._paths[fd]:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        super().fsync(fd)


def test_a063_a152_a_look_that_cannot_sync_remembers_no_more_than_the_disk_does(root: Path, tmp_path: Path) -> None:
    """Otherwise the next one, after a power cut, would hear of a rollback that nobody made."""
    operation = BY_SLUG["write_a_note"]
    tally = Tally(operation.name, "power, unsynced look")
    appended = [at for at, (kind, path) in enumerate(model(operation, root).steps, 1) if path.endswith(".log")][-1]
    place = ready(operation, root).copy(tmp_path / "place")
    files, run = traced(operation, place, appended, layer=UnsyncedMedium)
    assert isinstance(files, UnsyncedMedium)
    files.refusing = True
    look(operation, root, files, run, read_only=True)
    for found in moments(files, run, "opened"):
        # Nothing is promised to somebody whose look could not be made certain.
        unpromised = Run(place, acknowledged=run.acknowledged)
        judge_images(operation, root, tally, tmp_path / "image", (found[0], found[1], unpromised), ("lost",))
    tally.close()
