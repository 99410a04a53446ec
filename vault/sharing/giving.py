"""Giving away: items of the vault as a share that its recipients, and nobody else, can open and verify."""

from __future__ import annotations

import errno
import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass
from pathlib import Path

from vault.engine.durable import PARTIAL, Folder, NewFile, Platform, storage_errors
from vault.engine.errors import Conflict, LimitExceeded, NotFound, ShareRefused, Storage, VaultError
from vault.engine.keys import ID_SIZE
from vault.engine.locks import Pins
from vault.engine.progress import Progress
from vault.engine.vault import ROOT, Item, Vault
from vault.engine.workers import Workers
from vault.sharing import age, bundle, cards, contacts, identity, register, sshsig
from vault.sharing.age import Passphrase, Recipient, stream
from vault.sharing.age.header import MOST_STANZAS
from vault.sharing.age.stream import Buffer
from vault.sharing.belt import Belt
from vault.sharing.bundle import Entry, Manifest
from vault.sharing.cards import Card
from vault.sharing.identity import OwnKeys, recipient_fingerprint
from vault.sharing.names import FreeNames
from vault.sharing.register import Party, Registered

_PIECE = 1 << 20
_WITHOUT_LINKS = (errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EMLINK)
"""What file systems say that have no hard links."""
_AT_ONCE = 4
"""Mebibytes that wait to be encrypted."""


@dataclass(frozen=True)
class Addressee:
    """Somebody a share is for: a contact, or keys without one. `blocked`: a contact that changed."""

    card: Card
    name: str
    contact: bytes | None = None
    blocked: bool = False

    @property
    def party(self) -> Party:
        return Party(self.contact, self.name, self.card.fingerprint)


@dataclass(frozen=True)
class Plan:
    """What a share would be. `mixed`: post-quantum and classical keys together. `count` and `bytes` of all files."""

    blocked: tuple[Addressee, ...]
    mixed: bool
    count: int
    bytes: int


@dataclass(frozen=True)
class Shared:
    """A share that is on the disk. `size` is the file's."""

    bundle: bytes
    count: int
    bytes: int
    size: int
    recipients: int


# Whom, and what


def addressees(
    vault: Vault, known: Iterable[bytes], keys: Iterable[str] = (), *, own: OwnKeys | None = None
) -> list[Addressee]:
    """Those a share is for, none twice: contacts by id, keys as text, and this vault's `own` if given.

    A key of a contact is that contact. Raises NotFound for a contact, Damaged for a key.
    """
    everybody = contacts.all_contacts(vault)
    by_id = {one.id: one for one in everybody}
    found: list[Addressee] = []
    for id_ in known:
        if id_ not in by_id:
            raise NotFound("no such contact")
        found.append(_of_contact(by_id[id_]))
    for key in keys:
        card = cards.read(key.encode())
        there = next((one for one in everybody if any(kept.has_keys_of(card) for kept in one.cards)), None)
        found.append(Addressee(card, card.name) if there is None else _of_contact(there))
    if own is not None:
        found.append(Addressee(own.card, own.name))
    return list({one.card.source: one for one in found}.values())


def _of_contact(one: contacts.Contact) -> Addressee:
    return Addressee(one.card, one.name, one.id, one.state == contacts.CHANGED)


def plan(vault: Vault, items: Sequence[Item], whom: Sequence[Addressee]) -> Plan:
    """Look at a share before it is made. Raises Conflict for what is in the trash, LimitExceeded."""
    listed = _everything(vault, items)
    sizes = [item.size for entry, item in listed if entry.kind != "folder"]
    mixed = len({one.card.key.post_quantum for one in whom}) > 1
    return Plan(tuple(one for one in whom if one.blocked), mixed, len(sizes), sum(sizes))


def _everything(vault: Vault, items: Sequence[Item]) -> list[tuple[Entry, Item]]:
    """Items and all that is in them, as a share names them; one that is inside of another comes with that."""
    chosen = {item.id for item in items}
    free = FreeNames()
    listed: list[tuple[Entry, Item]] = []
    for top in {item.id: item for item in items}.values():
        if _is_inside(vault, top, chosen):
            continue
        name = free.free(top.name)
        listed.append((_entry((name,), top), top))
        if top.kind == "folder":
            listed += [(_entry((name, *path), below), below) for path, below in vault.walk(top.id)]
        if len(listed) > bundle.MOST_ITEMS:
            raise LimitExceeded(f"a share holds at most {bundle.MOST_ITEMS} items")
    if any(len(entry.member) > bundle.LONGEST_PATH or len(entry.path) > bundle.DEEPEST for entry, _ in listed):
        raise LimitExceeded(f"a path in a share has at most {bundle.DEEPEST} names, and {bundle.LONGEST_PATH} bytes")
    return listed


def _is_inside(vault: Vault, item: Item, chosen: set[bytes]) -> bool:
    """Whether a folder above is chosen, too. Raises Conflict if it is in the trash."""
    inside = False
    while True:
        if item.trashed is not None:
            raise Conflict("in the trash")
        if item.parent == ROOT:
            return inside
        item = vault.item(item.parent)
        inside = inside or item.id in chosen


def _entry(path: tuple[bytes, ...], item: Item) -> Entry:
    return Entry(path, item.kind, item.size, item.modified)


# Making it


def share(
    vault: Vault,
    items: Sequence[Item],
    out: Path,
    whom: Sequence[Addressee],
    *,
    passphrase: Passphrase | None = None,
    mixed: bool = False,
    replace: bool = False,
    progress: Progress | None = None,
) -> Shared:
    """Write items as an age file, to keys or to a passphrase alone. It has its name only after it was read back.

    Raises NotFound if the vault has no identity; ShareRefused for mixed keys unless `mixed`, and for a contact that
    changed; Conflict if something is at `out` and not `replace`, or it is inside of the vault; ReadOnly, LimitExceeded,
    Damaged, Storage, Cancelled: nothing is left.
    """
    vault.require_writable()
    progress, keys = progress or Progress(), identity.current(vault)
    recipients: list[Recipient] = [one.card.key for one in whom]
    recipients += [] if passphrase is None else [passphrase]
    _require_fit(whom, passphrase)
    listed = _everything(vault, items)
    out = out.absolute()
    if Path(os.path.realpath(out)).is_relative_to(os.path.realpath(vault.folder.path)):
        raise Conflict("that place is inside the vault's own folder")
    place = Folder(out.parent, vault.platform)
    _require_free(place, out.name, replace)
    sizes = [entry.size for entry, _ in listed if entry.kind != "folder"]
    progress.expect(sum(sizes), len(sizes))
    fingerprints = tuple(recipient_fingerprint(one.card.recipient) for one in whom)
    now = max(0, vault.platform.clock.now())
    blank = Manifest(
        vault.platform.random(ID_SIZE), now, keys.card.signing_key, fingerprints, (), card=keys.card.source
    )
    parties = tuple(one.party for one in whom)
    entry = Registered(blank.bundle, True, now, passphrase is not None, len(sizes), sum(sizes), parties)
    rows = register.entry(entry, [(item.id, b"/".join(entry.path)) for entry, item in listed])
    new = _NewShare(place, out.name)
    with new, Pins(vault.folder):
        pieces = bundle.write(
            ((entry, _content(vault, item, progress)) for entry, item in listed),
            blank,
            lambda signed: sshsig.sign(keys.signing_seed, signed),
        )
        _encrypt(pieces, recipients, new, mixed, progress)
        new.sync()
        # What went out is in the register before it can be found.
        vault.commit_in_pieces(rows, "shared", len(sizes), len(whom))
        try:
            new.give_name(replace=replace)
        except BaseException:
            vault.commit_in_pieces(register.without(rows), "share withdrawn")
            raise
    place.sync()
    return Shared(blank.bundle, len(sizes), sum(sizes), new.size, len(whom))


def _require_fit(whom: Sequence[Addressee], passphrase: Passphrase | None) -> None:
    """Before anything is made; what does not go together, age refuses. Raises ShareRefused, LimitExceeded."""
    if any(one.blocked for one in whom):
        raise ShareRefused("changed contact")
    if passphrase is not None and not passphrase.passphrase:
        raise LimitExceeded("an empty passphrase protects nothing")
    if not 1 <= len(whom) + (passphrase is not None) <= MOST_STANZAS:
        raise LimitExceeded(f"a share has 1 to {MOST_STANZAS} recipients")


def _require_free(place: Folder, name: str, replace: bool) -> None:
    if not replace and any(entry == name for entry, _ in place.entries()):
        raise Conflict("something is there already")


def _content(vault: Vault, item: Item, progress: Progress) -> Callable[[], Iterator[Buffer]]:
    """What reads an item as it was when the share began. Raises NotFound if that is gone by then."""

    def pieces() -> Iterator[Buffer]:
        try:
            for piece in vault.stream(item, item.version):
                yield piece
                progress.advance(len(piece))
        except VaultError:
            row = vault.catalog.row("SELECT 1 FROM version WHERE item = ? AND number = ?", item.id, item.version)
            if row is None:
                raise NotFound("an item was removed meanwhile") from None
            raise
        progress.advance(0, 1)

    return pieces


def _encrypt(
    pieces: Iterator[Buffer], recipients: Sequence[Recipient], new: _NewShare, mixed: bool, progress: Progress
) -> None:
    """Write the age file: this thread reads and signs, another one encrypts and writes."""
    belt: Belt[Buffer] = Belt(_AT_ONCE)

    def work() -> None:
        for piece in age.encrypt(belt.taken(), recipients, mixed=mixed, random=new.random):
            new.write(piece)

    with Workers(1) as pool:
        writing = pool.submit(work)

        def look() -> None:
            progress.stop_if_cancelled()
            _raise_if_failed(writing)

        try:
            for piece in _gathered(pieces):
                belt.put(piece, look)
            belt.close(look)
            progress.result_of(writing)
        except BaseException:
            belt.stop()
            wait([writing])
            raise


def _raise_if_failed(work: Future[None]) -> None:
    if work.done():
        work.result()


def _gathered(pieces: Iterator[Buffer]) -> Iterator[Buffer]:
    """The same in pieces of a mebibyte that stay as they are while a belt carries them."""
    # One is filled and one is used meanwhile; memory that is asked for anew each time costs more than the copy.
    rooms = itertools.cycle([bytearray(_PIECE) for _ in range(_AT_ONCE + 2)])
    room, filled = next(rooms), 0
    for piece in pieces:
        left = memoryview(piece)
        while left:
            count = min(len(left), _PIECE - filled)
            room[filled : filled + count] = left[:count]
            filled, left = filled + count, left[count:]
            if filled == _PIECE:
                yield room
                room, filled = next(rooms), 0
    yield memoryview(room)[:filled]


class _NewShare(NewFile):
    """The share's file under its partial name."""

    def __init__(self, place: Folder, name: str) -> None:
        self._place, self._name = place, name
        platform: Platform = place.platform
        self.random = platform.random
        self._again = bytearray(stream.SEALED * stream.AT_ONCE)
        super().__init__(place, name, f"{name}{PARTIAL}-{platform.random(8).hex()}")

    def write(self, data: Buffer) -> None:
        """Append, and read it again. Raises Storage if it is not what was written."""
        at, size = self.size, len(data)
        super().write(data)
        if len(self._again) != size:
            self._again = bytearray(size)
        with storage_errors():
            done, again = 0, memoryview(self._again)
            while done < size and (count := self._files.read_into(self._fd, again[done:size], at + done)):
                done += count
        # As a bytearray it is compared in one go; memory views would be byte by byte.
        if done != size or self._again != data:
            raise Storage("input/output", "what was written reads otherwise")

    def sync(self) -> None:
        """Make it durable."""
        with storage_errors():
            self._files.fsync(self._fd)

    def give_name(self, *, replace: bool) -> None:
        """The final name. Raises Conflict if something has it, unless that is to be replaced."""
        if replace:
            self.finish()
            return
        with storage_errors():
            try:
                # A rename would replace what appeared meanwhile; a link does not. The partial name goes with leaving.
                os.link(self._partial, self._target)
            except FileExistsError:
                raise Conflict("something is there already") from None
            except OSError as error:
                if error.errno not in _WITHOUT_LINKS:
                    raise
                # The name was free a moment ago.
                _require_free(self._place, self._name, replace)
                self.finish()
