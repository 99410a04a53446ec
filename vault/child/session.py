"""What the vault process holds between requests: the open vault, today's cost of passwords, lists in their order."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from vault.child.messages import Changes
from vault.child.recorder import RecordedVault, Recorder
from vault.engine.errors import Conflict, VaultLocked
from vault.engine.keys import KdfPolicy
from vault.engine.search import SearchIndex
from vault.engine.vault import Item, Vault
from vault.unlock.calibration import Speed, calibrate

_ORDERS = 6


class Session:
    """One vault at most, opened once. `turn` is held for reading, for committing, and for what must be alone."""

    def __init__(self, policy: KdfPolicy | None = None) -> None:
        self.recorder = Recorder()
        self.turn = threading.RLock()
        self._policy = policy
        self._vault: Vault | None = None
        self._orders: dict[object, tuple[int, Sequence[bytes]]] = {}
        self._index: SearchIndex | None = None

    @property
    def vault(self) -> Vault:
        """The open vault. Raises VaultLocked if there is none."""
        if self._vault is None:
            raise VaultLocked("no vault is open in this process")
        return self._vault

    @property
    def is_open(self) -> bool:
        return self._vault is not None

    @property
    def bounds(self) -> KdfPolicy:
        """What an existing slot may cost."""
        return self._policy or KdfPolicy()

    def cost(self, speed: Speed | None = None) -> KdfPolicy:
        """What a new slot costs: about a second on this machine. `speed` is a derivation that was timed already."""
        return self._policy or calibrate(speed=speed)

    def require_none_open(self) -> None:
        """Raises Conflict: a process opens one vault."""
        if self._vault is not None:
            raise Conflict("a vault is open in this process")

    def keep(self, vault: Vault) -> None:
        """This is the vault from now on."""
        assert isinstance(vault, RecordedVault)
        vault.recorder, vault.turn = self.recorder, self.turn
        self._vault = vault

    def close(self) -> None:
        """Lock the vault, if there is one."""
        if self._vault is not None:
            self._vault.lock()
            self._vault = self._index = None

    @property
    def index(self) -> SearchIndex:
        """What a search compares with, kept from one search to the next."""
        if self._index is None:
            self._index = SearchIndex(self.vault)
        return self._index

    def items(self, identities: Sequence[bytes]) -> list[Item]:
        """These items, none twice. Raises NotFound."""
        return [self.vault.item(identity) for identity in dict.fromkeys(identities)]

    def record(self, change: Callable[[Vault], object]) -> Changes:
        """Make a change; what it changed."""
        with self.recorder.tally() as tally:
            change(self.vault)
            return tally.changes()

    def order(self, key: object, make: Callable[[], Sequence[bytes]]) -> Sequence[bytes]:
        """A list of ids in its order, made anew when something was committed since."""
        sequence = self.vault.catalog.sequence
        known = self._orders.pop(key, None)
        if known is None or known[0] != sequence:
            known = sequence, make()
        self._orders[key] = known
        while len(self._orders) > _ORDERS:
            del self._orders[next(iter(self._orders))]
        return known[1]


def path_of(given: bytes) -> Path:
    """A path of the disk, as it came through the pipe."""
    return Path(os.fsdecode(given))
