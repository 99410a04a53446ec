"""`tag`, `favourite` and `searches`: what people put on items, and what they look for again and again."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from vault.cli.arguments import Command, add_json, add_unlock, add_vault
from vault.cli.naming import find_items, item_fields, place_of, show
from vault.cli.opened import opened
from vault.cli.passwords import check_standard_input
from vault.cli.terminal import answer, counted, safe, say
from vault.cli.wording import CONFLICT, DONE, NOT_FOUND, Refusal, UsageError
from vault.engine import labels
from vault.engine.errors import Conflict, LimitExceeded, NotFound, PathRejected
from vault.engine.vault import Vault

_TAGS = """
    SELECT tag.name, coalesce(max(colour), ''), count(*) FROM tag LEFT JOIN tag_colour ON tag_colour.name = tag.name
    GROUP BY tag.name ORDER BY tag.name
"""


def _configure_tag(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    explanation = (
        "items, then +TAG to put one on and -TAG to take one off; an item alone shows its tags, nothing lists all"
    )
    parser.add_argument("words", metavar="ITEM | +TAG | -TAG", nargs="*", help=explanation)
    parser.add_argument("--remove", metavar="TAG", action="append", default=[], help="the same as -TAG")
    parser.add_argument("--colour", nargs=2, metavar=("TAG", "COLOUR"), help=f"{', '.join(labels.COLOURS)}, or none")
    parser.add_argument("--rename", nargs=2, metavar=("TAG", "NAME"), help="another name, on everything that has it")
    parser.add_argument("--drop", metavar="TAG", help="take a tag off everything")
    add_unlock(parser)
    add_json(parser)


def minus_is_remove(arguments: Sequence[str]) -> list[str]:
    """The arguments of `tag` with `-TAG` as an option that a parser understands."""
    found: list[str] = []
    for at, one in enumerate(arguments):
        if one == "--":
            return [*found, *arguments[at:]]
        is_tag = len(one) > 1 and one[0] == "-" and one[1] != "-" and one != "-h"
        found += [f"--remove={one[1:]}"] if is_tag else [one]
    return found


def _tag(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    items = [word for word in arguments.words if not word.startswith("+")]
    add = [word[1:] for word in arguments.words if word.startswith("+")]
    of_tags = arguments.colour or arguments.rename or arguments.drop is not None
    if of_tags and (items or add or arguments.remove):
        raise UsageError("Tags of items and tags themselves are changed in two commands.")
    if (add or arguments.remove) and not items:
        raise UsageError("No item was named.", "'deedbox tag VAULT /ITEM +TAG' puts a tag on.")
    with opened(arguments, writing=bool(of_tags or add or arguments.remove)) as vault:
        if items:
            return _put_on(vault, arguments, items, add)
        if of_tags:
            _change_tags(vault, arguments)
        rows = list(vault.catalog.rows(_TAGS))
    if arguments.json:
        answer([{"name": name, "colour": colour, "items": count} for name, colour, count in rows])
        return DONE
    for name, colour, count in rows:
        say(f"{count:6}  {safe(name)}{f'  ({safe(colour)})' if colour else ''}")
    if not rows and sys.stdout.isatty():
        say("There are no tags. 'deedbox tag VAULT /ITEM +TAG' puts one on.")
    return DONE


def _put_on(vault: Vault, arguments: argparse.Namespace, named: Sequence[str], add: Sequence[str]) -> int:
    items = find_items(vault, named, in_trash=False)
    try:
        if add or arguments.remove:
            labels.set_tags(vault, items, add, arguments.remove)
    except PathRejected as error:
        raise UsageError("That cannot be a tag: it has letters, and no control characters.") from error
    fields = [{**item_fields(vault, item), "tags": vault.tags(item.id)} for item in items]
    if arguments.json:
        answer(fields)
        return DONE
    for item in items:
        tags = ", ".join(safe(tag) for tag in vault.tags(item.id)) or "no tags"
        say(f"{show(place_of(vault, item))}: {tags}")
    return DONE


def _change_tags(vault: Vault, arguments: argparse.Namespace) -> None:
    name = arguments.drop
    try:
        if arguments.colour:
            name, colour = arguments.colour
            labels.colour_tag(vault, name, "" if colour == "none" else colour)
        if arguments.rename:
            name, to = arguments.rename
            labels.rename_tag(vault, name, to)
        if arguments.drop is not None:
            name = arguments.drop
            labels.rename_tag(vault, name, None)
    except NotFound as error:
        raise Refusal(NOT_FOUND, f"There is no tag {safe(name)}.", "Nothing was changed.") from error
    except PathRejected as error:
        raise UsageError("That is not a name or a colour that a tag can have.") from error


def _configure_favourite(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    parser.add_argument("items", metavar="ITEM", nargs="*", help="what becomes one; nothing lists those there are")
    parser.add_argument("--remove", action="store_true", help="these are none any more")
    add_unlock(parser)
    add_json(parser)


def _favourite(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    if arguments.remove and not arguments.items:
        raise UsageError("No item was named.")
    with opened(arguments, writing=bool(arguments.items)) as vault:
        if arguments.items:
            labels.set_favourite(vault, find_items(vault, arguments.items, in_trash=False), not arguments.remove)
        items = [vault.item(identity) for (identity,) in list(vault.catalog.rows("SELECT item FROM favourite"))]
        found = sorted((place_of(vault, item), item_fields(vault, item)) for item in items)
    if arguments.json:
        answer([fields for _, fields in found])
    else:
        for place, _ in found:
            say(show(place))
        if not found and sys.stdout.isatty():
            say("There are no favourites.")
    return DONE


def _configure_searches(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    parser.add_argument("action", choices=("list", "save", "remove"), help="what to do")
    parser.add_argument("name", metavar="NAME", nargs="?", help="for save and remove")
    parser.add_argument("query", metavar="QUERY", nargs="?", help="for save: what 'deedbox search' takes")
    add_unlock(parser)
    add_json(parser)


def _searches(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    wanted = {"list": (False, False), "save": (True, True), "remove": (True, False)}[arguments.action]
    if (arguments.name is not None, arguments.query is not None) != wanted:
        raise UsageError("Say 'searches VAULT list', 'save NAME QUERY' or 'remove NAME'.")
    with opened(arguments, writing=arguments.action != "list") as vault:
        known = {search.name: search for search in labels.saved_searches(vault)}
        if arguments.action == "remove":
            if arguments.name not in known:
                raise Refusal(NOT_FOUND, f"There is no saved search {safe(arguments.name)}.", "Nothing was changed.")
            labels.drop_search(vault, known[arguments.name].id)
        elif arguments.action == "save":
            _save_search(vault, arguments.name, arguments.query)
        searches = sorted(labels.saved_searches(vault), key=lambda search: search.name)
    if arguments.json:
        answer([{"name": search.name, "query": search.query} for search in searches])
        return DONE
    for search in searches:
        say(f"{safe(search.name)}: {safe(search.query)}")
    if not searches and sys.stdout.isatty():
        say("No searches are saved.")
    return DONE


def _save_search(vault: Vault, name: str, query: str) -> None:
    try:
        labels.save_search(vault, name, query)
    except Conflict as error:
        raise Refusal(CONFLICT, f"A search is saved as {safe(name)} already.", "Nothing was changed.") from error
    except (PathRejected, LimitExceeded) as error:
        raise UsageError(
            f"A name has 1 to {labels.LONGEST_TAG} letters and no control characters; "
            f"a query at most {counted(labels.LONGEST_QUERY, 'letter')}."
        ) from error


commands = {
    "tag": Command(_configure_tag, _tag, minus_is_remove),
    "favourite": Command(_configure_favourite, _favourite),
    "searches": Command(_configure_searches, _searches),
}
