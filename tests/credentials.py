"""Ways in of every kind, for tests of the engine: what a person has is here a few fixed bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from vault.engine.errors import WrongCredential
from vault.engine.keys import Credential, KdfPolicy, Parameters
from vault.engine.primitives import Random, sha256
from vault.unlock.password import Password
from vault.unlock.recovery import RecoveryCode


@dataclass(frozen=True)
class Device:
    """A keyring with one secret in it; `kept` is None where somebody has emptied it."""

    kept: bytes | None = field(default=b"d" * 32, repr=False)
    expires: int = 4_000_000_000

    @property
    def kind(self) -> str:
        return "device"

    def new_parameters(self, policy: KdfPolicy, random: Random) -> dict[str, int | str]:
        return {"device": "a machine", "entry": random(16).hex(), "expires": self.expires}

    def factors(self, parameters: Parameters) -> Sequence[tuple[str, bytes]]:
        if self.kept is None:
            raise WrongCredential("the keyring has no such secret")
        return [("device", self.kept)]


def code(word: str) -> RecoveryCode:
    """A recovery code."""
    return RecoveryCode(sha256(word.encode())[:20])


def password(word: str) -> Password:
    return Password(word.encode())


def with_keyfile(word: str) -> Password:
    return Password(word.encode(), sha256(b"a keyfile"))


KINDS: dict[str, Callable[[str], Credential]] = {
    "password": password,
    "keyfile": with_keyfile,
    "recovery": code,
    "device": lambda word: Device(sha256(word.encode())),
}
"""For each kind, its credential out of a word."""
