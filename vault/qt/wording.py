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
    ForkDetected,
    KdfRefused,
    LimitExceeded,
    NotFound,
    PathRejected,
    ReadOnly,
    RollbackDetected,
    Storage,
    UnsupportedVersion,
    VaultBusy,
    VaultError,
    VaultLocked,
    WrongCredential,
)

from .figures import moment

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


def _rollback(_: RollbackDetected) -> Said:
    return Said(
        translate("wording", "This is an older state of the vault than this computer has seen."),
        translate("wording", "It is authentic, and nothing was changed."),
        translate("wording", "Go on only if you put an older copy back on purpose."),
    )


def _fork(error: ForkDetected) -> Said:
    if error.reason == "history":
        happened = translate("wording", "This vault went another way than the one this computer has seen.")
        act = translate("wording", "Two copies may have been changed separately; look at both before you go on.")
    elif error.reason == "lineage":
        happened = translate("wording", "This vault was restored from a backup since this computer last saw it.")
        act = translate("wording", "Go on if you know of that.")
    else:
        happened = translate("wording", "What this computer remembers of the vault was not written by this vault.")
        act = translate("wording", "Go on only if you know why.")
    if error.last_seen:
        seen = translate("wording", "It was last seen here: {moment}.").format(moment=moment(error.last_seen))
        happened = f"{happened} {seen}"
    return Said(happened, _unchanged(), act)


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
        happened = words.format(host=host[:40], moment=moment(since))
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
        "input/output": (
            translate("wording", "The disk reported an error."),
            translate("wording", "Look after the disk, and keep your backups."),
        ),
    }[error.kind]
    return Said(happened, safe, act)


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
    LimitExceeded: _limit,
    Storage: _storage,
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
    }
    said = next((words for start, words in known.items() if notice.startswith(start)), None)
    return said or translate("wording", "The vault was opened with a remark: {remark}.").format(remark=notice)
