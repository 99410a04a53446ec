"""What people put on items and searches to find them again: tags and their colours, favourites, saved searches."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vault.engine.errors import Conflict, LimitExceeded, NotFound, PathRejected
from vault.engine.keys import ID_SIZE
from vault.engine.records import Change
from vault.engine.vault import Item, Vault

COLOURS = ("red", "orange", "yellow", "green", "teal", "blue", "purple", "grey")
LONGEST_TAG = 300
LONGEST_QUERY = 10_000
MOST_SEARCHES = 1_000


@dataclass(frozen=True)
class SavedSearch:
    """A query that is kept under a name."""

    id: bytes
    name: str
    query: str


def checked_name(name: str) -> str:
    """A tag's or saved search's name as it is kept: composed, no space at its ends.

    Raises PathRejected for one that is empty or holds control characters, LimitExceeded for one that is too long.
    """
    name = unicodedata.normalize("NFC", name).strip()
    if not name or any(unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp") for one in name):
        raise PathRejected("a name must have letters, and no control characters")
    if len(name) > LONGEST_TAG:
        raise LimitExceeded(f"a name has at most {LONGEST_TAG} characters")
    return name


# Tags


def set_tags(vault: Vault, items: Sequence[Item], add: Iterable[str] = (), remove: Iterable[str] = ()) -> None:
    """Add and remove tags of items. Raises PathRejected, LimitExceeded for what cannot be a tag."""
    new = [checked_name(name) for name in add]
    changes = [Change("tag", (item.id, tag), None) for item in items for tag in remove]
    changes += [Change("tag", (item.id, tag), ()) for item in items for tag in new]
    vault.commit_in_pieces(changes, "tagged")


def colour_tag(vault: Vault, name: str, colour: str) -> None:
    """Give a tag one of COLOURS; an empty one takes its colour away. Raises NotFound, PathRejected."""
    if colour and colour not in COLOURS:
        raise PathRejected("not a colour of tags")
    _require_tag(vault, name)
    vault.commit([Change("tag_colour", (name,), (colour,) if colour else None)], "tag coloured")


def rename_tag(vault: Vault, name: str, to: str | None) -> None:
    """Another name for a tag, on everything that has it; one that is there already takes them in. None removes it.

    Raises NotFound, PathRejected, LimitExceeded.
    """
    _require_tag(vault, name)
    if to is not None:
        to = checked_name(to)
        if to == name:
            return
    changes: list[Change] = []
    colour = vault.catalog.row("SELECT colour FROM tag_colour WHERE name = ?", name)
    if colour is not None:
        changes.append(Change("tag_colour", (name,), None))
        if to is not None and vault.catalog.row("SELECT 1 FROM tag_colour WHERE name = ?", to) is None:
            changes.append(Change("tag_colour", (to,), (colour[0],)))
    for (item,) in list(vault.catalog.rows("SELECT item FROM tag WHERE name = ?", name)):
        changes.append(Change("tag", (item, name), None))
        if to is not None:
            changes.append(Change("tag", (item, to), ()))
    vault.commit_in_pieces(changes, "tag renamed" if to is not None else "tag removed")


def _require_tag(vault: Vault, name: str) -> None:
    if vault.catalog.row("SELECT 1 FROM tag WHERE name = ? LIMIT 1", name) is None:
        raise NotFound("no such tag")


# Favourites


def set_favourite(vault: Vault, items: Sequence[Item], on: bool) -> None:
    """Make items favourites, or not any more; those that are so already stay as they are."""
    known = {row[0] for row in vault.catalog.rows("SELECT item FROM favourite")}
    row = (vault.platform.clock.now(),) if on else None
    changes = [Change("favourite", (item.id,), row) for item in items if (item.id in known) != on]
    if changes:
        vault.commit_in_pieces(changes, "favourites changed", len(changes))


# Saved searches


def saved_searches(vault: Vault) -> list[SavedSearch]:
    """All of them, in no order."""
    return [SavedSearch(*row) for row in vault.catalog.rows("SELECT id, name, query FROM saved_search")]


def save_search(vault: Vault, name: str, query: str, search: bytes | None = None) -> SavedSearch:
    """Keep a query under a name, or change one that is kept.

    Raises Conflict if another has the name, NotFound, PathRejected, LimitExceeded.
    """
    name = checked_name(name)
    if len(query) > LONGEST_QUERY:
        raise LimitExceeded(f"a query has at most {LONGEST_QUERY} characters")
    others = [one for one in saved_searches(vault) if one.id != search]
    if any(one.name == name for one in others):
        raise Conflict("that name is taken")
    if len(others) >= MOST_SEARCHES:
        raise LimitExceeded(f"a vault keeps at most {MOST_SEARCHES} searches")
    added = vault.platform.clock.now()
    if search is not None:
        added = _require_search(vault, search)
    saved = SavedSearch(search or vault.platform.random(ID_SIZE), name, query)
    vault.commit([Change("saved_search", (saved.id,), (name, query, added))], "search saved")
    return saved


def drop_search(vault: Vault, search: bytes) -> None:
    """Forget a saved search. Raises NotFound."""
    _require_search(vault, search)
    vault.commit([Change("saved_search", (search,), None)], "saved search removed")


def _require_search(vault: Vault, search: bytes) -> int:
    """When it was first saved."""
    found = vault.catalog.row("SELECT added FROM saved_search WHERE id = ?", search)
    if found is None:
        raise NotFound("no such saved search")
    return int(found[0])
