"""What was observed becomes findings: each rule from its good end to its bad one, in plain values."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import Any, get_args

import pytest

from vault.child import messages as m
from vault.cli.english import English
from vault.cli.health import _FIXES
from vault.engine.opening import FIRST_SEEN, OUTLIVED
from vault.health.check_up import check_up, counted, to_do
from vault.health.finding import DAY, SEVERITIES, Act, Finding
from vault.health.seen import Surroundings

NOW = 1_800_000_000_000
CLOSED = m.Rights(9, 0, 0, 0, True)
AROUND = Surroundings("1.2.3", 0, 10)


def way(kind: str = "password", **facts: Any) -> m.KeySlot:
    made = m.KeySlot(b"s" * 16, "Aunt Mary", kind, NOW, NOW - DAY, None, False, "4F2A", 256 << 10, 3)
    return replace(made, **facts)


def seen(**facts: Any) -> m.CheckUp:
    """A vault with which all is well, but for what is said."""
    good = m.CheckUp(
        created=NOW - 90 * DAY,
        items=34,
        ways=(way(at_hand=True), way("recovery")),
        strength_bits=90,
        own_device=False,
        keyring="",
        keyring_fault="",
        policy_mode="remind",
        policy_days=365,
        last_rotation=NOW - 90 * DAY,
        due="",
        stale=None,
        exported=NOW - 2 * DAY,
        newer=0,
        drilled=m.Proof(NOW - DAY, 34, 1_000, "recovery"),
        drill_failed=None,
        shared=1,
        unverified=0,
        changed=0,
        changed_in_all=0,
        notices=(),
        read_only=False,
        refused=(),
        rights=CLOSED,
        state_rights=CLOSED,
        looked=NOW,
        protection=m.Protection(4096, True, False),
        libraries=("cryptography 1", "argon2-cffi 2"),
    )
    return replace(good, **facts)


def found(around: Surroundings = AROUND, **facts: Any) -> dict[str, Finding]:
    findings = check_up(seen(**facts), around, NOW, English())
    by_id = {one.id: one for one in findings}
    assert len(by_id) == len(findings), "each finding has an id of its own"
    return by_id


def test_where_all_is_well_nothing_is_to_do_and_what_is_good_is_said() -> None:
    findings = check_up(seen(), AROUND, NOW, English())
    assert to_do(findings) == 0
    assert counted(findings) == {"critical": 0, "warning": 0, "unknown": 1, "good": len(findings) - 1}
    assert {one.id for one in findings} >= {"password-strength", "ways-tested", "export", "drill", "vault-permissions"}
    assert all(one.title and one.why and one.source and not one.act for one in findings)
    assert {one.id for one in findings if one.proven} == {
        "ways-tested",
        "kit-rehearsal",
        "drill",
        "contacts-unverified",
    }


@pytest.mark.parametrize(
    ("facts", "name", "severity", "act", "figure"),
    [
        ({"strength_bits": 20}, "password-strength", "critical", "change-password", "less than a minute"),
        ({"strength_bits": 48}, "password-strength", "warning", "change-password", "years"),
        ({"strength_bits": None}, "password-strength", "unknown", "", ""),
        ({"strength_bits": 20, "ways": (way("keyfile", at_hand=True), way())}, "password-strength", "good", "", ""),
        ({"ways": (way(at_hand=True, cheap=True), way())}, "password-cost", "warning", "renew-cost", "3 times"),
        ({"ways": (way(at_hand=True), way(cheap=True, passes=1))}, "password-cost", "warning", "ways", "1 times"),
        ({"ways": (way(),)}, "ways-tested", "warning", "add-way", "Only 1"),
        ({"ways": (way(), way("recovery", tested=None))}, "ways-tested", "warning", "test-way", "Only 1"),
        ({"ways": (way(tested=None), way("device"))}, "ways-tested", "critical", "test-way", ": 0"),
        ({"ways": (way(), way("recovery", tested=None, rehearse=True))}, "kit-rehearsal", "warning", "test-way", "1"),
        (
            {"ways": (way(), way("recovery", tested=NOW - 200 * DAY, rehearse=True))},
            "kit-rehearsal", "warning", "test-way", "2026-06-29",
        ),
        ({"ways": (way(), way("device", expires=NOW - DAY))}, "device-expiry", "warning", "ways", "Expired: 1"),
        ({"ways": (way(), way("device", expires=NOW + 3 * DAY))}, "device-expiry", "warning", "ways", "until"),
        ({"ways": (way(), way("device", expires=NOW + 90 * DAY))}, "device-expiry", "good", "", "Opened by 1 device,"),
        ({"own_device": True, "keyring_fault": "none"}, "keyring", "warning", "ways", ""),
        ({"own_device": True, "keyring": "KWallet"}, "keyring", "good", "", "KWallet"),
        ({"due": "age"}, "vault-key", "warning", "rotate-key", "90 days"),
        ({"due": "device lost"}, "vault-key", "critical", "new-secrets", "device was lost"),
        ({"due": "person left"}, "vault-key", "critical", "new-secrets", "somebody left"),
        ({"policy_mode": "off"}, "vault-key", "good", "", "90 days"),
        ({"policy_mode": "off", "last_rotation": NOW - 800 * DAY}, "vault-key", "warning", "rotate-key", "800 days"),
        ({"stale": 5_000_000}, "re-encryption", "warning", "reencrypt", "5.0 MB"),
        ({"exported": None, "drilled": None}, "export", "critical", "export", "34 items"),
        ({"exported": None, "drilled": None, "created": NOW - DAY}, "export", "warning", "export", "34 items"),
        ({"exported": NOW - 40 * DAY, "newer": 3}, "export", "warning", "export", "40 days"),
        ({"exported": NOW - 400 * DAY, "newer": 0}, "export", "good", "", "400 days"),
        ({"drilled": None}, "drill", "warning", "rehearse", "never"),
        ({"drill_failed": NOW - DAY}, "drill", "critical", "export", "2027-01-14"),
        ({"drilled": m.Proof(NOW - 400 * DAY, 7, 1, "password")}, "drill", "warning", "rehearse", "7 items"),
        ({"changed_in_all": 2, "changed": 1}, "contacts-changed", "critical", "contacts", "2 contacts"),
        ({"changed_in_all": 1}, "contacts-changed", "warning", "contacts", "1 contact"),
        ({"unverified": 1, "shared": 2}, "contacts-unverified", "warning", "contacts", "1 contact"),
        ({"rights": m.Rights(9, 2, 0, 0, False)}, "vault-permissions", "warning", "permissions", "2 files"),
        ({"rights": m.Rights(9, 9, 3, 0, False)}, "vault-permissions", "critical", "permissions", "3 files"),
        ({"rights": m.Rights(9, 9, 3, 0, True)}, "vault-permissions", "warning", "permissions", "3 files"),
        ({"rights": m.Rights(9, 0, 0, 1, True)}, "vault-permissions", "warning", "", "1 file "),
        ({"rights": None}, "vault-permissions", "unknown", "", ""),
        ({"state_rights": m.Rights(4, 0, 1, 0, False)}, "state-permissions", "critical", "permissions", "1 file"),
        ({"state_rights": None}, "state-permissions", "unknown", "", ""),
        ({"state_rights": None}, "history", "warning", "", ""),
        ({"notices": ("anchor not written",)}, "history", "warning", "", ""),
        ({"notices": (f"{FIRST_SEEN}: 17",)}, "history", "unknown", "", "first time"),
        ({"notices": (f"{OUTLIVED}: 17",)}, "history", "warning", "", "new secrets"),
        ({"notices": ("key slots changed since this device saw the vault",)}, "history", "warning", "ways", ""),
        ({"refused": (NOW - DAY, NOW)}, "wrong-tries", "warning", "change-password", ": 2"),
        ({"read_only": True}, "read-only", "warning", "", ""),
        ({"protection": m.Protection(0, True, False)}, "memory", "warning", "", "0 bytes"),
        ({"protection": m.Protection(0, False, False)}, "memory", "good", "", "no swap"),
        ({"protection": m.Protection(None, None, None)}, "memory", "unknown", "", ""),
        ({"protection": m.Protection(0, False, True)}, "core-dumps", "warning", "", ""),
        ({"protection": m.Protection(0, False, None)}, "core-dumps", "unknown", "", ""),
    ],
)  # fmt: skip
def test_each_rule(facts: dict[str, Any], name: str, severity: str, act: str, figure: str) -> None:
    one = found(**facts)[name]
    assert (one.severity, one.act) == (severity, act)
    assert figure in one.title
    assert "(s)" not in one.title + one.why, "the plural is resolved"
    assert not re.search(r"[{}]|%L", one.title + one.why + one.source), "every figure is there"
    assert "Aunt Mary" not in one.title + one.why + one.source, "no name out of the vault"


def test_what_is_not_there_is_not_spoken_of() -> None:
    ids = found(items=0, exported=None, drilled=None, shared=0, ways=(way("recovery", at_hand=True),)).keys()
    assert not ids & {"export", "drill", "contacts-unverified", "password-strength", "password-cost", "device-expiry"}
    assert not ids & {"keyring", "re-encryption", "read-only", "contacts-changed"}


@pytest.mark.parametrize(
    ("around", "name", "severity", "act"),
    [
        (Surroundings("1", None, None), "plain-copies", "unknown", ""),
        (Surroundings("1", 2, None), "plain-copies", "warning", "plain-copies"),
        (Surroundings("1", 0, 0), "idle-lock", "warning", "lock-settings"),
        (Surroundings("1", 0, 240), "idle-lock", "warning", "lock-settings"),
        (Surroundings("1", 0, 10), "idle-lock", "good", ""),
        (Surroundings("1", 0, 10), "versions", "unknown", ""),
    ],
)
def test_what_the_program_around_knows(around: Surroundings, name: str, severity: str, act: str) -> None:
    one = found(around)[name]
    assert (one.severity, one.act) == (severity, act)


def test_a_command_has_no_lock_and_versions_are_named() -> None:
    by_id = found(Surroundings("9.9"))
    assert "idle-lock" not in by_id
    assert "9.9" in by_id["versions"].title
    assert "cryptography 1, argon2-cffi 2" in by_id["versions"].why


def test_the_gravest_stand_first_and_every_fix_has_its_command() -> None:
    findings = check_up(seen(strength_bits=20, refused=(NOW,), rights=None), AROUND, NOW, English())
    order = [SEVERITIES.index(one.severity) for one in findings]
    assert order == sorted(order)
    assert order[0] == 0
    assert set(_FIXES) == set(get_args(Act)) - {""}


def test_a_clock_that_was_put_back_makes_no_negative_age() -> None:
    by_id = found(last_rotation=NOW + 9 * DAY, exported=NOW + 9 * DAY)
    assert by_id["vault-key"].title.startswith("The vault key was made on ")
    assert by_id["export"].title.startswith("The last export was made on ")


def test_an_observation_holds_no_text_of_the_vault() -> None:
    """Names of items and contacts have no field to be in; those of ways in are public."""
    texts = {one.name for one in fields(m.CheckUp) if "str" in str(one.type) and "Literal" not in str(one.type)}
    assert texts == {"keyring", "keyring_fault", "notices", "libraries"}
