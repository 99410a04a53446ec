"""Places on the disk in words, and what is there. The questions are asked aside: a place may be on a network."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ENDING = ".deedbox"
EXPORT_ENDING = ".deedbox-export"
_HEADERS = ("header.json", "header.bak")


def shown(text: str | Path) -> str:
    """A name or path as it can be shown: what would not be seen, or would turn the line around, is a sign."""
    return "".join(one if one.isprintable() else "\ufffd" for one in str(text))


def vault_name(path: Path) -> str:
    """The folder's name without its ending."""
    return shown(path.name.removesuffix(ENDING) or path.name)


def place_words(path: Path) -> str:
    """A path, from the person's own folder on where it is in there."""
    home = Path.home()
    return shown(path.relative_to(home) if path.is_relative_to(home) and path != home else path)


def home_words(path: Path) -> str:
    """A path as it can be typed: from the person's own folder on where it is in there."""
    home = Path.home()
    return os.path.join("~", path.relative_to(home)) if path.is_relative_to(home) else str(path)


def absolute(path: str | Path) -> Path:
    """The same place, without asking the disk."""
    return Path(os.path.abspath(os.path.expanduser(path)))


def is_vault(path: Path) -> bool:
    """Whether a folder looks like a vault. Asks the disk."""
    try:
        return path.is_dir() and (path.name.endswith(ENDING) or any((path / name).is_file() for name in _HEADERS))
    except OSError:
        return False


def kind_of(path: Path) -> str:
    """`vault`, `file` for what may be an export, or nothing. Asks the disk."""
    try:
        return "vault" if is_vault(path) else "file" if path.is_file() else ""
    except OSError:
        return ""


@dataclass(frozen=True)
class NewPlace:
    """What the disk says of a place for a new vault: `free`, `taken`, `no folder`, or `not writable`."""

    path: Path
    state: str


def look_at_new(path: Path) -> NewPlace:
    """Whether a new vault can be made there. Asks the disk."""
    try:
        if os.path.lexists(path) and (path.is_symlink() or not path.is_dir() or any(path.iterdir())):
            return NewPlace(path, "taken")
        if not path.parent.is_dir():
            return NewPlace(path, "no folder")
        if not os.access(path.parent, os.W_OK | os.X_OK):
            return NewPlace(path, "not writable")
    except OSError:
        return NewPlace(path, "not writable")
    return NewPlace(path, "free")
