"""What a vault can be asked to do: how to get ready for it, and how to do it through the engine.

Every operation starts from its own copy of one vault, with ids that are the same every time, so that what is found
after a crash can be compared with what a run without one has shown.
"""

from __future__ import annotations

import contextlib
import functools
import os
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from unittest import mock

from tests.conftest import CHEAP
from tests.faults import Died, FaultyFiles
from tests.forging import StopsAfter
from vault.backup import export as backup
from vault.backup.drill import drill
from vault.backup.repair import repair
from vault.engine import compact, intake, labels, reencryption, rotation, slots, trash, versions
from vault.engine.durable import FileLayer, Platform, SystemClock
from vault.engine.errors import Cancelled, Storage
from vault.engine.header_change import make_slot
from vault.engine.keys import Credential
from vault.engine.packs import LARGE
from vault.engine.vault import NOTE_LIMIT, ROOT, Item, Vault
from vault.unlock.password import Password
from vault.unlock.recovery import RecoveryCode

PASSWORD, NEW, SECOND, THIRD = (Password(word) for word in (b"correct horse", b"another", b"second", b"third"))
KIT, NEW_KIT = RecoveryCode(b"k" * 20), RecoveryCode(b"n" * 20)
EXPORT = Password(b"export")
LONG_AGO = 1_500_000_000


class SteadyClock(SystemClock):
    """Nothing is ever late, so that work is cut into the same commits every time."""

    def monotonic(self) -> float:
        return 0.0


def steady(files: FileLayer | None = None, seed: str | None = None) -> Platform:
    """A platform whose random bytes follow from the seed; the system's without one."""
    source = os.urandom if seed is None else random.Random(seed).randbytes
    return Platform(files or FaultyFiles(sync=False), SteadyClock(), source)


@dataclass(frozen=True)
class Place:
    """A folder with a vault and a device's state, which is copied for every trial; beside it what is only read."""

    path: Path
    shelf: Path

    @property
    def vault(self) -> Path:
        return self.path / "vault"

    @property
    def state(self) -> Path:
        return self.path / "state"

    @property
    def made(self) -> Path:
        """Where an operation makes another vault."""
        return self.path / "made"

    @property
    def export(self) -> Path:
        """Where an operation writes an export."""
        return self.path / "file.export"

    def copy(self, target: Path) -> Place:
        shutil.copytree(self.path, target)
        return Place(target, self.shelf)

    def remove(self) -> None:
        shutil.rmtree(self.path)

    def unlock(
        self, password: Password = PASSWORD, platform: Platform | None = None, *, read_only: bool = False
    ) -> Vault:
        return Vault.unlock(
            self.vault, password, policy=CHEAP, state=self.state, platform=platform or steady(), read_only=read_only
        )


@dataclass(frozen=True)
class Operation:
    """One thing to do. `act` gets an open vault; with `whole`, it opens or makes one itself.

    `header` says that it changes the header; `passwords` are the ones that may open afterwards; `makes` names what is
    there only when it is done: another vault, or an export.
    """

    name: str
    act: Callable[[Vault, Place], object] | None = None
    whole: Callable[[Place, Platform], object] | None = None
    prepare: Callable[[Vault, Place], object] | None = None
    header: bool = False
    passwords: tuple[Password, ...] = (PASSWORD,)
    makes: str = ""

    @property
    def slug(self) -> str:
        return self.name.replace(" ", "_").replace(",", "")

    def perform(self, place: Place, platform: Platform, begun: Callable[[Vault | None], object]) -> Vault | None:
        """Do it; `begun` is called when the vault is open and nothing was done yet. The vault, if it is left open."""
        if self.whole is not None:
            begun(None)
            self.whole(place, platform)
            return None
        assert self.act is not None
        vault = place.unlock(platform=platform)
        begun(vault)
        self.act(vault, place)
        return vault


def make_shelf(path: Path) -> Place:
    """What all operations read, and the vault that all start from."""
    shelf = path / "shelf"
    chance = random.Random("shelf")
    files = {f"small/{number}": 200 + number * 700 for number in range(3)} | {"small/empty": 0, "large": LARGE + 5_000}
    files |= {"tree/one": 10, "tree/below/two": 40_000, "tree/below/three": 1, "replacement/file": 4_000, "file": 3_000}
    for name, size in files.items():
        (shelf / name).parent.mkdir(parents=True, exist_ok=True)
        (shelf / name).write_bytes(chance.randbytes(size))
        os.utime(shelf / name, (LONG_AGO, LONG_AGO))
    place = Place(path / "place", shelf)
    place.path.mkdir()
    place.state.mkdir()
    platform = steady(seed="place")
    with Vault.create(place.vault, PASSWORD, policy=CHEAP, state=place.state, platform=platform) as vault:
        add_slot(vault, SECOND, "second")
        fill(vault, place)
        backup.export(vault, shelf / "export", EXPORT, policy=CHEAP)
    return place


def fill(vault: Vault, place: Place) -> None:
    """Something of everything."""
    box = vault.make_folder(ROOT, b"box")
    inner = vault.make_folder(box.id, b"inner")
    kept = vault.write_note(ROOT, b"kept", "first text")
    vault.write_note(ROOT, b"kept", "second text")
    vault.write_note(inner.id, b"inside", "text inside")
    vault.write_note(ROOT, b"going", "text that goes")
    vault.write_note(ROOT, b"gone", "text in the trash")
    intake.add(vault, [place.shelf / "file"], ROOT, tags=["paper"])
    intake.add(vault, [place.shelf / "small/2"], box.id)
    vault.set_tags(kept, ["red", "blue"])
    trash.remove(vault, [item_of(vault, "gone")])


def item_of(vault: Vault, path: str) -> Item:
    item = vault.find([name.encode() for name in path.split("/")])
    assert item is not None
    return item


def add_slot(vault: Vault, password: Password, name: str) -> None:
    """Another way in; the plan of a header change is all it takes."""
    plan = vault.files.plan()
    slot = make_slot(password, name, plan.context.vault, CHEAP, vault.platform)
    vault.files.change_header(replace(plan, slots=[*plan.slots, (slot.slot, slot.row)]), "slot added")


def _ready(operation: Operation, origin: Place, target: Path) -> Place:
    """A copy of the vault in which the operation can be done."""
    place = origin.copy(target)
    if operation.prepare is not None:
        with place.unlock(platform=steady(seed=f"prepare {operation.name}")) as vault:
            operation.prepare(vault, place)
    return place


@functools.cache
def ready(operation: Operation, root: Path) -> Place:
    """Where the operation starts from, made once in each test process."""
    return _ready(operation, shelf(root), root / f"ready {operation.slug}")


@functools.cache
def shelf(root: Path) -> Place:
    root.mkdir(exist_ok=True)
    return make_shelf(root)


def _confirmed(vault: Vault) -> list[bytes]:
    return [row.id for row in rotation.absent_slots(vault)]


def _change_password(vault: Vault, _: Place, *, keep_key: bool = False) -> None:
    rotation.change_password(vault, NEW, policy=CHEAP, keep_key=keep_key, confirmed=_confirmed(vault))


@contextlib.contextmanager
def _dying(vault: Vault, place: Place) -> Iterator[tuple[Vault, FaultyFiles]]:
    """The vault in the hands of a process that ends without locking it."""
    vault.lock()
    files = FaultyFiles(sync=False)
    dying = place.unlock(platform=steady(files, "dying"))
    with contextlib.suppress(Died):
        yield dying, files
    files.kill()
    dying.files.catalog.close()


def _grow(vault: Vault, place: Place) -> None:
    """A log that is due for a new generation at the next quiet moment."""
    with _dying(vault, place) as (dying, _):
        dying.write_note(ROOT, b"long", "x" * (NOTE_LIMIT - 1))
        dying.write_note(ROOT, b"longer", "y" * 60_000)
        assert dying.files.wants_generation


def _tear(vault: Vault, place: Place) -> None:
    """A writer that died in the middle of an append: a mark in the lock, half a frame at the end of the log."""
    with _dying(vault, place) as (dying, files):
        files.arm(2, "torn")
        dying.write_note(ROOT, b"torn", "text " * 200)
    assert files.dead


def _open(place: Place, platform: Platform) -> None:
    place.unlock(platform=platform).lock()


def _create(place: Place, platform: Platform) -> None:
    Vault.create(place.made, PASSWORD, policy=CHEAP, state=place.state, platform=platform).lock()


def _export(vault: Vault, place: Place, *, over: bool = False) -> None:
    backup.export(vault, place.export, EXPORT, policy=CHEAP, replace=over)


def _restore(place: Place, platform: Platform) -> None:
    file = place.shelf / "export"
    backup.restore(file, place.made, EXPORT, policy=CHEAP, state=place.state, platform=platform)


def _add_kit(vault: Vault, _: Place) -> None:
    slots.add_slot(vault, KIT, "kit", policy=CHEAP, tested=True)


def _slot_of(vault: Vault, name: str) -> bytes:
    return next(slot.id for slot in vault.files.header.body.slots if slot.name == name)


def _new_secrets(vault: Vault, _: Place) -> None:
    """Every way in is another afterwards, but for the second, whose password stays: it is asked for everywhere."""
    made: list[tuple[str, Credential, bool]] = [
        ("password", NEW, True),
        ("second", SECOND, True),
        ("kit", NEW_KIT, False),
    ]
    rotation.new_secrets(vault, made, policy=CHEAP)


def _leave_dead(vault: Vault, place: Place) -> None:
    """A pack with a dead part, a pack that nobody names, and a file that nobody finished."""
    intake.add(vault, sorted(place.shelf.glob("small/*")), ROOT)
    trash.remove(vault, [item_of(vault, "1")])
    trash.empty(vault)
    unreferenced = place.vault / "packs/00"
    unreferenced.mkdir(exist_ok=True)
    (unreferenced / ("00" * 16)).write_bytes(bytes(5_000))
    (unreferenced / f"{'01' * 16}.partial").write_bytes(bytes(100))


def _add_large(vault: Vault, place: Place) -> None:
    """What does not fit the disk is not even begun, and listed; here that counts as a refusal."""
    report = intake.add(vault, [place.shelf / "large"], ROOT)
    if report.skipped:
        raise Storage("full", report.skipped[0].reason)


def _trash_more(vault: Vault, _: Place) -> None:
    trash.remove(vault, [item_of(vault, "file"), item_of(vault, "box")])


def _again(vault: Vault, place: Place) -> None:
    """A file with two versions."""
    intake.add(vault, [place.shelf / "replacement/file"], ROOT, replace=True)


def _reencrypt(vault: Vault, _: Place) -> None:
    """All of it; where the old files cannot be removed, it says that it is not complete."""
    reencryption.begin(vault)
    reencryption.go_on(vault)


def _half_reencrypt(vault: Vault, place: Place) -> None:
    """Stopped after the first packs."""
    intake.add(vault, [place.shelf / "large"], ROOT)
    _again(vault, place)
    reencryption.begin(vault)
    with mock.patch.object(reencryption, "WORKERS", 1), contextlib.suppress(Cancelled):
        reencryption.go_on(vault, progress=StopsAfter(1))
    assert reencryption.remaining(vault)


OPERATIONS = [
    Operation("create", whole=_create, makes="vault"),
    Operation("open", whole=_open),
    Operation("open after a torn append", whole=_open, prepare=_tear),
    Operation("add small files", lambda vault, place: intake.add(vault, sorted(place.shelf.glob("small/*")), ROOT)),
    Operation("add a folder", lambda vault, place: intake.add(vault, [place.shelf / "tree"], ROOT, tags=["tree"])),
    Operation("add a large file", _add_large),
    Operation(
        "add a new version",
        lambda vault, place: intake.add(vault, [place.shelf / "replacement/file"], ROOT, replace=True),
    ),
    Operation("make a folder", lambda vault, _: vault.make_folder(ROOT, b"new folder")),
    Operation("write a note", lambda vault, _: vault.write_note(ROOT, b"new", "new text")),
    Operation("write a note anew", lambda vault, _: vault.write_note(ROOT, b"kept", "third text " * 500)),
    Operation("rename", lambda vault, _: vault.move(item_of(vault, "kept"), ROOT, b"renamed")),
    Operation(
        "move",
        lambda vault, _: vault.move_all([item_of(vault, "kept"), item_of(vault, "file")], item_of(vault, "box").id),
    ),
    Operation("tag", lambda vault, _: vault.set_tags(item_of(vault, "kept"), ["green"], ["red"])),
    Operation("make a favourite", lambda vault, _: labels.set_favourite(vault, [item_of(vault, "kept")], True)),
    Operation(
        "write on in a note", lambda vault, _: vault.write_note(ROOT, b"kept", "second text, and more", instead_of=2)
    ),
    Operation(
        "restore a version", lambda vault, _: versions.restore_version(vault, item_of(vault, "file"), 1), prepare=_again
    ),
    Operation(
        "remove a version", lambda vault, _: versions.drop_versions(vault, item_of(vault, "file"), [1]), prepare=_again
    ),
    Operation("move to the trash", _trash_more),
    Operation("restore from the trash", lambda vault, _: trash.restore(vault, vault.trashed())),
    Operation("empty the trash", lambda vault, _: trash.empty(vault), prepare=_trash_more),
    Operation("change the password", _change_password, header=True, passwords=(PASSWORD, NEW)),
    Operation(
        "change the password, keep the key",
        functools.partial(_change_password, keep_key=True),
        header=True,
        passwords=(PASSWORD, NEW),
    ),
    Operation(
        "new vault key",
        lambda vault, _: rotation.new_vault_key(vault, PASSWORD, policy=CHEAP, confirmed=_confirmed(vault)),
        header=True,
    ),
    Operation("re-encrypt everything", _reencrypt, prepare=_again, header=True),
    Operation(
        "re-encrypt what remains",
        lambda vault, _: reencryption.go_on(vault),
        prepare=_half_reencrypt,
        header=True,
    ),
    Operation("new generation", lambda vault, _: vault.files.renew_generation(), header=True),
    Operation("add a key slot", lambda vault, _: add_slot(vault, THIRD, "third"), header=True),
    Operation("add a way in", _add_kit, header=True),
    Operation(
        "remove a way in",
        lambda vault, _: slots.remove_slot(vault, _slot_of(vault, "kit")),
        prepare=_add_kit,
        header=True,
    ),
    Operation("test a way in", lambda vault, _: slots.prove(vault, KIT, policy=CHEAP), prepare=_add_kit),
    Operation("renew the cost", lambda vault, _: slots.upgrade_slot(vault, policy=CHEAP), header=True),
    Operation("make new secrets", _new_secrets, prepare=_add_kit, header=True, passwords=(PASSWORD, NEW)),
    Operation("lock with a grown log", lambda vault, _: vault.lock(), prepare=_grow, header=True),
    Operation("compact", lambda vault, _: compact.compact(vault), prepare=_leave_dead, header=True),
    Operation(
        "compact, forget", lambda vault, _: compact.compact(vault, forget=True), prepare=_leave_dead, header=True
    ),
    Operation("repair", lambda vault, _: repair(vault), prepare=_leave_dead, header=True),
    Operation("drill", lambda vault, place: drill(vault, place.shelf / "export", EXPORT, policy=CHEAP)),
    Operation("export", _export, makes="export"),
    Operation("export over an older one", functools.partial(_export, over=True), prepare=_export, makes="export"),
    Operation("restore", whole=_restore, makes="vault"),
]

BY_SLUG = {operation.slug: operation for operation in OPERATIONS}
