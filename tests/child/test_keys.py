"""Ways in and their keys, asked for over the pipe of a real vault process."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.child.links import PASSWORD, PATIENCE, Linked, create, make_files, unlock
from tests.unlock.login_keyring import login_keyring, needs_keyring
from vault.child import messages as m
from vault.engine.durable import Folder, Platform
from vault.engine.errors import (
    Conflict,
    FactorRequired,
    KeyringUnavailable,
    LimitExceeded,
    NotFound,
    ReadOnly,
    WrongCredential,
)
from vault.engine.unlocking import vault_id
from vault.unlock import recovery, shares
from vault.unlock.attempts import Attempts

NOW = m.WayIn(PASSWORD)


@pytest.fixture
def link(tmp_path: Path) -> Iterator[Linked]:
    with create(tmp_path / "v") as one:
        yield one


def ask(link: Linked, request: m.Request[Any]) -> Any:
    return link.call(request, PATIENCE)


def current(password: bytes = PASSWORD) -> m.WayIn:
    return m.WayIn(bytes(bytearray(password)))


def add_kit(link: Linked, name: str = "kit", **split: int) -> m.RecoveryMade:
    made: m.RecoveryMade = ask(link, m.AddRecovery(current(), name, **split))
    return made


def code_of(made: m.RecoveryMade) -> bytes:
    return recovery.parse_code(" ".join(made.words)).entropy


def actions(link: Linked) -> list[str]:
    return [entry.action for entry in ask(link, m.AuditEntries()).entries]


def test_what_a_new_vault_tells_of_its_keys(link: Linked) -> None:
    keys: m.Keys = ask(link, m.AskKeys())
    (way,) = keys.ways
    assert (way.kind, way.at_hand, way.cheap, way.device, way.expires) == ("password", True, False, "", None)
    assert way.tested is not None
    assert (keys.policy_mode, keys.policy_days, keys.due_reason) == ("remind", 365, "")
    assert keys.next_due == keys.last_rotation + 365 * 24 * 3600 * 1000
    assert not any(way.rehearse for way in keys.ways)
    assert keys.strength_bits is not None
    assert 20 < keys.strength_bits < 60
    assert bool(keys.keyring) != bool(keys.keyring_fault)


def test_a_kit_is_made_typed_back_and_opens(tmp_path: Path, link: Linked) -> None:
    made = add_kit(link)
    assert len(made.words) == 19
    assert made.shares == ()
    assert [way.id for way in made.keys.ways if way.rehearse] == [made.slot], "nobody typed it yet"
    with pytest.raises(WrongCredential):
        ask(link, m.TestWay(made.slot, m.WayIn(code=bytes(20))))
    with pytest.raises(WrongCredential):
        ask(link, m.TestWay(made.slot, m.WayIn(code=b"short")))
    tested: m.Keys = ask(link, m.TestWay(made.slot, m.WayIn(code=code_of(made))))
    assert not any(way.rehearse for way in tested.ways)
    assert [way.at_hand for way in tested.ways if way.id == made.slot] == [False], "a test is no change of hands"
    link.lock().wait(PATIENCE)
    with Linked() as other:
        facts: m.Facts = ask(other, m.UnlockVault(bytes(tmp_path / "v"), b"", code=code_of(made)))
        assert [way.kind for way in facts.slots if way.at_hand] == ["recovery"]
        assert ask(other, m.AskKeys()).strength_bits is None


def test_shares_are_told_and_never_the_code(tmp_path: Path, link: Linked) -> None:
    made = add_kit(link, shares=3, threshold=2)
    assert made.words == ()
    assert len(made.shares) == 3
    code = shares.combine(made.shares[1:]).entropy
    ask(link, m.TestWay(made.slot, m.WayIn(code=code)))
    for count, threshold in ((1, 1), (3, 4), (17, 2), (-1, 2)):
        with pytest.raises(Conflict):
            ask(link, m.AddRecovery(current(), f"{count} {threshold}", count, threshold))
    assert len(ask(link, m.AskKeys()).ways) == 2, "what cannot be split is not added"


def test_who_asks_must_show_a_way_in(link: Linked) -> None:
    slot = ask(link, m.AskKeys()).ways[0].id
    wrong = m.WayIn(b"wrong")
    for request in (
        m.PresentWay(wrong),
        m.AddPassword(wrong, "other", b"other one"),
        m.AddRecovery(wrong, "kit"),
        m.AddDevice(wrong, "device", 90),
        m.RemoveWay(wrong, slot),
        m.RenewCost(wrong),
        m.RotateSecrets(wrong, b"another"),
        m.RotateKey(wrong),
        m.ChangePassword(wrong, b"another"),
    ):
        with pytest.raises(WrongCredential):
            ask(link, request)
    assert actions(link)[0] != "way in added"
    assert len(ask(link, m.AskKeys()).ways) == 1


def test_a_way_in_that_is_shown_is_at_hand(link: Linked) -> None:
    """The password is removed by somebody who shows the kit; the last tested one stays whatever is shown."""
    made = add_kit(link)
    password = next(way for way in made.keys.ways if way.kind == "password")
    with pytest.raises(FactorRequired) as refused:
        ask(link, m.RemoveWay(current(), password.id))
    assert refused.value.reason == "not at hand"
    # The kit opens the vault, so it was tested by that.
    keys: m.Keys = ask(link, m.RemoveWay(m.WayIn(code=code_of(made)), password.id))
    assert [(way.kind, way.at_hand) for way in keys.ways] == [("recovery", True)]
    assert "way in removed" in actions(link)
    with pytest.raises(FactorRequired) as last:
        ask(link, m.RemoveWay(m.WayIn(code=code_of(made)), made.slot))
    assert last.value.reason in ("not at hand", "last tested")


def test_adding_renaming_and_removing_a_password(tmp_path: Path, link: Linked) -> None:
    (tmp_path / "keyfile").write_bytes(b"k" * 32)
    keyfile = bytes(tmp_path / "keyfile")
    keys: m.Keys = ask(link, m.AddPassword(current(), "with a file", b"second", keyfile))
    added = next(way for way in keys.ways if way.name == "with a file")
    assert added.kind == "keyfile"
    assert added.tested is not None
    with pytest.raises(Conflict):
        ask(link, m.AddPassword(current(), "with a file", b"third"))
    with pytest.raises(Conflict):
        ask(link, m.AddPassword(current(), "empty", b""))
    with pytest.raises(NotFound):
        ask(link, m.AddPassword(current(), "nowhere", b"third", bytes(tmp_path / "nowhere")))
    renamed = ask(link, m.RenameWay(added.id, "Stick"))
    assert {way.name for way in renamed.ways} == {"password", "Stick"}
    with pytest.raises(NotFound):
        ask(link, m.RenameWay(bytes(16), "x"))
    for number in range(2):
        ask(link, m.AddPassword(current(), f"more {number}", b"more"))
    with pytest.raises(LimitExceeded):
        ask(link, m.AddPassword(current(), "fifth", b"more"))
    presented = ask(link, m.PresentWay(m.WayIn(b"second", keyfile)))
    assert [way.name for way in presented.ways if way.at_hand] == ["Stick"]
    gone = ask(link, m.RemoveWay(current(), added.id))
    assert "Stick" not in {way.name for way in gone.ways}
    link.lock().wait(PATIENCE)
    with Linked() as other, pytest.raises(WrongCredential):
        ask(other, m.UnlockVault(bytes(tmp_path / "v"), b"second", keyfile))


def test_a_forgotten_password_is_made_anew_by_the_kit(tmp_path: Path, link: Linked) -> None:
    made = add_kit(link)
    link.lock().wait(PATIENCE)
    with Linked() as other:
        ask(other, m.UnlockVault(bytes(tmp_path / "v"), b"", code=code_of(made)))
        changed: m.KeyChanged = ask(
            other, m.ChangePassword(m.WayIn(code=code_of(made)), b"remembered", confirmed=(made.slot,))
        )
        assert changed.new_key
        other.lock().wait(PATIENCE)
    with Linked() as other:
        with pytest.raises(WrongCredential):
            ask(other, m.UnlockVault(bytes(tmp_path / "v"), PASSWORD))
        assert {way.kind for way in ask(other, m.UnlockVault(bytes(tmp_path / "v"), b"remembered")).slots} == {
            "password",
            "recovery",
        }


def test_new_secrets_leave_nothing_of_before(tmp_path: Path, link: Linked) -> None:
    ask(link, m.AddFiles((bytes(make_files(tmp_path / "files", 3)),)))
    old = add_kit(link)
    ask(link, m.NoteEvent("device lost"))
    assert ask(link, m.AskKeys()).due_reason == "device lost"
    assert ask(link, m.VaultFacts()).due == "device lost"
    with pytest.raises(Conflict):
        ask(link, m.RotateSecrets(current(), b""))
    rotated: m.SecretsRotated = ask(link, m.RotateSecrets(current(), b"anew", name="password", kit="Recovery kit"))
    assert sorted(rotated.gone) == ["kit", "password"]
    assert rotated.kit is not None
    assert rotated.kit.words != old.words
    assert {way.name for way in rotated.keys.ways} == {"password", "Recovery kit"}
    assert rotated.keys.due_reason == ""
    assert ask(link, m.ReencryptVault()).complete
    link.lock().wait(PATIENCE)
    with Linked() as other:
        for request in (
            m.UnlockVault(bytes(tmp_path / "v"), PASSWORD),
            m.UnlockVault(bytes(tmp_path / "v"), b"", code=code_of(old)),
        ):
            with pytest.raises(WrongCredential):
                ask(other, request)
        facts: m.Facts = ask(other, m.UnlockVault(bytes(tmp_path / "v"), b"", code=code_of(rotated.kit)))
        assert (facts.files, facts.stale) == (3, None)


def test_the_policy(link: Linked) -> None:
    keys: m.Keys = ask(link, m.SetUpkeep("do", 90))
    assert (keys.policy_mode, keys.policy_days) == ("do", 90)
    assert keys.next_due == keys.last_rotation + 90 * 24 * 3600 * 1000
    assert ask(link, m.SetUpkeep("off", 365)).next_due is None
    for days in (0, -1, 1 << 40):
        with pytest.raises(Conflict):
            ask(link, m.SetUpkeep("remind", days))


def test_a_cheap_password_is_renewed(tmp_path: Path) -> None:
    """Made with a quarter of what passwords cost; the same password opens it afterwards."""
    from vault.engine.keys import KdfPolicy
    from vault.engine.vault import Vault
    from vault.unlock.password import Password

    cheaper = KdfPolicy(passes=1, memory=16, lanes=1, floor_passes=1, floor_memory=8)
    Vault.create(tmp_path / "v", Password(PASSWORD), policy=cheaper).lock()
    with unlock(tmp_path / "v") as link:
        facts: m.Facts = ask(link, m.VaultFacts())
        assert [slot.cheap for slot in facts.slots] == [True]
        keys = ask(link, m.RenewCost(current()))
        assert [(slot.cheap, slot.memory) for slot in keys.ways] == [(False, 64)]
        link.lock().wait(PATIENCE)
    unlock(tmp_path / "v").lock().wait(PATIENCE)


def test_wrong_tries_are_counted_here_and_told_once(tmp_path: Path) -> None:
    vault, state = tmp_path / "v", tmp_path / "state"
    state.mkdir()
    create(vault, state=bytes(state)).lock().wait(PATIENCE)
    began = time.time_ns() // 1_000_000
    identity = vault_id(Folder(vault, Platform()))
    assert identity is not None
    attempts = Attempts(state, identity)
    with Linked() as link:
        for _ in range(5):
            with pytest.raises(WrongCredential):
                ask(link, m.UnlockVault(bytes(vault), b"wrong", state=bytes(state)))
        assert len(attempts.taken()) == 5
        assert 0 < attempts.wait(time.time_ns() // 1_000_000) <= 4
        facts: m.Facts = ask(link, m.UnlockVault(bytes(vault), PASSWORD, state=bytes(state)))
        assert len(facts.refused) == 5
        assert all(began <= one for one in facts.refused)
        assert attempts.taken() == []
        link.lock().wait(PATIENCE)
    again = unlock(vault, state=bytes(state))
    assert ask(again, m.VaultFacts()).refused == ()
    again.lock().wait(PATIENCE)
    with Linked() as link:
        with pytest.raises(NotFound):
            ask(link, m.UnlockVault(bytes(tmp_path / "nothing"), b"wrong", state=bytes(state)))
        with pytest.raises(WrongCredential):
            ask(link, m.UnlockVault(bytes(vault), b"wrong"))
    assert attempts.taken() == []


def test_what_is_read_only_changes_no_way_in(tmp_path: Path, link: Linked) -> None:
    made = add_kit(link)
    link.lock().wait(PATIENCE)
    with Linked() as other:
        ask(other, m.UnlockVault(bytes(tmp_path / "v"), PASSWORD, read_only=True))
        for request in (
            m.AddPassword(current(), "other", b"other"),
            m.AddRecovery(current(), "other"),
            m.AddDevice(current(), "device", 90),
            m.TestWay(made.slot, m.WayIn(code=code_of(made))),
            m.SetUpkeep("off", 365),
            m.NoteEvent("person left"),
            m.RotateSecrets(current(), b"anew"),
        ):
            with pytest.raises(ReadOnly):
                ask(other, request)
        keys: m.Keys = ask(other, m.PresentWay(m.WayIn(code=code_of(made))))
        assert [way.kind for way in keys.ways if way.at_hand] == ["recovery"]


def test_a118_without_a_keyring_nothing_is_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    with create(tmp_path / "v") as link:
        keys: m.Keys = ask(link, m.AskKeys())
        assert keys.keyring == ""
        assert keys.keyring_fault
        with pytest.raises(KeyringUnavailable) as refused:
            ask(link, m.AddDevice(current(), "device", 90))
        assert refused.value.reason == keys.keyring_fault
        assert len(ask(link, m.AskKeys()).ways) == 1


# This device, with the real keyring of a login


@needs_keyring
def test_this_device_opens_the_vault_and_authorises_nothing(tmp_path: Path) -> None:
    with login_keyring() as keyring:
        with create(tmp_path / "v") as link:
            assert ask(link, m.AskKeys()).keyring == "Secret Service"
            keys: m.Keys = ask(link, m.AddDevice(current(), "laptop", 30))
            way = next(way for way in keys.ways if way.kind == "device")
            assert way.tested is not None
            assert way.expires is not None
            assert abs(way.expires - time.time() * 1_000 - 30 * 24 * 3600 * 1_000) < 60_000
            tested: m.Keys = ask(link, m.TestWay(way.id, m.WayIn(device=True)))
            assert [one.at_hand for one in tested.ways if one.kind == "device"] == [False]
            link.lock().wait(PATIENCE)
        assert PASSWORD.decode() not in keyring.seen_from_outside("service", "Deedbox")
        with Linked() as other:
            facts: m.Facts = ask(other, m.UnlockVault(bytes(tmp_path / "v"), b"", device=True))
            assert [one.kind for one in facts.slots if one.at_hand] == ["device"]
            device = m.WayIn(device=True)
            for request in (
                m.AddPassword(device, "other", b"other"),
                m.AddRecovery(device, "kit"),
                m.AddDevice(device, "again", 30),
                m.RemoveWay(device, way.id),
                m.RotateKey(device),
                m.ChangePassword(device, b"other"),
                m.RotateSecrets(device, b"other"),
                m.ExportVault(bytes(tmp_path / "export"), b"other"),
            ):
                with pytest.raises(FactorRequired) as refused:
                    ask(other, request)
                assert refused.value.reason == "device only"
            assert not (tmp_path / "export").exists()
            # With a password shown in between, the same is done: the device goes, and its secret with it.
            assert len(ask(other, m.RemoveWay(current(), way.id)).ways) == 1
            assert keyring.seen_from_outside("service", "Deedbox") == ""
            other.lock().wait(PATIENCE)
        with Linked() as other, pytest.raises(WrongCredential):
            ask(other, m.UnlockVault(bytes(tmp_path / "v"), b"", device=True))


@needs_keyring
def test_a119_a_device_that_was_revoked_opens_nothing_though_its_keyring_keeps_the_secret(tmp_path: Path) -> None:
    with login_keyring(), create(tmp_path / "v") as link:
        ask(link, m.AddDevice(current(), "laptop", 30))
        shutil.copytree(tmp_path / "v", tmp_path / "copy")
        before = ask(link, m.AskKeys()).ways
        way = next(way for way in before if way.kind == "device")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
            link.lock().wait(PATIENCE)
            with unlock(tmp_path / "v") as other:  # a process that reaches no keyring
                ask(other, m.RemoveWay(current(), way.id))
                other.lock().wait(PATIENCE)
        with Linked() as other:
            with pytest.raises(WrongCredential):
                ask(other, m.UnlockVault(bytes(tmp_path / "v"), b"", device=True))
            # The keyring still has it: the copy from before opens.
            assert ask(other, m.UnlockVault(bytes(tmp_path / "copy"), b"", device=True)).slots


@needs_keyring
def test_what_the_keyring_got_goes_if_no_slot_comes_of_it(tmp_path: Path) -> None:
    with login_keyring() as keyring, create(tmp_path / "v") as link:
        with pytest.raises(Conflict):
            ask(link, m.AddDevice(current(), "password", 30))
        with pytest.raises(Conflict):
            ask(link, m.AddDevice(current(), "laptop", 0))
        assert keyring.seen_from_outside("service", "Deedbox") == ""
        assert len(ask(link, m.AskKeys()).ways) == 1


@needs_keyring
def test_new_secrets_take_devices_out_of_the_keyring(tmp_path: Path) -> None:
    with login_keyring() as keyring, create(tmp_path / "v") as link:
        ask(link, m.AddDevice(current(), "laptop", 30))
        assert keyring.seen_from_outside("service", "Deedbox")
        assert "laptop" in ask(link, m.RotateSecrets(current(), b"anew")).gone
        assert keyring.seen_from_outside("service", "Deedbox") == ""


def test_another_password_gets_no_keyfile_of_the_slot_at_hand(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"on a stick")
    with create(tmp_path / "v") as link:
        added: m.Keys = ask(link, m.AddPassword(current(), "stick", b"second", bytes(tmp_path / "key")))
        (password,) = (way.id for way in added.ways if way.kind == "password")
        link.lock().wait(PATIENCE)
    with Linked() as link:
        opened = m.WayIn(b"second", bytes(tmp_path / "key"))
        ask(link, m.UnlockVault(bytes(tmp_path / "v"), b"second", bytes(tmp_path / "key"), slot="stick"))
        changed: m.KeyChanged = ask(link, m.ChangePassword(opened, b"third", keep_key=True, slot=password))
        assert sorted(way.kind for way in changed.slots) == ["keyfile", "password"]
        link.lock().wait(PATIENCE)
