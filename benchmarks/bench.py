"""The place where things are measured: two folders, an environment of its own, and a clock around commands."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from benchmarks.rounds import Failed

PASSWORD = "apple ribbon canyon violin moss teapot"  # noqa: S105 - of stores for measuring
CHECKOUT = Path(__file__).parents[1]
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it


NOTHING: Mapping[str, str] = MappingProxyType({})


class Bench:
    """`disk` is where stores are kept, `memory` (tmpfs, where there is one) where sources are read from."""

    def __init__(self, disk: Path, memory: Path) -> None:
        self.disk, self.memory = disk, memory
        home = disk / "home"
        home.mkdir()
        self.environment = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ.get('PATH', os.defpath)}",
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(CHECKOUT),
            "XDG_RUNTIME_DIR": str(home),
        }

    def run(
        self, *command: object, within: Path | None = None, typed: str = "", variables: Mapping[str, str] = NOTHING
    ) -> bytes:
        """The standard output of a command. Raises Failed unless it ends well."""
        arguments = [str(argument) for argument in command]
        done = subprocess.run(
            arguments,
            cwd=within,
            input=typed.encode(),
            capture_output=True,
            env=self.environment | dict(variables),
            check=False,
        )
        if done.returncode:
            said = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
            raise Failed(f"{' '.join(arguments[:3])} ended with {done.returncode}: {said[-500:]}")
        return done.stdout

    def timed(
        self, *command: object, within: Path | None = None, typed: str = "", variables: Mapping[str, str] = NOTHING
    ) -> float:
        """Seconds that a command takes. What others have not written yet is written before, not meanwhile."""
        os.sync()
        begun = time.perf_counter()
        self.run(*command, within=within, typed=typed, variables=variables)
        return time.perf_counter() - begun

    @contextmanager
    def folder(self, *, on_disk: bool = False) -> Iterator[Path]:
        """A folder that is gone afterwards, by default in memory."""
        path = Path(tempfile.mkdtemp(dir=self.disk if on_disk else self.memory))
        try:
            yield path
        finally:
            shutil.rmtree(path)


@contextmanager
def opened(disk: Path) -> Iterator[Bench]:
    """A bench below a folder of the disk; everything it made is gone afterwards."""
    disk.mkdir(parents=True, exist_ok=True)
    memory = SHARED_MEMORY if SHARED_MEMORY.is_dir() else disk
    with (
        tempfile.TemporaryDirectory(prefix="bench-", dir=disk) as own,
        tempfile.TemporaryDirectory(prefix="deedbox-bench-", dir=memory) as sources,
    ):
        yield Bench(Path(own), Path(sources))
