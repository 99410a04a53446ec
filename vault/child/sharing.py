"""Sharing by public key: who I am, whom I know, what goes out, what comes in, and the register of both."""

from __future__ import annotations

import itertools
from typing import Literal, cast

from vault.child import messages as m
from vault.child.listing import shown, shown_path
from vault.child.session import Session, path_of
from vault.engine.errors import Conflict, LimitExceeded, NotFound
from vault.engine.progress import Progress
from vault.engine.vault import Vault
from vault.sharing import cards, contacts, fingerprint, giving, identity, receiving, register, sshsig, taking
from vault.sharing.age import Passphrase
from vault.sharing.instructions import instructions
from vault.sharing.receiving import OpenedShare

MOST_NAMED = 1_000
"""Rows of an opened share that are named."""
MOST_OPENED = 16
"""Shares that wait to be taken or dropped."""

_tickets = itertools.count(1)


# Who I am


def ask_identity(session: Session, _: m.AskIdentity) -> m.Identity:
    """The identity."""
    vault = session.vault
    keys = identity.all_keys(vault)
    own = identity.current(vault)
    card = own.card
    return m.Identity(
        own.name,
        card.recipient,
        sshsig.public_line(card.signing_key),
        card.words,
        fingerprint.grouped(card.fingerprint),
        cards.as_text(card.source),
        card.source,
        own.made,
        len(keys) - 1,
        tuple(m.ImportedKey(one.id, _kind(one.kind), one.recipient, one.added) for one in identity.imported(vault)),
    )


def make_identity(session: Session, request: m.MakeIdentity) -> m.Identity:
    """The first keys."""
    identity.make(session.vault, request.name)
    return ask_identity(session, m.AskIdentity())


def renew_identity(session: Session, request: m.RenewIdentity) -> m.Identity:
    """Other keys, signed by those before."""
    identity.renew(session.vault, request.name)
    return ask_identity(session, m.AskIdentity())


def import_key(session: Session, request: m.ImportKey) -> m.Identity:
    """A key of elsewhere. There must be an identity."""
    identity.current(session.vault)
    identity.import_key(session.vault, request.text, request.passphrase)
    return ask_identity(session, m.AskIdentity())


def forget_key(session: Session, request: m.ForgetKey) -> m.Identity:
    """A key of elsewhere, forgotten."""
    identity.forget_key(session.vault, request.key)
    return ask_identity(session, m.AskIdentity())


# Whom I know


def ask_contacts(session: Session, _: m.AskContacts) -> m.Contacts:
    """All contacts."""
    return m.Contacts(tuple(map(_contact, contacts.all_contacts(session.vault))))


def read_card(session: Session, request: m.ReadCard) -> m.CardRead:
    """A card, and whose it may be."""
    card = cards.read(request.card)
    known, succeeded = contacts.with_keys(session.vault, card), contacts.succeeded(session.vault, card)
    return m.CardRead(
        card.name,
        _kind(card.kind),
        card.key.post_quantum,
        card.words,
        fingerprint.grouped(card.fingerprint),
        None if known is None else known.id,
        None if succeeded is None else succeeded.id,
    )


def add_contact(session: Session, request: m.AddContact) -> m.ContactWritten:
    """A card, kept under a name."""
    return _written(contacts.add(session.vault, request.card, request.name))


def verify_contact(session: Session, request: m.VerifyContact) -> m.ContactWritten:
    """The words were compared."""
    try:
        return _written(contacts.verify(session.vault, request.contact, request.words))
    except ValueError:
        raise Conflict("these are no words of a key, or they were mistyped") from None


def rename_contact(session: Session, request: m.RenameContact) -> m.ContactWritten:
    """Another name."""
    return _written(contacts.rename(session.vault, request.contact, request.name))


def remove_contact(session: Session, request: m.RemoveContact) -> m.Changes:
    """A contact, forgotten."""
    return session.record(lambda vault: contacts.remove(vault, request.contact))


def _written(contact: contacts.Contact) -> m.ContactWritten:
    return m.ContactWritten(_contact(contact), m.Changes())


def _contact(one: contacts.Contact) -> m.Contact:
    card, new = one.card, one.new_card
    return m.Contact(
        one.id,
        one.name,
        one.state,
        _kind(card.kind),
        card.recipient,
        sshsig.public_line(card.signing_key) if card.signing_key else "",
        card.key.post_quantum,
        card.words,
        fingerprint.grouped(card.fingerprint),
        one.added,
        one.compared,
        () if new is None else new.words,
        "" if new is None else fingerprint.grouped(new.fingerprint),
    )


def _kind(kind: str) -> m.KeyKind:
    return cast(m.KeyKind, kind)


# Giving away


def plan_share(session: Session, request: m.PlanShare) -> m.ShareFacts:
    """What a share would be."""
    vault = session.vault
    whom = giving.addressees(vault, request.contacts, request.keys)
    plan = giving.plan(vault, session.items(request.items), whom)
    blocked = tuple(one.contact for one in plan.blocked if one.contact is not None)
    return m.ShareFacts(blocked, plan.mixed, plan.count, plan.bytes)


def write_share(session: Session, request: m.WriteShare, progress: Progress) -> m.ShareWritten:
    """A share, written and read back."""
    vault = session.vault
    items = session.items(request.items)
    own = (identity.all_keys(vault) or [identity.make(vault, request.name)])[0]
    whom = giving.addressees(vault, request.contacts, request.keys, own=own if request.myself else None)
    shared = giving.share(
        vault,
        items,
        path_of(request.out),
        whom,
        passphrase=None if request.passphrase is None else Passphrase(request.passphrase),
        mixed=request.mixed,
        replace=request.replace,
        progress=progress,
    )
    name, with_words = shown(path_of(request.out).name.encode("utf-8", "replace")), request.passphrase is not None
    text = instructions(name, [one.card for one in whom], own.card.signing_key, passphrase=with_words)
    return m.ShareWritten(
        shared.bundle,
        shared.count,
        shared.bytes,
        shared.size,
        shared.recipients,
        text,
        m.Changes(updated=request.items),
    )


# What comes in


def open_share(session: Session, request: m.OpenShare, progress: Progress) -> m.ShareOpened:
    """A share, verified; it waits under a ticket."""
    if len(session.shares) >= MOST_OPENED:
        raise LimitExceeded(f"{MOST_OPENED} shares wait to be taken or dropped")
    passphrase = None if request.passphrase is None else Passphrase(request.passphrase)
    opened = receiving.open_share(session.vault, path_of(request.path), passphrase, progress=progress)
    ticket = next(_tickets)
    session.shares[ticket] = opened
    sender = receiving.party_of(opened)
    return m.ShareOpened(
        ticket,
        opened.sender,
        sender.contact,
        sender.name,
        fingerprint.words_of(sender.fingerprint),
        b"" if opened.card is None else opened.card.source,
        opened.manifest.time,
        len(opened.manifest.recipients),
        opened.count,
        opened.bytes,
        tuple(map(_shared_row, opened.items[:MOST_NAMED])),
    )


def take_share(session: Session, request: m.TakeShare) -> m.ShareTaken:
    """A share that was opened, into the vault."""
    opened = _opened(session, request.ticket)
    with session.recorder.tally() as tally:
        try:
            taken = taking.take(session.vault, opened, request.folder, unknown=request.unknown)
        finally:
            if opened.dropped:
                del session.shares[request.ticket]
        return m.ShareTaken(taken.folder, taken.count, taken.bytes, taken.renamed, tally.changes())


def drop_share(session: Session, request: m.DropShare) -> m.Changes:
    """A share that was opened, left alone."""
    _opened(session, request.ticket)
    session.shares.pop(request.ticket).drop()
    return m.Changes()


def _opened(session: Session, ticket: int) -> OpenedShare:
    if ticket not in session.shares:
        raise NotFound("this share is not open any more")
    return session.shares[ticket]


def _shared_row(one: receiving.Arrived) -> m.SharedRow:
    kind = cast("Literal['file', 'note', 'folder']", one.entry.kind)
    return m.SharedRow(b"/".join(one.path), shown_path(one.path), kind, one.entry.size, one.renamed)


# The register


def ask_shares(session: Session, request: m.AskShares) -> m.Shares:
    """A page of the register."""
    if request.offset < 0 or not 0 <= request.limit <= m.MOST_ROWS:
        raise Conflict("a page out of bounds")
    vault = session.vault
    found, total = register.shares(
        vault, item=request.item, contact=request.contact, offset=request.offset, limit=request.limit
    )
    return m.Shares(tuple(_share_row(vault, one) for one in found), total)


def _share_row(vault: Vault, one: register.Registered) -> m.ShareRow:
    items, names = register.named_items(vault, one)
    parties = tuple(
        m.ShareParty(party.contact, party.name, fingerprint.words_of(party.fingerprint)) for party in one.parties
    )
    return m.ShareRow(
        one.bundle,
        one.sent,
        one.time,
        parties,
        one.passphrase,
        tuple(items),
        tuple(map(shown, names)),
        one.count,
        one.bytes,
    )
