"""The part of the demonstration that is about the check-up: it sees what was done, and what others may read."""

from __future__ import annotations

import time

from vault import __version__
from vault.child.health import close_files, look_at_files, observe
from vault.cli.demonstration import POLICY, Demonstration
from vault.cli.english import English
from vault.engine.opening import HEADER
from vault.health.check_up import check_up
from vault.health.finding import Finding
from vault.health.seen import Surroundings


def look_after_health(demo: Demonstration) -> None:
    """The drill that failed just now is told of with its date; a file that others may read is found and closed."""
    story = demo.story
    with story.step("Look after the vault's health"):
        before = _findings(demo)
        told = before["drill"].title
        story.prove(f"it is told at once: {told[:1].lower()}{told[1:]}", holds=before["drill"].severity == "critical")
        closed = before["vault-permissions"].severity == "good"
        story.prove("its files are for their owner alone", holds=closed)
        (demo.vault / HEADER).chmod(0o644)
        found = _findings(demo)["vault-permissions"]
        story.prove("a file that others may read is found", holds=found.severity == "warning")
        after = _findings(demo, close=True)["vault-permissions"]
        mode = (demo.vault / HEADER).stat().st_mode & 0o777
        story.prove(f"and closed again (mode {mode:04o})", holds=after.severity == "good" and mode == 0o600)


def _findings(demo: Demonstration, *, close: bool = False) -> dict[str, Finding]:
    state = bytes(demo.place / "state")
    with demo.unlock(reading=True) as vault:
        if close:
            close_files(vault, state)
        looked = look_at_files(vault, state)
        seen = observe(vault, POLICY, looked, strength=None, keyring=("", ""), refused=(), read_only=False)
    return {one.id: one for one in check_up(seen, Surroundings(__version__), time.time_ns() // 10**6, English())}
