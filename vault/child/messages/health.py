"""The check-up: what can be asked of a vault's health, and what was observed. `vault.child.messages` has all of it."""

from __future__ import annotations

from typing import Literal

from vault.child.codec import Message, message
from vault.child.messages.answers import KeySlot, Proof
from vault.child.messages.keys import UpkeepMode
from vault.child.messages.requests import Request


@message
class Rights(Message):
    """Of `files` files and folders that were looked at: how many others of this computer may read or write by their
    own rights, and how many belong to another account. `closed`: the folder itself lets nobody else in."""

    files: int
    read: int
    written: int
    foreign: int
    closed: bool


@message
class Protection(Message):
    """What keeps keys off the disk, in the process that has them. `locked`: bytes that are never swapped, None if the
    system does not say; `swap`: whether there is any; `dumps`: whether a crash may leave its memory in a file."""

    locked: int | None
    swap: bool | None
    dumps: bool | None


@message
class CheckUp(Message):
    """What was observed of a vault and of this device; nothing is judged yet. No name of an item or contact is in it.

    `items` are files and notes; `newer` of them came or changed since the last export. `own_device`: a way in that the
    keyring of this computer keeps; only then it was asked for (`keyring`, or `keyring_fault`). `strength_bits` is what
    the password at hand is worth, None if none is. Of the contacts that something was shared with, `shared` are there
    still, `unverified` were never compared and `changed` have another key now; `changed_in_all` of all contacts do.
    `looked` is when the rights were looked at. `libraries` are what encrypts, with their versions.
    """

    created: int
    items: int
    ways: tuple[KeySlot, ...]
    strength_bits: int | None
    own_device: bool
    keyring: str
    keyring_fault: str
    policy_mode: UpkeepMode
    policy_days: int
    last_rotation: int
    due: Literal["", "age", "device lost", "person left"]
    stale: int | None
    exported: int | None
    newer: int
    drilled: Proof | None
    drill_failed: int | None
    shared: int
    unverified: int
    changed: int
    changed_in_all: int
    notices: tuple[str, ...]
    read_only: bool
    refused: tuple[int, ...]
    rights: Rights | None
    state_rights: Rights | None
    looked: int
    protection: Protection
    libraries: tuple[str, ...]


@message
class AskHealth(Request[CheckUp]):
    """A check-up. `state` is this device's state folder. With `disk` the rights of files are looked at anew."""

    state: bytes | None
    disk: bool


@message
class RestrictFiles(Request[CheckUp]):
    """Take the rights of others away from the vault's files and from this device's state folder, and look again."""

    state: bytes | None
