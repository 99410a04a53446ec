"""`share`, `receive` and `shares`: giving away, taking in, and the register of both."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from vault.cli.arguments import Command, add_item, add_json, add_new_password, add_unlock, add_vault, completes
from vault.cli.bar import Bar
from vault.cli.contacts import card_source, find_contact
from vault.cli.identity import identity_of
from vault.cli.naming import find_folder, find_items, item_fields, place_of, show, split
from vault.cli.opened import opened
from vault.cli.outputs import check_files, write_out
from vault.cli.passwords import check_standard_input, choose_new_password, read_second_secret
from vault.cli.terminal import answer, counted, remark, safe, say, size_of
from vault.cli.times import rfc3339
from vault.cli.wording import CREDENTIAL, DAMAGED, DONE, NOT_FOUND, REFUSED, Refusal, UsageError, moment
from vault.engine.errors import Damaged, WrongCredential
from vault.engine.vault import Vault
from vault.sharing import cards, contacts, fingerprint, giving, receiving, register, taking
from vault.sharing.age import Passphrase
from vault.sharing.giving import Addressee
from vault.sharing.instructions import instructions
from vault.sharing.receiving import OpenedShare
from vault.sharing.register import Registered

_SENDERS = {
    "verified": "{name}, whose words were compared",
    "new": "{name}, whose words were not compared yet",
    "yourself": "this vault itself",
    "unknown": "nobody you know, who says to be {name}",
}


def _configure_share(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    add_item(parser, several=True)
    explanation = "a contact, or a public key (age1…, age1pq1…, ssh-ed25519 …) or the file of a card"
    parser.add_argument("--to", metavar="NAME_OR_KEY", nargs="+", action="extend", default=[], help=explanation)
    completes(parser.add_argument("--out", metavar="FILE", required=True, help="the file to write"))
    parser.add_argument("--passphrase", action="store_true", help="for somebody without keys: to a passphrase alone")
    parser.add_argument("--myself", action="store_true", help="this vault can open it, too")
    parser.add_argument(
        "--mixed", action="store_true", help="post-quantum and classical keys together, as safe as the weakest"
    )
    parser.add_argument("--force", action="store_true", help="write over a file that is there")
    explanation = "write into FILE how it is opened and verified without Deedbox"
    completes(parser.add_argument("--instructions", metavar="FILE", help=explanation))
    add_new_password(parser, "the passphrase")
    add_unlock(parser)
    add_json(parser)


def _share(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    out = Path(arguments.out)
    written = (arguments.out, "A share"), (arguments.instructions, "A text")
    check_files(Path(arguments.vault), *written, force=arguments.force)
    if bool(arguments.to or arguments.myself) == arguments.passphrase:
        raise UsageError("A share is for keys or for a passphrase.", "Say either --to NAME_OR_KEY or --passphrase.")
    with opened(arguments, writing=True) as vault:
        items = find_items(vault, arguments.items, in_trash=False)
        own = identity_of(vault)
        known, keys = _whom(vault, arguments.to)
        whom = giving.addressees(vault, known, keys, own=own if arguments.myself else None)
        _tell(vault, whom)
        passphrase = (
            Passphrase(choose_new_password(arguments, "Passphrase of the share")) if arguments.passphrase else None
        )
        with Bar("Sharing") as bar:
            shared = giving.share(
                vault,
                items,
                out,
                whom,
                passphrase=passphrase,
                mixed=arguments.mixed,
                replace=arguments.force,
                progress=bar,
            )
    if arguments.instructions is not None:
        text = instructions(out.name, [one.card for one in whom], own.card.signing_key, passphrase=arguments.passphrase)
        write_out(Path(arguments.instructions), text.encode())
    if arguments.json:
        answer(
            {
                "file": str(out),
                "bundle": shared.bundle.hex(),
                "items": shared.count,
                "bytes": shared.bytes,
                "size": shared.size,
                "recipients": [_party(one.party) for one in whom],
            }
        )
        return DONE
    say(f"Shared {_extent(shared.count, shared.bytes)}: {safe(arguments.out)} ({size_of(shared.size)}), read back.")
    say("What was given away cannot be called back. 'deedbox shares VAULT' says what went to whom.")
    return DONE


def _whom(vault: Vault, names: list[str]) -> tuple[list[bytes], list[str]]:
    """Contacts, and keys of others. Refusal for what is neither."""
    known, keys = [], []
    for name in names:
        one = contacts.named(vault, name)
        if one is not None:
            known.append(one.id)
            continue
        try:
            keys.append(cards.as_text(cards.read(card_source(name)).source))
        except Damaged as error:
            raise Refusal(DAMAGED, f"{_cut(name)} is not a card or a key.", "Nothing was written.") from error
        except Refusal:
            message = f"There is no contact {_cut(name)}, and no such card."
            raise Refusal(NOT_FOUND, message, "'deedbox contact VAULT list' shows whom you know.") from None
    return known, keys


def _cut(name: str) -> str:
    return safe(name if len(name) <= 60 else f"{name[:60]}…")


def _tell(vault: Vault, whom: list[Addressee]) -> None:
    """Who will be able to open it, before it is made."""
    states = {one.id: one.state for one in contacts.all_contacts(vault)}
    for one in whom:
        state = states.get(one.contact or b"")
        words = "verified" if state == contacts.VERIFIED else f"not compared: {' '.join(one.card.words)}"
        if state == contacts.CHANGED:
            message = f"{safe(one.name)} has another key than before, and it was not compared yet."
            raise Refusal(REFUSED, message, "Nothing was written. 'deedbox contact VAULT verify' ends that.")
        remark(f"For {safe(one.name) or _cut(one.card.recipient)} ({words}){_warning(one)}")


def _warning(one: Addressee) -> str:
    if one.card.weak:
        return "; an RSA key: nothing proves to them that it was meant for them"
    return "" if one.card.key.post_quantum else "; a classical key, which a quantum computer may open one day"


def _configure_receive(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    completes(parser.add_argument("file", metavar="FILE", help="the share"))
    parser.add_argument("--to", metavar="/FOLDER", help="the folder of the vault to take it into; else the inbox")
    parser.add_argument("--unknown-sender", action="store_true", help="take it although nobody knows who signed it")
    add_new_password(parser, "the passphrase of the share")
    add_unlock(parser)
    add_json(parser)


def _receive(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    path = Path(arguments.file)
    if not path.is_file():
        raise Refusal(NOT_FOUND, f"There is no file {safe(arguments.file)}.", "Nothing was changed.")
    with opened(arguments, writing=True) as vault:
        folder = None if arguments.to is None else find_folder(vault, split(arguments.to))
        with Bar("Opening") as bar:
            share = _opened_share(vault, path, arguments, bar)
        try:
            return _take(vault, share, folder, arguments)
        finally:
            share.drop()


def _opened_share(vault: Vault, path: Path, arguments: argparse.Namespace, bar: Bar) -> OpenedShare:
    """The share, verified. With the keys of the vault, or a passphrase where that is what opens it."""
    try:
        try:
            return receiving.open_share(vault, path, progress=bar)
        except WrongCredential:
            passphrase = Passphrase(read_second_secret(arguments, "Passphrase of the share"))
            return receiving.open_share(vault, path, passphrase, progress=bar)
    except WrongCredential:
        raise Refusal(CREDENTIAL, "That passphrase does not open the share.", "Nothing was changed.") from None
    except Damaged as error:
        if error.where.startswith("pack"):
            raise
        message = f"This is not a whole share ({error.where})."
        raise Refusal(DAMAGED, message, "Nothing of it was taken in. Ask the sender for it once more.") from error


def _take(vault: Vault, share: OpenedShare, folder: bytes | None, arguments: argparse.Namespace) -> int:
    sender, party = share.sender, receiving.party_of(share)
    name, words = safe(party.name) or "nobody", fingerprint.words_of(party.fingerprint)
    happened = f"From {_SENDERS[sender].format(name=name)}; signed {moment(share.manifest.time)}."
    if sender == "unknown" and not arguments.unknown_sender:
        raise Refusal(
            REFUSED,
            f"{happened} The words of the key: {' '.join(words)}.",
            "Nothing was taken in. Compare them and add the sender to your contacts, or say --unknown-sender.",
        )
    taken = taking.take(vault, share, folder, unknown=arguments.unknown_sender)
    if arguments.json:
        items = register.items_of(vault, share.manifest.bundle, sent=False)
        answer(
            {
                "from": party.name,
                "verified": sender == "verified",
                "sender": sender,
                "words": list(words),
                "time": rfc3339(share.manifest.time * 10**6),
                "bundle": share.manifest.bundle.hex(),
                "renamed": taken.renamed,
                "items": [item_fields(vault, item) for item in map(vault.item, items) if item.kind != "folder"],
            }
        )
        return DONE
    say(happened)
    if sender != "verified":
        say(f"  words  {' '.join(words)}")
    place = show(place_of(vault, vault.item(taken.folder))) if any(taken.folder) else "/"
    say(f"Took in {_extent(taken.count, taken.bytes)}, into {place}.")
    if taken.renamed:
        say(f"{counted(taken.renamed, 'name')} made safe, or taken before; the original is kept.")
    return DONE


def _extent(count: int, size: int) -> str:
    return f"{counted(count, 'file or note', 'files and notes')}, {size_of(size)}"


def _configure_shares(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    parser.add_argument("--item", metavar="ITEM", help="of this item only")
    parser.add_argument("--contact", metavar="NAME", help="of this contact only")
    parser.add_argument("--limit", metavar="N", type=int, default=200, help="at most so many, the newest first")
    add_unlock(parser)
    add_json(parser)


def _shares(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    with opened(arguments) as vault:
        item = None if arguments.item is None else find_items(vault, [arguments.item])[0].id
        contact = None if arguments.contact is None else find_contact(vault, arguments.contact).id
        found, total = register.shares(vault, item=item, contact=contact, limit=max(0, arguments.limit))
        names = [register.named_items(vault, one)[1] for one in found]
    if arguments.json:
        answer([_fields(one, named) for one, named in zip(found, names, strict=True)])
        return DONE
    for one, named in zip(found, names, strict=True):
        whom = ", ".join(safe(party.name) or " ".join(fingerprint.words_of(party.fingerprint)) for party in one.parties)
        way = f"to {whom or 'a passphrase'}" if one.sent else f"from {whom}"
        say(f"{moment(one.time)}  {way}: {_extent(one.count, one.bytes)}")
        say(f"  {', '.join(map(safe, named[:5]))}{' …' if len(named) > 5 else ''}")
    if total > len(found):
        say(f"{counted(total - len(found), 'older share')} not shown.")
    if not total:
        say("Nothing was shared or received yet.")
    return DONE


def _party(party: register.Party) -> dict[str, Any]:
    contact = None if party.contact is None else party.contact.hex()
    return {"contact": contact, "name": party.name, "words": list(fingerprint.words_of(party.fingerprint))}


def _fields(one: Registered, names: list[bytes]) -> dict[str, Any]:
    return {
        "bundle": one.bundle.hex(),
        "sent": one.sent,
        "time": rfc3339(one.time * 10**6),
        "passphrase": one.passphrase,
        "parties": [_party(party) for party in one.parties],
        "names": [name.decode("utf-8", "replace") for name in names],
        "items": one.count,
        "bytes": one.bytes,
    }


commands = {
    "share": Command(_configure_share, _share),
    "receive": Command(_configure_receive, _receive),
    "shares": Command(_configure_shares, _shares),
}
