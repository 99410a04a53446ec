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
from vault.engine.errors import Damaged, KdfRefused, ShareRefused, VaultError, WrongCredential
from vault.sharing import age
from vault.sharing.age import armor

NAMES = sorted(path.name for path in (VECTORS / "age").glob("*")) or ["absent"]
KNOWN = {"expect", "payload", "file key", "identity", "passphrase", "armored", "compressed", "comment"}


def outcome(error: VaultError) -> str:
    match error:
        case ShareRefused(reason="not for you") | WrongCredential():
            return "no match"
        case Damaged(where="armor"):
            return "armor failure"
        case Damaged(where="age payload"):
            return "payload failure"
        case Damaged(where="age header", detail=detail):
            return "HMAC failure" if "its MAC" in detail else "header failure"
        case KdfRefused():
            return "header failure"
    return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize("name", NAMES)
def test_a094_every_vector_is_honoured(vectors: Callable[[str], Path], name: str) -> None:
    head, _, data = (vectors("age") / name).read_bytes().partition(b"\n\n")
    lines = [line.split(": ", 1) for line in head.decode().splitlines()]
    fields = dict(lines)
    if set(fields) - KNOWN:
        pytest.skip(f"says what is not known here: {sorted(set(fields) - KNOWN)}")
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
        found = outcome(error)
    assert found == fields["expect"]
    if "payload" in fields:
        assert released.hexdigest() == fields["payload"]


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
