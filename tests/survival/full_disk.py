"""One operation on disks of its own that are full at different places, inside of a mount namespace.

    python -m tests.survival.full_disk OPERATION FOLDER MOST
    python -m tests.survival.full_disk remove FOLDER

Mounts a small tmpfs in FOLDER again and again, with room for less than MOST pages or names, or with any room that is
too little (0); says the counts of all trials as JSON. Meant to be started by `unshare`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from tests.faults import FaultyFiles
from tests.survival.operations import BY_SLUG, Operation, Place, ready, steady
from tests.survival.tally import Tally
from tests.survival.trials import Run, Wrong, attempt, counted, model, picture, require_usable
from vault.engine import trash
from vault.engine.errors import Storage

PAGE = 4_096
DISK = 64 << 20
NAMES = 4_000


@contextmanager
def disk(folder: Path) -> Iterator[Path]:
    """A file system of its own."""
    folder.mkdir(exist_ok=True)
    options = f"size={DISK},nr_inodes={NAMES},mode=0700"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path, *, pages: int | None = None, names: int | None = None) -> None:
    """Leave so many pages free, or so many names."""
    status = os.statvfs(folder)
    if pages is not None:
        fd = os.open(folder / "ballast", os.O_WRONLY | os.O_CREAT)
        os.posix_fallocate(fd, 0, max(1, (status.f_bavail - pages) * PAGE))
        os.close(fd)
    if names is not None:
        (folder / "ballasts").mkdir()
        for number in range(status.f_ffree - names - 1):
            (folder / "ballasts" / str(number)).touch()


def trial(operation: Operation, origin: Place, folder: Path, tally: Tally, free: dict[str, int]) -> bool:
    """Do it on a disk with so much room; whether it came to its end there."""
    with disk(folder) as mounted:
        place = origin.copy(mounted / "place")
        fill(mounted, **free)
        files = FaultyFiles(sync=False)
        run = Run(place)
        with counted(tally, f"{operation.name}, free: {free}"):
            run = attempt(operation, place, files, lambda: None)
            require_full(run)
            tally.refused += run.error is not None
            require_usable(run, model(operation, origin.path.parent), done=run.done)
            look_at_full_disk(operation, origin, run)
            left = [path.name for path in place.path.glob("*.partial*")]
            if left:
                raise Wrong(f"left {left}")
            make_room(mounted)
            run.judged_by(operation, origin.path.parent, tally)
        files.kill()
    return run.done


def require_full(run: Run) -> None:
    """A refusal says that the disk is full."""
    if not run.done and not (isinstance(run.error, Storage) and run.error.kind == "full"):
        raise Wrong(f"came out as {run.error!r}")


def look_at_full_disk(operation: Operation, origin: Place, run: Run) -> None:
    """While the disk is full, everything can be read."""
    for password in operation.passwords[:: 1 if not run.done else -1]:
        with run.place.unlock(password, read_only=True) as vault:
            if picture(vault) not in model(operation, origin.path.parent).stages:
                raise Wrong("shows on a full disk what was never there")
        return


def make_room(mounted: Path) -> None:
    (mounted / "ballast").unlink(missing_ok=True)
    for path in (mounted / "ballasts").glob("*"):
        path.unlink()


def least(operation: Operation, origin: Place, folder: Path, unit: str, most: int) -> int:
    """The least room in which the operation comes to its end, by halving."""
    low, high = 0, most
    while low < high:
        middle = (low + high) // 2
        if trial(operation, origin, folder, Tally(), {unit: middle}):
            high = middle
        else:
            low = middle + 1
    return high


def sweep(operation: Operation, folder: Path, most: int) -> Tally:
    """Every amount of room that is too little, and the first that is enough."""
    tally = Tally(operation.name, "full disk")
    origin = ready(operation, folder)
    for unit, limit in (("pages", 8_192), ("names", 64)):
        rooms = list(range(most))
        if not most:
            rooms = list(range(least(operation, origin, folder / "disk", unit, limit) + 1))
        if len(rooms) > 64:
            rooms = sorted({*rooms[:16], *rooms[-16:], *rooms[:: len(rooms) // 32]})
        for room in rooms:
            trial(operation, origin, folder / "disk", tally, {unit: room})
    return tally


def remove_all(folder: Path) -> list[str]:
    """On a disk without a page left: every item into the trash, then the trash emptied; what was refused (A066).

    The vault was open for writing there before, when there was room.
    """
    origin = ready(BY_SLUG["open"], folder)
    with disk(folder / "disk") as mounted:
        place = origin.copy(mounted / "place")
        place.unlock(platform=steady()).lock()
        fill(mounted, pages=0)
        try:
            with place.unlock(platform=steady()) as vault:
                while items := vault.children(bytes(16)):
                    trash.remove(vault, items[:1])
                trash.empty(vault)
        except Storage as error:
            return [str(error)]
    return []


if __name__ == "__main__":
    if sys.argv[1] == "remove":
        print(json.dumps(remove_all(Path(sys.argv[2]))))  # noqa: T201 - the answer
    else:
        counts = sweep(BY_SLUG[sys.argv[1]], Path(sys.argv[2]), int(sys.argv[3]))
        print(json.dumps(asdict(counts)))  # noqa: T201 - the answer
