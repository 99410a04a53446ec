"""What a check can find, in words: how bad it is, what it means, and what to do. One table for all kinds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from vault.child import messages as m
from vault.qt.figures import number

from .lines import Line

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Meaning:
    """A kind of finding in words. `severity` is `damage`, `fault` or `leftover`."""

    severity: str
    happened: str
    means: str
    act: str


def meanings() -> dict[str, Meaning]:
    """Every kind that a check can find, or a repair can have repaired. A test compares."""
    return {**_damage(), **_faults(), **_leftovers()}


def _damage() -> dict[str, Meaning]:
    backup = translate("findings", "Repair fetches it from a backup that still has it.")
    return {
        "damaged item": Meaning(
            "damage",
            translate("findings", "Damaged item"),
            translate("findings", "Its content, or a version of it, is not what was written. It is never shown."),
            backup,
        ),
        "damaged pack": Meaning(
            "damage",
            translate("findings", "Damaged container"),
            translate("findings", "A file of the vault's folder is not what was written; the items in it are named."),
            translate("findings", "Repair fetches it from a backup; look after the disk."),
        ),
        "missing pack": Meaning(
            "damage",
            translate("findings", "Missing container"),
            translate("findings", "A file of the vault's folder is gone; the items in it are named."),
            translate("findings", "Repair fetches it from a backup."),
        ),
        "missing pack row": Meaning(
            "damage",
            translate("findings", "Item without content"),
            translate("findings", "The catalog does not know where its content lies."),
            backup,
        ),
        "damaged catalog": Meaning(
            "damage",
            translate("findings", "Damaged catalog"),
            translate("findings", "The list of what is in the vault was not what was written."),
            translate("findings", "Compare the vault with a backup."),
        ),
        "wrong kind of file": Meaning(
            "damage",
            translate("findings", "Something else in its place"),
            translate("findings", "A file stands where a folder should, or a folder where a file should."),
            translate("findings", "Restore the vault from a backup."),
        ),
    }


def _faults() -> dict[str, Meaning]:
    return {
        "header copy differs": Meaning(
            "fault",
            translate("findings", "One of two headers differs"),
            translate("findings", "The other one is good, and everything can be read."),
            translate("findings", "Repair replaces it by the good one."),
        ),
        "item without folder": Meaning(
            "fault",
            translate("findings", "Item without a folder"),
            translate("findings", "It is whole, but in no folder that can be reached."),
            translate("findings", "Show it, and move it into a folder."),
        ),
        "impossible name": Meaning(
            "fault",
            translate("findings", "Name that cannot be written out"),
            translate("findings", "It is whole, but a disk would not take its name."),
            translate("findings", "Show it, and give it another name."),
        ),
    }


def _leftovers() -> dict[str, Meaning]:
    leftover = translate("findings", "It is left over and takes up space. Nothing of the vault is wrong.")
    leave = translate("findings", "It can stay; the clean-up removes it.")
    return {
        "unknown file": Meaning(
            "leftover",
            translate("findings", "File that is none of the vault's"),
            translate("findings", "Something else put it into the vault's folder. It is never opened."),
            translate("findings", "Look at it in the folder; it can be removed."),
        ),
        "unknown catalog": Meaning(
            "leftover",
            translate("findings", "Catalog of another copy"),
            translate(
                "findings",
                "Another copy of this vault wrote it, and something brought it here. It is never opened or removed.",
            ),
            translate("findings", "See whether a copy elsewhere has newer changes before you remove it."),
        ),
        "interrupted write": Meaning("leftover", translate("findings", "Interrupted write"), leftover, leave),
        "interrupted change kept aside": Meaning(
            "leftover", translate("findings", "Interrupted change, kept aside"), leftover, leave
        ),
        "unreferenced catalog": Meaning("leftover", translate("findings", "Older catalog"), leftover, leave),
        "unreferenced damaged catalog": Meaning(
            "leftover",
            translate("findings", "Damaged catalog, kept aside"),
            translate("findings", "A repair has taken out of it what could be verified, and kept the rest."),
            translate("findings", "The clean-up removes it where the older catalog is forgotten, too."),
        ),
        "unreferenced index": Meaning("leftover", translate("findings", "Older search index"), leftover, leave),
        "unreferenced pack": Meaning("leftover", translate("findings", "Container nobody needs"), leftover, leave),
    }


def lines_of_repaired(repaired: Iterable[m.Finding]) -> list[Line]:
    """What was repaired, and how."""
    known, word, lines = meanings(), translate("findings", "Repaired"), []
    for finding in repaired:
        meaning = meaning_of(finding, known)
        second = f"{repair_words(finding.repair)}: {finding.shown_path or finding.where}"
        bare = f"{word}\t{finding.kind}\t{finding.where}"
        lines.append(Line(meaning.happened, second, "check", "success", word, item=finding.item, bare=bare))
    return lines


def repair_words(repair: str) -> str:
    """How something was repaired. `vault.backup.repair` says it in English; a test compares."""
    moved = MOVED.fullmatch(repair)
    if moved:
        words = translate("findings", "{whole} of {all} contents were whole and are kept")
        return words.format(whole=number(int(moved[1])), all=number(int(moved[2])))
    known = {
        "fetched from a backup": translate("findings", "Fetched from a backup"),
        "renamed": translate("findings", "Renamed"),
        "moved to the top folder": translate("findings", "Moved to the top folder"),
        "removed": translate("findings", "Removed"),
    }
    return known.get(repair) or translate("findings", "Repaired when the vault was unlocked")


MOVED = re.compile(r"(\d+) of (\d+) contents were whole and moved")


SIGNS = {"damage": ("blocked", "danger"), "fault": ("warning", "warning"), "leftover": ("about", "text-secondary")}
ORDER = tuple(SIGNS)


def severity_word(severity: str) -> str:
    """How bad, in a word."""
    return {
        "damage": translate("findings", "Damaged"),
        "fault": translate("findings", "Needs attention"),
        "leftover": translate("findings", "Harmless"),
    }[severity]


def meaning_of(finding: m.Finding, known: dict[str, Meaning]) -> Meaning:
    """The words for a finding; one of a later program's keeps its own."""
    found = known.get(finding.kind)
    if found is not None:
        return found
    return Meaning("leftover" if finding.harmless else "damage", finding.kind, "", finding.repair)


def lines_of(findings: Iterable[m.Finding]) -> list[Line]:
    """The findings as lines, the worst first."""
    known = meanings()
    lines: dict[str, list[Line]] = {severity: [] for severity in ORDER}
    for finding in findings:
        meaning = meaning_of(finding, known)
        icon, token = SIGNS[meaning.severity]
        word = severity_word(meaning.severity)
        where = finding.shown_path or finding.where
        bare = f"{word}\t{finding.kind}\t{finding.where}"
        second = f"{word}: {where}"
        explained = " ".join(part for part in (meaning.happened + ".", meaning.means, meaning.act) if part)
        lines[meaning.severity].append(
            Line(meaning.happened, second, icon, token, explained, item=finding.item, bare=bare)
        )
    return [line for severity in ORDER for line in lines[severity]]
