"""Parts and packs: where content lives (docs/format.md, section 9)."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from vault.engine import floe
from vault.engine.durable import FILE_TIME_NS, Folder, NewFile, OpenFile, Source
from vault.engine.errors import Damaged, NotFound, VaultError
from vault.engine.keys import ID_SIZE, PART
from vault.engine.padding import pack_size, padme
from vault.engine.primitives import KEY_SIZE, Buffer, Random
from vault.engine.progress import Progress
from vault.engine.values import length_prefixed

LARGE = 8 << 20
"""Content of this size and more has packs of its own, and is padded."""

CONTENT_LIMIT = 2 << 40
"""The rows of all its parts go into one record, and a record into one frame."""

PART_SIZE = 63 * floe.PLAIN
PACK_LIMIT = 64 << 20
_OPEN_PACKS = 16

Fill = Callable[[memoryview, int], None]
"""Fills the whole buffer with content from this offset on."""


class Part(NamedTuple):
    """A `part` row's columns after its key."""

    id: bytes
    key: bytes
    size: int
    pack: bytes
    offset: int

    @property
    def sealed_size(self) -> int:
        return floe.STANDARD.sealed_size(self.size)

    @property
    def associated(self) -> bytes:
        return length_prefixed(PART, self.id)


class Pack(NamedTuple):
    """A `pack` row."""

    id: bytes
    size: int
    digest: bytes


@dataclass(frozen=True)
class Content:
    """The content of one version: its true size, and its parts. Raises Damaged if they do not fit [R20]."""

    size: int
    parts: Sequence[Part] = field(repr=False)

    def __post_init__(self) -> None:
        if [part.size for part in self.parts] != part_sizes(self.size):
            raise Damaged("parts", "sizes")
        if self.size >= LARGE and any(part.offset for part in self.parts):
            raise Damaged("parts", "offset")

    @property
    def is_short(self) -> bool:
        """Whether it is one segment, as most files are, which is read and opened at once."""
        return 0 < self.size <= floe.PLAIN


def part_sizes(size: int) -> list[int]:
    """The plaintext lengths of the parts of `size` bytes of content."""
    if size < LARGE:
        return [size] if size else []
    padded = padme(size)
    return [min(PART_SIZE, padded - start) for start in range(0, padded, PART_SIZE)]


def pack_name(pack: bytes) -> str:
    return f"packs/{pack.hex()[:2]}/{pack.hex()}"


class SharedPack:
    """Contents sealed in memory one after the other, to become one pack."""

    def __init__(self, random: Random) -> None:
        self.id = random(ID_SIZE)
        self.sealed = bytearray()
        self._random = random

    def add(self, content: Buffer) -> Part:
        """Seal a content, which is below 8 MiB and not empty."""
        part = Part(self._random(ID_SIZE), self._random(KEY_SIZE), len(content), self.id, len(self.sealed))
        self.sealed += floe.seal(part.key, part.associated, content, self._random)
        return part


class _PackFile:
    """A pack being written: parts, then air, digested on the way."""

    def __init__(self, folder: Folder, made: set[str], identity: bytes = b"") -> None:
        self.id = identity or folder.platform.random(ID_SIZE)
        self._folder, self._random = folder, folder.platform.random
        self._subfolder = pack_name(self.id).rpartition("/")[0]
        self._digest = hashlib.sha256()
        self._buffer = bytearray(floe.SEGMENT)
        if self._subfolder not in made:
            # Empty folders get lost on some ways from one computer to another.
            folder.make("packs")
            folder.make(self._subfolder)
            made.add(self._subfolder)
        self._file = NewFile(folder, pack_name(self.id))

    def __enter__(self) -> _PackFile:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.__exit__(*error)

    def write(self, data: Buffer) -> None:
        """Append what is sealed already."""
        self._digest.update(data)
        self._file.write(data)

    def seal(self, size: int, segments: Callable[[int], Buffer]) -> Part:
        """Seal a part of `size` bytes; `segments` gives the plaintext of each position."""
        part = Part(self._random(ID_SIZE), self._random(KEY_SIZE), size, self.id, self._file.size)
        sealer = floe.Sealer(part.key, part.associated, self._random)
        self.write(sealer.header)
        out = memoryview(self._buffer)
        last = max(0, -(-size // floe.PLAIN) - 1)
        for position in range(last + 1):
            count = sealer.seal_into(segments(position), position, position == last, out)
            self.write(out[:count])
        return part

    def take(self, part: Part, sealed: Buffer) -> Part:
        """Append a part as it was sealed elsewhere."""
        here = part._replace(pack=self.id, offset=self._file.size)
        self.write(sealed)
        return here

    def finish(self, size: int) -> Pack:
        """Fill up to `size` with random bytes, and make it durable."""
        while self._file.size < size:
            self.write(self._random(min(floe.SEGMENT, size - self._file.size)))
        self._file.finish(FILE_TIME_NS)
        self._folder.sync(self._subfolder)
        return Pack(self.id, self._file.size, self._digest.digest())


class PackWriter:
    """Writes packs into a vault folder; its calls may run in several threads."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._subfolders: set[str] = set()

    def write_small(self, contents: Sequence[Buffer]) -> tuple[list[Part], Pack]:
        """One shared pack with a part for each content, in order; each below 8 MiB and not empty."""
        shared = SharedPack(self._folder.platform.random)
        parts = [shared.add(content) for content in contents]
        return parts, self.write_shared(shared)

    def write_shared(self, shared: SharedPack) -> Pack:
        """Make a pack of what was sealed, and pad it."""
        with _PackFile(self._folder, self._subfolders, shared.id) as pack:
            pack.write(shared.sealed)
            return pack.finish(pack_size(len(shared.sealed)))

    def write_part(self, fill: Fill, size: int, position: int) -> tuple[Part, Pack]:
        """Part `position` of large content of `size` bytes, in a pack of its own."""
        start = position * PART_SIZE
        length = part_sizes(size)[position]
        buffer = memoryview(bytearray(floe.PLAIN))

        def segment(at: int) -> memoryview:
            offset = start + at * floe.PLAIN
            piece = buffer[: min(floe.PLAIN, start + length - offset)]
            real = min(len(piece), max(0, size - offset))
            if real:
                fill(piece[:real], offset)
            piece[real:] = bytes(len(piece) - real)
            return piece

        with _PackFile(self._folder, self._subfolders) as pack:
            part = pack.seal(length, segment)
            return part, pack.finish(0)

    def write_pieces(self, size: int, pieces: Iterator[Buffer]) -> tuple[Part, Pack]:
        """A part of `size` bytes in a pack of its own; each piece is a segment's plaintext."""
        with _PackFile(self._folder, self._subfolders) as pack:
            part = pack.seal(size, lambda _: next(pieces))
            return part, pack.finish(0)

    def write_sealed(self, sealed: Sequence[tuple[Part, Buffer]], *, padded: bool) -> tuple[list[Part], Pack]:
        """A pack of parts that are sealed already, in order; where they are now. Nothing is encrypted again."""
        with _PackFile(self._folder, self._subfolders) as pack:
            parts = [pack.take(part, data) for part, data in sealed]
            return parts, pack.finish(pack_size(sum(part.sealed_size for part in parts)) if padded else 0)

    def discard(self, packs: Sequence[Pack]) -> None:
        """Remove packs that no record will name."""
        for pack in packs:
            self._folder.remove(pack_name(pack.id))


class PackReader:
    """Reads content out of packs. Its calls may run in several threads."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._open: OrderedDict[bytes, OpenFile] = OrderedDict()
        self._replaced: list[OpenFile] = []
        self._using: dict[bytes, int] = {}
        self._guard = threading.Lock()

    def close(self) -> None:
        """Close the packs that were kept open."""
        with self._guard:
            for file in (*self._open.values(), *self._replaced):
                file.__exit__()
            self._open.clear()
            self._replaced.clear()

    def reopen(self, pack: bytes) -> None:
        """The pack's file was replaced: whoever reads it next reads the new one."""
        with self._guard:
            old = self._open.pop(pack, None)
            if old is not None:
                # Somebody may be in the middle of it; it closes with everything else.
                self._replaced.append(old)

    def _take(self, pack: bytes) -> OpenFile:
        with self._guard:
            if pack not in self._open:
                try:
                    self._open[pack] = self._source.open(pack_name(pack))
                except NotFound as error:
                    raise Damaged(f"pack {pack.hex()}", "missing") from error
            self._open.move_to_end(pack)
            self._using[pack] = self._using.get(pack, 0) + 1
            if len(self._open) > _OPEN_PACKS:
                for idle in [one for one in self._open if not self._using.get(one)]:
                    self._open.pop(idle).__exit__()
                    if len(self._open) <= _OPEN_PACKS:
                        break
            return self._open[pack]

    def _give_back(self, pack: bytes) -> None:
        with self._guard:
            self._using[pack] -= 1

    def segments(self, part: Part, first: int = 0, last: int | None = None) -> Iterator[memoryview]:
        """The verified plaintext of the part's segments, one after the other, each valid until the next.

        Raises Damaged with the pack and the segment [R2] [R3] [R20].
        """
        where = f"pack {part.pack.hex()}"
        count = max(1, -(-part.size // floe.PLAIN))
        file = self._take(part.pack)
        try:
            if part.offset < 0 or part.offset + part.sealed_size > file.size:
                raise Damaged(where, "shorter than its parts")
            header = bytearray(floe.HEADER_SIZE)
            file.read_into(memoryview(header), part.offset)
            opener = floe.Opener(part.key, part.associated, header)
            largest = min(floe.SEGMENT, part.size + floe.OVERHEAD)
            sealed, plain = memoryview(bytearray(largest)), memoryview(bytearray(largest))
            for position in range(first, count if last is None else last + 1):
                start = position * floe.SEGMENT
                size = min(floe.SEGMENT, part.sealed_size - floe.HEADER_SIZE - start)
                got = file.read_into(sealed[:size], part.offset + floe.HEADER_SIZE + start)
                if got != size:
                    raise Damaged("read", "short")
                length = opener.open_into(sealed[:size], position, position == count - 1, plain)
                yield plain[:length]
        except Damaged as error:
            raise error if error.where == where else Damaged(where, str(error)) from error
        finally:
            self._give_back(part.pack)

    def sealed(self, part: Part) -> bytearray:
        """A part as it lies in its pack, after it was verified. Raises Damaged."""
        sealed = bytearray(part.sealed_size)
        self._whole(part, memoryview(sealed))
        return sealed

    def read_into(self, pack: bytes, offset: int, buffer: memoryview) -> None:
        """Fill the buffer with what lies in a pack; nothing is verified. Raises Damaged."""
        file = self._take(pack)
        try:
            if offset < 0 or file.read_into(buffer, offset) != len(buffer):
                raise Damaged(f"pack {pack.hex()}", "shorter than its parts")
        finally:
            self._give_back(pack)

    def _whole(self, part: Part, sealed: memoryview) -> bytearray:
        """The plaintext of a part, read at once into `sealed`; for parts of one segment, as most files are."""
        self.read_into(part.pack, part.offset, sealed)
        return unseal(part, sealed)

    def stream(self, content: Content, position: int) -> Iterator[tuple[int, memoryview]]:
        """The offsets and bytes of part `position` of a content; its padding is checked and left out [R20]."""
        offset = position * PART_SIZE
        if content.is_short:
            part = content.parts[position]
            yield offset, memoryview(self._whole(part, memoryview(bytearray(part.sealed_size))))
            return
        for piece in self.segments(content.parts[position]):
            real = min(len(piece), max(0, content.size - offset))
            if real:
                yield offset, piece[:real]
            if piece[real:] != bytes(len(piece) - real):
                raise Damaged(f"pack {content.parts[position].pack.hex()}", "padding")
            offset += len(piece)

    def read(self, content: Content, offset: int, size: int) -> bytes:
        """Up to `size` bytes from `offset`, only the segments that hold them being read and verified."""
        end = min(offset + size, content.size)
        pieces = []
        while offset < end:
            position, inside = divmod(offset, PART_SIZE)
            last = min(end - position * PART_SIZE, PART_SIZE) - 1
            first_segment, skipped = divmod(inside, floe.PLAIN)
            for piece in self.segments(content.parts[position], first_segment, last // floe.PLAIN):
                taken = piece[skipped : skipped + end - offset]
                pieces.append(bytes(taken))
                offset += len(taken)
                skipped = 0
        return b"".join(pieces)

    def digest(self, pack: Pack, progress: Progress) -> None:
        """Verify a pack's length and digest against its row. Raises Damaged [R20], Cancelled."""
        where = f"pack {pack.id.hex()}"
        try:
            # Opened anew: a descriptor from before says nothing about what the folder holds now.
            file = self._source.open(pack_name(pack.id))
        except NotFound as error:
            raise Damaged(where, "missing") from error
        with file:
            if file.size != pack.size:
                raise Damaged(where, "length")
            digest = hashlib.sha256()
            buffer = memoryview(bytearray(min(floe.SEGMENT, pack.size)))
            for at in range(0, pack.size, floe.SEGMENT):
                count = file.read_into(buffer[: pack.size - at], at)
                digest.update(buffer[:count])
                progress.stop_if_cancelled()
        if digest.digest() != pack.digest:
            raise Damaged(where, "digest")


def unseal(part: Part, sealed: Buffer) -> bytearray:
    """The plaintext of a part that was read. Raises Damaged."""
    try:
        return floe.unseal(part.key, part.associated, sealed)
    except Damaged as error:
        raise Damaged(f"pack {part.pack.hex()}", str(error)) from error


class RunReader:
    """Opens parts of one segment in the order they are given; those that lie together are read at once."""

    def __init__(self, packs: PackReader, parts: Iterable[Part]) -> None:
        self._packs = packs
        self._runs = {part.id: run for run in _runs(parts) for part in run}
        self._buffer = memoryview(bytearray(floe.STANDARD.sealed_size(floe.PLAIN)))
        self._run: list[Part] | None = None
        self._is_read = False

    def open(self, part: Part) -> bytearray:
        """The verified plaintext of one of the parts. Raises Damaged."""
        run = self._runs[part.id]
        if run is not self._run:
            self._run, self._is_read = run, self._read(run)
        sealed = self._buffer[part.offset - run[0].offset :][: part.sealed_size]
        if not self._is_read:
            # Some of them may be whole.
            self._packs.read_into(part.pack, part.offset, sealed)
        return unseal(part, sealed)

    def _read(self, run: Sequence[Part]) -> bool:
        size = run[-1].offset + run[-1].sealed_size - run[0].offset
        try:
            self._packs.read_into(run[0].pack, run[0].offset, self._buffer[:size])
        except VaultError:
            return False
        return True


def _runs(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """The parts, in their order, that one read of at most a mebibyte gets, if each is not longer."""
    run: list[Part] = []
    end = 0
    for part in parts:
        after = part.offset + part.sealed_size
        if run and (part.pack != run[0].pack or part.offset != end or after - run[0].offset > floe.SEGMENT):
            yield run
            run = []
        run.append(part)
        end = after
    if run:
        yield run
