"""Another password, another vault key: what opens afterwards, what does not, and who must agree."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from tests.conftest import CHEAP
from tests.forging import PASSWORD, contents, create, leaves, snapshot_of, unlock
from vault.engine import intake, opening, rotation
from vault.engine.check import check
from vault.engine.durable import Folder, Platform
from vault.engine.errors import Conflict, Damaged, KdfRefused, RollbackDetected, VaultError, WrongCredential
from vault.engine.header_change import make_slot
from vault.engine.keys import KdfPolicy
from vault.engine.records import Change, Sealing
from vault.engine.vault import ROOT, Vault
from vault.unlock.password import Password

NEW = Password(b"another")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "Papers.deedbox"
    with create(path) as vault:
        vault.write_note(ROOT, b"note", "text")
    return path


def add_slot(vault: Vault, name: str, credential: Password) -> bytes:
    """A second slot, as a later program would make it."""
    made = make_slot(credential, name, vault.files.header.body.context.vault, CHEAP, vault.platform)
    plan = vault.files.plan()
    vault.files.change_header(dataclasses.replace(plan, slots=[*plan.slots, (made.slot, made.row)]), "slot added")
    return made.slot.id


def header_with(path: Path, name: str, password: Password) -> object:
    return opening.open_header(Folder(path, Platform()), password, CHEAP)


@pytest.mark.parametrize("keep_key", [False, True])
def test_after_a_change_exactly_the_new_password_opens(path: Path, keep_key: bool) -> None:
    with unlock(path) as vault:
        rotation.change_password(vault, NEW, policy=CHEAP, keep_key=keep_key)
        vault.write_note(ROOT, b"later", "text")
    with pytest.raises(WrongCredential):
        unlock(path)
    with unlock(path, NEW) as vault:
        assert sorted(contents(vault)) == [(b"later",), (b"note",)]
        assert vault.notices == []
        assert check(vault).findings == []


@pytest.mark.parametrize("keep_key", [False, True])
def test_neither_copy_of_the_header_opens_with_the_old_password(path: Path, keep_key: bool) -> None:
    with unlock(path) as vault:
        rotation.change_password(vault, NEW, policy=CHEAP, keep_key=keep_key)
    for name in ("header.json", "header.bak"):
        other = "header.bak" if name == "header.json" else "header.json"
        kept = (path / other).read_bytes()
        (path / other).unlink()
        with pytest.raises(WrongCredential):
            header_with(path, name, PASSWORD)
        (path / other).write_bytes(kept)


def test_everything_of_the_slot_is_new(path: Path) -> None:
    with unlock(path) as vault:
        before = vault.files.header
        rotation.change_password(vault, PASSWORD, policy=CHEAP)
        after = vault.files.header
    assert before.slot.id != after.slot.id
    assert before.slot.parameters["salt"] != after.slot.parameters["salt"]
    assert before.opened.seed != after.opened.seed
    assert before.opened.authentication_key != after.opened.authentication_key
    assert before.subkeys.vault_key != after.subkeys.vault_key
    assert after.body.context.epoch == before.body.context.epoch + 1
    assert after.body.context.lineage == before.body.context.lineage


def test_keeping_the_key_keeps_epoch_and_generation(path: Path) -> None:
    with unlock(path) as vault:
        before = vault.files.header
        rotation.change_password(vault, NEW, policy=CHEAP, keep_key=True)
        after = vault.files.header
    assert before.body.context == after.body.context
    assert before.body.generation == after.body.generation
    assert before.subkeys.vault_key == after.subkeys.vault_key


@pytest.mark.parametrize("keep_key", [False, True])
def test_a140_an_old_header_with_the_old_password_does_not_open_the_vault(path: Path, keep_key: bool) -> None:
    old = (path / "header.json").read_bytes()
    with unlock(path) as vault:
        rotation.change_password(vault, NEW, policy=CHEAP, keep_key=keep_key)
    for name in ("header.json", "header.bak"):
        (path / name).write_bytes(old)
    with pytest.raises(RollbackDetected):
        unlock(path)


def test_a140_the_old_vault_key_opens_nothing_of_the_new_epoch(path: Path) -> None:
    """With the key declined it does, which is why the program makes a new one."""
    old, _ = opening.open_header(Folder(path, Platform()), PASSWORD, CHEAP)
    with unlock(path) as vault:
        rotation.change_password(vault, NEW, policy=CHEAP, keep_key=True)
        generation = vault.files.header.body.generation
    sealed = snapshot_of(path).read_bytes()
    assert Sealing(old.subkeys, generation).open_snapshot(sealed)
    with unlock(path, NEW) as vault:
        rotation.change_password(vault, NEW, policy=CHEAP)
        generation = vault.files.header.body.generation
    with pytest.raises(Damaged):
        Sealing(old.subkeys, generation).open_snapshot(snapshot_of(path).read_bytes())


def test_a_new_vault_key_leaves_nothing_of_the_old_epoch(path: Path) -> None:
    before = set(leaves(path))
    with unlock(path) as vault:
        rotation.new_vault_key(vault, PASSWORD, policy=CHEAP)
    after = set(leaves(path))
    assert len([name for name in after if name.startswith("catalog/")]) == 2
    assert {name for name in before & after if name.startswith("catalog/")} == set()


def test_packs_stay_as_they_are(path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"content")
    with unlock(path) as vault:
        intake.add(vault, [tmp_path / "file"], ROOT)
        before = {name: data for name, data in leaves(path).items() if name.startswith("packs/")}
        rotation.change_password(vault, NEW, policy=CHEAP)
        assert {name: data for name, data in leaves(path).items() if name.startswith("packs/")} == before != {}
        assert contents(vault)[(b"file",)] == b"content"


def test_a_new_vault_key_wants_the_credential_that_opened(path: Path) -> None:
    with unlock(path) as vault:
        before = leaves(path)
        with pytest.raises(WrongCredential):
            rotation.new_vault_key(vault, NEW, policy=CHEAP)
        assert leaves(path) == before
        rotation.new_vault_key(vault, PASSWORD, policy=CHEAP)
        rotation.new_vault_key(vault, PASSWORD, policy=CHEAP)


def test_the_same_password_in_another_form_is_the_same(tmp_path: Path) -> None:
    """What opened the vault in one normalisation form is not wrong in the other."""
    with create(tmp_path / "Papers.deedbox", Password("é".encode())) as vault:
        rotation.new_vault_key(vault, Password(b"e\xcc\x81"), policy=CHEAP)


def test_other_slots_must_be_confirmed(path: Path) -> None:
    with unlock(path) as vault:
        other = add_slot(vault, "other", NEW)
        before = leaves(path)
        with pytest.raises(Conflict):
            rotation.new_vault_key(vault, PASSWORD, policy=CHEAP)
        with pytest.raises(Conflict):
            rotation.change_password(vault, PASSWORD, policy=CHEAP)
        with pytest.raises(Conflict):
            rotation.new_vault_key(vault, PASSWORD, policy=CHEAP, confirmed=[bytes(16)])
        assert leaves(path) == before
        assert [row.id for row in rotation.absent_slots(vault)] == [other]
        rotation.new_vault_key(vault, PASSWORD, policy=CHEAP, confirmed=[other])
    for password in (PASSWORD, NEW):
        unlock(path, password).lock()


@pytest.mark.parametrize("more", [True, False])
def test_a016_slots_of_the_header_that_are_not_those_of_the_catalog_are_damage(path: Path, more: bool) -> None:
    """Every MAC holds; the header has one slot more, or one less, than the catalog says."""
    with unlock(path) as vault:
        other = add_slot(vault, "other", NEW)
        row = next(row for row in opening.slot_rows(vault.catalog) if row.id == other)
        change = Change("slot", (0, other), None) if more else Change("slot", (0, bytes(16)), tuple(row[1:]))
        vault.commit([change], "forged")
    for password in (PASSWORD, NEW):
        with pytest.raises(Damaged):
            unlock(path, password)


def test_a022_a_slot_that_is_not_at_hand_opens_the_next_epoch(path: Path) -> None:
    with unlock(path) as vault:
        other = add_slot(vault, "other", NEW)
        for _ in range(3):
            rotation.change_password(vault, Password(b"third"), policy=CHEAP, confirmed=[other])
        assert vault.files.header.body.context.epoch == 4
    with unlock(path, NEW) as vault:
        assert contents(vault) == {(b"note",): b"text"}
    with unlock(path, NEW, slot="other") as vault:
        assert vault.files.header.slot.name == "other"


def test_a010_a_change_uses_the_policy_of_today(path: Path) -> None:
    dearer = KdfPolicy(passes=2, memory=128, lanes=2, floor_passes=1, floor_memory=8)
    with unlock(path) as vault:
        rotation.change_password(vault, NEW, policy=dearer)
        parameters = vault.files.header.slot.parameters
    assert (parameters["passes"], parameters["memory"], parameters["lanes"]) == (2, 128, 2)
    with pytest.raises(KdfRefused):
        Vault.unlock(path, NEW)


def test_an_empty_password_changes_nothing(path: Path) -> None:
    with unlock(path) as vault:
        before = leaves(path)
        with pytest.raises((ValueError, VaultError)):
            rotation.change_password(vault, Password(b""), policy=CHEAP)
        assert leaves(path) == before
        vault.write_note(ROOT, b"later", "text")


def test_many_rotations_in_a_row(path: Path, state: Path) -> None:
    password = PASSWORD
    for number in range(8):
        with unlock(path, password, state=state) as vault:
            fresh = Password(b"number %d" % number)
            rotation.change_password(vault, fresh, policy=CHEAP, keep_key=number % 3 == 0)
            vault.write_note(ROOT, b"note", f"text {number}")
            password = fresh
    with unlock(path, password, state=state) as vault:
        assert contents(vault) == {(b"note",): b"text 7"}
        assert check(vault).findings == []
    assert len(list((path / "catalog").iterdir())) <= 4
