"""One operation stopped at one place, and what is found afterwards compared with a run that nothing stopped."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tests.conftest import CHEAP
from tests.faults import Died, FaultyFiles
from tests.survival.operations import (
    EXPORT,
    NEW,
    PASSWORD,
    SECOND,
    Operation,
    Place,
    ready,
    steady,
)
from tests.survival.tally import Tally
from vault.backup import export as backup
from vault.engine.catalog import Catalog
from vault.engine.check import check
from vault.engine.errors import ReadOnly, Storage, VaultError, VaultLocked, WrongCredential
from vault.engine.records import Change
from vault.engine.values import Value
from vault.engine.vault import ROOT, Vault
from vault.unlock.password import Password

AFTERWARDS = b"afterwards"
"""The note that shows that a vault still works."""


class Shown(NamedTuple):
    """An item as a person sees it: where it is, and every version of its content."""

    path: tuple[bytes, ...]
    kind: str
    trashed: bool
    tags: tuple[str, ...]
    versions: tuple[tuple[int, int, bytes], ...]

    @property
    def size(self) -> int:
        return sum(size for _, size, _ in self.versions)


class Picture(NamedTuple):
    """All that a vault holds, with the keys it is held by."""

    epoch: int
    slots: tuple[bytes, ...]
    items: dict[bytes, Shown]


def picture(vault: Vault) -> Picture:
    """Read everything."""
    items = {}
    for item in vault.all_items():
        path = vault.path_of(item)
        if path == (AFTERWARDS,):
            continue
        versions = []
        for version in vault.versions(item) if item.kind != "folder" else ():
            digest = hashlib.sha256()
            for piece in vault.stream(item, version.number):
                digest.update(piece)
            versions.append((version.number, version.size, digest.digest()))
        items[item.id] = Shown(path, item.kind, item.trashed is not None, tuple(vault.tags(item.id)), tuple(versions))
    body = vault.files.header.body
    return Picture(body.context.epoch, tuple(slot.id for slot in body.slots), items)


class Acknowledged(NamedTuple):
    """A commit that came back to its caller."""

    vault: bytes
    sequence: int
    head: bytes


def last_commit(catalog: Catalog) -> Acknowledged:
    return Acknowledged(catalog.state("anchor_key") or b"", catalog.sequence, catalog.head)


@contextlib.contextmanager
def commits(noticed: Callable[[Catalog], object]) -> Iterator[None]:
    """Call something after every commit that came back to its caller."""
    commit = Catalog.commit

    def noticing(catalog: Catalog, changes: Sequence[Change], action: str, *detail: Value) -> None:
        commit(catalog, changes, action, *detail)
        noticed(catalog)

    Catalog.commit = noticing  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        Catalog.commit = commit  # type: ignore[method-assign]


@dataclass(frozen=True)
class Model:
    """What an operation does when nothing stops it.

    `stages` are the pictures a vault goes through; `reached` tells the one that stands after so many commits came back.
    """

    stages: list[Picture]
    reached: list[int]
    steps: list[tuple[str, str]]
    made: Picture | None


@functools.cache
def model(operation: Operation, root: Path) -> Model:
    """The operation done once, watched at every commit."""
    origin = ready(operation, root)
    place = origin.copy(root / f"model {operation.slug}")
    with place.unlock(read_only=True) as vault:
        stages = [picture(vault)]
    reached = [0]
    files = FaultyFiles(sync=False)
    opened: list[Vault] = []

    def begun(vault: Vault | None) -> None:
        files.arm(0, "die")
        opened.extend([vault] if vault else [])

    def noticed(catalog: Catalog) -> None:
        if opened and catalog is opened[0].files.catalog:
            shown = picture(opened[0])
            if shown != stages[-1]:
                stages.append(shown)
        reached.append(len(stages) - 1)

    with commits(noticed):
        left = operation.perform(place, steady(files, operation.name), begun)
    steps = list(files.steps)
    if left is not None:
        left.lock()
    with place.unlock(operation.passwords[-1], read_only=True) as vault:
        if picture(vault) != stages[-1]:
            stages.append(picture(vault))
    made = None
    if operation.makes == "vault":
        with Vault.unlock(place.made, maker(operation), policy=CHEAP, read_only=True) as vault:
            made = picture(vault)
    place.remove()
    return Model(stages, reached, steps, made)


def maker(operation: Operation) -> Password:
    """What opens the vault that an operation makes."""
    return EXPORT if operation.name == "restore" else PASSWORD


@dataclass
class Run:
    """What became of one attempt: whether it came to its end, and which commits came back.

    `seen` is the stage that somebody else has seen meanwhile, and `witnessed` the last commit they saw.
    """

    place: Place
    done: bool = False
    acknowledged: list[Acknowledged] = field(default_factory=list)
    seen: int = 0
    witnessed: list[Acknowledged] = field(default_factory=list)
    steps: int = 0
    vault: Vault | None = None
    error: VaultError | None = None

    def judged_by(self, operation: Operation, root: Path, tally: Tally, **options: bool) -> None:
        """Compare the vault with the model."""
        judge(operation, model(operation, root), self, tally, **options)


class Wrong(AssertionError):
    """A vault that is not what it should be; `lost` commits, `wrong` bytes."""

    def __init__(self, text: str, *, lost: int = 0, wrong: int = 0) -> None:
        super().__init__(text)
        self.lost, self.wrong = lost, wrong


@contextlib.contextmanager
def counted(tally: Tally, where: str, *, points: int = 1) -> Iterator[None]:
    """Count a trial, and whatever is wrong with it; the next one comes in any case."""
    tally.points += points
    try:
        yield
    except Wrong as error:
        tally.lost += error.lost
        tally.wrong += error.wrong
        tally.fail(f"{where}: {error}")
    except VaultError as error:
        tally.fail(f"{where}: {type(error).__name__}: {error}\n{traceback.format_exc(limit=-4)}")
    except Exception:  # noqa: BLE001 - whatever it is, it is what we are looking for
        tally.tracebacks += 1
        tally.fail(f"{where}: {traceback.format_exc(limit=-6)}")


def attempt(operation: Operation, place: Place, files: FaultyFiles, arm: Callable[[], object]) -> Run:
    """Do the operation with a file layer that may fail once `arm` was called."""
    run = Run(place)

    def begun(vault: Vault | None) -> None:
        run.vault = vault
        arm()

    def noticed(catalog: Catalog) -> None:
        run.acknowledged.append(last_commit(catalog))

    with commits(noticed):
        try:
            operation.perform(place, steady(files, operation.name), begun)
            run.done = True
        except VaultError as error:
            run.error = error
        except Died:
            pass
    run.steps = files.calls
    if files.dead:
        abandon(run, files)
    return run


def judge(
    operation: Operation, expected: Model, run: Run, tally: Tally, *, new_first: bool = False, second: bool = True
) -> None:
    """The vault opens, holds what was committed, is as it was at some stage of the operation, and works.

    Raises `Wrong`, or whatever it comes across.
    """
    place = run.place
    stage = _judge_vault(operation, expected, run, tally, new_first=new_first)
    if operation.header and second:
        with place.unlock(SECOND, read_only=True) as vault:
            if picture(vault) != expected.stages[stage]:
                raise Wrong("the other key slot shows something else")
    with place.unlock(_password(operation, place)) as vault:
        if vault.notices:
            raise Wrong(f"not settled by the unlock before: {vault.notices}")
        if vault.find([AFTERWARDS]) is None:
            raise Wrong("what was written after it is lost", lost=1)
        _require_sound(vault, tally)
        if picture(vault) != expected.stages[stage]:
            raise Wrong("another picture at the second look")
    whole = _judge_made(operation, expected, run) if operation.makes else stage == len(expected.stages) - 1
    if run.done and not whole:
        raise Wrong("it came to its end and is not done", lost=1)
    if whole:
        tally.whole += 1
    elif stage == 0:
        tally.absent += 1
    else:
        tally.parts += 1


def _judge_vault(operation: Operation, expected: Model, run: Run, tally: Tally, *, new_first: bool) -> int:
    """Open it by exactly one of the passwords that come into question; the stage it is at."""
    order = list(operation.passwords)[:: -1 if new_first else 1]
    for password in order:
        try:
            vault = run.place.unlock(password)
        except WrongCredential:
            continue
        break
    else:
        raise Wrong("no password opens the vault", lost=len(run.acknowledged) or 1)
    with vault:
        found = picture(vault)
        stage = _stage(expected, found, run)
        _require_commits(vault, run)
        _require_sound(vault, tally)
        vault.write_note(ROOT, AFTERWARDS, "text")
    for other in order:
        if other != password:
            with contextlib.suppress(WrongCredential):
                run.place.unlock(other, read_only=True).lock()
                raise Wrong("two passwords open the vault")
    if run.done and operation.header and NEW in operation.passwords and password != NEW:
        raise Wrong("the former password opens the vault", lost=1)
    return stage


def _stage(expected: Model, found: Picture, run: Run) -> int:
    """The stage that a picture is of; not one before what was committed."""
    if found not in expected.stages:
        seen: dict[bytes, set[Shown]] = {}
        for one in expected.stages:
            for identity, shown in one.items.items():
                seen.setdefault(identity, set()).add(shown)
        strange = [shown for identity, shown in found.items.items() if shown not in seen.get(identity, ())]
        kept = set.intersection(*(set(one.items) for one in expected.stages))
        gone = kept - set(found.items)
        raise Wrong(
            f"in no stage of the operation: strange {strange}, gone {len(gone)}, epoch {found.epoch}",
            lost=len(gone),
            wrong=sum(max(1, shown.size) for shown in strange),
        )
    stage = expected.stages.index(found)
    # The vault an operation makes has commits of its own.
    least = max(run.seen, expected.reached[min(len(run.acknowledged), len(expected.reached) - 1)])
    if run.done:
        least = len(expected.stages) - 1
    last = len(expected.stages) - 1 - expected.stages[::-1].index(found)
    if last < least:
        raise Wrong(f"at stage {stage}, {least} was committed", lost=least - last)
    return last


def _require_commits(vault: Vault, run: Run) -> None:
    """Every commit that came back stands in the trail, with its head."""
    own = vault.catalog.state("anchor_key")
    trail = dict(vault.catalog.rows("SELECT sequence, head FROM audit"))
    committed = (*run.acknowledged, *run.witnessed)
    lost = [one for one in committed if one.vault == own and trail.get(one.sequence) != one.head]
    if lost:
        raise Wrong(f"commits {[one.sequence for one in lost]} are not in the trail", lost=len(lost))


def _require_sound(vault: Vault, tally: Tally) -> None:
    report = check(vault)
    if not report.ok:
        raise Wrong(f"the check finds {report.findings}")
    tally.leftovers = max(tally.leftovers, len(report.findings))


def _password(operation: Operation, place: Place) -> Password:
    for password in operation.passwords:
        with contextlib.suppress(WrongCredential):
            place.unlock(password, read_only=True).lock()
            return password
    raise Wrong("no password opens the vault any more", lost=1)


def _judge_made(operation: Operation, expected: Model, run: Run) -> bool:
    """What an operation makes is whole or not there; whether it is there."""
    if operation.makes == "vault":
        if not run.place.made.exists():
            return False
        with Vault.unlock(
            run.place.made, maker(operation), policy=CHEAP, state=run.place.state, platform=steady(), accept=True
        ) as vault:
            if picture(vault) != expected.made:
                raise Wrong("made something else", wrong=1)
            _require_sound(vault, Tally())
            vault.write_note(ROOT, AFTERWARDS, "text")
        return True
    if not run.place.export.exists():
        return False
    with backup.open_export(run.place.export, EXPORT, policy=CHEAP) as exported:
        if picture(exported).items != expected.stages[-1].items:
            raise Wrong("exported something else", wrong=1)
        _require_sound(exported, Tally())
    return True


def require_usable(run: Run, expected: Model, *, done: bool) -> None:
    """After an error, reading goes on and shows a stage; writing works, or says why not. Locks the vault."""
    vault = run.vault
    if vault is None:
        return
    try:
        found = picture(vault)
    except VaultLocked:
        return
    if done and found != expected.stages[-1]:
        raise Wrong("done, and shows something else")
    if found not in expected.stages:
        raise Wrong("an open vault shows what was never there")
    with contextlib.suppress(ReadOnly, Storage):
        vault.write_note(ROOT, AFTERWARDS, "text after the error")
    vault.lock()


def abandon(run: Run, files: FaultyFiles) -> None:
    """What is left of a process that ended."""
    files.kill()
    if run.vault is not None:
        run.vault.files.catalog.close()
