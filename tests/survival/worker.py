"""One operation in a process of its own, on the real disk, so that something else can stop it.

    python -m tests.survival.worker OPERATION PLACE SHELF [STEPS] [LIMIT=COUNT]

Says `begun` when the vault is open, a line for every commit that came back, and `done` or the class of the refusal.
With STEPS, the changing calls that the file layer saw are written there as JSON. A limit is `files`, so many
descriptors more than are open, or `memory`, so many MiB more than are taken, once the operation begins.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path

from tests.faults import FaultyFiles
from tests.survival.operations import BY_SLUG, Place, steady
from tests.survival.trials import commits, last_commit
from vault.backup.attachments import attachments
from vault.engine.errors import VaultError
from vault.engine.primitives import public_key
from vault.engine.vault import Vault


def say(*words: object) -> None:
    os.write(1, json.dumps(words).encode() + b"\n")


def limit(what: str, more: int) -> None:
    """Let this process have so much more and nothing beyond."""
    # What Python and its libraries load for that is no part of the trial.
    attachments()
    public_key(bytes(32))
    if what == "files":
        resource.setrlimit(resource.RLIMIT_NOFILE, (len(os.listdir("/proc/self/fd")) - 1 + more,) * 2)
    else:
        taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + (more << 20),) * 2)


def main(slug: str, path: str, shelf: str, steps: str = "", limited: str = "") -> None:
    """Do it, and say so."""
    operation, place = BY_SLUG[slug], Place(Path(path), Path(shelf))
    files = FaultyFiles()
    left: list[Vault] = []

    def begun(vault: Vault | None) -> None:
        left.extend([vault] if vault else [])
        say("begun")
        if limited:
            what, _, more = limited.partition("=")
            limit(what, int(more))
        files.arm(0, "die")

    def noticed(catalog: object) -> None:
        vault, sequence, head = last_commit(catalog)  # type: ignore[arg-type]
        say("committed", vault.hex(), sequence, head.hex())

    with commits(noticed):
        try:
            operation.perform(place, steady(files, operation.name), begun)
            say("done")
        except (VaultError, MemoryError) as error:
            say("refused", type(error).__name__, getattr(error, "kind", ""), str(error))
    if steps:
        Path(steps).write_text(json.dumps(files.steps))
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
