"""Fuzzes every target for so many seconds: `python -m tests.fuzz.run SECONDS [TARGET …]`, where atheris is installed.

Prints executions and findings. An input that is a finding is kept in findings/<target>/, and test_findings.py gives it
to its target for ever. What was learnt about ways through the code is kept beside atheris, for the next run.
"""

from __future__ import annotations

import hashlib
import importlib
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

FINDINGS = Path(__file__).parent / "findings"
CORPUS = Path(sys.prefix) / "corpus"
LONGEST_RUN_SECONDS = 10
MOST_MIB, MOST_AT_ONCE_MIB = 1_024, 256
_COUNT = re.compile(r"stat::number_of_executed_units:\s+(\d+)")


def fuzz(name: str, seconds: str) -> None:
    """One target in this process, which libFuzzer ends."""
    # In an environment of its own (see the Makefile), so that nothing else finds it.
    atheris = importlib.import_module("atheris")

    with atheris.instrument_imports(include=["vault", "tarfile"]):
        from tests.fuzz.seeds import SEEDS
        from tests.fuzz.targets import TARGETS
    target, corpus = TARGETS[name], CORPUS / name
    corpus.mkdir(parents=True, exist_ok=True)
    (FINDINGS / name).mkdir(parents=True, exist_ok=True)
    for data in SEEDS[name]():
        (corpus / hashlib.sha1(data, usedforsecurity=False).hexdigest()).write_bytes(data)

    def run(data: bytes) -> None:
        target.run(data)

    flags = {
        "max_total_time": seconds,
        "max_len": target.longest,
        "timeout": LONGEST_RUN_SECONDS,
        "rss_limit_mb": MOST_MIB,
        "malloc_limit_mb": MOST_AT_ONCE_MIB,
        "artifact_prefix": f"{FINDINGS / name}/",
        "print_final_stats": 1,
    }
    atheris.Setup([sys.argv[0], *(f"-{flag}={value}" for flag, value in flags.items()), str(corpus)], run)
    atheris.Fuzz()


def names_of_targets() -> list[str]:
    from tests.fuzz.targets import TARGETS

    return list(TARGETS)


def main() -> int:
    if sys.argv[1] == "--one":
        fuzz(*sys.argv[2:])
        return 0
    seconds, *chosen = sys.argv[1:]
    status = 0
    for name in chosen or names_of_targets():
        command = [sys.executable, "-m", "tests.fuzz.run", "--one", name, seconds]
        outcome = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        count = _COUNT.search(outcome.stderr)
        found = sorted(path.name for path in (FINDINGS / name).glob("*"))
        print(f"{name}: {count[1] if count else 'no'} executions, {len(found)} findings", flush=True)  # noqa: T201
        with suppress(OSError):
            # If there is none.
            (FINDINGS / name).rmdir()
        if outcome.returncode:
            print(f"{outcome.stdout[-4_000:]}\n{outcome.stderr[-4_000:]}", flush=True)  # noqa: T201
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
