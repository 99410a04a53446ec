"""`mkdir`, `mv`, `rm` and `trash`: keeping order."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from vault.cli.arguments import Command, add_item, add_json, add_unlock, add_vault
from vault.cli.naming import (
    Names,
    find_folder,
    find_item,
    find_items,
    item_fields,
    join,
    make_folders,
    missing,
    place_of,
    show,
    split,
)
from vault.cli.opened import opened
from vault.cli.passwords import check_standard_input
from vault.cli.terminal import answer, ask, counted, remark, safe, say
from vault.cli.times import rfc3339, when
from vault.cli.wording import CONFLICT, DONE, NOT_FOUND, Refusal, UsageError
from vault.engine import trash
from vault.engine.vault import ROOT, Item, Vault


def _configure_mkdir(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    parser.add_argument("paths", metavar="/FOLDER", nargs="+", help="the folder to make")
    parser.add_argument(
        "-p", "--parents", action="store_true", help="make what is missing above it; one that is there is fine"
    )
    add_unlock(parser)
    add_json(parser)


def _mkdir(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    paths = [split(path) for path in arguments.paths]
    if not all(paths):
        raise UsageError("The root of the vault is there already.")
    made: list[Item] = []
    with opened(arguments, writing=True) as vault:
        for names in paths:
            if arguments.parents:
                made += make_folders(vault, names)[1]
                continue
            parent = find_folder(vault, names[:-1])
            if vault.child(parent, names[-1]) is not None:
                raise Refusal(CONFLICT, f"{show(names)} is there already.", "Nothing was overwritten.")
            made.append(vault.make_folder(parent, names[-1]))
        fields = [item_fields(vault, item) for item in made]
        shown = [show(place_of(vault, item)) for item in made]
    if arguments.json:
        answer(fields)
    else:
        for path in shown:
            say(f"Made {path}.")
    return DONE


def _configure_mv(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    add_item(parser)
    parser.add_argument("target", metavar="/TARGET", help="its new path, or a folder to move it into")
    add_unlock(parser)
    add_json(parser)


def _mv(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    names = split(arguments.target)
    with opened(arguments, writing=True) as vault:
        item = find_items(vault, [arguments.item], in_trash=False)[0]
        before = vault.path_of(item)
        parent, name = _destination(vault, item, names, into=arguments.target.endswith("/"))
        other = vault.child(parent, name)
        if other is not None and other.id != item.id:
            there = show((*_names_of(vault, parent), name))
            raise Refusal(CONFLICT, f"{there} is there already.", "Nothing was overwritten. Choose another name.")
        vault.move(item, parent, name)
        fields = item_fields(vault, vault.item(item.id))
        after = show(vault.path_of(vault.item(item.id)))
    if arguments.json:
        answer(fields)
    else:
        say(f"Moved {show(before)} to {after}.")
    return DONE


def _destination(vault: Vault, item: Item, names: Names, *, into: bool) -> tuple[bytes, bytes]:
    """Folder and name: into a folder that is there, under its own name; else as the path says."""
    if not names:
        return ROOT, item.name
    parent = find_folder(vault, names[:-1])
    there = vault.child(parent, names[-1])
    if there is not None and there.kind == "folder" and there.id != item.id:
        return there.id, item.name
    if into and there is None:
        raise missing(join(names).decode("utf-8", "surrogateescape"))
    return parent, names[-1]


def _names_of(vault: Vault, folder: bytes) -> Names:
    return () if folder == ROOT else vault.path_of(vault.item(folder))


def _configure_rm(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    add_item(parser, several=True)
    add_unlock(parser)
    add_json(parser)


def _rm(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    with opened(arguments, writing=True) as vault:
        items = find_items(vault, arguments.items, in_trash=False)
        fields = [item_fields(vault, item) for item in items]
        shown = [show(vault.path_of(item)) for item in items]
        trash.remove(vault, items)
    if arguments.json:
        answer({"removed": fields})
        return DONE
    for path in shown:
        say(f"Moved {path} to the trash.")
    say("'deedbox trash VAULT restore' brings it back; it takes up room until the trash is emptied.")
    return DONE


def _configure_trash(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    parser.add_argument("action", choices=("list", "restore", "empty"), help="what to do")
    explanation = "for restore and empty: a path it had, or an id; without any, empty removes everything in the trash"
    parser.add_argument("items", metavar="ITEM", nargs="*", help=explanation)
    parser.add_argument("--yes", action="store_true", help="empty without asking")
    add_unlock(parser)
    add_json(parser)


def _trash(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    if arguments.action == "list":
        return _list_trash(arguments)
    if arguments.action == "restore":
        if not arguments.items:
            raise UsageError("Nothing was named to restore.", "'deedbox trash VAULT list' shows what there is.")
        return _restore(arguments)
    if not arguments.yes and not sys.stdin.isatty():
        raise UsageError("Emptying the trash cannot be undone.", "Nothing was changed. Confirm it with --yes.")
    return _empty(arguments)


def _list_trash(arguments: argparse.Namespace) -> int:
    with opened(arguments) as vault:
        items = vault.trashed()
        fields = [_trash_fields(vault, item) for item in items]
        shown = [show(place_of(vault, item)) for item in items]
    if arguments.json:
        answer(fields)
        return DONE
    for item, path in zip(items, shown, strict=True):
        say(f"{item.id.hex()[:8]}  {when((item.trashed or 0) * 10**6)}  {path}{'/' if item.kind == 'folder' else ''}")
    if not items and sys.stdout.isatty():
        say("The trash is empty.")
    return DONE


def _trash_fields(vault: Vault, item: Item) -> dict[str, Any]:
    removed = rfc3339((item.trashed or 0) * 10**6)
    return {**item_fields(vault, item), "kind": item.kind, "size": item.size, "removed": removed}


def _find_trashed(vault: Vault, argument: str) -> Item:
    """An item of the trash, by id or by the path it had."""
    if not argument.startswith("/"):
        item = find_item(vault, argument)
        if item is None or item.trashed is None:
            raise Refusal(NOT_FOUND, f"{safe(argument)} is not in the trash.", "Nothing was changed.")
        return item
    found = [item for item in vault.trashed() if place_of(vault, item) == split(argument)]
    if not found:
        raise Refusal(NOT_FOUND, f"There is no {safe(argument)} in the trash.", "Nothing was changed.")
    if len(found) > 1:
        raise Refusal(
            CONFLICT, f"{safe(argument)} is in the trash more than once.", "Name it by its id ('trash VAULT list')."
        )
    return found[0]


def _restore(arguments: argparse.Namespace) -> int:
    with opened(arguments, writing=True) as vault:
        items = list({item.id: item for item in (_find_trashed(vault, one) for one in arguments.items)}.values())
        restored = trash.restore(vault, items)
        fields = [item_fields(vault, item) for item in restored]
        shown = [show(place_of(vault, item)) for item in restored]
    if arguments.json:
        answer({"restored": fields})
    else:
        for path in shown:
            say(f"Brought back {path}.")
    return DONE


def _empty(arguments: argparse.Namespace) -> int:
    with opened(arguments, writing=True) as vault:
        items = [_find_trashed(vault, one) for one in arguments.items] or vault.trashed()
        if items and not arguments.yes:
            asked = f"Remove {counted(len(items), 'item')} of the trash for good? Type 'empty' to do it: "
            if ask(asked) != "empty":
                remark("Nothing was changed.")
                return DONE
        count = trash.empty(vault, items)
    if arguments.json:
        answer({"emptied": count})
    else:
        say(f"Removed {counted(count, 'file or note', 'files and notes')} for good. Older backups still have them.")
    return DONE


commands = {
    "mkdir": Command(_configure_mkdir, _mkdir),
    "mv": Command(_configure_mv, _mv),
    "rm": Command(_configure_rm, _rm),
    "trash": Command(_configure_trash, _trash),
}
