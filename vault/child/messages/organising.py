"""Keeping order: tags and their colours, favourites, saved searches, versions, duplicates."""

from __future__ import annotations

from typing import Literal

from vault.child.codec import Message, message
from vault.child.messages.answers import Changes, Row, Step, Written
from vault.child.messages.requests import ROOT, Request, Sort, View

Colour = Literal["", "red", "orange", "yellow", "green", "teal", "blue", "purple", "grey"]
Thinning = Literal["nothing", "notes", "everything"]


@message
class TagRow(Message):
    """A tag, its colour, and how many items outside the trash have it."""

    name: str
    colour: Colour
    items: int


@message
class SavedSearch(Message):
    """A query that a person keeps under a name."""

    id: bytes
    name: str
    query: str


@message
class Order(Message):
    """What the sidebar offers besides folders, each by name; and how many favourites there are."""

    tags: tuple[TagRow, ...]
    searches: tuple[SavedSearch, ...]
    favourites: int


@message
class AskOrder(Request[Order]):
    """Tags, saved searches, favourites."""


@message
class SetTags(Request[Changes]):
    """Add and remove tags of items."""

    items: tuple[bytes, ...]
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


@message
class ColourTag(Request[Changes]):
    """Give a tag a colour, or none. NotFound for a tag that nothing has."""

    name: str
    colour: Colour


@message
class RenameTag(Request[Changes]):
    """Another name for a tag; where that is one already, they become one. None removes it from everything."""

    name: str
    to: str | None


@message
class SetFavourite(Request[Changes]):
    """Make items favourites, or not any more."""

    items: tuple[bytes, ...]
    on: bool


@message
class Saved(Message):
    """A search as it is kept now."""

    search: SavedSearch
    changes: Changes


@message
class SaveSearch(Request[Saved]):
    """Keep a query under a name; `search` changes one that is kept. Conflict if another has the name."""

    name: str
    query: str
    search: bytes | None = None


@message
class DropSearch(Request[Changes]):
    """Forget a saved search."""

    search: bytes


@message
class RestoreVersion(Request[Written]):
    """Make an older version the current one, as a new version; the one before stays a version. NotFound."""

    item: bytes
    version: int


@message
class DropVersions(Request[Changes]):
    """Remove older versions of an item for good. Conflict for the current one."""

    item: bytes
    versions: tuple[int, ...]


@message
class SetThinning(Request[Changes]):
    """Which older versions are thinned out as time passes (docs/format.md, section 7)."""

    thinning: Thinning


@message
class OlderVersions(Message):
    """What older versions cost: the bytes that only they hold; and the vault's policy."""

    bytes: int
    thinning: Thinning


@message
class AskOlderVersions(Request[OlderVersions]):
    """What older versions cost."""


@message
class Thinned(Message):
    """How many versions went, and the bytes that they held."""

    versions: int
    bytes: int
    changes: Changes


@message
class ThinVersions(Request[Thinned]):
    """Thin out old versions now, as the vault's policy says; with `everything`, of files too. Long work."""

    everything: bool = False


@message
class Duplicates(Message):
    """Groups of files with the same content, the largest first; `spare` is what all but one of each hold."""

    groups: tuple[tuple[Row, ...], ...]
    spare: int
    cancelled: bool


@message
class FindDuplicates(Request[Duplicates]):
    """Files with the same content, by keyed digest. Long work: files of one size are read once."""


# Taking back, and copies


@message
class TakenBack(Message):
    """Whether a step was taken back, and if it could not be, why; nothing is changed then, and the step is forgotten.

    `changed`: something else was done with its items since. `taken`: another item has the name by now. `nowhere`: the
    folder it was in is gone, in the trash, or inside of it by now. `filled`: there is something in the new folder.
    `forgotten`: the vault process does not know it any more. `step` takes back the taking back.
    """

    hindrance: Literal["", "changed", "taken", "nowhere", "filled", "forgotten"]
    changes: Changes
    step: Step | None = None


@message
class TakeBack(Request[TakenBack]):
    """Put things as they were before a step, all of them or none."""

    step: int


@message
class Copied(Message):
    """What was copied: new items, which share nothing with those they were made of. `failed` could not be read.

    `cancelled`: it was stopped; what was copied stays.
    """

    items: int
    folders: int
    bytes: int
    failed: int
    cancelled: bool
    changes: Changes


@message
class CopyItems(Request[Copied]):
    """Copy items into a folder, folders with what is in them, with their tags and under names that are free.

    Their current versions alone are copied, and they are nobody's favourites. Long work. NotFound; Conflict for what is
    in the trash.
    """

    items: tuple[bytes, ...]
    folder: bytes


@message
class RowNumber(Message):
    """Where a row stands in a list; -1 for nowhere."""

    number: int


@message
class FindRow(Request[RowNumber]):
    """Where an item stands in a list as `ListItems` gives it; or, where `typed` is not empty, the first row from
    `start` on, and around the end, whose name begins so. Neither case nor accents count."""

    view: View = "all"
    folder: bytes = ROOT
    sort: Sort = "name"
    descending: bool = False
    tag: str = ""
    item: bytes = b""
    typed: str = ""
    start: int = 0
