"""Programs of this folder in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HOUSE = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}


def command(module: str, *arguments: object) -> list[str]:
    """What starts it, in the house."""
    return [sys.executable, "-m", f"tests.survival.{module}", *map(str, arguments)]


def run(words: Sequence[str], seconds: int = 300) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; what it said, in words."""
    return subprocess.run(
        words, capture_output=True, text=True, cwd=HOUSE, env=ENVIRONMENT, timeout=seconds, check=False
    )
