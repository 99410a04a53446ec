"""What this device has seen of a vault, so that an older copy cannot pass for it (docs/format.md, section 10)."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vault.engine.durable import Folder
from vault.engine.errors import Damaged, ForkDetected, NotFound, RollbackDetected
from vault.engine.keys import ANCHOR, Context
from vault.engine.primitives import equal, hmac_sha256, sha256
from vault.engine.values import decode, encode, length_prefixed

_LIMIT = 65_536
_MAC = 32


class Anchor(NamedTuple):
    """A moment in the life of a vault. `recipient` is the digest of its public key, empty where the vault has none.

    It fits into one block of a disk, so that a power cut leaves the old one or the new one.
    """

    context: Context
    sequence: int
    head: bytes
    recipient: bytes
    slots: bytes
    time: int

    def serialize(self, key: bytes) -> bytes:
        """MAC and body."""
        context = self.context
        body = encode(
            (
                context.vault,
                context.lineage,
                context.epoch,
                self.sequence,
                self.head,
                self.recipient,
                self.slots,
                self.time,
            )
        )
        return hmac_sha256(key, length_prefixed(ANCHOR, body)) + body


def slots_digest(public_keys: list[bytes]) -> bytes:
    """The digest of all slots' public keys, in the order of slot ids."""
    return sha256(length_prefixed(*public_keys))


def _parse(data: bytes, key: bytes) -> Anchor | None:
    mac, body = data[:_MAC], data[_MAC:]
    return _read(body) if equal(mac, hmac_sha256(key, length_prefixed(ANCHOR, body))) else None


def _read(body: bytes) -> Anchor | None:
    """An anchor's body, by anybody. Raises Damaged."""
    match decode(body):
        case [
            bytes() as vault,
            bytes() as lineage,
            int() as epoch,
            int() as sequence,
            bytes() as head,
            bytes() as recipient,
            bytes() as slots,
            int() as time,
        ]:
            return Anchor(Context(vault, lineage, epoch), sequence, head, recipient, slots, time)
    return None


class AnchorStore:
    """The anchors of one vault in this device's state folder: two files, written in turn."""

    def __init__(self, state: Folder, vault: bytes) -> None:
        self._folder = state
        self._names = [f"anchors/{vault.hex()}.{number}" for number in (0, 1)]
        self._vault = vault
        self._next = 0
        self._anew = False
        self._key = b""
        self.ended: int | None = None
        """The sequence at which the key of the verified anchor ended; None if it is today's."""
        self._files: list[bytes] = []
        for name in self._names:
            try:
                self._files.append(bytes(state.read(name, _LIMIT)))
            except (NotFound, Damaged):
                self._files.append(b"")

    @property
    def known(self) -> bool:
        """Whether this device has seen the vault before."""
        return any(self._files)

    def verified(self, key: bytes, former: Sequence[tuple[bytes, int]] = ()) -> Anchor | None:
        """The later of the two anchors that verify; under a former key, given with the sequence at which it ended, only
        if none does under today's. Raises ForkDetected if there are files and none verifies [R23].
        """
        for self._key, self.ended in ((key, None), *former):
            anchors = []
            for number, data in enumerate(self._files):
                anchor = _parse(data, self._key) if data else None
                if anchor is not None and anchor.context.vault == self._vault:
                    anchors.append((anchor.context.epoch, anchor.sequence, number, anchor))
            if anchors:
                latest = max(anchors, key=lambda found: found[:3])
                self._next = 1 - latest[2]
                return latest[3]
        if self.known:
            raise ForkDetected("anchor", "what this device remembers was not written by this vault")
        return None

    def _claimed(self) -> Iterator[Anchor]:
        """What the files say, whoever wrote them."""
        for data in self._files:
            with contextlib.suppress(Damaged):
                anchor = _read(data[_MAC:])
                if anchor is not None:
                    yield anchor

    @property
    def recipient(self) -> bytes:
        """The digest of the key for the device journal, as an anchor says that nobody has verified; or nothing."""
        return next((anchor.recipient for anchor in self._claimed() if anchor.recipient), b"")

    def forget(self) -> None:
        """Start anew: the next anchor replaces both files."""
        self._files = [b"", b""]
        self._anew = True

    def write(self, anchor: Anchor, key: bytes, *, durable: bool) -> None:
        """Move the anchor; with `durable`, until it is on the disk."""
        if not self.known:
            self._folder.make("anchors")
        data = anchor.serialize(key)
        anew = self._anew or (self.known and key != self._key)
        if anew:
            # A former key may have leaked: there is no moment when one file is under it and one under the new key.
            self._folder.remove(self._names[self._next])
        for number in (1 - self._next, self._next) if anew else (self._next,):
            write = self._folder.write if durable or anew else self._folder.write_soon
            write(self._names[number], data)
            self._files[number] = data
        self._next = 1 - self._next
        self._key, self._anew = key, False


def judge(anchor: Anchor, found: Anchor, head_at: bytes | None) -> None:
    """Compare what is found with the anchor; `head_at` is the found head at the anchor's sequence, None if unknown.

    Raises RollbackDetected or ForkDetected [R21] [R22] [R23].
    """
    if found.context.lineage != anchor.context.lineage:
        raise ForkDetected("lineage", "restored from a backup since", found=found.time, last_seen=anchor.time)
    if found.context.epoch < anchor.context.epoch or found.sequence < anchor.sequence:
        raise RollbackDetected("older than what this device has seen", found=found.time, last_seen=anchor.time)
    if head_at is None or not equal(head_at, anchor.head):
        detail = "not a continuation of what this device has seen"
        raise ForkDetected("history", detail, found=found.time, last_seen=anchor.time)
    if anchor.recipient and not equal(anchor.recipient, found.recipient):
        raise ForkDetected("anchor", "another recipient", found=found.time, last_seen=anchor.time)
