"""Copies of golden vaults, and the quick ways into them. Nothing ever opens what the repository keeps."""

from __future__ import annotations

import functools
import os
import shutil
from pathlib import Path

from tests.conftest import CHEAP
from vault.engine.keys import Derived
from vault.engine.vault import Vault
from vault.unlock.password import Password

GOLDEN = Path(os.environ.get("DEEDBOX_GOLDEN", Path(__file__).parent))
"""Where the golden vaults are; another place while the maker is being worked on."""


@functools.cache
def credential(password: str) -> Derived:
    """A password that is derived once for each slot it opens, and not for each of its copies."""
    return Derived(Password(password.encode()))


def unlock(path: Path, password: str, **arguments: object) -> Vault:
    return Vault.unlock(path, credential(password), **{"policy": CHEAP, **arguments})  # type: ignore[arg-type]


def bring(golden: Path, place: Path) -> Path:
    """A copy with what a repository does not keep: modes, and folders without a file."""
    shutil.copytree(golden, place)
    for folder, folders, files in os.walk(place):
        for name in folders:
            Path(folder, name).chmod(0o700)
        for name in files:
            Path(folder, name).chmod(0o600)
    for name in ("catalog", "packs"):
        (place / "vault" / name).mkdir(mode=0o700, exist_ok=True)
    return place
