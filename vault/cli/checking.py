"""`check` and `compact`: everything verified, everything out of place named, repaired where it can be, and freed."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Sequence
from pathlib import Path

from vault.backup.repair import repair
from vault.cli.arguments import Command, add_json, add_unlock, add_vault, completes
from vault.cli.bar import Bar
from vault.cli.opened import opened
from vault.cli.passwords import check_standard_input
from vault.cli.terminal import answer, counted, remark, safe, say, size_of, tinted
from vault.cli.wording import DAMAGED, DONE, NOT_FOUND, Refusal, UsageError
from vault.engine.check import CheckReport, Finding, check
from vault.engine.compact import compact
from vault.engine.errors import Damaged
from vault.engine.index import kept_texts


def _configure(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    explanation = "structure and digests only; contents are not opened"
    parser.add_argument("--fast", action="store_true", help=explanation)
    parser.add_argument("--repair", action="store_true", help="repair what was found; nothing that can be read is lost")
    explanation = "an export or another copy of the vault that may have what is damaged here (may be repeated)"
    completes(parser.add_argument("--from", dest="sources", metavar="BACKUP", action="append", help=explanation))
    add_unlock(parser)
    add_json(parser)


def _check(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    if arguments.sources and not arguments.repair:
        raise UsageError("--from is for --repair.", "Nothing was changed.")
    if arguments.repair:
        return _repair(arguments, [Path(source) for source in arguments.sources or ()])
    try:
        with opened(arguments) as vault, Bar("Checking") as bar:
            report = check(vault, fast=arguments.fast, progress=bar)
    except Damaged as error:
        if not arguments.json:
            raise
        # For a script, a vault too damaged to open is a finding like others.
        report = CheckReport()
        report.find("damaged vault", error.where, "check --repair, or restore the vault from a backup")
    if arguments.json:
        answer({"ok": report.ok, "items": report.items, "bytes": report.bytes, "findings": _fields(report.findings)})
    else:
        _show(report, fast=arguments.fast)
    return DONE if report.ok else DAMAGED


def _fields(findings: Sequence[Finding]) -> list[dict[str, str]]:
    return [{"kind": one.kind, "where": one.where, "repair": one.repair} for one in findings]


def _repair(arguments: argparse.Namespace, sources: Sequence[Path]) -> int:
    for source in sources:
        if not source.exists():
            raise Refusal(NOT_FOUND, f"There is no {safe(str(source))}.", "Nothing was changed. Look at the path.")
    with opened(arguments, writing=True, mended=True) as vault, Bar("Repairing") as bar:
        repaired, report = repair(vault, sources, progress=bar)
    if arguments.json:
        counts = {"items": report.items, "bytes": report.bytes}
        findings = _fields(report.findings)
        answer({"ok": report.ok, **counts, "repaired": _fields(repaired), "findings": findings})
        return DONE if report.ok else DAMAGED
    for one in repaired:
        say(f"{tinted('repaired', 'good')}  {safe(one.kind)}: {safe(one.where)}: {safe(one.repair)}.")
    _show(report, fast=False)
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


def _configure_compact(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    explanation = "remove the catalog before the current one too, and with it the last trace of what was removed"
    parser.add_argument("--forget", action="store_true", help=explanation)
    add_unlock(parser)
    add_json(parser)


def _compact(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    with opened(arguments, writing=True) as vault:
        # To forget removes the index of the generation before, too.
        texts = kept_texts(vault) if arguments.forget else contextlib.nullcontext()
        with texts, Bar("Compacting") as bar:
            report = compact(vault, forget=arguments.forget, progress=bar)
    if arguments.json:
        answer({"removed": report.removed, "packs": report.packs, "freed": report.freed, "held": report.held})
        return DONE
    if report.held:
        remark("Note: another program reads the vault, so nothing was removed. Run this again later.")
    removed = counted(report.removed, "file")
    say(f"Freed {size_of(report.freed)}: {removed} removed, {counted(report.packs, 'pack')} written anew.")
    return DONE


commands = {"check": Command(_configure, _check), "compact": Command(_configure_compact, _compact)}
