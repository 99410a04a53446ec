"""What the vault process answers, and what it tells unasked. `vault.child.messages` has all of it.

Ids are 16 bytes. Names and paths are bytes; `shown` is the same as text that is safe to put on a screen. `modified` is
nanoseconds since 1970, every other time milliseconds.
"""

from __future__ import annotations

from typing import Literal

from vault.child.codec import Message, message


@message
class Row(Message):
    """An item as a list shows it. `children` counts what is in a folder, `versions` is 0 for folders.

    `added` is when it first came into the vault, `trashed` when it was removed. `beginning`: the first letters of a
    note as they were written, in a list that was asked for them. `shared`: it went to somebody, by a share made here.
    """

    id: bytes
    parent: bytes
    kind: Literal["file", "note", "folder"]
    name: bytes
    shown: str
    size: int
    modified: int
    added: int
    trashed: int | None
    tags: tuple[str, ...]
    version: int
    versions: int
    children: int
    favourite: bool
    beginning: str = ""
    shared: bool = False


@message
class Step(Message):
    """Something that can be taken back by its number (`TakeBack`) until the vault is locked: what, of how many items.

    `rename`, `move`, `trash`, `restore`, `tags` and `favourites` are what was done with them; `folder` and `copy` made
    them.
    """

    number: int
    act: Literal["rename", "move", "trash", "restore", "tags", "favourites", "folder", "copy"]
    items: int


@message
class Changes(Message):
    """Ids of items that came, changed, or are gone for good. `everything`: too many to name, read all views anew.

    `order`: tags, their colours, favourites or saved searches are others by now. `step`: it can be taken back.
    """

    added: tuple[bytes, ...] = ()
    updated: tuple[bytes, ...] = ()
    removed: tuple[bytes, ...] = ()
    everything: bool = False
    order: bool = False
    step: Step | None = None


@message
class KeySlot(Message):
    """A way in. `at_hand`: it opened this vault. `memory` in KiB, 0 for slots without a derivation; `cheap`: it costs
    less than half of what a password made today does. `device` is the host that keeps its secret until `expires`.
    `rehearse`: a recovery kit that nobody typed for half a year, or ever."""

    id: bytes
    name: str
    kind: str
    added: int
    tested: int | None
    used: int | None
    at_hand: bool
    fingerprint: str
    memory: int
    passes: int
    device: str = ""
    expires: int | None = None
    cheap: bool = False
    rehearse: bool = False


@message
class Proof(Message):
    """The last drill that succeeded: an export was restored for real. `way_in` is the kind of key slot it opened by."""

    time: int
    items: int
    bytes: int
    way_in: str


@message
class Facts(Message):
    """The open vault. `read_only` says why it is, None if it can be changed. `name` is the folder's, without ending.

    `files`, `notes`, `folders` count what is not in the trash, `trash` what was put there; `size` is the bytes in them.
    `exported` is the time of the last export, `sequence` the number of the last commit. `drilled` is the last proof,
    `drill_failed` the time of a drill that failed after it. `stale`: while everything is being re-encrypted, the bytes
    that remain. `refused` are the times of wrong tries on this device since it was last opened here;
    `due` says why new keys are due. `fresh`: it was made just now, and nobody has unlocked it yet.
    """

    name: str
    path: bytes
    vault: bytes
    epoch: int
    generation: int
    sequence: int
    read_only: str | None
    notices: tuple[str, ...]
    slots: tuple[KeySlot, ...]
    files: int
    notes: int
    folders: int
    trash: int
    size: int
    created: int | None
    restored: int | None
    exported: int | None
    drilled: Proof | None
    drill_failed: int | None
    stale: int | None
    refused: tuple[int, ...] = ()
    due: Literal["", "age", "device lost", "person left"] = ""
    fresh: bool = False


@message
class Page(Message):
    """Rows of a list from an offset on, and how many there are in all."""

    rows: tuple[Row, ...]
    total: int


@message
class FolderRow(Message):
    """A folder of the tree; `items` counts the files and notes directly in it. `inbox`: shares are taken into it."""

    id: bytes
    parent: bytes
    name: bytes
    shown: str
    items: int
    inbox: bool = False


@message
class Tree(Message):
    """All folders that are not in the trash, each after the one it is in, by name."""

    folders: tuple[FolderRow, ...]


@message
class VersionRow(Message):
    """One version of a file or note."""

    number: int
    size: int
    modified: int
    executable: bool
    added: int


@message
class Details(Message):
    """An item, the names from the root down to it (its own included), and its versions, oldest first.

    `older` is how many bytes only its older versions hold.
    """

    row: Row
    path: tuple[bytes, ...]
    shown_path: str
    versions: tuple[VersionRow, ...]
    older: int


@message
class ContentEnd(Message):
    """All pieces were sent: `sent` bytes of the `size` that the version has."""

    size: int
    sent: int


@message
class Text(Message):
    """The text of a note's version."""

    text: str
    version: int
    modified: int


@message
class Written(Message):
    """A note or folder as it was made or written. `version` is what the next `WriteNote` starts from."""

    item: bytes
    version: int
    changes: Changes


@message
class Skipped(Message):
    """A file or folder on the disk that was left out, and why."""

    path: bytes
    shown: str
    reason: str


@message
class Added(Message):
    """What came in. `cancelled`: it was stopped; what is named here stays.

    `skipped` names the first ten thousand of `left_out`.
    """

    items: int
    folders: int
    bytes: int
    skipped: tuple[Skipped, ...]
    left_out: int
    cancelled: bool
    changes: Changes


@message
class Failure(Message):
    """Why a request was not done: the name of a `VaultError` with its public fields, or `Bug`. Never anything secret.

    `detail` of a `Bug` is the class of the exception and the place in the code, without values.
    """

    error: str
    detail: str = ""
    where: str | None = None
    reason: str | None = None
    kind: str | None = None
    errno: int | None = None
    found: int | None = None
    last_seen: int | None = None
    origin: int | None = None
    expires: int | None = None
    holder: tuple[Holding, ...] = ()


@message
class Holding(Message):
    """One thing known about who writes the vault: `host`, `pid`, `boot`, `since`."""

    key: str
    value: str | int


@message
class NotWritten(Message):
    """An item that was not written out, by its path below the chosen folder."""

    path: tuple[bytes, ...]
    shown: str
    failure: Failure


@message
class WrittenOut(Message):
    """What was written into the chosen folder; of what was not, `failed` names the first ten thousand.

    `cancelled`: it was stopped; what was written stays.
    """

    items: int
    bytes: int
    failed: tuple[NotWritten, ...]
    left_out: int
    cancelled: bool = False


@message
class Emptied(Message):
    """How many files and notes were removed for good. `cancelled`: it was stopped; what was removed is gone."""

    items: int
    changes: Changes
    cancelled: bool = False


@message
class Slots(Message):
    """Ways in."""

    slots: tuple[KeySlot, ...]


@message
class KeyChanged(Message):
    """The keys as they are now."""

    epoch: int
    new_key: bool
    slots: tuple[KeySlot, ...]


@message
class Reencrypted(Message):
    """How far a re-encryption has come. Complete only without `damaged` parts, which keep their keys, and if nobody
    else reads the vault (`held`). Cancelled, it goes on when it is asked for again."""

    bytes: int
    damaged: int
    held: bool
    complete: bool
    cancelled: bool


@message
class Summary(Message):
    """What an export holds, or what came out of one, after every byte was verified. `size` is the file's."""

    items: int
    bytes: int
    packs: int
    size: int


@message
class Finding(Message):
    """One thing that is not as it should be. `item` and `shown_path` are there where an item is meant."""

    kind: str
    where: str
    repair: str
    harmless: bool
    item: bytes | None
    shown_path: str | None


@message
class Checked(Message):
    """The outcome of a check. `ok`: only leftovers were found, or nothing. `findings` are ten thousand at most."""

    items: int
    bytes: int
    ok: bool
    findings: tuple[Finding, ...]
    found: int


@message
class Drilled(Message):
    """The outcome of a drill: what came out of the export whole, and when.

    `changed` of them are not (or not so) in the vault any more, `newer` items of the vault are not in the export.
    `findings` are ten thousand at most of the `found` things that were not as they should be.
    """

    ok: bool
    items: int
    bytes: int
    time: int
    way_in: str
    changed: int
    newer: int
    findings: tuple[Finding, ...]
    found: int


@message
class Repaired(Message):
    """What was repaired (`repair` says how), and what the check found afterwards."""

    repaired: tuple[Finding, ...]
    checked: Checked


@message
class Compacted(Message):
    """How many leftovers were removed and packs written anew, and the bytes that freed.

    `held`: somebody reads the vault, so old files stay for now.
    """

    removed: int
    packs: int
    freed: int
    held: bool


@message
class AuditEntry(Message):
    """One entry of the trail."""

    sequence: int
    time: int
    action: str
    detail: tuple[int | str | bytes | None, ...]


@message
class Trail(Message):
    """Entries, the latest first, and how many there are in all."""

    entries: tuple[AuditEntry, ...]
    total: int


@message
class Locked(Message):
    """The vault is locked. `clean`: closed in order; otherwise work was torn off, as by a crash: nothing committed is
    lost. The process ends after this."""

    clean: bool


# What comes unasked


@message
class Changed(Message):
    """Something was committed while long work goes on. The ids come again in that work's answer."""

    changes: Changes


@message
class BecameReadOnly(Message):
    """The disk refused a change: the vault can be read until it is opened anew."""

    reason: str
