"""Wrong tries at opening a vault, as this device counts them, and how long it makes people wait for the next one.

Not tamper-evident: whoever can write to the state folder can forget them, and a copy of the vault elsewhere knows none.
What makes guessing dear is the vault's own key derivation; this is for somebody at an unattended screen, and tells the
owner of it.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

MOST = 1_000
"""More tries are kept as the last ones alone."""

FREE = 3
LONGEST_SECONDS = 60.0

_FOLDER = "attempts"
_LINE_SIZE = 20


class Attempts:
    """The wrong tries at one vault since it was last opened here. `state` is this device's state folder.

    No fault of the disk is raised: who knows the password gets in.
    """

    def __init__(self, state: Path, vault: bytes) -> None:
        self._path = state / _FOLDER / vault.hex()

    def failed(self, now: int) -> None:
        """One more, at `now` (ms since 1970)."""
        self._write([*self.taken(), now][-MOST:])

    def wait(self, now: int) -> float:
        """Seconds before the next try is due: none after the first three, then 1, 2, 4 and so on up to a minute.

        A try in the future, by a clock that was set back, holds nobody up.
        """
        times = self.taken()
        if len(times) <= FREE or times[-1] > now:
            return 0.0
        delay = min(2.0 ** min(len(times) - FREE - 1, 10), LONGEST_SECONDS)
        return max(0.0, delay - (now - times[-1]) / 1_000)

    def taken(self) -> list[int]:
        """When they were (ms since 1970), in the order they came. What is no time in the file is passed over."""
        with contextlib.suppress(OSError), self._path.open("rb") as file:
            lines = file.read(MOST * _LINE_SIZE).split(b"\n")
            return [int(line) for line in lines if line.isdigit() and len(line) < _LINE_SIZE - 1][-MOST:]
        return []

    def clear(self) -> None:
        """The vault was opened."""
        with contextlib.suppress(OSError):
            self._path.unlink()

    def _write(self, times: list[int]) -> None:
        temporary = self._path.with_name(f".{self._path.name}-{os.urandom(4).hex()}")
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                    file.write(b"".join(b"%d\n" % one for one in times))
                temporary.replace(self._path)
            except OSError:
                temporary.unlink(missing_ok=True)
