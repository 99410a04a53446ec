"""What a check can find, in words: how bad it is, what it means, and what to do. One table for all kinds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from vault.child import messages as m

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
    """Every kind that `vault.engine.check` can report. A test compares."""
    return {**_damage(), **_faults(), **_leftovers()}


def _damage() -> dict[str, Meaning]:
    backup = translate("findings", "Restore it from a backup.")
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
            translate("findings", "Put the file back from a backup, and look after the disk."),
        ),
        "missing pack": Meaning(
            "damage",
            translate("findings", "Missing container"),
            translate("findings", "A file of the vault's folder is gone; the items in it are named."),
            translate("findings", "Put the file back from a backup."),
        ),
        "missing pack row": Meaning(
            "damage",
            translate("findings", "Item without content"),
            translate("findings", "The catalog does not know where its content lies."),
            backup,
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
            translate("findings", "Lock and unlock the vault: the good one replaces it."),
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
    leave = translate("findings", "It can stay; the program removes it when it is safe to.")
    return {
        "unknown file": Meaning(
            "leftover",
            translate("findings", "File that is none of the vault's"),
            translate("findings", "Something else put it into the vault's folder. It is never opened."),
            translate("findings", "Look at it in the folder; it can be removed."),
        ),
        "interrupted write": Meaning("leftover", translate("findings", "Interrupted write"), leftover, leave),
        "interrupted change kept aside": Meaning(
            "leftover", translate("findings", "Interrupted change, kept aside"), leftover, leave
        ),
        "unreferenced catalog": Meaning("leftover", translate("findings", "Older catalog"), leftover, leave),
        "unreferenced pack": Meaning("leftover", translate("findings", "Container nobody needs"), leftover, leave),
    }


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
