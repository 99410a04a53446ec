"""`ls`: what is in a vault. It stays quick with 100,000 items."""

from __future__ import annotations

import argparse
import binascii
import gc
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import itemgetter

from vault.cli.arguments import Command, add_json, add_unlock, add_vault
from vault.cli.naming import Names, find_item, join
from vault.cli.opened import opened
from vault.cli.passwords import check_standard_input
from vault.cli.terminal import safe, say, size_of, tinted
from vault.cli.times import rfc3339, when
from vault.cli.wording import DONE
from vault.engine.vault import ROOT, Vault

_COLUMNS = """
    SELECT item.id, parent, kind, name, item.modified, item.version, coalesce(version.size, 0)
    FROM item LEFT JOIN version ON version.item = item.id AND version.number = item.version
"""
_ONE = f"{_COLUMNS} WHERE item.id = ?"
_IN_FOLDER = f"{_COLUMNS} WHERE trashed IS NULL AND parent = ?"
# The plus keeps SQLite from walking the index of names, which takes twice as long as reading the table.
_EVERYTHING = f"{_COLUMNS} WHERE +trashed IS NULL"

Row = tuple[bytes, bytes, str, bytes, int, int, int]
Rows = tuple[bytes, Sequence[Row]]
"""Items of one folder, and what comes before their names in their paths."""


def _configure_ls(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    parser.add_argument(
        "item", metavar="/FOLDER", nargs="?", default="/", help="the folder, or one item; by default the root"
    )
    parser.add_argument("-r", "--recursive", action="store_true", help="with everything below")
    parser.add_argument("-i", "--ids", action="store_true", help="show the first digits of the ids")
    add_unlock(parser)
    add_json(parser)


def _ls(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    # A listing makes many small objects that all live to its end; looking for cycles among them takes longer than it.
    gc.disable()
    try:
        with opened(arguments) as vault:
            entries = _collect(vault, arguments.item, recursive=arguments.recursive)
            if arguments.json:
                _answer_with(entries, _several_versions(vault), _tags(vault))
            else:
                _show(entries, _tags(vault), recursive=arguments.recursive, ids=arguments.ids)
    finally:
        gc.enable()
    return DONE


def _collect(vault: Vault, argument: str, *, recursive: bool) -> Iterator[Rows]:
    """What is in a folder, by name; or the one file or note."""
    item = find_item(vault, argument)
    above: Names = vault.path_of(item) if item else ()
    top = item.id if item else ROOT
    if item is not None and item.kind != "folder":
        return iter([(join(above[:-1]).rstrip(b"/") + b"/", list(vault.catalog.rows(_ONE, item.id)))])
    prefix = join(above) + b"/" if above else b"/"
    if recursive:
        return _below(vault, top, prefix)
    return iter([(prefix, sorted(vault.catalog.rows(_IN_FOLDER, top), key=itemgetter(3)))])


def _tags(vault: Vault) -> dict[bytes, list[str]]:
    tags: dict[bytes, list[str]] = {}
    for item, name in vault.catalog.rows("SELECT item, name FROM tag ORDER BY item, name"):
        tags.setdefault(item, []).append(name)
    return tags


def _several_versions(vault: Vault) -> dict[bytes, int]:
    """The items with more than one version, and how many they have."""
    return dict(vault.catalog.rows("SELECT item, count(*) FROM version GROUP BY item HAVING count(*) > 1"))


def _below(vault: Vault, top: bytes, prefix: bytes) -> Iterator[Rows]:
    """Everything below a folder, each folder followed by what is in it."""
    children: defaultdict[bytes, list[Row]] = defaultdict(list)
    row: Row
    for row in vault.catalog.rows(_EVERYTHING):
        children[row[1]].append(row)
    by_name = itemgetter(3)
    pending = [(prefix, iter(sorted(children[top], key=by_name)))]
    while pending:
        prefix, rows = pending[-1]
        some: list[Row] = []
        for row in rows:
            some.append(row)
            if row[2] == "folder":
                pending.append((prefix + row[3] + b"/", iter(sorted(children[row[0]], key=by_name))))
                break
        else:
            pending.pop()
        yield prefix, some


def _answer_with(entries: Iterator[Rows], several: dict[bytes, int], tags: dict[bytes, list[str]]) -> None:
    """The same as `answer` would print, put together by hand: 100,000 dictionaries would take twice as long."""
    quoted, encode = json.encoder.encode_basestring_ascii, binascii.b2a_base64
    texts = [
        f'{{"id": "{identity.hex()}", "path": {quoted((prefix + name).decode("utf-8", "replace"))}, '
        f'"path_b64": "{encode(prefix + name, newline=False).decode()}", "kind": "{kind}", "size": {size}, '
        f'"modified": "{rfc3339(modified)}", "tags": {json.dumps(tags[identity]) if identity in tags else "[]"}, '
        f'"versions": {several.get(identity, 1) if current else 0}}}'
        for prefix, rows in entries
        for identity, _, kind, name, modified, current, size in rows
    ]
    sys.stdout.write(f"[{', '.join(texts)}]\n")


def _show(entries: Iterator[Rows], tags: dict[bytes, list[str]], *, recursive: bool, ids: bool) -> None:
    lines = []
    for prefix, rows in entries:
        above = safe(prefix) if recursive else ""
        for identity, _, kind, name, modified, _, size in rows:
            if kind == "folder":
                text = f"       -  {when(modified)}  {above}{safe(name)}/"
            else:
                text = f"{size_of(size):>8}  {when(modified)}  {above}{safe(name)}"
            if ids:
                text = f"{identity.hex()[:8]}  {text}"
            if identity in tags:
                text += "  " + tinted(" ".join(f"#{safe(tag)}" for tag in tags[identity]), "dim")
            lines.append(text)
    if lines:
        say("\n".join(lines))
    elif sys.stdout.isatty():
        say("Nothing is in here.")


commands = {"ls": Command(_configure_ls, _ls)}
