"""Every deed that can stand in the trail: of what kind it is, and the sentence that tells it.

The trail is written by the engine in short English words that never change. Here is what people read instead, for the
command line and the window alike. No language is known here: whoever shows a deed brings a `Voice`, and the sentences
are collected for translation from here (packaging/translations.py). A test finds every deed that anything writes.
"""

from __future__ import annotations

import time
from base64 import b64encode
from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple, Protocol

Kind = Literal["keys", "items", "sharing", "proofs", "upkeep"]
Detail = Sequence[int | str | bytes | None]

UNKNOWN: Kind = "upkeep"
"""What a deed counts as that a later version has written."""


_GRAVE = frozenset({"drill failed", "contact changed its keys"})


class Voice(Protocol):
    """How somebody is spoken to."""

    def translate(self, context: str, text: str, remark: str = "", count: int = -1, /) -> str:
        """A text in their language; `%Ln` in it is the count."""

    def size(self, count: int, /) -> str:
        """An amount of bytes."""


class Told(NamedTuple):
    """A deed in a sentence, and what one should know of it in a second; that one may be empty."""

    first: str
    second: str = ""

    @property
    def whole(self) -> str:
        return f"{self.first} {self.second}".rstrip()


class _Entry(NamedTuple):
    """What there is to tell of one entry."""

    voice: Voice
    detail: Detail
    way: str

    def count(self, at: int = 0) -> int:
        """A number of things in the detail; 0 where there is none."""
        found = self.detail[at] if at < len(self.detail) else None
        return max(0, found) if isinstance(found, int) else 0

    def text(self, at: int) -> str:
        """A word of the detail."""
        found = self.detail[at] if at < len(self.detail) else None
        return found if isinstance(found, str) else ""


Sentence = Callable[[_Entry], Told]


def tell(action: str, detail: Detail, voice: Voice, way: str = "") -> Told:
    """An entry in sentences. `way` is the name of the way in it speaks of, where that is still known."""
    found = DEEDS.get(action)
    if found is None:
        words = voice.translate("trail", "Something that this version has no words for: {action}.")
        return Told(words.replace("{action}", action))
    return found[1](_Entry(voice, detail, way))


def kind_of(action: str) -> Kind:
    """Where a deed belongs."""
    return DEEDS[action][0] if action in DEEDS else UNKNOWN


def deeds_of(kind: str) -> tuple[str, ...]:
    """The deeds of a kind."""
    return tuple(action for action, (its, _) in DEEDS.items() if its == kind)


def is_grave(action: str, detail: Detail) -> bool:
    """Whether somebody should look after it."""
    lost = action == "catalog mended" and any(isinstance(value, str) for value in detail)
    refused = action == "access" and "refused" in detail[2:]
    return lost or refused or action in _GRAVE


def document(sequence: int, milliseconds: int, action: str, detail: Detail) -> dict[str, Any]:
    """An entry as scripts get it; this form is a promise (docs/format.md tells what the trail is)."""
    year, month, day, hour, minute, second = time.gmtime(milliseconds // 1000)[:6]
    return {
        "sequence": sequence,
        "time": f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z",
        "action": action,
        "detail": [b64encode(value).decode() if isinstance(value, bytes) else value for value in detail],
    }


# Ways in and keys


def _way(entry: _Entry, named: str, otherwise: str) -> str:
    """With the name of the way in where it is known."""
    return named.replace("{name}", entry.way) if entry.way else otherwise


def _old_backups(entry: _Entry) -> str:
    return entry.voice.translate("trail", "Old backups still open with the old password.")


def _password_changed(entry: _Entry) -> Told:
    tr = entry.voice
    named = tr.translate("trail", "Password “{name}” changed, and a new vault key with it.")
    other = tr.translate("trail", "Password changed, and a new vault key with it.")
    return Told(_way(entry, named, other), _old_backups(entry))


def _password_kept(entry: _Entry) -> Told:
    tr = entry.voice
    named = tr.translate("trail", "Password “{name}” changed; the vault key stayed.")
    other = tr.translate("trail", "Password changed; the vault key stayed.")
    known = tr.translate("trail", "Whoever has an old copy and the old password has the key of today, too.")
    return Told(_way(entry, named, other), known)


def _new_key(entry: _Entry) -> Told:
    first = entry.voice.translate("trail", "New vault key made.")
    return Told(
        first,
        entry.voice.translate("trail", "What was stored before stays under the old one until it is re-encrypted."),
    )


def _new_secrets(entry: _Entry) -> Told:
    first = entry.voice.translate("trail", "New secrets made: no way in of before opens the vault.")
    return Told(first, entry.voice.translate("trail", "Old backups still open with what was before."))


def _way_kind(entry: _Entry, at: int) -> str:
    """What kind of way in it was."""
    kinds = {
        "password": entry.voice.translate("trail", "a password"),
        "keyfile": entry.voice.translate("trail", "a keyfile with a password"),
        "recovery": entry.voice.translate("trail", "a recovery code"),
        "device": entry.voice.translate("trail", "a device"),
    }
    return kinds.get(entry.text(at), entry.text(at) or entry.voice.translate("trail", "of an unknown kind"))


def _way_added(entry: _Entry) -> Told:
    named = entry.voice.translate("trail", "Way in “{name}” added: {kind}.")
    other = entry.voice.translate("trail", "Way in added: {kind}.")
    return Told(_way(entry, named.replace("{kind}", _way_kind(entry, 1)), other.replace("{kind}", _way_kind(entry, 1))))


def _way_removed(entry: _Entry) -> Told:
    first = entry.voice.translate("trail", "Way in removed: {kind}.").replace("{kind}", _way_kind(entry, 1))
    return Told(first, entry.voice.translate("trail", "It still opens backups of before."))


def _way_renamed(entry: _Entry) -> Told:
    named = entry.voice.translate("trail", "Way in renamed; it is “{name}” now.")
    return Told(_way(entry, named, entry.voice.translate("trail", "Way in renamed.")))


def _way_tested(entry: _Entry) -> Told:
    named = entry.voice.translate("trail", "Way in “{name}” tested: it opens the vault.")
    return Told(_way(entry, named, entry.voice.translate("trail", "Way in tested: it opened the vault.")))


def _cost_renewed(entry: _Entry) -> Told:
    named = entry.voice.translate("trail", "Guessing the password “{name}” made dearer.")
    return Told(_way(entry, named, entry.voice.translate("trail", "Guessing a password made dearer.")))


def _called_for(entry: _Entry) -> Told:
    reasons = {
        "device lost": entry.voice.translate("trail", "Noted: a device was lost, so new secrets are due."),
        "person left": entry.voice.translate("trail", "Noted: somebody left, so new secrets are due."),
    }
    return Told(reasons.get(entry.text(0), entry.voice.translate("trail", "Noted that new secrets are due.")))


def _access(entry: _Entry) -> Told:
    """What a computer noted while the keys were away, up to the unlock that wrote it down."""
    events = entry.detail[2:]  # behind the computer and what it could not read
    refused = sum(value == "refused" for value in events)
    read = sum(value == "read" for value in events)
    host = entry.text(0)
    if refused:
        first = entry.voice.translate("trail", "Refused %Ln time(s) on the computer {host}.", "", refused)
    elif read:
        first = entry.voice.translate("trail", "Opened for reading only %Ln time(s) on {host}.", "", read)
    else:
        first = entry.voice.translate("trail", "Unlocked on the computer {host}.")
    second = ""
    if refused:
        second = entry.voice.translate("trail", "A password or code was shown there that does not open the vault.")
    if entry.count(1):
        forged = entry.voice.translate("trail", "%Ln note(s) there could not be read.", "", entry.count(1))
        second = f"{second} {forged}".strip()
    return Told(first.replace("{host}", host), second)


# Items


def _sized(entry: _Entry, text: str) -> Told:
    """With the amount that stands behind the number of things."""
    return Told(text.replace("{size}", entry.voice.size(entry.count(1))))


def _added(entry: _Entry) -> Told:
    return _sized(entry, entry.voice.translate("trail", "Added: %Ln item(s), {size}.", "", entry.count()))


def _moved(entry: _Entry) -> Told:
    if entry.count() > 1:
        return Told(entry.voice.translate("trail", "Moved: %Ln item(s).", "", entry.count()))
    return Told(entry.voice.translate("trail", "Item moved or renamed."))


def _trashed(entry: _Entry) -> Told:
    return Told(entry.voice.translate("trail", "Put into the trash: %Ln item(s).", "", entry.count()))


def _restored(entry: _Entry) -> Told:
    return Told(entry.voice.translate("trail", "Brought back from the trash: %Ln item(s).", "", entry.count()))


def _removed(entry: _Entry) -> Told:
    first = entry.voice.translate("trail", "Removed for good: %Ln item(s).", "", entry.count())
    return Told(first, entry.voice.translate("trail", "Backups of before still have them."))


def _versions_removed(entry: _Entry) -> Told:
    return Told(entry.voice.translate("trail", "Removed for good: %Ln older version(s).", "", entry.count()))


def _versions_thinned(entry: _Entry) -> Told:
    return Told(entry.voice.translate("trail", "Thinned out: %Ln older version(s).", "", entry.count()))


def _thinning(entry: _Entry) -> Told:
    what = {
        "nothing": entry.voice.translate("trail", "No older versions are thinned out any more."),
        "notes": entry.voice.translate("trail", "Older versions of notes are thinned out from now on."),
        "everything": entry.voice.translate("trail", "Older versions of notes and files are thinned out from now on."),
    }
    other = entry.voice.translate("trail", "Changed which older versions are thinned out.")
    return Told(what.get(entry.text(0), other))


# Shares


def _identity_made(entry: _Entry) -> Told:
    first = entry.voice.translate("trail", "Keys for sharing made.")
    return Told(first)


def _identity_renewed(entry: _Entry) -> Told:
    first = entry.voice.translate("trail", "Keys for sharing renewed.")
    return Told(first, entry.voice.translate("trail", "Those of before still open the shares that were made for them."))


def _key_imported(entry: _Entry) -> Told:
    words = entry.voice.translate("trail", "Key of elsewhere taken in: {kind}.")
    return Told(words.replace("{kind}", entry.text(0)))


def _contact_changed(entry: _Entry) -> Told:
    first = entry.voice.translate("trail", "Contact came with keys that the ones before did not sign.")
    return Told(first, entry.voice.translate("trail", "Compare the words with them before you share anything."))


def _share_withdrawn(entry: _Entry) -> Told:
    first = entry.voice.translate("trail", "Share came to nothing: its file got no name.")
    return Told(first, entry.voice.translate("trail", "Nobody has it."))


def _received(entry: _Entry) -> Told:
    return _sized(
        entry, entry.voice.translate("trail", "Taken in out of a share: %Ln item(s), {size}.", "", entry.count())
    )


def _shared(entry: _Entry) -> Told:
    things = entry.voice.translate("trail", "Shared: %Ln file(s) or note(s),", "", entry.count(0))
    people = entry.voice.translate("trail", "with %Ln key(s).", "", entry.count(1))
    return Told(f"{things} {people}", entry.voice.translate("trail", "A share cannot be called back."))


# Backups and proofs


def _exported(entry: _Entry) -> Told:
    words = entry.voice.translate("trail", "Exported and verified: %Ln item(s), {size}.", "", entry.count(0))
    return _sized(entry, words)


def _vault_restored(entry: _Entry) -> Told:
    return Told(entry.voice.translate("trail", "Vault restored out of an export."))


def _drilled(entry: _Entry) -> Told:
    words = entry.voice.translate("trail", "Restored for real: %Ln file(s) and note(s), {size}.", "", entry.count(0))
    return _sized(entry, words)


def _drill_failed(entry: _Entry) -> Told:
    first = entry.voice.translate("trail", "Rehearsal of a restore failed.")
    return Told(
        first, entry.voice.translate("trail", "Do not rely on that export: make a new one, and rehearse with it.")
    )


def _confirmed(entry: _Entry) -> Told:
    return Told(entry.voice.translate("trail", "Ways in and keys confirmed: both copies are on the disk."))


def _withdrawn(entry: _Entry) -> Told:
    return Told(entry.voice.translate("trail", "Interrupted change of ways in or keys taken back."))


def _mended(entry: _Entry) -> Told:
    lost = [value for value in entry.detail if isinstance(value, str)]
    first = entry.voice.translate("trail", "Damaged catalog repaired.")
    if not lost:
        return Told(first, entry.voice.translate("trail", "Nothing of it was lost."))
    return Told(first, entry.voice.translate("trail", "%Ln piece(s) of it could not be saved.", "", len(lost)))


def _packs_gone(entry: _Entry) -> Told:
    return Told(entry.voice.translate("trail", "Stored files removed that nothing is in any more."))


DEEDS: dict[str, tuple[Kind, Sentence]] = {
    # The vault itself, ways in, keys
    "vault created": ("keys", lambda e: Told(e.voice.translate("trail", "Vault made."))),
    "access": ("keys", _access),
    "way in added": ("keys", _way_added),
    "way in removed": ("keys", _way_removed),
    "way in renamed": ("keys", _way_renamed),
    "way in tested": ("keys", _way_tested),
    "key derivation renewed": ("keys", _cost_renewed),
    "password changed": ("keys", _password_changed),
    "password changed, key kept": ("keys", _password_kept),
    "new vault key": ("keys", _new_key),
    "new secrets": ("keys", _new_secrets),
    "rotation policy set": (
        "keys",
        lambda e: Told(e.voice.translate("trail", "Changed when new keys are due.")),
    ),
    "rotation called for": ("keys", _called_for),
    "packs marked for re-encryption": (
        "keys",
        lambda e: Told(e.voice.translate("trail", "Everything stored marked for re-encryption.")),
    ),
    "re-encryption begun": (
        "keys",
        lambda e: Told(e.voice.translate("trail", "Re-encrypting everything begun.")),
    ),
    "packs re-encrypted": (
        "keys",
        lambda e: Told(e.voice.translate("trail", "A part of what is stored re-encrypted.")),
    ),
    "everything re-encrypted": (
        "keys",
        lambda e: Told(e.voice.translate("trail", "Everything re-encrypted: nothing is left under older keys.")),
    ),
    # Items
    "added": ("items", _added),
    "folders added": ("items", lambda e: Told(e.voice.translate("trail", "Folders added."))),
    "folder made": ("items", lambda e: Told(e.voice.translate("trail", "Folder made."))),
    "note written": ("items", lambda e: Told(e.voice.translate("trail", "Note written."))),
    "moved": ("items", _moved),
    "moved to trash": ("items", _trashed),
    "restored from trash": ("items", _restored),
    "removed": ("items", _removed),
    "version restored": (
        "items",
        lambda e: Told(e.voice.translate("trail", "Older version made the current one.")),
    ),
    "versions removed": ("items", _versions_removed),
    "versions thinned": ("items", _versions_thinned),
    "thinning changed": ("items", _thinning),
    "tagged": ("items", lambda e: Told(e.voice.translate("trail", "Tags put on or taken off."))),
    "tag coloured": ("items", lambda e: Told(e.voice.translate("trail", "Colour of a tag changed."))),
    "tag renamed": ("items", lambda e: Told(e.voice.translate("trail", "Tag renamed."))),
    "tag removed": ("items", lambda e: Told(e.voice.translate("trail", "Tag taken off everything."))),
    "favourites changed": (
        "items",
        lambda e: Told(e.voice.translate("trail", "Favourites chosen or given up.")),
    ),
    "search saved": ("items", lambda e: Told(e.voice.translate("trail", "Search saved."))),
    "saved search removed": ("items", lambda e: Told(e.voice.translate("trail", "Saved search removed."))),
    # Sharing
    "identity made": ("sharing", _identity_made),
    "identity renewed": ("sharing", _identity_renewed),
    "key imported": ("sharing", _key_imported),
    "imported key removed": (
        "sharing",
        lambda e: Told(e.voice.translate("trail", "Key of elsewhere removed.")),
    ),
    "contact added": ("sharing", lambda e: Told(e.voice.translate("trail", "Contact added."))),
    "contact renewed its keys": (
        "sharing",
        lambda e: Told(e.voice.translate("trail", "Contact has new keys, signed by the ones before.")),
    ),
    "contact changed its keys": ("sharing", _contact_changed),
    "contact verified": (
        "sharing",
        lambda e: Told(e.voice.translate("trail", "Contact verified: the words were compared.")),
    ),
    "contact renamed": ("sharing", lambda e: Told(e.voice.translate("trail", "Contact renamed."))),
    "contact removed": ("sharing", lambda e: Told(e.voice.translate("trail", "Contact removed."))),
    "shared": ("sharing", _shared),
    "share withdrawn": ("sharing", _share_withdrawn),
    "share received": ("sharing", _received),
    # Backups and proofs
    "exported": ("proofs", _exported),
    "restored": ("proofs", _vault_restored),
    "drilled": ("proofs", _drilled),
    "drill failed": ("proofs", _drill_failed),
    # Repairs and upkeep
    "repaired": ("upkeep", lambda e: Told(e.voice.translate("trail", "Item repaired."))),
    "catalog mended": ("upkeep", _mended),
    "confirmed": ("upkeep", _confirmed),
    "withdrawn": ("upkeep", _withdrawn),
    "new generation": (
        "upkeep",
        lambda e: Told(e.voice.translate("trail", "Catalog written anew, as is done from time to time.")),
    ),
    "packs compacted": (
        "upkeep",
        lambda e: Told(e.voice.translate("trail", "Stored files packed together to give room back.")),
    ),
    "packs dropped": ("upkeep", _packs_gone),
}
"""Every deed, its kind, its sentence. The words on the left are in vaults for good."""
