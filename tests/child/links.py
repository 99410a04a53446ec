"""What the tests of the vault process share: a child whose passwords cost nothing, and folders of files."""

from __future__ import annotations

import os
import random
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from vault.child import messages as m
from vault.child.codec import Message
from vault.child.link import Ended, VaultLink, import_roots

PASSWORD = b"correct horse"
PATIENCE = 60
"""Seconds after which a test gives up on a child."""


def cheap_command(fd: int) -> Sequence[str]:
    """A vault process with the tests' policy."""
    return [sys.executable, "-I", str(Path(__file__).with_name("cheap_child.py")), str(fd), *import_roots()]


class Linked(VaultLink):
    """A link to a cheap child, that keeps what it was told."""

    def __init__(self, **arguments: Any) -> None:
        self.ends: list[Ended] = []
        self.events: list[Message] = []
        arguments = {"command": cheap_command, **arguments}
        super().__init__(ended=self.ends.append, event=self.events.append, **arguments)

    @property
    def end(self) -> Ended:
        """How it ended."""
        assert self.join(PATIENCE), "the vault process does not end"
        (end,) = self.ends
        return end


def create(path: Path, **arguments: Any) -> Linked:
    """A new vault, open in a child."""
    link = Linked()
    link.call(m.CreateVault(bytes(path), PASSWORD, **arguments), PATIENCE)
    return link


def unlock(path: Path, password: bytes = PASSWORD, **arguments: Any) -> Linked:
    """A vault opened in a child."""
    link = Linked()
    link.call(m.UnlockVault(bytes(path), password, **arguments), PATIENCE)
    return link


def make_files(folder: Path, count: int, size: int = 1_000) -> Path:
    """A folder of files with random content."""
    folder.mkdir(parents=True, exist_ok=True)
    content = random.Random(count).randbytes(size)
    for number in range(count):
        (folder / f"file {number}.bin").write_bytes(number.to_bytes(8, "big") + content)
    return folder


def names(link: VaultLink, view: m.View = "all") -> list[bytes]:
    """The names of all items of a view, in their order."""
    found: list[bytes] = []
    while True:
        page = link.call(m.ListItems(view=view, offset=len(found), limit=m.MOST_ROWS), PATIENCE)
        found += [row.name for row in page.rows]
        if len(found) >= page.total:
            return found


class Waiter:
    """A callback that somebody waits for, with what it was called with."""

    def __init__(self, enough: int = 1) -> None:
        self.news: list[Any] = []
        self._enough, self._there = enough, threading.Event()

    def __call__(self, news: Any) -> None:
        self.news.append(news)
        if len(self.news) >= self._enough:
            self._there.set()

    def wait(self) -> None:
        assert self._there.wait(PATIENCE), "nothing came"


def memory_of(pid: int | str) -> list[bytes]:
    """All writable memory of a process, region by region. PermissionError if it may not be read."""
    regions = []
    places = Path(f"/proc/{pid}/maps").read_text("ascii", errors="replace").splitlines()
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for line in places:
            place, rights, *_ = line.split()
            if rights[:2] != "rw" or "[v" in line:
                continue
            start, end = (int(address, 16) for address in place.split("-"))
            try:
                regions.append(os.pread(memory.fileno(), end - start, start))
            except OSError:
                continue
    return regions
