"""The part of the tour that shows the check-up: what is to be done, what is good, and a narrow window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.screenshots import Tour


def show_health(tour: Tour) -> None:
    """In the vault that is open; others may read one of its files."""
    from vault.qt.browse.places import HEALTH

    header = tour.vault / "header.json"
    header.chmod(0o644)
    tour.page.go(HEALTH)
    health = tour.page.health
    health.look()
    tour.until(lambda: health.findings, "the check-up")
    page = health.page
    tour.until(lambda: len(page.lines) == len(health.findings), "its lines")
    tour.settle(800)
    tour.shoot("68-health")
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    tour.settle(300)
    tour.shoot("69-health-good")
    page.verticalScrollBar().setValue(0)
    tour.window.resize(760, 820)
    tour.settle(800)
    tour.shoot("70-health-narrow")
    tour.window.resize(1280, 820)
    header.chmod(0o600)
    tour.settle(300)
