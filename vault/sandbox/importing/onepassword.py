"""The unencrypted export of 1Password (`.1pux`): a zip of JSON and attachments.

Vaults become folders, items of every category notes with all their sections and fields, documents and attached files
files beside them. Archived items get the tag `archived`; deleted ones are left out and named. Source:
support.1password.com/1pux-format.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from vault.sandbox.importing import objects
from vault.sandbox.importing.cards import Card, Field, note
from vault.sandbox.importing.entries import Entry, Given, LeftOut, Path, Refusal, Refused, Secret, Source, Why
from vault.sandbox.importing.objects import Object, inner, label, moment, text, words
from vault.sandbox.importing.titles import Titles, name, within
from vault.sandbox.importing.zipped import Zipped

NAME = "1password"

_DOCUMENT = "export.data"
_ATTRIBUTES = "export.attributes"
_FILES = "files/"
_FILE = "file"
_DESIGNATIONS = {"username": "User name", "password": "Password"}


def detect(head: bytes, names: Sequence[bytes]) -> bool:
    """Whether the file is a zip with the two parts of an export."""
    return head.startswith(b"PK") and {_DOCUMENT.encode(), _ATTRIBUTES.encode()} <= set(names)


def read(source: Source, secret: Secret) -> Iterator[Given]:
    """Everything in the export. Raises Refused."""
    with source.open() as stream:
        zipped = Zipped(stream, source.members[0].size)
        yield from _Export(zipped, source.names_only).entries()


class _Export:
    """An export open for reading."""

    def __init__(self, zipped: Zipped, names_only: bool) -> None:
        objects.parse_object(zipped.content(_ATTRIBUTES))
        export = objects.parse_object(zipped.content(_DOCUMENT))
        if not isinstance(export.get("accounts"), list):
            raise Refused(Refusal.DAMAGED)
        self._accounts = list(objects.objects(export, "accounts"))
        self._zipped, self._names_only = zipped, names_only
        # Named by the number of the document, two underscores and the name it had.
        self._files = {one.removeprefix(_FILES).partition("__")[0]: one for one in zipped.below(_FILES)}
        self._named: set[str] = set()
        self._titles = Titles()

    def entries(self) -> Iterator[Given]:
        """The vaults of every account; of several accounts each in a folder of its own."""
        for account in self._accounts:
            attributes = inner(account, "attrs")
            top: Path = ()
            if len(self._accounts) > 1:
                top = (self._titles.free((), text(attributes, "accountName") or text(attributes, "name")),)
                yield Entry(top, "folder")
            for vault in objects.objects(account, "vaults"):
                folder = (*top, self._titles.free(top, text(inner(vault, "attrs"), "name")))
                yield Entry(folder, "folder")
                for item in objects.objects(vault, "items"):
                    yield from self._item(inner(item, "item") or item, folder)
        for number, member in self._files.items():
            if number not in self._named:
                yield LeftOut((b"files", name(member.removeprefix(_FILES))), Why.NOT_SUPPORTED)
        for member in self._zipped.unused():
            yield LeftOut(within(tuple(name(part) for part in member.split("/"))), Why.NOT_SUPPORTED)

    def _item(self, item: Object, folder: Path) -> Iterator[Given]:
        overview, details = inner(item, "overview"), inner(item, "details")
        title = self._titles.free(folder, text(overview, "title"))
        path = (*folder, title)
        documents = list(_documents(details))
        self._named.update(text(one, "documentId") for one in documents)
        if item.get("trashed") is True or item.get("state") == "trashed":
            yield LeftOut(path, Why.IN_TRASH)
            return
        modified = moment(item.get("updatedAt"))
        tags = [words(one) for one in tags_of] if isinstance(tags_of := overview.get("tags"), list) else []
        tags += ["archived"] if item.get("state") == "archived" else []
        card = _card(overview, details, title.decode())
        files = []
        if documents:
            beside = (*folder, self._titles.free(folder, title.decode() + " (files)"))
            for one in documents:
                wanted = text(one, "fileName") or text(one, "documentId")
                files.append(((*beside, self._titles.free(beside, wanted)), self._files.get(text(one, "documentId"))))
        card.attachments = [there[-2:] for there, _ in files]
        favourite = item.get("favIndex")
        yield note(path, card.text(), modified, tags, isinstance(favourite, int) and favourite > 0)
        for there, member in files:
            if member is None:
                yield LeftOut(there, Why.DAMAGED)
            else:
                yield from self._zipped.file(there, member, modified, self._names_only)


def _documents(details: Object) -> Iterator[Object]:
    """The documents that an item names: its own, and those in its fields."""
    if inner(details, "documentAttributes"):
        yield inner(details, "documentAttributes")
    for section in objects.objects(details, "sections"):
        for field in objects.objects(section, "fields"):
            if inner(inner(field, "value"), _FILE):
                yield inner(inner(field, "value"), _FILE)


def _card(overview: Object, details: Object, title: str) -> Card:
    card = Card(text(overview, "title") or title, notes=text(details, "notesPlain"))
    for one in objects.objects(details, "loginFields"):
        known = _DESIGNATIONS.get(text(one, "designation"))
        card.fields.append((known or text(one, "name") or text(one, "id"), text(one, "value")))
    card.fields.append(("Password", text(details, "password")))
    websites = [(text(one, "label") or "Website", text(one, "url")) for one in objects.objects(overview, "urls")]
    card.fields += websites or [("Website", text(overview, "url"))]
    for section in objects.objects(details, "sections"):
        fields = [field for one in objects.objects(section, "fields") for field in _fields(one)]
        if text(section, "title"):
            card.sections.append((text(section, "title"), fields))
        else:
            card.fields += fields
    former = [(_day_of(one.get("time")), text(one, "value")) for one in objects.objects(details, "passwordHistory")]
    card.sections.append(("Former passwords", former))
    return card


def _fields(field: Object) -> Iterator[Field]:
    """A field of a section. Its value says of which kind it is: `{"concealed": "…"}`."""
    title = text(field, "title") or label(text(field, "id"))
    for kind, value in inner(field, "value").items():
        if kind == _FILE:
            continue
        if kind == "monthYear" and isinstance(value, int):
            yield title, f"{value // 100:04}-{value % 100:02}"
        elif kind == "date":
            yield title, _day_of(value)
        elif isinstance(value, dict):
            # An address, a key, an e-mail address: every part of it.
            parts = [(label(key), words(part)) for key, part in value.items() if words(part)]
            yield from ((f"{title}: {key}" if len(parts) > 1 else title, part) for key, part in parts)
            yield from (
                (f"{title}: {label(key)}", words(part))
                for deeper in value
                for key, part in inner(value, deeper).items()
            )
        else:
            yield title, words(value)


def _day_of(value: object) -> str:
    when = moment(value)
    if when is None:
        return words(value)
    return datetime.fromtimestamp(when // 10**9, UTC).strftime("%Y-%m-%d")
