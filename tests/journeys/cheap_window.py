"""The application as it is, but with the tests' vault process, whose passwords cost nothing."""

from __future__ import annotations

import sys

from tests.child.links import cheap_command
from vault.qt.application import run

if __name__ == "__main__":
    sys.exit(run(command=cheap_command))
