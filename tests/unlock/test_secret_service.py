"""This device as a way in, with a real Secret Service: stored, opened, expired, revoked, restarted, locked."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from hmac import compare_digest
from pathlib import Path

import pytest

from tests.conftest import CHEAP
from tests.unlock.login_keyring import LOGIN_PASSWORD, LoginKeyring, login_keyring, needs_keyring
from vault.backup.export import export
from vault.engine import rotation, slots
from vault.engine.errors import FactorRequired, KeyringUnavailable, WrongCredential
from vault.engine.vault import ROOT, Vault
from vault.unlock.password import Password
from vault.unlock.recovery import RecoveryCode
from vault.unlock.this_device import SERVICE, DeviceExpired, DeviceSecret, backend_name

pytestmark = needs_keyring

Make = Callable[..., Vault]


@pytest.fixture(scope="module")
def keyring() -> Iterator[LoginKeyring]:
    """One for all tests that leave it running and unlocked."""
    with login_keyring() as started:
        yield started


@pytest.fixture
def own_keyring() -> Iterator[LoginKeyring]:
    with login_keyring() as started:
        yield started


def with_device(make_vault: Make, name: str = "Papers", device: DeviceSecret | None = None) -> tuple[Path, bytes]:
    """A vault with a password and this device, with a note in it; its path, and the device's slot."""
    with make_vault(name) as vault:
        vault.write_note(ROOT, b"note", "text")
        slot = slots.add_slot(vault, device or DeviceSecret(), "this device", policy=CHEAP, tested=True)
        return vault.folder.path, slot


def parameters_of(path: Path, password: Password) -> dict[str, int | str]:
    with Vault.unlock(path, password, policy=CHEAP, read_only=True) as vault:
        return next(dict(slot.parameters) for slot in vault.files.header.body.slots if slot.kind == "device")


def opens(path: Path) -> bool:
    with Vault.unlock(path, DeviceSecret(), policy=CHEAP) as vault:
        return vault.find([b"note"]) is not None and vault.files.header.slot.kind == "device"


def test_the_keyring_is_named(keyring: LoginKeyring) -> None:
    assert backend_name() == "Secret Service"


def test_a_vault_opens_by_the_keyring(keyring: LoginKeyring, make_vault: Make, password: Password) -> None:
    path, _ = with_device(make_vault)
    assert opens(path)
    with Vault.unlock(path, password, policy=CHEAP) as vault:
        assert vault.find([b"note"]), "the password is as before"


def test_another_process_opens_it(keyring: LoginKeyring, make_vault: Make) -> None:
    path, _ = with_device(make_vault)
    code = (
        "import sys; from pathlib import Path; from tests.conftest import CHEAP; from vault.engine.vault import Vault;"
        "from vault.unlock.this_device import DeviceSecret;"
        "print(Vault.unlock(Path(sys.argv[1]), DeviceSecret(), policy=CHEAP, read_only=True).find([b'note']).name)"
    )
    run = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)
    assert run.stdout == "b'note'\n", run.stderr


def test_each_vault_has_a_secret_of_its_own(keyring: LoginKeyring, make_vault: Make, password: Password) -> None:
    paths = [with_device(make_vault, name)[0] for name in ("One", "Two")]
    entries = [parameters_of(path, password)["entry"] for path in paths]
    assert entries[0] != entries[1]
    assert all(map(opens, paths))
    secrets = {DeviceSecret().factors(parameters_of(path, password))[0] for path in paths}
    assert len(secrets) == 2


def test_a119_the_keyring_holds_a_random_secret_and_no_password_or_name(
    own_keyring: LoginKeyring, make_vault: Make, password: Password
) -> None:
    path, slot = with_device(make_vault, "Divorce papers")
    parameters = parameters_of(path, password)
    ((factor, secret),) = DeviceSecret().factors(parameters)
    assert (factor, len(secret)) == ("device", 32)
    seen = own_keyring.seen_from_outside("service", SERVICE)
    assert f"secret = {secret.hex()}\n" in seen
    assert seen.count("secret = ") == 1
    assert f"attribute.username = {parameters['entry']}" in seen
    with Vault.unlock(path, password, policy=CHEAP, read_only=True) as vault:
        vault_id = vault.files.header.body.context.vault
    hidden = [password.password, b"Divorce", b"papers", path.name.encode(), vault_id, vault_id.hex().encode()]
    hidden += [slot, slot.hex().encode(), str(path.parent).encode()]
    for place in (seen.encode(), *own_keyring.files()):
        assert not [one for one in hidden if one in place]
    assert not any(secret in file or secret.hex().encode() in file for file in own_keyring.files()), "sealed on disk"
    assert not any(secret in file.read_bytes() for file in path.rglob("*") if file.is_file())


def test_a119_a_removed_slot_opens_nothing_though_the_keyring_keeps_its_copy(
    keyring: LoginKeyring, make_vault: Make, password: Password
) -> None:
    path, slot = with_device(make_vault)
    parameters = parameters_of(path, password)
    with Vault.unlock(path, password, policy=CHEAP) as vault:
        slots.remove_slot(vault, slot)
    assert str(parameters["entry"]) in keyring.seen_from_outside("service", SERVICE)
    assert DeviceSecret().factors(parameters), "the copy is there, and worth nothing"
    with pytest.raises(WrongCredential):
        Vault.unlock(path, DeviceSecret(), policy=CHEAP)
    DeviceSecret.forget(parameters)
    assert str(parameters["entry"]) not in keyring.seen_from_outside("service", SERVICE)
    DeviceSecret.forget(parameters)  # what is not there is forgotten


def test_a_secret_that_somebody_deleted_opens_nothing(
    keyring: LoginKeyring, make_vault: Make, password: Password
) -> None:
    path, _ = with_device(make_vault)
    entry = str(parameters_of(path, password)["entry"])
    command = ["secret-tool", "clear", "service", SERVICE, "username", entry]
    subprocess.run(command, env=keyring.environment, check=True)
    with pytest.raises(WrongCredential) as caught:
        Vault.unlock(path, DeviceSecret(), policy=CHEAP)
    assert "keyring" in caught.value.detail
    assert not isinstance(caught.value, DeviceExpired)


@pytest.mark.parametrize("planted", ["", "00" * 32, "00" * 31, "ZZ" * 32, "00" * 33, "x" * 100_000])
def test_a_secret_that_somebody_replaced_opens_nothing(
    keyring: LoginKeyring, make_vault: Make, password: Password, planted: str
) -> None:
    path, _ = with_device(make_vault)
    entry = str(parameters_of(path, password)["entry"])
    command = ["secret-tool", "store", "--label", "x", "service", SERVICE, "username", entry]
    command += ["application", SERVICE]
    subprocess.run(command, env=keyring.environment, input=planted.encode(), check=True)
    with pytest.raises(WrongCredential):
        Vault.unlock(path, DeviceSecret(), policy=CHEAP)


def test_it_expires(keyring: LoginKeyring, make_vault: Make, password: Password) -> None:
    path, _ = with_device(make_vault, device=DeviceSecret(expires=2_000_000_000))
    assert opens(path)
    late = DeviceSecret(clock=lambda: 2_000_000_000.0)
    with pytest.raises(DeviceExpired) as caught:
        Vault.unlock(path, late, policy=CHEAP)
    assert caught.value.expires == 2_000_000_000
    with pytest.raises(DeviceExpired):
        Vault.unlock(path, late, policy=CHEAP, read_only=True, slot="this device")
    Vault.unlock(path, DeviceSecret(clock=lambda: 1_999_999_999.0), policy=CHEAP).lock()
    Vault.unlock(path, password, policy=CHEAP).lock()


def test_of_several_devices_the_one_at_hand_opens(keyring: LoginKeyring, make_vault: Make, password: Password) -> None:
    """A vault on a stick: each computer finds its own secret, whatever the other slots say."""
    with make_vault() as vault:
        vault.write_note(ROOT, b"note", "text")
        for name in ("laptop", "desktop", "this one"):
            slots.add_slot(vault, DeviceSecret(name=name), name, policy=CHEAP, tested=True)
        devices = [dict(slot.parameters) for slot in vault.files.header.body.slots if slot.kind == "device"]
        path = vault.folder.path
    assert [one["device"] for one in devices] == ["laptop", "desktop", "this one"]
    for gone in devices[:2]:
        DeviceSecret.forget(gone)
    assert opens(path)
    DeviceSecret.forget(devices[2])
    with pytest.raises(WrongCredential):
        Vault.unlock(path, DeviceSecret(), policy=CHEAP)


def test_an_expired_slot_does_not_hide_one_that_opens(keyring: LoginKeyring, make_vault: Make) -> None:
    with make_vault() as vault:
        vault.write_note(ROOT, b"note", "text")
        slots.add_slot(vault, DeviceSecret(expires=2_000_000_000), "old", policy=CHEAP, tested=True)
        slots.add_slot(vault, DeviceSecret(expires=3_000_000_000), "new", policy=CHEAP, tested=True)
        path = vault.folder.path
    with Vault.unlock(path, DeviceSecret(clock=lambda: 2_500_000_000.0), policy=CHEAP) as vault:
        assert vault.files.header.slot.name == "new"
    with pytest.raises(DeviceExpired):
        Vault.unlock(path, DeviceSecret(clock=lambda: 3_500_000_000.0), policy=CHEAP)


def test_it_authorises_nothing(keyring: LoginKeyring, make_vault: Make, password: Password, tmp_path: Path) -> None:
    path, _ = with_device(make_vault)
    with Vault.unlock(path, DeviceSecret(), policy=CHEAP) as vault:
        by_password = next(slot.id for slot in vault.files.header.body.slots if slot.kind == "password")
        kit = RecoveryCode.make(os.urandom)
        for deed in (
            lambda: slots.add_slot(vault, kit, "kit", policy=CHEAP, tested=False),
            lambda: slots.add_slot(vault, DeviceSecret(), "another", policy=CHEAP, tested=True),
            lambda: slots.remove_slot(vault, by_password),
            lambda: rotation.change_password(vault, Password(b"new"), policy=CHEAP),
            lambda: rotation.new_vault_key(vault, vault.credential, policy=CHEAP, confirmed=[by_password]),
            lambda: export(vault, tmp_path / "out.deedbox-export", password, policy=CHEAP),
        ):
            with pytest.raises(FactorRequired) as caught:
                deed()
            assert caught.value.reason == "device only"
        assert not (tmp_path / "out.deedbox-export").exists()
        vault.write_note(ROOT, b"another", "text")
        slots.present(vault, password, policy=CHEAP)
        slots.add_slot(vault, kit, "kit", policy=CHEAP, tested=False)


def test_a_refused_deed_leaves_nothing_in_the_keyring(own_keyring: LoginKeyring, make_vault: Make) -> None:
    path, _ = with_device(make_vault)
    before = own_keyring.seen_from_outside("service", SERVICE)
    with Vault.unlock(path, DeviceSecret(), policy=CHEAP) as vault:
        with pytest.raises(FactorRequired):
            slots.add_slot(vault, DeviceSecret(), "another", policy=CHEAP, tested=True)
    assert own_keyring.seen_from_outside("service", SERVICE) == before


def test_it_opens_across_a_new_vault_key(keyring: LoginKeyring, make_vault: Make, password: Password) -> None:
    """The slot's public key is enough for that: nobody asked the keyring."""
    path, slot = with_device(make_vault)
    with Vault.unlock(path, password, policy=CHEAP) as vault:
        rotation.new_vault_key(vault, password, policy=CHEAP, confirmed=[slot])
    assert opens(path)


def test_a_daemon_that_was_restarted_still_has_it(own_keyring: LoginKeyring, make_vault: Make) -> None:
    path, _ = with_device(make_vault)
    own_keyring.stop()
    with pytest.raises(KeyringUnavailable):
        Vault.unlock(path, DeviceSecret(), policy=CHEAP)
    own_keyring.start(LOGIN_PASSWORD)
    assert opens(path)


@pytest.mark.parametrize("login", [None, b"another password"], ids=["before the login", "wrong login password"])
def test_a118_a_keyring_that_is_locked_opens_nothing(
    own_keyring: LoginKeyring, make_vault: Make, login: bytes | None
) -> None:
    path, _ = with_device(make_vault)
    own_keyring.stop()
    own_keyring.start(login)
    with pytest.raises(KeyringUnavailable) as caught:
        Vault.unlock(path, DeviceSecret(), policy=CHEAP)
    assert caught.value.reason == "it is locked"


def test_a118_a_collection_that_was_locked_takes_and_gives_nothing(
    own_keyring: LoginKeyring, make_vault: Make, password: Password
) -> None:
    path, _ = with_device(make_vault)
    own_keyring.lock()
    assert backend_name() == "Secret Service", "naming it asks for nothing"
    with pytest.raises(KeyringUnavailable) as caught:
        Vault.unlock(path, DeviceSecret(), policy=CHEAP)
    assert caught.value.reason == "it is locked"
    with Vault.unlock(path, password, policy=CHEAP) as vault:
        epoch, generation = vault.files.header.body.context.epoch, vault.files.header.body.generation
        with pytest.raises(KeyringUnavailable):
            slots.add_slot(vault, DeviceSecret(), "another", policy=CHEAP, tested=True)
        assert len(vault.files.header.body.slots) == 2
        assert (vault.files.header.body.context.epoch, vault.files.header.body.generation) == (epoch, generation)
    own_keyring.stop()
    own_keyring.start(LOGIN_PASSWORD)
    assert own_keyring.seen_from_outside("service", SERVICE).count("secret = ") == 1
    assert opens(path)


def test_a118_a_daemon_that_dies_in_the_middle_makes_no_slot(
    own_keyring: LoginKeyring, make_vault: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compare_and_die(one: bytes, other: bytes) -> bool:
        own_keyring.stop()
        return compare_digest(one, other)

    def die(size: int) -> bytes:
        own_keyring.stop()
        return os.urandom(size)

    with make_vault() as vault:
        with monkeypatch.context() as patch:
            patch.setattr("vault.unlock.this_device.compare_digest", compare_and_die)
            with pytest.raises(KeyringUnavailable):
                slots.add_slot(vault, DeviceSecret(), "this device", policy=CHEAP, tested=True)
        own_keyring.start()
        with pytest.raises(KeyringUnavailable):
            DeviceSecret().new_parameters(CHEAP, die)
        assert [slot.kind for slot in vault.files.header.body.slots] == ["password"]
