"""`versions` and `duplicates`: what items were before, and what is there twice."""

from __future__ import annotations

import argparse
import sys

from vault.cli.arguments import Command, add_json, add_unlock, add_vault
from vault.cli.bar import Bar
from vault.cli.naming import find_items, item_fields, place_of, show
from vault.cli.opened import opened
from vault.cli.passwords import check_standard_input
from vault.cli.terminal import answer, ask, counted, remark, say, size_of
from vault.cli.times import rfc3339, when
from vault.cli.wording import DONE, NOT_FOUND, Refusal, UsageError
from vault.engine import versions
from vault.engine.duplicates import find_duplicates
from vault.engine.errors import Conflict, NotFound
from vault.engine.vault import Item, Vault

_POLICIES = {
    "nothing": "Every version is kept.",
    "notes": "Older versions of notes are thinned out: each day's last after a day, each month's last after 30 days.",
    "everything": "Older versions are thinned out: each day's last after a day, each month's last after 30 days.",
}


def _configure_versions(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    parser.add_argument("item", metavar="ITEM", nargs="?", help="an item; without one: what older versions cost in all")
    parser.add_argument("--restore", metavar="N", type=int, help="make this version the current one again")
    parser.add_argument("--remove", metavar="N", type=int, nargs="+", default=[], help="remove these for good")
    parser.add_argument("--yes", action="store_true", help="remove without asking")
    parser.add_argument("--thinning", choices=versions.POLICIES, help="what is thinned out as time passes")
    parser.add_argument("--thin", action="store_true", help="thin out now, files too")
    add_unlock(parser)
    add_json(parser)


def _versions(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    of_item = arguments.restore is not None or bool(arguments.remove)
    of_vault = arguments.thinning is not None or arguments.thin
    if arguments.item is None:
        if of_item:
            raise UsageError("No item was named.")
        return _in_all(arguments, writing=of_vault)
    if of_vault:
        raise UsageError("--thinning and --thin are for the whole vault: name no item.")
    if arguments.remove and not arguments.yes and not sys.stdin.isatty():
        raise UsageError("Removing versions cannot be undone.", "Nothing was changed. Confirm it with --yes.")
    with opened(arguments, writing=of_item) as vault:
        item = find_items(vault, [arguments.item])[0]
        if item.kind == "folder":
            raise UsageError("A folder has no versions.")
        if of_item and not _change(vault, item, arguments):
            return DONE
        item = vault.item(item.id)
        rows = vault.versions(item)[::-1]
        held = versions.held_by_older(vault, item)
    if arguments.json:
        answer(
            [
                {
                    "number": row.number,
                    "size": row.size,
                    "modified": rfc3339(row.modified),
                    "added": rfc3339(row.added * 10**6),
                    "current": row.number == item.version,
                }
                for row in rows
            ]
        )
        return DONE
    for row in rows:
        mark = "  current" if row.number == item.version else ""
        say(f"{row.number:6}  {when(row.added * 10**6)}  {size_of(row.size):>9}{mark}")
    if held:
        say(f"Older versions hold {size_of(held)}.")
    return DONE


def _change(vault: Vault, item: Item, arguments: argparse.Namespace) -> bool:
    """Whether anything was changed; not if a person thinks better of it."""
    try:
        if arguments.restore is not None:
            versions.restore_version(vault, item, arguments.restore)
        if arguments.remove:
            asked = f"Remove {counted(len(arguments.remove), 'version')} for good? Type 'remove' to do it: "
            if not arguments.yes and ask(asked) != "remove":
                remark("Nothing was removed.")
                return False
            versions.drop_versions(vault, vault.item(item.id), arguments.remove)
    except NotFound as error:
        raise Refusal(NOT_FOUND, "There is no such version.", "'deedbox versions' lists them.") from error
    except Conflict as error:
        raise UsageError("That is the current version, or the item is in the trash.") from error
    return True


def _in_all(arguments: argparse.Namespace, *, writing: bool) -> int:
    with opened(arguments, writing=writing) as vault:
        report = versions.ThinningReport()
        if arguments.thinning is not None:
            versions.set_policy(vault, arguments.thinning)
        if arguments.thin:
            with Bar("Thinning out") as bar:
                report = versions.thin(vault, everything=True, progress=bar)
        held, policy = versions.held_by_older(vault), versions.policy(vault)
    if arguments.json:
        thinned = {"versions": report.versions, "bytes": report.bytes}
        answer({"bytes": held, "thinning": policy, "thinned": thinned})
        return DONE
    if arguments.thin:
        say(f"Removed {counted(report.versions, 'version')}, {size_of(report.bytes)}.")
    say(f"Older versions hold {size_of(held)}. {_POLICIES[policy]}")
    return DONE


def _configure_duplicates(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    add_unlock(parser)
    add_json(parser)


def _duplicates(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    with opened(arguments) as vault:
        with Bar("Comparing") as bar:
            groups = find_duplicates(vault, progress=bar)
        fields = [[item_fields(vault, item) | {"size": item.size} for item in group] for group in groups]
        shown = [[show(place_of(vault, item)) for item in group] for group in groups]
    if arguments.json:
        answer(fields)
        return DONE
    for group, paths in zip(groups, shown, strict=True):
        say(f"{size_of(group[0].size)}, {len(group)} times:")
        for path in paths:
            say(f"  {path}")
    spare = sum(group[0].size * (len(group) - 1) for group in groups)
    say(f"{counted(len(groups), 'file')} more than once; the copies hold {size_of(spare)}.")
    return DONE


commands = {
    "versions": Command(_configure_versions, _versions),
    "duplicates": Command(_configure_duplicates, _duplicates),
}
