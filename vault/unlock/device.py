"""This device's state folder: where the program remembers what it has seen of vaults, and which ones it knows."""

from __future__ import annotations

import os
from pathlib import Path


def state_path() -> Path:
    """`DEEDBOX_STATE`, or `deedbox` below the XDG state folder. Raises RuntimeError if there is no home."""
    if os.environ.get("DEEDBOX_STATE"):
        return Path(os.environ["DEEDBOX_STATE"]).absolute()
    base = os.environ.get("XDG_STATE_HOME", "")
    # The base directory specification says to ignore relative paths.
    home = Path(base) if os.path.isabs(base) else Path.home() / ".local" / "state"
    return home / "deedbox"


def prepare_state() -> Path:
    """The state folder, made if it is not there. Raises OSError or RuntimeError if it cannot be used."""
    path = state_path()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        raise PermissionError(f"{path} cannot be written")
    return path
