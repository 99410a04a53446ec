"""Exports of Bitwarden: JSON, plain or sealed with a password, and the zip with attachments.

Folders and collections become folders (`a/b` is one in the other, as Bitwarden shows it), items notes, attachments
files beside them. What is in the trash is left out and named. An export sealed with the account's key is refused: it
opens in that account alone. Source of the seal: bitwarden.com/help/encrypted-export.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Iterator, Sequence

from vault.sandbox.importing import ciphers, objects
from vault.sandbox.importing.cards import Card, Field, note
from vault.sandbox.importing.entries import (
    MOST_DEPTH,
    Entry,
    Given,
    LeftOut,
    Path,
    Refusal,
    Refused,
    Secret,
    Source,
    Why,
)
from vault.sandbox.importing.objects import Object, inner, label, moment, text, words
from vault.sandbox.importing.titles import Titles, name, within
from vault.sandbox.importing.zipped import Zipped

NAME = "bitwarden"

_HEAD = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"(?:encrypted|passwordProtected)"\s*:\s*(?:true|false)')
_JSON_IN_ZIP = b"data.json"
_ATTACHMENTS = "attachments/"
_FOLDERS = MOST_DEPTH - 2
_KINDS = {1: "login", 2: "secureNote", 3: "card", 4: "identity", 5: "sshKey"}
_KNOWN = {"username": "User name", "totp": "One-time password", "ssn": "Social security number"}
_SECTIONS = {"fido2Credentials": "Passkey"}
_NOT_SHOWN = ("uris", "passwordRevisionDate")
_LINKED = 3
_LINKS = {100: "username", 101: "password"}
_PBKDF2, _ARGON2ID = 0, 1


def detect(head: bytes, names: Sequence[bytes]) -> bool:
    """Whether the file begins like an export, or is a zip with one."""
    if names:
        inside = [one for one in names if not one.startswith(_ATTACHMENTS.encode())]
        return inside == [_JSON_IN_ZIP] and head.startswith(b"PK")
    return _HEAD.match(head) is not None


def read(source: Source, secret: Secret) -> Iterator[Given]:
    """Everything in the export. Raises Refused."""
    with source.open() as stream:
        head = stream.read(4)
        stream.seek(0)
        zipped = Zipped(stream, source.members[0].size) if head.startswith(b"PK") else None
        export = objects.parse_object(zipped.content("data.json")) if zipped else objects.read_object(stream)
        if export.get("encrypted"):
            export = _unseal(export, secret)
        yield from _Export(export, zipped, source.names_only).entries()


# --- the seal -------------------------------------------------------------------------------------


def _unseal(export: Object, secret: Secret) -> Object:
    """The export in clear. Raises Refused."""
    if not export.get("passwordProtected"):
        raise Refused(Refusal.NOT_SUPPORTED)
    if secret.password is None:
        raise Refused(Refusal.NEEDS_SECRET)
    kind, rounds, memory, lanes = (
        _count(export.get(key)) for key in ("kdfType", "kdfIterations", "kdfMemory", "kdfParallelism")
    )
    salt = text(export, "salt").encode("utf-8", "replace")
    password = secret.password.encode("utf-8", "surrogateescape")
    if kind == _PBKDF2:
        key = ciphers.pbkdf2(password, salt, rounds)
    elif kind == _ARGON2ID:
        key = ciphers.argon2(
            password,
            hashlib.sha256(salt).digest(),
            kind=ciphers.ARGON2_ID,
            version=ciphers.ARGON2_VERSIONS[-1],
            passes=rounds,
            memory=memory << 10,
            lanes=lanes,
        )
    else:
        raise Refused(Refusal.NOT_SUPPORTED)
    # The first of the two is there to tell a wrong password from damage.
    _open(key, text(export, "encKeyValidation_DO_NOT_EDIT"), Refusal.WRONG_SECRET)
    return objects.parse_object(_open(key, text(export, "data"), Refusal.DAMAGED))


def _open(key: bytes, sealed: str, otherwise: Refusal) -> bytes:
    """Opens `2.iv|ciphertext|mac`. Raises Refused, `otherwise` where the MAC does not fit."""
    kind, _, rest = sealed.partition(".")
    if kind != "2":
        raise Refused(Refusal.NOT_SUPPORTED if kind.isdigit() else Refusal.DAMAGED)
    try:
        iv, content, mac = (base64.b64decode(part, validate=True) for part in rest.split("|"))
    except ValueError:
        raise Refused(Refusal.DAMAGED) from None
    if len(iv) != 16 or not content or len(content) % 16:
        raise Refused(Refusal.DAMAGED)
    if not hmac.compare_digest(hmac.digest(ciphers.expand(key, b"mac"), iv + content, "sha256"), mac):
        raise Refused(otherwise)
    return ciphers.unpad(ciphers.aes_cbc(ciphers.expand(key, b"enc"), iv).update(content))


def _count(value: object) -> int:
    return value if isinstance(value, int) and 0 <= value < 1 << 40 else 0


# --- the items ------------------------------------------------------------------------------------


class _Export:
    """An export in clear."""

    def __init__(self, export: Object, zipped: Zipped | None, names_only: bool) -> None:
        if not isinstance(export.get("items"), list):
            raise Refused(Refusal.DAMAGED)
        self._items = list(objects.objects(export, "items"))
        self._folders = {
            text(one, "id"): text(one, "name")
            for key in ("collections", "folders")
            for one in objects.objects(export, key)
            if text(one, "id")
        }
        self._zipped = zipped
        self._names_only = names_only
        self._titles = Titles()

    def entries(self) -> Iterator[Given]:
        """The folders, then the items in the order of the export."""
        for folder in dict.fromkeys(_place(one) for one in self._folders.values()):
            yield Entry(folder, "folder") if len(folder) <= _FOLDERS else LeftOut(within(folder), Why.OVER_BOUND)
        for item in self._items:
            yield from self._item(item)
        for member in self._zipped.unused() if self._zipped else ():
            yield LeftOut(within(tuple(name(part) for part in member.split("/"))), Why.NOT_SUPPORTED)

    def _item(self, item: Object) -> Iterator[Given]:
        places = self._places(item)
        folder = places[0] if places else ()
        title = self._titles.free(folder, text(item, "name"))
        path = (*folder, title)
        attached = self._zipped.below(f"{_ATTACHMENTS}{text(item, 'id')}/") if self._zipped else []
        if item.get("deletedDate"):
            yield LeftOut(within(path), Why.IN_TRASH)
            return
        if len(folder) > _FOLDERS:
            yield LeftOut(within(path), Why.OVER_BOUND)
            return
        modified = moment(item.get("revisionDate"))
        tags = ["archived"] if item.get("archivedDate") else []
        tags += ["/".join(one.decode() for one in place) for place in places[1:]]
        card = _card(item)
        beside = self._titles.free(folder, title.decode() + " (files)") if attached else b""
        files = [((*folder, beside, name(member.rpartition("/")[2])), member) for member in attached]
        card.attachments = [there[-2:] for there, _ in files]
        yield note(path, card.text(), modified, tags, item.get("favorite") is True)
        for there, member in files:
            assert self._zipped is not None
            yield from self._zipped.file(there, member, modified, self._names_only)

    def _places(self, item: Object) -> list[Path]:
        """Where an item stands: its folder, else its collections."""
        collections = item.get("collectionIds")
        ids = [item.get("folderId"), *(collections if isinstance(collections, list) else ())]
        return [_place(self._folders[one]) for one in ids if isinstance(one, str) and one in self._folders]


def _place(folder: str) -> Path:
    return tuple(name(part) for part in folder.split("/") if part.strip()) or (name(""),)


def _card(item: Object) -> Card:
    """An item as a card: what it is by its kind first, then its own fields, then former passwords."""
    kind = item.get("type")
    key = _KINDS.get(kind, "") if isinstance(kind, int) else ""
    # Kinds to come stand under a key of their own, beside what all items have.
    known = key if key in item else next((one for one in item if isinstance(item[one], dict)), "")
    own = inner(item, known)
    card = Card(text(item, "name") or "Untitled", notes=text(item, "notes"))
    card.fields = [
        (_KNOWN.get(one, label(one)), words(value))
        for one, value in own.items()
        if one not in _NOT_SHOWN and not (known == "secureNote" and one == "type")
    ]
    card.fields += [("Website", text(one, "uri")) for one in objects.objects(own, "uris")]
    card.fields += [_field(one, own) for one in objects.objects(item, "fields")]
    for one in own:
        for part in objects.objects(own, one) if one not in _NOT_SHOWN else ():
            heading = _SECTIONS.get(one, label(one))
            card.sections.append((heading, [(label(name_of), words(value)) for name_of, value in part.items()]))
    former = [(text(one, "lastUsedDate"), text(one, "password")) for one in objects.objects(item, "passwordHistory")]
    card.sections.append(("Former passwords", former))
    return card


def _field(one: Object, own: Object) -> Field:
    """A field of the person's own; a linked one has the value of what it names."""
    if one.get("type") == _LINKED:
        linked = one.get("linkedId")
        return text(one, "name"), text(own, _LINKS.get(linked, "")) if isinstance(linked, int) else ""
    return text(one, "name"), text(one, "value")
