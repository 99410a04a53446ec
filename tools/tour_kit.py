"""The part of the tour that shows the recovery kit: shown once, typed back, and used where the password is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.screenshots import Tour

_made: list[tuple[str, ...]] = []


def show_kit_dialog(tour: Tour, password: str) -> None:
    """A kit of one page and one of three, over the vault that is open by this password."""
    from vault.qt.keys.asking import way_in
    from vault.qt.keys.kits import KitShown

    operations = tour.window.operations
    made = tour.ask(operations.add_recovery, way_in(password), "In the safe")
    _made.append(made.words)
    dialog = KitShown(operations, made, "My Papers", "In the safe", tour.window, _tell).dialog
    tour.settle(500)
    tour.shoot("59-kit")
    dialog.reject()
    tour.settle(200)
    tour.shoot("60-kit-not-kept")
    dialog.accept()
    dialog.entry.input.setPlainText(" ".join((*made.words[:7], "pencli")) + " ")
    tour.settle(300)
    tour.shoot("61-kit-asked-back")
    dialog.entry.input.setPlainText(" ".join(made.words))
    tour.settle(300)
    dialog.accept()
    tour.settle(500)
    parts = tour.ask(operations.add_recovery, way_in(password), "With three people", shares=3, threshold=2)
    dialog = KitShown(operations, parts, "My Papers", "With three people", tour.window, _tell, threshold=2).dialog
    tour.settle(500)
    tour.shoot("62-kit-in-parts")
    dialog.accept()
    dialog.entry.input.setPlainText(parts.shares[1])
    tour.settle(300)
    tour.shoot("63-part-asked-back")
    dialog.entry.input.setPlainText(parts.shares[2])
    tour.settle(300)
    dialog.accept()
    tour.settle(500)


def show_kit_unlock(tour: Tour) -> None:
    """Locked, and the password is gone: the wait, and the words of the kit."""
    unlock = tour.window.start.unlock
    for _ in range(9):
        if unlock.delay.is_running:
            break
        unlock.password.input.setText("apple ribbon")
        unlock.unlock()
        tour.settle(300)
        tour.until(lambda: not unlock.act.is_waiting, "the refusal")
        tour.settle(300)
    for _ in range(3):  # the longer it has been tried, the longer it takes
        tour.until(lambda: not unlock.delay.is_running, "the next try")
        unlock.unlock()
        tour.settle(300)
        tour.until(lambda: not unlock.act.is_waiting, "the refusal")
        tour.settle(300)
    tour.shoot("64-wait")
    unlock.ways.kit.click()
    tour.settle(300)
    tour.shoot("65-unlock-kit")
    unlock.kit.input.setPlainText(" ".join((*_made[0][:7], "pencli")) + " ")
    tour.settle(300)
    tour.shoot("66-unlock-kit-wrong-word")
    unlock.kit.input.setPlainText(" ".join(_made[0]))
    tour.settle(300)
    tour.shoot("67-unlock-kit-right")
    unlock.unlock()
    tour.until(lambda: tour.window.page is not None, "the vault, open by the kit")
    tour.settle(500)
    tour.window.lock()
    tour.until(lambda: tour.window.page is None, "the lock")


def _tell(icon: str, words: str) -> None:
    """The page of keys would show it in a toast."""
