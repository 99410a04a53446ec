"""Ways in, and the keys behind them: what can be asked of them, and the answers. `vault.child.messages` has all of it.

Whoever changes a way in shows again, in `current`, a way in that opens the vault now (WrongCredential); it is the one
at hand from then on. One that is only this device does not count for that (FactorRequired).
"""

from __future__ import annotations

from typing import Literal

from vault.child.codec import Message, message
from vault.child.messages.answers import KeyChanged, KeySlot, Reencrypted, Slots
from vault.child.messages.requests import Request

UpkeepMode = Literal["off", "remind", "do"]
Event = Literal["device lost", "person left"]


@message
class WayIn(Message):
    """What opens a key slot: a password, with the keyfile at this path if there is one; or the 20 random bytes of a
    recovery code; or what this device keeps in its keyring."""

    password: bytes = b""
    keyfile: bytes | None = None
    code: bytes | None = None
    device: bool = False


@message
class Keys(Message):
    """All ways in, and when the keys are changed.

    `policy_days` counts whatever the mode is. `next_due` is when new secrets are due by age, None if nobody wants to be
    told; `due_reason` says why they are due now ("" if they are not). `keyring` names the keyring of this device, or
    `keyring_fault` says why there is none. `strength_bits` is what the password at hand is worth, None if it is none.
    """

    ways: tuple[KeySlot, ...]
    policy_mode: UpkeepMode
    policy_days: int
    last_rotation: int
    next_due: int | None
    due_reason: Literal["", "age", "device lost", "person left"]
    keyring: str
    keyring_fault: str
    strength_bits: int | None


@message
class RecoveryMade(Message):
    """A recovery code that opens the vault from now on. Its words are told this once and kept nowhere.

    With `shares`, as many of them as the threshold was make the code. `fingerprint` is that of the slot.
    """

    slot: bytes
    words: tuple[str, ...]
    shares: tuple[str, ...]
    fingerprint: str
    keys: Keys


@message
class SecretsRotated(Message):
    """The vault has new secrets: the ways in of these names open it no more. `kit` is the new recovery code, if one
    was made."""

    gone: tuple[str, ...]
    kit: RecoveryMade | None
    keys: Keys


@message
class AskKeys(Request[Keys]):
    """The ways in and the policy. May take a moment: the keyring of this device is looked for."""


@message
class PresentWay(Request[Keys]):
    """From now on the vault counts as opened with this way in. WrongCredential."""

    way: WayIn


@message
class TestWay(Request[Keys]):
    """Whether this opens that slot; it was tested now if it does. WrongCredential, ReadOnly, NotFound."""

    slot: bytes
    way: WayIn


@message
class AddPassword(Request[Keys]):
    """One more password, with the keyfile at this path if there is one. Conflict for a name that is there,
    LimitExceeded beyond four."""

    current: WayIn
    name: str
    password: bytes
    keyfile: bytes | None = None


@message
class AddRecovery(Request[RecoveryMade]):
    """A recovery code, split into `shares` of which `threshold` make it unless that is 0. It was never tested until it
    is typed back (`TestWay`)."""

    current: WayIn
    name: str
    shares: int = 0
    threshold: int = 0


@message
class AddDevice(Request[Keys]):
    """A random secret in the keyring of this device, which opens the vault for `days`. KeyringUnavailable."""

    current: WayIn
    name: str
    days: int


@message
class RemoveWay(Request[Keys]):
    """This way in opens the vault no more. FactorRequired if it is the one at hand, or the last tested one."""

    current: WayIn
    slot: bytes


@message
class RenameWay(Request[Keys]):
    """Another name for a way in. Conflict if it is taken."""

    slot: bytes
    name: str


@message
class RenewCost(Request[Keys]):
    """The password at hand as before, at today's cost."""

    current: WayIn


@message
class SetUpkeep(Request[Keys]):
    """When new secrets are due: never, or `days` after the last ones."""

    mode: UpkeepMode
    days: int


@message
class NoteEvent(Request[Keys]):
    """Something happened that new secrets are due for."""

    reason: Event


@message
class RotateSecrets(Request[SecretsRotated]):
    """New secrets: a new password of this `name` is the only way in, with a new recovery code of the name `kit` unless
    that is empty, around a new vault key. All ways in of before are gone. The content follows by ReencryptVault."""

    current: WayIn
    password: bytes
    keyfile: bytes | None = None
    name: str = "password"
    kit: str = ""


# The keys


@message
class AbsentSlots(Request[Slots]):
    """The ways in that are not at hand: a person must confirm each before it gets a new vault key."""


@message
class ChangePassword(Request[KeyChanged]):
    """Another password for the slot that opened the vault, and a new vault key unless `keep_key`.

    If that was none with a password, since somebody forgot it: for the only one there is, or that of the id `slot`.
    `keyfile` is the path of a new keyfile; None keeps what is at hand. `confirmed` are the ids of absent slots that
    stay: Conflict if one is missing.
    """

    current: WayIn
    password: bytes
    keyfile: bytes | None = None
    keep_key: bool = False
    confirmed: tuple[bytes, ...] = ()
    slot: bytes | None = None


@message
class RotateKey(Request[KeyChanged]):
    """A new vault key with the same ways in. Without `current` nobody is asked: Conflict unless the upkeep of the vault
    says so, and there is no other way in that somebody must confirm."""

    current: WayIn | None
    confirmed: tuple[bytes, ...] = ()


@message
class ReencryptVault(Request[Reencrypted]):
    """New file keys for everything, or for what remains if that was begun before. It is worth something only after
    RotateKey. The vault can be used meanwhile."""
