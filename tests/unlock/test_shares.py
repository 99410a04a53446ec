"""Shares of a recovery code: any k of n make it, fewer do not, each can be checked alone, and nothing else passes."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import re
import string
from pathlib import Path

import pytest
import shamir_mnemonic  # type: ignore[import-untyped]
from hypothesis import given, settings, strategies as st

from tests.conftest import CHEAP
from vault.engine.errors import WrongCredential
from vault.engine.vault import Vault
from vault.unlock.recovery import MistypedCode, RecoveryCode, parse_code, word_list
from vault.unlock.shares import SHARE_WORDS, Share, SharesForeign, SharesMissing, combine, parse_any, parse_share, split

CODE = RecoveryCode(bytes(range(7, 247, 12)))
SHARES = split(CODE, 3, 5)


# Another implementation, after SLIP-39


def multiply(one: int, other: int) -> int:
    """In the field of AES."""
    product = 0
    while other:
        product ^= one if other & 1 else 0
        one = one << 1 ^ (0x11B if one & 0x80 else 0)
        other >>= 1
    return product


def invert(value: int) -> int:
    return next(other for other in range(1, 256) if multiply(value, other) == 1)


def value_at(place: int, points: dict[int, bytes]) -> bytes:
    """The polynomials through these points, by Lagrange."""
    result = bytes(20)
    for one, value in points.items():
        factor = 1
        for other in points:
            if other != one:
                factor = multiply(factor, multiply(place ^ other, invert(one ^ other)))
        result = bytes(sum_ ^ multiply(factor, byte) for sum_, byte in zip(result, value, strict=True))
    return result


def secret_by_hand(shares: list[str]) -> bytes:
    """The master secret of shares in one group, without a passphrase. An extendable backup has no salt."""
    points, rounds = {}, 0
    for share in shares:
        number = 0
        for word in share.split():
            number = number << 10 | word_list().index(word)
        bits = f"{number:0230b}"
        assert bits[15] == "1", "extendable"
        rounds = 2_500 << int(bits[16:20], 2)
        points[int(bits[32:36], 2)] = int(bits[40:200], 2).to_bytes(20, "big")
    secret, digest = value_at(255, points), value_at(254, points)
    assert hmac.digest(digest[4:], secret, "sha256")[:4] == digest[:4]
    left, right = secret[:10], secret[10:]
    for place in (3, 2, 1, 0):
        mask = hashlib.pbkdf2_hmac("sha256", bytes([place]), right, rounds, 10)
        left, right = right, bytes(one ^ other for one, other in zip(left, mask, strict=True))
    return right + left


@pytest.mark.parametrize(("threshold", "count"), [(2, 2), (2, 3), (3, 5), (16, 16)])
def test_shares_are_read_by_a_second_implementation(threshold: int, count: int) -> None:
    assert secret_by_hand(split(CODE, threshold, count)[-threshold:]) == CODE.entropy


def test_another_program_for_slip39_gets_the_bytes() -> None:
    assert shamir_mnemonic.combine_mnemonics(SHARES[1:4]) == CODE.entropy


# Any k of n, and no fewer


def test_any_three_of_five_make_the_code() -> None:
    for some in itertools.permutations(SHARES, 3):
        assert combine(some) == CODE


def test_fewer_are_counted() -> None:
    for some in itertools.combinations(SHARES, 2):
        with pytest.raises(SharesMissing) as caught:
            combine(some)
        assert (caught.value.have, caught.value.need) == (2, 3)
    with pytest.raises(SharesMissing) as caught:
        combine([SHARES[0]] * 3)
    assert (caught.value.have, caught.value.need) == (1, 3), "one share is one share"
    with pytest.raises(SharesMissing):
        combine([])


def test_more_do_no_harm() -> None:
    assert combine(SHARES) == combine([*SHARES, *SHARES]) == CODE


@given(st.binary(min_size=20, max_size=20), st.data())
@settings(max_examples=20, deadline=None)
def test_every_code_comes_back(entropy: bytes, data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 16))
    threshold = data.draw(st.integers(2, count))
    shares = data.draw(st.permutations(split(RecoveryCode(entropy), threshold, count)))
    assert combine(shares[:threshold]).entropy == entropy


@pytest.mark.parametrize(("threshold", "count"), [(1, 1), (1, 3), (0, 2), (4, 3), (2, 17), (17, 17), (-1, 5)])
def test_what_is_no_sharing_is_refused(threshold: int, count: int) -> None:
    with pytest.raises(ValueError, match="shares"):
        split(CODE, threshold, count)


def test_each_tells_which_one_it_is() -> None:
    told = [parse_share(share) for share in SHARES]
    assert [share.index for share in told] == [1, 2, 3, 4, 5]
    assert {share.threshold for share in told} == {3}
    assert len({share.set_id for share in told}) == 1
    assert all(len(share.split()) == SHARE_WORDS == 23 for share in SHARES)
    assert told[0] == Share(told[0].set_id, 1, 3)


def test_the_same_code_is_never_split_twice_alike() -> None:
    assert not set(SHARES) & set(split(CODE, 3, 5))


# What does not belong together


def test_shares_of_two_splits_do_not_go_together() -> None:
    other = split(CODE, 3, 5)
    for mixed in ([SHARES[0], SHARES[1], other[2]], [SHARES[0], other[1]], [SHARES[0], *split(CODE, 2, 5)[1:3]]):
        with pytest.raises(SharesForeign):
            combine(mixed)


def test_a_split_with_the_same_number_is_told_by_the_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shamir_mnemonic.shamir._random_identifier", lambda: parse_share(SHARES[0]).set_id)
    other = split(CODE, 3, 5)
    assert parse_share(other[2]) == parse_share(SHARES[2])
    for mixed in ([SHARES[0], SHARES[1], other[2]], [SHARES[0], SHARES[2], other[2]], [SHARES[2], other[2]]):
        with pytest.raises(SharesForeign):
            combine(mixed)


@pytest.mark.parametrize(
    "foreign",
    [
        {"group_threshold": 1, "groups": [(2, 3), (2, 3)]},
        {"group_threshold": 1, "groups": [(1, 1)]},
        {"group_threshold": 1, "groups": [(2, 3)], "iteration_exponent": 1},
    ],
    ids=["groups", "one of one", "stretched"],
)
def test_shares_of_other_programs_are_told_apart(foreign: dict) -> None:
    """Nothing is derived for them: an exponent of 15 would take minutes."""
    shares = shamir_mnemonic.generate_mnemonics(master_secret=bytes(20), **foreign)[0]
    with pytest.raises(SharesForeign):
        parse_share(shares[0])
    with pytest.raises(SharesForeign):
        combine(shares)


@pytest.mark.parametrize("size", [16, 18, 22, 32])
def test_shares_of_other_sizes_are_mistyped(size: int) -> None:
    shares = shamir_mnemonic.generate_mnemonics(1, [(2, 3)], bytes(size), iteration_exponent=0)[0]
    with pytest.raises(MistypedCode) as caught:
        parse_share(shares[0])
    assert (caught.value.reason, caught.value.expected) == ("count", 23)


# Slips of the pen


def test_every_slip_of_one_character_is_caught() -> None:
    share = SHARES[2]
    for place in range(len(share)):
        for slip in (
            share[:place] + share[place + 1 :],
            share[:place] + share[place + 1 : place + 2] + share[place] + share[place + 2 :],
            *(share[:place] + sign + share[place + 1 :] for sign in string.ascii_lowercase + " "),
            *(share[:place] + sign + share[place:] for sign in string.ascii_lowercase + " "),
        ):
            if slip.split() != share.split():
                with pytest.raises(MistypedCode):
                    parse_share(slip)


def test_a_mistake_names_the_share_and_holds_nothing_of_it() -> None:
    words = SHARES[1].split()
    wrong = " ".join([words[1], words[0], *words[2:]])
    with pytest.raises(MistypedCode) as caught:
        combine([SHARES[0], wrong, SHARES[2]])
    fault = caught.value
    assert (fault.reason, fault.share, fault.count, fault.expected) == ("checksum", 2, 23, 23)
    shown = repr((fault, fault.args, vars(fault), fault.__cause__, fault.__context__))
    said = set(re.findall("[a-z]+", shown)) - {"reason", "share", "count", "expected", "checksum"}  # of our own
    assert not said & set(words)
    with pytest.raises(MistypedCode) as caught:
        combine([SHARES[0], " ".join([*words[:9], "nothing", *words[10:]])])
    assert (caught.value.reason, caught.value.share, caught.value.word) == ("unknown word", 2, 10)


def test_a_share_is_no_code_and_a_code_no_share() -> None:
    with pytest.raises(MistypedCode):
        parse_code(SHARES[0])
    with pytest.raises(MistypedCode):
        parse_share(CODE.text)


# As people bring them


@pytest.mark.parametrize(
    "brought",
    [
        "\n".join(SHARES[:3]),
        "\r\n".join(SHARES[2:]),
        "\n\n".join(SHARES),
        "\n \t\n".join(share.replace(" ", "\n") for share in SHARES[:3]),
        "  ".join(SHARES[:3]),
        "\n\n".join(
            "\n".join(f"{at}. {word}" for at, word in enumerate(one.split(), 1)) for one in SHARES[1:4]
        ).upper(),
        CODE.text,
        "\n".join(CODE.words),
        "\n\n".join(f"{place}) {word}" for place, word in enumerate(CODE.words, 1)),
    ],
    ids=["lines", "crlf", "paragraphs", "words", "run together", "numbered", "code", "code in lines", "code, spaced"],
)
def test_codes_and_shares_are_told_apart(brought: str) -> None:
    assert parse_any(brought) == CODE


@pytest.mark.parametrize("text", ["", "\n\n", CODE.text + " zero", " ".join(CODE.words[:-1]), "not a code at all"])
def test_a_code_that_is_none_stays_a_code(text: str) -> None:
    with pytest.raises(MistypedCode) as caught:
        parse_any(text)
    assert (caught.value.expected, caught.value.share) == (19, None)


def test_a_share_that_is_none_stays_a_share() -> None:
    short = " ".join(SHARES[1].split()[:-1])
    for text in (f"{SHARES[0]}\n{short}\n{SHARES[2]}", f"{SHARES[0]}\n\n{short}\n\n{SHARES[2]}"):
        with pytest.raises(MistypedCode) as caught:
            parse_any(text)
        assert (caught.value.reason, caught.value.share, caught.value.count) == ("count", 2, 22)
    with pytest.raises(MistypedCode) as caught:
        parse_any(short)
    assert (caught.value.expected, caught.value.share) == (23, 1)
    with pytest.raises(SharesMissing) as missing:
        parse_any(SHARES[0])
    assert (missing.value.have, missing.value.need) == (1, 3)


def test_a_vault_opens_with_shares(tmp_path: Path) -> None:
    Vault.create(tmp_path / "v", CODE, policy=CHEAP).lock()
    Vault.unlock(tmp_path / "v", parse_any("\n".join(SHARES[2:])), policy=CHEAP).lock()
    foreign = parse_any("\n".join(split(RecoveryCode(bytes(20)), 2, 2)))
    with pytest.raises(WrongCredential):
        Vault.unlock(tmp_path / "v", foreign, policy=CHEAP)


def test_secrets_are_not_shown() -> None:
    assert not set(SHARES[0].split()) & set(repr(parse_share(SHARES[0])).split())
