"""Items by path or id, and the other way round: how an item is written for people and for scripts."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Sequence
from typing import Any

from vault.cli.terminal import safe
from vault.cli.wording import CONFLICT, NOT_FOUND, Refusal, UsageError
from vault.engine.errors import NotFound
from vault.engine.vault import ROOT, Item, Vault

_PREFIX = re.compile(r"[0-9a-fA-F]{4,32}\Z")

Names = tuple[bytes, ...]


def split(argument: str) -> Names:
    """The names of a path; empty for the root. UsageError if it is none."""
    if not argument.startswith("/"):
        raise UsageError(f"{safe(argument)} is not a path inside a vault.", "Those start with a slash: /Taxes/2025.pdf")
    return tuple(name for name in os.fsencode(argument).split(b"/") if name)


def find_path(vault: Vault, argument: str) -> Item | None:
    """The item at a path; None for the root. Refusal if there is none."""
    try:
        return vault.find(split(argument))
    except NotFound:
        raise missing(argument) from None


def find_item(vault: Vault, argument: str) -> Item | None:
    """The item of a path or an id; None for the root. Refusal if there is none, or if an id is not unique."""
    if argument.startswith("/"):
        return find_path(vault, argument)
    if not _PREFIX.match(argument):
        raise UsageError(
            f"{safe(argument)} names no item.",
            "Items are named by path (/Taxes/2025.pdf) or by at least four digits of their id.",
        )
    found = vault.items_by_prefix(argument)
    if len(found) > 1:
        raise Refusal(CONFLICT, f"{argument} begins the ids of several items.", "Give more digits.")
    if not found:
        raise missing(argument)
    return found[0]


def find_items(vault: Vault, arguments: Sequence[str], *, in_trash: bool = True) -> list[Item]:
    """The items of these paths or ids, none twice; the root is not one. All are looked up before anything is done.

    An id finds an item in the trash too, which is refused unless `in_trash`.
    """
    found: dict[bytes, Item] = {}
    for argument in arguments:
        item = find_item(vault, argument)
        if item is None:
            raise UsageError("The root of the vault is not an item.", "Name what is in it.")
        if not in_trash and _is_trashed(vault, item):
            raise Refusal(
                NOT_FOUND,
                f"{safe(argument)} is in the trash.",
                "Nothing was changed. 'deedbox trash VAULT restore' brings it back.",
            )
        found[item.id] = item
    return list(found.values())


def _is_trashed(vault: Vault, item: Item) -> bool:
    """Whether an item or a folder above it was removed."""
    while item.trashed is None:
        if item.parent == ROOT:
            return False
        item = vault.item(item.parent)
    return True


def find_folder(vault: Vault, names: Names) -> bytes:
    """The id of the folder at a path. Refusal that names the first part that is missing, or is no folder."""
    place = ROOT
    for depth, name in enumerate(names, 1):
        item = vault.child(place, name)
        if item is None:
            raise Refusal(
                NOT_FOUND,
                f"There is no folder {show(names[:depth])} in the vault.",
                "Nothing was changed. 'deedbox mkdir -p' makes it.",
            )
        if item.kind != "folder":
            raise Refusal(CONFLICT, f"{show(names[:depth])} is not a folder.", "Nothing was changed.")
        place = item.id
    return place


def make_folders(vault: Vault, names: Names) -> tuple[bytes, list[Item]]:
    """The id of the folder at a path, and those that had to be made for it."""
    place, made = ROOT, []
    for depth, name in enumerate(names, 1):
        item = vault.child(place, name)
        if item is None:
            item = vault.make_folder(place, name)
            made.append(item)
        elif item.kind != "folder":
            raise Refusal(CONFLICT, f"{show(names[:depth])} is not a folder.", "Nothing was overwritten.")
        place = item.id
    return place, made


def missing(argument: str) -> Refusal:
    """The refusal for an item that is not there."""
    return Refusal(
        NOT_FOUND,
        f"There is no {safe(argument)} in the vault.",
        "Nothing was changed. 'deedbox ls VAULT -r' shows what there is.",
    )


def join(names: Sequence[bytes]) -> bytes:
    """The path of these names."""
    return b"/" + b"/".join(names)


def show(names: Sequence[bytes]) -> str:
    """The path for people."""
    return safe(join(names))


def place_of(vault: Vault, item: Item) -> Names:
    """The names down to an item; of one whose folder is gone for good, its own name."""
    try:
        return vault.path_of(item)
    except NotFound:
        return (item.name,)


def path_fields(path: bytes) -> dict[str, str]:
    """A path for scripts: as text, and exactly."""
    return {"path": path.decode("utf-8", "replace"), "path_b64": base64.b64encode(path).decode("ascii")}


def item_fields(vault: Vault, item: Item) -> dict[str, Any]:
    """An item for scripts: its id and its path."""
    return {"id": item.id.hex(), **path_fields(join(place_of(vault, item)))}
