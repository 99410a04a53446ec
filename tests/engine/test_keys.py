"""Keys and labels: what every derivation is bound to, wraps that commit, and the bounds of key derivation."""

from __future__ import annotations

import ast
import hashlib
import hmac
import os
import re
from pathlib import Path

import pytest

import vault
from tests.vectors import by_hand, many_keys
from vault.engine import floe, keys, primitives
from vault.engine.errors import Damaged, KdfRefused
from vault.engine.floe import CommitmentMismatch
from vault.engine.keys import Context, KdfPolicy, SlotKeys, Subkeys
from vault.engine.values import length_prefixed

ROOT = Path(vault.__file__).parents[1]
VAULT, LINEAGE, SLOT = b"v" * 16, b"l" * 16, b"s" * 16
CONTEXT = Context(VAULT, LINEAGE, 7)
HASHED = hashlib.sha256(b"parameters").digest()
KEK = bytes(range(32))
SLOT_KEYS = SlotKeys(b"\x01" * 32, b"\x02" * 32)


def lp(*elements: bytes) -> bytes:
    return b"".join(len(element).to_bytes(4, "big") + element for element in elements)


def hkdf(key: bytes, info: bytes) -> bytes:
    return by_hand.expand("sha256", hmac.digest(bytes(32), key, "sha256"), info, 32)


# Labels


def labels_of_the_document() -> dict[str, str]:
    """Every label of the table in docs/format.md, and what it is used as."""
    text = (ROOT / "docs" / "format.md").read_text("utf-8")
    return dict(re.findall(r"^\| `(deedbox/1 [a-z ]+)` \| (.*) \|$", text, re.MULTILINE))


def labels_of_the_code() -> list[str]:
    return [value for value in vars(keys).values() if isinstance(value, str) and value.startswith("deedbox")]


def test_labels_are_those_of_the_document() -> None:
    """All but what the document keeps for later."""
    document = {label for label, use in labels_of_the_document().items() if not use.startswith("reserved")}
    assert len(document) > 10
    assert sorted(labels_of_the_code()) == sorted(document)


def test_labels_stand_in_keys_alone() -> None:
    outside = [
        path.name
        for path in (ROOT / "vault").rglob("*.py")
        if path.name != "keys.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and str(node.value).startswith(("deedbox/", b"deedbox/".decode()))
    ]
    assert outside == []


# Derivations, by hand from the document


def test_subkeys() -> None:
    subkeys = Subkeys(CONTEXT, b"k" * 32)
    found = {name: getattr(subkeys, name) for name in ("header", "snapshot", "record", "frame", "head")}
    expected = {
        name: hkdf(b"k" * 32, lp(f"deedbox/1 {name}".encode(), VAULT, LINEAGE, bytes(7) + b"\x07")) for name in found
    }
    assert found == expected
    assert len(set(found.values())) == 5


@pytest.mark.parametrize(
    "other",
    [Context(b"w" * 16, LINEAGE, 7), Context(VAULT, b"m" * 16, 7), Context(VAULT, LINEAGE, 8)],
    ids=["vault", "lineage", "epoch"],
)
def test_subkeys_and_macs_are_bound_to_the_context(other: Context) -> None:
    one, two = Subkeys(CONTEXT, b"k" * 32), Subkeys(other, b"k" * 32)
    for name in ("header", "snapshot", "record", "frame", "head"):
        assert getattr(one, name) != getattr(two, name)
    assert one.header_mac(b"line") != two.header_mac(b"line")
    assert keys.slot_mac(b"a" * 32, CONTEXT, SLOT, b"line") != keys.slot_mac(b"a" * 32, other, SLOT, b"line")


def test_header_mac_and_slot_mac() -> None:
    bound = (VAULT, LINEAGE, (7).to_bytes(8, "big"))
    subkeys = Subkeys(CONTEXT, b"k" * 32)
    message = lp(b"deedbox/1 header", *bound, b"{}")
    assert subkeys.header_mac(b"{}") == hmac.digest(subkeys.header, message, "sha256")
    message = lp(b"deedbox/1 slot mac", *bound, SLOT, b"{}")
    assert keys.slot_mac(b"a" * 32, CONTEXT, SLOT, b"{}") == hmac.digest(b"a" * 32, message, "sha256")


def test_parameter_hash() -> None:
    assert keys.parameter_hash("password", b"{}") == hashlib.sha256(lp(b"password", b"{}")).digest()
    assert keys.parameter_hash("password", b"{}") != keys.parameter_hash("keyfile", b"{}")


def test_kek() -> None:
    kek = keys.derive_kek([("password", b"p" * 32), ("keyfile", b"f" * 32)], VAULT, SLOT, HASHED)
    mixed = lp(b"password", b"p" * 32, b"keyfile", b"f" * 32)
    assert kek == hkdf(mixed, lp(b"deedbox/1 slot kek", VAULT, SLOT, HASHED))


def test_kek_depends_on_every_factor_and_place() -> None:
    both = [("password", b"p" * 32), ("keyfile", b"f" * 32)]
    derived = [
        keys.derive_kek(both, VAULT, SLOT, HASHED),
        keys.derive_kek(both[:1], VAULT, SLOT, HASHED),
        keys.derive_kek(both[1:], VAULT, SLOT, HASHED),
        keys.derive_kek(both[::-1], VAULT, SLOT, HASHED),
        keys.derive_kek([("password", b"p" * 32), ("keyfile", b"g" * 32)], VAULT, SLOT, HASHED),
        keys.derive_kek([("password", b"p" * 32 + b"f" * 32)], VAULT, SLOT, HASHED),
        keys.derive_kek(both, b"w" * 16, SLOT, HASHED),
        keys.derive_kek(both, VAULT, b"t" * 16, HASHED),
        keys.derive_kek(both, VAULT, SLOT, bytes(32)),
    ]
    assert len(set(derived)) == len(derived)


# Wraps


def test_wrap_by_the_second_implementation() -> None:
    wrapped = keys.wrap(KEK, SLOT_KEYS, VAULT, SLOT, HASHED, os.urandom)
    place = lp(b"deedbox/1 slot wrap", VAULT, SLOT, HASHED)
    plain = SLOT_KEYS.seed + SLOT_KEYS.authentication_key
    assert wrapped == by_hand.floe_seal(KEK, place, plain, [wrapped[10:42], wrapped[78:90]])
    assert len(wrapped) == keys.WRAP_SIZE == 170
    assert keys.unwrap(KEK, wrapped, VAULT, SLOT, HASHED) == SLOT_KEYS


@pytest.mark.parametrize(
    "place",
    [
        (bytes(32), VAULT, SLOT, HASHED),
        (KEK, b"w" * 16, SLOT, HASHED),
        (KEK, VAULT, b"t" * 16, HASHED),
        (KEK, VAULT, SLOT, bytes(32)),
    ],
    ids=["key", "vault", "slot", "parameters"],
)
def test_r7_a_wrap_of_elsewhere_is_another_secrets(place: tuple[bytes, bytes, bytes, bytes]) -> None:
    wrapped = keys.wrap(KEK, SLOT_KEYS, VAULT, SLOT, HASHED, os.urandom)
    kek, *where = place
    with pytest.raises(CommitmentMismatch):
        keys.unwrap(kek, wrapped, *where)


def test_r8_damage_behind_the_commitment_is_damage() -> None:
    wrapped = keys.wrap(KEK, SLOT_KEYS, VAULT, SLOT, HASHED, os.urandom)
    for position in range(floe.HEADER_SIZE, len(wrapped)):
        changed = wrapped[:position] + bytes([wrapped[position] ^ 1]) + wrapped[position + 1 :]
        with pytest.raises(Damaged) as caught:
            keys.unwrap(KEK, changed, VAULT, SLOT, HASHED)
        assert not isinstance(caught.value, CommitmentMismatch)


def test_secrets_are_not_shown() -> None:
    """Not by `repr`, which ends up in tracebacks."""
    secrets = (SLOT_KEYS.seed, SLOT_KEYS.authentication_key, b"k" * 32)
    shown = repr(SLOT_KEYS) + repr(Subkeys(CONTEXT, b"k" * 32))
    for secret in (*secrets, Subkeys(CONTEXT, b"k" * 32).header):
        assert repr(secret)[2:-1] not in shown


# The sealed vault key


def test_sealed_vault_key() -> None:
    sealed = keys.seal_vault_key(b"k" * 32, SLOT_KEYS.public_key, CONTEXT, SLOT)
    assert len(sealed) == 1_168
    assert keys.open_vault_key(sealed, SLOT_KEYS.seed, CONTEXT, SLOT) == b"k" * 32
    info = lp(b"deedbox/1 vault key", VAULT, LINEAGE, (7).to_bytes(8, "big"), SLOT)
    secret = by_hand.xwing_decapsulate(SLOT_KEYS.seed, sealed[:1_120])
    assert by_hand.HpkeContext(secret, info, by_hand.AES_256_GCM).open(sealed[1_120:]) == b"k" * 32


def test_r10_a_vault_key_sealed_for_elsewhere() -> None:
    sealed = keys.seal_vault_key(b"k" * 32, SLOT_KEYS.public_key, CONTEXT, SLOT)
    for seed, context, slot in (
        (bytes(32), CONTEXT, SLOT),
        (SLOT_KEYS.seed, Context(VAULT, LINEAGE, 8), SLOT),
        (SLOT_KEYS.seed, CONTEXT, b"t" * 16),
    ):
        with pytest.raises(Damaged, match="sealed vault key"):
            keys.open_vault_key(sealed, seed, context, slot)


@pytest.mark.parametrize("size", [0, 31, 33])
def test_r10_a_vault_key_of_another_length(size: int) -> None:
    sealed = keys.seal_vault_key(bytes(size), SLOT_KEYS.public_key, CONTEXT, SLOT)
    with pytest.raises(Damaged, match="sealed vault key"):
        keys.open_vault_key(sealed, SLOT_KEYS.seed, CONTEXT, SLOT)


@pytest.mark.parametrize("point", [bytes(32), b"\x01" + bytes(31), b"\xff" * 32])
def test_r10_encapsulations_to_points_of_low_order(point: bytes) -> None:
    sealed = keys.seal_vault_key(b"k" * 32, SLOT_KEYS.public_key, CONTEXT, SLOT)
    with pytest.raises(Damaged, match="sealed vault key"):
        keys.open_vault_key(sealed[:1_088] + point + sealed[1_120:], SLOT_KEYS.seed, CONTEXT, SLOT)


# Bounds of key derivation


def parameters(**changes: int) -> dict[str, int | str]:
    return {"lanes": 4, "memory": 262_144, "passes": 3, "salt": "", **changes}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"passes": 64},
        {"memory": 65_536},
        {"memory": 4_194_304},
        {"lanes": 1},
        {"lanes": 16},
        {"lanes": 16, "memory": 65_536},
    ],
    ids=str,
)
def test_r5_within_the_bounds(changes: dict[str, int]) -> None:
    KdfPolicy().check(parameters(**changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"passes": 2},
        {"passes": 0},
        {"passes": 65},
        {"passes": 1 << 31},
        {"memory": 65_535},
        {"memory": 8},
        {"memory": 0},
        {"memory": 4_194_305},
        {"memory": 4 << 30},
        {"memory": (1 << 63) - 1},
        {"lanes": 0},
        {"lanes": 17},
        {"lanes": 1 << 24},
    ],
    ids=str,
)
def test_a009_a010_r5_outside_of_the_bounds(changes: dict[str, int]) -> None:
    with pytest.raises(KdfRefused):
        KdfPolicy().check(parameters(**changes))


def test_r5_eight_kib_a_lane() -> None:
    cheap = KdfPolicy(floor_passes=1, floor_memory=8)
    cheap.check(parameters(memory=64, lanes=8))
    with pytest.raises(KdfRefused, match="lane"):
        cheap.check(parameters(memory=63, lanes=8))


def test_the_policy_of_the_program_is_not_below_its_own_floor() -> None:
    policy = KdfPolicy()
    assert (policy.floor_passes, policy.floor_memory) == (3, 65_536)
    policy.check(parameters(passes=policy.passes, memory=policy.memory, lanes=policy.lanes))


# A018: one ciphertext for several keys


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_a018_a_wrap_for_several_keks_opens_under_the_one_it_commits_to(count: int) -> None:
    """Five is the most that the four blocks and the tag of a wrap allow."""
    keks = [os.urandom(32) for _ in range(count)]
    place = length_prefixed(keys.SLOT_WRAP, VAULT, SLOT, HASHED)
    wrapped = many_keys.floe_for_all(keks, place, blocks=4)
    assert len(wrapped) == keys.WRAP_SIZE
    assert len(keys.unwrap(keks[0], wrapped, VAULT, SLOT, HASHED).seed) == 32
    for kek in keks[1:]:
        with pytest.raises(CommitmentMismatch):
            keys.unwrap(kek, wrapped, VAULT, SLOT, HASHED)


@pytest.mark.parametrize("count", [6, 11, 16])
def test_a018_longer_ones_for_more_keys(count: int) -> None:
    """No header holds a wrap so long; FLOE itself opens it under one key alone."""
    candidates = [os.urandom(32) for _ in range(count)]
    sealed = many_keys.floe_for_all(candidates, b"place", blocks=count - 1)
    assert len(sealed) > keys.WRAP_SIZE
    assert len(floe.unseal(candidates[0], b"place", sealed)) == 16 * (count - 1)
    for key in candidates[1:]:
        with pytest.raises(CommitmentMismatch):
            floe.unseal(key, b"place", sealed)


# A025: how secrets are compared

_SECRET = re.compile(r"(^|_)(mac|macs|hmac|kek|seed|tag|commitment|authentication_key|slot_mac|header_mac|frame_mac)$")


def named(node: ast.expr) -> str:
    """The last name in an expression: of a variable, an attribute, a function that is called, an element."""
    while isinstance(node, (ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def careless_comparisons(source: str) -> list[int]:
    """Lines that compare a MAC, a tag or a key with == or !=."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Compare) and any(isinstance(operator, (ast.Eq, ast.NotEq)) for operator in node.ops)
        if any(_SECRET.search(named(side).lower()) for side in (node.left, *node.comparators))
    ]


def test_a025_macs_are_compared_in_constant_time() -> None:
    found = {
        path.name: lines
        for folder in ("engine", "unlock", "backup")
        for path in sorted((ROOT / "vault" / folder).glob("*.py"))
        if (lines := careless_comparisons(path.read_text("utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "line",
    ["mac == other", "x != self.header_mac", "slot_mac(a, b) == c", "self.macs[0] == c", "hmac(k, x)[:4] != y"],
)
def test_a025_the_lint_sees_careless_comparisons(line: str) -> None:
    assert careless_comparisons(line) == [1]


def test_a025_the_one_comparison_is_the_librarys(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[bytes, bytes]] = []

    def compare(one: bytes, other: bytes) -> bool:
        asked.append((one, other))
        return True

    monkeypatch.setattr(hmac, "compare_digest", compare)
    assert primitives.equal(b"one", b"other")
    assert asked == [(b"one", b"other")]
