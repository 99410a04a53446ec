"""Whom the vault's owner knows: public keys under names, compared or not, and blocked where they changed.

Rows of the catalog's table `contact`. A contact is *new* until somebody compared its words, then *verified*. A card
with other keys under its name, which its present signing key has not signed as its successor, makes it *changed*:
nothing is encrypted to it, and nothing taken from it, until the new words were compared.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from vault.engine.errors import Conflict, NotFound
from vault.engine.keys import ID_SIZE
from vault.engine.records import Change
from vault.engine.vault import Vault
from vault.sharing import cards, fingerprint, identity
from vault.sharing.cards import Card, checked_name

NEW: Literal["new"] = "new"
VERIFIED: Literal["verified"] = "verified"
CHANGED: Literal["changed"] = "changed"
State = Literal["new", "verified", "changed"]
MOST = 5_000
"""Contacts in one vault."""


@dataclass(frozen=True)
class Contact:
    """Somebody, under the name the owner gave. `new_card` has the keys that a changed one shows now. Times in ms."""

    id: bytes
    name: str
    state: State
    card: Card
    new_card: Card | None
    added: int
    compared: int | None

    def change(self) -> Change:
        """The change that writes this contact's row."""
        new = None if self.new_card is None else self.new_card.source
        return Change("contact", (self.id,), (self.name, self.state, self.card.source, new, self.added, self.compared))

    @property
    def cards(self) -> tuple[Card, ...]:
        """All keys that are kept of it."""
        return (self.card,) if self.new_card is None else (self.card, self.new_card)


def all_contacts(vault: Vault) -> list[Contact]:
    """Every contact, in order of name."""
    rows = vault.catalog.rows("SELECT id, name, state, card, new_card, added, compared FROM contact")
    found = [
        Contact(id_, name, state, cards.parse(card), None if new is None else cards.parse(new), added, compared)
        for id_, name, state, card, new, added, compared in rows
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.id))


def contact(vault: Vault, id_: bytes) -> Contact:
    """The contact of this id. Raises NotFound."""
    for one in all_contacts(vault):
        if one.id == id_:
            return one
    raise NotFound("no such contact")


def named(vault: Vault, name: str) -> Contact | None:
    """The contact of this name, however it is capitalised."""
    return next((one for one in all_contacts(vault) if one.name.casefold() == name.casefold()), None)


def with_keys(vault: Vault, card: Card) -> Contact | None:
    """The contact that has one of these keys, in use or not yet."""
    return next((one for one in all_contacts(vault) if any(kept.has_keys_of(card) for kept in one.cards)), None)


def succeeded(vault: Vault, card: Card) -> Contact | None:
    """The contact whose keys in use signed these as their successor."""
    return next((one for one in all_contacts(vault) if succeeds(card, one.card)), None)


def succeeds(card: Card, before: Card) -> bool:
    """Whether a card was signed by the signing key of the one before as its successor."""
    return bool(card.previous) and card.previous == before.signing_key and card.sequence > before.sequence


def add(vault: Vault, source: bytes, name: str) -> Contact:
    """Keep a card under a name.

    What has that name already keeps its state if the card is its own, or one that its signing key signed as its
    successor; with any other it is changed. Raises Damaged for the card, PathRejected for the name, Conflict if another
    contact, or this vault itself, has these keys.
    """
    card, name = cards.read(source), checked_name(name)
    there, known = named(vault, name), with_keys(vault, card)
    if identity.is_own(vault, card.signing_key) or any(
        card.recipient == one.recipient for one in identity.openings(vault)
    ):
        raise Conflict("these are the keys of this vault itself")
    if known is not None and (there is None or known.id != there.id):
        raise Conflict("another contact has these keys")
    if there is None:
        if len(all_contacts(vault)) >= MOST:
            raise Conflict(f"a vault keeps at most {MOST} contacts")
        now = vault.platform.clock.now()
        there = Contact(vault.platform.random(ID_SIZE), name, NEW, card, None, now, None)
        return _write(vault, there, "contact added")
    if card in there.cards:
        return there
    if there.state != CHANGED and succeeds(card, there.card):
        return _write(vault, replace(there, card=card), "contact renewed its keys")
    return _write(vault, replace(there, state=CHANGED, new_card=card), "contact changed its keys")


def verify(vault: Vault, id_: bytes, said: tuple[str, ...]) -> Contact:
    """The words of a contact were compared; of one that changed, those of the new keys, which are in use from then on.

    The groups of letters will do, too. Raises Conflict for others, NotFound; ValueError if they were mistyped.
    """
    one = contact(vault, id_)
    card = one.new_card or one.card
    if not fingerprint.is_said(said, card.fingerprint):
        raise Conflict("these are not the words of that key")
    now = vault.platform.clock.now()
    return _write(vault, replace(one, state=VERIFIED, card=card, new_card=None, compared=now), "contact verified")


def rename(vault: Vault, id_: bytes, name: str) -> Contact:
    """Another name. Raises Conflict if it is taken, PathRejected, NotFound."""
    one, name = contact(vault, id_), checked_name(name)
    there = named(vault, name)
    if there is not None and there.id != id_:
        raise Conflict("that name is taken")
    return _write(vault, replace(one, name=name), "contact renamed")


def remove(vault: Vault, id_: bytes) -> None:
    """Forget a contact. The register keeps its name. Raises NotFound."""
    contact(vault, id_)
    vault.commit([Change("contact", (id_,), None)], "contact removed")


def _write(vault: Vault, one: Contact, action: str) -> Contact:
    vault.commit([one.change()], action)
    return one
