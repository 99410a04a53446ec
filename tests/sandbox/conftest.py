"""A real worker, shared by the tests of one module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from vault.sandbox.client import SandboxWorker


@pytest.fixture(scope="module")
def worker() -> Iterator[SandboxWorker]:
    with SandboxWorker() as worker:
        yield worker
