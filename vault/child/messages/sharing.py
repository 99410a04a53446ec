"""Sharing by public key: who I am, whom I know, what I gave away and what came in."""

from __future__ import annotations

from typing import Literal

from vault.child.codec import Message, message
from vault.child.messages.answers import Changes
from vault.child.messages.requests import Request

State = Literal["new", "verified", "changed"]
"""Of a contact: words not compared yet; compared out of band; another key than the one that was (blocked)."""

KeyKind = Literal["deedbox", "age", "ssh-ed25519", "ssh-rsa"]

Sender = Literal["verified", "new", "changed", "yourself", "unknown"]

# Who I am


@message
class ImportedKey(Message):
    """An age identity or SSH key of elsewhere: what is encrypted to it opens here, too."""

    id: bytes
    kind: KeyKind
    recipient: str
    added: int


@message
class Identity(Message):
    """This vault's identity. `card` is the card as text, `earlier` counts renewed keys that still open old shares.

    `words` are six, `fingerprint` is base32 in groups with check digits, `qr` what a QR code of the card holds.
    """

    name: str
    recipient: str
    signing_key: str
    words: tuple[str, ...]
    fingerprint: str
    card: str
    qr: bytes
    made: int
    earlier: int
    imported: tuple[ImportedKey, ...]


@message
class AskIdentity(Request[Identity]):
    """The identity. NotFound as long as none was made."""


@message
class MakeIdentity(Request[Identity]):
    """Make it, under the name that others will see. Conflict if there is one."""

    name: str


@message
class RenewIdentity(Request[Identity]):
    """New keys, signed by those before; what was encrypted to those still opens. NotFound if there is none."""

    name: str


@message
class ImportKey(Request[Identity]):
    """Take in an age identity or a private SSH key, as text. WrongCredential for its passphrase, Conflict if known,
    Damaged for anything else."""

    text: bytes
    passphrase: bytes | None = None


@message
class ForgetKey(Request[Identity]):
    """Forget an imported key. NotFound."""

    key: bytes


# Whom I know


@message
class Contact(Message):
    """Somebody to share with. `words` and `fingerprint` are of the keys that are in use.

    `compared` is when the words were. Of one that changed, `new_words` and `new_fingerprint` are of the new keys.
    Without `signing_key` nothing can come from it. `weak` says that its key binds nothing (ssh-rsa).
    """

    id: bytes
    name: str
    state: State
    kind: KeyKind
    recipient: str
    signing_key: str
    post_quantum: bool
    words: tuple[str, ...]
    fingerprint: str
    added: int
    compared: int | None
    new_words: tuple[str, ...] = ()
    new_fingerprint: str = ""


@message
class Contacts(Message):
    """All contacts by name."""

    contacts: tuple[Contact, ...]


@message
class AskContacts(Request[Contacts]):
    """All contacts."""


@message
class CardRead(Message):
    """What a card says, before anything is kept. `name` is what its owner calls themselves (empty for a bare key).

    `known` is the contact that has these keys, `succeeds` the one whose keys signed these as their successor.
    """

    name: str
    kind: KeyKind
    post_quantum: bool
    words: tuple[str, ...]
    fingerprint: str
    known: bytes | None = None
    succeeds: bytes | None = None


@message
class ReadCard(Request[CardRead]):
    """Look at a card: its text or what its QR code holds, `age1…`, `age1pq1…`, `ssh-ed25519 …`, `ssh-rsa …`.

    Damaged for anything else.
    """

    card: bytes


@message
class ContactWritten(Message):
    """A contact as it is now."""

    contact: Contact
    changes: Changes


@message
class AddContact(Request[ContactWritten]):
    """Keep a card under a name. Where the name has other keys, and these do not succeed them: it is changed, and
    blocked until verified. Conflict if another contact has these keys. Damaged."""

    card: bytes
    name: str


@message
class VerifyContact(Request[ContactWritten]):
    """The words were compared: of one that changed, those of the new keys. Conflict for other words, NotFound."""

    contact: bytes
    words: tuple[str, ...]


@message
class RenameContact(Request[ContactWritten]):
    """Another name. Conflict if it is taken."""

    contact: bytes
    name: str


@message
class RemoveContact(Request[Changes]):
    """Forget a contact; the register keeps what went there. NotFound."""

    contact: bytes


# Giving away


@message
class ShareFacts(Message):
    """What a share would be. `mixed`: post-quantum and classical recipients together, as safe as the weakest.

    `blocked` are the contacts that changed: nothing is encrypted to them.
    """

    blocked: tuple[bytes, ...]
    mixed: bool
    items: int
    bytes: int


@message
class PlanShare(Request[ShareFacts]):
    """Look at a share before it is made. NotFound."""

    items: tuple[bytes, ...]
    contacts: tuple[bytes, ...] = ()
    keys: tuple[str, ...] = ()


@message
class ShareWritten(Message):
    """A share that is on the disk, verified: what it holds, and for how many. `instructions` are for recipients who
    have no Deedbox, in English."""

    bundle: bytes
    items: int
    bytes: int
    size: int
    recipients: int
    instructions: str
    changes: Changes


@message
class WriteShare(Request[ShareWritten]):
    """Write items, with all that is in folders, as an age file to the path `out`; to contacts, to bare keys, and to
    this vault itself if `myself`; or to a passphrase alone. Long.

    Makes the identity under `name` if there is none. Conflict if something is at `out` and not `replace`; ShareRefused
    (mixed recipients) unless `mixed`, (changed contact); NotFound, LimitExceeded, Storage, Cancelled: nothing is left.
    """

    items: tuple[bytes, ...]
    out: bytes
    name: str
    contacts: tuple[bytes, ...] = ()
    keys: tuple[str, ...] = ()
    passphrase: bytes | None = None
    myself: bool = False
    mixed: bool = False
    replace: bool = False


# What comes in


@message
class SharedRow(Message):
    """One item of a share that came in, by its path below where it would go. `renamed`: made safe for every disk."""

    path: bytes
    shown: str
    kind: Literal["file", "note", "folder"]
    size: int
    renamed: bool


@message
class ShareOpened(Message):
    """A share whose signature, list of recipients and every byte were verified; nothing of it is in the vault yet.

    `contact` and `name` are the sender's, if known; `words` of the signing key otherwise; `card` the sender's card if
    the share holds it. `time` is when it was signed. At most 1,000 rows are named, `items` counts all.
    """

    ticket: int
    sender: Sender
    contact: bytes | None
    name: str
    words: tuple[str, ...]
    card: bytes
    time: int
    recipients: int
    items: int
    bytes: int
    rows: tuple[SharedRow, ...]


@message
class OpenShare(Request[ShareOpened]):
    """Open and verify an age file; its content waits sealed in the vault's folder until TakeShare or DropShare. Long.

    ShareRefused (not for you, unsigned, bad signature, changed contact, already received), WrongCredential for
    another passphrase (or none), Damaged, KdfRefused, LimitExceeded, Storage, Cancelled: nothing is left.
    """

    path: bytes
    passphrase: bytes | None = None


@message
class ShareTaken(Message):
    """What is in the vault now; `folder` is where."""

    folder: bytes
    items: int
    bytes: int
    renamed: int
    changes: Changes


@message
class TakeShare(Request[ShareTaken]):
    """Take an opened share in: into a folder, or the inbox. Nothing is replaced. ShareRefused (unknown sender) unless
    `unknown`. NotFound for the ticket or the folder."""

    ticket: int
    folder: bytes | None = None
    unknown: bool = False


@message
class DropShare(Request[Changes]):
    """Do not take it in: nothing is left of it."""

    ticket: int


# The register


@message
class ShareParty(Message):
    """Who a share went to or came from: the name at that time, and the words of the key."""

    contact: bytes | None
    name: str
    words: tuple[str, ...]


@message
class ShareRow(Message):
    """A share that was made (`sent`) or taken in. `items` are those at its top that are still in the vault, `names` of
    these as they were (at most 100 of each), `count` of all files and notes."""

    bundle: bytes
    sent: bool
    time: int
    parties: tuple[ShareParty, ...]
    passphrase: bool
    items: tuple[bytes, ...]
    names: tuple[str, ...]
    count: int
    bytes: int


@message
class Shares(Message):
    """Newest first."""

    shares: tuple[ShareRow, ...]
    total: int


@message
class AskShares(Request[Shares]):
    """The register; of one item, or of one contact, if it is named."""

    item: bytes | None = None
    contact: bytes | None = None
    offset: int = 0
    limit: int = 200
