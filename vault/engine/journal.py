"""The device journal: what happened to a vault here while its keys were away (docs/format.md, section 10).

Whoever can write the state folder can forge, remove and reorder entries: they are claims, and change nothing but the
trail.
"""

from __future__ import annotations

import contextlib

from vault.engine.durable import Folder
from vault.engine.errors import Damaged, NotFound
from vault.engine.keys import JOURNAL
from vault.engine.primitives import (
    KEY_SIZE,
    PUBLIC_KEY_SIZE,
    SEALED_KEY_SIZE,
    AuthenticationFailed,
    hpke_open,
    hpke_seal,
    sha256,
)
from vault.engine.values import decode, encode, length_prefixed

EVENTS = ("refused", "read")
"""A credential that did not open the vault; the vault opened for reading only."""

ENTRY_SIZE = SEALED_KEY_SIZE - KEY_SIZE + len(encode((0, 0)))
MOST_ENTRIES = 256

Event = tuple[int, str]
"""When (milliseconds), and one of `EVENTS`."""


class Journal:
    """The journal of one vault on this device: entries of one size, the oldest first; a full one loses its oldest."""

    def __init__(self, state: Folder, vault: bytes) -> None:
        self._state, self._vault = state, vault
        self._name = f"journal/{vault.hex()}"
        self._key_name = f"{self._name}.key"

    def prepare(self, recipient: bytes) -> None:
        """Keep the public key that entries are sealed to. Raises Storage."""
        if recipient and self._recipient() != recipient:
            self._state.make("journal")
            self._state.write(self._key_name, recipient)

    def _recipient(self) -> bytes:
        try:
            return bytes(self._state.read(self._key_name, PUBLIC_KEY_SIZE))
        except (NotFound, Damaged):
            return b""

    def note(self, expected: bytes, event: str, time: int) -> None:
        """Add an entry that only the opened vault can read, if the key is of this digest. Raises Storage."""
        recipient = self._recipient()
        if not recipient or sha256(recipient) != expected:
            return
        entries = self._entries()[-(MOST_ENTRIES - 1) :]
        try:
            sealed = hpke_seal(recipient, encode((time, EVENTS.index(event))), length_prefixed(JOURNAL, self._vault))
        except ValueError:
            # Not a key: somebody wrote it and the anchor's file, and the next unlock will say so.
            return
        self._state.write_soon(self._name, b"".join([*entries, sealed]))

    def read(self, seed: bytes) -> tuple[list[Event], int]:
        """The entries, and how many were not written for this vault."""
        events: list[Event] = []
        entries = self._entries()
        for entry in entries:
            with contextlib.suppress(AuthenticationFailed, Damaged, ValueError):
                match decode(hpke_open(seed, entry, length_prefixed(JOURNAL, self._vault))):
                    case [int() as time, int() as event] if 0 <= event < len(EVENTS):
                        events.append((time, EVENTS[event]))
        return events, len(entries) - len(events)

    def clear(self) -> None:
        """The entries stand in the trail now. Raises Storage."""
        self._state.remove(self._name)

    def _entries(self) -> list[bytes]:
        try:
            data = bytes(self._state.read(self._name, MOST_ENTRIES * ENTRY_SIZE))
        except (NotFound, Damaged):
            return []
        # An interrupted write leaves a piece at the end.
        return [data[at : at + ENTRY_SIZE] for at in range(0, len(data) - ENTRY_SIZE + 1, ENTRY_SIZE)]
