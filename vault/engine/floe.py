"""FLOE (c2sp.org/FLOE): AES-256-GCM in segments, HKDF-Expand-SHA-384, random access, key-committing.

The one construction that seals everything (docs/format.md, section 3). Bytes in, bytes out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from vault.engine.errors import Damaged
from vault.engine.primitives import (
    TAG_SIZE,
    AesGcm,
    AuthenticationFailed,
    Buffer,
    Random,
    equal,
    hkdf_expand_sha384,
)

IV_SIZE = 32
NONCE_SIZE = 12
OVERHEAD = 4 + NONCE_SIZE + TAG_SIZE
HEADER_SIZE = 10 + IV_SIZE + 32
_INTERNAL = b"\xff\xff\xff\xff"


@dataclass(frozen=True)
class Parameters:
    """FLOE's parameters: encrypted segment length in bytes, and log2 of the segments that share a key."""

    segment: int = 1 << 20
    rotation: int = 20

    @cached_property
    def plain(self) -> int:
        """Plaintext bytes in a full segment."""
        return self.segment - OVERHEAD

    @cached_property
    def encoded(self) -> bytes:
        """PARAM_ENCODE: 10 bytes."""
        return b"\0\0" + self.segment.to_bytes(4, "big") + IV_SIZE.to_bytes(4, "big")

    def sealed_size(self, plain: int) -> int:
        """The sealed length of `plain` bytes."""
        return HEADER_SIZE + plain + OVERHEAD * max(1, -(-plain // self.plain))

    def plain_size(self, sealed: int) -> int:
        """The plaintext length of a canonical sealed length. Raises Damaged for any other [R1]."""
        body = sealed - HEADER_SIZE
        count = -(-body // self.segment)
        last = body - (count - 1) * self.segment
        if body < OVERHEAD or last < OVERHEAD + (count > 1):
            raise Damaged("seal", "length")
        return body - OVERHEAD * count


STANDARD = Parameters()
SEGMENT = STANDARD.segment
PLAIN = STANDARD.plain


class _Stream:
    """What sealing and opening share: the keys of one FLOE ciphertext, whose encoded parameters and iv are `start`."""

    def __init__(self, key: bytes, associated: bytes, start: bytes, parameters: Parameters) -> None:
        if len(key) != 32 or not associated:
            raise ValueError("FLOE takes a key of 32 bytes and associated data")
        self.parameters = parameters
        self._associated = associated
        self._start = start
        self.tag = self._derive(key, b"HEADER_TAG:", 32)
        self._message_key = self._derive(key, b"MESSAGE_KEY:", 48)
        self._cipher: tuple[int, AesGcm] | None = None

    def _derive(self, key: bytes, purpose: bytes, size: int) -> bytes:
        return hkdf_expand_sha384(key, self._start + purpose + self._associated, size)

    def cipher(self, position: int) -> AesGcm:
        masked = position >> self.parameters.rotation << self.parameters.rotation
        if self._cipher is None or self._cipher[0] != masked:
            key = self._derive(self._message_key, b"DEK:" + masked.to_bytes(8, "big"), 32)
            self._cipher = masked, AesGcm(key)
        return self._cipher[1]


def _segment_associated(position: int, final: bool) -> bytes:
    return position.to_bytes(8, "big") + (b"\x01" if final else b"\x00")


class Sealer:
    """Seals one plaintext. `header` goes before the segments. Takes fresh randomness; never use one twice."""

    def __init__(self, key: bytes, associated: bytes, random: Random, parameters: Parameters = STANDARD) -> None:
        start = parameters.encoded + random(IV_SIZE)
        self._random = random
        self._stream = _Stream(key, associated, start, parameters)
        self.header = start + self._stream.tag

    def seal_into(self, plain: Buffer, position: int, final: bool, out: memoryview) -> int:
        """Write segment `position` to `out` and return its length: 32 bytes more than `plain`.

        Every segment but the final one must be full. Each position is sealed once.
        """
        size = len(plain) + OVERHEAD
        if size > self._stream.parameters.segment or not (final or size == self._stream.parameters.segment):
            raise ValueError("segment size")
        nonce = self._random(NONCE_SIZE)
        out[:4] = size.to_bytes(4, "big") if final else _INTERNAL
        out[4:16] = nonce
        self._stream.cipher(position).encrypt_into(nonce, plain, _segment_associated(position, final), out[16:size])
        return size


class Opener:
    """Opens one ciphertext, from its header. Raises Damaged if parameters or commitment differ [R2]."""

    def __init__(self, key: bytes, associated: bytes, header: Buffer, parameters: Parameters = STANDARD) -> None:
        header = bytes(header)
        if len(header) != HEADER_SIZE or header[:10] != parameters.encoded:
            # They are part of what the header's tag commits to.
            raise CommitmentMismatch("seal", "parameters")
        self._stream = _Stream(key, associated, header[: 10 + IV_SIZE], parameters)
        if not equal(self._stream.tag, header[10 + IV_SIZE :]):
            raise CommitmentMismatch("seal", "commitment")

    def open_into(self, segment: Buffer, position: int, final: bool, out: memoryview) -> int:
        """Verify a segment, write its plaintext to `out`, return its length. Raises Damaged [R3]."""
        size = len(segment)
        view = memoryview(segment)
        full = self._stream.parameters.segment
        marker = size.to_bytes(4, "big") if final else _INTERNAL
        if size < OVERHEAD or size > full or not (final or size == full) or view[:4] != marker:
            raise Damaged(f"segment {position}", "length")
        try:
            self._stream.cipher(position).decrypt_into(
                view[4:16], view[16:], _segment_associated(position, final), out[: size - OVERHEAD]
            )
        except AuthenticationFailed as error:
            raise Damaged(f"segment {position}", "tag") from error
        return size - OVERHEAD


class CommitmentMismatch(Damaged):
    """The ciphertext was made with another key or for another place."""


def seal(key: bytes, associated: bytes, plain: Buffer, random: Random) -> bytearray:
    """The whole FLOE ciphertext of `plain`, in memory."""
    sealer = Sealer(key, associated, random)
    sealed = bytearray(STANDARD.sealed_size(len(plain)))
    view, source = memoryview(sealed), memoryview(plain)
    sealed[:HEADER_SIZE] = sealer.header
    at = HEADER_SIZE
    count = max(1, -(-len(plain) // PLAIN))
    for position in range(count):
        piece = source[position * PLAIN : (position + 1) * PLAIN]
        at += sealer.seal_into(piece, position, position == count - 1, view[at:])
    return sealed


def unseal(key: bytes, associated: bytes, sealed: Buffer) -> bytearray:
    """The plaintext of a whole ciphertext. Raises Damaged; CommitmentMismatch if it is another key's."""
    plain = bytearray(STANDARD.plain_size(len(sealed)))
    source, view = memoryview(sealed), memoryview(plain)
    opener = Opener(key, associated, source[:HEADER_SIZE])
    count = max(1, -(-len(plain) // PLAIN))
    for position in range(count):
        start = HEADER_SIZE + position * SEGMENT
        opener.open_into(source[start : start + SEGMENT], position, position == count - 1, view[position * PLAIN :])
    return plain
