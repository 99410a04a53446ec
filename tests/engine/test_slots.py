"""Ways in: added, tested, renamed, removed, and presented while the vault is open."""

from __future__ import annotations

import base64
import dataclasses
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CHEAP
from tests.credentials import KINDS, Device, code, password, with_keyfile
from tests.forging import PASSWORD, contents, create, leaves, unlock
from vault.backup import export as backup
from vault.engine import opening, rotation, slots
from vault.engine.audit import entries
from vault.engine.check import check
from vault.engine.durable import Folder, Platform, SystemClock
from vault.engine.errors import (
    Conflict,
    Damaged,
    FactorRequired,
    KdfRefused,
    LimitExceeded,
    NotFound,
    ReadOnly,
    RollbackDetected,
    VaultError,
    WrongCredential,
)
from vault.engine.header_change import slot_changes
from vault.engine.keys import Credential
from vault.engine.opening import SlotRow, slot_rows
from vault.engine.vault import ROOT, Vault

DEAR = CHEAP._replace(memory=4 * CHEAP.memory)
HEADERS = (opening.HEADER, opening.HEADER_COPY)


class Ticking(SystemClock):
    """A clock that goes on by a day whenever it is told to."""

    def __init__(self) -> None:
        self.time = 1_700_000_000_000

    def now(self) -> int:
        return self.time

    def go_on(self) -> int:
        self.time += 86_400_000
        return self.time


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "Papers.deedbox"
    with create(place) as vault:
        vault.write_note(ROOT, b"note", "text")
    return place


def add(vault: Vault, kind: str, name: str = "other", word: str = "other", *, tested: bool = True) -> bytes:
    return slots.add_slot(vault, KINDS[kind](word), name, policy=CHEAP, tested=tested)


def row(vault: Vault, name: str) -> SlotRow:
    return next(one for one in slot_rows(vault.catalog) if one.name == name)


def opens(path: Path, credential: Credential, **arguments: object) -> bool:
    """Whether it opens the vault for reading, with everything in it."""
    try:
        with unlock(path, credential, read_only=True, **arguments) as vault:
            assert contents(vault)[(b"note",)] == b"text"
    except WrongCredential:
        return False
    return True


def actions(vault: Vault) -> list[str]:
    return [entry.action for entry in entries(vault)]


# Adding and removing


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_way_in_opens_and_goes(path: Path, kind: str) -> None:
    with unlock(path) as vault:
        before = vault.files.header
        identity = add(vault, kind)
        after = vault.files.header
        assert after.body.context == before.body.context
        assert after.body.generation == before.body.generation
        assert after.subkeys.vault_key == before.subkeys.vault_key
        assert actions(vault)[-2:] == ["way in added", "confirmed"]
        assert check(vault).findings == []
    other = KINDS[kind]("other")
    assert opens(path, other)
    assert opens(path, other, slot="other")
    assert not opens(path, KINDS[kind]("wrong"))
    with unlock(path, other) as vault:
        vault.write_note(ROOT, b"later", "text")
        assert vault.files.header.slot.id == identity
    with unlock(path) as vault:
        wrap, sealed = (getattr(vault.files.header.body.slots[1], part) for part in ("wrap", "vault_key"))
        slots.remove_slot(vault, identity)
        assert actions(vault)[-2:] == ["way in removed", "confirmed"]
        assert check(vault).findings == []
        assert identity not in {one.id for one in slot_rows(vault.catalog)}
    assert not opens(path, other)
    assert opens(path, PASSWORD)
    for name in HEADERS:
        (only,) = opening.read_header(Folder(path, Platform()), name).body.slots
        assert wrap not in (only.wrap, only.vault_key)
        assert sealed not in (only.wrap, only.vault_key)


def test_all_kinds_together_and_each_alone(path: Path) -> None:
    with unlock(path) as vault:
        for kind in KINDS:
            add(vault, kind, f"my {kind}", kind)
        with pytest.raises(Conflict):
            rotation.new_vault_key(vault, vault.credential, policy=CHEAP)
        confirmed = [one.id for one in rotation.absent_slots(vault)]
        rotation.new_vault_key(vault, vault.credential, policy=CHEAP, confirmed=confirmed)
    for kind, make in KINDS.items():
        assert opens(path, make(kind))
        assert opens(path, make(kind), slot=f"my {kind}")
        assert not opens(path, make(kind), slot="password")


def test_a020_a_factor_that_is_missing_is_never_replaced_by_another_slots(path: Path) -> None:
    """The password of a slot that asks for a keyfile as well opens nothing by itself, nor does the keyfile's digest
    as the secret of another kind."""
    with unlock(path) as vault:
        add(vault, "keyfile", word="both")
    assert opens(path, with_keyfile("both"))
    assert not opens(path, password("both"))
    assert not opens(path, Device(with_keyfile("both").keyfile))


def test_a_name_is_taken_once(path: Path) -> None:
    with unlock(path) as vault:
        before = leaves(path)
        with pytest.raises(Conflict):
            add(vault, "recovery", "password")
        for name in ("", "x" * 65, "line\nfeed", "\udc80"):
            with pytest.raises(LimitExceeded):
                add(vault, "recovery", name)
        assert leaves(path) == before


@pytest.mark.parametrize(("kind", "most"), [("password", 4), ("keyfile", 4), ("recovery", 16), ("device", 16)])
def test_a019_as_many_ways_in_as_there_are_and_no_more(path: Path, kind: str, most: int) -> None:
    """What is too much is refused before a credential is asked for anything: a keyring keeps nothing for nobody."""

    class Never(Device):
        def new_parameters(self, *_: object) -> dict[str, int | str]:
            raise AssertionError

    with unlock(path) as vault:
        for number in range(1, most):
            add(vault, kind, f"slot {number}", f"word {number}")
        before = leaves(path)
        with pytest.raises(LimitExceeded):
            add(vault, kind, "one more")
        if kind == "device":
            with pytest.raises(LimitExceeded):
                slots.add_slot(vault, Never(), "one more", policy=CHEAP, tested=True)
        assert leaves(path) == before
    assert opens(path, KINDS[kind](f"word {most - 1}"))


def test_a019_the_slot_at_hand_stays(path: Path) -> None:
    with unlock(path) as vault:
        add(vault, "recovery")
        before = leaves(path)
        with pytest.raises(FactorRequired) as caught:
            slots.remove_slot(vault, vault.files.header.slot.id)
        assert caught.value.reason == "not at hand"
        assert leaves(path) == before
        slots.present(vault, code("other"), policy=CHEAP)
        slots.remove_slot(vault, row(vault, "password").id)
    assert not opens(path, PASSWORD)
    assert opens(path, code("other"))


def test_a019_the_last_tested_way_in_stays(path: Path) -> None:
    """Neither a code that nobody has shown to have, nor a device, is what somebody comes back by."""
    with unlock(path) as vault:
        first = vault.files.header.slot.id
        kit = add(vault, "recovery", "kit", tested=False)
        add(vault, "device", "device", "here")
    # An old program has opened it and said nothing: only by the kit, untested as far as the vault knows.
    with unlock(path, code("other"), read_only=True) as vault:
        with pytest.raises(ReadOnly):
            slots.remove_slot(vault, first)
    with unlock(path) as vault:
        plan = vault.files.plan()
        untested = [(slot, one._replace(tested=None) if one.kind != "device" else one) for slot, one in plan.slots]
        vault.files.change_header(dataclasses.replace(plan, slots=untested), "slots changed")
        vault.files.used.clear()
        with pytest.raises(FactorRequired) as caught:
            slots.remove_slot(vault, kit)
        assert caught.value.reason == "last tested"
        slots.prove(vault, code("other"), policy=CHEAP, slot=kit)
        with pytest.raises(FactorRequired):
            slots.remove_slot(vault, kit)
        slots.prove(vault, PASSWORD, policy=CHEAP)
        slots.remove_slot(vault, kit)


def test_a119_a_device_that_was_removed_opens_nothing_whatever_its_keyring_keeps(path: Path) -> None:
    with unlock(path) as vault:
        identity = add(vault, "device", word="here")
    device = KINDS["device"]("here")
    assert opens(path, device)
    with unlock(path) as vault:
        slots.remove_slot(vault, identity)
    assert device == KINDS["device"]("here")
    assert not opens(path, device)


def test_a_keyring_that_was_emptied_is_a_wrong_credential(path: Path) -> None:
    with unlock(path) as vault:
        add(vault, "device", "one", "one")
        add(vault, "device", "two", "two")
    assert not opens(path, Device(None))
    assert opens(path, KINDS["device"]("two"))


def test_an_answer_that_says_more_is_the_one_that_is_told(path: Path, state: Path) -> None:
    class Expired(WrongCredential):
        pass

    class Late(Device):
        def factors(self, parameters: object) -> list[tuple[str, bytes]]:
            raise Expired

    with unlock(path, state=state) as vault:
        add(vault, "device", word="here")
    with pytest.raises(Expired):
        unlock(path, Late(), state=state)
    # It is no guess, so the journal of the device does not count it as one.
    assert [file.suffix for file in (state / "journal").iterdir()] == [".key"]
    with pytest.raises(WrongCredential):
        unlock(path, password("a guess"), state=state)
    assert sorted(file.suffix for file in (state / "journal").iterdir()) == ["", ".key"]


def test_a016_a_removed_slot_that_is_put_back_is_refused(path: Path, tmp_path: Path) -> None:
    """Line 1 of before, in one copy of the header or both; and the removed slot in the new line."""
    with unlock(path) as vault:
        add(vault, "recovery", word="gone")
        vault.write_note(ROOT, b"between", "text")
    old = (path / opening.HEADER).read_bytes()
    with unlock(path) as vault:
        slots.remove_slot(vault, row(vault, "other").id)
    new = (path / opening.HEADER).read_bytes()
    for name in HEADERS:
        (path / name).write_bytes(old)
        with pytest.raises(RollbackDetected):
            unlock(path, code("gone"), slot="other")
    with pytest.raises(RollbackDetected):
        unlock(path)
    for name in HEADERS:
        (path / name).write_bytes(new)
    assert opens(path, PASSWORD)
    assert not opens(path, code("gone"))


# The name, and what it costs


def test_a_way_in_gets_another_name_and_stays_what_it_is(path: Path) -> None:
    with unlock(path) as vault:
        identity = add(vault, "recovery", "kit", "paper")
        before = row(vault, "kit")
        slots.rename_slot(vault, identity, "in the safe \u2603")
        assert row(vault, "in the safe \u2603") == before._replace(name="in the safe \u2603")
        assert actions(vault)[-2:] == ["way in renamed", "confirmed"]
        length = len(actions(vault))
        slots.rename_slot(vault, identity, "in the safe \u2603")
        assert len(actions(vault)) == length
        with pytest.raises(Conflict):
            slots.rename_slot(vault, identity, "password")
        with pytest.raises(LimitExceeded):
            slots.rename_slot(vault, identity, "")
        with pytest.raises(NotFound):
            slots.rename_slot(vault, bytes(16), "another")
        with pytest.raises(NotFound):
            slots.remove_slot(vault, bytes(16))
    assert opens(path, code("paper"), slot="in the safe \u2603")


@pytest.mark.parametrize("kind", ["password", "keyfile"])
def test_a_password_is_renewed_at_todays_cost(path: Path, kind: str) -> None:
    with unlock(path) as vault:
        add(vault, kind, "other", "mine")
        add(vault, "recovery", "kit", "paper")
    with unlock(path, KINDS[kind]("mine")) as vault:
        old = vault.files.header
        assert slots.is_cheap(old.slot, DEAR)
        slots.upgrade_slot(vault, policy=DEAR)
        new = vault.files.header
        assert not slots.is_cheap(new.slot, DEAR)
        assert new.slot.parameters["memory"] == DEAR.memory
        assert new.slot.parameters["salt"] != old.slot.parameters["salt"]
        assert new.opened.seed != old.opened.seed
        assert new.subkeys.vault_key == old.subkeys.vault_key
        assert [slot.name for slot in new.body.slots] == ["password", "other", "kit"]
        assert actions(vault)[-2:] == ["key derivation renewed", "confirmed"]
        vault.write_note(ROOT, b"later", "text")
    for credential in (PASSWORD, KINDS[kind]("mine"), code("paper")):
        assert opens(path, credential)


def test_what_is_cheap_is_half_of_what_it_would_be_today(path: Path) -> None:
    with unlock(path) as vault:
        slot = vault.files.header.slot
        parameters: dict[str, int | str] = {"lanes": 4, "memory": 1_000, "passes": 3, "salt": "="}
        for passes, memory, cheap in (
            (3, 1_000, False),
            (3, 499, True),
            (3, 500, False),
            (1, 1_500, False),
            (1, 1, True),
        ):
            now = slot._replace(parameters={**parameters, "passes": passes, "memory": memory})
            assert slots.is_cheap(now, CHEAP._replace(passes=3, memory=1_000)) == cheap
        for kind in ("recovery", "device"):
            add(vault, kind, kind)
        assert [slots.is_cheap(one, DEAR) for one in vault.files.header.body.slots] == [True, False, False]


def test_a_code_has_no_cost_to_renew(path: Path) -> None:
    with unlock(path) as vault:
        add(vault, "recovery")
        slots.present(vault, code("other"), policy=CHEAP)
        with pytest.raises(ValueError, match="cost"):
            slots.upgrade_slot(vault, policy=DEAR)


def test_a010_bounds_of_the_cost_are_those_of_passwords_alone(path: Path) -> None:
    with unlock(path) as vault:
        add(vault, "recovery", "kit", "paper")
        add(vault, "device", "device", "here")
    strict = CHEAP._replace(floor_passes=3, floor_memory=1_024)
    with pytest.raises(KdfRefused):
        Vault.unlock(path, PASSWORD, policy=strict)
    for credential in (code("paper"), KINDS["device"]("here")):
        Vault.unlock(path, credential, policy=strict, read_only=True).lock()


# By what the vault is open


def test_another_way_in_can_be_presented(path: Path) -> None:
    with unlock(path) as vault:
        add(vault, "device", "device", "here")
        add(vault, "keyfile", "both", "both")
    with unlock(path, KINDS["device"]("here")) as vault:
        with pytest.raises(WrongCredential):
            slots.present(vault, password("no"), policy=CHEAP)
        with pytest.raises(WrongCredential):
            slots.present(vault, PASSWORD, policy=CHEAP, slot="both")
        with pytest.raises(NotFound):
            slots.present(vault, PASSWORD, policy=CHEAP, slot="nobody's")
        assert vault.files.header.slot.name == "device"
        before = leaves(path)
        slot = slots.present(vault, with_keyfile("both"), policy=CHEAP)
        assert leaves(path) == before
        assert (slot.name, vault.files.header.slot) == ("both", slot)
        assert vault.credential == with_keyfile("both")
        slots.require_factor(vault)
        confirmed = [one.id for one in rotation.absent_slots(vault)]
        assert slot.id not in confirmed
        rotation.new_vault_key(vault, with_keyfile("both"), policy=CHEAP, confirmed=confirmed)
        assert vault.files.header.slot.name == "both"
        assert vault.files.header.slot.id != slot.id
    for credential in (PASSWORD, with_keyfile("both"), KINDS["device"]("here")):
        assert opens(path, credential)


def test_presenting_needs_no_writing(path: Path) -> None:
    with unlock(path) as vault:
        add(vault, "recovery", "kit", "paper")
    before = leaves(path)
    with unlock(path, read_only=True) as vault:
        assert slots.present(vault, code("paper"), policy=CHEAP).name == "kit"
        with pytest.raises(ReadOnly):
            slots.prove(vault, code("paper"), policy=CHEAP)
    assert leaves(path) == before


DEEDS: dict[str, Callable[[Vault, Path], object]] = {
    "add": lambda vault, _: add(vault, "recovery", "another"),
    "remove": lambda vault, _: slots.remove_slot(vault, row(vault, "kit").id),
    "password": lambda vault, _: rotation.change_password(
        vault, password("new"), policy=CHEAP, confirmed=[one.id for one in rotation.absent_slots(vault)]
    ),
    "password, key kept": lambda vault, _: rotation.change_password(
        vault, password("new"), policy=CHEAP, keep_key=True
    ),
    "vault key": lambda vault, _: rotation.new_vault_key(
        vault, vault.credential, policy=CHEAP, confirmed=[one.id for one in rotation.absent_slots(vault)]
    ),
    "secrets": lambda vault, _: rotation.new_secrets(vault, [("new", password("new"), True)], policy=CHEAP),
    "export": lambda vault, place: backup.export(vault, place / "file.export", password("export"), policy=CHEAP),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_this_device_alone_may_open_and_nothing_more(path: Path, tmp_path: Path, deed: str) -> None:
    with unlock(path) as vault:
        add(vault, "device", "device", "here")
        add(vault, "recovery", "kit", "paper")
    with unlock(path, KINDS["device"]("here")) as vault:
        vault.write_note(ROOT, b"another", "text")
        before = leaves(path)
        with pytest.raises(FactorRequired) as caught:
            DEEDS[deed](vault, tmp_path)
        assert caught.value.reason == "device only"
        assert leaves(path) == before
        assert not (tmp_path / "file.export").exists()
        slots.present(vault, PASSWORD, policy=CHEAP)
        DEEDS[deed](vault, tmp_path)


def test_a_slot_in_the_header_that_the_catalog_does_not_have_is_not_presented(path: Path) -> None:
    """As at unlocking: the row of the catalog is compared with the keys that the credential opens."""
    with unlock(path) as vault:
        add(vault, "recovery", "kit", "paper")
        before = vault.files.header
        other = row(vault, "kit")
        changed = other._replace(public_key=row(vault, "password").public_key)
        vault.commit(slot_changes([changed], announced=False), "slot changed")
        for deed in (slots.present, slots.prove):
            with pytest.raises(VaultError, match="not as in the catalog"):
                deed(vault, code("paper"), policy=CHEAP)
        assert vault.files.header is before


# When it was tested and used


def test_what_was_typed_just_now_is_tested_and_a_code_once_it_is_asked_back(path: Path) -> None:
    clock = Ticking()
    platform = Platform(clock=clock)
    with unlock(path, platform=platform) as vault:
        made = clock.go_on()
        kit = add(vault, "recovery", "kit", "paper", tested=False)
        add(vault, "keyfile", "both", "both")
        assert (row(vault, "kit").added, row(vault, "kit").tested) == (made, None)
        assert row(vault, "both").tested == made
        asked = clock.go_on()
        with pytest.raises(WrongCredential):
            slots.prove(vault, code("another"), policy=CHEAP, slot=kit)
        with pytest.raises(WrongCredential):
            slots.prove(vault, PASSWORD, policy=CHEAP, slot=kit)
        assert row(vault, "kit").tested is None
        assert slots.prove(vault, code("paper"), policy=CHEAP, slot=kit).id == kit
        assert (row(vault, "kit").tested, row(vault, "kit").used) == (asked, None)
        assert vault.files.header.slot.name == "password"
        (*_, last) = entries(vault)
        assert (last.action, last.detail) == ("way in tested", (kit,))


@pytest.mark.parametrize("with_state", [True, False])
def test_an_unlock_for_writing_is_a_test_and_rides_in_the_next_change(
    path: Path, state: Path, with_state: bool
) -> None:
    clock, device = Ticking(), state if with_state else None
    with unlock(path) as vault:
        add(vault, "recovery", "kit", "paper", tested=False)
    kit = code("paper")
    before = leaves(path)
    with unlock(path, kit, platform=Platform(clock=clock), state=device, read_only=True) as vault:
        assert row(vault, "kit").tested is None
    with unlock(path, kit, platform=Platform(clock=clock), state=device) as vault:
        assert row(vault, "kit").tested is None
    assert {**leaves(path), "lock": b""} == {**before, "lock": b""}
    opened = clock.go_on()
    with unlock(path, kit, platform=Platform(clock=clock), state=device) as vault:
        clock.go_on()
        vault.write_note(ROOT, b"later", "text")
        assert (row(vault, "kit").tested, row(vault, "kit").used) == (opened, opened)
        # What opened it by then rides in a header change as well.
        presented = clock.go_on()
        slots.present(vault, PASSWORD, policy=CHEAP)
        add(vault, "keyfile", "both", "both")
        assert (row(vault, "password").tested, row(vault, "password").used) == (presented, presented)
        assert row(vault, "kit").used == opened
        assert check(vault).findings == []
    with unlock(path, read_only=True) as vault:
        assert row(vault, "kit").used == opened


def test_a_change_that_fails_does_not_forget_it(path: Path) -> None:
    clock = Ticking()
    with unlock(path, platform=Platform(clock=clock)) as vault:
        opened = clock.now()
        box = vault.make_folder(ROOT, b"box")
        clock.go_on()
        slots.present(vault, PASSWORD, policy=CHEAP)
        with pytest.raises(Conflict):
            vault.move(box, ROOT, b"note")
        assert row(vault, "password").used == opened
        vault.make_folder(ROOT, b"folder")
        assert row(vault, "password").used == clock.now()


# Slots exchanged


@pytest.mark.parametrize("part", ["wrap", "vault_key", "kind", "id", "all but the name"])
@pytest.mark.parametrize("one", KINDS)
@pytest.mark.parametrize("other", ["password", "recovery", "device"])
def test_a015_slots_of_different_kinds_are_not_exchanged(path: Path, one: str, other: str, part: str) -> None:
    """By somebody without a key, in both copies: a wrap is bound to its slot, kind and parameters, a sealed vault key
    to its slot, and line 1 as a whole is under every slot's MAC."""
    with unlock(path) as vault:
        first, second = (add(vault, kind, f"{kind} {word}", word) for kind, word in ((one, "first"), (other, "second")))
    line, macs, _ = (path / opening.HEADER).read_bytes().split(b"\n")
    body = json.loads(line)
    there = {base64.b64decode(slot["id"]): slot for slot in body["slots"]}
    a, b = there[first], there[second]
    names = [name for name in a if name != "name"] if part == "all but the name" else [part]
    names += ["parameters"] if part == "kind" else []
    for name in names:
        a[name], b[name] = b[name], a[name]
    if json.loads(line) == body:
        assert (one, other, part) == ("recovery", "recovery", "kind")
        return
    line = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    for copy in HEADERS:
        (path / copy).write_bytes(line + b"\n" + macs + b"\n")
    for credential in (KINDS[one]("first"), KINDS[other]("second"), PASSWORD):
        with pytest.raises((WrongCredential, Damaged)) as caught:
            unlock(path, credential)
        assert credential is not PASSWORD or isinstance(caught.value, Damaged)
