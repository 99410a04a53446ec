"""The `deedbox` command, one file per group of commands."""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, by default this process's own; the exit code (see the table in `vault.cli.wording`).

    With nothing to do, or a vault's folder alone, that is the application, where there is a display for it.
    """
    from vault.cli import app

    given = list(sys.argv[1:] if arguments is None else arguments)
    code = app.run_part(given)
    if code is not None:
        return code
    if app.is_wanted(given) and app.display_is_there():
        return app.start(given)
    from vault.cli.program import run

    # All memory goes with the process: the collector need not look through it three times before, for 20 ms.
    atexit.register(gc.freeze)
    return run(given)
