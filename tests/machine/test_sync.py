"""Two devices and a sync tool that mixes old and new files, leaves conflict copies and delivers in any order.

Either a vault opens as one of its whole states, or it is refused in words somebody can act on; nothing else is opened,
and a look changes nothing. DEEDBOX_SURVIVE tries many more mixtures, cuts and orders.
"""

from __future__ import annotations

import itertools
import math
import os
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import CHEAP
from tests.faults import FaultyFiles
from tests.forging import frames
from tests.machine.model import HEADERS, Items, Memory, Opens, Refused
from tests.machine.world import Device, Word, World, footprint, heads_of, listing
from tests.survival.tally import FOLDER, Tally
from vault.backup import export as backup
from vault.engine import intake, rotation, trash
from vault.engine.catalog import Catalog
from vault.engine.check import check
from vault.engine.errors import (
    Damaged,
    ForkDetected,
    NotFound,
    RollbackDetected,
    VaultError,
    WrongCredential,
)
from vault.engine.records import Record
from vault.engine.vault import ROOT, Item, Vault

SURVIVE = bool(FOLDER)
MIXTURES = 2_000 if SURVIVE else 15
CUTS = 500 if SURVIVE else 6
ORDERS = 100 if SURVIVE else 2

ALLOWED = (Damaged, RollbackDetected, ForkDetected, WrongCredential)
FIRST, SECOND = b"first word", b"second word"

Files = dict[str, bytes]


@dataclass
class Version:
    """A whole state of a vault as it lay on one device: its folder, its password, its contents, and who saw it."""

    path: Path
    password: bytes
    items: Items
    heads: tuple[bytes, ...]
    device: Device

    @property
    def files(self) -> Files:
        return leaves(self.path)


@dataclass
class Story:
    """Two states that a sync tool may mix, and the world they are in."""

    name: str
    world: World
    one: Version
    other: Version

    @property
    def passwords(self) -> list[bytes]:
        return list(dict.fromkeys([self.other.password, self.one.password]))


def leaves(path: Path) -> Files:
    """Every file below a folder but the two that are only locked."""
    found = {str(file.relative_to(path)): file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()}
    return {name: content for name, content in found.items() if name not in ("lock", "pins")}


def lay(path: Path, files: Files) -> None:
    """A vault folder of these files."""
    for folder in ("catalog", "packs"):
        (path / folder).mkdir(parents=True, exist_ok=True)
    for name in ("lock", "pins"):
        (path / name).touch()
    for name, content in files.items():
        deliver(path, name, content)


def deliver(path: Path, name: str, content: bytes | None) -> None:
    """One file arrives in place of what was there, or goes."""
    if content is None:
        (path / name).unlink(missing_ok=True)
        return
    (path / name).parent.mkdir(parents=True, exist_ok=True)
    (path / name).write_bytes(content)


# What happened before the sync tool came

Act = Callable[[World, Vault], bytes | None]
"""Something done to an open vault; returns the new password if it changed."""


def note(text: str) -> Act:
    def act(_: World, vault: Vault) -> None:
        vault.write_note(ROOT, b"note", text)

    return act


def files(world: World, vault: Vault) -> None:
    source = world.name("source")
    (source / "folder").mkdir(parents=True)
    for number, size in enumerate((0, 300, 20_000)):
        (source / f"folder/{number}").write_bytes(world.random.randbytes(size))
        os.utime(source / f"folder/{number}", (1_500_000_000, 1_500_000_000))
    intake.add(vault, [source / "folder"], ROOT, replace=True)


def generation(_: World, vault: Vault) -> None:
    vault.files.renew_generation()


def password_only(_: World, vault: Vault) -> bytes:
    rotation.change_password(vault, Word(SECOND), policy=CHEAP, keep_key=True)
    return SECOND


def password(_: World, vault: Vault) -> bytes:
    rotation.change_password(vault, Word(SECOND), policy=CHEAP)
    return SECOND


def vault_key(_: World, vault: Vault) -> None:
    rotation.new_vault_key(vault, Word(FIRST), policy=CHEAP)


def emptied(_: World, vault: Vault) -> None:
    trash.remove(vault, vault.children(ROOT))
    trash.empty(vault)


LINES: dict[str, tuple[Act, ...]] = {
    "note": (note("later"),),
    "files": (files,),
    "generation": (generation,),
    "password only": (password_only,),
    "password": (password,),
    "vault key": (vault_key,),
    "trash emptied": (emptied,),
    "generation after files": (files, generation),
}
"""One state and a later one."""

FORKS: dict[str, tuple[Act, Act]] = {
    "notes": (note("one"), note("other")),
    "files": (files, files),
    "generations": (generation, generation),
    "keys": (vault_key, vault_key),
    "key and note": (vault_key, note("other")),
    "password and generation": (password, generation),
}
"""Two states that both go on from one."""


def version(world: World, path: Path, word: bytes, *acts: Act, device: Device | None = None) -> Version:
    """A vault folder after somebody did something on a device."""
    device = device or world.device()
    world.clock.time += 60_000
    with world.unlock(path, word, device) as vault, pytest.MonkeyPatch.context() as patch:
        for head in heads_of(vault):
            world.moments.setdefault(head, listing(vault))
        advance = Catalog._advance

        def remember(catalog: Catalog, record: Record, head: bytes) -> None:
            advance(catalog, record, head)
            if catalog is vault.files.catalog:
                world.moments[head] = listing(vault)

        patch.setattr(Catalog, "_advance", remember)
        for act in acts:
            word = act(world, vault) or word
        items, heads = listing(vault), heads_of(vault)
        world.learn(path, vault, items, word)
    world.look(path, [word], heads)
    return Version(path, word, items, heads, device)


def begun(root: Path) -> tuple[World, Version]:
    """A vault with some contents."""
    world = World(root)
    path = world.name("vault")
    Vault.create(path, Word(FIRST), platform=world.platform(), policy=CHEAP).lock()
    return world, version(world, path, FIRST, note("first"), files)


def copied(world: World, one: Version) -> Path:
    return world.copy(one.path, "vault")


def line(name: str, root: Path) -> Story:
    world, one = begun(root)
    return Story(name, world, one, version(world, copied(world, one), FIRST, *LINES[name]))


def fork(name: str, root: Path) -> Story:
    world, base = begun(root)
    one, other = (version(world, copied(world, base), FIRST, act) for act in FORKS[name])
    return Story(f"fork of {name}", world, one, other)


def restores(root: Path) -> Story:
    """Two restores of one export: one vault id, two lineages."""
    world, base = begun(root)
    file = world.name("export")
    with world.unlock(base.path, FIRST) as vault:
        backup.export(vault, file, Word(SECOND), policy=CHEAP)
    made = []
    for _ in range(2):
        path = world.name("vault")
        backup.restore(file, path, Word(SECOND), platform=world.platform(), policy=CHEAP)
        made.append(version(world, path, SECOND))
    return Story("two restores", world, *made)


STORIES: dict[str, Callable[[Path], Story]] = {
    **{name: lambda root, name=name: line(name, root) for name in LINES},  # type: ignore[misc]
    **{f"fork of {name}": lambda root, name=name: fork(name, root) for name in FORKS},  # type: ignore[misc]
    "two restores": restores,
}


@pytest.fixture(params=STORIES)
def story(request: pytest.FixtureRequest, tmp_path: Path) -> Story:
    return STORIES[request.param](tmp_path)


# The judgement


def whole_or_damaged(vault: Vault, expected: Items) -> bool:
    """Every byte that comes out is right, and what does not come out is said to be damaged. Whether nothing is."""
    whole = True
    found = {item.id: item for item in vault.all_items()}
    assert found.keys() == expected.keys()
    for key, item in found.items():
        entry = expected[key]
        assert (item.parent, item.kind, item.name) == (entry.parent, entry.kind, entry.name)
        for number, content in enumerate(entry.versions, 1):
            try:
                assert read(vault, item, number) == content
            except Damaged:
                whole = False
    wrong = {finding.kind for finding in check(vault).findings if not finding.harmless} - {"header copy differs"}
    assert wrong <= {"missing pack", "damaged pack", "damaged item"}
    assert whole or wrong
    return not wrong


def read(vault: Vault, item: Item, number: int) -> bytes:
    return b"".join(bytes(piece) for piece in vault.stream(item, number))


def look(
    story: Story, path: Path, word: bytes, device: Device | None = None, expected: Opens | Refused | None = None
) -> str:
    """Open a folder for reading: one of the two states, or an allowed refusal; as predicted; and nothing is changed."""
    before = footprint(path)
    try:
        with story.world.unlock(path, word, device, read_only=True) as vault:
            outcome = opened(story, vault, expected)
    except VaultError as error:
        outcome = refused(path, error, expected)
    assert footprint(path) == before, "a look changed something"
    return outcome


def opened(story: Story, vault: Vault, expected: Opens | Refused | None) -> str:
    """It is one of the two states, or a moment that was committed between them."""
    assert not isinstance(expected, Refused), expected
    heads = heads_of(vault)
    items = story.world.moments[heads[-1]]
    assert any(one.heads[: len(heads)] == heads for one in (story.one, story.other))
    if expected is not None:
        assert (items, heads) == (expected.chapter.items, expected.chapter.heads)
    whole = whole_or_damaged(vault, items)
    state = "one" if items == story.one.items else "other" if items == story.other.items else "between"
    return state if whole else f"{state} with damaged items"


def refused(path: Path, error: VaultError, expected: Opens | Refused | None) -> str:
    """It is refused by one of four classes, and for the reason that was predicted."""
    assert not isinstance(expected, Opens), error
    assert expected is None or expected.is_met_by(error), (error, expected)
    no_header = not any((path / name).exists() for name in HEADERS)
    assert isinstance(error, NotFound if no_header else ALLOWED), error
    return type(error).__name__


def count(operation: str, outcomes: Counter[str]) -> None:
    """Keep what came of it, for a complete run."""
    opening = sum(number for outcome, number in outcomes.items() if outcome.split(": ")[-1][0].islower())
    total = outcomes.total()
    Tally(operation, "sync tool", points=total, whole=opening, refused=total - opening).close()


def remembering(story: Story, one: Version) -> Device:
    """A device like the one that saw this state, for one look."""
    device = story.world.device()
    shutil.copytree(one.device.state, device.state, dirs_exist_ok=True)
    return device


# Mixtures


def mixtures(story: Story) -> Iterator[Files]:
    """Old and new files in every combination, or a sample that is always the same."""
    one, other = story.one.files, story.other.files
    packs = [{name: content for name, content in version.items() if is_pack(name)} for version in (one, other)]
    choices: list[list[Files]] = [[{**packs[0], **packs[1]}, *packs]]
    for name in sorted({name for name in (*one, *other) if not is_pack(name)}):
        contents: list[bytes | None] = list(dict.fromkeys([one.get(name), other.get(name)]))
        if name in HEADERS and None not in contents:
            contents.append(None)
        choices.append([{} if content is None else {name: content} for content in contents])
    total = math.prod(len(choice) for choice in choices)
    if total <= MIXTURES:
        combinations: Iterator[tuple[Files, ...]] = itertools.product(*choices)
    else:
        chance = random.Random(story.name)
        combinations = (tuple(chance.choice(choice) for choice in choices) for _ in range(MIXTURES))
    for combination in combinations:
        yield {name: content for files in combination for name, content in files.items()}


def is_pack(name: str) -> bool:
    return name.startswith("packs/")


def test_a028_a058_a072_a142_a144_a_mixture_is_one_of_the_two_states_or_refused(story: Story) -> None:
    outcomes: Counter[str] = Counter()
    path = story.world.name("mixed")
    for mixture in mixtures(story):
        lay(path, mixture)
        for word in story.passwords:
            expected = story.world.predict(path, word)
            outcomes[look(story, path, word, None, expected)] += 1
            for seen in (story.one, story.other) if isinstance(expected, Opens) else ():
                device = remembering(story, seen)
                memory: Memory = story.world.memory(path, device, word)
                outcome = look(story, path, word, device, story.world.predict(path, word, memory))
                outcomes[f"a device: {outcome}"] += 1
        shutil.rmtree(path)
    assert outcomes["one"] + outcomes["other"]
    assert any(outcome[0].isupper() for outcome in outcomes)
    count(f"mixtures: {story.name}", outcomes)


def test_a030_a028_each_whole_state_on_each_device(story: Story) -> None:
    """What a device that saw the one says to the other, and that it may be told to accept it."""
    world = story.world
    for seen, found in itertools.permutations((story.one, story.other)):
        path = world.copy(found.path)
        device = remembering(story, seen)
        expected = world.predict(path, found.password, world.memory(path, device, found.password))
        later = isinstance(expected, Opens)
        assert later == (found.heads[: len(seen.heads)] == seen.heads)
        look(story, path, found.password, device, expected)
        if not later:
            assert look_accepting(story, path, found, device) == seen.heads
        look(story, world.copy(found.path), found.password, None, world.predict(path, found.password))
        if not story.name.startswith(("fork", "two")) and found is story.one:
            assert expected == Refused(RollbackDetected)
        if story.name == "two restores":
            assert expected == Refused(ForkDetected, "lineage")
        if story.name in ("fork of notes", "fork of files", "fork of generations", "fork of keys"):
            assert expected in (Refused(ForkDetected, "history"), Refused(RollbackDetected))


def look_accepting(story: Story, path: Path, found: Version, device: Device) -> tuple[bytes, ...]:
    """A person accepts for a look: it opens, and the device goes on remembering what it knew. Returns that."""
    world = story.world
    before = world.memory(path, device, found.password)
    with world.unlock(path, found.password, device, read_only=True, accept=True) as vault:
        assert listing(vault) == found.items
    assert world.memory(path, device, found.password) == before
    assert not isinstance(before, Refused)
    assert before is not None
    for one in (story.one, story.other):
        if one.heads[-1] == before.head:
            return one.heads
    raise AssertionError("it remembers something else")


# Partial downloads


def borders(log: bytes) -> list[int]:
    """Where its records end, but the last."""
    return list(itertools.accumulate(len(frame) for frame in frames(log)))[:-1]


def cuts(name: str, content: bytes) -> list[int]:
    """Lengths to cut a file to: its ends, the borders of frames, and some between, or all."""
    edges = {0, len(content), *(borders(content) if name.endswith(".log") else ())}
    edges = {at + step for at in edges for step in (-1, 0, 1)}
    edges = {at for at in edges if 0 <= at < len(content)}
    room = max(0, CUTS - len(edges))
    between = random.Random(name).sample(range(len(content)), min(room, len(content)))
    return sorted(edges | set(between))


@pytest.mark.parametrize("name", ["note", "files", "password", "password only", "generation"])
def test_a072_a029_a041_every_file_cut_while_it_is_downloaded(name: str, tmp_path: Path) -> None:
    """A device that has seen the later state never takes less for it."""
    story = line(name, tmp_path)
    later = story.other
    outcomes: Counter[str] = Counter()
    path = story.world.copy(later.path)
    current = max(file for file in later.files if file.endswith(".log"))
    for file, content in later.files.items():
        names = HEADERS if file == "header.bak" else (file,)
        for at in cuts(file, content):
            for one in names:
                (path / one).write_bytes(content[:at])
            outcomes[look(story, path, later.password)] += 1
            seen = look(story, path, later.password, remembering(story, later))
            assert not seen.startswith("one") or later.items == story.one.items
            if file == current:
                # Between two records it is an older state; inside of one it is not torn, since it was seen whole.
                assert seen == ("RollbackDetected" if at in borders(content) else "Damaged")
            outcomes[seen] += 1
        for one in names:
            (path / one).write_bytes(content)
    assert look(story, path, later.password) == "other" if later.items != story.one.items else "one"
    assert outcomes["Damaged"] > 10
    assert outcomes["one"] + outcomes["other"]
    count(f"partial downloads: {name}", outcomes)


# Strangers in the folder

STRANGERS = [
    "header (conflicted copy 2026-01-01).json",
    "header.sync-conflict-20260101-120000-ABCDEFG.json",
    "header.json.1",
    ".~lock.header.json#",
    ".~lock",
    "~$header.json",
    "desktop.ini",
    "Thumbs.db",
    ".DS_Store",
    "._header.json",
    "._x",
    ".header.json.icloud",
    "other.icloud",
    "download.partial",
    ".syncthing.header.json.tmp",
    "catalog/{stem}.sync-conflict-20260101-120000-ABCDEFG.log",
    "catalog/{stem} (conflicted copy 2026-01-01).snapshot",
    "catalog/{stem}.log.icloud",
    "catalog/{stem}.log.crdownload",
    "catalog/._{stem}.log",
    "catalog/.DS_Store",
    "catalog/download.partial",
    "packs/.DS_Store",
    "packs/{pack} (1)",
    "packs/desktop.ini",
]


class Witness(FaultyFiles):
    """Remembers every file that was opened."""

    def __init__(self) -> None:
        super().__init__(sync=False)
        self.opened: set[str] = set()

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        self.opened.add(path)
        return super().open(path, flags, mode)


@pytest.mark.parametrize("name", ["fork of generations", "fork of notes", "password", "fork of key and note"])
def test_a072_unknown_files_are_reported_and_neither_opened_nor_removed(name: str, tmp_path: Path) -> None:
    """Conflict copies hold the true files of the other state; all the same they are nobody's."""
    story = STORIES[name](tmp_path)
    world, mine, theirs = story.world, story.one, story.other
    path = world.copy(mine.path)
    stem, pack = next(path.glob("catalog/*.log")).stem, next(path.glob("packs/*/*")).relative_to(path / "packs")
    foreign = theirs.files
    strangers = {}
    for place in STRANGERS:
        kind = next((one for one in (".snapshot", ".log") if one in place), "header.json")
        content = next(content for known, content in foreign.items() if known.endswith(kind))
        strangers[place.format(stem=stem, pack=pack)] = content
    before = look(story, path, mine.password)
    for stranger, content in strangers.items():
        deliver(path, stranger, content)
    assert look(story, path, mine.password) == before == "one"
    witness = Witness()
    with world.unlock(path, mine.password, mine.device, files=witness) as vault:
        report = check(vault)
        assert report.ok
        named = {finding.where for finding in report.findings}
        assert named >= strangers.keys(), strangers.keys() - named
        vault.write_note(ROOT, b"more", "text")
        vault.files.renew_generation()
        rotation.new_vault_key(vault, Word(mine.password), policy=CHEAP)
        emptied(world, vault)
        assert {finding.where for finding in check(vault).findings} >= strangers.keys()
    assert not {str(path / stranger) for stranger in strangers} & witness.opened
    assert {stranger: (path / stranger).read_bytes() for stranger in strangers} == strangers


def test_a072_files_that_a_sync_tool_has_taken_away_again(tmp_path: Path) -> None:
    """In the place of a file there is only its placeholder: as if the file were missing, and never less than whole."""
    story = line("files", tmp_path)
    later = story.other
    for name, content in later.files.items():
        path = story.world.copy(later.path)
        place = Path(name)
        (path / name).unlink()
        deliver(path, str(place.with_name(f".{place.name}.icloud")), b"bplist00")
        outcome = look(story, path, later.password, None, story.world.predict(path, later.password))
        assert outcome == ("other" if name in HEADERS else "other with damaged items" if is_pack(name) else "Damaged")
        deliver(path, name, content)
        assert look(story, path, later.password) == "other"


# Arrival


def arrivals(story: Story, onto: Files, chance: random.Random) -> list[tuple[str, bytes | None]]:
    """What a sync tool does to make these files the other state, in any order, some first in part."""
    wanted = story.other.files
    steps: list[tuple[str, bytes | None]] = [(name, None) for name in onto if name not in wanted]
    steps += [(name, content) for name, content in wanted.items() if onto.get(name) != content]
    chance.shuffle(steps)
    halves: list[tuple[str, bytes | None]] = []
    for name, content in steps:
        if content and chance.random() < 0.3:
            halves.append((name, content[: chance.randrange(len(content))]))
        halves.append((name, content))
    return halves


def is_known(story: Story, path: Path, word: bytes) -> bool:
    """Whether all that lies there are whole files that the chronicle has seen."""
    known = {**story.one.files}, {**story.other.files}
    return all(content in (known[0].get(name), known[1].get(name)) for name, content in leaves(path).items())


@pytest.mark.parametrize("empty", [True, False], ids=["into nothing", "over the other state"])
def test_a072_files_arrive_in_any_order(story: Story, empty: bool) -> None:
    """Somebody tries after every file; in the end it opens, also for a device that saw the later state."""
    world, wanted = story.world, story.other
    onto: Files = {} if empty else story.one.files
    for order in range(ORDERS):
        chance = random.Random(f"{story.name} {order}")
        path = world.name("arriving")
        lay(path, onto)
        device = world.device()
        for name, content in arrivals(story, onto, chance):
            deliver(path, name, content)
            word = chance.choice(story.passwords)
            known = is_known(story, path, word)
            look(story, path, word, None, world.predict(path, word) if known else None)
            memory = world.memory(path, device, word) if known else None
            look(story, path, word, device, world.predict(path, word, memory) if known else None)
        assert leaves(path) == wanted.files
        word = wanted.password
        same = "one" if wanted.items == story.one.items else "other"
        assert look(story, path, word) == look(story, path, word, remembering(story, wanted)) == same
        with world.unlock(path, word, wanted.device) as vault:
            assert listing(vault) == wanted.items
            assert check(vault).ok
        shutil.rmtree(path)


def test_a072_somebody_writes_while_files_arrive(story: Story) -> None:
    """What is then there is a fork at worst: the sync tool goes on, and it opens as something whole or is refused."""
    world = story.world
    for order in range(ORDERS):
        chance = random.Random(f"writing {story.name} {order}")
        steps = [step for step in arrivals(story, story.one.files, chance) if step[1] or step[1] is None]
        moment = chance.randrange(len(steps))
        path = world.copy(story.one.path, "arriving")
        written: Items | None = None
        for at, (name, content) in enumerate(steps):
            deliver(path, name, content)
            if at != moment:
                continue
            for word in story.passwords:
                try:
                    with world.unlock(path, word) as vault:
                        vault.write_note(ROOT, b"meanwhile", "text")
                        written = written or listing(vault)
                except ALLOWED:
                    continue
        for word in story.passwords:
            try:
                with world.unlock(path, word, read_only=True) as vault:
                    found = listing(vault)
            except ALLOWED:
                continue
            # Packs that were still on their way when the note was written have come since.
            rest = {key: entry for key, entry in found.items() if entry.name != b"meanwhile"}
            assert found == written or rest in (story.one.items, story.other.items)
        shutil.rmtree(path)
