"""`add`, `get`, `cat` and `note`: contents in and out."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from vault.cli.arguments import Command, add_item, add_json, add_unlock, add_vault, completes
from vault.cli.bar import Bar
from vault.cli.naming import (
    find_folder,
    find_item,
    find_items,
    item_fields,
    make_folders,
    path_fields,
    show,
    split,
)
from vault.cli.opened import opened
from vault.cli.passwords import STDIN, check_standard_input
from vault.cli.terminal import answer, counted, remark, safe, say, size_of
from vault.cli.wording import DAMAGED, NOT_FOUND, POLICY, Refusal, UsageError, words_for
from vault.engine import intake, retrieval
from vault.engine.durable import storage_errors
from vault.engine.errors import LimitExceeded, PathRejected
from vault.engine.vault import NOTE_LIMIT, ROOT, check_name


def _configure_add(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    completes(
        parser.add_argument("paths", metavar="PATH", nargs="+", help="a file, or a folder with all that is in it")
    )
    parser.add_argument("--to", metavar="/FOLDER", default="/", help="into this folder, made if it is not there")
    parser.add_argument(
        "--tag", metavar="T", action="append", default=[], help="give everything this tag (may be repeated)"
    )
    parser.add_argument("--force", action="store_true", help="a file that is there already gets a new version")
    add_unlock(parser)
    add_json(parser)


def _add(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    sources = [Path(path) for path in arguments.paths]
    target = split(arguments.to)
    tags = [_tag(tag) for tag in arguments.tag]
    for source in sources:
        if not os.path.lexists(source):
            raise Refusal(NOT_FOUND, f"There is no {safe(str(source))}.", "Nothing was added.")
    with opened(arguments, writing=True) as vault:
        folder, _ = make_folders(vault, target)
        with Bar("Adding") as bar:
            report = intake.add(vault, sources, folder, progress=bar, replace=arguments.force, tags=tags)
    if arguments.json:
        skipped = [{**path_fields(one.path), "reason": one.reason} for one in report.skipped]
        answer({"items": report.items, "folders": report.folders, "bytes": report.bytes, "skipped": skipped})
        return 0
    folders = f" and {counted(report.folders, 'folder')}" if report.folders else ""
    say(f"Added {counted(report.items, 'file')}{folders}, {size_of(report.bytes)}.")
    if report.skipped:
        remark(f"Left out {counted(len(report.skipped), 'file or folder', 'files and folders')}:")
        for one in report.skipped:
            remark(f"  {safe(one.path)}: {safe(one.reason)}")
    return 0


def _tag(tag: str) -> str:
    try:
        tag.encode()
    except UnicodeEncodeError:
        raise UsageError("A tag is text in UTF-8.") from None
    if not tag.strip() or not tag.isprintable():
        raise UsageError("A tag has at least one character, and no control characters.")
    return tag


def _configure_get(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    add_item(parser, several=True)
    completes(
        parser.add_argument(
            "--out", metavar="DIR", required=True, help="the folder to write into, made if it is not there"
        ),
        folder=True,
    )
    parser.add_argument("--version", metavar="N", type=int, help="this version instead of the current one")
    parser.add_argument("--force", action="store_true", help="write over files that are there")
    add_unlock(parser)
    add_json(parser)


def _get(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    with opened(arguments) as vault:
        items = vault.children(ROOT) if arguments.items == ["/"] else find_items(vault, arguments.items)
        with Bar("Writing") as bar:
            out = Path(arguments.out)
            report = retrieval.write_out(
                vault, items, out, progress=bar, replace=arguments.force, version=arguments.version
            )
    failed = [(one.path, words_for(one.error), one.error) for one in report.failed]
    if arguments.json:
        answer(
            {
                "items": report.items,
                "bytes": report.bytes,
                "failed": [
                    {**path_fields(b"/".join(path)), "kind": type(error).__name__, "reason": words.happened}
                    for path, words, error in failed
                ],
            }
        )
    else:
        say(f"Wrote {counted(report.items, 'file')}, {size_of(report.bytes)}, verified.")
    if failed:
        remark(f"Not written: {counted(len(failed), 'file or folder', 'files and folders')}. Nothing else is missing.")
        for path, words, _ in failed:
            remark(f"  {safe(b'/'.join(path))}: {safe(words.happened)}")
    codes = [words.exit_code for _, words, _ in failed]
    return DAMAGED if DAMAGED in codes else next(iter(codes), 0)


def _configure_cat(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    add_item(parser)
    parser.add_argument("--version", metavar="N", type=int, help="this version instead of the current one")
    add_unlock(parser)


def _cat(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    with opened(arguments) as vault:
        item = find_item(vault, arguments.item)
        if item is None or item.kind == "folder":
            raise Refusal(
                NOT_FOUND,
                f"{safe(arguments.item)} is a folder, and has no content of its own.",
                "'deedbox get' writes it out.",
            )
        sys.stdout.flush()
        for piece in vault.stream(item, arguments.version):
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    return 0


def _configure_note(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    parser.add_argument("path", metavar="/PATH", help="where the note is or shall be; its folder must be there")
    explanation = "the text, in UTF-8 ('-': standard input, which is the default)"
    completes(parser.add_argument("--from", dest="source", metavar="FILE", default=STDIN, help=explanation))
    add_unlock(parser)
    add_json(parser)


def _note(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments, arguments.source)
    names = split(arguments.path)
    if not names:
        raise UsageError("A note needs a name.", "For example: deedbox note VAULT /Safe")
    try:
        check_name(names[-1])
    except PathRejected:
        raise UsageError(f"{safe(names[-1])} cannot be a name.") from None
    text = _read_text(arguments.source)
    with opened(arguments, writing=True) as vault:
        item = vault.write_note(find_folder(vault, names[:-1]), names[-1], text)
        fields = item_fields(vault, item)
    if arguments.json:
        answer({**fields, "version": item.version, "size": item.size})
    else:
        say(f"Wrote {show(names)}, {size_of(item.size)}, version {item.version}.")
    return 0


def _read_text(source: str) -> str:
    if source == STDIN:
        if sys.stdin.isatty():
            remark("Type the note; Ctrl+D at the start of a line ends it.")
        content = sys.stdin.buffer.read(NOTE_LIMIT + 1)
    else:
        with storage_errors():
            try:
                with open(source, "rb") as file:
                    content = file.read(NOTE_LIMIT + 1)
            except (FileNotFoundError, NotADirectoryError):
                raise Refusal(NOT_FOUND, f"There is no {safe(source)}.", "Nothing was changed.") from None
    if len(content) > NOTE_LIMIT:
        raise LimitExceeded(f"a note holds at most {NOTE_LIMIT} bytes; add it as a file")
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise Refusal(
            POLICY, "A note is text in UTF-8, and this is not.", "Nothing was changed. Add it as a file."
        ) from None


commands = {
    "add": Command(_configure_add, _add),
    "get": Command(_configure_get, _get),
    "cat": Command(_configure_cat, _cat),
    "note": Command(_configure_note, _note),
}
