"""The `deedbox` command, one file per group of commands."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, by default this process's own; the exit code (see the table in `vault.cli.wording`)."""
    from vault.cli.program import run

    return run(arguments)
