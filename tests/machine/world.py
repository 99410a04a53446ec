"""Folders, devices, a clock, and people with passwords: what happens to vaults on disk, and the look at the outcome."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import os
import random
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import CHEAP
from tests.faults import FaultyFiles
from tests.machine import model
from tests.machine.model import Chapter, Chronicle, Entry, Items, Memory, Opens, Refused
from vault.engine import opening
from vault.engine.anchor import Anchor
from vault.engine.durable import Folder, Platform
from vault.engine.errors import Damaged, ForkDetected, RollbackDetected, VaultError, WrongCredential
from vault.engine.keys import Context, KdfPolicy, Parameters
from vault.engine.packs import pack_name
from vault.engine.primitives import Random
from vault.engine.values import decode, length_prefixed
from vault.engine.vault import Item, Vault

YEAR = 365 * 86_400_000
TODAY = 1_790_000_000_000


@dataclass(frozen=True)
class Word:
    """A password whose derivation is one hash."""

    word: bytes

    @property
    def kind(self) -> str:
        return "password"

    def new_parameters(self, policy: KdfPolicy, random: Random) -> dict[str, int | str]:
        salt = random(16).hex()[:21] + "A=="
        return {"lanes": policy.lanes, "memory": policy.memory, "passes": policy.passes, "salt": salt}

    def factors(self, parameters: Parameters) -> Sequence[tuple[str, bytes]]:
        return [("password", hashlib.sha256(self.word + str(parameters["salt"]).encode()).digest())]


class TurnedClock:
    """A clock that somebody sets; it stands still until it is moved."""

    def __init__(self) -> None:
        self.time = TODAY
        self._seconds = itertools.count()

    def now(self) -> int:
        return self.time

    def monotonic(self) -> float:
        return float(next(self._seconds))


class Device:
    """A state folder. Its anchors are read here as docs/format.md, section 10 says, not by the engine."""

    def __init__(self, state: Path) -> None:
        self.state = state
        state.mkdir(parents=True)

    def anchors(self, vault: bytes) -> list[Path]:
        return [self.state / f"anchors/{vault.hex()}.{number}" for number in (0, 1)]

    def memory(self, vault: bytes, key: bytes) -> Memory:
        """What it remembers of a vault."""
        contents = [file.read_bytes() if file.is_file() else b"" for file in self.anchors(vault)]
        found = []
        for number, content in enumerate(contents):
            body = content[32:]
            mac = hmac.digest(key, length_prefixed("deedbox/1 anchor", body), "sha256")
            if content[:32] == mac:
                values = decode(body)
                assert isinstance(values, list)
                assert values[0] == vault
                anchor = Anchor(Context(*values[:3]), *values[3:])
                found.append((anchor.context.epoch, anchor.sequence, number, anchor))
        if found:
            return max(found, key=lambda one: one[:3])[3]
        return Refused(ForkDetected, "anchor") if any(contents) else None


@dataclass
class Session:
    """An open vault, by whom, and what it must hold."""

    vault: Vault
    device: Device | None
    read_only: bool
    files: FaultyFiles
    items: Items
    heads: tuple[bytes, ...]
    password: bytes
    before: dict[str, object] = field(default_factory=dict)


@dataclass
class Place:
    """A vault folder, and the session it is open in."""

    path: Path
    session: Session | None = None


def footprint(path: Path) -> dict[str, object]:
    """All that can be seen of a folder from outside: names, bytes, times, modes."""
    seen: dict[str, object] = {}
    for folder, _, names in os.walk(path):
        for name in (".", *names):
            file = Path(folder, name)
            status = file.lstat()
            content = b"" if name == "." else file.read_bytes()
            seen[str(file.relative_to(path))] = (content, status.st_mtime_ns, status.st_mode)
    return seen


def listing(vault: Vault) -> dict[bytes, Entry]:
    """All contents of an open vault, with every byte of every version."""
    found = {}
    for item in list(vault.all_items()):
        versions = [] if item.kind == "folder" else [content(vault, item, one.number) for one in vault.versions(item)]
        tags = frozenset(vault.tags(item.id))
        found[item.id] = Entry(item.parent, item.kind, item.name, tuple(versions), tags, item.trashed is not None)
    return found


def content(vault: Vault, item: Item, number: int) -> bytes | None:
    """The bytes of a version; None if one of its packs is not there, and only then."""
    try:
        return b"".join(bytes(piece) for piece in vault.stream(item, number))
    except Damaged:
        parts = vault.content(item, number).parts
        if all((vault.folder.path / pack_name(part.pack)).is_file() for part in parts):
            raise
        return None


def heads_of(vault: Vault) -> tuple[bytes, ...]:
    """The heads of all records, from the audit trail; their sequence has no gap."""
    rows = list(vault.catalog.rows("SELECT sequence, head FROM audit ORDER BY sequence"))
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    return tuple(row[1] for row in rows)


class World:
    """Everything there is in one run."""

    def __init__(self, root: Path, *, seed: int = 7) -> None:
        self.root = root
        self.chronicle = Chronicle()
        self.moments: dict[bytes, Items] = {}
        """What was in a vault when a record with this head was committed, where somebody noted it."""
        self.clock = TurnedClock()
        self.random = random.Random(seed)
        self._numbers = itertools.count(1)

    def name(self, kind: str) -> Path:
        """A path where nothing is."""
        return self.root / f"{kind} {next(self._numbers)}"

    def platform(self, files: FaultyFiles | None = None) -> Platform:
        return Platform(files or FaultyFiles(sync=False), self.clock, self.random.randbytes)

    def device(self) -> Device:
        return Device(self.name("device"))

    def copy(self, path: Path, kind: str = "copy") -> Path:
        target = self.name(kind)
        shutil.copytree(path, target)
        return target

    def memory(self, path: Path, device: Device | None, password: bytes) -> Memory:
        """What a device remembers of the vault that the first header names, to the one that this password opens."""
        vault, header = self.vault_id(path), self.chronicle.header(path, password)
        if device is None or vault is None or isinstance(header, Refused):
            return None
        return device.memory(vault, self.chronicle.anchor_keys[model.read_body(header)[0][0]])

    def vault_id(self, path: Path) -> bytes | None:
        for name in model.HEADERS:
            if (path / name).is_file() and (path / name).read_bytes() in self.chronicle.passwords:
                return model.read_body((path / name).read_bytes())[0][0]
        return None

    def passwords(self, path: Path) -> list[bytes]:
        """The passwords of the header copies."""
        known = self.chronicle.passwords
        copies = [path / name for name in model.HEADERS if (path / name).is_file()]
        found = [known[file.read_bytes()] for file in copies if file.read_bytes() in known]
        return list(dict.fromkeys(found))

    def unlock(
        self,
        path: Path,
        password: bytes,
        device: Device | None = None,
        *,
        files: FaultyFiles | None = None,
        read_only: bool = False,
        accept: bool = False,
    ) -> Vault:
        return Vault.unlock(
            path,
            Word(password),
            platform=self.platform(files),
            policy=CHEAP,
            state=device.state if device else None,
            read_only=read_only,
            accept=accept,
        )

    def learn(self, path: Path, vault: Vault, items: Items, password: bytes) -> Chapter:
        """What the open vault at this path stands for, as its own catalog says where it stands."""
        header, announced = vault.catalog.state("header"), vault.catalog.state("announced")
        torn = any(notice.startswith("interrupted change left out") for notice in vault.notices) and not vault.writable
        assert header is not None
        chapter = Chapter(items, heads_of(vault), header, announced, torn)
        self.chronicle.learn(path, vault.files.header.body.generation.stem, chapter)
        self.chronicle.anchor_keys[vault.files.header.body.context.vault] = vault.catalog.state("anchor_key") or b""
        self.learn_headers(path, [password])
        return chapter

    def learn_headers(self, path: Path, passwords: Iterable[bytes]) -> None:
        """Find out which of these passwords opens a header that was not seen before."""
        for name in model.HEADERS:
            if not (path / name).is_file() or (path / name).read_bytes() in self.chronicle.passwords:
                continue
            alone = self.name("header")
            alone.mkdir()
            shutil.copyfile(path / name, alone / name)
            for password in passwords:
                try:
                    opening.open_header(Folder(alone, self.platform()), Word(password), CHEAP)
                except VaultError:
                    continue
                self.chronicle.passwords[(path / name).read_bytes()] = password
            shutil.rmtree(alone)

    def look(self, path: Path, passwords: Iterable[bytes], heads: tuple[bytes, ...] = ()) -> dict[bytes, Chapter]:
        """Open a copy for reading, on no device, with each password: what it holds, by the passwords that open it.

        What was committed is in it; the copy is as it was.
        """
        passwords = list(dict.fromkeys(passwords))
        self.learn_headers(path, passwords)
        target = self.copy(path, "look")
        before = footprint(target)
        found = {}
        for password in passwords:
            try:
                vault = self.unlock(target, password, read_only=True)
            except WrongCredential:
                assert self.chronicle.header(target, password) == Refused(WrongCredential)
                continue
            with vault:
                found[password] = self.learn(target, vault, listing(vault), password)
            assert found[password].heads[: len(heads)] == heads, "a record that was committed is gone"
        assert footprint(target) == before, "a look changed something"
        shutil.rmtree(target)
        assert found, "no password opens it"
        return found

    def predict(self, path: Path, password: bytes, memory: Memory = None, *, accept: bool = False) -> Opens | Refused:
        """What an unlock must come to. A log that an interrupted change left in an older generation is looked at first:
        nobody opened it when that change was over."""
        try:
            return self.chronicle.predict(path, password, memory, accept=accept)
        except model.Unknown:
            target = self.copy(path, "look")
            try:
                with self.unlock(target, password, read_only=True) as vault:
                    items = self.moments.get(heads_of(vault)[-1])
                    self.learn(target, vault, listing(vault) if items is None else items, password)
            except RollbackDetected:
                # Its header is not of this log; no device can see more of it.
                return Refused(RollbackDetected)
            finally:
                shutil.rmtree(target)
            return self.chronicle.predict(path, password, memory, accept=accept)

    def compare(self, vault: Vault, expected: Opens) -> Items:
        """What an open vault shows is what was predicted, byte for byte. Returns its contents."""
        settled = model.settle(expected.chapter.items, listing(vault))
        assert settled is not None, "other contents than predicted"
        context = vault.files.header.body.context
        assert (context.vault, context.lineage, context.epoch) == expected.context
        assert heads_of(vault)[: len(expected.chapter.heads)] == expected.chapter.heads
        return settled
