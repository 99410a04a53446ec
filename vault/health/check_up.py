"""One pure function: what was observed becomes findings, the gravest first."""

from __future__ import annotations

from vault.health import backups, device, files, keys, people, ways
from vault.health.finding import SEVERITIES, Finding, Severity, Speech
from vault.health.seen import Seen, Surroundings

RULES = (
    ways.strength,
    ways.tested,
    ways.rehearsal,
    ways.cost,
    keys.age,
    keys.unfinished,
    backups.export,
    backups.drill,
    people.contacts,
    files.rights,
    files.history,
    files.tries,
    files.writing,
    ways.devices,
    ways.keyring,
)
"""What matters most stands first among equals."""


def check_up(seen: Seen, around: Surroundings, now: int, say: Speech) -> list[Finding]:
    """Every finding, `now` being ms since 1970. Nothing is asked here, and nothing is kept."""
    found = [finding for rule in RULES for finding in rule(seen, now, say)]
    found += [*device.copies(around, say), *device.lock(around, say), *device.memory(seen, say)]
    found += device.versions(seen, around, say)
    return sorted(found, key=lambda one: SEVERITIES.index(one.severity))


def counted(findings: list[Finding]) -> dict[Severity, int]:
    """How many there are of each severity; each is there."""
    return {severity: sum(one.severity == severity for one in findings) for severity in SEVERITIES}


def to_do(findings: list[Finding]) -> int:
    """How many want something done."""
    return sum(one.severity in ("critical", "warning") for one in findings)
