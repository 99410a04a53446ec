"""What a reader is given and what it gives: the contract of every module in `readers.READERS`.

A reader is a module with three names:

    NAME: str                                          the word after `--from`, lower case, one word
    detect(head: bytes, names: Sequence[bytes]) -> bool
    read(source: Source, secret: Secret) -> Iterator[Entry | Piece | End | LeftOut]

`head` is the first `HEAD` bytes of a single file, nothing for a folder; `names` are the names in a folder, or in a file
that is a zip, as `a/b`. The first reader that says yes has the source, so those of special kinds come first.

`read` runs in the worker: it opens no path, starts no thread and no program, imports nothing late, and holds no more
than a few MiB of content at a time. After the `Entry` of a file come its `Piece`s in order and then `End`, or `LeftOut`
if what came is not to be kept. What cannot be read at all raises `Refused`; anything else it raises counts as DAMAGED.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import BinaryIO, Literal, Protocol

HEAD = 4096
"""Bytes of the head that `detect` gets."""
PIECE = 1 << 20
"""The most bytes in one piece."""
MOST_TEXT = 1 << 20
"""Bytes of UTF-8 in a note. A longer text goes as a file."""
MOST_ENTRIES = 1_000_000
"""Entries and left out ones together, in one import."""
MOST_TAGS = 64
"""Tags of one entry."""
MOST_DEPTH = 64
"""Names in one path."""
LONGEST_NAME = 1_024
"""Bytes of one name, or of a tag."""
MOST_KEYFILE = 16 << 20
"""Bytes of a key file: people take pictures for it."""

Path = tuple[bytes, ...]
"""Names from the chosen folder down. Raw: they are made safe on the way up, a `/` in a title included."""


class Why(IntEnum):
    """Why something was left out. The numbers are the ones on the pipe; words for people live with the front ends."""

    LINK = 1
    """A symbolic or hard link."""
    SPECIAL = 2
    """A device, a pipe, a socket."""
    TOO_LARGE = 3
    """More bytes than an import takes, or than its size in the archive can honestly become."""
    UNSAFE_NAME = 4
    """A path that is absolute or climbs out of its folder."""
    ENCRYPTED = 5
    """Sealed with a password of its own that nobody gave, or in a way that is not supported."""
    DAMAGED = 6
    """Does not agree with its checksum or its size, or cannot be read."""
    OVER_BOUND = 7
    """Beyond what one import holds: too many entries, names too deep."""
    NOT_SUPPORTED = 8
    """A kind of entry or compression that is not read."""
    OVERLAPS = 9
    """Shares its bytes with another entry, as no honest archive does."""
    IN_TRASH = 10
    """Was in the other program's trash."""


class Refusal(IntEnum):
    """Why a source cannot be read at all. The numbers are the ones on the pipe."""

    NOT_RECOGNISED = 1
    NEEDS_SECRET = 2
    WRONG_SECRET = 3
    DAMAGED = 4
    NOT_SUPPORTED = 5
    """Its kind is known, but made in a way that is not read: a version, a cipher, a second factor."""
    OVER_BOUND = 6
    """More memory or entries than an import takes."""
    TOO_SLOW = 7
    """The client's finding: the worker was ended because it took too long."""
    BROKE = 8
    """The client's finding: the worker broke down, or broke its rules, over this source."""
    UNAVAILABLE = 9
    """The client's finding: no worker could be started."""
    KEYFILE = 10
    """The key file that was given cannot be read, or is damaged."""

    @classmethod
    def from_worker(cls) -> frozenset[Refusal]:
        """What the worker itself may say."""
        return frozenset(cls) - {cls.TOO_SLOW, cls.BROKE, cls.UNAVAILABLE}


class Refused(Exception):
    """The whole source cannot be read."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.name)
        self.why = why


@dataclass(frozen=True, repr=False)
class Secret:
    """What opens a source, as far as it was given."""

    password: str | None = None
    keyfile: bytes | None = None
    """The content of a key file, 1 to `MOST_KEYFILE` bytes."""


@dataclass(frozen=True)
class Entry:
    """Something that is to become an item."""

    path: Path
    kind: Literal["file", "note", "folder"]
    modified_ns: int | None = None
    """Nanoseconds since 1970, if the source knows."""
    tags: tuple[str, ...] = ()
    favourite: bool = False
    size: int | None = None
    """Of a file, exact: so many bytes follow. Nothing for the others."""
    text: str | None = None
    """Of a note, Markdown. Nothing for the others."""
    executable: bool = False


@dataclass(frozen=True)
class Piece:
    """The next bytes of the file under way, 1 to `PIECE` of them."""

    content: bytes


@dataclass(frozen=True)
class End:
    """The file under way is complete."""


@dataclass(frozen=True)
class LeftOut:
    """Something that does not come in. For the file under way, instead of its `End`: nothing of it is kept."""

    path: Path
    why: Why


Given = Entry | Piece | End | LeftOut


@dataclass(frozen=True)
class Member:
    """A file of a folder, by its names from there."""

    path: Path
    size: int
    modified_ns: int
    executable: bool = False


class Source(Protocol):
    """What is to be read: one file, or the files of a folder. Its disk's errors come as OSError out of every read."""

    @property
    def members(self) -> Sequence[Member]:
        """The regular files of a folder, by path; of a single file itself alone."""

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""

    @property
    def folders(self) -> Sequence[Path]:
        """Folders that nothing is in."""

    @property
    def names_only(self) -> bool:
        """Whether this is a preview: where contents are costly, `End` may follow a file's `Entry` at once."""

    def open(self, member: int = 0) -> BinaryIO:
        """A seekable, buffered stream on a member, by its place in `members`; close it after use."""


class Reader(Protocol):
    """A reader module."""

    @property
    def NAME(self) -> str:  # noqa: N802 - a module's constant
        """The word after `--from`."""

    def detect(self, head: bytes, names: Sequence[bytes]) -> bool:
        """Whether this is its kind."""

    def read(self, source: Source, secret: Secret) -> Iterator[Given]:
        """Everything in it, in order."""


def file(path: Path, content: bytes, modified_ns: int | None = None, tags: tuple[str, ...] = ()) -> Iterator[Given]:
    """A file whose content is in memory."""
    yield Entry(path, "file", modified_ns, tags, size=len(content))
    for start in range(0, len(content), PIECE):
        yield Piece(content[start : start + PIECE])
    yield End()
