"""Signatures that `ssh-keygen -Y verify` verifies (OpenSSH's PROTOCOL.sshsig), with Ed25519 keys alone."""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from vault.engine.errors import ShareRefused

NAMESPACE = b"share@deedbox"
_MAGIC = b"SSHSIG"
_VERSION = 1
_KIND = b"ssh-ed25519"
_HASHES = {b"sha512": hashlib.sha512, b"sha256": hashlib.sha256}
_BEGIN, _END = b"-----BEGIN SSH SIGNATURE-----", b"-----END SSH SIGNATURE-----"
_COLUMNS = 70
LARGEST = 4_096
"""Bytes of a signature as text."""
SIGNATURE_SIZE = 64
KEY_SIZE = 32


def _strings(*values: bytes) -> bytes:
    return b"".join(struct.pack(">I", len(value)) + value for value in values)


def _signed(namespace: bytes, hash_name: bytes, digest: bytes) -> bytes:
    return _MAGIC + _strings(namespace, b"", hash_name, digest)


def public_of(seed: bytes) -> bytes:
    """The public key of a signing key's seed, 32 bytes both."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def public_line(public: bytes) -> str:
    """The public key as SSH writes it: `ssh-ed25519 AAAA…`"""
    return f"{_KIND.decode()} {base64.b64encode(_strings(_KIND, public)).decode()}"


def sign_plain(seed: bytes, message: bytes) -> bytes:
    """The Ed25519 signature of a message (RFC 8032), without anything around it."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def verify_plain(public: bytes, signature: bytes, message: bytes) -> None:
    """Raises ShareRefused ("bad signature") unless it is the Ed25519 signature of this message by this key."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (ValueError, InvalidSignature) as error:
        raise ShareRefused("bad signature") from error


def sign(seed: bytes, message: bytes, namespace: bytes = NAMESPACE) -> bytes:
    """The armored signature of a message, with SHA-512."""
    signature = Ed25519PrivateKey.from_private_bytes(seed).sign(
        _signed(namespace, b"sha512", hashlib.sha512(message).digest())
    )
    key = _strings(_KIND, public_of(seed))
    blob = _MAGIC + struct.pack(">I", _VERSION)
    blob += _strings(key, namespace, b"", b"sha512", _strings(_KIND, signature))
    text = base64.b64encode(blob)
    lines = [text[at : at + _COLUMNS] for at in range(0, len(text), _COLUMNS)]
    return b"\n".join([_BEGIN, *lines, _END, b""])


def verify(armored: bytes, message: bytes, namespace: bytes = NAMESPACE) -> bytes:
    """The public key (32 bytes) whose signature of this message in exactly this namespace it is.

    Raises ShareRefused ("bad signature") for everything else.
    """
    try:
        key, found, hash_name, signature = _parse(armored)
        if found != namespace:
            raise ValueError("another namespace")
        digest = _HASHES[hash_name](message).digest()
        Ed25519PublicKey.from_public_bytes(key).verify(signature, _signed(namespace, hash_name, digest))
    except (ValueError, KeyError, struct.error, InvalidSignature) as error:
        raise ShareRefused("bad signature") from error
    return key


def _parse(armored: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    """Public key, namespace, name of the hash, signature. Raises ValueError."""
    lines = armored.rstrip(b"\r\n").replace(b"\r\n", b"\n").split(b"\n")
    if len(armored) > LARGEST or len(lines) < 3 or lines[0] != _BEGIN or lines[-1] != _END:
        raise ValueError("not a signature")
    try:
        blob = base64.b64decode(b"".join(lines[1:-1]), validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None
    start = len(_MAGIC) + 4
    if blob[:start] != _MAGIC + struct.pack(">I", _VERSION):
        raise ValueError("another version")
    key, namespace, reserved, hash_name, signature = _parse_strings(blob[start:], 5)
    if reserved:
        raise ValueError("a field that must be empty")
    kind, public = _parse_strings(key, 2)
    signed_kind, raw = _parse_strings(signature, 2)
    if kind != _KIND or signed_kind != _KIND or len(raw) != SIGNATURE_SIZE:
        raise ValueError("another kind of key")
    return public, namespace, hash_name, raw


def _parse_strings(data: bytes, count: int) -> list[bytes]:
    values = []
    for _ in range(count):
        (size,) = struct.unpack(">I", data[:4])
        if size > len(data) - 4:
            raise ValueError("cut off")
        values.append(data[4 : 4 + size])
        data = data[4 + size :]
    if data:
        raise ValueError("something behind its end")
    return values
