"""What a share holds: a tar archive that proves itself (docs/format.md, section 16).

The regular files of the manifest in its order, below `files/`; then SHA256SUMS, the manifest and its signature, and the
end of the archive. Whoever has `tar`, `ssh-keygen` and `sha256sum` can verify it; whoever reads it here takes nothing
else. Nothing of the manifest is parsed before the signature was verified.
"""

from __future__ import annotations

import base64
import hashlib
import json
import tarfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from vault.engine.errors import Damaged, LimitExceeded, ShareRefused
from vault.sharing import sshsig
from vault.sharing.age.stream import Buffer

FORMAT = 1
FOLDER = b"files/"
SUMS, MANIFEST, SIGNATURE = b"SHA256SUMS", b"MANIFEST.json", b"MANIFEST.json.sig"
ID_SIZE = 16
LONGEST_PATH = 16_384
DEEPEST = 128
"""Names in one path."""
MOST_ITEMS = 1_000_000
LARGEST_MANIFEST = 512 << 20
_MOST = (1 << 63) - 1
_BLOCK = 512
_END = bytes(2 * _BLOCK)
_LONG_NAME = b"L"
_KINDS = ("file", "note", "folder")
_SHARE = "share"


@dataclass(frozen=True)
class Entry:
    """A shared item: its path from the top of the share, and what is known of it. `modified` in nanoseconds.

    `digest` is the SHA-256 of a file or note; of a folder empty.
    """

    path: tuple[bytes, ...]
    kind: str
    size: int = 0
    modified: int = 0
    digest: bytes = b""

    @property
    def member(self) -> bytes:
        """Its name in the archive."""
        return FOLDER + b"/".join(self.path)


@dataclass(frozen=True)
class Manifest:
    """What the sender signs. `time` in milliseconds; `recipients` are fingerprints of those it is for."""

    bundle: bytes
    time: int
    sender: bytes
    """The sender's signing key, 32 bytes."""
    recipients: tuple[bytes, ...]
    entries: tuple[Entry, ...] = field(repr=False)
    sums: bytes = b""
    """SHA-256 of SHA256SUMS."""
    card: bytes = b""
    """The sender's card, so that somebody who does not know the sender can; empty for none."""

    def serialize(self) -> bytes:
        """JSON, canonical: the same values are the same bytes."""
        document = {
            "deedbox-share": FORMAT,
            "bundle": self.bundle.hex(),
            "time": self.time,
            "sender": sshsig.public_line(self.sender),
            "recipients": [one.hex() for one in self.recipients],
            "items": [_fields(entry) for entry in self.entries],
            "sums": self.sums.hex(),
        }
        document |= {"card": base64.b64encode(self.card).decode()} if self.card else {}
        return json.dumps(document, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def _fields(entry: Entry) -> dict[str, Any]:
    path = b"/".join(entry.path)
    fields: dict[str, Any] = {"kind": entry.kind, "modified": entry.modified, "path": path.decode("utf-8", "replace")}
    fields |= {"path_b64": base64.b64encode(path).decode()} if path.decode("utf-8", "replace").encode() != path else {}
    return fields if entry.kind == "folder" else fields | {"sha256": entry.digest.hex(), "size": entry.size}


def parse(data: bytes) -> Manifest:
    """A manifest whose signature was verified. Raises Damaged for anything but what `serialize` makes."""
    try:
        document = json.loads(data)
        if document["deedbox-share"] != FORMAT:
            raise ValueError("another format")
        entries = tuple(_entry(one) for one in document["items"])
        manifest = Manifest(
            bytes.fromhex(document["bundle"]),
            document["time"],
            _signing_key(document["sender"]),
            tuple(bytes.fromhex(one) for one in document["recipients"]),
            entries,
            bytes.fromhex(document["sums"]),
            base64.b64decode(document.get("card", ""), validate=True),
        )
        if len(manifest.bundle) != ID_SIZE or not _is_count(manifest.time) or manifest.serialize() != data:
            raise ValueError("not canonical")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Damaged(_SHARE, "the manifest") from error
    return manifest


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value <= _MOST


def _signing_key(line: str) -> bytes:
    wire = base64.b64decode(line.partition(" ")[2], validate=True)
    return wire[-32:]


def _entry(fields: dict[str, Any]) -> Entry:
    text = fields["path"].encode("utf-8", "surrogatepass")
    path = base64.b64decode(fields["path_b64"], validate=True) if "path_b64" in fields else text
    kind = fields["kind"]
    names = tuple(path.split(b"/"))
    if kind not in _KINDS or not all(names) or len(names) > DEEPEST or not _is_count(abs(fields["modified"])):
        raise ValueError("an item")
    if kind == "folder":
        return Entry(names, kind, modified=fields["modified"])
    size, digest = fields["size"], bytes.fromhex(fields["sha256"])
    if not _is_count(size) or len(digest) != hashlib.sha256().digest_size:
        raise ValueError("an item")
    return Entry(names, kind, size, fields["modified"], digest)


# Writing


def write(
    items: Iterable[tuple[Entry, Callable[[], Iterable[Buffer]]]],
    manifest: Manifest,
    sign: Callable[[bytes], bytes],
) -> Iterator[Buffer]:
    """The archive, in pieces that are valid until the next. `manifest` has no entries and sums yet.

    `items` are the entries without digests, each with its content. Raises ValueError if one has another size than it
    says, LimitExceeded for too many.
    """
    entries: list[Entry] = []
    sums: list[bytes] = []
    for entry, content in items:
        if len(entries) == MOST_ITEMS or len(entry.member) > LONGEST_PATH:
            raise LimitExceeded("more, or longer names, than a share takes")
        if entry.kind == "folder":
            entries.append(entry)
            continue
        digest, size = hashlib.sha256(), 0
        yield _head(entry.member, entry.size, entry.modified // 10**9)
        for piece in content():
            digest.update(piece)
            size += len(piece)
            yield piece
        if size != entry.size:
            raise ValueError("the content has another size")
        yield bytes(-size % _BLOCK)
        entries.append(replace(entry, digest=digest.digest()))
        sums.append(_sum_line(entries[-1]))
    listing = b"".join(sums)
    signed = replace(manifest, entries=tuple(entries), sums=hashlib.sha256(listing).digest()).serialize()
    for name, data in ((SUMS, listing), (MANIFEST, signed), (SIGNATURE, sign(signed))):
        yield _head(name, len(data), manifest.time // 1000) + data + bytes(-len(data) % _BLOCK)
    yield _END


def _sum_line(entry: Entry) -> bytes:
    """A line of `sha256sum`, which escapes names with a line feed or a backslash."""
    name = entry.member.replace(b"\\", b"\\\\").replace(b"\n", b"\\n").replace(b"\r", b"\\r")
    return (b"\\" if name != entry.member else b"") + entry.digest.hex().encode() + b"  " + name + b"\n"


def _head(name: bytes, size: int, modified: int) -> bytes:
    """The head of a regular file, as GNU tar has it: 0600, nobody's."""
    member = tarfile.TarInfo(name.decode("utf-8", "surrogateescape"))
    member.size, member.mode, member.mtime = size, 0o600, max(0, modified)
    return member.tobuf(tarfile.GNU_FORMAT, "utf-8", "surrogateescape")


# Reading


@dataclass(frozen=True)
class Received:
    """A share that was verified: what was signed, and the key whose signature it is."""

    manifest: Manifest
    signer: bytes


class Reader:
    """Reads a share while it streams in. First every member by `members`, then `verify`; nothing counts before."""

    def __init__(self, pieces: Iterable[Buffer]) -> None:
        self._pieces = iter(pieces)
        self._buffer = bytearray()
        self._found: list[tuple[bytes, int, bytes]] = []
        self._closing: dict[bytes, bytes] = {}

    def members(self) -> Iterator[tuple[bytes, int, Iterator[bytes]]]:
        """Each file: its name below `files/`, its size, and its content, which must be read before the next.

        Nothing of this is verified. Raises Damaged for what a share does not hold, ShareRefused ("unsigned") for
        something else than a share, and for one that ends without a signature.
        """
        head = self._first_head()
        while head[0].startswith(FOLDER):
            name, size = head
            if len(self._found) == MOST_ITEMS:
                raise LimitExceeded("more files than a share takes")
            digest = hashlib.sha256()
            yield name[len(FOLDER) :], size, self._content(size, digest.update)
            self._found.append((name, size, digest.digest()))
            head = self._head()
        for expected in (SUMS, MANIFEST, SIGNATURE):
            name, size = head
            if name != expected or size > LARGEST_MANIFEST:
                raise Damaged(_SHARE, "a member that does not belong")
            self._closing[name] = b"".join(self._content(size, lambda _: None))
            if expected != SIGNATURE:
                head = self._head()
        if self._take(len(_END)) != _END or self._more():
            raise Damaged(_SHARE, "something behind its end, or cut off")

    def verify(self) -> Received:
        """What was received, if all of it is as it was signed. Raises ShareRefused, Damaged."""
        if SIGNATURE not in self._closing:
            raise Damaged(_SHARE, "cut off")
        signed = self._closing[MANIFEST]
        signer = sshsig.verify(self._closing[SIGNATURE], signed)
        manifest = parse(signed)
        if manifest.sender != signer:
            raise ShareRefused("bad signature", "the signing key is not the sender's")
        files = [entry for entry in manifest.entries if entry.kind != "folder"]
        listing = b"".join(map(_sum_line, files))
        same = [(entry.member, entry.size, entry.digest) for entry in files] == self._found
        if not same or listing != self._closing[SUMS] or hashlib.sha256(listing).digest() != manifest.sums:
            raise Damaged(_SHARE, "the files are not those that were signed")
        _refuse_repeated(manifest.entries)
        return Received(manifest, signer)

    def _first_head(self) -> tuple[bytes, int]:
        try:
            head = self._head()
        except Damaged as error:
            if error.where != _SHARE:
                raise
            head = b"", 0
        if head[0] != SUMS and not head[0].startswith(FOLDER):
            raise ShareRefused("unsigned", "something else than a share")
        return head

    def _head(self) -> tuple[bytes, int]:
        """Name and size of the next member: exactly as `_head` writes it, or Damaged."""
        raw = block = self._take(_BLOCK)
        if not any(block):
            raise ShareRefused("unsigned", "it ends without a signature")
        name = block[:100].rstrip(b"\0")
        try:
            if block[156:157] == _LONG_NAME:
                size = tarfile.nti(block[124:136])  # type: ignore[attr-defined]
                if not 100 < size <= LONGEST_PATH + 1:
                    raise Damaged(_SHARE, "a name that is too long")
                text = self._take(size + -size % _BLOCK)
                block = self._take(_BLOCK)
                name, raw = text[: size - 1], raw + text + block
            size, modified = (tarfile.nti(block[at : at + 12]) for at in (124, 136))  # type: ignore[attr-defined]
            if size < 0 or not name or _head(name, size, modified) != raw:
                raise Damaged(_SHARE, "a member that is no plain file")
        except (tarfile.TarError, ValueError, OverflowError) as error:
            raise Damaged(_SHARE, "not an archive") from error
        return name, size

    def _content(self, size: int, update: Callable[[bytes], object]) -> Iterator[bytes]:
        left = size
        while left:
            piece = self._some(left)
            update(piece)
            left -= len(piece)
            yield piece
        if any(self._take(-size % _BLOCK)):
            raise Damaged(_SHARE, "padding")

    def _more(self) -> bool:
        while not self._buffer:
            piece = next(self._pieces, None)
            if piece is None:
                return False
            self._buffer += piece
        return True

    def _some(self, most: int) -> bytes:
        if not self._more():
            raise Damaged(_SHARE, "cut off")
        piece = bytes(self._buffer[:most])
        del self._buffer[:most]
        return piece

    def _take(self, size: int) -> bytes:
        pieces = []
        while size:
            pieces.append(self._some(size))
            size -= len(pieces[-1])
        return b"".join(pieces)


def _refuse_repeated(entries: Sequence[Entry]) -> None:
    """A path twice, or below one that is no folder."""
    kinds: dict[tuple[bytes, ...], str] = {}
    for entry in entries:
        if entry.path in kinds or any(name in (b".", b"..") or b"\0" in name for name in entry.path):
            raise Damaged(_SHARE, "a path twice, or one that leads elsewhere")
        kinds[entry.path] = entry.kind
    for path in kinds:
        if any(kinds.get(path[:end], "folder") != "folder" for end in range(1, len(path))):
            raise Damaged(_SHARE, "a path below a file")
