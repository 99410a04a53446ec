"""One operation on a vault in a process of its own, to be killed at any moment.

    python worker.py OPERATION VAULT SOURCES

Says `ready` before the operation begins, a line for every step that has been committed, and `done` at the end.
"""

from __future__ import annotations

import sys
from pathlib import Path

from vault.backup.export import export
from vault.engine import intake, rotation
from vault.engine.keys import KdfPolicy
from vault.engine.vault import ROOT, Vault
from vault.unlock.password import Password

CHEAP = KdfPolicy(passes=1, memory=64, lanes=1, floor_passes=1, floor_memory=8)
OLD, NEW, EXPORT = Password(b"old"), Password(b"new"), Password(b"export")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(operation: str, path: Path, sources: Path) -> None:
    """Open the vault, do it, and say so."""
    vault = Vault.unlock(path, OLD, policy=CHEAP, state=path.parent / "state")
    say("ready")
    if operation == "add":
        for source in sorted(sources.iterdir()):
            intake.add(vault, [source], ROOT)
            say(source.name)
    elif operation == "passwd":
        rotation.change_password(vault, NEW, policy=CHEAP)
    elif operation == "rotate":
        for round_ in range(3):
            rotation.new_vault_key(vault, OLD, policy=CHEAP)
            say(f"epoch {round_}")
    elif operation == "export":
        export(vault, path.parent / "backup.export", EXPORT, policy=CHEAP)
    say("done")
    vault.lock()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
