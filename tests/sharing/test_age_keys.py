"""age's keys: the published vectors of HPKE, a second implementation, and everything that is no key (A101)."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.bindings._rust import openssl
from cryptography.hazmat.primitives import hpke

from tests.vectors import by_hand
from vault.engine.errors import Damaged, ShareRefused
from vault.sharing import age, bech32
from vault.sharing.age import header, keys
from vault.sharing.age.header import Stanza, b64

FILE_KEY = bytes(range(16))
LABEL = b"age-encryption.org/mlkem768x25519"
LOW_ORDER = [
    bytes(32),
    b"\x01" + bytes(31),
    bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
    bytes.fromhex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
    bytes.fromhex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    bytes.fromhex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    bytes.fromhex("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
]
"""Points of X25519 that give zero with every key (RFC 7748, section 6.1)."""


# The hybrid


def test_a094_the_published_vectors_of_hpke(vectors: Callable[[str], Path]) -> None:
    """The suite of age's hybrid recipients: its seeds are our identities, and our suite opens the first ciphertext."""
    suites = json.loads((vectors("hpke") / "mlkem768x25519.json").read_text("ascii"))
    for suite in suites:
        identity = age.HybridIdentity(bytes.fromhex(suite["skRm"]))
        assert identity.recipient.public == bytes.fromhex(suite["pkRm"])
        assert age.parse_recipient(str(identity.recipient)) == identity.recipient
    (ours,) = (suite for suite in suites if (suite["kdf_id"], suite["aead_id"]) == (1, 3))
    first = {name: bytes.fromhex(value) for name, value in ours["encryptions"][0].items()}
    enc, info = bytes.fromhex(ours["enc"]), bytes.fromhex(ours["info"])
    assert len(enc) == keys.HYBRID_SHARE
    private = hpke.MLKEM768X25519PrivateKey(*by_hand.xwing_private(bytes.fromhex(ours["skRm"])))
    opened = openssl.hpke._decrypt_with_aad(keys._HYBRID_SUITE, enc + first["ct"], private, info=info, aad=first["aad"])
    assert opened == first["pt"]


def test_a094_a_second_implementation_wraps_and_unwraps_the_same(vectors: Callable[[str], Path]) -> None:
    suites = json.loads((vectors("hpke") / "mlkem768x25519.json").read_text("ascii"))
    for suite in suites:
        seed, secret, enc = (bytes.fromhex(suite[name]) for name in ("skRm", "shared_secret", "enc"))
        identity = age.HybridIdentity(seed)
        context = by_hand.HpkeContext(secret, LABEL, by_hand.CHACHA20_POLY1305)
        assert identity.unwrap([Stanza(("mlkem768x25519", b64(enc)), context.seal(FILE_KEY))]) == FILE_KEY
        stanza = identity.recipient.wrap(FILE_KEY)
        share = header.from_b64(stanza.arguments[1], keys.HYBRID_SHARE)
        context = by_hand.HpkeContext(by_hand.xwing_decapsulate(seed, share), LABEL, by_hand.CHACHA20_POLY1305)
        assert context.open(stanza.body) == FILE_KEY


# What is no key, and what is no share


@pytest.mark.parametrize("point", LOW_ORDER)
def test_a101_points_of_low_order_are_neither_keys_nor_shares(point: bytes) -> None:
    classical, hybrid = age.X25519Identity(bytes(range(32))), age.HybridIdentity(bytes(32))
    for text in (bech32.encode("age", point), bech32.encode("age1pq", hybrid.recipient.public[:-32] + point)):
        with pytest.raises(ValueError, match="nothing can be encrypted"):
            age.parse_recipient(text)
    with pytest.raises(Damaged, match="low order"):
        classical.unwrap([Stanza(("X25519", b64(point)), bytes(32))])
    share = header.from_b64(hybrid.recipient.wrap(FILE_KEY).arguments[1])[:-32] + point
    with pytest.raises(Damaged, match="low order"):
        hybrid.unwrap([Stanza(("mlkem768x25519", b64(share)), bytes(32))])


def test_a101_only_the_one_form_of_a_key_is_taken() -> None:
    public, secret = str(age.X25519Identity(bytes(32)).recipient), age.X25519Identity(bytes(32)).encoded()
    others = [
        public.upper(),
        public.capitalize(),
        public[:-1],
        public + "q",
        f" {public}",
        public.replace("age1", "age2"),
        public[:10] + ("q" if public[10] != "q" else "p") + public[11:],
        public[:10] + "b" + public[11:],
        bech32.encode("age", bytes(31)),
        bech32.encode("age", bytes(33)),
        bech32.encode("age1pq", bytes(1_216)),
        bech32.encode("age1pq", bytes(1_215)),
        bech32.encode("age1tag", bytes(32)),
        "age1",
        "1",
        "",
        "\u0130" * 8,
    ]
    for text in others:
        with pytest.raises(ValueError, match=r"[a-z]") as caught:
            age.parse_recipient(text)
        assert caught.value.__cause__ is None
    for text in (
        secret.lower(),
        secret[:-1],
        secret + " ",
        bech32.encode("age-secret-key-", bytes(31)).upper(),
        public,
    ):
        with pytest.raises(ValueError, match="age secret key") as caught:
            age.parse_identity(text)
        assert text[20:40].lower() not in str(caught.value).lower()


def test_a101_padding_of_bech32_is_canonical() -> None:
    """The last letter of 32 bytes holds one bit of them and four of padding: other padding, with its own checksum."""
    values = bech32._regroup(bytes(32), 8, 5, padded=True)
    for last in range(1, 16):
        some = [*values[:-1], values[-1] | last]
        checked = bech32._polymod([*bech32._expand("age"), *some, *[0] * 6]) ^ 1
        some += [checked >> 5 * (5 - at) & 31 for at in range(6)]
        with pytest.raises(ValueError, match="padding"):
            bech32.decode("age1" + "".join(bech32._LETTERS[value] for value in some))


def test_a101_bech32_is_of_one_case() -> None:
    public = str(age.X25519Identity(bytes(32)).recipient)
    assert bech32.decode(public) == bech32.decode(public.upper())
    for text in (public.capitalize(), public[:4] + public[4:].upper(), f"{public[:-1]}\u0130", f"\u212a{public}"):
        with pytest.raises(ValueError, match="both cases"):
            bech32.decode(text)


def test_every_single_wrong_letter_of_a_key_is_seen() -> None:
    public = str(age.X25519Identity(bytes(range(32))).recipient)
    for at in range(4, len(public)):
        for letter in bech32._LETTERS:
            if letter != public[at]:
                with pytest.raises(ValueError, match="checksum"):
                    bech32.decode(public[:at] + letter + public[at + 1 :])


@pytest.mark.parametrize("kind", [age.X25519Identity, age.HybridIdentity])
def test_secrets_are_not_shown(kind: type[age.X25519Identity] | type[age.HybridIdentity]) -> None:
    secret = bytes(range(32))
    for shown in (repr(kind(secret)), str(kind(secret)), repr(age.Passphrase(secret))):
        assert repr(secret)[2:20] not in shown
        assert kind(secret).encoded()[20:40] not in shown


def test_another_file_key_size_is_refused() -> None:
    """A stanza that opens to anything but 16 bytes: nobody made that who follows the rules."""
    identity = age.HybridIdentity(bytes(32))
    for size in (0, 15, 17, 32):
        sealed = keys._HYBRID_SUITE.encrypt(bytes(size), _hybrid_key(identity), info=LABEL)
        stanza = Stanza(("mlkem768x25519", b64(sealed[: keys.HYBRID_SHARE])), sealed[keys.HYBRID_SHARE :])
        data = header.close(header.serialize([stanza]), bytes(32)) + bytes(100)
        with pytest.raises((Damaged, ShareRefused)):
            age.decrypt(io.BytesIO(data), [identity])


def _hybrid_key(identity: age.HybridIdentity) -> hpke.MLKEM768X25519PublicKey:
    mlkem, x25519 = by_hand.xwing_private(identity.seed)
    return hpke.MLKEM768X25519PublicKey(mlkem.public_key(), x25519.public_key())
