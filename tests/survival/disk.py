"""A model of a disk under a power cut: what was written and not synced may be there, torn, reordered, or gone.

`TracedFiles` records what is asked of the file layer while it happens; `Disk` plays a beginning of that record, and
makes folders as they may look when the power comes back at that moment.
"""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults import FaultyFiles
from vault.engine.primitives import Buffer

BLOCK = 512
ROOT_NODE = 0

MODES = ("lost", "kept", "ordered", "torn", "reordered")
"""Of what is not synced: nothing, everything, the first so many changes, blocks of it, blocks and names of it."""


@dataclass(frozen=True)
class Event:
    """One change. `node` is the file or folder it is made to; a name leads to `target`, or to nothing."""

    kind: str
    node: int = 0
    name: str = ""
    target: int | None = None
    folder: bool = False
    former: str = ""
    offset: int = 0
    content: bytes = b""


class TracedFiles(FaultyFiles):
    """Does what it is asked, never waits for the real disk, and keeps a record of what was asked below `root`."""

    def __init__(self, root: Path) -> None:
        super().__init__(sync=False)
        self.root = str(root)
        self.events: list[Event] = []
        self._nodes = {self.root: ROOT_NODE}
        self._next = ROOT_NODE + 1
        self._open: dict[int, int] = {}
        self._recording = threading.Lock()
        for event in _first_events(root):
            self._number(event)

    def note(self, what: str) -> None:
        """A moment that the trial wants to find again."""
        self.events.append(Event(what))

    def _number(self, found: tuple[str, bool, bytes]) -> None:
        """Take in a file or folder that was there, and on the disk, before."""
        path, folder, content = found
        node = self._make(path, folder)
        if not folder:
            self.events.append(Event("write", node, content=content))
            self.events.append(Event("fsync", node))
        self.events.append(Event("fsync", self._nodes[os.path.dirname(path)]))

    def _make(self, path: str, folder: bool) -> int:
        node, self._next = self._next, self._next + 1
        self._nodes[path] = node
        parent, name = os.path.split(path)
        self.events.append(Event("name", self._nodes[parent], name, node, folder))
        return node

    def _node(self, path: str) -> int | None:
        return self._nodes.get(os.path.normpath(path))

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        with self._recording:
            fd = super().open(path, flags, mode)
            path = os.path.normpath(path)
            if path.startswith(self.root):
                if path not in self._nodes:
                    self._make(path, False)
                self._open[fd] = self._nodes[path]
                if flags & os.O_TRUNC:
                    self.events.append(Event("cut", self._nodes[path]))
            else:
                self._open.pop(fd, None)
        return fd

    def _record(self, kind: str, fd: int, offset: int = 0, content: bytes = b"") -> None:
        if fd in self._open:
            self.events.append(Event(kind, self._open[fd], offset=offset, content=content))

    def write(self, fd: int, data: Buffer, offset: int) -> int:
        with self._recording:
            count = super().write(fd, data, offset)
            self._record("write", fd, offset, bytes(memoryview(data)[:count]))
            return count

    def fsync(self, fd: int) -> None:
        with self._recording:
            super().fsync(fd)
            self._record("fsync", fd)

    def truncate(self, fd: int, size: int) -> None:
        with self._recording:
            super().truncate(fd, size)
            self._record("cut", fd, size)

    def replace(self, source: str, target: str) -> None:
        with self._recording:
            super().replace(source, target)
            source, target = os.path.normpath(source), os.path.normpath(target)
            node = self._node(source)
            if node is None:
                return
            folder, name = os.path.split(target)
            assert folder == os.path.dirname(source), "the engine renames inside of a folder"
            self.events.append(Event("rename", self._nodes[folder], name, node, former=os.path.basename(source)))
            for path in [path for path in self._nodes if path == source or path.startswith(source + "/")]:
                self._nodes[target + path[len(source) :]] = self._nodes.pop(path)

    def remove(self, path: str) -> None:
        with self._recording:
            super().remove(path)
            self._forget(path)

    def remove_folder(self, path: str) -> None:
        with self._recording:
            super().remove_folder(path)
            self._forget(path)

    def _forget(self, path: str) -> None:
        path = os.path.normpath(path)
        if path in self._nodes:
            folder, name = os.path.split(path)
            del self._nodes[path]
            self.events.append(Event("name", self._nodes[folder], name, None))

    def make_folder(self, path: str) -> None:
        with self._recording:
            super().make_folder(path)
            if path.startswith(self.root):
                self._make(os.path.normpath(path), True)


def _first_events(root: Path) -> Iterable[tuple[str, bool, bytes]]:
    for folder, folders, names in os.walk(root):
        for name in folders:
            yield f"{folder}/{name}", True, b""
        for name in names:
            yield f"{folder}/{name}", False, Path(folder, name).read_bytes()


@dataclass
class _File:
    synced: bytes = b""
    waiting: list[Event] = field(default_factory=list)


@dataclass
class _Folder:
    synced: dict[str, int] = field(default_factory=dict)
    waiting: list[Event] = field(default_factory=list)


class Disk:
    """The disk after a beginning of a record; `image` may be asked as often as one likes."""

    def __init__(self, events: Iterable[Event] = ()) -> None:
        self._files: dict[int, _File] = {}
        self._folders = {ROOT_NODE: _Folder()}
        for event in events:
            self.play(event)

    def play(self, event: Event) -> None:
        """One more event has happened."""
        if event.kind == "fsync":
            self._sync(event.node)
        elif event.kind in ("write", "cut"):
            self._files[event.node].waiting.append(event)
        elif event.kind in ("name", "rename"):
            self._folders[event.node].waiting.append(event)
            if event.kind == "name" and event.target is not None:
                if event.folder:
                    self._folders[event.target] = _Folder()
                else:
                    self._files[event.target] = _File()

    def _sync(self, node: int) -> None:
        if node in self._folders:
            folder = self._folders[node]
            folder.synced, folder.waiting = _named(folder.synced, folder.waiting), []
        else:
            file = self._files[node]
            file.synced, file.waiting = _written(file.synced, file.waiting), []

    @property
    def certain(self) -> bool:
        """Whether everything is synced, so that there is one way to come back."""
        waiting = (*(file.waiting for file in self._files.values()), *(one.waiting for one in self._folders.values()))
        return not any(waiting)

    def image(self, target: Path, mode: str, chance: random.Random) -> None:
        """Make the folder as it may come back."""
        self._build(ROOT_NODE, target, mode, chance)

    def _build(self, node: int, target: Path, mode: str, chance: random.Random) -> None:
        target.mkdir()
        for name, inner in self._entries(self._folders[node], mode, chance).items():
            if inner in self._folders:
                self._build(inner, target / name, mode, chance)
            else:
                (target / name).write_bytes(self._content(self._files[inner], mode, chance))

    @staticmethod
    def _entries(folder: _Folder, mode: str, chance: random.Random) -> dict[str, int]:
        waiting = folder.waiting
        if mode == "lost":
            waiting = []
        elif mode == "ordered":
            waiting = waiting[: chance.randint(0, len(waiting))]
        elif mode == "reordered":
            waiting = [event for event in waiting if chance.random() < 0.5]
        return _named(folder.synced, waiting)

    @staticmethod
    def _content(file: _File, mode: str, chance: random.Random) -> bytes:
        if mode == "lost" or not file.waiting:
            return file.synced
        if mode == "kept":
            return _written(file.synced, file.waiting)
        if mode == "ordered":
            return _written(file.synced, file.waiting[: chance.randint(0, len(file.waiting))])
        return _torn(file.synced, file.waiting, chance)


def _named(entries: dict[str, int], events: Iterable[Event]) -> dict[str, int]:
    """Folder entries after changes of them; a rename is one change."""
    entries = dict(entries)
    for event in events:
        if event.kind == "rename":
            assert event.target is not None
            if entries.get(event.former) == event.target:
                del entries[event.former]
            entries[event.name] = event.target
        elif event.target is None:
            entries.pop(event.name, None)
        else:
            entries[event.name] = event.target
    return entries


def _written(content: bytes, events: Iterable[Event]) -> bytes:
    """A file's content after writes and cuts."""
    made = bytearray(content)
    for event in events:
        if event.kind == "cut":
            made = made[: event.offset].ljust(event.offset, b"\0")
        else:
            end = event.offset + len(event.content)
            made = made.ljust(end, b"\0")
            made[event.offset : end] = event.content
    return bytes(made)


def _torn(synced: bytes, events: list[Event], chance: random.Random) -> bytes:
    """Any mix, in blocks, of what was synced and what came later, under one of the lengths the file has had.

    Blocks of a longer file that never came are zeros.
    """
    counts = {0, len(events), *(chance.randint(0, len(events)) for _ in range(2))}
    stages = [_written(synced, events[:count]) for count in sorted(counts)]
    length = len(chance.choice(stages))
    made = bytearray()
    for at in range(0, length, BLOCK):
        block = chance.choice(stages)[at : at + BLOCK]
        made += block.ljust(min(BLOCK, length - at), b"\0")[: length - at]
    return bytes(made)
