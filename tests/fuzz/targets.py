"""One target for each parser: bytes in, and only what its module promises may come out.

What stands behind a MAC is given it here, so that the parser behind it meets the bytes too; the first byte of an input
chooses how far in it starts. A target returns whether the bytes were accepted; whatever it raises is a finding. Where a
parser accepts bytes, serializing what it read must give the same bytes again: every form has one encoding.
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, cast

from shamir_mnemonic import rs1024  # type: ignore[import-untyped]  # no types

from vault.backup.archive import ExportFolder
from vault.child import messages  # noqa: F401 - the codec knows the messages that were made
from vault.child.codec import Malformed, Message, parse as parse_message, serialize as serialize_message
from vault.child.wire import Kind, Wire, parse_counts, serialize_counts
from vault.engine import anchor as anchors, floe, generation, header as headers, records, salvage, values
from vault.engine.catalog import Catalog
from vault.engine.durable import FileLayer, Folder, OpenFile, Platform, SystemClock
from vault.engine.errors import (
    Damaged,
    ForkDetected,
    KdfRefused,
    LimitExceeded,
    NotFound,
    RollbackDetected,
    ShareRefused,
    UnsupportedVersion,
    WrongCredential,
)
from vault.engine.floe import HEADER_SIZE, STANDARD, Opener, Parameters, Sealer
from vault.engine.header import Body, Generation
from vault.engine.journal import MOST_ENTRIES, Journal
from vault.engine.keys import (
    ANCHOR,
    CARD,
    CARD_SUCCESSION,
    JOURNAL,
    RECORD,
    SNAPSHOT,
    Context,
    KdfPolicy,
    SlotKeys,
    Subkeys,
)
from vault.engine.padding import frame_size
from vault.engine.primitives import hmac_sha256, hpke_seal
from vault.engine.records import FRAME_HEADER, GENESIS, Record, Sealing
from vault.engine.schema import TABLES
from vault.engine.values import length_prefixed
from vault.sandbox import jobs, wire as sandbox_wire
from vault.sharing import age, bech32, bundle, cards, sshsig
from vault.sharing.age import armor, header as age_header, ssh, stream
from vault.sharing.age.keys import header_mac
from vault.unlock import recovery, shares

KEY, PLACE = bytes(32), b"This is AAD"
"""The key and associated data of the published vectors of FLOE."""

CONTEXT = Context(b"v" * 16, b"l" * 16, 1)
GENERATION = Generation(1, b"g" * 16)
SEALING = Sealing(Subkeys(CONTEXT, KEY), GENERATION)
CLOCK = SystemClock()


def fixed(size: int) -> bytes:
    """Random bytes that are none: an input must do the same every time."""
    return b"r" * size


class MemoryFiles(FileLayer):
    """Files that are bytes, by path; open for reading only."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._files = files
        self._open: list[bytes] = []

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        if path not in self._files:
            raise FileNotFoundError(2, "no such file")
        self._open.append(self._files[path])
        return len(self._open) - 1

    def close(self, fd: int) -> None:
        """Nothing is held."""

    def read_into(self, fd: int, buffer: memoryview, offset: int) -> int:
        piece = self._open[fd][offset : offset + len(buffer)]
        buffer[: len(piece)] = piece
        return len(piece)

    def status(self, fd: int) -> os.stat_result:
        return os.stat_result((stat.S_IFREG | 0o600, 0, 0, 1, 0, 0, len(self._open[fd]), 0, 0, 0))


def memory_folder(files: dict[str, bytes]) -> Folder:
    return Folder(Path("/m"), Platform(MemoryFiles({f"/m/{name}": data for name, data in files.items()})))


# --- values, records, log, snapshot ---------------------------------------------------------------


def fuzz_values(data: bytes) -> bool:
    try:
        value = values.decode(data)
    except Damaged:
        return False
    assert values.encode(value) == data
    return True


def fuzz_record(data: bytes) -> bool:
    """A record's bytes, applied to an empty catalog."""
    try:
        record = records.parse(data)
    except Damaged:
        return False
    assert record.serialize() == data
    with closing(Catalog.empty(CLOCK)) as catalog:
        try:
            catalog.replay(record, bytes(32))
        except Damaged:
            assert catalog.sequence == 0
            return False
        read_everything(catalog)
    return True


def read_everything(catalog: Catalog) -> None:
    """Every cell of every table, and the image again."""
    for table in TABLES:
        for _ in catalog.rows(f"SELECT * FROM {table}"):
            pass
    for query in ("SELECT count(*) FROM audit", "SELECT id FROM item WHERE parent = x'00' AND trashed IS NULL"):
        catalog.row(query)
    Catalog.from_image(memoryview(catalog.image()), CLOCK).close()


def _snapshot_of(image: bytes) -> bytes:
    return bytes(SEALING.seal_snapshot(image, fixed))


def _empty_image() -> bytes:
    with closing(Catalog.empty(CLOCK)) as catalog:
        return catalog.image()


OPENING_RECORD = Record(1, GENESIS, [], 0, "opened")
OPENING_FRAME, OPENING_HEAD = SEALING.seal_record(OPENING_RECORD, fixed)
EMPTY_SNAPSHOT = _snapshot_of(_empty_image())


def framed(start: bytes, sealed: bytes) -> bytes:
    """A frame with a valid MAC over its first 36 bytes, whatever they say."""
    return start + SEALING._frame_mac(start) + sealed


def frame_of(padded: bytes) -> bytes:
    """A frame of the second record, whole in every way but for what is sealed in it."""
    sequence = (2).to_bytes(8, "big")
    size = FRAME_HEADER + STANDARD.sealed_size(len(padded))
    start = size.to_bytes(4, "big") + sequence + GENERATION.number.to_bytes(8, "big") + GENERATION.id
    return framed(start, bytes(floe.seal(SEALING.subkeys.record, SEALING._bind(RECORD, sequence), padded, fixed)))


def padded_record(record: bytes) -> bytes:
    """What a frame of this record seals."""
    size = frame_size(FRAME_HEADER + STANDARD.sealed_size(4 + len(record)))
    room = STANDARD.plain_size(size - FRAME_HEADER)
    return (len(record).to_bytes(4, "big") + record).ljust(room, b"\0")


def fuzz_log(data: bytes) -> bool:
    """What follows the opening record: raw; with a valid frame MAC; sealed as padded; sealed as a record."""
    mode, data = data[:1], data[1:]
    if mode == b"m":
        data = framed(data[:36].ljust(36, b"\0"), data[36:])
    elif mode == b"p":
        data = frame_of(data)
    elif mode == b"r":
        data = frame_of(padded_record(data))
    names = generation.snapshot_name(GENERATION), generation.log_name(GENERATION)
    source = memory_folder(dict(zip(names, (EMPTY_SNAPSHOT, OPENING_FRAME + data), strict=True)))
    try:
        catalog, tail = generation.load(source, SEALING, CLOCK)
    except Damaged:
        return False
    with closing(catalog):
        assert catalog.sequence >= 1
        assert tail is None or (OPENING_FRAME + data)[tail.offset :] == tail.torn
        read_everything(catalog)
    return True


class _Opened(NamedTuple):
    """What salvage needs of a header that was verified."""

    subkeys: Subkeys
    body: Body


SALVAGED = _Opened(SEALING.subkeys, Body(CONTEXT, GENERATION, ()))


def fuzz_salvage(data: bytes) -> bool:
    """A log in any state, after a snapshot that is whole (or, in mode `x`, is not): whatever verifies comes out."""
    mode, data = data[:1], data[1:]
    names = generation.snapshot_name(GENERATION), generation.log_name(GENERATION)
    snapshot = b"not whole" if mode == b"x" else EMPTY_SNAPSHOT
    source = memory_folder(dict(zip(names, (snapshot, data), strict=True)))
    found = salvage.salvage(source, cast("headers.Header", SALVAGED), CLOCK)
    with closing(found.catalog):
        read_everything(found.catalog)
        return found.catalog.sequence > 0


def fuzz_snapshot(data: bytes) -> bool:
    """A snapshot: raw; sealed as the padded image; sealed as an image."""
    mode, data = data[:1], data[1:]
    if mode == b"p":
        data = bytes(floe.seal(SEALING.subkeys.snapshot, SEALING._bind(SNAPSHOT), data, fixed))
    elif mode == b"i":
        data = _snapshot_of(data)
    try:
        catalog = Catalog.from_image(SEALING.open_snapshot(data), CLOCK)
    except (Damaged, UnsupportedVersion):
        return False
    with closing(catalog):
        read_everything(catalog)
    return True


# --- FLOE -----------------------------------------------------------------------------------------

SEGMENTATIONS = (Parameters(40, 2), Parameters(64), Parameters(4_096), STANDARD)


def fuzz_floe(data: bytes) -> bool:
    """A ciphertext with segments of 40, 64, 4,096 bytes or a mebibyte; in modes from 4 on with a valid header tag."""
    mode, data = data[0] if data else 0, data[1:]
    parameters = SEGMENTATIONS[mode % 4]
    if mode % 8 >= 4:
        iv = data[10:42].ljust(32, b"\0")
        data = Sealer(KEY, PLACE, lambda _: iv, parameters).header + data[HEADER_SIZE:]
    try:
        plain, nonces = _open_all(data, parameters)
    except Damaged:
        return False
    pieces = iter([data[10:42], *nonces])
    sealer = Sealer(KEY, PLACE, lambda _: next(pieces), parameters)
    again, out = sealer.header, memoryview(bytearray(parameters.segment))
    for position, piece in enumerate(plain):
        again += bytes(out[: sealer.seal_into(piece, position, position == len(plain) - 1, out)])
    assert again == data
    return True


def _open_all(data: bytes, parameters: Parameters) -> tuple[list[bytes], list[bytes]]:
    """The plaintext and the nonce of every segment. Raises Damaged."""
    size = parameters.plain_size(len(data))
    opener = Opener(KEY, PLACE, data[:HEADER_SIZE], parameters)
    segments = [data[at : at + parameters.segment] for at in range(HEADER_SIZE, len(data), parameters.segment)]
    out, plain = memoryview(bytearray(parameters.segment)), []
    for position, segment in enumerate(segments):
        plain.append(bytes(out[: opener.open_into(segment, position, position == len(segments) - 1, out)]))
    assert sum(map(len, plain)) == size
    return plain, [segment[4:16] for segment in segments]


# --- header, anchor, export -----------------------------------------------------------------------

OPENED = SlotKeys(b"s" * 32, b"a" * 32)
RECIPIENT = OPENED.public_key


def fuzz_header(data: bytes) -> bool:
    try:
        unverified = headers.parse(data)
    except (Damaged, UnsupportedVersion):
        return False
    assert unverified.body.line() == unverified.line
    for slot in unverified.body.slots:
        with suppress(Damaged):
            slot.unwrap(KEY, unverified.body.context.vault)
            raise AssertionError("a wrap opened with a key that is not its own")
        with suppress(Damaged):
            unverified.verify(slot, OPENED)
            raise AssertionError("a MAC of nobody was believed")
        if slot.kind in headers.PASSWORD_KINDS:
            with suppress(KdfRefused):
                KdfPolicy().check(slot.parameters)
    return True


def fuzz_anchor(data: bytes) -> bool:
    """What a device remembers: as it is, or with a valid MAC."""
    mode, data = data[:1], data[1:]
    if mode == b"m":
        data = hmac_sha256(KEY, length_prefixed(ANCHOR, data)) + data
    name = f"anchors/{CONTEXT.vault.hex()}."
    store = anchors.AnchorStore(memory_folder({f"{name}0": data, f"{name}1": b""}), CONTEXT.vault)
    try:
        anchor = store.verified(KEY)
    except (Damaged, ForkDetected):
        return False
    if anchor is None:
        assert not data
        return False
    assert anchor.serialize(KEY) == data
    with suppress(RollbackDetected, ForkDetected):
        anchors.judge(anchor, anchors.Anchor(CONTEXT, 7, b"h" * 32, b"", b"s" * 32, 0), b"h" * 32)
    return True


def fuzz_journal(data: bytes) -> bool:
    """What this device noted: as it is, or (in mode `s`) sealed as one entry by anybody who knows the recipient."""
    mode, data = data[:1], data[1:]
    if mode == b"s":
        data = hpke_seal(RECIPIENT, data[: len(values.encode((0, 0)))], length_prefixed(JOURNAL, CONTEXT.vault))
    folder = memory_folder({f"journal/{CONTEXT.vault.hex()}": data})
    events, unreadable = Journal(folder, CONTEXT.vault).read(OPENED.seed)
    assert len(events) + unreadable <= MOST_ENTRIES
    return bool(events)


def fuzz_export(data: bytes) -> bool:
    """An export file, and every file that it says is in it."""
    try:
        export = ExportFolder(Path("/m/export"), Platform(MemoryFiles({"/m/export": data})))
    except Damaged:
        return False
    with closing(export):
        for name in _files_of(export):
            with export.open(name) as file:
                assert 0 <= file.size <= len(data)
                assert _whole(file) in data
        for name in ("header.json", "header.bak"):
            with suppress(Damaged, UnsupportedVersion, NotFound):
                headers.parse(bytes(export.read(name, headers.SIZE_LIMIT)))
    return True


def _files_of(folder: Folder, above: str = "") -> Iterator[str]:
    for name, kind in folder.entries(above):
        path = f"{above}/{name}" if above else name
        if kind == stat.S_IFDIR:
            yield from _files_of(folder, path)
        else:
            yield path


def _whole(file: OpenFile) -> bytes:
    data = bytearray(file.size)
    assert file.read_into(memoryview(data), 0) == file.size
    return bytes(data)


# --- the pipes ------------------------------------------------------------------------------------


def _parse_message(payload: bytes) -> None:
    """Raises Malformed."""
    assert serialize_message(parse_message(payload, Message)) == payload


def fuzz_message(data: bytes) -> bool:
    try:
        _parse_message(data)
    except Malformed:
        return False
    return True


def fuzz_pipe(data: bytes) -> bool:
    """What the child says to a client with three open requests, or a client to the child, in pieces of any size."""
    mode, data = data[:1], data[1:]
    wire = Wire(child=mode == b"c")
    if mode != b"c":
        for number in (1, 2, 3):
            wire.send(Kind.REQUEST, number, b"")
    step = max(1, mode[0] if mode else 1)
    frames = 0
    try:
        for at in range(0, len(data), step):
            for frame in wire.receive(data[at : at + step]):
                if frame.kind is Kind.PROGRESS:
                    assert serialize_counts(parse_counts(frame.payload)) == frame.payload
                elif frame.kind not in (Kind.PIECE, Kind.CANCEL):
                    _parse_message(frame.payload)
                frames += 1
    except Malformed:
        return False
    return frames > 0


JOBS = (
    jobs.thumbnail(32),
    jobs.picture(16, 8),
    jobs.pdf_page(3, 8, 8),
    jobs.pdf_text(0, 2, 100),
    jobs.describe(),
)


def fuzz_sandbox(data: bytes) -> bool:
    """A job and its content, to the worker; or the worker's hello and its answer to a job."""
    mode, rest = data[:1], memoryview(data[1:])

    def read(size: int) -> bytes:
        nonlocal rest
        if size > len(rest):
            raise EOFError
        piece, rest = bytes(rest[:size]), rest[size:]
        return piece

    try:
        if mode == b"w":
            _to_worker(read)
        else:
            _to_client(read, JOBS[(mode or b"\0")[0] % len(JOBS)])
    except (sandbox_wire.Violation, EOFError):
        return False
    return True


def _to_worker(read: sandbox_wire.Read) -> None:
    _, body = sandbox_wire.read_frame(read, sandbox_wire.TO_WORKER)
    assert sandbox_wire.serialize_job(sandbox_wire.parse_job(body))[sandbox_wire.HEAD.size :] == body
    mark = sandbox_wire.CONTENT
    while mark == sandbox_wire.CONTENT:
        mark, _ = sandbox_wire.read_frame(read, sandbox_wire.TO_WORKER_CONTENT)


def _to_client(read: sandbox_wire.Read, job: jobs.Job) -> None:
    _, body = sandbox_wire.read_frame(read, sandbox_wire.TO_CLIENT_HELLO)
    protection = sandbox_wire.parse_protection(body)
    assert sandbox_wire.serialize_protection(protection)[sandbox_wire.HEAD.size :] == body
    mark, body = sandbox_wire.read_frame(read, sandbox_wire.bounds(job))
    answer = sandbox_wire.parse_answer(job, mark, body)
    first, second = sandbox_wire.serialize_answer(answer)
    # Text is cleaned on the way in.
    assert isinstance(answer, jobs.Text) or (first + second)[sandbox_wire.HEAD.size :] == body


# --- sharing --------------------------------------------------------------------------------------

FILE_KEY, AGE_NONCE, SEED = bytes(16), bytes(16), bytes(range(32))
AGE_IDENTITIES = (
    age.X25519Identity(bytes(32)),
    age.HybridIdentity(bytes(32)),
    ssh.Ed25519Identity(bytes(32)),
    age.Passphrase(b"p", work=1, most=3),
)
_REFUSALS = (
    Damaged,
    KdfRefused,
    LimitExceeded,
    ShareRefused,
    UnsupportedVersion,
    WrongCredential,
)


def fuzz_age_header(data: bytes) -> bool:
    """The header of an age file, and whatever comes behind it."""
    source = io.BytesIO(data)
    try:
        found = age_header.read(source)
    except (Damaged, UnsupportedVersion, LimitExceeded):
        return False
    assert age_header.serialize(found.stanzas) == found.authenticated
    assert age_header.close(found.authenticated, found.mac) == data[: source.tell()]
    return True


def age_head(stanzas: bytes) -> bytes:
    """A header of these lines with the MAC of a known file key, and the payload's nonce."""
    authenticated = age_header.VERSION + stanzas + b"---"
    return age_header.close(authenticated, header_mac(FILE_KEY, authenticated)) + AGE_NONCE


def age_payload(chunks: bytes) -> bytes:
    """Chunks of zeros, each as a byte says: whether it is final, and one of four sizes."""
    key = stream.payload_key(FILE_KEY, AGE_NONCE)
    sizes = (0, 1, stream.CHUNK - 1, stream.CHUNK)
    return b"".join(
        key.encrypt(stream._nonce(number, final=bool(chunk & 1)), bytes(sizes[chunk >> 1 & 3]), None)
        for number, chunk in enumerate(chunks)
    )


def _are_a_payload(chunks: bytes) -> bool:
    """What c2sp.org/age has of chunks: full and not final, then a final one, which is empty only alone."""
    *before, last = (chunk & 7 for chunk in chunks or b"\0")
    return set(before) <= {6} and last in ((3, 5, 7) if before else (1, 3, 5, 7))


def fuzz_age_file(data: bytes) -> bool:
    """An age file: raw; stanzas (mode `m`) with a valid MAC; a payload (`p`) behind a header that opens; valid chunks
    (`s`) of all sorts behind that."""
    mode, data = data[:1], data[1:]
    chunks = data[:6]
    opens = AGE_IDENTITIES[0].recipient.wrap(FILE_KEY, fixed).serialize()
    if mode == b"m":
        data = age_head(data) + age_payload(b"\3")
    elif mode == b"p":
        data = age_head(opens) + data
    elif mode == b"s":
        data = age_head(opens) + age_payload(chunks)
    released, accepted = 0, True
    try:
        for piece in age.decrypt(armor.binary(io.BufferedReader(io.BytesIO(data))), AGE_IDENTITIES):
            assert mode != b"s" or not any(piece)
            released += len(piece)
    except _REFUSALS:
        accepted = False
    assert released <= len(data)
    assert mode != b"s" or accepted == _are_a_payload(chunks)
    return accepted


def fuzz_armor(data: bytes) -> bool:
    """An armored file; whatever white space was around it, and at the ends of its lines, the rest is canonical."""
    try:
        found = armor.binary(io.BufferedReader(io.BytesIO(data))).read()
    except Damaged:
        return False
    if not data.lstrip(b" \t\r\n").startswith(b"-----"):
        assert found == data
        return False
    again = b"".join(armor.armored([found]))
    assert again == data.strip(b" \t\r\n").replace(b"\r\n", b"\n") + b"\n"
    return True


PREFIXES = ("age", "age1pq", "age-secret-key-", "age-secret-key-pq-")


def fuzz_age_key(data: bytes) -> bool:
    """A public or a secret key as age writes it, or (in modes 0 to 3) with a checksum that is right."""
    text = data.decode("utf-8", "replace")
    if data[:1] < b"\4":
        prefix = PREFIXES[data[0] if data else 0]
        text = bech32.encode(prefix, data[1:])
        assert bech32.decode(text) == (prefix, data[1:])
        text = text.upper() if "secret" in prefix else text
    with suppress(ValueError):
        assert bech32.encode(*bech32.decode(text)) == text.lower()
    with suppress(ValueError):
        assert str(age.parse_recipient(text)) == text
        return True
    with suppress(ValueError):
        assert age.parse_identity(text).encoded() == text
        return True
    return False


def fuzz_ssh_key(data: bytes) -> bool:
    """A line of a `.pub` file; the inner form of a key (modes `e`, `r`); a private key (`k`)."""
    mode, text = data[:1], data.decode("utf-8", "replace")
    kinds = {b"e": "ssh-ed25519", b"r": "ssh-rsa"}
    if mode in kinds:
        text = f"{kinds[mode]} {base64.b64encode(data[1:]).decode()}"
    try:
        if mode == b"k":
            identity = ssh.parse_private(data[1:])
            assert isinstance(identity, ssh.Ed25519Identity | ssh.RsaIdentity)
            again = ssh.parse_private(identity.encoded())
            assert isinstance(again, ssh.Ed25519Identity | ssh.RsaIdentity)
            assert again.recipient == identity.recipient
            return True
        recipient = ssh.parse_public(text)
    except ValueError:
        return False
    assert text.strip().startswith(str(recipient))
    assert recipient.wrap(FILE_KEY).body
    return True


MESSAGE = b"message"


def signature_of(namespace: bytes, hash_name: bytes) -> bytes:
    """What an SSH signature holds, signed by a known key for any namespace and hash."""
    digest = hashlib.new(hash_name.decode(), MESSAGE).digest() if hash_name in (b"sha256", b"sha512") else b""
    signature = sshsig.sign_plain(SEED, sshsig._signed(namespace, hash_name, digest))
    key, signed = sshsig._strings(b"ssh-ed25519", sshsig.public_of(SEED)), sshsig._strings(b"ssh-ed25519", signature)
    return b"SSHSIG\0\0\0\1" + sshsig._strings(key, namespace, b"", hash_name, signed)


def fuzz_ssh_signature(data: bytes) -> bool:
    """A signature: as text; what it holds (mode `b`); one that is right, of a hash and a namespace (`s`)."""
    mode, data = data[:1], data[1:]
    hash_name, namespace = data.partition(b"/")[::2]
    if mode == b"s":
        data = signature_of(namespace, hash_name)
    if mode in (b"s", b"b"):
        data = b"\n".join((sshsig._BEGIN, base64.b64encode(data), sshsig._END))
    try:
        key = sshsig.verify(data, MESSAGE)
    except ShareRefused as error:
        if error.reason != "bad signature":
            raise
        key = b""
    assert key in (b"", sshsig.public_of(SEED))
    assert mode != b"s" or bool(key) == (
        namespace == sshsig.NAMESPACE and hash_name in (b"sha256", b"sha512") and len(data) <= sshsig.LARGEST
    )
    return bool(key)


SHARED = {b"a": b"first", b"folder/b": b"second"}


def share_of(manifest: bytes | None) -> bytes:
    """A share of two files; whatever is said to be its manifest is signed."""
    items: list[tuple[bundle.Entry, Callable[[], list[bytes]]]] = [
        (bundle.Entry(tuple(path.split(b"/")), "file", len(content), 5), lambda content=content: [content])  # type: ignore[misc]
        for path, content in SHARED.items()
    ]
    blank = bundle.Manifest(bytes(16), 1_793_534_400_000, sshsig.public_of(SEED), (b"r" * 32,), ())
    pieces = b"".join(map(bytes, bundle.write(items, blank, lambda signed: sshsig.sign(SEED, signed))))
    if manifest is None:
        return pieces
    whole = pieces[: pieces.index(bundle.MANIFEST)]
    for name, data in ((bundle.MANIFEST, manifest), (bundle.SIGNATURE, sshsig.sign(SEED, manifest))):
        whole += bundle._head(name, len(data), 0) + data + bytes(-len(data) % 512)
    return whole + bytes(1024)


def fuzz_share(data: bytes) -> bool:
    """What a share holds: the archive, or (in mode `m`) the manifest of one that is signed."""
    mode, data = data[:1], data[1:]
    if mode == b"m":
        data = share_of(data)
    reader = bundle.Reader(data[at : at + 700] for at in range(0, len(data), 700))
    try:
        found = {(name, size): hashlib.sha256(b"".join(content)) for name, size, content in reader.members()}
        received = reader.verify()
    except (Damaged, ShareRefused, LimitExceeded):
        return False
    files = [entry for entry in received.manifest.entries if entry.kind != "folder"]
    assert {(b"/".join(one.path), one.size): one.digest for one in files} == {
        one: digest.digest() for one, digest in found.items()
    }
    assert received.signer == received.manifest.sender == sshsig.public_of(SEED)
    return True


def fuzz_card(data: bytes) -> bool:
    """A card as text or as its QR code holds it; signed (mode `s`); signed as a successor (`t`)."""
    mode = data[:1]
    if mode in (b"s", b"t"):
        data = data[1:]
        data += sshsig.sign_plain(SEED, length_prefixed(CARD, data))
        if mode == b"t":
            data += sshsig.sign_plain(KEY, length_prefixed(CARD_SUCCESSION, data))
    try:
        card = cards.read(data)
    except Damaged:
        return False
    assert cards.read(card.source) == card == cards.read(cards.as_text(card.source).encode())
    assert card.source == data or card.kind != "deedbox" or mode not in (b"s", b"t")
    assert not card.name or cards.checked_name(card.name) == card.name
    assert len(card.words) == 6
    return True


def words_of(data: bytes, size: int, purpose: bytes) -> str:
    """Lines of so many words, two bytes each, with a right checksum for this purpose."""
    symbols = [int.from_bytes(data[at : at + 2]) % 1_024 for at in range(0, len(data) - 1, 2)]
    lines = [symbols[at : at + size] for at in range(0, len(symbols) - size + 1, size)]
    words = recovery.word_list()
    return "\n".join(
        " ".join(words[symbol] for symbol in [*line, *rs1024.create_checksum(line, purpose)]) for line in lines
    )


def fuzz_code(data: bytes) -> bool:
    """A recovery code or shares as somebody types them; in modes `c` and `s` with a right checksum."""
    mode = data[:1]
    if mode == b"c":
        text = words_of(data[1:33], recovery.DATA_WORDS, b"deedbox recovery")
    elif mode == b"s":
        text = words_of(data[1:], shares.SHARE_WORDS - recovery.CHECK_WORDS, b"shamir_extendable")
    else:
        text = data.decode(errors="surrogateescape")
    fault = None
    try:
        code = shares.parse_any(text)
    except recovery.MistypedCode as error:
        fault = error
    except (shares.SharesMissing, shares.SharesForeign):
        return False
    if fault is not None:
        assert fault.word is None or 1 <= fault.word <= fault.count
        assert mode != b"c" or fault.reason == "count", "its words and its checksum are right"
        return False
    assert recovery.parse_code(code.text) == code
    words = recovery.split_words(text)
    assert len(words) != recovery.WORDS or tuple(words) == code.words
    return True


@dataclass(frozen=True)
class Target:
    """A parser to fuzz, with the longest input that is tried."""

    run: Callable[[bytes], bool]
    longest: int


TARGETS = {
    "age_file": Target(fuzz_age_file, 8_192),
    "age_header": Target(fuzz_age_header, 8_192),
    "age_key": Target(fuzz_age_key, 2_048),
    "anchor": Target(fuzz_anchor, 512),
    "armor": Target(fuzz_armor, 4_096),
    "card": Target(fuzz_card, 8_192),
    "code": Target(fuzz_code, 2_048),
    "export": Target(fuzz_export, 16_384),
    "floe": Target(fuzz_floe, 8_192),
    "header": Target(fuzz_header, 8_192),
    "journal": Target(fuzz_journal, 4_096),
    "log": Target(fuzz_log, 4_096),
    "message": Target(fuzz_message, 4_096),
    "pipe": Target(fuzz_pipe, 4_096),
    "record": Target(fuzz_record, 4_096),
    "salvage": Target(fuzz_salvage, 4_096),
    "sandbox": Target(fuzz_sandbox, 4_096),
    "share": Target(fuzz_share, 16_384),
    "snapshot": Target(fuzz_snapshot, 131_072),
    "ssh_key": Target(fuzz_ssh_key, 4_096),
    "ssh_signature": Target(fuzz_ssh_signature, 4_096),
    "values": Target(fuzz_values, 4_096),
}
