"""What every backup carries, so that it can be opened without Deedbox."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from vault.engine.durable import storage_errors

README = """\
This file is an encrypted Deedbox export. It is an ordinary tar archive: unpacked, it is a vault folder.

With Deedbox:     deedbox restore FILE FOLDER
Without Deedbox:  tar -xf FILE reader.py
                  pip install cryptography argon2-cffi
                  python reader.py FILE FOLDER        (the password is read from standard input)

FORMAT.md describes every byte, completely enough to write another reader.
"""


def attachments() -> dict[str, bytes]:
    """The files that go into every backup, by name: what it is, the format, the stand-alone reader."""
    return {"README.txt": README.encode(), "FORMAT.md": _read("format.md"), "reader.py": _read("reader.py")}


def _read(name: str) -> bytes:
    with storage_errors():
        return _path_of(name).read_bytes()


def _path_of(name: str) -> Traversable:
    installed = resources.files("vault") / "resources" / name
    return installed if installed.is_file() else Path(__file__).parents[2] / "docs" / name
