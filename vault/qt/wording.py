"""What went wrong, in words for people: the one place in the window that knows every `VaultError`.

Three sentences: what happened, what is safe, what to do. The command line has its own in `vault.cli.wording`.
"""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, qVersion

import vault
from vault.child.failures import Bug
from vault.engine.errors import (
    Cancelled,
    Conflict,
    Damaged,
    FactorRequired,
    ForkDetected,
    KdfRefused,
    KeyringUnavailable,
    LimitExceeded,
    NotFound,
    PathRejected,
    QueryRejected,
    ReadOnly,
    RollbackDetected,
    ShareRefused,
    Storage,
    UnsupportedVersion,
    VaultBusy,
    VaultError,
    VaultLocked,
    WrongCredential,
)

from .figures import full_time, moment

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Said:
    """An error in words, and what stands in a copy for somebody who helps: codes and versions, no names."""

    happened: str
    safe: str
    act: str
    details: str = ""

    @property
    def whole(self) -> str:
        return " ".join(part for part in (self.happened, self.safe, self.act) if part)


def _unchanged() -> str:
    return translate("wording", "Nothing was changed.")


def _wrong_credential(_: WrongCredential) -> Said:
    return Said(
        translate("wording", "That password does not open this vault."),
        "",
        translate("wording", "Look at the keyboard layout and the keyfile, and try again."),
    )


def _locked(_: VaultLocked) -> Said:
    return Said(
        translate("wording", "The vault is locked."),
        translate("wording", "What was saved before is safe."),
        translate("wording", "Unlock it again."),
    )


def _damaged(_: Damaged) -> Said:
    return Said(
        translate("wording", "Something in the vault is not what was written."),
        translate("wording", "Damaged bytes are never shown, and nothing was changed."),
        translate("wording", "Check the vault to see what is affected, and keep your backups."),
    )


def _rollback(error: RollbackDetected) -> Said:
    return Said(
        translate("wording", "This is an older state of the vault than this computer has seen."),
        _both(
            _times(error),
            translate("wording", "It is authentic, and nothing was changed; what came later is missing in it."),
        ),
        translate(
            "wording",
            "Go on only if you put an older copy back on purpose. If not, look for the newer one before you change "
            "anything here.",
        ),
    )


def _fork(error: ForkDetected) -> Said:
    return {"history": _history, "lineage": _lineage}.get(error.reason, _anchor)(error)


def _history(error: ForkDetected) -> Said:
    return Said(
        translate("wording", "This vault went another way than the one this computer has seen."),
        _both(
            _times(error),
            translate("wording", "Both are authentic, and nothing was changed; each may hold what the other lacks."),
        ),
        translate(
            "wording",
            "Two copies were changed separately, or a sync tool put an old one back. Look at this one and find the "
            "other before you go on with either.",
        ),
    )


def _lineage(error: ForkDetected) -> Said:
    happened = translate("wording", "This vault was restored or repaired since this computer last saw it.")
    if error.origin and error.found:
        words = translate("wording", "That was on {found}, out of what was there on {origin}.")
        happened = f"{happened} {words.format(found=full_time(error.found), origin=full_time(error.origin))}"
    seen = ""
    if error.last_seen:
        seen = translate("wording", "You last saw the vault from before that, of {seen}.").format(
            seen=full_time(error.last_seen)
        )
    return Said(
        happened,
        _both(seen, translate("wording", "It is authentic, and nothing was changed.")),
        translate("wording", "Go on if you know of that. What was added later than the backup is not in it."),
    )


def _anchor(error: ForkDetected) -> Said:
    return Said(
        translate("wording", "What this computer remembers of the vault was not written by this vault."),
        _both(_times(error), _unchanged()),
        translate(
            "wording",
            "The vault may have been put in another's place, or this computer's memory of it was. Look at it for "
            "reading only, and go on only if you know why.",
        ),
    )


def _times(error: RollbackDetected | ForkDetected) -> str:
    """What is here, and what was seen before: as far as known."""
    if error.found and error.last_seen:
        words = translate("wording", "This state is of {found}, you last saw that of {seen}.")
        return words.format(found=full_time(error.found), seen=full_time(error.last_seen))
    if error.last_seen:
        return translate("wording", "You last saw that of {seen}.").format(seen=full_time(error.last_seen))
    return translate("wording", "This state is of {found}.").format(found=full_time(error.found)) if error.found else ""


def _both(*sentences: str) -> str:
    return " ".join(one for one in sentences if one)


def _unsupported(_: UnsupportedVersion) -> Said:
    return Said(
        translate("wording", "This was written by a later version of Deedbox."),
        _unchanged(),
        translate("wording", "Update Deedbox and open it again."),
    )


def _kdf(_: KdfRefused) -> Said:
    return Said(
        translate("wording", "Unlocking needs more memory than is free, or asks for less than is safe."),
        _unchanged(),
        translate("wording", "Close other programs and try again."),
    )


def _busy(error: VaultBusy) -> Said:
    host, since = error.holder.get("host"), error.holder.get("since")
    happened = translate("wording", "The vault is open for writing in another program.")
    if isinstance(host, str) and host.isprintable() and isinstance(since, int) and abs(since) < 1 << 46:
        words = translate("wording", "The vault is open for writing in another program, on {host} since {moment}.")
        happened = words.format(host=host[:40], moment=moment(since, within=True))
    return Said(happened, _unchanged(), translate("wording", "Close it there, or open it here for reading only."))


def _read_only(_: ReadOnly) -> Said:
    return Said(
        translate("wording", "The vault can be read but not changed."),
        translate("wording", "What is in it is safe."),
        translate("wording", "Make its place writable and unlock it again."),
    )


def _conflict(_: Conflict) -> Said:
    return Said(
        translate("wording", "Something with that name is there already, or was changed meanwhile."),
        translate("wording", "Nothing was overwritten."),
        translate("wording", "Choose another name or place."),
    )


def _not_found(_: NotFound) -> Said:
    return Said(
        translate("wording", "It is not there any more."),
        _unchanged(),
        translate("wording", "Look whether it was moved or renamed."),
    )


def _path_rejected(_: PathRejected) -> Said:
    return Said(
        translate("wording", "That name or place is not accepted."),
        _unchanged(),
        translate("wording", "A name has no slash and is not empty; a place is an ordinary file or folder."),
    )


def _share(error: ShareRefused) -> Said:
    happened, act = {
        "not for you": (
            translate("wording", "No key here opens this."),
            translate("wording", "Ask the sender which of your keys it was made for."),
        ),
        "unsigned": (
            translate("wording", "Nobody signed this share."),
            translate("wording", "Ask the sender to share it once more, with Deedbox."),
        ),
        "bad signature": (
            translate("wording", "The signature of this share is not right."),
            translate("wording", "Ask the sender, by another way, what was sent."),
        ),
        "unknown sender": (
            translate("wording", "Nobody you know signed this share."),
            translate("wording", "Add the sender to your contacts first."),
        ),
        "changed contact": (
            translate("wording", "That contact has another key than before, which nobody compared yet."),
            translate("wording", "Compare the words of the new key with the person, by another way."),
        ),
        "already received": (
            translate("wording", "This share was taken in before."),
            translate("wording", "The register of shares says when."),
        ),
        "mixed recipients": (
            translate("wording", "These keys do not go together in one share."),
            translate("wording", "It would be as weak as the weakest of them: share with each kind by itself."),
        ),
    }[error.reason]
    return Said(happened, _unchanged(), act)


def _query(error: QueryRejected) -> Said:
    return Said(
        translate("wording", "A search takes something else after “%1”.").replace("%1", error.detail),
        "",
        translate("wording", "Look at the help of the search, or put it in quotes to search for it as text."),
    )


def _limit(_: LimitExceeded) -> Said:
    return Said(
        translate("wording", "That is more than a vault takes."),
        _unchanged(),
        translate("wording", "Make it smaller, or split it."),
    )


def _storage(error: Storage) -> Said:
    safe = translate("wording", "Everything saved before is safe.")
    happened, act = {
        "full": (
            translate("wording", "The disk is full."),
            translate("wording", "Free some space and try again."),
        ),
        "permission": (
            translate("wording", "The system does not permit that."),
            translate("wording", "Look at who owns the place, and at its permissions."),
        ),
        "read-only": (
            translate("wording", "The disk can only be read."),
            translate("wording", "Make it writable, or choose another place."),
        ),
        "gone": (
            translate("wording", "The disk is gone."),
            translate("wording", "Plug it in and try again."),
        ),
        "too many files": (
            translate("wording", "Too many files are open."),
            translate("wording", "Close other programs and try again."),
        ),
        "name too long": (
            translate("wording", "The disk takes no name that long."),
            translate("wording", "Give it a shorter name, or choose another disk."),
        ),
        "input/output": (
            translate("wording", "The disk reported an error."),
            translate("wording", "Look after the disk, and keep your backups."),
        ),
    }[error.kind]
    return Said(happened, safe, act)


def _factor(error: FactorRequired) -> Said:
    happened, act = {
        "device only": (
            translate("wording", "This computer alone may open the vault, but not do that."),
            translate("wording", "Enter a password or a recovery code for it."),
        ),
        "last tested": (
            translate("wording", "No other way in was tested, so this one stays."),
            translate("wording", "Test or add another first."),
        ),
        "not at hand": (
            translate("wording", "The vault is open by this very way in, so it stays."),
            translate("wording", "Unlock the vault by another, then remove this one."),
        ),
    }[error.reason]
    return Said(happened, _unchanged(), act)


def _keyring(error: KeyringUnavailable) -> Said:
    return Said(
        translate("wording", "The keyring of this computer cannot be used: {reason}.").format(
            reason=_keyring_fault(error.reason)
        ),
        translate("wording", "Nothing was stored in it."),
        translate("wording", "Unlock the vault another way; everything else works without a keyring."),
    )


def _keyring_fault(reason: str) -> str:
    """Why there is no keyring, in the person's language."""
    return {
        "it is locked": translate("wording", "it is locked"),
        "it refused": translate("wording", "it refused"),
        "it does not answer": translate("wording", "it does not answer"),
        "it does not keep what it is given": translate("wording", "it does not keep what it is given"),
        "its settings cannot be read": translate("wording", "its settings cannot be read"),
        "there is none on this device, or it does not answer": translate(
            "wording", "there is none on this device, or it does not answer"
        ),
        "another keyring was chosen, which Deedbox does not trust": translate(
            "wording", "another keyring was chosen, which Deedbox does not trust"
        ),
    }.get(reason, translate("wording", "it cannot be used"))


def _cancelled(_: Cancelled) -> Said:
    return Said(translate("wording", "Stopped."), translate("wording", "What was finished before is kept, whole."), "")


WORDS: dict[type[VaultError], Callable[[Any], Said]] = {
    WrongCredential: _wrong_credential,
    VaultLocked: _locked,
    Damaged: _damaged,
    RollbackDetected: _rollback,
    ForkDetected: _fork,
    UnsupportedVersion: _unsupported,
    KdfRefused: _kdf,
    VaultBusy: _busy,
    ReadOnly: _read_only,
    Conflict: _conflict,
    NotFound: _not_found,
    PathRejected: _path_rejected,
    QueryRejected: _query,
    ShareRefused: _share,
    LimitExceeded: _limit,
    Storage: _storage,
    FactorRequired: _factor,
    KeyringUnavailable: _keyring,
    Cancelled: _cancelled,
}
"""Every error that can come out of the vault process. A test insists that none is missing."""


def words_for(error: Exception) -> Said:
    """The words for an error, ours or not."""
    said = next((WORDS[kind](error) for kind in type(error).__mro__ if kind in WORDS), None)
    if said is None:
        said = Said(
            translate("wording", "Something went wrong inside Deedbox."),
            translate("wording", "Everything saved before is safe."),
            translate("wording", "Copy the details for a report, and try again."),
        )
    return Said(said.happened, said.safe, said.act, details_of(error))


def details_of(error: Exception) -> str:
    """Codes and versions for a report: no name and no path of the person's."""
    known = [type(error).__name__]
    known += [f"{key}={value}" for key in ("kind", "errno", "reason") if (value := getattr(error, key, None))]
    if isinstance(error, Bug):
        known.append(str(error))
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}, Qt {qVersion()}"
    return f"{' '.join(known)}\nDeedbox {vault.__version__}, {system}"


def words_for_notice(notice: str) -> str:
    """What unlocking found out of the ordinary, in words."""
    kind, _, more = notice.partition(": ")
    if kind == "the state before":
        return _state_before(int(more) if more.isdecimal() else 0)
    if kind == "catalog mended":
        return _mended(more)
    if kind == "first seen here, last changed":
        return translate(
            "wording",
            "This computer sees this vault for the first time. It was last changed: {when}. Whether there is a later "
            "state it cannot know.",
        ).format(when=full_time(int(more)) if more.isdecimal() else more)
    if kind == "on new secrets since this device saw the vault":
        return translate(
            "wording",
            "This vault is on new secrets since this computer last saw it, on {when}. If you do not know of that, find "
            "out before you change anything.",
        ).format(when=full_time(int(more)) if more.isdecimal() else more)
    known = {
        "read-only: ": translate("wording", "Opened for reading only, because its place cannot be written."),
        "opened with the copy of the header": translate(
            "wording", "The header did not open, its copy did. Everything is there."
        ),
        "interrupted change left out": translate(
            "wording", "A change that was interrupted is left out. Everything before it is there."
        ),
        "a change of the header is not finished": translate(
            "wording", "A change of password or key was interrupted; the next change ends it."
        ),
        "interrupted header change completed": translate(
            "wording", "A change of password or key that was interrupted is now complete."
        ),
        "interrupted header change withdrawn": translate(
            "wording", "A change of password or key that was interrupted was taken back."
        ),
        "header copy renewed": translate("wording", "The two copies of the header differed and are equal again."),
        "old catalog still held by a reader": translate(
            "wording", "An older catalog is kept until another program has read it."
        ),
        "anchor not written": translate(
            "wording", "This computer could not remember the vault's state; an older copy may go unnoticed."
        ),
        "key slots changed since": translate(
            "wording",
            "Ways into the vault came or went since this computer last saw it. If you do not know of that, "
            "change the password.",
        ),
    }
    said = next((words for start, words in known.items() if notice.startswith(start)), None)
    return said or translate("wording", "The vault was opened with a remark: {remark}.").format(remark=notice)


def _state_before(time: int) -> str:
    when = full_time(time) if time else translate("wording", "an earlier time")
    return translate(
        "wording",
        "Read-only: this is the state before the damaged catalog, of {when}. Copy out what you need, then lock, and "
        "repair the catalog or restore a backup.",
    ).format(when=when)


def _mended(lost: str) -> str:
    if lost in ("", "nothing is lost"):
        return translate("wording", "The catalog was repaired, and nothing is lost.")
    words = translate(
        "wording",
        "The catalog was repaired. This could not be saved: {lost}. Check the vault, and compare it with a backup.",
    )
    return words.format(lost=", ".join(_lost(one) for one in lost.split("; ")))


def _lost(one: str) -> str:
    """A piece of a catalog, in words. Numbers are those of changes, as the trail counts them."""
    kind, _, rest = one.partition(" ")
    if kind == "record" or kind == "records":
        first, _, last = rest.removeprefix("from ").partition(" to ")
        if last:
            return translate("wording", "changes {first} to {last}").format(first=first, last=last)
        if rest.startswith("from "):
            return translate("wording", "changes from {first} on").format(first=first)
        return translate("wording", "change {first}").format(first=first)
    if kind == "key":
        return translate("wording", "the way in “{name}”").format(name=rest.removeprefix("slot "))
    if kind in ("log", "snapshot"):
        return translate("wording", "a part of the catalog, number {number}").format(number=rest)
    return one
