"""This device as a way in: a random secret that the login keyring of this computer keeps (docs/format.md, section 4).

It is as strong as the login here, and no stronger: every program of the same person can ask the keyring for it. So it
opens the vault and authorises nothing else, it expires, and the vault forgets it when its slot is removed, whatever the
keyring still holds. Neither a password nor the name of a vault ever comes into the keyring.

Keyrings are those of the system alone. Others that are installed, chosen by PYTHON_KEYRING_BACKEND or in keyring's
settings are never loaded; a choice there only narrows what is used here.
"""

from __future__ import annotations

import configparser
import contextlib
import os
import platform
import queue
import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from hmac import compare_digest
from typing import TYPE_CHECKING, TypeVar

from vault.engine.errors import KeyringUnavailable, WrongCredential

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

    from vault.engine.keys import KdfPolicy, Parameters
    from vault.engine.primitives import Random

SERVICE = "Deedbox"
SECRET_SIZE = 32
ENTRY_SIZE = 16
LONGEST_NAME = 64
DAYS = 90
"""How long a device opens a vault unless somebody says otherwise."""

PATIENCE_SECONDS = 120.0
"""For the system's own question after the login password; then there is no keyring."""

ALLOWED = {
    "keyring.backends.SecretService.Keyring": "Secret Service",
    "keyring.backends.kwallet.DBusKeyring": "KWallet",
    "keyring.backends.macOS.Keyring": "macOS Keychain",
    "keyring.backends.Windows.WinVaultKeyring": "Windows Credential Manager",
}
"""What may keep a secret, with its name for people. All of them ask for a login and keep nothing in plain files."""

_ALL_ALLOWED = "keyring.backends.chainer.ChainerBackend"
_SECRET = re.compile(rf"[0-9a-f]{{{2 * SECRET_SIZE}}}\Z")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_DAY_SECONDS = 86_400

A = TypeVar("A")


class DeviceExpired(WrongCredential):
    """This device opened the vault until `expires` (seconds since 1970), and does no more."""

    def __init__(self, expires: int) -> None:
        super().__init__("this device's time is over")
        self.expires = expires


@dataclass(frozen=True)
class DeviceSecret:
    """The secret of this device; opens and makes slots of kind `device`.

    `expires` (seconds since 1970; 90 days from now if None) and `name` (that of this computer if None) are for a slot
    that is made; one that is opened has its own.
    """

    expires: int | None = None
    name: str | None = None
    clock: Callable[[], float] = time.time

    @property
    def kind(self) -> str:
        return "device"

    def new_parameters(self, policy: KdfPolicy, random: Random) -> dict[str, int | str]:
        """Makes a secret and stores it in the keyring, at once: `forget` it if no slot comes of it.

        Raises KeyringUnavailable; ValueError for a time that is over.
        """
        now = int(self.clock())
        expires = now + DAYS * _DAY_SECONDS if self.expires is None else self.expires
        if expires <= now:
            raise ValueError("a device slot that has expired opens nothing")
        entry, secret = random(ENTRY_SIZE).hex(), random(SECRET_SIZE).hex()
        keyring = _keyring()
        try:
            _ask(lambda: keyring.set_password(SERVICE, entry, secret))
            kept = _ask(lambda: keyring.get_password(SERVICE, entry)) or ""
            if not compare_digest(kept.encode(), secret.encode()):
                raise KeyringUnavailable("it does not keep what it is given")
        except KeyringUnavailable:
            _delete(keyring, entry)
            raise
        return {"device": device_name() if self.name is None else _clean(self.name), "entry": entry, "expires": expires}

    def factors(self, parameters: Parameters) -> Sequence[tuple[str, bytes]]:
        """The secret, asked of the keyring; the system may ask the person first.

        Raises DeviceExpired, WrongCredential if the keyring of this device has no such secret, KeyringUnavailable.
        """
        entry, expires = str(parameters["entry"]), int(parameters["expires"])
        if self.clock() >= expires:
            raise DeviceExpired(expires)
        keyring = _keyring()
        secret = _ask(lambda: keyring.get_password(SERVICE, entry)) or ""
        if not _SECRET.match(secret):
            raise WrongCredential("the keyring of this device has no secret for this vault")
        return [("device", bytes.fromhex(secret))]

    @staticmethod
    def forget(parameters: Parameters) -> None:
        """Take the secret of a slot out of the keyring, if it is there. The slot itself is the vault's to remove."""
        with contextlib.suppress(KeyringUnavailable):
            _delete(_keyring(), str(parameters["entry"]))


class NewDevice:
    """A secret of this device for a slot that is made in the block; the keyring forgets it again if none comes of it.

    `store` asks the keyring, and so perhaps the person; making the slot asks it otherwise.
    """

    kind = "device"

    def __init__(self, secret: DeviceSecret) -> None:
        self._secret = secret
        self._parameters: dict[str, int | str] | None = None

    def __enter__(self) -> NewDevice:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if error is not None and self._parameters is not None:
            DeviceSecret.forget(self._parameters)

    def store(self, policy: KdfPolicy, random: Random) -> None:
        """Store it now. Raises KeyringUnavailable."""
        self.new_parameters(policy, random)

    def new_parameters(self, policy: KdfPolicy, random: Random) -> dict[str, int | str]:
        """The same whenever it is asked: the secret is stored once."""
        if self._parameters is None:
            self._parameters = self._secret.new_parameters(policy, random)
        return self._parameters

    def factors(self, parameters: Parameters) -> Sequence[tuple[str, bytes]]:
        return self._secret.factors(parameters)


def backend_name() -> str:
    """The keyring of this device, such as "Secret Service". Asks nobody for a password. Raises KeyringUnavailable."""
    kind = type(_keyring())
    return ALLOWED[f"{kind.__module__}.{kind.__qualname__}"]


def device_name() -> str:
    """What this computer calls itself, at most 64 characters."""
    return _clean(platform.node())


def _clean(name: str) -> str:
    return _CONTROL.sub("", name)[:LONGEST_NAME]


def _keyring() -> KeyringBackend:
    """The best allowed keyring that works here and that nobody ruled out. Raises KeyringUnavailable."""
    # Here, as it takes a tenth of a second; these modules import on every system.
    from keyring.backends import SecretService, Windows, kwallet, macOS

    kinds: dict[str, type[KeyringBackend]] = {
        f"{kind.__module__}.{kind.__qualname__}": kind
        for kind in (SecretService.Keyring, kwallet.DBusKeyring, macOS.Keyring, Windows.WinVaultKeyring)
    }
    chosen = _chosen()
    if chosen not in (None, _ALL_ALLOWED):
        if chosen not in ALLOWED:
            raise KeyringUnavailable("another keyring was chosen, which Deedbox does not trust")
        kinds = {chosen: kinds[chosen]}
    ranks = {kind: _ask(partial(_rank, kind)) for kind in kinds.values()}
    best = max(ranks, key=lambda kind: ranks[kind])
    if not ranks[best]:
        raise KeyringUnavailable("there is none on this device, or it does not answer")
    # Otherwise it would name the interpreter where it asks the person.
    return _ask(lambda: best().with_properties(appid=SERVICE))


def _rank(kind: type[KeyringBackend]) -> float:
    """How well it fits this system; 0 if it is not there."""
    return kind.priority if kind.viable else 0.0


def _chosen() -> str | None:
    """The keyring that somebody asked for by the environment or in keyring's settings; None if nobody did."""
    from keyring.util.platform_ import config_root

    if "PYTHON_KEYRING_BACKEND" in os.environ:
        return os.environ["PYTHON_KEYRING_BACKEND"]
    settings = configparser.RawConfigParser()
    try:
        settings.read(config_root() / "keyringrc.cfg", encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError) as error:
        raise KeyringUnavailable("its settings cannot be read") from error
    except RuntimeError:
        return None  # nobody's home, no settings
    return settings.get("backend", "default-keyring", fallback="").strip() or None


def _delete(keyring: KeyringBackend, entry: str) -> None:
    """Whether or not it is there: whatever the keyring says, the vault does not depend on it."""
    with contextlib.suppress(KeyringUnavailable):
        _ask(lambda: keyring.delete_password(SERVICE, entry))


def _ask(question: Callable[[], A]) -> A:
    """The keyring's answer. Raises KeyringUnavailable for every fault, and if it does not come."""
    from keyring.errors import InitError, KeyringLocked

    answers: queue.SimpleQueue[tuple[A | None, Exception | None]] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put((question(), None))
        except Exception as error:  # noqa: BLE001 - of keyrings and buses of all sorts
            answers.put((None, error))

    # The system may show a question to the person, and libraries wait for the answer without end.
    threading.Thread(target=ask, name="keyring", daemon=True).start()
    try:
        answer, error = answers.get(timeout=PATIENCE_SECONDS)
    except queue.Empty:
        raise KeyringUnavailable("it does not answer") from None
    if error is not None:
        # Not raised from it: its frames hold what was to be stored.
        is_locked = isinstance(error, KeyringLocked | InitError)
        raise KeyringUnavailable("it is locked" if is_locked else "it refused", type(error).__name__)
    return answer  # type: ignore[return-value]
