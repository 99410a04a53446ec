"""When a rotation is due: the vault's own policy, and what has happened (docs/format.md, section 7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast, get_args

from vault.engine.header import DEVICE, RECOVERY
from vault.engine.opening import SlotRow
from vault.engine.records import Change
from vault.engine.rekeying import EVENT, NEW_SECRETS, NEW_VAULT_KEY, PASSWORD_CHANGED
from vault.engine.vault import Vault

Mode = Literal["off", "remind", "do"]
Event = Literal["device lost", "person left"]
Reason = Literal["age"] | Event

MOST_DAYS = 3_650
REHEARSAL_DAYS = 182
"""Half a year after it was last typed, a recovery kit is to be typed again."""

_STATE = "upkeep"
_DAY = 86_400_000


@dataclass(frozen=True)
class Policy:
    """What happens so many days (1 to 3,650) after the vault key was last new."""

    mode: Mode = "remind"
    days: int = 365

    def __post_init__(self) -> None:
        if self.mode not in get_args(Mode) or not 1 <= self.days <= MOST_DAYS:
            raise ValueError("no policy")


@dataclass(frozen=True)
class Due:
    """A rotation is due: since how many days, and why."""

    since_days: int
    reason: Reason


def policy(vault: Vault) -> Policy:
    """The vault's policy; a new vault has `Policy()`."""
    mode, _, days = (vault.catalog.state(_STATE) or b"").decode("ascii", "replace").partition(" ")
    try:
        return Policy(cast(Mode, mode), int(days))
    except ValueError:
        return Policy()


def set_policy(vault: Vault, policy: Policy) -> None:
    """Raises ReadOnly, Storage."""
    vault.commit([Change("state", (_STATE,), (f"{policy.mode} {policy.days}".encode(),))], "rotation policy set")


def last_rotation(vault: Vault) -> int:
    """When the vault key was last new (ms): by a rotation, or when the vault was made."""
    query = "SELECT time FROM audit WHERE action IN (?, ?, ?) ORDER BY sequence DESC LIMIT 1"
    found = vault.catalog.row(query, PASSWORD_CHANGED, NEW_VAULT_KEY, NEW_SECRETS)
    found = found or vault.catalog.row("SELECT time FROM audit ORDER BY sequence LIMIT 1")
    return int(found[0]) if found else 0


def next_due(vault: Vault) -> int | None:
    """When the vault key will have the age of the policy (ms); None if nobody wants to know."""
    chosen = policy(vault)
    return None if chosen.mode == "off" else last_rotation(vault) + chosen.days * _DAY


def due(vault: Vault) -> Due | None:
    """Whether a rotation is due; after an event one on new secrets, whatever the policy says."""
    now = vault.platform.clock.now()
    event = vault.catalog.state(EVENT)
    if event is not None and event[8:].decode("ascii", "replace") in get_args(Event):
        since = int.from_bytes(event[:8], "big", signed=True)
        return Due(_days(since, now), cast(Reason, event[8:].decode("ascii")))
    chosen = policy(vault)
    if chosen.mode == "off":
        return None
    over = _days(last_rotation(vault), now) - chosen.days
    return Due(over, "age") if over >= 0 else None


def is_done_unasked(vault: Vault) -> bool:
    """Whether a new vault key is due that the policy makes by itself; what only this device keeps is not enough."""
    found = due(vault)
    is_by_age = found is not None and found.reason == "age"
    return is_by_age and policy(vault).mode == "do" and vault.files.header.slot.kind != DEVICE


def note_event(vault: Vault, reason: Event) -> None:
    """From now on a rotation on new secrets is due, until one was done. Raises ReadOnly, Storage."""
    if reason not in get_args(Event):
        raise ValueError("no such event")
    moment = vault.platform.clock.now().to_bytes(8, "big", signed=True)
    vault.commit([Change("state", (EVENT,), (moment + reason.encode(),))], "rotation called for", reason)


def rehearsal_due(row: SlotRow, now: int) -> bool:
    """Whether this is a recovery kit that nobody typed for so long, or ever. `now` in ms."""
    return row.kind == RECOVERY and (row.tested is None or now - row.tested > REHEARSAL_DAYS * _DAY)


def _days(since: int, now: int) -> int:
    """Whole days; none if the clock was put back."""
    return max(0, now - since) // _DAY
