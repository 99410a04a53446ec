"""What crosses the pipe of an import: frames as in `vault.sandbox.wire`, with the fields below. No pickle, no paths.

to the worker     B begin, K the key file if there is one, M a member each, G go; then for each R: C content (nothing
                  at the end) or X unreadable
to the client     H hello, S started, then in the order of the source E entry, P piece, F end of file, L left out, and
                  at last D done or N refused; between them R read
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TypeVar

from vault.sandbox.importing.entries import (
    HEAD,
    LONGEST_NAME,
    MOST_DEPTH,
    MOST_KEYFILE,
    MOST_TAGS,
    MOST_TEXT,
    PIECE,
    Entry,
    LeftOut,
    Member,
    Path,
    Refusal,
    Secret,
    Why,
)
from vault.sandbox.wire import Violation, frame

BEGIN, KEYFILE, MEMBER, GO, CONTENT, UNREADABLE = b"B", b"K", b"M", b"G", b"C", b"X"
STARTED, READ, ENTRY, PIECE_OF, END, LEFT_OUT, DONE, REFUSED = b"S", b"R", b"E", b"P", b"F", b"L", b"D", b"N"

_LONGEST_SECRET = 64 << 10
_LONGEST_PATH = 2 + MOST_DEPTH * (2 + LONGEST_NAME)
_LONGEST_ENTRY = _LONGEST_PATH + 2 + MOST_TAGS * (2 + LONGEST_NAME) + 64 + MOST_TEXT
_READ = struct.Struct("<IQI")
_MEMBER = struct.Struct("<QqB")
_ENTRY = struct.Struct("<BBqQ")
_SHORT = struct.Struct("<H")
_FILE, _NOTE, _FOLDER = range(3)
_KINDS = ("file", "note", "folder")
_HAS_TIME, _HAS_SIZE, _FAVOURITE, _EXECUTABLE = 1, 2, 4, 8
_LATEST = (1 << 63) - 1
_Reason = TypeVar("_Reason", Why, Refusal)

TO_WORKER = {
    BEGIN: 8 + HEAD + _LONGEST_SECRET,
    KEYFILE: MOST_KEYFILE,
    MEMBER: _MEMBER.size + 2 + 64 * 1024,
    GO: 0,
}
TO_WORKER_CONTENT = {CONTENT: PIECE, UNREADABLE: 0}
TO_CLIENT = {
    STARTED: 64,
    READ: _READ.size,
    ENTRY: _LONGEST_ENTRY,
    PIECE_OF: PIECE,
    END: 0,
    LEFT_OUT: 1 + _LONGEST_PATH,
    DONE: 0,
    REFUSED: 1,
}


@dataclass(frozen=True, repr=False)
class Begin:
    """What the worker is to do: with which reader (none: the first that recognises the source), with which secret."""

    kind: str
    secret: Secret
    is_folder: bool
    names_only: bool


class _Body:
    """The fields of a frame's body, one after the other. Raises Violation."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._at = 0

    def take(self, count: int) -> bytes:
        found = self._body[self._at : self._at + count]
        if len(found) < count:
            raise Violation("a body that ends too soon")
        self._at += count
        return found

    def numbers(self, form: struct.Struct) -> tuple[int, ...]:
        return form.unpack(self.take(form.size))

    def short(self) -> bytes:
        (count,) = self.numbers(_SHORT)
        return self.take(count)

    def text(self, raw: bytes) -> str:
        try:
            return raw.decode()
        except UnicodeDecodeError as error:
            raise Violation("text that is not UTF-8") from error

    def path(self) -> Path:
        (count,) = self.numbers(_SHORT)
        return tuple(self.short() for _ in range(count))

    def rest(self) -> bytes:
        return self.take(len(self._body) - self._at)

    def end(self) -> None:
        if self._at != len(self._body):
            raise Violation("a body that is too long")


def _short(content: bytes) -> bytes:
    return _SHORT.pack(len(content)) + content


def _path(path: Path) -> bytes:
    return _SHORT.pack(len(path)) + b"".join(map(_short, path))


# --- to the worker --------------------------------------------------------------------------------


def serialize_begin(begin: Begin) -> bytes:
    """Returns the first frame, and the key file's behind it if there is one."""
    password, keyfile = begin.secret.password, begin.secret.keyfile
    flags = begin.is_folder | begin.names_only << 1 | (password is not None) << 2
    written = (password or "").encode("utf-8", "surrogateescape")
    first = frame(BEGIN, bytes([flags]) + _short(begin.kind.encode()) + written)
    return first if keyfile is None else first + frame(KEYFILE, keyfile)


def parse_begin(body: bytes) -> Begin:
    """Reads the first frame, without a key file. Raises Violation."""
    fields = _Body(body)
    (flags,) = fields.take(1)
    kind = fields.text(fields.short())
    password = fields.rest().decode("utf-8", "surrogateescape")
    return Begin(kind, Secret(password if flags & 4 else None), bool(flags & 1), bool(flags & 2))


def serialize_member(member: Member, *, is_folder: bool = False) -> bytes:
    """Returns the frame of a file, or of an empty folder."""
    fields = _MEMBER.pack(member.size, member.modified_ns, member.executable | is_folder << 1)
    return frame(MEMBER, fields + _path(member.path))


def parse_member(body: bytes) -> tuple[Member, bool]:
    """Reads a file, or an empty folder, and which it is. Raises Violation."""
    fields = _Body(body)
    size, modified, flags = fields.numbers(_MEMBER)
    return Member(fields.path(), size, modified, bool(flags & 1)), bool(flags & 2)


# --- to the client --------------------------------------------------------------------------------


def serialize_read(member: int, offset: int, count: int) -> bytes:
    """Returns the frame that asks for content."""
    return frame(READ, _READ.pack(member, offset, count))


def parse_read(body: bytes) -> tuple[int, int, int]:
    """Reads what content is asked for: member, offset, at most so many bytes. Raises Violation."""
    fields = _Body(body)
    member, offset, count = fields.numbers(_READ)
    fields.end()
    if not 0 < count <= PIECE or offset > _LATEST:
        raise Violation("a read beyond the bounds")
    return member, offset, count


def serialize_entry(entry: Entry) -> bytes:
    """Returns the frame of an entry that is within the bounds."""
    flags = (
        (entry.modified_ns is not None) * _HAS_TIME
        | (entry.size is not None) * _HAS_SIZE
        | entry.favourite * _FAVOURITE
        | entry.executable * _EXECUTABLE
    )
    modified = max(-_LATEST, min(entry.modified_ns or 0, _LATEST))
    fields = _ENTRY.pack(_KINDS.index(entry.kind), flags, modified, entry.size or 0)
    tags = _SHORT.pack(len(entry.tags)) + b"".join(_short(tag.encode("utf-8", "replace")) for tag in entry.tags)
    return frame(ENTRY, fields + _path(entry.path) + tags + (entry.text or "").encode("utf-8", "replace"))


def parse_entry(body: bytes) -> Entry:
    """Reads an entry whose fields agree with its kind. Raises Violation."""
    fields = _Body(body)
    kind, flags, modified, size = fields.numbers(_ENTRY)
    path = fields.path()
    (count,) = fields.numbers(_SHORT)
    tags = tuple(fields.text(fields.short()) for _ in range(count))
    text = fields.text(fields.rest())
    if kind > _FOLDER or bool(flags & _HAS_SIZE) != (kind == _FILE) or (text and kind != _NOTE) or size > _LATEST:
        raise Violation("an entry that is none")
    _check_path(path)
    if count > MOST_TAGS or any(len(tag.encode()) > LONGEST_NAME for tag in tags):
        raise Violation("more tags than agreed")
    return Entry(
        path,
        _KINDS[kind],  # type: ignore[arg-type]
        modified if flags & _HAS_TIME else None,
        tags,
        bool(flags & _FAVOURITE),
        size if kind == _FILE else None,
        text if kind == _NOTE else None,
        bool(flags & _EXECUTABLE),
    )


def serialize_left_out(left: LeftOut) -> bytes:
    """Returns the frame of something that does not come in."""
    return frame(LEFT_OUT, bytes([left.why]) + _path(left.path))


def parse_left_out(body: bytes) -> LeftOut:
    """Reads what does not come in. Raises Violation."""
    fields = _Body(body)
    (why,) = fields.take(1)
    path = fields.path()
    fields.end()
    _check_path(path)
    return LeftOut(path, _one_of(Why, why))


def serialize_refused(why: Refusal) -> bytes:
    """Returns the frame that ends an import with nothing more."""
    return frame(REFUSED, bytes([why]))


def parse_refused(body: bytes) -> Refusal:
    """Reads why the source cannot be read. Raises Violation."""
    fields = _Body(body)
    (why,) = fields.take(1)
    found = _one_of(Refusal, why)
    if found not in Refusal.from_worker():
        raise Violation("a reason that is not the worker's to give")
    return found


def _one_of(kind: type[_Reason], number: int) -> _Reason:
    try:
        return kind(number)
    except ValueError as error:
        raise Violation("no such reason") from error


def _check_path(path: Path) -> None:
    if not 0 < len(path) <= MOST_DEPTH or any(len(name) > LONGEST_NAME for name in path):
        raise Violation("a path beyond the bounds")
