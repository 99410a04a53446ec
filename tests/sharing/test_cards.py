"""Cards and fingerprints: one form, signed, readable by people; everything else refused (A101)."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Iterator

import pytest

from vault.engine.errors import Damaged, PathRejected
from vault.engine.keys import CARD_SUCCESSION
from vault.engine.values import length_prefixed
from vault.sharing import cards, fingerprint, sshsig
from vault.sharing.age import HybridIdentity, HybridRecipient, X25519Identity

SEED, OTHER = bytes(range(32)), bytes(range(1, 33))
RECIPIENT = HybridIdentity(bytes(range(2, 34))).recipient
AGE = str(X25519Identity(bytes(range(32))).recipient)
SSH = sshsig.public_line(sshsig.public_of(SEED))


def first() -> cards.Card:
    return cards.make(SEED, RECIPIENT, "Anna Ö", 1_700_000_000_000)


def second() -> cards.Card:
    return cards.make(OTHER, RECIPIENT, "Anna", 1_700_000_000_001, 2, SEED)


def test_a_card_is_what_format_md_says() -> None:
    """Byte by byte, out of section 16; and always the same."""
    name = "Anna Ö".encode()
    body = b"deedbox card\x01" + len(name).to_bytes(2) + name + (1_700_000_000_000).to_bytes(8) + (1).to_bytes(4)
    body += sshsig.public_of(SEED) + RECIPIENT.public
    body += sshsig.sign_plain(SEED, length_prefixed("deedbox/1 card", body))
    assert first().source == body
    assert hashlib.sha256(body).hexdigest() == "119395357cc7c885e7a8ba88c763a8eae0d9962faf0a4ce61de60aea1e98209c"
    assert (
        hashlib.sha256(second().source).hexdigest()
        == "21639992b43479aa56707b15eb24a7a5ce1bf55455920a3d2b14d1bfdd6668c8"
    )
    assert first().words == ("maternity", "slacking", "footman", "effects", "apple", "sandy")
    assert fingerprint.grouped(first().fingerprint) == "EA4P-6JBQ-2KDL-HYMF-A3TU-QEXG-VVBX-QQ2R-HX"


@pytest.mark.parametrize("card", [first(), second()], ids=["first", "second"])
def test_binary_and_text_are_read(card: cards.Card) -> None:
    text = cards.as_text(card.source)
    assert text.startswith("-----BEGIN DEEDBOX CARD-----\n")
    for form in (card.source, text.encode(), f"\r\n \t{text.strip()} ".encode(), text.replace("\n", "\r\n").encode()):
        assert cards.read(form) == card
    assert card.previous == (b"" if card.sequence == 1 else sshsig.public_of(SEED))


def test_a_qr_code_holds_a_card() -> None:
    import segno

    code = segno.make_qr(second().source, mode="byte", error="m")
    assert code.designator.endswith("-M")
    drawn = io.BytesIO()
    code.save(drawn, kind="svg")
    assert drawn.getvalue().startswith(b"<?xml")


@pytest.mark.parametrize("card", [first(), second()], ids=["first", "second"])
def test_a101_no_byte_of_a_card_can_be_changed(card: cards.Card) -> None:
    for at in range(0, len(card.source), 7):
        with pytest.raises(Damaged):
            cards.read(card.source[:at] + bytes([card.source[at] ^ 1]) + card.source[at + 1 :])
    for cut in (0, 1, 13, 20, 700, len(card.source) - 64, len(card.source) - 1):
        with pytest.raises(Damaged):
            cards.read(card.source[:cut])
    with pytest.raises(Damaged):
        cards.read(card.source + b"\0")


def test_a101_other_texts_are_no_cards() -> None:
    text = cards.as_text(first().source)
    lines = text.splitlines()
    others = [
        text.replace("CARD", "CARDS"),
        text.replace("\n", "\n\n", 3),
        "\n".join([*lines[:3], " " + lines[3], *lines[4:]]),
        "\n".join([lines[0], "".join(lines[1:-1]), lines[-1]]),
        text + text,
        text + "x",
        "x" + text,
        "",
        "hello",
        "age1",
        AGE.upper(),
        f"{AGE}q",
        "ssh-dss AAAAB3NzaC1kc3MAAACBAP",
        "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTY=",
        SSH[:-4],
        "x" * (cards.LARGEST + 1),
    ]
    for other in others:
        with pytest.raises(Damaged):
            cards.read(other.encode())
    for raw in (b"\xff\xfe", b"deedbox card\x02" + first().source[13:]):
        with pytest.raises(Damaged):
            cards.read(raw)


def test_a101_keys_of_low_order_are_refused() -> None:
    """Under an Ed25519 key of low order anybody can sign; to an X25519 one nothing can be encrypted."""
    zero = sshsig.public_line(bytes(32))
    one = sshsig.public_line((1).to_bytes(32, "little"))
    for line in (zero, one):
        with pytest.raises(Damaged):
            cards.read(line.encode())
    with pytest.raises(Damaged):
        cards.read(cards.make(SEED, HybridRecipient(RECIPIENT.public[:-32] + bytes(32)), "Anna", 0).source)


def test_a101_a_succession_is_signed_by_the_key_before() -> None:
    forged = bytearray(second().source)
    forged[-64:] = sshsig.sign_plain(OTHER, length_prefixed(CARD_SUCCESSION, bytes(forged[:-64])))
    with pytest.raises(Damaged):
        cards.read(bytes(forged))
    with pytest.raises(Damaged):
        cards.read(cards.make(SEED, RECIPIENT, "Anna", 0, 2, SEED).source)
    with pytest.raises(ValueError, match="key before"):
        cards.make(SEED, RECIPIENT, "Anna", 0, 2)


@pytest.mark.parametrize("name", ["", " ", "x" * 65, "a\nb", "a\0", "\u202egnp.exe", "a\u200b", "\ud800", "a\u2028b"])
def test_names_that_deceive_are_refused(name: str) -> None:
    with pytest.raises((PathRejected, UnicodeEncodeError)):
        cards.make(SEED, RECIPIENT, name, 0)


def test_a_name_that_was_not_composed_is_refused_in_a_card_and_composed_when_it_is_made() -> None:
    assert cards.make(SEED, RECIPIENT, " A\u0308 ", 0).name == "\u00c4"
    body = first().source.replace("Anna Ö".encode(), "AnnO\u0308".encode() + b" ")
    with pytest.raises(Damaged):
        cards.read(body)


def test_bare_keys_are_cards_that_say_less() -> None:
    assert [
        (card.kind, card.name, bool(card.signing_key), card.key.post_quantum)
        for card in map(cards.read, (AGE.encode(), f" {SSH} anna@home\n".encode(), str(RECIPIENT).encode()))
    ] == [("age", "", False, False), ("ssh-ed25519", "", True, False), ("age", "", False, True)]
    assert cards.as_text(cards.read(f"{SSH} comment".encode()).source) == SSH + "\n"


# Fingerprints


def test_words_are_the_digest_in_base_7776() -> None:
    listed = fingerprint.word_list()
    assert len(listed) == len(set(listed)) == 7_776
    digest = (5 + 7_776 * (4 + 7_776 * (3 + 7_776 * (2 + 7_776 * (1 + 7_776 * 0))))).to_bytes(32)
    assert fingerprint.words_of(digest) == tuple(listed[:6])
    more = (int.from_bytes(digest) + 7_776**6 * 12_345).to_bytes(32)
    assert fingerprint.words_of(more) == tuple(listed[:6])


def mistyped(text: str) -> Iterator[str]:
    """Every other letter in every place, and every exchange of neighbours."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    for at, digit in enumerate(text):
        yield from (text[:at] + other + text[at + 1 :] for other in alphabet if other != digit)
        if at and text[at - 1] != digit:
            yield text[: at - 1] + digit + text[at - 1] + text[at + 1 :]


@pytest.mark.parametrize("number", range(3))
def test_check_digits_catch_every_wrong_character_and_every_exchange(number: int) -> None:
    digest = hashlib.sha256(bytes([number])).digest()
    shown = fingerprint.grouped(digest)
    assert fingerprint.parse_grouped(shown.lower().replace("-", " ")) == digest[:20]
    assert base64.b32encode(digest[:20]).decode() == shown.replace("-", "")[:-2]
    tried = 0
    for other in mistyped(shown.replace("-", "")):
        tried += 1
        with pytest.raises(ValueError, match="mistyped"):
            fingerprint.parse_grouped(other)
    assert tried > 34 * 31


def test_what_was_said_is_compared() -> None:
    card = first()
    assert fingerprint.is_said(tuple(word.upper() for word in card.words), card.fingerprint)
    assert fingerprint.is_said((fingerprint.grouped(card.fingerprint),), card.fingerprint)
    assert not fingerprint.is_said(second().words, card.fingerprint)
    assert not fingerprint.is_said(tuple(reversed(card.words)), card.fingerprint)
    for other in (card.words[:5], (*card.words[:5], "xyzzy"), ()):
        with pytest.raises(ValueError, match="fingerprint"):
            fingerprint.is_said(other, card.fingerprint)
