"""A state machine over the real engine against a plain model: people, devices, crashes, power cuts, old copies, clocks.

DEEDBOX_SURVIVE (see tests/survival/tally.py) runs it for minutes instead of seconds.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import ClassVar, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from tests.conftest import CHEAP
from tests.faults import Died, FaultyFiles
from tests.machine import model
from tests.machine.model import Change, Chapter, Items, Opens, Refused
from tests.machine.recorder import Recorder, recording
from tests.machine.world import TODAY, YEAR, Device, Place, Session, Word, World, footprint, heads_of, listing
from tests.survival.disk import MODES, Disk, TracedFiles
from tests.survival.tally import FOLDER, Tally
from vault.backup import export as backup
from vault.engine import header_change, intake, rotation, trash
from vault.engine.check import check
from vault.engine.compact import compact
from vault.engine.errors import Damaged, ReadOnly, VaultBusy, VaultError
from vault.engine.floe import PLAIN
from vault.engine.packs import LARGE, PART_SIZE
from vault.engine.vault import ROOT, Vault

SURVIVE = bool(FOLDER)

FULL = settings(
    max_examples=400 if SURVIVE else 16,
    stateful_step_count=100 if SURVIVE else 50,
    derandomize=not SURVIVE,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    report_multiple_bugs=False,
    # Making a failure small takes minutes.
    phases=[Phase.generate],
)

NAMES = st.sampled_from(
    [
        b"note",
        b"Note",
        b"NOTE",
        "caf\u00e9".encode(),
        "cafe\u0301".encode(),
        b"a.txt",
        b"A.TXT",
        b"\xff\xfe\x80",
        b" ",
        b"new\nline",
        "\u202egpj.exe".encode(),
        b"CON",
        b".bashrc",
        b"x" * 255,
    ]
)
ODD_NAMES = st.sampled_from([b"y" * 1_024, b"y" * 1_025, b"", b".", b"..", b"a/b", b"a\0b"])
ANY_NAMES = st.one_of(NAMES, NAMES, NAMES, ODD_NAMES)
TEXTS = st.sampled_from(["", "x", "text " * 50, "\u00e4\U0001f600", "y" * 70_000])
SIZES = st.sampled_from([0, 1, 2, 50, 50, 4_095, 4_096, 5_000, 5_000, 70_000, PLAIN - 1, PLAIN, PLAIN + 1, LARGE + 1])
TAGS = st.sets(st.sampled_from(["tax", "Tax", "home", "\u00fc"]), max_size=2)
PICKS = st.integers(0, 1_000)
STEPS = st.one_of(*[st.just(0)] * 8, st.integers(1, 12), st.integers(1, 60))
"""The changing call to die at; 0 for none."""
CLOCKS = st.sampled_from([TODAY, TODAY, TODAY + 10 * YEAR, TODAY - 10 * YEAR, 0, -YEAR, (1 << 32) * 1_000, 291 * YEAR])
"""Today, ten years later and earlier, 1970, the year before, 2106, and 2261."""

USES = ["check", "check fast", "open beside", "export", "compact", "compact, forget"]
REFUSALS = ("RollbackDetected", "ForkDetected", "WrongCredential", "Damaged")
MOST_PLACES, MOST_COPIES = 3, 6

T = TypeVar("T")


class Life(RuleBasedStateMachine):
    """A vault, its copies and forks, and the devices that see them."""

    where: ClassVar[Path]
    recorder: ClassVar[Recorder]
    tally: ClassVar[Counter[str]]

    def __init__(self) -> None:
        super().__init__()
        self.recorder.turn_page()
        self.root = Path(tempfile.mkdtemp(dir=self.where))
        self.world = World(self.root)
        self.places: list[Place] = []
        self.copies: list[Path] = []
        self.exports: list[tuple[Path, bytes, Items]] = []
        self.devices: list[Device | None] = [self.world.device(), self.world.device(), None]
        self.words = 0

    @initialize()
    def begin(self) -> None:
        place = Place(self.world.name("vault"))
        files = FaultyFiles(sync=False)
        device, password = self.devices[0], self.new_password()
        assert device is not None
        vault = Vault.create(
            place.path, Word(password), platform=self.world.platform(files), policy=CHEAP, state=device.state
        )
        self.places.append(place)
        place.session = Session(vault, device, False, files, {}, heads_of(vault), password)
        self.world.learn(place.path, vault, {}, password)

    def teardown(self) -> None:
        try:
            for place in self.sessions():
                self.close(place)
            for path in [place.path for place in self.places] + self.copies:
                self.examine(path)
        finally:
            shutil.rmtree(self.root)

    def examine(self, path: Path) -> None:
        """A stranger's look at a folder, with every password of its headers: as predicted."""
        for password in self.world.passwords(path):
            expected = self.world.predict(path, password)
            if isinstance(expected, Opens):
                with self.world.unlock(path, password, read_only=True) as vault:
                    self.world.compare(vault, expected)
            else:
                with pytest.raises(expected.error) as caught:
                    self.world.unlock(path, password, read_only=True)
                assert expected.is_met_by(caught.value)

    # Choosing

    def new_password(self) -> bytes:
        self.words += 1
        return b"word %d" % self.words

    def sessions(self, *, writing: bool = False) -> list[Place]:
        return [one for one in self.places if one.session and not (writing and one.session.read_only)]

    def idle(self) -> list[Place]:
        return [place for place in self.places if not place.session]

    def writing(self, pick: int) -> tuple[Place, Session]:
        place = choose(self.sessions(writing=True), pick)
        assert place.session is not None
        return place, place.session

    # Changing contents

    def perform(
        self,
        place: Place,
        change: Change,
        act: Callable[[Vault], object],
        at: int = 0,
        *,
        bulk: bool = False,
        password: bytes | None = None,
    ) -> bool:
        """One operation, on the model and on the engine; it may die at its N-th step. Whether it came to its end."""
        session = place.session
        assert session is not None
        refused: type[VaultError] | None = None
        expected: Items = session.items
        try:
            expected = change(session.items)
        except VaultError as error:
            refused = type(error)
        found: VaultError | None = None
        session.files.arm(at, "die")
        try:
            act(session.vault)
        except Died:
            self.bury(place, expected, bulk=bulk, password=password)
            return False
        except VaultError as error:
            found = error
        assert type(found) is (refused or type(None)), (found, refused)
        session.password = session.password if refused else password or session.password
        session.files.arm(0, 0)
        self.tally[refused.__name__ if refused else "changed"] += 1
        self.keep(place, expected)
        return True

    def keep(self, place: Place, expected: Items) -> None:
        """The open vault shows what it must, and remembers where it stands."""
        session = place.session
        assert session is not None
        items = model.settle(expected, listing(session.vault))
        assert items is not None, "other contents than the model's"
        heads = heads_of(session.vault)
        assert heads[: len(session.heads)] == session.heads, "the past has changed"
        session.items, session.heads = items, heads
        self.world.learn(place.path, session.vault, items, session.password)
        self.remembered(place)

    def remembered(self, place: Place) -> None:
        """The device knows exactly this moment."""
        session = place.session
        assert session is not None
        if session.device is None or session.vault.catalog.state("announced"):
            return
        memory = self.world.memory(place.path, session.device, session.password)
        context = session.vault.files.header.body.context
        assert not isinstance(memory, Refused)
        assert memory is not None
        assert (memory.context, memory.sequence, memory.head) == (context, len(session.heads), session.heads[-1])

    def bury(self, place: Place, expected: Items, *, bulk: bool = False, password: bytes | None = None) -> None:
        """The process is dead: what is on the disk is the state before, or after, and nothing committed is lost."""
        session = place.session
        assert session is not None
        place.session = None
        session.vault.files.catalog.close()
        if isinstance(session.files, TracedFiles):
            after, chance = self.world.name("after"), Random(len(session.heads))
            Disk(session.files.events).image(after, chance.choice(MODES), chance)
            shutil.rmtree(place.path)
            after.rename(place.path)
        session.files.kill()
        self.tally["died" if not isinstance(session.files, TracedFiles) else "power lost"] += 1
        self.recognize(place.path, session.items, expected, session.heads, [session.password, password], bulk=bulk)

    def recognize(
        self,
        path: Path,
        before: Items,
        expected: Items,
        heads: tuple[bytes, ...],
        passwords: list[bytes | None],
        *,
        bulk: bool = False,
    ) -> dict[bytes, Chapter]:
        """Look at what a dead process left: one of the states it may have left. The chronicle knows it then."""
        found = self.world.look(path, [word for word in passwords if word], heads)
        for chapter in found.values():
            same = model.settle(before, chapter.items) or model.settle(expected, chapter.items)
            whole = same is not None or before == expected == chapter.items
            if bulk and not whole:
                whole = model.settle(expected, chapter.items, before) is not None
            assert whole or not chapter.items, "neither before nor after"
            assert chapter.items or not before or not expected, "everything is gone"
        return found

    @precondition(lambda self: self.sessions(writing=True))
    @rule(pick=PICKS, inside=PICKS, name=ANY_NAMES, text=TEXTS, at=STEPS)
    def write_note(self, pick: int, inside: int, name: bytes, text: str, at: int) -> None:
        place, session = self.writing(pick)
        parent = choose([ROOT, *model.present(session.items, "folder")], inside)
        self.perform(
            place, model.write_note(parent, name, text), lambda vault: vault.write_note(parent, name, text), at
        )

    @precondition(lambda self: self.sessions(writing=True))
    @rule(pick=PICKS, inside=PICKS, name=ANY_NAMES, at=STEPS)
    def make_folder(self, pick: int, inside: int, name: bytes, at: int) -> None:
        place, session = self.writing(pick)
        parent = choose([ROOT, *model.present(session.items, "folder")], inside)
        self.perform(place, model.make_folder(parent, name), lambda vault: vault.make_folder(parent, name), at)

    @precondition(lambda self: self.sessions(writing=True))
    @rule(
        pick=PICKS,
        inside=PICKS,
        files=st.dictionaries(NAMES, SIZES, min_size=1, max_size=3),
        folder=st.one_of(st.none(), NAMES),
        at=STEPS,
    )
    def add(self, pick: int, inside: int, files: dict[bytes, int], folder: bytes | None, at: int) -> None:
        place, session = self.writing(pick)
        parent = choose([ROOT, *model.present(session.items, "folder")], inside)
        source = self.world.name("source")
        below = source / os.fsdecode(folder) if folder else source
        below.mkdir(parents=True)
        contents = {name: self.world.random.randbytes(size) for name, size in files.items()}
        for name, content in contents.items():
            file = below / os.fsdecode(name)
            file.write_bytes(content)
            os.utime(file, (1_500_000_000, 1_500_000_000))
        taken = [below] if folder else [below / os.fsdecode(name) for name in contents]

        def act(vault: Vault) -> None:
            intake.add(vault, taken, parent, replace=True)

        self.perform(place, model.add(parent, contents, folder), act, at, bulk=True)
        shutil.rmtree(source)

    @precondition(lambda self: any(one.session.items for one in self.sessions(writing=True)))
    @rule(pick=PICKS, which=PICKS, inside=PICKS, name=ANY_NAMES, at=STEPS, rename=st.booleans())
    def move(self, pick: int, which: int, inside: int, name: bytes, at: int, rename: bool) -> None:
        place, session = self.writing(pick)
        movable = model.present(session.items, "file", "note", "folder")
        if not movable:
            return
        key = choose(movable, which)
        folders = [key for key, one in session.items.items() if one.kind == "folder" and one.trashed]
        parent = choose([ROOT, *model.present(session.items, "folder"), *folders], inside)
        if rename:
            parent = session.items[key].parent
        else:
            name = session.items[key].name
        self.perform(place, model.move(key, parent, name), lambda vault: vault.move(vault.item(key), parent, name), at)

    @precondition(lambda self: any(one.session.items for one in self.sessions(writing=True)))
    @rule(pick=PICKS, which=PICKS, add=TAGS, take=TAGS, at=STEPS)
    def tag(self, pick: int, which: int, add: set[str], take: set[str], at: int) -> None:
        place, session = self.writing(pick)
        if keys := model.present(session.items, "file", "note", "folder"):
            key = choose(keys, which)
            self.perform(
                place,
                model.tag(key, add, take),
                lambda vault: vault.set_tags(vault.item(key), sorted(add), sorted(take)),
                at,
            )

    @precondition(lambda self: any(one.session.items for one in self.sessions(writing=True)))
    @rule(pick=PICKS, which=PICKS, at=STEPS)
    def remove(self, pick: int, which: int, at: int) -> None:
        place, session = self.writing(pick)
        if keys := model.present(session.items, "file", "note", "folder"):
            key = choose(keys, which)
            self.perform(place, model.remove([key]), lambda vault: trash.remove(vault, [vault.item(key)]), at)

    @precondition(lambda self: any(model.trash(one.session.items) for one in self.sessions(writing=True)))
    @rule(pick=PICKS, which=PICKS, at=STEPS)
    def restore_from_trash(self, pick: int, which: int, at: int) -> None:
        place, session = self.writing(pick)
        if keys := model.trash(session.items):
            key = choose(keys, which)
            self.perform(place, model.restore(key), lambda vault: trash.restore(vault, [vault.item(key)]), at)

    @precondition(lambda self: any(model.trash(one.session.items) for one in self.sessions(writing=True)))
    @rule(pick=PICKS, at=STEPS)
    def empty_trash(self, pick: int, at: int) -> None:
        place, session = self.writing(pick)
        if model.trash(session.items):
            self.perform(place, model.empty, trash.empty, at)

    # Keys and generations

    @precondition(lambda self: self.sessions(writing=True))
    @rule(pick=PICKS, what=st.sampled_from(["password", "password only", "vault key", "generation"]), at=STEPS)
    def change_header(self, pick: int, what: str, at: int) -> None:
        place, session = self.writing(pick)
        new = self.new_password() if what.startswith("password") else None

        def act(vault: Vault) -> None:
            if what == "generation":
                vault.files.renew_generation()
            elif new is None:
                rotation.new_vault_key(vault, Word(session.password), policy=CHEAP)
            else:
                rotation.change_password(vault, Word(new), policy=CHEAP, keep_key=what == "password only")

        self.perform(place, model.nothing, act, at, password=new)

    # Opening and closing

    @precondition(lambda self: self.idle())
    @rule(
        pick=PICKS,
        who=PICKS,
        which=PICKS,
        wrong=st.sampled_from([False] * 9 + [True]),
        read_only=st.sampled_from([False, False, False, True]),
        accept=st.booleans(),
        power=st.booleans(),
        at=STEPS,
    )
    def unlock(
        self, pick: int, who: int, which: int, wrong: bool, read_only: bool, accept: bool, power: bool, at: int
    ) -> None:
        place = choose(self.idle(), pick)
        busy = [one.session.device for one in self.sessions() if one.session]
        free = [device for device in self.devices if device is None or device not in busy]
        device = choose(free, who)
        known = self.world.passwords(place.path)
        password = b"wrong" if wrong or not known else choose(known, which)
        memory = self.world.memory(place.path, device, password)
        expected = self.world.predict(place.path, password, memory, accept=accept)
        if read_only and expected != self.world.predict(place.path, password, memory):
            # A look at another state is no reason to forget the one that the device knows.
            looking, device = device, None
        else:
            looking = None
        files = TracedFiles(place.path) if power and not read_only else FaultyFiles(sync=False)
        before = footprint(place.path)
        lock = place.path / "lock"
        marked = lock.is_file() and lock.read_bytes().startswith(b"!")
        files.arm(at, "die")
        try:
            vault = self.world.unlock(
                place.path, password, looking or device, files=files, read_only=read_only, accept=accept
            )
        except Died:
            files.kill()
            self.tally["died while opening"] += 1
            if isinstance(expected, Opens):
                items, heads = expected.chapter.items, expected.chapter.heads
                self.recognize(place.path, items, items, heads, [password])
            return
        except VaultError as error:
            files.kill()
            self.refuse(place, error, expected, before, read_only=read_only)
            return
        files.arm(0, 0)
        assert isinstance(expected, Opens), f"opened instead of {expected}"
        self.tally["accepted" if accept else "opened"] += 1
        items = self.world.compare(vault, expected)
        session = Session(vault, device, read_only, files, items, heads_of(vault), password, before)
        place.session = session
        if not read_only:
            headers = {(place.path / name).read_bytes() for name in model.HEADERS}
            assert len(headers) == 1, "the copies of the header differ"
            assert not marked or len(session.heads) > len(expected.chapter.heads), "an append in doubt is gone on from"
        if not (marked or expected.chapter.announced):
            assert session.heads == expected.chapter.heads, "opening committed something"
        self.world.learn(place.path, vault, items, password)
        self.remembered(place)
        assert looking is None or self.world.memory(place.path, looking, password) == memory
        if read_only:
            assert footprint(place.path) == before, "a look changed something"

    def refuse(
        self, place: Place, error: VaultError, expected: Opens | Refused, before: dict[str, object], *, read_only: bool
    ) -> None:
        """An unlock was refused: for the reason that was predicted, and nothing but a writer's name is changed."""
        assert isinstance(expected, Refused), error
        assert expected.is_met_by(error), (error, expected)
        self.tally[f"{type(error).__name__} {expected.reason}".strip()] += 1
        after = footprint(place.path)
        assert after == before or (not read_only and without_lock(after) == without_lock(before))

    @precondition(lambda self: self.sessions())
    @rule(pick=PICKS, dies=st.sampled_from([False, False, True]), at=STEPS)
    def lock(self, pick: int, dies: bool, at: int) -> None:
        """Lock; or the process ends, or the power fails, while nothing is going on."""
        place = choose(self.sessions(), pick)
        assert place.session is not None
        if dies and not place.session.read_only:
            self.bury(place, place.session.items)
        else:
            self.close(place, at)

    def close(self, place: Place, at: int = 0) -> None:
        """Lock; what is on the disk afterwards is what was open."""
        session = place.session
        assert session is not None
        session.files.arm(at, "die")
        try:
            session.vault.lock()
        except Died:
            self.bury(place, session.items)
            return
        place.session = None
        session.files.kill()
        if session.read_only:
            assert footprint(place.path) == session.before, "a look changed something"
        else:
            self.recognize(place.path, session.items, session.items, session.heads, [session.password])

    @precondition(lambda self: self.sessions())
    @rule(
        pick=PICKS,
        what=st.sampled_from(["check", "check fast", "open beside", "export", "compact", "compact, forget"]),
        at=STEPS,
    )
    def use(self, pick: int, what: str, at: int) -> None:
        place = choose(self.sessions(), pick)
        assert place.session is not None
        if what == "export":
            self.export(place, place.session, at)
        elif what.startswith("compact") and place.session.read_only:
            with pytest.raises(ReadOnly):
                compact(place.session.vault)
        elif what.startswith("compact"):
            forget = what == "compact, forget"
            self.perform(place, model.nothing, lambda vault: compact(vault, forget=forget), at)
        elif what == "open beside":
            self.open_beside(place, place.session)
        else:
            self.check(place.session, fast=what == "check fast")

    def open_beside(self, place: Place, session: Session) -> None:
        """Somebody else opens what is open: a second writer must wait, a reader sees the same."""
        if not session.read_only:
            with pytest.raises(VaultBusy):
                self.world.unlock(place.path, session.password)
        before = footprint(place.path)
        with self.world.unlock(place.path, session.password, read_only=True) as vault:
            assert listing(vault) == listing(session.vault)
        assert footprint(place.path) == before

    def check(self, session: Session, *, fast: bool) -> None:
        """Names leftovers at most, unless packs are gone with a newer state."""
        report = check(session.vault, fast=fast)
        wrong = {finding.kind for finding in report.findings if not finding.harmless}
        allowed = set() if is_whole(session.vault) else {"missing pack", "damaged item"}
        if session.read_only:
            # A writer would have made them equal.
            allowed.add("header copy differs")
        assert wrong <= allowed, report.findings
        assert report.ok == (not wrong)

    def export(self, place: Place, session: Session, at: int) -> None:
        if not is_whole(session.vault):
            with pytest.raises(Damaged):
                backup.export(session.vault, self.world.name("export"), Word(b"word"), policy=CHEAP)
            return
        file, password, items = self.world.name("export"), self.new_password(), session.items

        def act(vault: Vault) -> None:
            backup.export(vault, file, Word(password), policy=CHEAP)

        if session.read_only:
            act(session.vault)
        else:
            self.perform(place, model.nothing, act, at)
        if file.exists():
            with backup.open_export(file, Word(password), self.world.platform(), CHEAP) as exported:
                assert listing(exported) == items
            self.exports = [*self.exports[-2:], (file, password, items)]
            self.tally["exported"] += 1

    # Copies, old states, forks

    @rule(
        pick=PICKS,
        which=PICKS,
        what=st.sampled_from(["back up", "back up", "roll back", "roll back files", "fork", "forget", "lose memory"]),
        names=st.sampled_from(["header.json", "header.bak", "header.*", "catalog/*.log", "catalog/*.snapshot"]),
        anchors=st.sampled_from([(0,), (1,), (0, 1)]),
        junk=st.booleans(),
        clock=CLOCKS,
    )
    def meanwhile(
        self, pick: int, which: int, what: str, names: str, anchors: tuple[int, ...], junk: bool, clock: int
    ) -> None:
        """What happens to folders, devices and clocks from outside; one rule, so that it stays one among many."""
        self.world.clock.time = clock + self.world.random.randrange(1_000_000)
        place, idle = choose(self.places, pick), self.idle()
        if what == "back up":
            self.copies.append(self.world.copy(place.path))
            if len(self.copies) > MOST_COPIES:
                shutil.rmtree(self.copies.pop(0))
        elif what == "fork" and len(self.places) < MOST_PLACES:
            self.places.append(Place(self.world.copy(place.path, "vault")))
        elif what == "lose memory":
            self.lose_memory(place, which, anchors, junk)
        elif idle and what == "forget" and len(self.places) > 1:
            place = choose(idle, pick)
            self.places.remove(place)
            shutil.rmtree(place.path)
        elif idle and self.copies:
            self.roll_back(choose(idle, pick).path, choose(self.copies, which), "*" if what == "roll back" else names)

    def roll_back(self, path: Path, old: Path, names: str) -> None:
        """An older copy in place of the folder, or only its headers, logs or snapshots; perhaps of another vault."""
        self.tally[f"put back {names}"] += 1
        if names == "*":
            shutil.rmtree(path)
            shutil.copytree(old, path)
            return
        for file in old.glob(names):
            shutil.copy2(file, path / file.relative_to(old))

    def lose_memory(self, place: Place, who: int, numbers: tuple[int, ...], junk: bool) -> None:
        """Anchors deleted or damaged, while no vault is open on that device."""
        device, vault = self.devices[who % 2], self.world.vault_id(place.path)
        if device is None or vault is None or any(one.session and one.session.device is device for one in self.places):
            return
        for number in numbers:
            anchor = device.anchors(vault)[number]
            content = bytearray(anchor.read_bytes()) if anchor.is_file() else bytearray()
            if junk and content:
                content[who % len(content)] ^= 1
                anchor.write_bytes(content)
            else:
                anchor.unlink(missing_ok=True)
            self.tally["anchors lost"] += 1

    @precondition(lambda self: self.exports and len(self.places) < MOST_PLACES)
    @rule(which=PICKS, who=PICKS, at=STEPS)
    def restore(self, which: int, who: int, at: int) -> None:
        file, password, items = choose(self.exports, which)
        busy = [one.session.device for one in self.sessions() if one.session]
        device = choose([device for device in self.devices if device is None or device not in busy], who)
        path, files = self.world.name("vault"), FaultyFiles(at, "die", sync=False)
        try:
            backup.restore(
                file,
                path,
                Word(password),
                platform=self.world.platform(files),
                policy=CHEAP,
                state=device.state if device else None,
            )
        except Died:
            files.kill()
            if not path.exists():
                return
        (chapter,) = self.recognize(path, items, items, (), [password]).values()
        assert chapter.items == items
        self.tally["restored"] += 1
        self.places.append(Place(path))


def choose(among: list[T], pick: int) -> T:
    return among[pick % len(among)]


def is_whole(vault: Vault) -> bool:
    """Whether no pack is missing."""
    return all(version is not None for one in listing(vault).values() for version in one.versions)


def without_lock(seen: dict[str, object]) -> dict[str, object]:
    """All but the lock, which a writer makes if the power took it, and the folder's own time with it."""
    return {name: one for name, one in seen.items() if name not in ("lock", ".")}


def test_a028_a030_a049_a062_a065_a071_a077_a079_a108_the_vault_is_what_the_model_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(header_change, "GENERATION_RECORDS", 8)
    tally: Counter[str] = Counter()
    with recording() as watching:

        class Here(Life):
            where, recorder = tmp_path, watching

        Here.tally = tally
        run_state_machine_as_test(Here, settings=FULL)
    counts = watching.counts
    assert counts.segments > 500
    assert counts.most_bytes_per_key <= PART_SIZE
    refusals = sum(count for outcome, count in tally.items() if outcome.startswith(REFUSALS))
    # That it all came up; how often is a matter of chance, as the vaults' own random bytes are.
    kinds = refusals, tally["died"], tally["power lost"], tally["died while opening"], tally["opened"]
    assert min(kinds) > (10 if SURVIVE else 0)
    Tally(
        operation="vaults, copies, forks and devices",
        harness="state machine",
        points=tally["died"] + tally["power lost"] + tally["died while opening"] + tally["changed"] + refusals,
        whole=tally["changed"],
        absent=tally["died"] + tally["power lost"] + tally["died while opening"],
        refused=refusals,
    ).close()
