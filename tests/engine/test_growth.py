"""What one thing costs does not grow with what else is in the vault: counted, not timed.

Counted are the calls of the file layer, the bytes they write, the instructions of SQLite's machine, the rows it
changed, and the calls of functions. 1,000 and 10,000 items by default; DEEDBOX_GROWTH=full adds 100,000.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

from tests.conftest import CHEAP
from vault.child import desk, messages as m
from vault.child.recorder import RecordedVault
from vault.child.session import Session
from vault.engine import intake
from vault.engine.durable import FileLayer, Platform
from vault.engine.primitives import Buffer
from vault.engine.vault import ROOT, Item
from vault.unlock.password import Password

SIZES = (1_000, 10_000, 100_000) if os.environ.get("DEEDBOX_GROWTH") == "full" else (1_000, 10_000)
IN_FOLDER = 50
BATCH = 100
FLAT = 1.2
"""The most that a cost may grow by, from the smallest vault to the largest."""


@dataclass
class Cost:
    """What something took."""

    file_calls: float = 0
    bytes_written: float = 0
    sqlite_steps: float = 0
    rows_changed: float = 0
    function_calls: float = 0

    def __truediv__(self, count: int) -> Cost:
        return Cost(*(value / count for value in astuple(self)))


class CountedFiles(FileLayer):
    """Counts every call, and what is written. Nothing waits for the disk."""

    def __init__(self) -> None:
        self.cost = Cost()

    def __getattribute__(self, name: str) -> Any:
        if not name.startswith("_") and name in vars(FileLayer):
            object.__getattribute__(self, "cost").file_calls += 1
        return object.__getattribute__(self, name)

    def write(self, fd: int, data: Buffer, offset: int) -> int:
        count = super().write(fd, data, offset)
        self.cost.bytes_written += count
        return count

    def fsync(self, fd: int) -> None:
        pass


class Grown:
    """A vault of so many items as the vault process has it, and what things cost in it."""

    def __init__(self, folder: Path, items: int) -> None:
        self.items = items
        self._files = CountedFiles()
        path = folder / "Papers.deedbox"
        platform = Platform(files=self._files)
        self.vault = RecordedVault.create(path, Password(b"growing"), policy=CHEAP, platform=platform)
        self.session = Session(CHEAP)
        self.session.keep(self.vault)
        source = folder / "source"
        write_tree(source, items * 9 // 10)
        intake.add(self.vault, [source], ROOT)
        (self.top,) = self.vault.children(ROOT)
        for number in range(items // 10):
            self.vault.write_note(self.top.id, b"note %06d" % number, f"A note about number {number}.")
        # A new generation counts the whole vault, comes with every mebibyte of log, and is not what is measured here.
        self.vault.files.renew_generation()

    @property
    def database(self) -> sqlite3.Connection:
        return self.vault.catalog._database

    def ask(self, request: m.Request[Any]) -> Any:
        """The answer of the vault process to a request."""
        table = desk.LOOKING if type(request) in desk.LOOKING else desk.CHANGING
        return table[type(request)](self.session, request)

    def file(self, number: int) -> Item:
        """One of the files that were there from the beginning."""
        return self.vault.find([self.top.name, b"folder %04d" % (number // IN_FOLDER), b"file %06d" % number])  # type: ignore[return-value]

    @contextmanager
    def counting(self) -> Iterator[Cost]:
        """The cost of what is done meanwhile, complete afterwards."""
        cost = self._files.cost = Cost()

        def step() -> None:
            cost.sqlite_steps += 1

        counted = step.__code__

        def called(frame: FrameType, event: str, _: object) -> None:
            if event == "call":
                cost.function_calls += not_ours(frame.f_code, counted)

        rows = self.database.total_changes
        self.database.set_progress_handler(step, 1)
        before = sys.getprofile()
        sys.setprofile(called)
        try:
            yield cost
        finally:
            sys.setprofile(before)
            self.database.set_progress_handler(None, 1)
        cost.rows_changed = self.database.total_changes - rows


def not_ours(code: CodeType, counted: CodeType) -> bool:
    """Whether a function is one that is measured, and not one that measures."""
    return code is not counted and code.co_filename != __file__


def write_tree(folder: Path, count: int) -> None:
    """Files of a line each in folders of fifty."""
    for number in range(count):
        place = folder / f"folder {number // IN_FOLDER:04}"
        if number % IN_FOLDER == 0:
            place.mkdir(parents=True)
        (place / f"file {number:06}").write_bytes(b"%d\n" % number)


# What is measured. One function each; it returns what one item of the work costs.


def adding(grown: Grown, scratch: Path) -> Cost:
    """Files taken into a folder that holds others."""
    source = scratch / f"more {grown.items}"
    write_tree(source, BATCH)
    with grown.counting() as cost:
        assert intake.add(grown.vault, [source], grown.top.id).items == BATCH
    return cost / BATCH


def listing_everything(grown: Grown, _: Path) -> Cost:
    """The whole list, in its order."""
    with grown.counting() as cost:
        page: m.Page = grown.ask(m.ListItems("all", limit=1))
    return cost / page.total


def walking(grown: Grown, _: Path) -> Cost:
    """Every folder and what is in it."""
    with grown.counting() as cost:
        walked = sum(1 for _ in grown.vault.walk())
    return cost / walked


def listing_a_folder(grown: Grown, _: Path) -> Cost:
    """A folder of fifty, by name."""
    folder = grown.file(0).parent
    with grown.counting() as cost:
        assert grown.ask(m.ListItems("folder", folder)).total == IN_FOLDER
    return cost


def looking_at_an_item(grown: Grown, _: Path) -> Cost:
    item = grown.file(7)
    with grown.counting() as cost:
        grown.ask(m.ItemDetails(item.id))
    return cost


def searching_first(grown: Grown, _: Path) -> Cost:
    """The first search after something changed, with whatever it makes ready."""
    with grown.counting() as cost:
        assert grown.ask(m.SearchItems("000123", 10)).hits
    return cost / grown.items


def renaming(grown: Grown, _: Path) -> Cost:
    item = grown.file(8)
    with grown.counting() as cost:
        grown.ask(m.RenameItem(item.id, b"another name"))
    return cost


def moving_a_folder(grown: Grown, _: Path) -> Cost:
    folder = grown.vault.item(grown.file(IN_FOLDER).parent)
    with grown.counting() as cost:
        grown.ask(m.MoveItems((folder.id,), ROOT))
    return cost


def tagging(grown: Grown, _: Path) -> Cost:
    item = grown.file(9)
    with grown.counting() as cost:
        grown.ask(m.SetTags((item.id,), add=("tag",)))
    return cost


def writing_a_note(grown: Grown, _: Path) -> Cost:
    with grown.counting() as cost:
        grown.ask(m.WriteNote("A text.", parent=grown.top.id, name=b"new note"))
    return cost


def removing(grown: Grown, _: Path) -> Cost:
    """Into the trash, and back."""
    item = grown.file(10)
    with grown.counting() as cost:
        grown.ask(m.TrashItems((item.id,)))
        grown.ask(m.RestoreItems((item.id,)))
    return cost


def committing(grown: Grown, _: Path) -> Cost:
    """One commit of one row, as everything that changes makes it."""
    change = grown.file(11).change()
    with grown.counting() as cost:
        grown.vault.commit([change], "moved")
    return cost


Work = Callable[[Grown, Path], Cost]
READING: tuple[Work, ...] = (walking, listing_everything, listing_a_folder, looking_at_an_item, searching_first)
CHANGING: tuple[Work, ...] = (renaming, moving_a_folder, tagging, writing_a_note, removing, committing, adding)


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[int, Cost]]:
    """What everything costs, by the number of items there are. Reading is measured before anything changes."""
    found: dict[str, dict[int, Cost]] = {work.__name__: {} for work in (*READING, *CHANGING)}
    for items in SIZES:
        folder = tmp_path_factory.mktemp("grown")
        grown = Grown(folder, items)
        for work in (*READING, *CHANGING):
            found[work.__name__][items] = work(grown, folder)
        grown.vault.lock()
    return found


@pytest.mark.parametrize("work", [work.__name__ for work in (*READING, *CHANGING)])
def test_the_cost_of_one_item_stays_flat(costs: Mapping[str, Mapping[int, Cost]], work: str) -> None:
    least = costs[work][SIZES[0]]
    for items in SIZES[1:]:
        more = costs[work][items]
        for field in fields(Cost):
            before, now = getattr(least, field.name), getattr(more, field.name)
            assert now <= before * FLAT + 1, f"{work}, {field.name}: {before:.1f} at {SIZES[0]}, {now:.1f} at {items}"


def test_what_changes_something_writes_and_counts(costs: Mapping[str, Mapping[int, Cost]]) -> None:
    for work in CHANGING:
        for cost in costs[work.__name__].values():
            assert min(astuple(cost)) > 0, work.__name__
    for work in READING:
        for cost in costs[work.__name__].values():
            assert cost.bytes_written == cost.rows_changed == 0, work.__name__
            assert cost.sqlite_steps > 0, work.__name__
