"""The age format (c2sp.org/age): encrypted to public keys or to a passphrase, streamed both ways.

`encrypt` and `decrypt` work on binary files; `armor` makes text of them and back; recipients and identities are in
`keys` and `ssh`. The words encrypt and decrypt are age's and are used here alone.
"""

from vault.sharing.age.file import Decryption, decrypt, encrypt
from vault.sharing.age.keys import (
    HybridIdentity,
    HybridRecipient,
    Identity,
    Passphrase,
    Recipient,
    X25519Identity,
    X25519Recipient,
    parse_identity,
    parse_recipient,
)

__all__ = [
    "Decryption",
    "HybridIdentity",
    "HybridRecipient",
    "Identity",
    "Passphrase",
    "Recipient",
    "X25519Identity",
    "X25519Recipient",
    "decrypt",
    "encrypt",
    "parse_identity",
    "parse_recipient",
]
