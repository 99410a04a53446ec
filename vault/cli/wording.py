"""What went wrong, in words for people and in exit codes for scripts: the one place that knows both.

Every text says what happened, what is safe, and what to do.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, NamedTuple

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
from vault.engine.floe import CommitmentMismatch
from vault.engine.opening import FIRST_SEEN, OUTLIVED
from vault.engine.records import TornFrame

DONE = 0
BUG = 1
USAGE = 2
CREDENTIAL = 3
DAMAGED = 4
OTHER_STATE = 5
BUSY = 6
NOT_FOUND = 7
STORAGE = 8
VERSION = 9
REFUSED = 10
CANCELLED = 11
UNAVAILABLE = 12
POLICY = 13
CONFLICT = 14

_UNCHANGED = "Nothing was changed."
_FIRST_MS, _LAST_MS = -62_135_510_400_000, 253_402_214_400_000
"""Of the years 1 and 9999, but for a day that zones may take or add."""


class Words(NamedTuple):
    """An exit code, and three sentences or so: what happened, what is safe, what to do."""

    exit_code: int
    happened: str
    safe: str
    act: str

    @property
    def rest(self) -> str:
        return f"{self.safe} {self.act}".strip()


class Refusal(Exception):
    """The command itself found a reason to stop, and has the words for it already."""

    def __init__(self, exit_code: int, happened: str, rest: str = "") -> None:
        super().__init__(happened)
        self.words = Words(exit_code, happened, rest, "")


class UsageError(Refusal):
    """The command as written cannot be carried out."""

    def __init__(self, happened: str, rest: str = "") -> None:
        super().__init__(USAGE, happened, rest)


def moment(milliseconds: int) -> str:
    """A time for people, in the zone of the machine; no further than calendars go, whatever a file says."""
    milliseconds = min(max(milliseconds, _FIRST_MS), _LAST_MS)
    time = datetime.datetime.fromtimestamp(milliseconds / 1000, tz=datetime.UTC).astimezone()
    return f"{time:%Y-%m-%d %H:%M}"


def _sentence(detail: str) -> str:
    return f"{detail[:1].upper()}{detail[1:]}."


def _wrong_credential(_: WrongCredential) -> Words:
    return Words(
        CREDENTIAL,
        "That does not open this vault.",
        _UNCHANGED,
        "Look at Caps Lock and the keyboard layout, and try again; --keyfile and --slot choose another way in.",
    )


def _mistyped(error: Any) -> Words:
    where = f"share {error.share}" if error.share else "the recovery code"
    if error.reason == "count":
        happened = f"A typing error: {where} has {error.expected} words, and these are {error.count}."
    elif error.word is None:
        happened = f"There is a typing error somewhere in {where}."
    else:
        happened = f"There is a typing error in word {error.word} of {where}."
    return Words(
        CREDENTIAL, happened, "Nothing was tried with it.", "Compare it with the paper, and type it once more."
    )


def _shares_missing(error: Any) -> Words:
    return Words(
        CREDENTIAL,
        f"The recovery code needs {error.need} of its shares, and {error.have} of them are here.",
        _UNCHANGED,
        "Give all of them at once, each on a line of its own.",
    )


def _shares_foreign(_: Any) -> Words:
    return Words(
        CREDENTIAL, "These shares do not belong together.", _UNCHANGED, "Shares go together if they were made together."
    )


def _device_expired(error: Any) -> Words:
    return Words(
        CREDENTIAL,
        f"This device opened the vault until {moment(error.expires * 1000)}, and does so no more.",
        _UNCHANGED,
        "Open it with the password; 'deedbox slots' removes what has expired, and adds this device anew.",
    )


def _locked(_: VaultLocked) -> Words:
    return Words(CREDENTIAL, "The vault is locked.", "What was saved before is safe.", "Open it again.")


def _damaged(error: Damaged) -> Words:
    return Words(
        DAMAGED,
        f"Something in the vault is not what was written ({error.where}).",
        "Damaged bytes are never handed out, and nothing was changed.",
        "Run 'deedbox check' to see what is affected, and keep your backups.",
    )


def _rollback(error: RollbackDetected) -> Words:
    return Words(
        OTHER_STATE,
        f"This is an older state of the vault than this computer has seen{_dates(error)}.",
        "It is authentic, and nothing was changed. Looking at it with --accept-state changes nothing.",
        "If you put an older copy back on purpose, confirm the next change with --accept-state; otherwise find out who "
        "did. If 'header' is named below, 'check --repair' looks for the newer one.",
    )


def _dates(error: RollbackDetected | ForkDetected) -> str:
    """When the state was last changed, and when the one was that this computer knows; as far as known."""
    known = [f"it is of {moment(error.found)}"] if error.found else []
    known += [f"you last saw {moment(error.last_seen)}"] if error.last_seen else []
    return f" ({', '.join(known)})" if known else ""


_FORKS = {
    "history": (
        "This vault went another way than the one this computer has seen.",
        "Two copies may have been changed separately. Look at both: with --accept-state, looking changes nothing.",
    ),
    "lineage": (
        "This vault was restored or repaired since this computer last saw it.",
        "If you know of that, confirm it with --accept-state.",
    ),
    "anchor": (
        "What this computer remembers of the vault was not written by this vault.",
        "If you know why, confirm the vault as it is with --accept-state.",
    ),
}


def _fork(error: ForkDetected) -> Words:
    happened, act = _FORKS[error.reason]
    if error.origin is not None and error.found is not None:
        seen = f"; you last saw {moment(error.last_seen)}" if error.last_seen else ""
        dates = f" (to its state of {moment(error.origin)}, on {moment(error.found)}{seen})"
    else:
        dates = _dates(error)
    return Words(OTHER_STATE, f"{happened[:-1]}{dates}.", _UNCHANGED, act)


def _unsupported(error: UnsupportedVersion) -> Words:
    return Words(
        VERSION,
        f"This was written by a later version of Deedbox ({error.detail or 'unknown'}).",
        _UNCHANGED,
        "Update Deedbox and open it again.",
    )


def _kdf(error: KdfRefused) -> Words:
    return Words(
        POLICY,
        f"The cost of the password is not accepted: {error.detail or 'out of bounds'}.",
        _UNCHANGED,
        "The floor is 3 passes over 64 MiB; above it, what fits the memory of this computer.",
    )


def _busy(error: VaultBusy) -> Words:
    pid, host, since = (error.holder.get(key) for key in ("pid", "host", "since"))
    who = f" by process {pid}" if isinstance(pid, int) else ""
    who += f" on {host}" if isinstance(host, str) and host.isprintable() else ""
    who += f" since {moment(since)}" if isinstance(since, int) and abs(since) < 1 << 46 else ""
    return Words(
        BUSY,
        f"The vault is open for writing{who or ' elsewhere'}.",
        _UNCHANGED,
        "Close it there, or wait; reading works meanwhile.",
    )


def _read_only(error: ReadOnly) -> Words:
    return Words(
        STORAGE,
        f"The vault can be read but not changed: {error.detail or 'open for reading only'}.",
        "What is in it is safe.",
        "Make its place writable, or work on a copy.",
    )


def _conflict(error: Conflict) -> Words:
    return Words(
        CONFLICT,
        _sentence(error.detail or "something is there already"),
        "Nothing was overwritten.",
        "Choose another name or place, or say --force where the command has it.",
    )


def _not_found(error: NotFound) -> Words:
    return Words(
        NOT_FOUND,
        _sentence(error.detail or "no such item"),
        _UNCHANGED,
        "'deedbox ls VAULT -r' shows what there is.",
    )


def _path_rejected(error: PathRejected) -> Words:
    return Words(
        REFUSED,
        f"That name or path is not accepted: {error.detail or 'it leads elsewhere'}.",
        _UNCHANGED,
        "Choose another.",
    )


_SHARES = {
    "not for you": ("No key here opens this.", "Ask the sender which of your keys it was made for."),
    "unsigned": ("Nobody signed this share.", "Ask the sender to share it once more, with Deedbox."),
    "bad signature": ("The signature of this share is not right.", "Ask the sender, by another way, what was sent."),
    "unknown sender": ("Nobody you know signed this share.", "Add the sender to your contacts first."),
    "changed contact": (
        "That contact has another key than before, and it was not compared yet.",
        "Compare the words of the new key by another way: 'deedbox contact VAULT verify'.",
    ),
    "already received": ("This share was taken in before.", "'deedbox shares VAULT' says when."),
    "mixed recipients": (
        "These keys do not go together in one share.",
        "It would be as weak as the weakest of them: share with each kind by itself.",
    ),
}


def _share(error: ShareRefused) -> Words:
    happened, act = _SHARES[error.reason]
    return Words(REFUSED, happened, _UNCHANGED, act)


def _query(error: QueryRejected) -> Words:
    from vault.engine.query import HELP  # for this error alone: the start of every command stays short

    help_lines = [line for line in HELP if line.operator == error.detail]
    takes = "".join(f" Take for example {line.example} ({line.meaning})." for line in help_lines)
    return Words(USAGE, f"'{error.detail}' does not take that.", "", takes.strip())


def _limit(error: LimitExceeded) -> Words:
    return Words(
        POLICY,
        f"That is more than a vault takes: {error.detail or 'too large'}.",
        _UNCHANGED,
        "Make it smaller, or split it.",
    )


_STORAGE = {
    "full": ("The disk is full.", "Make room, and run the command again."),
    "permission": ("The system does not permit that.", "Look at who owns the place, and its permissions."),
    "read-only": ("The disk can only be read.", "Make it writable, or choose another place."),
    "gone": ("The disk is gone.", "Plug it in again, and run the command again."),
    "too many files": ("Too many files are open.", "Close other programs, or raise the limit (ulimit -n)."),
    "name too long": ("The disk takes no name that long.", "Rename it, or choose a disk that takes longer names."),
    "input/output": ("The disk reported an error.", "Look after the disk, and keep your backups."),
}


def _storage(error: Storage) -> Words:
    happened, act = _STORAGE[error.kind]
    return Words(STORAGE, happened, "What was saved before is safe.", act)


_FACTORS = {
    "device only": (
        "This computer alone may open the vault, but not do that.",
        "Open it with a password or a recovery code, and run the command again.",
    ),
    "last tested": (
        "No other way in was tested, so this one stays.",
        "Test or add another first: 'deedbox slots'.",
    ),
    "not at hand": (
        "The vault is open by this very way in, so it stays.",
        "Open it by another, and run the command again.",
    ),
}


def _factor(error: FactorRequired) -> Words:
    happened, act = _FACTORS[error.reason]
    return Words(POLICY, happened, _UNCHANGED, act)


def _keyring(error: KeyringUnavailable) -> Words:
    return Words(
        UNAVAILABLE,
        f"The keyring of this computer cannot be used: {error.reason}.",
        "Nothing was stored in it.",
        "Open the vault another way; everything else works without a keyring.",
    )


def _cancelled(_: Cancelled) -> Words:
    return Words(CANCELLED, "Stopped.", "What was finished before is kept, whole.", "")


WORDS: dict[type[VaultError], Callable[[Any], Words]] = {
    WrongCredential: _wrong_credential,
    VaultLocked: _locked,
    Damaged: _damaged,
    CommitmentMismatch: _damaged,
    TornFrame: _damaged,
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
"""Every error of the engine and what stands above it. A test insists that none is missing."""


NAMED_WORDS: dict[str, Callable[[Any], Words]] = {
    "MistypedCode": _mistyped,
    "SharesMissing": _shares_missing,
    "SharesForeign": _shares_foreign,
    "DeviceExpired": _device_expired,
}
"""The same for those of modules that few commands load, by name, so that the start of every command stays short."""


def words_for(error: VaultError) -> Words:
    """The words for an error."""
    for kind in type(error).__mro__:
        if kind.__name__ in NAMED_WORDS:
            return NAMED_WORDS[kind.__name__](error)
        if kind in WORDS:
            return WORDS[kind](error)
    return Words(BUG, f"Something without a name went wrong ({type(error).__name__}).", "", "")


_NOTICES = {
    "read-only: ": "Opened for reading only, because its place cannot be written.",
    "opened with the copy of the header": "The header did not open, its copy did. Everything is there.",
    "interrupted change left out": "A change that was interrupted is left out. Everything before it is there.",
    "a change of the header is not finished": "A change of password or key was interrupted; the next change ends it.",
    "interrupted header change completed": "A change of password or key that was interrupted is now complete.",
    "interrupted header change withdrawn": "A change of password or key that was interrupted was taken back.",
    "header copy renewed": "The two copies of the header differed and are equal again.",
    "old catalog still held by a reader": "An older catalog is kept until another program has read it.",
    "key slots changed": "Ways into this vault were added, changed or removed since this computer last saw it.",
    "catalog mended: nothing is lost": "The catalog was damaged and is repaired; nothing of it is lost.",
    "anchor not written": "This computer could not remember the vault's state; an older copy may go unnoticed.",
}


def words_for_notice(notice: str) -> str:
    """What unlocking found out of the ordinary, in words."""
    for start, words in _NOTICES.items():
        if notice.startswith(start):
            return words
    name, _, rest = notice.partition(": ")
    if name == "catalog mended":
        return f"The catalog was damaged and is repaired as far as it could be. Perhaps missing: {rest}."
    if name == FIRST_SEEN and rest.isdigit():
        return (
            f"This computer sees this vault for the first time; it was last changed on {moment(int(rest))}. Whether "
            "there is a later state it cannot know."
        )
    if name == OUTLIVED and rest.isdigit():
        return (
            f"This vault is on new secrets since this computer last saw it, on {moment(int(rest))}. If you do not know "
            "of that, find out before you change anything."
        )
    if name == "the state before" and rest.isdigit():
        return f"This is the state of {moment(int(rest))}, before the current catalog. It can only be looked at."
    return _sentence(notice)
