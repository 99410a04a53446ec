"""Taking in: a share is opened and verified as a whole before anything of it is in the vault.

Its content streams into packs that no row names yet. Only when the last byte is verified, the sender known and the list
of recipients compared, it can be taken: then the rows are written. Dropped, locked or killed before, it leaves nothing,
or packs that are leftovers.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Literal

from vault.engine.durable import storage_errors
from vault.engine.errors import LimitExceeded, NotFound, ShareRefused, Storage, WrongCredential
from vault.engine.locks import Pins
from vault.engine.packs import CONTENT_LIMIT, LARGE, Pack, PackWriter, Part, part_sizes
from vault.engine.progress import Progress
from vault.engine.vault import Vault
from vault.engine.workers import Workers
from vault.sharing import age, cards, contacts, fingerprint as prints, identity, register
from vault.sharing.age import Passphrase, armor
from vault.sharing.age.header import Stanza
from vault.sharing.belt import Belt
from vault.sharing.bundle import Entry, Manifest, Reader, Received
from vault.sharing.cards import Card
from vault.sharing.identity import Opening, recipient_fingerprint
from vault.sharing.names import safe_paths
from vault.sharing.register import Party

BATCH_BYTES = 8 << 20
BATCH_ITEMS = 2_000
_AT_ONCE = 8
"""Pieces that wait to be sealed."""

Sender = Literal["verified", "new", "changed", "yourself", "unknown"]


@dataclass(frozen=True)
class Arrived:
    """Something of a share, by the safe path it has here; `parts` hold its content, sealed already."""

    entry: Entry
    path: tuple[bytes, ...]
    parts: tuple[Part, ...] = field(default=(), repr=False)

    @property
    def renamed(self) -> bool:
        return self.path[-1] != self.entry.path[-1]


@dataclass
class OpenedShare:
    """A share that was verified and is not taken yet. It must be dropped, or taken.

    `card` is the sender's, if the share holds it; `signer` the key whose signature it is.
    """

    manifest: Manifest
    signer: bytes
    sender: Sender
    contact: contacts.Contact | None
    card: Card | None
    passphrase: bool
    items: list[Arrived]
    packs: list[Pack]
    pins: Pins
    writer: PackWriter
    dropped: bool = False

    @property
    def count(self) -> int:
        """Files and notes."""
        return sum(one.entry.kind != "folder" for one in self.items)

    @property
    def bytes(self) -> int:
        return sum(one.entry.size for one in self.items)

    def drop(self) -> None:
        """Leave nothing of it that no row names. The second time nothing happens."""
        packs, self.packs, self.dropped = self.packs, [], True
        try:
            self.writer.discard(packs)
        finally:
            self.pins.release()


def open_share(
    vault: Vault, path: Path, passphrase: Passphrase | None = None, *, progress: Progress | None = None
) -> OpenedShare:
    """Open and verify an age file with the vault's own keys, or with a passphrase.

    Raises ShareRefused (not for you, unsigned, bad signature, changed contact, already received), WrongCredential for
    another passphrase, or none where one is needed; Damaged, KdfRefused, UnsupportedVersion, LimitExceeded, NotFound,
    ReadOnly, Storage, Cancelled: nothing is left.
    """
    vault.require_writable()
    progress = progress or Progress()
    with storage_errors():
        try:
            source = path.open("rb")
        except (FileNotFoundError, NotADirectoryError):
            raise NotFound("no such file") from None
    with source:
        _require_room(vault, source, progress)
        keys = [] if passphrase else identity.openings(vault)
        pins = Pins(vault.folder)
        keeper = _Keeper(vault, progress)
        try:
            received, opened_by = _stream_in(source, keys, passphrase, keeper, progress)
            return _verified(vault, received, opened_by, keeper, pins)
        except BaseException:
            keeper.discard()
            pins.release()
            raise


def _require_room(vault: Vault, source: BinaryIO, progress: Progress) -> None:
    """The content is about as large as the file. Raises Storage."""
    with storage_errors():
        size = source.seek(0, io.SEEK_END)
        source.seek(0)
    if size > vault.folder.free():
        raise Storage("full", "the share is larger than the space that is free")
    progress.expect(size, 0)


class _Noting:
    """Keys, of which the one that opens is remembered."""

    def __init__(self, keys: Sequence[Opening]) -> None:
        self._keys = keys
        self.opened_by: Opening | None = None

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        for key in self._keys:
            file_key = key.identity.unwrap(stanzas)
            if file_key is not None:
                self.opened_by = key
                return file_key
        if any(stanza.arguments[0] == "scrypt" for stanza in stanzas):
            raise WrongCredential("a passphrase opens it")
        return None


def _stream_in(
    source: io.BufferedReader,
    keys: Sequence[Opening],
    passphrase: Passphrase | None,
    keeper: _Keeper,
    progress: Progress,
) -> tuple[Received, Opening | None]:
    """What was received, verified, and the key that opened it. Another thread decrypts, this one seals and writes."""
    belt: Belt[int | bytes] = Belt(_AT_ONCE)
    noting = _Noting(keys)

    def work() -> Received:
        reader = Reader(age.decrypt(armor.binary(source), [passphrase or noting]))
        for _, size, content in reader.members():
            belt.put(size)
            for piece in content:
                belt.put(piece)
        received = reader.verify()
        belt.close()
        return received

    with Workers(1) as pool:
        reading = pool.submit(work)

        def look() -> None:
            progress.stop_if_cancelled()
            if reading.done():
                reading.result()

        try:
            keeper.keep_all(belt.taken(look))
            return progress.result_of(reading), noting.opened_by
        finally:
            belt.stop()


class _Keeper:
    """Seals the content of files into packs that nothing refers to yet."""

    def __init__(self, vault: Vault, progress: Progress) -> None:
        self.writer = PackWriter(vault.folder)
        self.packs: list[Pack] = []
        self._vault, self._progress = vault, progress
        self._parts: dict[int, tuple[Part, ...]] = {}
        self._count = 0
        self._waiting: list[tuple[int, bytearray]] = []
        self._size = 0
        self._sealing: tuple[list[int], Future[tuple[list[Part], Pack]]] | None = None
        self._pool = Workers(1)

    def keep_all(self, coming: Iterator[int | bytes]) -> None:
        """Files as they come: the size of each, then its bytes."""
        for size in coming:
            assert isinstance(size, int)
            if size > CONTENT_LIMIT:
                raise LimitExceeded("larger than 2 TiB")
            if size >= LARGE and size > self._vault.folder.free():
                raise Storage("full", "a file of the share is larger than the space that is free")
            content = _Content(coming, self._progress)
            if size >= LARGE:
                self._keep_large(size, content)
            elif size:
                self._keep_small(size, content)
            self._count += 1
            self._progress.advance(0, 1)
        self._seal()
        self._collect()
        self._pool.shutdown()

    def parts(self) -> Iterator[tuple[Part, ...]]:
        """The parts of each file, in order."""
        return (self._parts.get(number, ()) for number in range(self._count))

    def discard(self) -> None:
        """Leave nothing of what was written."""
        self._pool.shutdown(cancel_futures=True)
        if self._sealing is not None:
            future = self._sealing[1]
            if not future.cancelled() and future.exception() is None:
                self.packs.append(future.result()[1])
        self.writer.discard(self.packs)

    def _keep_large(self, size: int, content: _Content) -> None:
        done = []
        for position in range(len(part_sizes(size))):
            part, pack = self.writer.write_part(content.fill, size, position)
            self.packs.append(pack)
            done.append(part)
        self._parts[self._count] = tuple(done)

    def _keep_small(self, size: int, content: _Content) -> None:
        whole = bytearray(size)
        content.fill(memoryview(whole), 0)
        self._waiting.append((self._count, whole))
        self._size += size
        if self._size >= BATCH_BYTES or len(self._waiting) >= BATCH_ITEMS:
            self._seal()

    def _seal(self) -> None:
        """Begin to seal what waits; what was begun before is done by then."""
        self._collect()
        waiting, self._waiting, self._size = self._waiting, [], 0
        if waiting:
            contents = [content for _, content in waiting]
            numbers = [number for number, _ in waiting]
            self._sealing = numbers, self._pool.submit(self.writer.write_small, contents)

    def _collect(self) -> None:
        if self._sealing is None:
            return
        numbers, future = self._sealing
        parts, pack = self._progress.result_of(future)
        self._sealing = None
        self.packs.append(pack)
        self._parts |= {number: (part,) for number, part in zip(numbers, parts, strict=True)}


class _Content:
    """The bytes of one file as they come; as many as its size says."""

    def __init__(self, coming: Iterator[int | bytes], progress: Progress) -> None:
        self._coming, self._progress = coming, progress
        self._rest = memoryview(b"")

    def fill(self, buffer: memoryview, _offset: int) -> None:
        """Fill the whole buffer with what comes next; the offsets must be in order."""
        while buffer:
            if not self._rest:
                piece = next(self._coming)
                assert isinstance(piece, bytes)
                self._rest = memoryview(piece)
                self._progress.advance(len(piece))
            count = min(len(buffer), len(self._rest))
            buffer[:count] = self._rest[:count]
            buffer, self._rest = buffer[count:], self._rest[count:]


# What counts only when everything was verified


def _verified(vault: Vault, received: Received, opened_by: Opening | None, keeper: _Keeper, pins: Pins) -> OpenedShare:
    """The share, if it is for this vault, from somebody who may send, and not here already. Raises ShareRefused."""
    manifest = received.manifest
    wanted = () if opened_by is None else (recipient_fingerprint(opened_by.recipient),)
    if (opened_by is None and manifest.recipients) or not set(wanted) <= set(manifest.recipients):
        raise ShareRefused("not for you", "it was signed for others")
    if register.was_received(vault, manifest.bundle):
        raise ShareRefused("already received")
    card = cards.read(manifest.card) if manifest.card else None
    if card is not None and card.signing_key != received.signer:
        raise ShareRefused("bad signature", "the card is somebody else's")
    sender, contact = sender_of(vault, received.signer)
    paths = safe_paths([entry.path for entry in manifest.entries])
    parts = keeper.parts()
    items = [
        Arrived(entry, path, () if entry.kind == "folder" else next(parts))
        for entry, path in zip(manifest.entries, paths, strict=True)
    ]
    return OpenedShare(
        manifest, received.signer, sender, contact, card, opened_by is None, items, keeper.packs, pins, keeper.writer
    )


def party_of(opened: OpenedShare) -> Party:
    """The sender: as the contact it is, or as its own card says, or by the signing key alone."""
    if opened.contact is not None:
        return Party(opened.contact.id, opened.contact.name, opened.contact.card.fingerprint)
    if opened.card is not None:
        return Party(None, opened.card.name, opened.card.fingerprint)
    return Party(None, "", prints.fingerprint(opened.signer, ""))


def sender_of(vault: Vault, signer: bytes) -> tuple[Sender, contacts.Contact | None]:
    """Whose signing key it is. Raises ShareRefused for a contact's that changed, be it the old or the new one."""
    if identity.is_own(vault, signer):
        return "yourself", None
    for one in contacts.all_contacts(vault):
        if any(kept.signing_key == signer for kept in one.cards):
            if one.state == contacts.CHANGED:
                raise ShareRefused("changed contact")
            return one.state, one
    return "unknown", None
