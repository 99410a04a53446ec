"""The ways into a vault as its header shows them to everybody: kinds, and this device. Nothing of it is verified, so
it decides what is offered and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vault.engine.errors import VaultError
from vault.engine.header import SIZE_LIMIT, Slot, parse
from vault.engine.opening import HEADER, HEADER_COPY
from vault.unlock.this_device import device_name


@dataclass(frozen=True)
class DeviceDoor:
    """This device as a way in until `expires` (seconds since 1970). `slot` is its name."""

    slot: str
    expires: int


@dataclass(frozen=True)
class Doors:
    """The ways into one vault, whose id is `vault`. `device` is this device's, the one that lasts longest."""

    vault: bytes
    kinds: frozenset[str]
    device: DeviceDoor | None

    def has(self, *kinds: str) -> bool:
        """Whether one of these kinds is among them."""
        return not self.kinds.isdisjoint(kinds)


def look_at(folder: Path) -> Doors | None:
    """The ways in, by the header or its copy; None where neither can be read. Asks the disk, and changes nothing."""
    for name in (HEADER, HEADER_COPY):
        try:
            with (folder / name).open("rb") as file:
                body = parse(file.read(SIZE_LIMIT + 1)).body
        except (OSError, VaultError):
            continue
        return Doors(body.context.vault, frozenset(slot.kind for slot in body.slots), _device(body.slots))
    return None


def _device(slots: tuple[Slot, ...]) -> DeviceDoor | None:
    """The slot of this host, by its name; another host of that name is told by its keyring."""
    ours = [slot for slot in slots if slot.kind == "device" and slot.parameters.get("device") == device_name()]
    found = [DeviceDoor(slot.name, int(slot.parameters["expires"])) for slot in ours]
    return max(found, key=lambda door: door.expires, default=None)
