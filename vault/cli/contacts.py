"""`contact`: people to share with, their cards, and whether their words were compared."""

from __future__ import annotations

import argparse
import os
from typing import Any

from vault.cli.arguments import Command, add_json, add_unlock, add_vault
from vault.cli.identity import card_fields, read_small
from vault.cli.opened import opened
from vault.cli.passwords import check_standard_input
from vault.cli.terminal import answer, safe, say
from vault.cli.times import rfc3339
from vault.cli.wording import CONFLICT, DAMAGED, DONE, NOT_FOUND, Refusal, UsageError, moment
from vault.engine.errors import Conflict, Damaged
from vault.engine.vault import Vault
from vault.sharing import cards, contacts, fingerprint
from vault.sharing.contacts import Contact

_ACTS = ("add", "list", "verify", "rename", "remove")
_KEYS = ("age1", "ssh-")
_STATES = {"new": "new, not compared yet", "verified": "verified", "changed": "CHANGED, blocked until compared"}


def _configure(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    parser.add_argument("act", metavar="ACT", choices=_ACTS, help=", ".join(_ACTS))
    explanation = (
        "add CARD: a file, age1…, age1pq1…, ssh-ed25519 …; verify NAME WORDS: the six words, or the fingerprint; "
        "rename NAME NEW; remove NAME"
    )
    parser.add_argument("words", metavar="ARGUMENT", nargs="*", help=explanation)
    parser.add_argument("--name", metavar="NAME", help="add: what the contact is called here")
    add_unlock(parser)
    add_json(parser)


def _contact(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    act, words = arguments.act, arguments.words
    _check_count(act, len(words))
    with opened(arguments, writing=act != "list") as vault:
        if act == "list":
            return _list(vault, as_json=arguments.json)
        if act == "remove":
            one = find_contact(vault, words[0])
            contacts.remove(vault, one.id)
            done = "is forgotten; the register keeps what went there"
        else:
            one, done = _change(vault, act, words, arguments.name)
    if arguments.json:
        answer(_fields(one))
        return DONE
    say(f"{safe(one.name)} {done}.")
    if act == "add" and one.state != contacts.VERIFIED:
        shown = one.new_card or one.card
        say(f"  words        {' '.join(shown.words)}")
        say("Compare them by another way, on the telephone for example; then: deedbox contact VAULT verify NAME WORDS")
    return DONE


def _check_count(act: str, count: int) -> None:
    least, most = {"add": (1, 3), "list": (0, 0), "verify": (2, 20), "rename": (2, 2), "remove": (1, 1)}[act]
    if not least <= count <= most:
        raise UsageError(f"'contact {act}' takes other arguments.", "'deedbox contact --help' says which.")


def _change(vault: Vault, act: str, words: list[str], name: str | None) -> tuple[Contact, str]:
    if act == "add":
        one = contacts.add(vault, *_card_of(words, name))
        return one, f"is {_STATES[one.state]}"
    one = find_contact(vault, words[0])
    if act == "rename":
        return contacts.rename(vault, one.id, words[1]), "is the name from now on"
    try:
        said = tuple(word for given in words[1:] for word in given.split())
        return contacts.verify(vault, one.id, said), "is verified"
    except ValueError:
        message = "These are neither six words nor a fingerprint, or there is a typing error in them."
        raise UsageError(message, "Nothing was changed. Type them once more.") from None
    except Conflict:
        message = f"These are not the words of {safe(one.name)}'s key. Somebody else may have sent it."
        raise Refusal(CONFLICT, message, "Nothing was changed. Nothing should be sent there.") from None


def _card_of(words: list[str], name: str | None) -> tuple[bytes, str]:
    """The card, and the name it is to have."""
    source = card_source(" ".join(words))
    try:
        card = cards.read(source)
    except Damaged as error:
        message = "That is not a card, or not a key that can be encrypted to."
        raise Refusal(DAMAGED, message, "Nothing was changed. Ask for it once more.") from error
    if not (name or card.name):
        raise UsageError("A bare key says no name.", "Give one with --name.")
    return source, name or card.name


def card_source(given: str) -> bytes:
    """A card or key: as it is, or out of the file of that name."""
    if given.startswith(_KEYS) and not os.path.lexists(given):
        return given.encode("utf-8", "surrogateescape")
    return read_small(given)


def find_contact(vault: Vault, name: str) -> Contact:
    """The contact of a name. Refusal if there is none."""
    one = contacts.named(vault, name)
    if one is None:
        raise Refusal(NOT_FOUND, f"There is no contact {safe(name)}.", "'deedbox contact VAULT list' shows them.")
    return one


def _list(vault: Vault, *, as_json: bool) -> int:
    everybody = contacts.all_contacts(vault)
    if as_json:
        answer([_fields(one) for one in everybody])
        return DONE
    for one in everybody:
        compared = f" on {moment(one.compared)}" if one.compared and one.state == contacts.VERIFIED else ""
        say(f"{safe(one.name)}: {_STATES[one.state]}{compared}")
        say(f"  {' '.join(one.card.words)}")
        if one.new_card is not None:
            say(f"  now shows: {' '.join(one.new_card.words)}")
    if not everybody:
        say("There are no contacts yet. 'deedbox contact VAULT add CARD --name NAME' adds one.")
    return DONE


def _fields(one: Contact) -> dict[str, Any]:
    new = one.new_card
    return {
        "id": one.id.hex(),
        "name": one.name,
        "state": one.state,
        "kind": one.card.kind,
        **card_fields(one.card),
        "post_quantum": one.card.key.post_quantum,
        "weak": one.card.weak,
        "added": rfc3339(one.added * 10**6),
        "compared": None if one.compared is None else rfc3339(one.compared * 10**6),
        "new_words": None if new is None else list(new.words),
        "new_fingerprint": None if new is None else fingerprint.grouped(new.fingerprint),
    }


commands = {"contact": Command(_configure, _contact)}
