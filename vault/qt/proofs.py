"""What is known of a vault's way back, in words: the last export, and whether anybody ever restored one for real.

Only a drill that succeeded wears the seal. That bytes were verified, or that an export was written, proves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QDateTime

from vault.child import messages as m

from .figures import day, full_day, number, size

translate = QCoreApplication.translate

LONG_AGO_DAYS = 365


@dataclass(frozen=True)
class LastProof:
    """Times in milliseconds since 1970: the last export, the last drill that succeeded, one that failed after it."""

    exported: int | None = None
    drilled: int | None = None
    items: int | None = None
    failed: int | None = None


NOTHING_KNOWN = LastProof()


@dataclass(frozen=True)
class Standing:
    """How a vault stands, in a sentence. `kind` is `proven`, `unproven` or `failed`, as badges and rows know them."""

    kind: str
    sentence: str


def proof_of(facts: m.Facts) -> LastProof:
    """What an open vault says of itself."""
    drilled = facts.drilled
    return LastProof(
        facts.exported,
        drilled.time if drilled is not None else None,
        drilled.items if drilled is not None else None,
        facts.drill_failed,
    )


def short_standing(proof: LastProof) -> Standing | None:
    """One line of a row; nothing where nothing is known."""
    if proof.failed is not None:
        return Standing("failed", _said_failed(proof.failed))
    if proof.drilled is not None:
        restored = _restored(proof.drilled)
        return Standing("proven", restored if _is_long_ago(proof.drilled) else _counted(restored, proof.items))
    if proof.exported is None:
        return None
    days = _days(proof.exported)
    if days == 0:
        return Standing("unproven", translate("proofs", "Exported today, never restored"))
    if days == 1:
        return Standing("unproven", translate("proofs", "Exported yesterday, never restored"))
    words = translate("proofs", "Exported {date}, never restored")
    return Standing("unproven", words.format(date=day(proof.exported)))


def remembered_standing(proof: LastProof) -> Standing | None:
    """The same where there is room for a sentence."""
    found = short_standing(proof)
    if found is None or found.kind != "proven" or proof.drilled is None or proof.items is None:
        return found
    words = translate("proofs", "{when}: {items} of {items} files and notes")
    return Standing(found.kind, words.format(when=_restored(proof.drilled), items=number(proof.items)))


def standing(facts: m.Facts) -> Standing:
    """How an open vault stands, with everything that is known of it."""
    if facts.drill_failed is not None:
        now = translate("proofs", "Make a new export, and rehearse with it.")
        return Standing("failed", f"{_said_failed(facts.drill_failed)}. {now}")
    if facts.drilled is not None:
        words = f"{_whole(_restored(facts.drilled.time), facts.drilled)}."
        if _is_long_ago(facts.drilled.time):
            long_ago = translate("proofs", "That was more than a year ago: rehearse again.")
            words = f"{words} {long_ago}"
        return Standing("proven", words)
    if facts.exported is None:
        return Standing("unproven", translate("proofs", "Never exported, never restored: nothing is proven yet."))
    return Standing("unproven", translate("proofs", "Exported, but nobody has ever restored it."))


def proof_words(drilled: m.Drilled) -> str:
    """A drill that succeeded, in a sentence to keep."""
    when = translate("proofs", "Restored for real on {date}").format(date=full_day(drilled.time))
    return f"{_whole(when, drilled)}."


def _whole(when: str, proof: m.Proof | m.Drilled) -> str:
    """How many, how much, and with what."""
    words = translate("proofs", "{when}: {items} of {items} files and notes, {size}")
    said = words.format(when=when, items=number(proof.items), size=size(proof.bytes))
    way_in = {
        "password": translate("proofs", "with the password"),
        "keyfile": translate("proofs", "with password and keyfile"),
        "recovery": translate("proofs", "with the recovery kit"),
    }.get(proof.way_in)
    return f"{said}, {way_in}" if way_in else said


def _counted(words: str, items: int | None) -> str:
    if items is None:
        return words
    return translate("proofs", "{when}: {items} of {items}").format(when=words, items=number(items))


def _restored(time: int) -> str:
    days = _days(time)
    if days == 0:
        return translate("proofs", "Restored for real today")
    if days == 1:
        return translate("proofs", "Restored for real yesterday")
    return translate("proofs", "Restored for real on {date}").format(date=day(time))


def _said_failed(time: int) -> str:
    days = _days(time)
    if days == 0:
        return translate("proofs", "The last rehearsal failed today")
    if days == 1:
        return translate("proofs", "The last rehearsal failed yesterday")
    return translate("proofs", "The last rehearsal failed on {date}").format(date=day(time))


def _is_long_ago(time: int) -> bool:
    return _days(time) > LONG_AGO_DAYS


def _days(time: int) -> int:
    """Midnights since then."""
    return QDateTime.fromMSecsSinceEpoch(time).date().daysTo(QDateTime.currentDateTime().date())
