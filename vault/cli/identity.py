"""`identity`: the card of this vault, to give to others, and keys of elsewhere that open shares here, too."""

from __future__ import annotations

import argparse
import contextlib
import getpass
import io
from pathlib import Path
from typing import Any

from vault.cli.arguments import Command, add_json, add_new_password, add_unlock, add_vault, completes
from vault.cli.opened import opened
from vault.cli.outputs import check_files, write_out
from vault.cli.passwords import check_standard_input, read_second_secret
from vault.cli.terminal import answer, counted, remark, safe, say
from vault.cli.times import rfc3339
from vault.cli.wording import CONFLICT, CREDENTIAL, DONE, NOT_FOUND, Refusal, UsageError, moment
from vault.engine.durable import storage_errors
from vault.engine.errors import Conflict, WrongCredential
from vault.engine.vault import Vault
from vault.sharing import cards, fingerprint, identity, sshsig
from vault.sharing.cards import Card
from vault.sharing.identity import OwnKeys

_QR_SCALE = 4
_DIGITS = 8


def _configure(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    parser.add_argument("--name", metavar="NAME", help="the name on the card; for a new identity or a renewed one")
    parser.add_argument("--renew", action="store_true", help="new keys, signed by those before")
    explanation = "take in an age identity or a private SSH key: what is encrypted to it opens here, too"
    completes(parser.add_argument("--import", metavar="FILE", dest="taken", help=explanation))
    parser.add_argument(
        "--forget", metavar="KEY", help="forget such a key; the first digits of its id, or its public key"
    )
    completes(parser.add_argument("--out", metavar="FILE", help="write the card into FILE"))
    completes(parser.add_argument("--qr", metavar="FILE", help="draw it as a QR code: a .svg or .png file"))
    parser.add_argument("--force", action="store_true", help="write over files that are there")
    add_new_password(parser, "the passphrase of an SSH key")
    add_unlock(parser)
    add_json(parser)


def default_name() -> str:
    """What somebody is called who did not say: as at this computer."""
    with contextlib.suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return "Deedbox"


def identity_of(vault: Vault, name: str | None = None) -> OwnKeys:
    """The identity, made if there is none."""
    keys = identity.all_keys(vault)
    if keys:
        return keys[0]
    made = identity.make(vault, name or default_name())
    if name is None:
        remark(f"Note: this vault's identity was made; others see it as {safe(made.name)}.")
    return made


def _identity(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    if arguments.qr is not None and Path(arguments.qr).suffix.lower() not in (".svg", ".png"):
        raise UsageError("A QR code is drawn into a .svg or a .png file.")
    written = (arguments.out, "A card"), (arguments.qr, "A card")
    check_files(Path(arguments.vault), *written, force=arguments.force)
    with opened(arguments, if_free=True) as vault:
        own = _changed(vault, arguments)
        others, earlier = identity.imported(vault), len(identity.all_keys(vault)) - 1
    card = own.card
    if arguments.out is not None:
        write_out(Path(arguments.out), cards.as_text(card.source).encode())
    if arguments.qr is not None:
        write_out(Path(arguments.qr), qr_picture(card.source, Path(arguments.qr).suffix.lower()))
    if arguments.json:
        imported = [{"id": one.id.hex(), "kind": one.kind, "recipient": one.recipient} for one in others]
        fields = {"name": own.name, **card_fields(card), "card": cards.as_text(card.source)}
        answer({**fields, "made": rfc3339(own.made * 10**6), "earlier": earlier, "imported": imported})
        return DONE
    say(f"{safe(own.name)}, made {moment(own.made)}")
    say(f"  words        {' '.join(card.words)}")
    say(f"  fingerprint  {fingerprint.grouped(card.fingerprint)}")
    say(f"  signing key  {sshsig.public_line(card.signing_key)}")
    if earlier:
        say(f"  {counted(earlier, 'earlier key')} still open what was made for them.")
    for one in others:
        say(f"  imported     {one.id.hex()[:_DIGITS]}  {_shortened(one.recipient)}")
    if arguments.out is None:
        say("Others need the card: --out FILE writes it, --qr FILE draws it. Its words are compared by another way.")
    else:
        say(f"The card is in {safe(arguments.out)}. Its words are compared by another way.")
    return DONE


def _changed(vault: Vault, arguments: argparse.Namespace) -> OwnKeys:
    """The identity, after what was asked for."""
    keys = identity.all_keys(vault)
    other = arguments.name is not None and keys and keys[0].name != cards.checked_name(arguments.name)
    if other and not arguments.renew:
        message = f"This vault has an identity already, as {safe(keys[0].name)}."
        raise Refusal(CONFLICT, message, "Nothing was changed. --renew makes new keys, under another name too.")
    if arguments.renew and keys:
        own = identity.renew(vault, arguments.name or keys[0].name)
    else:
        own = identity_of(vault, arguments.name)
    if arguments.taken is not None:
        _import(vault, arguments)
    if arguments.forget is not None:
        _forget(vault, arguments.forget)
    return own


def _import(vault: Vault, arguments: argparse.Namespace) -> None:
    text = read_small(arguments.taken)
    try:
        identity.import_key(vault, text)
    except WrongCredential:
        try:
            identity.import_key(vault, text, read_second_secret(arguments, "Passphrase of the key"))
        except WrongCredential:
            raise Refusal(CREDENTIAL, "That passphrase does not open the key.", "Nothing was changed.") from None


def _forget(vault: Vault, key: str) -> None:
    found = [one for one in identity.imported(vault) if key == one.recipient or one.id.hex().startswith(key.lower())]
    if not found:
        raise Refusal(NOT_FOUND, "There is no such imported key.", "'deedbox identity' lists them.")
    if len(found) > 1:
        raise Conflict("several imported keys begin so")
    identity.forget_key(vault, found[0].id)


def card_fields(card: Card) -> dict[str, Any]:
    """Keys for scripts."""
    return {
        "recipient": card.recipient,
        "signing_key": sshsig.public_line(card.signing_key) if card.signing_key else None,
        "words": list(card.words),
        "fingerprint": fingerprint.grouped(card.fingerprint),
    }


def _shortened(recipient: str) -> str:
    return recipient if len(recipient) <= 72 else f"{recipient[:40]}…{recipient[-12:]}"


def read_small(name: str) -> bytes:
    """A file that holds a key or a card. Refusal if it is not there."""
    with storage_errors():
        try:
            with open(name, "rb") as file:
                return file.read(cards.LARGEST + 1)
        except (FileNotFoundError, NotADirectoryError):
            raise Refusal(NOT_FOUND, f"There is no {safe(name)}.", "Nothing was changed. Look at the path.") from None


def qr_picture(content: bytes, kind: str) -> bytes:
    """A QR code as a picture, `.svg` or `.png`."""
    import segno

    drawn = io.BytesIO()
    code = segno.make_qr(content, mode="byte", error="m")
    code.save(drawn, kind=kind.lstrip("."), scale=_QR_SCALE)
    return drawn.getvalue()


commands = {"identity": Command(_configure, _identity)}
