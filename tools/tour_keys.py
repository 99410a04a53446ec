"""The part of the tour that shows keys: ways in, a kit that is typed back, new secrets, and what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.screenshots import Tour


def show_keys(tour: Tour, password: str) -> None:
    """All of it, in the vault that is open by this password."""
    from vault.qt.browse.places import KEYS

    page = tour.page
    _add_ways(tour, password)
    page.go(KEYS)
    tour.settle(800)
    tour.shoot("46-keys")
    keys = page.keys.page
    kit = next(way for way in keys.keys.ways if way.name == "Recovery kit")
    tour.shoot_dialogs(
        ("48-add-password", lambda: keys.open_add_password(keyfile=True)),
        ("49-add-kit", keys.open_add_kit),
        ("50-add-device", keys.open_add_device),
        ("51-test-kit", lambda: keys.open_test(kit)),
        ("52-remove-way", lambda: keys.open_remove(kit)),
        ("53-new-secrets", keys.open_new_secrets),
        ("54-policy", keys.open_policy),
        ("55-replace-kit", lambda: keys.open_replace_kit(kit)),
    )
    keys.ensureWidgetVisible(keys.changes)
    tour.settle(300)
    tour.shoot("47-change-keys")
    tour.ask(tour.window.operations.note_event, "device lost")
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
    tour.ask(operations.add_password, way_in(password), "Keyfile on the blue stick", spare, keyfile=keyfile)
    made = tour.ask(operations.add_recovery, way_in(password), "Recovery kit")
    code = parse_code(" ".join(made.words)).entropy
    tour.ask(operations.test_way, made.slot, way_in(code=code))
    tour.ask(operations.add_recovery, way_in(password), "With the notary", shares=3, threshold=2)
