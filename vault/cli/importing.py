"""`import`: what other programs kept, out of their files or exports, and archives."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from vault.cli.arguments import Command, add_json, add_unlock, add_vault, completes
from vault.cli.bar import Bar
from vault.cli.naming import make_folders, path_fields, show, split
from vault.cli.opened import opened, vault_at
from vault.cli.passwords import ask_hidden, check_standard_input, read_import_secret
from vault.cli.terminal import answer, counted, remark, safe, say, size_of
from vault.cli.wording import CREDENTIAL, DAMAGED, NOT_FOUND, POLICY, Refusal, UsageError, Words
from vault.engine import arrival
from vault.engine.durable import storage_errors
from vault.engine.vault import ROOT
from vault.sandbox.importing import readers
from vault.sandbox.importing.client import Import, safe_name
from vault.sandbox.importing.entries import Entry, Given, LeftOut, Piece, Refusal as Why, Refused, Secret, Why as Left
from vault.sandbox.importing.preview import Preview
from vault.sandbox.importing.sources import read_keyfile

_SHOWN = 20
_ENDINGS = (".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst")

LEFT: dict[int, str] = {
    Left.LINK: "a link is not followed",
    Left.SPECIAL: "a device, pipe or socket has no content to keep",
    Left.TOO_LARGE: "larger than it can honestly be",
    Left.UNSAFE_NAME: "its path leads out of the folder",
    Left.ENCRYPTED: "encrypted in a way that is not read here",
    Left.DAMAGED: "damaged, or not readable",
    Left.OVER_BOUND: "beyond what an import takes",
    Left.NOT_SUPPORTED: "of a kind that is not read here",
    Left.OVERLAPS: "shares its bytes with another entry, as no honest archive does",
    Left.IN_TRASH: "was in the trash there",
}
"""Why something does not come in."""

_UNCHANGED = "Nothing was changed."
REFUSED: dict[Why, tuple[int, str, str]] = {
    Why.NOT_RECOGNISED: (
        POLICY,
        "This is not a kind of file that can be imported.",
        f"{_UNCHANGED} 'deedbox add' takes any file as it is; --from says what it is.",
    ),
    Why.NEEDS_SECRET: (
        CREDENTIAL,
        "It has a password of its own.",
        f"{_UNCHANGED} Give it with --secret-file or DEEDBOX_IMPORT_PASSWORD.",
    ),
    Why.WRONG_SECRET: (
        CREDENTIAL,
        "That does not open what is to be imported.",
        f"{_UNCHANGED} It asks for the password of the other program, not for the vault's.",
    ),
    Why.DAMAGED: (DAMAGED, "It is damaged, or not what it seems.", "Export it again, and import that."),
    Why.NOT_SUPPORTED: (
        POLICY,
        "It is made in a way that cannot be read here.",
        "Open or unpack it with its own program, and import the folder.",
    ),
    Why.OVER_BOUND: (POLICY, "It is more than one import takes.", "Import it in parts."),
    Why.TOO_SLOW: (POLICY, "Reading it took too long, and was stopped.", "Unpack it, and import the folder."),
    Why.BROKE: (DAMAGED, "Reading it broke the program that reads it.", "It may be made to do harm."),
    Why.UNAVAILABLE: (POLICY, "The program that reads it could not be started.", _UNCHANGED),
    Why.KEYFILE: (
        CREDENTIAL,
        "The key file cannot be used.",
        f"{_UNCHANGED} It is damaged, empty or very large; --secret-keyfile names the one that opens the database.",
    ),
}
"""Why a source cannot be read at all: exit code, what happened, what to do."""

WAYS: dict[tuple[str, Why], str] = {
    ("keepass", Why.NEEDS_SECRET): (
        f"{_UNCHANGED} Give its password with --secret-file or DEEDBOX_IMPORT_PASSWORD, its key file with "
        "--secret-keyfile."
    ),
    ("keepass", Why.WRONG_SECRET): (
        f"{_UNCHANGED} It asks for the password of KeePass, not for the vault's. If a key file belongs to it, "
        "--secret-keyfile names that; if only a key file, give no password."
    ),
    ("keepass", Why.NOT_SUPPORTED): "KeePassXC opens it and can write a newer one: KDBX 4 with AES or ChaCha20.",
    ("keepass", Why.OVER_BOUND): "KeePassXC opens it and can write one that is smaller, or quicker to unlock.",
    ("keepass", Why.DAMAGED): "KeePassXC may open it and write a sound one; or take a backup of it.",
    ("bitwarden", Why.NOT_SUPPORTED): "In Bitwarden, export it once more, as JSON with a password of its own.",
    ("cryptomator", Why.NOT_SUPPORTED): "Unlock it with Cryptomator, and import the folder that it shows.",
    ("gocryptfs", Why.NOT_SUPPORTED): "Mount it with gocryptfs, and import the folder that it shows.",
    ("7z", Why.NOT_SUPPORTED): "Unpack it with 7-Zip, then import the folder.",
    ("zip", Why.NOT_SUPPORTED): "Unpack it with 7-Zip, then import the folder.",
}
"""What to do instead, where the kind is known: which program opens it."""


def _configure(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    completes(parser.add_argument("source", metavar="SOURCE", help="a file or a folder of another program"))
    parser.add_argument(
        "--from", dest="kind", metavar="KIND", choices=readers.NAMES, help=f"what it is: {', '.join(readers.NAMES)}"
    )
    parser.add_argument(
        "--to", metavar="/FOLDER", help="into this folder, made if it is not there; by default a new one of its name"
    )
    parser.add_argument("--tag", metavar="T", action="append", default=[], help="give everything this tag")
    parser.add_argument("--dry-run", action="store_true", help="only say what would come in, and what would not")
    explanation = (
        "the source's own password is in FILE ('-': standard input); or in the variable DEEDBOX_IMPORT_PASSWORD"
    )
    completes(parser.add_argument("--secret-file", metavar="FILE", help=explanation))
    explanation = "the source's own key file (KeePass); --keyfile is the one of the vault"
    completes(parser.add_argument("--secret-keyfile", metavar="FILE", help=explanation))
    add_unlock(parser)
    add_json(parser)


class _Reading:
    """The source under way: what it gives is counted, and why it ended too soon is kept."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._arguments = arguments
        self.seen = Preview()
        self.refused: Why | None = None
        self.kind = ""
        try:
            self._open_source()
        except Refused as refused:
            code, happened, rest = words_of(refused.why, self.kind)
            raise Refusal(code, happened, rest) from None

    def _open_source(self) -> None:
        """Up to the first thing it gives; asks for a password where one is missing. Raises Refused, VaultError."""
        arguments = self._arguments
        password = read_import_secret(arguments)
        keyfile = None if arguments.secret_keyfile is None else read_keyfile(Path(arguments.secret_keyfile))
        secret = Secret(_text(password), keyfile)
        try:
            self._begin(secret)
        except Refused as refused:
            # What a key file alone does not open has a password, too.
            if secret.password is not None or refused.why not in (Why.NEEDS_SECRET, Why.WRONG_SECRET):
                raise
            try:
                typed = ask_hidden(f"Password of {safe(os.path.basename(arguments.source))}: ")
            except UsageError:
                raise refused from None
            self._begin(replace(secret, password=_text(typed)))

    def _begin(self, secret: Secret) -> None:
        arguments = self._arguments
        with storage_errors():
            path, kind = Path(arguments.source), arguments.kind or ""
            self.worker = Import(path, kind, secret, names_only=arguments.dry_run)
        self._given = self.worker.entries()
        try:
            self._first = next(self._given, None)
        except BaseException:
            self.worker.close()
            raise
        finally:
            self.kind = self.worker.kind

    def __enter__(self) -> _Reading:
        return self

    def __exit__(self, *_: object) -> None:
        self.worker.close()

    def given(self) -> Iterator[Given]:
        """Everything, up to where it ends or cannot be read any further."""
        try:
            if self._first is not None:
                self.seen.count(self._first)
                yield self._first
            for one in self._given:
                self.seen.count(one)
                yield one
        except Refused as refused:
            self.refused = refused.why

    def coming(self) -> arrival.Coming:
        """The same for the vault."""
        for one in self.given():
            if isinstance(one, Entry):
                yield arrival.Arriving(
                    one.path,
                    one.kind,
                    one.modified_ns,
                    one.tags,
                    one.favourite,
                    one.size or 0,
                    one.text or "",
                    one.executable,
                )
                self._open = one.kind == "file"
            elif isinstance(one, Piece):
                yield one.content
            elif isinstance(one, LeftOut):
                if self._open:
                    yield arrival.Close.DROPPED
                self._open = False
            else:
                self._open = False
                yield arrival.Close.COMPLETE

    _open = False


def _text(password: bytes | None) -> str | None:
    return None if password is None else password.decode("utf-8", "surrogateescape")


def words_of(why: Why, kind: str) -> tuple[int, str, str]:
    """Why a source of this kind cannot be read: exit code, what happened, what to do."""
    code, happened, rest = REFUSED[why]
    return code, happened, WAYS.get((kind, why), rest)


def _import(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments, arguments.secret_file)
    vault_at(arguments.vault)
    if not os.path.lexists(arguments.source):
        raise Refusal(NOT_FOUND, f"There is no {safe(arguments.source)}.", "Nothing was imported.")
    if arguments.secret_keyfile is not None and not os.path.lexists(arguments.secret_keyfile):
        raise Refusal(NOT_FOUND, f"There is no {safe(arguments.secret_keyfile)}.", "Nothing was imported.")
    target = split(arguments.to) if arguments.to is not None else None
    with _Reading(arguments) as reading:
        if arguments.dry_run:
            for _ in reading.given():
                pass
            return _tell(arguments, reading, None, target)
        with opened(arguments, writing=True) as vault:
            folder, top = ROOT, None
            if target is None:
                top = _own_name(arguments.source)
            else:
                folder, _ = make_folders(vault, target)
            with Bar("Importing") as bar:
                coming = reading.coming()
                report = arrival.bring_in(vault, coming, folder, top=top, progress=bar, tags=arguments.tag)
            place = () if report.place == ROOT else vault.path_of(vault.item(report.place))
        return _tell(arguments, reading, report, place)


def _own_name(source: str) -> bytes:
    """The name of the folder that a source gets in the vault."""
    name = os.path.basename(os.path.abspath(source))
    if not os.path.isdir(source):
        name = name.removesuffix(next(filter(name.lower().endswith, _ENDINGS), os.path.splitext(name)[1]))
    return safe_name(os.fsencode(name))


def _tell(
    arguments: argparse.Namespace,
    reading: _Reading,
    report: arrival.ArrivalReport | None,
    target: tuple[bytes, ...] | None,
) -> int:
    """What came in or would, what did not, and why it ended too soon if it did."""
    if arguments.json:
        answer(_document(reading, report, target))
    else:
        _say(reading, report, target)
    if reading.refused is None:
        return 0
    code, happened, rest = words_of(reading.refused, reading.kind)
    words = Words(code, happened, "What was read before is in the vault." if report else "", rest)
    remark(f"It was not read to its end. {words.happened} {words.rest}")
    return code


def _document(
    reading: _Reading, report: arrival.ArrivalReport | None, target: tuple[bytes, ...] | None
) -> dict[str, Any]:
    seen = reading.seen
    left = [
        {**path_fields(b"/".join(one.path)), "why": Left(one.why).name.lower(), "reason": LEFT[one.why]}
        for one in seen.left_out
    ]
    refused = [] if report is None else report.refused
    left += [{**path_fields(b"/".join(one.path)), "why": "refused", "reason": one.reason} for one in refused]
    return {
        "kind": reading.kind,
        "dry_run": report is None,
        "complete": reading.refused is None,
        "to": None if target is None else path_fields(b"/" + b"/".join(target))["path"],
        "items": seen.items if report is None else report.items,
        "files": seen.files,
        "notes": seen.notes,
        "folders": seen.folders if report is None else report.folders,
        "bytes": seen.bytes if report is None else report.bytes,
        "renamed": 0 if report is None else report.renamed,
        "tags": sorted(seen.tags),
        "first": [path_fields(b"/".join(path))["path"] for path in seen.first],
        "left_out_count": seen.left_count + len(refused),
        "left_out": left,
    }


def _say(reading: _Reading, report: arrival.ArrivalReport | None, target: tuple[bytes, ...] | None) -> None:
    seen = reading.seen
    kinds = [counted(seen.files, "file")] if seen.files or not seen.notes else []
    kinds += [counted(seen.notes, "note")] if seen.notes else []
    if report is None:
        say(f"Would import {' and '.join(kinds)}, {size_of(seen.bytes)} (read as: {reading.kind}).")
        for path in seen.first:
            say(f"  {show(path)}")
        if seen.items > len(seen.first):
            say(f"  and {seen.items - len(seen.first):,} more")
        if seen.tags:
            say(f"Tags: {', '.join(safe(tag) for tag in sorted(seen.tags)[:_SHOWN])}")
    else:
        say(f"Imported {counted(report.items, 'item')}, {size_of(report.bytes)}, into {show(target or ())}.")
        if report.renamed:
            say(f"{counted(report.renamed, 'name was', 'names were')} taken, and got a number.")
    refused = [] if report is None else report.refused
    count = seen.left_count + len(refused)
    if not count:
        return
    remark(f"{'Would leave' if report is None else 'Left'} out {counted(count, 'entry', 'entries')}:")
    for one in seen.left_out[:_SHOWN]:
        remark(f"  {show(one.path)}: {LEFT[one.why]}")
    for other in refused[: max(0, _SHOWN - len(seen.left_out))]:
        remark(f"  {show(other.path)}: {safe(other.reason)}")
    if count > _SHOWN:
        for why, number in sorted(seen.left.items()):
            remark(f"  {number:,} in all: {LEFT[why]}")
        remark("  --json names them.")


commands = {"import": Command(_configure, _import)}
