"""Whole age files: a header for everybody who can open it, and the payload."""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterable, Iterator, Sequence

from vault.engine.errors import Damaged, ShareRefused
from vault.engine.progress import Progress
from vault.sharing.age import header, stream
from vault.sharing.age.keys import FILE_KEY_SIZE, Identity, Passphrase, Random, Recipient, header_mac
from vault.sharing.age.stream import Buffer


def encrypt(
    pieces: Iterable[Buffer],
    recipients: Sequence[Recipient],
    *,
    mixed: bool = False,
    random: Random = os.urandom,
    progress: Progress | None = None,
) -> Iterator[Buffer]:
    """An age file of some content, in pieces that are valid until the next. `progress` counts the content's bytes.

    Raises ShareRefused for post-quantum and classical recipients together unless `mixed`, since the file is then only
    as safe as the weakest; LimitExceeded for none, or too many; Cancelled.
    """
    if any(isinstance(one, Passphrase) for one in recipients) and len(recipients) > 1:
        raise ShareRefused("mixed recipients", "a passphrase stands alone")
    if not mixed and len({one.post_quantum for one in recipients}) > 1:
        raise ShareRefused("mixed recipients", "post-quantum and classical recipients together")
    file_key, nonce = random(FILE_KEY_SIZE), random(stream.NONCE_SIZE)
    authenticated = header.serialize([recipient.wrap(file_key, random) for recipient in recipients])
    yield header.close(authenticated, header_mac(file_key, authenticated)) + nonce
    yield from stream.seal(stream.payload_key(file_key, nonce), _counted(pieces, progress or Progress()))


def _counted(pieces: Iterable[Buffer], progress: Progress) -> Iterator[Buffer]:
    for piece in pieces:
        yield piece
        progress.advance(len(piece))


class Decryption:
    """An age file that was opened: `stanzas` say how many can, and iterating gives the content, verified."""

    def __init__(self, source: header.Source, found: header.Header, file_key: bytes, progress: Progress) -> None:
        self.stanzas = found.stanzas
        self._source, self._progress = source, progress
        nonce = source.read(stream.NONCE_SIZE)
        if len(nonce) < stream.NONCE_SIZE:
            raise Damaged("age header", "nothing after it")
        self._key = stream.payload_key(file_key, nonce)

    def __iter__(self) -> Iterator[memoryview]:
        """Pieces that are valid until the next. Raises Damaged after all that verifies; Cancelled."""
        for piece in stream.open_sealed(self._key, self._source):
            yield piece
            self._progress.advance(len(piece))


def decrypt(source: header.Source, identities: Sequence[Identity], *, progress: Progress | None = None) -> Decryption:
    """Open an age file, binary, from its beginning. `progress` counts the content's bytes.

    Raises ShareRefused ("not for you") if no identity opens it, WrongCredential for another passphrase, Damaged,
    KdfRefused, UnsupportedVersion, LimitExceeded.
    """
    found = header.read(source)
    kinds = [stanza.arguments[0] for stanza in found.stanzas]
    if "scrypt" in kinds and len(kinds) > 1:
        raise Damaged("age header", "a passphrase among other recipients")
    for identity in identities:
        file_key = identity.unwrap(found.stanzas)
        if file_key is None:
            continue
        if len(file_key) != FILE_KEY_SIZE or not hmac.compare_digest(
            header_mac(file_key, found.authenticated), found.mac
        ):
            raise Damaged("age header", "its MAC")
        return Decryption(source, found, file_key, progress or Progress())
    raise ShareRefused("not for you", "no key here opens it")
