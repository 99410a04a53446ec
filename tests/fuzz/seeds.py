"""Where fuzzing begins: inputs made from the vectors, from the golden vaults and from what our own side writes."""

from __future__ import annotations

import functools
import struct
import types
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from tests.conftest import VECTORS
from tests.fuzz import targets
from tests.golden.manifest import Manifest
from tests.golden.opened import GOLDEN, credential
from tests.vectors import by_hand, make_vectors
from vault.backup.archive import ArchiveWriter
from vault.child import codec
from vault.child.wire import Counts, Kind as FrameKind, serialize_counts
from vault.engine import generation, opening
from vault.engine.anchor import Anchor
from vault.engine.catalog import Catalog
from vault.engine.durable import Folder, Platform
from vault.engine.header import Generation
from vault.engine.keys import JOURNAL, KdfPolicy
from vault.engine.packs import pack_name
from vault.engine.primitives import hpke_seal
from vault.engine.records import Change, Record, Sealing
from vault.engine.values import encode, length_prefixed
from vault.sandbox import jobs, wire as sandbox_wire
from vault.sandbox.kinds import Kind
from vault.sandbox.protection import ALL_LAYERS, ALL_PROMISES, Protection
from vault.sharing import age, bech32, cards, sshsig
from vault.sharing.age import armor, ssh
from vault.unlock.recovery import CHECK_WORDS, RecoveryCode, word_list
from vault.unlock.shares import split

SHAPES = ("v1/notes", "v1/exported")


@functools.cache
def _golden(shape: str) -> tuple[Folder, Sealing]:
    """A golden vault, and the keys of its current generation."""
    folder = Folder(GOLDEN / shape / "vault", Platform())
    [opened] = Manifest.read(GOLDEN / shape).openings
    header, _ = opening.open_header(folder, credential(opened.password), KdfPolicy())
    return folder, Sealing(header.subkeys, header.body.generation)


def _golden_records() -> Iterator[bytes]:
    """The records in the golden logs, as their bytes."""
    for shape in SHAPES:
        folder, sealing = _golden(shape)
        sealed = folder.read(generation.snapshot_name(sealing.generation), generation.SNAPSHOT_LIMIT)
        log = bytes(folder.read(generation.log_name(sealing.generation), generation.LOG_LIMIT))
        with closing(Catalog.from_image(sealing.open_snapshot(sealed), targets.CLOCK)) as catalog:
            while log:
                size = int.from_bytes(log[:4], "big")
                record, head = sealing.open_record(log[:size], catalog.sequence + 1, catalog.head)
                catalog.replay(record, head)
                log = log[size:]
                yield record.serialize()


def seeds_of_header() -> Iterator[bytes]:
    for path in sorted(GOLDEN.glob("v*/*/vault/header.json")):
        yield path.read_bytes()


def seeds_of_values() -> Iterator[bytes]:
    nested: Any = [None, -1, 1 << 62, b"bytes", "text \u00e9", []]
    for _ in range(12):
        nested = [nested]
    yield encode(nested)
    yield from _golden_records()


def seeds_of_record() -> Iterator[bytes]:
    yield from _golden_records()
    changes = [
        Change("tag", (b"i" * 16, "name"), ()),
        Change("tag", (b"i" * 16, "name"), None),
        Change("state", ("key",), (b"value",)),
        Change("note", (b"i" * 16, 1), ("text",)),
        Change("item", (b"i" * 16,), (bytes(16), "note", b"name", 1, 2, 1, None)),
    ]
    yield Record(1, bytes(32), changes, 5, "action", (1, "two", b"three", None)).serialize()


def seeds_of_log() -> Iterator[bytes]:
    record = Record(2, targets.OPENING_HEAD, [Change("state", ("key",), (b"value",))], 0, "second").serialize()
    padded = targets.padded_record(record)
    frame = targets.frame_of(padded)
    yield b"r" + record
    yield b"p" + padded
    yield b"m" + frame[:36] + frame[68:]
    yield b"-" + frame
    yield b"-" + frame[:100]
    yield b"-" + frame[:100].ljust(2_000, b"\0")
    yield b"-" + targets.OPENING_FRAME
    for one in _golden_records():
        yield b"r" + one


def seeds_of_salvage() -> Iterator[bytes]:
    """Records of one chain: whole, torn, with one damaged or one missing in the middle."""
    head = bytes(32)
    pieces = []
    for number in range(1, 5):
        changes = [Change("state", (f"key {number}",), (b"value",))]
        frame, head = targets.SEALING.seal_record(Record(number, head, changes, number, "action"), targets.fixed)
        pieces.append(frame)
    frames = b"".join(pieces)
    for mode in (b"-", b"x"):
        yield mode + frames
        yield mode + frames[:-100]
        yield mode + pieces[0] + bytes(len(pieces[1])) + pieces[2] + pieces[3]
        yield mode + pieces[0] + pieces[2] + pieces[3]
        yield mode + pieces[3] + pieces[0]


def seeds_of_journal() -> Iterator[bytes]:
    for event in (0, 1, 2, -1):
        yield b"s" + encode((1_793_534_400_000, event))
    sealed = hpke_seal(targets.RECIPIENT, encode((5, 0)), length_prefixed(JOURNAL, targets.CONTEXT.vault))
    yield b"-" + sealed * 3
    yield b"-" + sealed[:-1]


def seeds_of_snapshot() -> Iterator[bytes]:
    yield b"-" + targets.EMPTY_SNAPSHOT
    for shape in SHAPES:
        folder, sealing = _golden(shape)
        sealed = folder.read(generation.snapshot_name(sealing.generation), generation.SNAPSHOT_LIMIT)
        image = bytes(sealing.open_snapshot(sealed))
        yield b"i" + image
        yield b"p" + len(image).to_bytes(8, "big") + image


def seeds_of_floe() -> Iterator[bytes]:
    for size in (0, 1, 8, 9, 64, 100, 4_065):
        random = make_vectors.floe_random(size) * 20
        for number, parameters in enumerate(targets.SEGMENTATIONS):
            if number == 3 or size <= 100:
                rotation = parameters.rotation
                plain = make_vectors.shake(f"floe {size} plain", size)
                arguments = targets.KEY, targets.PLACE, plain, random, parameters.segment, rotation
                sealed = by_hand.floe_seal(*arguments)
                yield bytes([number]) + sealed
                yield bytes([number + 4]) + sealed
    for path in sorted((VECTORS / "floe").glob("*_ct.txt")):
        sealed = bytes.fromhex(path.read_text("ascii"))
        segments = [parameters.segment for parameters in targets.SEGMENTATIONS]
        yield bytes([segments.index(int.from_bytes(sealed[2:6], "big"))]) + sealed


def seeds_of_anchor() -> Iterator[bytes]:
    found = Anchor(targets.CONTEXT, 7, b"h" * 32, b"", b"s" * 32, 1_793_534_400_000)
    yield b"-" + found.serialize(targets.KEY)
    yield b"m" + found.serialize(targets.KEY)[32:]
    for path in sorted(GOLDEN.glob("v*/*/state/anchors/*")):
        yield b"m" + path.read_bytes()[32:]


class _Gathered:
    """A new file that only gathers what is written to it."""

    def __init__(self) -> None:
        self.data = b""

    @property
    def size(self) -> int:
        return len(self.data)

    def write(self, data: bytes) -> None:
        self.data += bytes(data)


def seeds_of_export() -> Iterator[bytes]:
    """Small ones: the golden export without most of what is in its members."""
    header = next(seeds_of_header())
    stem = Generation(1, b"g" * 16).stem
    for count in (0, 1, 3):
        gathered = _Gathered()
        writer = ArchiveWriter(gathered)  # type: ignore[arg-type]
        for name, data in (
            ("README.txt", b"read me"),
            ("header.json", header),
            (f"catalog/{stem}.snapshot", b"s" * 600),
        ):
            writer.add(name, data)
        for number in range(count):
            writer.add(pack_name(bytes([number]) * 16), b"p" * 512 * number)
        writer.add("header.bak", header)
        writer.finish()
        yield gathered.data


def _sample(hint: Any, number: int) -> Any:
    """Something of this type; `number` chooses among a few."""
    origin, choices = get_origin(hint), get_args(hint)
    if hint is type(None):
        return None
    for kind, some in ((bytes, (bytes(16), b"")), (bool, (True, False)), (int, (0, -1)), (str, ("text", "\u00e9"))):
        if hint is kind:
            return some[number % 2]
    if origin is Literal:
        return choices[number % len(choices)]
    if origin is tuple:
        return (_sample(choices[0], number),) * (number % 3)
    if origin in (Union, types.UnionType):
        return _sample(choices[number % len(choices)], number)
    return _sample_message(hint, number)


def _sample_message(kind: type[codec.Message], number: int) -> codec.Message:
    hints = get_type_hints(kind)
    return kind(*(_sample(hints[name], number) for name in codec._fields(kind)))


def seeds_of_message() -> Iterator[bytes]:
    """Every message there is, twice."""
    for kind in codec._MESSAGES.values():
        for number in (0, 1):
            try:
                yield codec.serialize(_sample_message(kind, number))
            except ValueError:
                continue


def seeds_of_pipe() -> Iterator[bytes]:
    def frame(kind: FrameKind, request: int, payload: bytes) -> bytes:
        return struct.pack(">IBI", len(payload), kind, request) + payload

    some = list(seeds_of_message())
    for number, payload in enumerate(some):
        yield b"c" + frame(FrameKind.REQUEST, 1 + number, payload) + frame(FrameKind.CANCEL, 1 + number, b"")
    counts = serialize_counts(Counts(1, 2, 3, 4))
    yield (
        b"\x07"
        + frame(FrameKind.PROGRESS, 1, counts)
        + frame(FrameKind.PIECE, 2, b"piece")
        + b"".join(frame(kind, request, some[0]) for kind, request in ((FrameKind.ANSWER, 1), (FrameKind.EVENT, 0)))
    )
    yield b"\xff" + frame(FrameKind.FAILURE, 3, some[-1])


def seeds_of_sandbox() -> Iterator[bytes]:
    answers: tuple[jobs.Answer, ...] = (
        jobs.Pixels(4, 2, bytes(32), Kind(1), 40, 20, 0),
        jobs.Pixels(16, 8, bytes(512), Kind(1), 40, 20, 0, partial=True),
        jobs.Pixels(8, 8, bytes(256), Kind(1), 40, 20, 9),
        jobs.Text("words \u00e9\u202e", 2, truncated=True),
        jobs.Description(Kind(1), 3, 2, 1),
    )
    hello = sandbox_wire.serialize_protection(Protection(ALL_LAYERS, ALL_PROMISES))
    for number, (job, answer) in enumerate(zip(targets.JOBS, answers, strict=True)):
        yield bytes([number]) + hello + b"".join(sandbox_wire.serialize_answer(answer))
        nothing = jobs.NoPreview(min(jobs.FROM_WORKER))
        yield bytes([number]) + hello + b"".join(sandbox_wire.serialize_answer(nothing))
        content = sandbox_wire.frame(sandbox_wire.CONTENT, b"content") + sandbox_wire.frame(sandbox_wire.END)
        yield b"w" + sandbox_wire.serialize_job(job) + content


def _age_vectors() -> Iterator[bytes]:
    """The published age files, without what is said of them."""
    for path in sorted((VECTORS / "age").glob("*")):
        head, _, data = path.read_bytes().partition(b"\n\n")
        yield zlib.decompress(data) if b"compressed: zlib" in head.splitlines() else data


def seeds_of_age_header() -> Iterator[bytes]:
    """Of the published files, and some of our own: what comes before the payload, and a little of that."""
    for data in _age_vectors():
        yield data[: 64 + max(0, data.find(b"\n---"))]
    identities = (age.X25519Identity(bytes(32)), age.HybridIdentity(bytes(32)))
    for count in (1, 2, 40):
        yield bytes(next(iter(age.encrypt([], [identities[0].recipient] * count))))
    yield bytes(next(iter(age.encrypt([], [one.recipient for one in identities], mixed=True))))
    yield bytes(next(iter(age.encrypt([], [age.Passphrase(b"p", work=1)]))))


def seeds_of_age_file() -> Iterator[bytes]:
    for data in _age_vectors():
        yield b"-" + data[:4_096]
    for identity in targets.AGE_IDENTITIES:
        recipient = identity if isinstance(identity, age.Passphrase) else identity.recipient
        yield b"-" + b"".join(map(bytes, age.encrypt([b"content"], [recipient])))
        yield b"m" + recipient.wrap(targets.FILE_KEY).serialize()
        yield b"m" + 2 * recipient.wrap(targets.FILE_KEY).serialize()
    for chunks in (b"\1", b"\3", b"\2", b"\5\3", b"\6\3", b"\6\7", b"\6\1", b"\6\6\5", b"\7\7", b"\6\6\6", b""):
        yield b"s" + chunks
        yield b"p" + targets.age_payload(chunks)[:6_000]


def seeds_of_armor() -> Iterator[bytes]:
    for data in _age_vectors():
        if data.lstrip().startswith(armor.BEGIN[:5]):
            yield data
    for size in (0, 1, 47, 48, 49, 96, 100):
        written = b"".join(armor.armored([bytes(size)]))
        yield written
        yield b"\r\n " + written.replace(b"\n", b"\r\n") + b"\n\n"


def seeds_of_age_key() -> Iterator[bytes]:
    for number, prefix in enumerate(targets.PREFIXES):
        for size in (0, 31, 32, 33, 1_216):
            yield bytes([number]) + bytes(range(size % 256))
            yield bech32.encode(prefix, b"k" * size).encode()
    for identity in (age.X25519Identity(bytes(32)), age.HybridIdentity(bytes(32))):
        written = str(identity.recipient).encode()
        yield from (written, identity.encoded().encode(), written.upper(), identity.encoded().lower().encode())
        yield bytes([isinstance(identity, age.HybridIdentity)]) + identity.recipient.public


def seeds_of_ssh_key() -> Iterator[bytes]:
    identity = ssh.Ed25519Identity(targets.SEED)
    rsa = ssh.RsaRecipient(65_537, (1 << 2_047) + 1)
    for mode, recipient in ((b"e", identity.recipient), (b"r", rsa)):
        line = str(recipient).encode()
        yield mode + recipient.wire
        yield from (line, line + b" me@here\n", line[:-1])
    yield b"k" + identity.encoded()
    for path in sorted((VECTORS / "sshsig").glob("*.pub")):
        yield path.read_bytes()
        yield b"k" + path.with_suffix("").read_bytes()


def seeds_of_ssh_signature() -> Iterator[bytes]:
    for path in sorted((VECTORS / "sshsig").glob("*.sig")):
        yield b"-" + path.read_bytes()
    yield b"-" + sshsig.sign(targets.SEED, targets.MESSAGE)
    for namespace in (sshsig.NAMESPACE, b"git", b""):
        for hash_name in (b"sha256", b"sha512", b"sha1", b""):
            yield b"s" + hash_name + b"/" + namespace
            yield b"b" + targets.signature_of(namespace, hash_name)


def seeds_of_share() -> Iterator[bytes]:
    whole = targets.share_of(None)
    yield b"-" + whole
    yield b"-" + whole[:3_000]
    start = whole.index(b'{"bundle"')
    manifest = whole[start : whole.index(b"\n", start) + 1]
    yield b"m" + manifest
    yield b"m" + manifest.replace(b"folder/b", b"folder/../b")
    yield b"m" + manifest.replace(b'"kind":"file"', b'"kind":"note"')


def seeds_of_card() -> Iterator[bytes]:
    recipient = age.HybridIdentity(bytes(32)).recipient
    for previous, mode in ((None, b"s"), (targets.KEY, b"t")):
        card = cards.make(targets.SEED, recipient, "Anna", 5, 2 if previous else 1, previous)
        yield card.source
        yield cards.as_text(card.source).encode()
        yield mode + card.source[: -64 * (2 if previous else 1)]
    for key in (recipient, ssh.Ed25519Identity(targets.SEED).recipient, age.X25519Identity(bytes(32)).recipient):
        yield str(key).encode() + b"\n"


def seeds_of_code() -> Iterator[bytes]:
    code = RecoveryCode(bytes(range(20)))
    numbered = "\n".join(f"{place}. {word.upper()}" for place, word in enumerate(code.words, 1))
    for text in (code.text, numbered, "-".join(code.words), code.text.replace("again", "agin"), code.text[:-4]):
        yield text.encode()
    yield b"c" + bytes(32)
    yield b"c" + bytes(range(32))
    for threshold, count in ((2, 3), (3, 5), (16, 16)):
        shares = split(code, threshold, count)
        yield "\n".join(shares[-threshold:]).encode()
        yield "\n\n".join(share.replace(" ", "\n") for share in shares[: threshold - 1]).encode()
        yield b"s" + b"".join(
            word_list().index(word).to_bytes(2) for share in shares for word in share.split()[:-CHECK_WORDS]
        )


SEEDS: dict[str, Callable[[], Iterator[bytes]]] = {name: globals()[f"seeds_of_{name}"] for name in targets.TARGETS}
