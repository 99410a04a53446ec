"""Attacks on key slots and on what changes them: the last slot, a change of password that dies, a forged one."""

from __future__ import annotations

import dataclasses
import errno
import hmac
import json
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CHEAP
from tests.engine.test_audit_trail import records_of, write_log
from tests.faults import Died, FaultyFiles
from tests.forging import PASSWORD, contents, create, leaves, unlock
from vault.engine import opening, rotation, slots
from vault.engine.check import check
from vault.engine.durable import Folder, Platform
from vault.engine.errors import (
    Cancelled,
    Damaged,
    KeyringUnavailable,
    LimitExceeded,
    UnsupportedVersion,
    VaultError,
    WrongCredential,
)
from vault.engine.header_change import make_slot, slot_changes
from vault.engine.keys import KdfPolicy, Parameters
from vault.engine.primitives import Random
from vault.engine.records import Change
from vault.engine.vault import ROOT
from vault.unlock.password import Password

STRIDE = 1 if os.environ.get("DEEDBOX_SURVIVE") else 2
"""At how many of its steps a change is stopped: at all of them, or at every other."""

NEW, THIEF = Password(b"another"), Password(b"of a thief")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "Papers.deedbox"
    with create(place) as vault:
        vault.write_note(ROOT, b"note", "text")
    return place


def opens(path: Path, password: Password) -> bool:
    """Whether a password opens the vault and everything is there; nothing is written."""
    try:
        with unlock(path, password, read_only=True) as vault:
            assert contents(vault)[(b"note",)] == b"text"
    except WrongCredential:
        return False
    return True


# A021: a token that answers otherwise


@dataclasses.dataclass
class Token:
    """What a token is to the engine: it answers a salt with a secret, and another one where nobody was verified."""

    inside: bytes = b"of the token"
    verifies: bool = True
    fails: Exception | None = None
    kind: str = "token"

    def new_parameters(self, policy: KdfPolicy, random: Random) -> dict[str, int | str]:
        return {"salt": random(16).hex(), "verified": 1}

    def factors(self, parameters: Parameters) -> Sequence[tuple[str, bytes]]:
        if self.fails is not None:
            raise self.fails
        asked = f"{self.verifies} {parameters['salt']}".encode()
        return [("token", hmac.digest(self.inside, asked, "sha256"))]


@pytest.fixture
def with_token(path: Path) -> Path:
    with unlock(path) as vault:
        slots.add_slot(vault, Token(), "token", policy=CHEAP, tested=True)
    with unlock(path, Token()) as vault:
        assert contents(vault)[(b"note",)] == b"text"
    return path


@pytest.mark.parametrize(
    ("token", "refusal"),
    [
        (Token(verifies=False), WrongCredential),
        (Token(inside=b"of another token"), WrongCredential),
        (Token(inside=b""), WrongCredential),
        (Token(kind="other"), WrongCredential),
        (Token(fails=Cancelled("not touched")), Cancelled),
        (Token(fails=KeyringUnavailable("unplugged")), KeyringUnavailable),
    ],
    ids=["nobody verified", "another token", "no secret", "no such slot", "cancelled", "unplugged"],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_a021_a_token_that_answers_otherwise_opens_and_changes_nothing(
    with_token: Path, token: Token, refusal: type[VaultError], read_only: bool
) -> None:
    before = leaves(with_token)
    with pytest.raises(refusal):
        unlock(with_token, token, read_only=read_only).lock()
    assert {name: data for name, data in leaves(with_token).items() if name != "lock"} == {
        name: data for name, data in before.items() if name != "lock"
    }
    assert opens(with_token, PASSWORD)


@pytest.mark.parametrize(
    "parameters", [{"verified": 0}, {"salt": "00" * 16}, {"more": 1}], ids=["verified", "salt", "more"]
)
def test_a021_what_a_slot_asks_of_a_token_is_bound_to_it(with_token: Path, parameters: dict[str, int | str]) -> None:
    """Who writes into the header cannot make a token answer without its owner."""
    for name in (opening.HEADER, opening.HEADER_COPY):
        line, macs, _ = (with_token / name).read_bytes().split(b"\n")
        body = json.loads(line)
        (slot,) = (one for one in body["slots"] if one["kind"] == "token")
        slot["parameters"] |= parameters
        changed = json.dumps(body, sort_keys=True, separators=(",", ":")).encode("ascii")
        (with_token / name).write_bytes(changed + b"\n" + macs + b"\n")
    with pytest.raises((WrongCredential, Damaged)):
        unlock(with_token, Token()).lock()


@pytest.mark.parametrize(
    "other", [Token(verifies=False), Token(fails=Cancelled("not touched"))], ids=["other", "cancelled"]
)
def test_a021_a_token_that_answers_otherwise_makes_no_slot(path: Path, other: Token) -> None:
    """Asked twice while its slot is made and proven, it must say the same."""
    with unlock(path) as vault:
        slots.add_slot(vault, Token(), "token", policy=CHEAP, tested=True)
        before = contents(vault), len(vault.files.header.body.slots)
        with pytest.raises((WrongCredential, Cancelled)):
            slots.prove(vault, other, policy=CHEAP, slot=vault.files.header.body.slots[-1].id)
        assert (contents(vault), len(vault.files.header.body.slots)) == before


# A019: the last slot


def test_a019_no_change_leaves_a_vault_without_a_slot(path: Path) -> None:
    with unlock(path) as vault:
        before = leaves(path)
        with pytest.raises(LimitExceeded):
            vault.files.change_header(dataclasses.replace(vault.files.plan(), slots=[]), "slot removed")
        assert leaves(path) == before
        vault.write_note(ROOT, b"later", "text")
    assert opens(path, PASSWORD)


def test_a019_the_slot_at_hand_never_goes_without_another_that_opened(path: Path) -> None:
    """A slot is proven by its keys: a header is only written after these keys have verified it."""
    with unlock(path) as vault:
        other = make_slot(NEW, "other", vault.files.header.body.context.vault, CHEAP, vault.platform)
        plan = dataclasses.replace(vault.files.plan(), slots=[(other.slot, other.row)])
        before = leaves(path)
        with pytest.raises((VaultError, StopIteration)):
            vault.files.change_header(plan, "slot removed")
        unproven = dataclasses.replace(plan, opened_slot=other.slot.id)
        with pytest.raises(VaultError):
            vault.files.change_header(unproven, "slot removed")
        assert leaves(path) == before
        vault.files.change_header(dataclasses.replace(unproven, opened=other.opened), "slot removed")
    assert opens(path, NEW)
    assert not opens(path, PASSWORD)


@pytest.mark.parametrize(("count", "kind"), [(17, "paper"), (5, "password")])
def test_a019_more_slots_than_there_are_change_nothing(path: Path, count: int, kind: str) -> None:
    with unlock(path) as vault:
        plan = vault.files.plan()
        slots = list(plan.slots)
        for number in range(1, count):
            made = make_slot(NEW, f"slot {number}", plan.context.vault, CHEAP, vault.platform)
            slots.append((made.slot._replace(kind=kind), made.row._replace(kind=kind)))
        before = leaves(path)
        with pytest.raises(LimitExceeded):
            vault.files.change_header(dataclasses.replace(plan, slots=slots), "slots added")
        assert leaves(path) == before


# A054: a change of password that dies at every step


@pytest.mark.parametrize(("keep_key", "fault"), [(True, "die"), (False, "die"), (False, errno.EIO)])
def test_a054_a_change_of_password_that_stops_anywhere_leaves_exactly_one(
    path: Path, tmp_path: Path, keep_key: bool, fault: int | str
) -> None:
    """Before the next writing unlock both may open, never none; after it exactly one does, and says all."""
    after = set()
    for at in range(1, 99, STRIDE):
        place, files = tmp_path / str(at), FaultyFiles()
        shutil.copytree(path, place)
        vault = unlock(place, platform=Platform(files=files))
        files.arm(at, fault)
        whole = False
        try:
            rotation.change_password(vault, NEW, policy=CHEAP, keep_key=keep_key)
            whole = True
        except (Died, VaultError):
            pass
        reached, files.at = files.calls >= at, 0
        files.kill()
        could = {password for password in (PASSWORD, NEW) if opens(place, password)}
        assert could
        assert not whole or could == {NEW}
        for password in could:
            again = tmp_path / f"{at} {password == NEW}"
            shutil.copytree(place, again)
            with unlock(again, password) as vault:
                assert check(vault).ok
                vault.write_note(ROOT, b"later", "text")
            assert [opens(again, one) for one in (PASSWORD, NEW)] in ([True, False], [False, True])
            assert opens(again, password)
        after.add(frozenset(could))
        if not reached:
            break
    assert not reached
    assert {frozenset({PASSWORD}), frozenset({NEW})} <= after


# A057: a forged state of a rotation


FORGED: dict[str, Callable[[dict[str, Any]], object]] = {
    "a target": lambda body: body.update(target="none"),
    "a cipher": lambda body: body.update(cipher="null"),
    "a direction": lambda body: body.update(rotation={"direction": "decrypt", "from": 2, "to": 1}),
    "two epochs": lambda body: body.update(epoch=[1, 2]),
    "no epoch": lambda body: body.update(epoch=None),
    "epoch zero": lambda body: body.update(epoch=0),
    "two generations": lambda body: body.update(generation=[body["generation"]] * 2),
    "a generation in progress": lambda body: body["generation"].update(progress=17),
    "no key": lambda body: body["slots"][0].update(vault_key=""),
    "two keys": lambda body: body["slots"][0].update(vault_keys=[body["slots"][0]["vault_key"]] * 2),
    "a feature": lambda body: body["features"].update(required=["plaintext"]),
}


@pytest.mark.parametrize("name", FORGED)
def test_a057_a_header_cannot_even_say_that_there_is_no_encryption(path: Path, name: str) -> None:
    """One epoch, one generation, no algorithms, no directions: anything else is not a header."""
    line, macs, _ = (path / opening.HEADER).read_bytes().split(b"\n")
    body = json.loads(line)
    FORGED[name](body)
    line = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    for copy in (opening.HEADER, opening.HEADER_COPY):
        (path / copy).write_bytes(line + b"\n" + macs + b"\n")
    with pytest.raises((Damaged, UnsupportedVersion)):
        unlock(path)


def thiefs_slot(path: Path) -> list[Change]:
    """A slot of a thief's, announced as by a change of the header."""
    header, _ = opening.open_header(Folder(path, Platform()), PASSWORD, CHEAP)
    made = make_slot(THIEF, "of a thief", header.body.context.vault, CHEAP, Platform())
    return slot_changes([made.row], announced=True)


@pytest.mark.parametrize("announced", ["another", "current"])
def test_a057_an_announcement_without_its_header_is_withdrawn_or_damage(path: Path, announced: str) -> None:
    """The holder of the key writes that a change is under way, to a slot of his. The header decides what is true."""
    header, _ = opening.open_header(Folder(path, Platform()), PASSWORD, CHEAP)
    digest = header.digest if announced == "current" else os.urandom(32)
    records = records_of(path)
    forged = [Change("state", ("announced",), (digest,)), *thiefs_slot(path)]
    records.append(records[-1]._replace(changes=forged, action="password changed", detail=()))
    write_log(path, records)
    if announced == "current":
        with pytest.raises(Damaged, match="slots"):
            unlock(path)
        return
    with unlock(path) as vault:
        assert vault.notices == ["interrupted header change withdrawn"]
        assert [row.name for row in opening.slot_rows(vault.catalog)] == ["password"]
        assert opening.slot_rows(vault.catalog, announced=True) == []
        assert vault.catalog.state("announced") is None
    assert opens(path, PASSWORD)
    assert not opens(path, THIEF)


def test_a057_a_forged_end_of_a_rotation_is_an_older_header(path: Path) -> None:
    """The catalog says that another header is current: nothing opens until the right one is back."""
    records = records_of(path)
    forged = [Change("state", ("header",), (os.urandom(32),))]
    records.append(records[-1]._replace(changes=forged, action="confirmed", detail=()))
    write_log(path, records)
    before = {name: data for name, data in leaves(path).items() if name != "lock"}
    with pytest.raises(VaultError, match="not the catalog's"):
        unlock(path)
    assert {name: data for name, data in leaves(path).items() if name != "lock"} == before


def test_a057_nothing_that_a_rotation_writes_can_be_read_without_a_key(path: Path, tmp_path: Path) -> None:
    """Every file that is written on the way, watched through the disk layer."""
    written: list[bytes] = []

    class Watching(FaultyFiles):
        def write(self, fd: int, data: Any, offset: int) -> int:
            written.append(bytes(data))
            return super().write(fd, data, offset)

    with unlock(path, platform=Platform(files=Watching())) as vault:
        names = [b"canary name", b"canary text"]
        vault.write_note(ROOT, names[0], names[1].decode())
        header = vault.files.header
        secrets = [*names, header.opened.seed, header.subkeys.vault_key, b"SQLite format 3"]
        rotation.change_password(vault, NEW, policy=CHEAP)
        rotation.new_vault_key(vault, NEW, policy=CHEAP)
        header = vault.files.header
        secrets += [header.opened.seed, header.opened.authentication_key, header.subkeys.vault_key]
    everything = b"".join(written)
    assert len(everything) > 100_000
    assert [secret for secret in secrets if secret in everything] == []
