"""What the vault process can be asked. `vault.child.messages` has all of it.

Ids are 16 bytes; the root folder is `ROOT`. Names and paths are bytes; `shown` is the same as text that is safe to put
on a screen. `modified` is nanoseconds since 1970, every other time milliseconds. A request names its answer's type in
brackets; instead of it a `Failure` may come, which the link raises as the `VaultError` it was. Answers may overtake
each other: what depends on an answer is asked after it.
"""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

from vault.child.codec import Message, message
from vault.child.messages.answers import (
    Added,
    Changes,
    Checked,
    Compacted,
    ContentEnd,
    Details,
    Drilled,
    Emptied,
    Facts,
    Locked,
    Page,
    Repaired,
    Summary,
    Text,
    Trail,
    Tree,
    Written,
    WrittenOut,
)

ROOT = bytes(16)
"""The id of the root folder, which has no row."""

MOST_ROWS = 1_000
"""Rows in one page."""

A = TypeVar("A", bound=Message)

View = Literal["all", "folder", "notes", "trash", "recent", "favourites", "tag"]
Sort = Literal["name", "size", "modified", "added"]


class Request(Message, Generic[A]):
    """Something the vault process is asked for; answered by an `A` or a failure."""


# The vault itself


@message
class CreateVault(Request[Facts]):
    """Make a vault and open it. `keyfile` is the path of a keyfile, `state` that of this device's state folder.

    Conflict if something is there. Cannot be cancelled.
    """

    path: bytes
    password: bytes
    keyfile: bytes | None = None
    state: bytes | None = None
    slot: str = "password"


@message
class UnlockVault(Request[Facts]):
    """Open a vault, by a password, or by the 20 bytes of a recovery `code`, or by what this `device` keeps in its
    keyring (`slot` names which). May be asked again after a failure. Cancelling it ends the process.

    WrongCredential, KeyringUnavailable, Damaged, KdfRefused, UnsupportedVersion, NotFound, VaultBusy, Storage;
    RollbackDetected and ForkDetected, which a person may accept by `accept_state`.
    """

    path: bytes
    password: bytes
    keyfile: bytes | None = None
    state: bytes | None = None
    slot: str | None = None
    read_only: bool = False
    accept_state: bool = False
    catalog: Literal["current", "before", "mended"] = "current"
    code: bytes | None = None
    device: bool = False


@message
class LockVault(Request[Locked]):
    """Stop all work, close the vault and end the process; within two seconds, whatever it is doing."""


@message
class VaultFacts(Request[Facts]):
    """What the open vault is."""


# Looking


@message
class ListItems(Request[Page]):
    """A page of a list. `folder` counts in the view `folder` alone, `tag` in the view `tag`; folders come first.

    `all`, `notes` and `recent` hold files and notes outside the trash; `recent` the 200 changed last, and orders them
    so, whatever `sort` says. `favourites` and `tag` hold folders, too. `trash` holds what was put there, not what is
    inside of it. At most MOST_ROWS rows. With `beginnings` rows of notes come with the first letters of their text.
    """

    view: View = "all"
    folder: bytes = ROOT
    sort: Sort = "name"
    descending: bool = False
    offset: int = 0
    limit: int = 200
    tag: str = ""
    beginnings: bool = False


@message
class Folders(Request[Tree]):
    """The tree of folders."""


@message
class ItemDetails(Request[Details]):
    """Everything about one item. NotFound."""

    item: bytes


@message
class ReadContent(Request[ContentEnd]):
    """Verified bytes of a file or note in pieces, from `offset`, `limit` of them at most. Can be cancelled.

    Pieces come in order and are at most a mebibyte; while they wait to be taken, no more are read.
    """

    item: bytes
    version: int | None = None
    offset: int = 0
    limit: int | None = None


@message
class NoteText(Request[Text]):
    """A note's text."""

    item: bytes
    version: int | None = None


@message
class AuditEntries(Request[Trail]):
    """The audit trail, the latest first."""

    offset: int = 0
    limit: int = 200


# Changing


@message
class WriteNote(Request[Written]):
    """A new note (`item` None) in `parent` under `name`, or a new version of one.

    `based_on` is the version the editor started from: Conflict if it is not the current one any more, or if the name
    of a new note is taken. `parent` and `name` count for new notes alone. `goes_on`: the same editing session wrote the
    version it is based on, which this one takes the place of.
    """

    text: str
    item: bytes | None = None
    based_on: int | None = None
    parent: bytes = ROOT
    name: bytes = b""
    goes_on: bool = False


@message
class MakeFolder(Request[Written]):
    """A new folder. Conflict if the name is taken."""

    parent: bytes
    name: bytes


@message
class MoveItems(Request[Changes]):
    """Move items into a folder, all or none. Conflict if a name is taken there, or a folder would be inside itself."""

    items: tuple[bytes, ...]
    folder: bytes


@message
class RenameItem(Request[Changes]):
    """Another name. Conflict if it is taken, PathRejected if it cannot be one."""

    item: bytes
    name: bytes


@message
class TrashItems(Request[Changes]):
    """Move items into the trash; folders take along what is in them."""

    items: tuple[bytes, ...]


@message
class RestoreItems(Request[Changes]):
    """Bring items back from the trash; to the root if their place is gone, under a free name."""

    items: tuple[bytes, ...]


# Long work: reports progress, can be cancelled, one after the other


@message
class AddFiles(Request[Added]):
    """Take files and folders of the disk into a folder. Cancelled under way, it answers with what was added before."""

    paths: tuple[bytes, ...]
    folder: bytes = ROOT
    replace: bool = False
    tags: tuple[str, ...] = ()


@message
class WriteOut(Request[WrittenOut]):
    """Write items into a folder of the disk as plain files. `version` for a single file or note.

    Cancelled under way, it answers with what was written before.
    """

    items: tuple[bytes, ...]
    out: bytes
    replace: bool = False
    version: int | None = None


@message
class EmptyTrash(Request[Emptied]):
    """Remove items of the trash for good; all of them if None. Cancelled under way, it answers with what is gone."""

    items: tuple[bytes, ...] | None = None


@message
class ExportVault(Request[Summary]):
    """An export with a password of its own, verified before it has its name.

    `with_identity`: with the secret keys for sharing, so that it can share in this vault's name.
    """

    file: bytes
    password: bytes
    replace: bool = False
    with_identity: bool = False


@message
class RestoreExport(Request[Summary]):
    """Make a vault out of an export, in a new folder. Needs no open vault, and opens none."""

    file: bytes
    path: bytes
    password: bytes
    state: bytes | None = None


@message
class DrillExport(Request[Drilled]):
    """Restore an export for real into nothing, and compare it with the vault; the outcome stands in the trail.

    NotFound, WrongCredential, Damaged and the like if the export cannot be opened at all (which the trail notes as a
    drill that failed); Conflict if it is not an export of this vault.
    """

    file: bytes
    password: bytes
    keyfile: bytes | None = None


@message
class RepairVault(Request[Repaired]):
    """Check everything and repair what can be; nothing that can be read is lost.

    `sources` are exports and vault folders that may still hold packs which are damaged or missing here.
    """

    sources: tuple[bytes, ...] = ()


@message
class CompactVault(Request[Compacted]):
    """Remove leftovers, and write packs anew in which much is dead. `forget`: the older catalog goes, too."""

    forget: bool = False


@message
class CheckVault(Request[Checked]):
    """Verify everything; with `fast`, packs by their digest alone."""

    fast: bool = False
