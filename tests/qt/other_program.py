"""Stands for another program that changes the file it was given, in the ways that programs do.

python other_program.py WAY FILE
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

NEW = b"what the other program wrote\n" * 50


def change(way: str, path: Path) -> None:
    """Saves the file in one way."""
    match way:
        case "in place":
            with path.open("r+b") as file:
                file.write(NEW)
                file.truncate()
        case "by rename":
            beside = path.with_name(".tmp-of-the-editor")
            beside.write_bytes(NEW)
            beside.replace(path)
        case "in pieces":
            with path.open("wb", buffering=0) as file:
                for start in range(0, len(NEW), 300):
                    file.write(NEW[start : start + 300])
                    time.sleep(0.05)
        case "anew":
            path.unlink()
            time.sleep(0.15)
            path.write_bytes(NEW)
        case "with a backup":
            os.rename(path, f"{path}~")
            path.with_name(f".{path.name}.swp").write_bytes(b"swap")
            path.write_bytes(NEW)
        case "removed":
            path.unlink()
        case "touched":
            path.write_bytes(path.read_bytes())


if __name__ == "__main__":
    change(sys.argv[1], Path(sys.argv[2]))
