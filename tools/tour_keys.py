"""The part of the tour that shows keys: ways in, a kit that is typed back, new secrets, and what is due."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tools.screenshots import Tour


def show_keys(tour: Tour, password: str) -> None:
    """All of it, in the vault that is open by this password."""
    from vault.qt.browse.places import KEYS

    page = _page(tour)
    _add_ways(tour, password)
    page.go(KEYS)
    tour.settle(800)
    tour.shoot("46-keys")
    keys = page.keys.page
    kit = next(way for way in keys.keys.ways if way.name == "Recovery kit")
    dialogs: tuple[tuple[str, Callable[[], object]], ...] = (
        ("48-add-password", lambda: keys.open_add_password(keyfile=True)),
        ("49-add-kit", keys.open_add_kit),
        ("50-add-device", keys.open_add_device),
        ("51-test-kit", lambda: keys.open_test(kit)),
        ("52-remove-way", lambda: keys.open_remove(kit)),
        ("53-new-secrets", keys.open_new_secrets),
        ("54-policy", keys.open_policy),
        ("55-replace-kit", lambda: keys.open_replace_kit(kit)),
    )
    for name, show in dialogs:
        show()
        _shoot(tour, name)
    keys.ensureWidgetVisible(keys.changes)
    tour.settle(300)
    tour.shoot("47-change-keys")
    _ask(tour, tour.window.operations.note_event, "device lost")
    tour.settle(600)
    tour.shoot("56-device-lost")
    tour.window.resize(760, 820)
    tour.settle(600)
    tour.shoot("57-keys-narrow")
    tour.window.resize(1280, 820)
    tour.settle(300)


def _add_ways(tour: Tour, password: str) -> None:
    """A keyfile, and a kit that was typed back."""
    from vault.qt.keys.asking import way_in
    from vault.unlock.recovery import parse_code

    operations = tour.window.operations
    keyfile = tour.home / "Documents" / "papers.key"
    keyfile.write_bytes(bytes(range(64)))
    spare = "lantern orbit walnut ferry cello"
    _ask(tour, operations.add_password, way_in(password), "Keyfile on the blue stick", spare, keyfile=keyfile)
    made = _ask(tour, operations.add_recovery, way_in(password), "Recovery kit")
    code = parse_code(" ".join(made.words)).entropy
    _ask(tour, operations.test_way, made.slot, way_in(code=code))
    _ask(tour, operations.add_recovery, way_in(password), "With the notary", shares=3, threshold=2)


def _page(tour: Tour) -> Any:
    assert tour.window.page is not None
    return tour.window.page


def _ask(tour: Tour, ask: Any, *arguments: Any, **named: Any) -> Any:
    answers: list[Any] = []
    ask(*arguments, done=answers.append, failed=answers.append, **named)
    tour.until(lambda: answers, "an answer")
    assert not isinstance(answers[0], Exception), answers[0]
    return answers[0]


def _shoot(tour: Tour, name: str) -> None:
    from PySide6.QtWidgets import QApplication

    tour.until(QApplication.activeModalWidget, f"the dialog of {name}")
    tour.settle(500)
    tour.shoot(name)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()
    tour.settle(300)
