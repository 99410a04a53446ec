"""This device as a way in, where the keyring is missing, somebody else's, or does not do what it says (A118)."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import keyring.backend
import pytest
from keyring.backends import SecretService, Windows, kwallet, macOS
from keyring.errors import InitError, KeyringError, KeyringLocked, PasswordDeleteError

from tests.conftest import CHEAP
from vault.engine import slots
from vault.engine.errors import KeyringUnavailable, WrongCredential
from vault.engine.header import parse
from vault.engine.vault import Vault
from vault.unlock import this_device
from vault.unlock.this_device import ALLOWED, SERVICE, DeviceExpired, DeviceSecret, backend_name, device_name

Make = Callable[..., Vault]
NOW = 1_800_000_000
HOUR = 3_600


class Fake(keyring.backend.KeyringBackend):
    """A keyring in memory that takes the place of the Secret Service; tests make it misbehave."""

    # As a backend of keyring itself it would be offered to everybody.
    viable: ClassVar[bool] = False
    priority: ClassVar[float] = 5
    kept: ClassVar[dict[tuple[str, str], str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("not there")


Fake.__module__, Fake.__qualname__ = "keyring.backends.SecretService", "Keyring"


@pytest.fixture(autouse=True)
def _nothing_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("PYTHON_KEYRING_BACKEND", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Fake]]:
    monkeypatch.setattr(SecretService, "Keyring", Fake)
    monkeypatch.setattr(Fake, "viable", True)
    Fake.kept.clear()
    yield Fake
    Fake.kept.clear()


def settings(tmp_path: Path, text: str) -> None:
    place = tmp_path / "config" / "python_keyring" / "keyringrc.cfg"
    place.parent.mkdir(parents=True)
    place.write_text(text)


def unavailable() -> str:
    """Why nothing is stored, and nothing asked."""
    with pytest.raises(KeyringUnavailable) as caught:
        DeviceSecret().new_parameters(CHEAP, os.urandom)
    with pytest.raises(KeyringUnavailable):
        DeviceSecret().factors({"device": "here", "entry": "00" * 16, "expires": 1 << 40})
    return caught.value.reason


# What is stored, and what is told


def test_a_secret_is_stored_under_a_random_name(fake: type[Fake]) -> None:
    pieces = iter((b"e" * 16, b"s" * 32))
    parameters = DeviceSecret(NOW + 1, "laptop", lambda: NOW).new_parameters(CHEAP, lambda _: next(pieces))
    assert parameters == {"device": "laptop", "entry": "65" * 16, "expires": NOW + 1}
    assert fake.kept == {("Deedbox", "65" * 16): "73" * 32}
    assert DeviceSecret(clock=lambda: NOW).factors(parameters) == [("device", b"s" * 32)]
    assert backend_name() == "Secret Service"


def test_the_secret_ends_with_the_second(fake: type[Fake]) -> None:
    parameters = DeviceSecret(NOW, clock=lambda: NOW - HOUR).new_parameters(CHEAP, os.urandom)
    assert DeviceSecret(clock=lambda: NOW - 0.001).factors(parameters)
    for late in (NOW, NOW + 1, 1e12):
        with pytest.raises(DeviceExpired) as caught:
            DeviceSecret(clock=lambda: late).factors(parameters)  # noqa: B023 - called at once
        assert caught.value.expires == NOW


def test_it_lasts_ninety_days_unless_somebody_says_otherwise(fake: type[Fake]) -> None:
    parameters = DeviceSecret(clock=lambda: NOW + 0.9).new_parameters(CHEAP, os.urandom)
    assert parameters["expires"] == NOW + 90 * 24 * HOUR
    assert parameters["device"] == device_name()


@pytest.mark.parametrize("expires", [NOW, NOW - 1, 0, -1])
def test_what_has_expired_is_not_made(fake: type[Fake], expires: int) -> None:
    with pytest.raises(ValueError, match="expired"):
        DeviceSecret(expires, clock=lambda: NOW).new_parameters(CHEAP, os.urandom)
    assert fake.kept == {}


@pytest.mark.parametrize(
    ("name", "shown"),
    [("a\0b\x1b[31m\u0085c\ud800", "ab[31mc"), ("é" * 100, "é" * 64), ("", ""), ("Küche 🏠", "Küche 🏠")],
)
def test_names_of_devices_fit_into_a_header(fake: type[Fake], make_vault: Make, name: str, shown: str) -> None:
    with make_vault() as vault:
        slots.add_slot(vault, DeviceSecret(name=name), "this device", policy=CHEAP, tested=True)
        path = vault.folder.path
    assert parse((path / "header.json").read_bytes()).body.slots[1].parameters["device"] == shown
    Vault.unlock(path, DeviceSecret(), policy=CHEAP).lock()


def test_what_is_forgotten_is_gone(fake: type[Fake]) -> None:
    parameters = [DeviceSecret().new_parameters(CHEAP, os.urandom) for _ in range(2)]
    DeviceSecret.forget(parameters[0])
    assert [username for _, username in fake.kept] == [parameters[1]["entry"]]
    DeviceSecret.forget(parameters[0])
    with pytest.raises(WrongCredential):
        DeviceSecret().factors(parameters[0])


def test_secrets_are_not_shown(fake: type[Fake]) -> None:
    device = DeviceSecret()
    parameters = device.new_parameters(CHEAP, os.urandom)
    secret = next(iter(fake.kept.values()))
    assert secret not in repr((device, parameters))


# Keyrings that misbehave


@pytest.mark.parametrize("kept", [None, "", "00" * 32, "nothing"])
def test_a118_a_keyring_that_keeps_something_else_is_none(
    fake: type[Fake], monkeypatch: pytest.MonkeyPatch, kept: str | None
) -> None:
    """keyring's null backend answers so: it takes everything, and says nothing."""
    monkeypatch.setattr(fake, "get_password", lambda *_: kept)
    with pytest.raises(KeyringUnavailable) as caught:
        DeviceSecret().new_parameters(CHEAP, os.urandom)
    assert caught.value.reason == "it does not keep what it is given"
    assert fake.kept == {}, "what it did keep is taken back"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (KeyringLocked("x"), "it is locked"),
        (InitError("x"), "it is locked"),
        (KeyringError("x"), "it refused"),
        (OSError(5, "x"), "it refused"),
        (RuntimeError("x"), "it refused"),
    ],
)
def test_a118_every_fault_is_said(
    fake: type[Fake], make_vault: Make, monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str
) -> None:
    given: list[str] = []

    def fail(_: object, *arguments: str) -> None:
        given.extend(arguments)
        raise error

    for question in ("set_password", "get_password"):
        with monkeypatch.context() as patch, make_vault(question) as vault:
            patch.setattr(fake, question, fail)
            with pytest.raises(KeyringUnavailable) as caught:
                slots.add_slot(vault, DeviceSecret(), "this device", policy=CHEAP, tested=True)
            assert caught.value.reason == reason
            assert len(vault.files.header.body.slots) == 1
            assert fake.kept == {}
            shown = repr((caught.value, caught.value.args, caught.value.__cause__, caught.value.__context__))
            assert not [one for one in given if one != SERVICE and one in shown]


def test_a118_a_keyring_that_never_answers_is_not_waited_for(fake: type[Fake], monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(this_device, "PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr(fake, "set_password", lambda *_: over.wait(60))
    try:
        with pytest.raises(KeyringUnavailable) as caught:
            DeviceSecret().new_parameters(CHEAP, os.urandom)
        assert caught.value.reason == "it does not answer"
    finally:
        over.set()


def test_a_keyring_that_cannot_forget_stops_nobody(fake: type[Fake], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyringLocked("x")

    parameters = DeviceSecret().new_parameters(CHEAP, os.urandom)
    monkeypatch.setattr(fake, "delete_password", fail)
    DeviceSecret.forget(parameters)
    monkeypatch.setattr(fake, "viable", False)
    DeviceSecret.forget(parameters)


# Which keyrings there are


def test_the_allowed_ones_are_those_of_the_systems() -> None:
    kinds = (SecretService.Keyring, kwallet.DBusKeyring, macOS.Keyring, Windows.WinVaultKeyring)
    assert list(ALLOWED) == [f"{kind.__module__}.{kind.__qualname__}" for kind in kinds]


def test_a118_without_a_bus_there_is_none(make_vault: Make) -> None:
    assert unavailable() == "there is none on this device, or it does not answer"
    with pytest.raises(KeyringUnavailable):
        backend_name()
    with make_vault() as vault:
        with pytest.raises(KeyringUnavailable):
            slots.add_slot(vault, DeviceSecret(), "this device", policy=CHEAP, tested=True)
        assert len(vault.files.header.body.slots) == 1


@pytest.mark.parametrize("address", ["", "unix:path=/nowhere", "nonsense", "tcp:host=localhost,port=1"])
def test_a118_a_bus_that_is_not_there_is_none(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    assert unavailable() == "there is none on this device, or it does not answer"


FOREIGN = (
    "keyring.backends.null.Keyring",
    "keyring.backends.fail.Keyring",
    "keyring.backends.libsecret.Keyring",
    "keyring.backends.kwallet.DBusKeyringKWallet4",
    "keyrings.alt.file.PlaintextKeyring",
    "plaintext_keyring.Keyring",
    "SecretService.Keyring",
    "",
)


@pytest.mark.parametrize("chosen", FOREIGN)
def test_a118_another_keyring_by_environment_is_none(
    fake: type[Fake], monkeypatch: pytest.MonkeyPatch, chosen: str
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", chosen)
    assert "chosen" in unavailable()
    assert fake.kept == {}


@pytest.mark.parametrize("chosen", FOREIGN[:-1])
def test_a118_another_keyring_by_settings_is_none(fake: type[Fake], tmp_path: Path, chosen: str) -> None:
    settings(tmp_path, f"[backend]\ndefault-keyring = {chosen}\nkeyring-path = {tmp_path}\n")
    assert "chosen" in unavailable()
    assert fake.kept == {}
    assert str(tmp_path) not in sys.path


@pytest.mark.parametrize("text", ["rubbish", "[backend\n", "[backend]\ndefault-keyring\n", "\udcff"])
def test_a118_settings_that_cannot_be_read_allow_nothing(fake: type[Fake], tmp_path: Path, text: str) -> None:
    settings(tmp_path, "")
    (tmp_path / "config/python_keyring/keyringrc.cfg").write_bytes(text.encode(errors="surrogateescape"))
    assert unavailable() == "its settings cannot be read"


@pytest.mark.parametrize("text", ["", "[backend]\n", "[other]\nx=y\n", "[backend]\ndefault-keyring =\n"])
def test_settings_that_choose_nothing_change_nothing(fake: type[Fake], tmp_path: Path, text: str) -> None:
    settings(tmp_path, text)
    assert backend_name() == "Secret Service"


def test_without_a_home_nothing_is_chosen(fake: type[Fake], monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr(Path, "home", homeless)
    assert backend_name() == "Secret Service"


@pytest.mark.parametrize(
    "chosen", ["keyring.backends.SecretService.Keyring", "keyring.backends.chainer.ChainerBackend"]
)
def test_what_is_allowed_may_be_chosen(fake: type[Fake], monkeypatch: pytest.MonkeyPatch, chosen: str) -> None:
    """Of a chain, those that are allowed alone are asked."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", chosen)
    assert backend_name() == "Secret Service"


def test_a_choice_narrows(fake: type[Fake], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.kwallet.DBusKeyring")
    assert unavailable() == "there is none on this device, or it does not answer"
    assert fake.kept == {}


PLUGIN = """
from pathlib import Path
Path({marker!r}).write_text("loaded")
from keyring.backend import KeyringBackend
class Keyring(KeyringBackend):
    priority = 99
    def get_password(self, service, username): return Path({store!r}).read_text()
    def set_password(self, service, username, password): Path({store!r}).write_text(password)
"""


@pytest.mark.parametrize("by", ["installed", "environment", "settings"])
def test_a118_a_keyring_in_plain_files_is_never_even_loaded(tmp_path: Path, by: str) -> None:
    plugins, marker, store = tmp_path / "plugins", tmp_path / "marker", tmp_path / "store"
    package = plugins / "plaintext_keyring-1.dist-info"
    package.mkdir(parents=True)
    (plugins / "plaintext_keyring.py").write_text(PLUGIN.format(marker=str(marker), store=str(store)))
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: plaintext-keyring\nVersion: 1\n")
    (package / "entry_points.txt").write_text("[keyring.backends]\nplain = plaintext_keyring\n")
    environment = {name: value for name, value in os.environ.items() if name != "DBUS_SESSION_BUS_ADDRESS"}
    environment["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parents[2]), str(plugins)])
    if by == "environment":
        environment["PYTHON_KEYRING_BACKEND"] = "plaintext_keyring.Keyring"
    elif by == "settings":
        settings(tmp_path, f"[backend]\ndefault-keyring=plaintext_keyring.Keyring\nkeyring-path={plugins}\n")
    theirs = "import keyring; keyring.set_password('a', 'b', 'c')"
    subprocess.run([sys.executable, "-c", theirs], env=environment, check=True)
    assert marker.read_text() == "loaded", "the library itself falls for it"
    assert store.read_text() == "c"
    marker.unlink()
    store.unlink()
    ours = (
        "import os, sys; from vault.unlock.this_device import DeviceSecret, KeyringUnavailable\n"
        "from vault.engine.keys import KdfPolicy\n"
        "try: DeviceSecret().new_parameters(KdfPolicy(), os.urandom)\n"
        "except KeyringUnavailable: sys.exit(12)"
    )
    assert subprocess.run([sys.executable, "-c", ours], env=environment, check=False).returncode == 12
    assert not marker.exists()
    assert not store.exists()


def test_a_library_is_not_loaded_before_it_is_asked() -> None:
    """Nor a cipher: the window reads codes and names the device, and holds no key."""
    code = (
        "import sys, vault.unlock.this_device, vault.unlock.shares;"
        "sys.exit(bool({'keyring', 'cryptography', 'argon2'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
