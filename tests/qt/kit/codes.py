"""Recovery codes the tests of the kit share."""

from __future__ import annotations

from vault.unlock.recovery import RecoveryCode
from vault.unlock.shares import split

CODE = RecoveryCode(bytes(range(20)))
OTHER = RecoveryCode(bytes(range(1, 21)))
PARTS = tuple(split(CODE, 2, 3))
FOREIGN = tuple(split(OTHER, 2, 3))
