"""The five first steps, each open or done by what the vault says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from vault.child import messages as m
from vault.qt.figures import day
from vault.qt.known_vaults import now

translate = QCoreApplication.translate

Name = Literal["files", "note", "kit", "restore", "lock"]

NEW_DAYS = 30
"""A vault older than that is not new to its owner any more; what it lacks is said elsewhere."""
_DAY_MS = 24 * 3600 * 1000


@dataclass(frozen=True)
class Step:
    """What to do, why, and the act that leads to it. `done` says what came of it; `proven` if that was tried."""

    name: Name
    title: str
    why: str
    act: str
    done: str = ""
    proven: bool = False


def steps(facts: m.Facts) -> tuple[Step, ...]:
    """All five, in their order."""
    return _files(facts), _note(facts), _kit(facts), _restore(facts), _lock(facts)


def is_new(facts: m.Facts) -> bool:
    """Whether somebody begins with this vault: it is young, can be changed, and something is left to do."""
    if facts.read_only is not None or facts.created is None or now() - facts.created > NEW_DAYS * _DAY_MS:
        return False
    return not all(step.done for step in steps(facts))


def done_words(found: Sequence[Step]) -> str:
    """ "2 of 5 done"."""
    words = translate("first steps", "{done} of {all} done")
    return words.format(done=sum(bool(step.done) for step in found), all=len(found))


def _files(facts: m.Facts) -> Step:
    return Step(
        "files",
        translate("first steps", "Add the first file or folder"),
        translate("first steps", "Drop it anywhere in this window, or choose it. The original stays where it is."),
        translate("first steps", "Add files"),
        translate("first steps", "Done") if facts.files else "",
    )


def _note(facts: m.Facts) -> Step:
    return Step(
        "note",
        translate("first steps", "Write a note"),
        translate("first steps", "It is kept like a file, saves itself, and every version of it stays."),
        translate("first steps", "New note"),
        translate("first steps", "Done") if facts.notes else "",
    )


def _kit(facts: m.Facts) -> Step:
    kits = [slot for slot in facts.slots if slot.kind == "recovery"]
    tested = max((slot.tested for slot in kits if slot.tested is not None), default=None)
    made = translate("first steps", "Type it back") if kits else translate("first steps", "Make the kit")
    words = translate("first steps", "Tested {day}")
    return Step(
        "kit",
        translate("first steps", "Make a recovery kit and type it back"),
        translate("first steps", "If the password is forgotten, this page of words is the only way in."),
        made,
        words.format(day=day(tested, within=True)) if tested is not None else "",
        proven=True,
    )


def untested_kit(facts: m.Facts) -> m.KeySlot | None:
    """A kit that was made and never typed back."""
    return next((slot for slot in facts.slots if slot.kind == "recovery" and slot.tested is None), None)


def _restore(facts: m.Facts) -> Step:
    proof = facts.drilled if facts.drill_failed is None else None
    words = translate("first steps", "Proven {day}")
    has_export = facts.exported is not None and facts.drill_failed is None
    return Step(
        "restore",
        translate("first steps", "Make an export and rehearse a restore"),
        translate("first steps", "A backup counts once it was restored for real. Two minutes, and nothing is changed."),
        translate("first steps", "Rehearse") if has_export else translate("first steps", "Export"),
        words.format(day=day(proof.time, within=True)) if proof is not None else "",
        proven=True,
    )


def _lock(facts: m.Facts) -> Step:
    return Step(
        "lock",
        translate("first steps", "Lock the vault and unlock it"),
        translate("first steps", "Then you have seen that you can, while nothing depends on it yet."),
        translate("first steps", "Lock"),
        "" if facts.fresh else translate("first steps", "Done"),
    )
