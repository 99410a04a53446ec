"""The part of the tour that shows the first steps, what is where a vault was, the manual, the shortcuts and about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.screenshots import Tour


def show_first_steps(tour: Tour) -> None:
    """Over a vault with papers in it: all steps, with what is done and what is left."""
    from vault.qt.browse.places import ALL

    page = tour.page
    page.go(ALL)
    tour.settle(500)
    tour.shoot("87-first-steps-strip")
    page.steps.show_all()
    tour.settle(500)
    tour.shoot("88-first-steps")
    page.list.show_rows_again()
    page.steps.hide()
    tour.settle(300)


def show_help(tour: Tour) -> None:
    """Shortcuts, about, and the manual, which is a window of its own."""
    from vault.qt.help.acts import help_of

    acts = help_of(tour.window)
    assert acts is not None
    tour.shoot_dialogs(("89-shortcuts", acts.open_shortcuts), ("90-about", acts.open_about))
    acts.open_manual()
    manual = acts._manual
    assert manual is not None
    for name, chapter in (("91-manual", "keys"), ("91-manual-table", "rotations")):
        manual.show_chapter(chapter)
        tour.settle(1500)
        tour.settle(500)
        tour.shoot(name, manual)
    manual.close()


def show_absent(tour: Tour) -> None:
    """A vault of the list that is not where it was."""
    from vault.qt.known_vaults import KnownVault

    start, gone = tour.window.start, tour.home / "Stick" / "Letters.deedbox"
    tour.window.known.remember(KnownVault(gone))
    start.show_unlock(gone)
    tour.until(lambda: start.pages.currentWidget() is start.absent, "the page of a vault that is not there")
    tour.settle(300)
    tour.shoot("92-vault-not-there")
    tour.window.known.forget(gone)
