"""The published vectors of age (C2SP CCTV): each opens, or is refused, as they say, and releases what they say."""

from __future__ import annotations

import hashlib
import io
import os
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import VECTORS
from vault.engine.errors import Damaged, KdfRefused, ShareRefused, UnsupportedVersion, VaultError, WrongCredential
from vault.sharing import age
from vault.sharing.age import armor, header, stream
from vault.sharing.age.keys import header_mac

NAMES = sorted(path.name for path in (VECTORS / "age").glob("*")) or ["absent"]
KNOWN = {"expect", "payload", "file key", "identity", "passphrase", "armored", "compressed", "comment"}


def outcome(error: VaultError, *, undetected: bool) -> str:
    """`undetected`: it should be armored and does not begin so, thus it is read as the other form."""
    match error:
        case Damaged(where="age header") if undetected:
            return "armor failure"
        case ShareRefused(reason="not for you") | WrongCredential():
            return "no match"
        case Damaged(where="armor"):
            return "armor failure"
        case Damaged(where="age payload"):
            return "payload failure"
        case Damaged(where="age header", detail=detail):
            return "HMAC failure" if "its MAC" in detail else "header failure"
        case KdfRefused() | UnsupportedVersion():
            return "header failure"
    return f"{type(error).__name__}: {error}"


def honour(vector: bytes) -> str:
    """Do with a vector as it says. What it expects."""
    head, _, data = vector.partition(b"\n\n")
    lines = [line.split(": ", 1) for line in head.decode().splitlines()]
    fields = dict(lines)
    assert set(fields) <= KNOWN
    if fields.get("compressed") == "zlib":
        data = zlib.decompress(data)
    identities: list[age.Identity] = [age.parse_identity(text) for key, text in lines if key == "identity"]
    identities += [age.Passphrase(text.encode()) for key, text in lines if key == "passphrase"]
    released = hashlib.sha256()
    try:
        source = armor.binary(io.BufferedReader(io.BytesIO(data)))
        opened = age.decrypt(source, identities)
        for piece in opened:
            released.update(piece)
        found = "success"
        assert source.read(1) == b""
    except VaultError as error:
        undetected = fields.get("armored") == "yes" and not data.lstrip().startswith(armor.BEGIN[:5])
        found = outcome(error, undetected=undetected)
    assert found == fields["expect"]
    assert released.hexdigest() == fields.get("payload", hashlib.sha256().hexdigest())
    if found == "success":
        _come_out_the_same(armor.binary(io.BufferedReader(io.BytesIO(data))).read(), bytes.fromhex(fields["file key"]))
    return found


def _come_out_the_same(data: bytes, file_key: bytes) -> None:
    """Header, MAC and payload of a file, written again."""
    source = io.BytesIO(data)
    found = header.read(source)
    nonce = source.read(stream.NONCE_SIZE)
    key = stream.payload_key(file_key, nonce)
    content = b"".join(map(bytes, stream.open_sealed(key, source)))
    again = header.serialize(found.stanzas)
    again = header.close(again, header_mac(file_key, again)) + nonce
    assert again + b"".join(map(bytes, stream.seal(key, [content]))) == data


@pytest.mark.parametrize("name", NAMES)
def test_a094_every_vector_is_honoured(vectors: Callable[[str], Path], name: str) -> None:
    """Half of the published suite, where it is; test_interop_npm.py has the whole."""
    honour((vectors("age") / name).read_bytes())


def test_a094_no_vector_is_passed_over(vectors: Callable[[str], Path]) -> None:
    assert len(NAMES) == len(os.listdir(vectors("age"))) == 75


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20])
@pytest.mark.parametrize("kind", [age.X25519Identity, age.HybridIdentity])
@pytest.mark.parametrize("armored", [False, True])
def test_a094_what_is_encrypted_is_what_is_decrypted(
    kind: type[age.X25519Identity] | type[age.HybridIdentity], size: int, armored: bool
) -> None:
    content = os.urandom(size)
    identity = kind(os.urandom(32))
    assert age.parse_identity(identity.encoded()) == identity
    assert age.parse_recipient(str(identity.recipient)) == identity.recipient
    pieces = age.encrypt([content[:100], content[100:]], [identity.recipient])
    data = b"".join(map(bytes, armor.armored(pieces) if armored else pieces))
    other = kind(os.urandom(32))
    source = armor.binary(io.BufferedReader(io.BytesIO(data)))
    assert b"".join(map(bytes, age.decrypt(source, [other, identity]))) == content
    with pytest.raises(ShareRefused, match="opens"):
        age.decrypt(armor.binary(io.BufferedReader(io.BytesIO(data))), [other])
