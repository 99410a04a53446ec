"""Bringing in what other programs kept, and opening items with them."""

from __future__ import annotations

from typing import Literal

from vault.child.codec import Message, message
from vault.child.messages.answers import Changes, NotWritten, Skipped, Written
from vault.child.messages.requests import ROOT, Request

MOST_LENT = 200_000_000
"""Bytes of one copy for another program: memory is not a disk, and saving it back holds up other changes."""

BEING_WRITTEN = "the file is being written"
LATER_VERSION = "it has a later version"
"""The details of those Conflicts of `TakeVersion` that are not "in the trash"."""


@message
class Lent(Message):
    """A plain copy is where it was asked for. `is_program`: the system, or a shell, could run what is in it."""

    version: int
    size: int
    is_program: bool


@message
class LendItem(Request[Lent]):
    """A plain copy of a file or note for another program: `path` is a new file in a private folder in memory.

    At lock, and when the client is gone, what is changed in it is saved and the folder is emptied. NotFound, Conflict,
    LimitExceeded, Storage.
    """

    item: bytes
    path: bytes


@message
class TakeVersion(Request[Written]):
    """What a copy holds becomes the newest version of its item, wherever that is by now; nothing if it has it already.

    Conflict if the item is in the trash, or has another version than `based_on` (None: whichever), or if the file is
    being written just now; NotFound; LimitExceeded for a note that is none any more; ReadOnly, Storage.
    """

    item: bytes
    based_on: int | None
    path: bytes


@message
class TakeBeside(Request[Written]):
    """What a copy holds becomes a new item under a free name, beside `item` or, if that is not in sight, in `folder`.

    Where that is not there either, at the top level.
    """

    path: bytes
    name: bytes
    folder: bytes = ROOT
    item: bytes | None = None


@message
class EndLoan(Request[Changes]):
    """A copy is gone, or stays as it is: it is looked at no more."""

    path: bytes


# What comes out of other programs' files, read by a worker that has no keys


@message
class Arriving(Message):
    """Something that is to become an item, by its names below the chosen folder (`vault.engine.arrival`).

    After a file come its `ArrivingBytes`, `size` in all, and an `ArrivingEnd`. `modified` in nanoseconds since 1970.
    """

    path: tuple[bytes, ...]
    kind: Literal["file", "note", "folder"]
    modified: int | None = None
    tags: tuple[str, ...] = ()
    favourite: bool = False
    size: int = 0
    text: str = ""
    executable: bool = False


@message
class ArrivingBytes(Message):
    """The next bytes of the file under way."""

    content: bytes


@message
class ArrivingEnd(Message):
    """The file under way is complete, or is not to be kept."""

    complete: bool


@message
class Taken(Message):
    """What was sent is taken; more may come."""


@message
class Bring(Request[Taken]):
    """The next of what comes to a `BringIn` that was asked before; `last`: there is no more.

    Answered when it is taken: whoever has a few of them on their way keeps memory small. Cancelled if that request is
    over, or was never made.
    """

    arrival: bytes
    given: tuple[Arriving | ArrivingBytes | ArrivingEnd, ...]
    last: bool = False


@message
class Brought(Message):
    """What came in, into the folder `place`. `renamed`: items whose name was taken. `skipped` names the first of
    `left_out`. `cancelled`: it was stopped; what is named here stays."""

    place: bytes
    items: int
    folders: int
    bytes: int
    renamed: int
    skipped: tuple[Skipped, ...]
    left_out: int
    cancelled: bool
    changes: Changes


@message
class BringIn(Request[Brought]):
    """Take in what `Bring` requests with the same `arrival`, 16 random bytes, will say. Nothing is replaced.

    `top` is the name of a new folder in `folder` for all of it. The totals are for the progress, 0 if not known.
    """

    arrival: bytes
    folder: bytes = ROOT
    top: bytes | None = None
    tags: tuple[str, ...] = ()
    total_bytes: int = 0
    total_items: int = 0


# And out again, for good


@message
class Left(Message):
    """What `LeaveVault` wrote. `register`: the file that says what plain files cannot. `trashed` is not written."""

    items: int
    bytes: int
    versions: int
    trashed: int
    register: str
    failed: tuple[NotWritten, ...]
    left_out: int
    cancelled: bool


@message
class LeaveVault(Request[Left]):
    """Write everything as plain files into a new or empty folder of the disk; with `older`, earlier versions too.

    Conflict if something is there. Cancelled under way, it answers with what was written before.
    """

    out: bytes
    older: bool = False
