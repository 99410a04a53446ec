"""What the vault process holds between requests: the open vault, today's cost of passwords, lists in their order."""

from __future__ import annotations

import contextlib
import math
import os
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from vault.child.inlet import Inlet
from vault.child.loans import Loans
from vault.child.messages import Changes, Rights
from vault.child.recorder import RecordedVault, Recorder
from vault.child.steps import Steps
from vault.engine.errors import Conflict, VaultError, VaultLocked
from vault.engine.index import TextIndex
from vault.engine.keys import KdfPolicy
from vault.engine.search import SearchIndex
from vault.engine.vault import Item, Vault
from vault.sharing.receiving import OpenedShare
from vault.unlock.calibration import Speed, calibrate

T = TypeVar("T")

_ORDERS = 6
_DAY = 24 * 3600
_SLICE_SECONDS = 0.004
"""So long texts are taken in at a time; one more, and the merging of what came before, may be on top of it."""
_LAST_SECONDS = 0.2


class Session:
    """One vault at most, opened once. `turn` is held for reading, for committing, and for what must be alone."""

    def __init__(self, policy: KdfPolicy | None = None) -> None:
        self.recorder = Recorder()
        self.turn = threading.RLock()
        self.loans = Loans()
        self.inlet = Inlet()
        self.shares: dict[int, OpenedShare] = {}
        self.steps = Steps()
        self.refused: tuple[int, ...] = ()
        self.is_fresh = False
        """Whether the vault was made in this process, and so never unlocked yet."""
        self.keyring = "", ""
        self.keyring_asked = -math.inf
        self.strength: tuple[bytes, int | None] | None = None
        self.rights: tuple[Rights | None, Rights | None, int] | None = None
        """Of the vault's files and of this device's state folder, and when they were looked at."""
        self._policy = policy
        self._vault: Vault | None = None
        self._thinned: float | None = None
        self._orders: dict[object, tuple[int, Sequence[Any]]] = {}
        self._index: SearchIndex | None = None
        self._texts: TextIndex | None = None

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
            self.loans.settle(self._vault)
            self._drop_shares()
            try:
                self.save_index(locking=True)
            finally:
                self._vault.lock()
                self._vault = self._index = self._texts = None

    def _drop_shares(self) -> None:
        """What was opened and not taken goes. If the disk refuses, it is a leftover."""
        while self.shares:
            with contextlib.suppress(VaultError):
                self.shares.popitem()[1].drop()

    @property
    def index(self) -> SearchIndex:
        """What a search compares with, kept from one search to the next. In its turn."""
        if self._index is None:
            self._index = SearchIndex(self.vault, self.texts)
        return self._index

    @property
    def texts(self) -> TextIndex:
        """The texts of items, loaded if they are not yet. In its turn."""
        if self._texts is None:
            self._install(TextIndex.load(self.vault))
        assert self._texts is not None
        return self._texts

    @property
    def settled(self) -> bool:
        """Whether the texts of items are loaded."""
        return self._texts is not None

    @property
    def catching_up(self) -> bool:
        """Whether `catch_up` has something to do."""
        return self.is_open and (self._texts is None or self._index is None or not self._texts.in_step)

    def catch_up(self) -> None:
        """Load what a search needs, or take in a little of what changed. In the thread that commits, in quiet moments.

        What takes long does not hold the turn.
        """
        if self._texts is None:
            self._install(TextIndex.load(self.vault))
        elif self._index is None:
            index = SearchIndex(self.vault, self._texts)
            with self.turn:
                if self._index is None:
                    self._index = index
                else:
                    index.close()
        else:
            with self.turn:
                self._texts.catch_up(_SLICE_SECONDS)

    def _install(self, texts: TextIndex) -> None:
        with self.turn:
            if self._texts is not None:
                texts.close()
                return
            self._texts = texts
            if self._index is not None:
                self._index.texts = texts

    def save_index(self, *, locking: bool = False) -> None:
        """Write the search index if that is worth it. If the disk refuses, it is made anew some day."""
        texts = self._texts
        if texts is None or not texts.worth_saving(locking=locking):
            return
        with contextlib.suppress(VaultError):
            if locking:
                texts.catch_up(_LAST_SECONDS)
            texts.save(self.turn)

    def thinning_is_due(self) -> bool:
        """Whether old versions were not looked through today; from now on they were."""
        now = time.monotonic()
        if self._thinned is not None and now - self._thinned < _DAY:
            return False
        self._thinned = now
        return True

    def items(self, identities: Sequence[bytes]) -> list[Item]:
        """These items, none twice. Raises NotFound."""
        return [self.vault.item(identity) for identity in dict.fromkeys(identities)]

    def record(self, change: Callable[[Vault], object]) -> Changes:
        """Make a change; what it changed."""
        with self.recorder.tally() as tally:
            change(self.vault)
            return tally.changes()

    def order(self, key: object, make: Callable[[], Sequence[T]]) -> Sequence[T]:
        """A list of ids (or of their names) in its order, made anew when something was committed since."""
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
