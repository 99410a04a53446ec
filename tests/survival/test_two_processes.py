"""Two real processes and one vault: writers, readers, people who change what is being added, and removed packs."""

from __future__ import annotations

import json
import os
import select
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet

from tests.conftest import CHEAP
from tests.faults import FaultyFiles
from tests.survival import outside
from tests.survival.neighbour import HEADER_CHANGES
from tests.survival.operations import LONG_AGO, NEW, PASSWORD, Place, shelf, steady
from tests.survival.tally import FOLDER, Tally
from tests.survival.trials import counted, picture
from vault.engine import intake, rotation, trash
from vault.engine.check import check
from vault.engine.errors import VaultBusy, WrongCredential
from vault.engine.packs import LARGE
from vault.engine.progress import Progress
from vault.engine.vault import ROOT

ROUNDS = 20 if FOLDER else 1

DEVICES = ["", "another"] if FOLDER else [""]
CHANGES = HEADER_CHANGES if FOLDER else HEADER_CHANGES[-2:]


class Other:
    """The other process, which does what it is told while we do something else."""

    def __init__(self, vault: Path, state: Path) -> None:
        self._child = subprocess.Popen(
            outside.command("neighbour", vault, state),
            cwd=outside.HOUSE,
            env=outside.ENVIRONMENT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    @property
    def pid(self) -> int:
        return self._child.pid

    def tell(self, verb: str, *arguments: object) -> None:
        """Ask, and go on."""
        assert self._child.stdin is not None
        self._child.stdin.write(json.dumps([verb, *arguments]) + "\n")
        self._child.stdin.flush()

    def answer(self) -> list[Any]:
        """Wait for the answer."""
        assert self._child.stdout is not None
        line = self._child.stdout.readline()
        assert line, "the other process is gone"
        answer: list[Any] = json.loads(line)
        return answer

    def ask(self, verb: str, *arguments: object) -> Any:
        self.tell(verb, *arguments)
        kind, *rest = self.answer()
        assert kind == "ok", rest
        return rest[0]

    @property
    def answered(self) -> bool:
        """Whether an answer has come, so that it is not busy any more."""
        assert self._child.stdout is not None
        return bool(select.select([self._child.stdout], [], [], 0)[0])

    def kill(self) -> None:
        self._child.kill()
        self._child.wait()

    def close(self) -> None:
        if self._child.poll() is None:
            self.kill()
        for pipe in (self._child.stdin, self._child.stdout):
            assert pipe is not None
            pipe.close()


@pytest.fixture
def place(root: Path, tmp_path: Path) -> Place:
    return shelf(root).copy(tmp_path / "place")


@pytest.fixture
def start(place: Place, tmp_path: Path) -> Iterator[Callable[[str], Other]]:
    """Starts other processes, each with a device's state of its own, or with ours ("")."""
    others: list[Other] = []

    def begin(device: str = "") -> Other:
        state = tmp_path / device if device else place.state
        state.mkdir(exist_ok=True)
        others.append(Other(place.vault, state))
        return others[-1]

    yield begin
    for other in others:
        other.close()


def test_a068_a_second_writer_is_told_who_is_there(place: Place, start: Callable[[str], Other]) -> None:
    other = start("")
    other.ask("open", "write")
    with pytest.raises(VaultBusy) as busy:
        place.unlock()
    assert busy.value.holder["pid"] == other.pid
    assert busy.value.holder["host"] == os.uname().nodename
    with place.unlock(read_only=True) as vault:
        assert not vault.writable
    other.ask("lock")
    with place.unlock() as vault:
        assert vault.writable
        other.tell("open", "write")
        assert other.answer()[:2] == ["error", "VaultBusy"]
    other.ask("open", "write")
    other.kill()
    with place.unlock() as vault:
        assert vault.writable


def test_a068_of_many_that_come_at_once_one_gets_in(start: Callable[[str], Other]) -> None:
    others = [start("") for _ in range(3)]
    for _ in range(ROUNDS * 3):
        for other in others:
            other.tell("open", "write")
        answers = [other.answer() for other in others]
        inside = [other for other, answer in zip(others, answers, strict=True) if answer[0] == "ok"]
        assert len(inside) == 1, answers
        assert all(answer[1] == "VaultBusy" for answer in answers if answer[0] != "ok"), answers
        inside[0].ask("lock")


@pytest.mark.parametrize("device", DEVICES, ids=["same_device", "another_device"][: len(DEVICES)])
def test_a052_a_reader_during_commits_sees_a_beginning_of_them(
    device: str, place: Place, start: Callable[[str], Other]
) -> None:
    tally = Tally("commits", f"two processes, {device or 'same'} device")
    other = start(device)
    other.ask("open", "write")
    seen = 0
    for number in range(ROUNDS):
        other.tell("notes", number * 300, 300)
        while not other.answered:
            with place.unlock(read_only=True) as vault:
                names = [item.name for item in vault.children(ROOT) if item.name.startswith(b"note ")]
            assert names == [b"note %06d" % at for at in range(len(names))]
            assert len(names) >= seen
            seen = len(names)
            tally.points += 1
        assert other.answer()[0] == "ok"
    tally.close()


class Waiting(FaultyFiles):
    """Does something once, before a file whose name ends so is opened."""

    def __init__(self, ending: str, act: Callable[[], object]) -> None:
        super().__init__(sync=False)
        self._ending, self._act = ending, act
        self.acted = False

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        if path.endswith(self._ending) and not self.acted:
            self.acted = True
            self._act()
        return super().open(path, flags, mode)


def moments() -> Iterator[ParameterSet]:
    """A change of the header, and the file that a reader is about to open then."""
    for change in CHANGES:
        for ending in ("pins", "header.json", ".snapshot", ".log") if FOLDER else ("header.json", ".log"):
            yield pytest.param(change, ending, id=f"{change}-{ending}")


@pytest.mark.parametrize(("change", "ending"), list(moments()))
def test_a143_a_reader_comes_in_between(change: str, ending: str, place: Place, start: Callable[[str], Other]) -> None:
    """The header changes between two steps of an unlock for reading: it shows before or after, and raises no alarm."""
    with place.unlock(read_only=True) as vault:
        before = picture(vault).items
    other = start("another")
    other.ask("open", "write")
    files = Waiting(ending, lambda: other.ask("header", change))
    for password in (PASSWORD, NEW):
        try:
            with place.unlock(password, steady(files), read_only=True) as vault:
                assert picture(vault).items == before
            break
        except WrongCredential:
            continue
    else:
        pytest.fail("no password opens")
    assert files.acted


@pytest.mark.parametrize("device", DEVICES, ids=["same_device", "another_device"][: len(DEVICES)])
def test_a143_a_reader_during_changes_of_the_header_sees_the_vault(
    device: str, place: Place, start: Callable[[str], Other]
) -> None:
    """One of both passwords opens at any moment, and what it shows is whole."""
    tally = Tally("header changes", f"two processes, {device or 'same'} device")
    with place.unlock(read_only=True) as vault:
        before = picture(vault).items
    other = start(device)
    other.ask("open", "write")
    other.tell("headers", ROUNDS * 4)
    while not other.answered:
        # The password may change between two attempts, but not with every one of them.
        for password in (PASSWORD, NEW) * 20:
            with counted(tally, "opening"):
                try:
                    with place.unlock(password, read_only=True) as vault:
                        assert picture(vault).items == before
                    break
                except WrongCredential:
                    continue
        else:
            pytest.fail("no password opens")
    assert other.answer()[0] == "ok"
    tally.close()


# A050: the source changes while it is being added


class At(Progress):
    """Does something once, when so many bytes were read."""

    def __init__(self, count: int, act: Callable[[], object]) -> None:
        super().__init__()
        self._count, self._act = count, act
        self.acted = False

    def advance(self, count: int = 0, items: int = 0) -> None:
        super().advance(count, items)
        if self.bytes >= self._count and not self.acted:
            self.acted = True
            self._act()


SIZE = LARGE + 3_000_000


SOURCE_CHANGES = {
    "before": ("overwrite", (100, 1)),
    "behind": ("overwrite", (SIZE - 100, 50)),
    "grow": ("overwrite", (SIZE, 50)),
    "shorten": ("cut", (SIZE - 1,)),
    "empty": ("cut", (0,)),
    "replace": ("replace", (SIZE,)),
}


@pytest.mark.parametrize("name", SOURCE_CHANGES if FOLDER else ["before", "shorten", "replace"])
def test_a050_a_source_that_changes_is_never_taken_in_torn(
    name: str, place: Place, start: Callable[[str], Other], tmp_path: Path
) -> None:
    source = tmp_path / "source"
    content = os.urandom(SIZE)
    source.write_bytes(content)
    os.utime(source, (LONG_AGO, LONG_AGO))
    other = start("")
    verb, arguments = SOURCE_CHANGES[name]
    at = At(3 << 20, lambda: other.ask(verb, str(source), *arguments))
    with place.unlock() as vault:
        report = intake.add(vault, [source], ROOT, progress=at)
        assert at.acted
        item = vault.child(ROOT, b"source")
        if item is not None:
            # The file that was opened is whole, even if its name is another's by now.
            assert verb == "replace"
            assert vault.read(item) == content
        else:
            assert [skipped.reason for skipped in report.skipped] == ["changed while it was being read"]
        found = check(vault)
        assert found.findings == []


def test_a050_a_source_that_flickers_is_one_or_the_other(
    place: Place, start: Callable[[str], Other], tmp_path: Path
) -> None:
    source, size = tmp_path / "source", 3 << 20
    source.write_bytes(b"\1" * size)
    os.utime(source, (LONG_AGO, LONG_AGO))
    other = start("")
    other.tell("flicker", str(source), size, 30 * ROUNDS)
    with place.unlock() as vault:
        while not other.answered:
            intake.add(vault, [source], ROOT, replace=True)
        assert other.answer()[0] == "ok"
        os.utime(source, (LONG_AGO, LONG_AGO))
        intake.add(vault, [source], ROOT, replace=True)
        item = vault.child(ROOT, b"source")
        assert item is not None
        for version in vault.versions(item):
            assert len(set(vault.read(item, version=version.number))) == 1


# A052: what a reader still needs


def test_a052_packs_stay_while_a_reader_holds_them(place: Place, start: Callable[[str], Other]) -> None:
    content = (place.shelf / "file").read_bytes()
    other = start("another")
    other.ask("open", "read")
    before = {path.name for path in place.vault.glob("packs/*/*")}
    with place.unlock() as vault:
        trash.remove(vault, [item for item in vault.children(ROOT) if item.name == b"file"])
        trash.empty(vault)
        assert {path.name for path in place.vault.glob("packs/*/*")} == before
        assert {finding.kind for finding in check(vault).findings} == {"unreferenced pack"}
    assert bytes.fromhex(other.ask("read", "file")) == content
    other.ask("lock")
    with place.unlock() as vault:
        assert check(vault).ok


def test_a052_an_old_catalog_stays_while_a_reader_holds_it(place: Place, start: Callable[[str], Other]) -> None:
    other = start("another")
    other.ask("open", "read")
    old = {path.name for path in place.vault.glob("catalog/*")}
    with place.unlock() as vault:
        confirmed = [row.id for row in rotation.absent_slots(vault)]
        rotation.new_vault_key(vault, PASSWORD, policy=CHEAP, confirmed=confirmed)
        assert "old catalog still held by a reader" in vault.notices
    assert {path.name for path in place.vault.glob("catalog/*")} > old
    assert "kept" in other.ask("names")
    other.ask("lock")
    place.unlock().lock()
    assert not {path.name for path in place.vault.glob("catalog/*")} & old


def test_a052_a_reader_that_was_killed_holds_nothing(place: Place, start: Callable[[str], Other]) -> None:
    other = start("another")
    other.ask("open", "read")
    other.kill()
    with place.unlock() as vault:
        trash.remove(vault, [item for item in vault.children(ROOT) if item.name == b"file"])
        trash.empty(vault)
        assert check(vault).findings == []
