"""The password, alone or together with a keyfile (docs/format.md, section 4)."""

from __future__ import annotations

import base64
import stat
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vault.engine.errors import KdfRefused, LimitExceeded, NotFound, PathRejected, Storage
from vault.engine.header import SALT_SIZE
from vault.engine.keys import KdfPolicy, Parameters
from vault.engine.primitives import Random, argon2id, sha256

LONGEST = 4_096
LONGEST_KEYFILE = 1 << 20


def normalize(password: bytes) -> bytes:
    """UTF-8 in normalisation form C; other bytes as they are. Raises LimitExceeded beyond 4,096 bytes."""
    if len(password) > LONGEST:
        raise LimitExceeded(f"a password has at most {LONGEST} bytes")
    try:
        return unicodedata.normalize("NFC", password.decode()).encode()
    except UnicodeDecodeError:
        return password


def read_keyfile(path: Path) -> bytes:
    """The SHA-256 of a keyfile. Raises NotFound, PathRejected if it is no plain file, LimitExceeded by size."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise PathRejected("a keyfile is a plain file")
        with path.open("rb") as file:
            content = file.read(LONGEST_KEYFILE + 1)
    except FileNotFoundError as error:
        raise NotFound("no such keyfile") from error
    except OSError as error:
        raise Storage("permission", "the keyfile cannot be read", error.errno) from error
    if not 1 <= len(content) <= LONGEST_KEYFILE:
        raise LimitExceeded(f"a keyfile has 1 to {LONGEST_KEYFILE} bytes")
    return sha256(content)


def _check_memory(kib: int) -> None:
    """Raises KdfRefused if that would take more than four fifths of the memory that is free."""
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
    except OSError:
        return
    free = next((int(line.split()[1]) for line in lines if line.startswith("MemAvailable:")), None)
    if free is not None and kib > free * 4 // 5:
        raise KdfRefused(f"not enough memory to unlock (needs {kib // 1024} MiB)")


@dataclass(frozen=True)
class Password:
    """A password, and the digest of a keyfile if the slot asks for both."""

    password: bytes = field(repr=False)
    keyfile: bytes | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if len(self.password) <= LONGEST:
            object.__setattr__(self, "password", normalize(self.password))

    @property
    def kind(self) -> str:
        return "password" if self.keyfile is None else "keyfile"

    def new_parameters(self, policy: KdfPolicy, random: Random) -> dict[str, int | str]:
        """Today's cost, and a fresh salt. Raises ValueError for an empty password, KdfRefused."""
        if not self.password:
            raise ValueError("an empty password protects nothing")
        parameters: dict[str, int | str] = {
            "lanes": policy.lanes,
            "memory": policy.memory,
            "passes": policy.passes,
            "salt": base64.b64encode(random(SALT_SIZE)).decode("ascii"),
        }
        policy.check(parameters)
        return parameters

    def factors(self, parameters: Parameters) -> Sequence[tuple[str, bytes]]:
        """Derive; takes as long as the parameters say. Raises KdfRefused if there is not the memory."""
        passes, memory, lanes = (int(parameters[name]) for name in ("passes", "memory", "lanes"))
        _check_memory(memory)
        salt = base64.b64decode(str(parameters["salt"]))
        derived = argon2id(normalize(self.password), salt, passes, memory, lanes)
        if self.keyfile is None:
            return [("password", derived)]
        return [("password", derived), ("keyfile", self.keyfile)]
