"""Contacts in words: how sure one can be of a key, what kind it is; and the list that shows them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QDate,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from vault.child import messages as m
from vault.qt.parts.badges import badge_word
from vault.qt.parts.lists import Ask

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()

LONGEST_NAME = 64
"""Characters of a name on a card."""
CARD_ENDING = ".deedbox-card"


def date_words(milliseconds: int) -> str:
    """3 May, 3 May 2025: within a sentence."""
    when = QDateTime.fromMSecsSinceEpoch(milliseconds).date()
    same = when.year() == QDate.currentDate().year()
    return QLocale().toString(when, translate("sharing", "d MMMM") if same else translate("sharing", "d MMMM yyyy"))


def standing(contact: m.Contact) -> str:
    """How and when a key was compared, or that it was not: the line below a name."""
    if contact.state == "changed":
        return translate("sharing", "Another key now: blocked until compared")
    if contact.state == "verified" and contact.compared is not None:
        return translate("sharing", "Words compared on {date}").format(date=date_words(contact.compared))
    if not contact.words:
        return translate("sharing", "A key without words to compare")
    return translate("sharing", "Words not compared yet")


def kind_words(kind: m.KeyKind, post_quantum: bool) -> str:
    """What kind of key it is, and what it stands."""
    if kind == "deedbox":
        return translate("sharing", "Deedbox identity, also safe from quantum computers")
    if kind == "age":
        if post_quantum:
            return translate("sharing", "age key, also safe from quantum computers")
        return translate("sharing", "age key; a quantum computer could open what is sent now")
    if kind == "ssh-ed25519":
        return translate("sharing", "SSH key (Ed25519); a quantum computer could open what is sent now")
    return translate("sharing", "SSH key (RSA): weak, since it binds nothing to it")


def joined(words: Sequence[str]) -> str:
    """ "amber, kiosk, falcon, tulip, harbour, mint"."""
    return ", ".join(words)


def sender_badge(sender: m.Sender) -> tuple[str, str]:
    """(kind of badge, its word) for who signed a share."""
    if sender == "yourself":
        return "verified", translate("sharing", "Yourself")
    if sender == "unknown":
        return "not-proven", translate("sharing", "Unknown")
    return sender, badge_word(sender)


def people_words(names: Sequence[str]) -> str:
    """ "Anna", "Anna and Ben", "Anna, Ben and 3 more"."""
    if len(names) <= 1:
        return "".join(names)
    if len(names) == 2:
        return translate("sharing", "{first} and {second}").format(first=names[0], second=names[1])
    more = translate("sharing", "and %Ln more", "", len(names) - 2)
    return f"{names[0]}, {names[1]} {more}"


def is_key(text: str) -> bool:
    """Whether what was typed or pasted is a key and not the beginning of a name."""
    return text.lower().startswith(("age1", "ssh-ed25519 ", "ssh-rsa ")) and len(text) > 20


class PeopleModel(QAbstractListModel):
    """Contacts, as `PersonDelegate` shows them. Those that changed cannot be chosen where `blocked` is set."""

    def __init__(self, parent: QObject | None = None, *, blocked: bool = False) -> None:
        super().__init__(parent)
        self._blocked = blocked
        self.people: tuple[m.Contact, ...] = ()

    def show(self, people: Iterable[m.Contact]) -> None:
        """These, in their order."""
        self.beginResetModel()
        self.people = tuple(people)
        self.endResetModel()

    def row_of(self, contact: bytes) -> int:
        """Where a contact stands; -1 if it does not."""
        return next((row for row, one in enumerate(self.people) if one.id == contact), -1)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """All of them."""
        return 0 if parent.isValid() else len(self.people)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the delegate asks for, and the same in one sentence for those who hear it."""
        if not index.isValid() or index.row() >= len(self.people):
            return None
        contact = self.people[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return contact.name
        if role == Ask.SECOND:
            if self._blocked and contact.state == "changed":
                return translate("sharing", "Key has changed, cannot be added")
            return standing(contact)
        if role == Ask.BADGE:
            return contact.state, badge_word(contact.state)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((contact.name, badge_word(contact.state), str(self.data(index, Ask.SECOND))))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """One that is blocked is seen and cannot be chosen."""
        if not index.isValid() or (self._blocked and self.people[index.row()].state == "changed"):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def matching(people: Iterable[m.Contact], typed: str, chosen: Collection[bytes]) -> list[m.Contact]:
    """Contacts that fit what is typed, by name or by a word of theirs; of nothing typed, all. Best first."""
    wanted = typed.casefold().split()
    found = []
    for contact in people:
        if contact.id in chosen:
            continue
        name = contact.name.casefold()
        parts = [*name.replace(",", " ").split(), *contact.words, contact.fingerprint.casefold()]
        if all(any(part.startswith(word) for part in parts) for word in wanted):
            found.append((contact.state == "changed", not name.startswith(typed.casefold().strip()), name, contact))
    return [one[-1] for one in sorted(found, key=lambda one: one[:3])]
