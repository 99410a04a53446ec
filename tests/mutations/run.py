"""Takes out one check after the other, in a copy, and shows which test fails: `python -m tests.mutations.run`.

Words after it choose mutants by their names. What survives, or no longer fits the code, makes the run fail.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.mutations.mutants import MUTANTS, Mutant

ROOT = Path(__file__).parents[2]
COPIED = ("vault", "tests", "docs", "resources")
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "v[0-9]*", "findings")
_FAILED = re.compile(r"^FAILED (.+?)(?: - .*)?$", re.MULTILINE)
PASSED, FAILED = 0, 1


def altered(mutant: Mutant, text: str) -> str:
    """The module without the check. Raises LookupError unless the check stands in it exactly once."""
    if text.count(mutant.old) != 1:
        raise LookupError(f"{mutant.name}: stands {text.count(mutant.old)} times in {mutant.file}")
    return text.replace(mutant.old, mutant.new)


def copy_tree(place: Path) -> None:
    for name in COPIED:
        shutil.copytree(ROOT / name, place / name, ignore=_LEFT_OUT)
    shutil.copy(ROOT / "pyproject.toml", place)


def run_tests(place: Path, tests: Sequence[str], *options: str) -> tuple[int, str]:
    """The status of pytest in the copy, and what it printed."""
    vectors = os.environ.get("DEEDBOX_VECTORS", str(ROOT.parent / "shared" / "vectors"))
    environment = {
        **os.environ,
        "PYTHONPATH": str(place),
        "PYTHONDONTWRITEBYTECODE": "1",
        "DEEDBOX_VECTORS": vectors,
        "DEEDBOX_GOLDEN": os.environ.get("DEEDBOX_GOLDEN", str(ROOT / "tests" / "golden")),
    }
    command = [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:randomly", "-p", "no:cacheprovider", "--tb=no"]
    command += [f"--basetemp={place / 'temporary'}", *options, *tests]
    outcome = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=False)
    return outcome.returncode, outcome.stdout + outcome.stderr


def judge(mutant: Mutant, place: Path) -> tuple[bool, str]:
    """Whether a test failed for want of the check, and what is to be said."""
    path = place / mutant.file
    text = path.read_text("utf-8")
    try:
        path.write_text(altered(mutant, text), "utf-8")
    except LookupError as error:
        return False, str(error)
    try:
        status, output = run_tests(place, mutant.tests, "-x")
    finally:
        path.write_text(text, "utf-8")
    found = _FAILED.search(output)
    if status == FAILED and found:
        return True, f"{mutant.name} -> {found[1]}"
    if status == PASSED:
        return False, f"{mutant.name}: SURVIVED {' '.join(mutant.tests)}"
    return False, f"{mutant.name}: the tests did not run (status {status})\n{output[-2_000:]}"


def main() -> int:
    words = sys.argv[1:]
    chosen = [mutant for mutant in MUTANTS if not words or any(word in mutant.name for word in words)]
    with tempfile.TemporaryDirectory(prefix="mutations-") as temporary:
        place = Path(temporary)
        copy_tree(place)
        status, output = run_tests(place, sorted({test for mutant in chosen for test in mutant.tests}))
        if status != PASSED:
            print(f"the tests fail before anything is taken out\n{output[-4_000:]}")  # noqa: T201
            return 1
        noticed = 0
        for mutant in chosen:
            good, words_for_it = judge(mutant, place)
            noticed += good
            print(words_for_it, flush=True)  # noqa: T201
    print(f"{noticed} of {len(chosen)} noticed")  # noqa: T201
    return int(noticed < len(chosen))


if __name__ == "__main__":
    sys.exit(main())
