"""`check`: everything verified, everything out of place named."""

from __future__ import annotations

import argparse

from vault.cli.arguments import Command, add_json, add_unlock, add_vault
from vault.cli.bar import Bar
from vault.cli.opened import opened
from vault.cli.passwords import check_standard_input
from vault.cli.terminal import answer, counted, remark, safe, say, size_of, tinted
from vault.cli.wording import DAMAGED, DONE
from vault.engine.check import CheckReport, check
from vault.engine.errors import Damaged


def _configure(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    explanation = "structure and digests only; contents are not opened"
    parser.add_argument("--fast", action="store_true", help=explanation)
    add_unlock(parser)
    add_json(parser)


def _check(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    try:
        with opened(arguments) as vault, Bar("Checking") as bar:
            report = check(vault, fast=arguments.fast, progress=bar)
    except Damaged as error:
        if not arguments.json:
            raise
        # For a script, a vault too damaged to open is a finding like others.
        report = CheckReport()
        report.find("damaged vault", error.where, "restore the vault from a backup")
    if arguments.json:
        findings = [{"kind": one.kind, "where": one.where, "repair": one.repair} for one in report.findings]
        answer({"ok": report.ok, "items": report.items, "bytes": report.bytes, "findings": findings})
    else:
        _show(report, fast=arguments.fast)
    return DONE if report.ok else DAMAGED


def _show(report: CheckReport, *, fast: bool) -> None:
    for one in report.findings:
        mark = tinted("note", "dim") if one.harmless else tinted("damaged", "bad")
        say(f"{mark}  {safe(one.kind)}: {safe(one.where)}. {safe(one.repair[:1].upper() + one.repair[1:])}.")
    looked = "Structure and digests of" if fast else "Every byte of"
    what = f"{counted(report.items, 'file or note', 'files and notes')}, {size_of(report.bytes)}"
    if report.ok:
        say(f"{looked} {what} verified. {tinted('The vault is sound.', 'good')}")
    else:
        say(f"{what} verified; what is damaged is named above.")
        remark("Damaged bytes are never handed out. What is not named is sound; restore the rest from a backup.")


commands = {"check": Command(_configure, _check)}
