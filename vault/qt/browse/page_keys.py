"""Keys of an open vault's page. Those of the whole program are the window's."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from .places import ACTIVITY, ALL, CONTACTS, FAVOURITES, HEALTH, KEYS, NOTES, RECENT, SHARED, TOP, TRASH

if TYPE_CHECKING:
    from vault.qt.vault_page import VaultPage

PLACES = {
    "Ctrl+1": ALL,
    "Ctrl+2": NOTES,
    "Ctrl+3": RECENT,
    "Ctrl+4": TOP,
    "Ctrl+5": TRASH,
    "Ctrl+6": FAVOURITES,
    "Ctrl+7": CONTACTS,
    "Ctrl+8": SHARED,
    "Ctrl+9": KEYS,
    "Ctrl+0": HEALTH,
    "Ctrl+Shift+0": ACTIVITY,
}
"""Where keys lead."""


def bind_keys(page: VaultPage) -> None:
    """Makes the shortcuts."""
    acts = {
        "F6": lambda: page.panes.go_round(False, page.toolbar.search),
        "Shift+F6": lambda: page.panes.go_round(True, page.toolbar.search),
        "Ctrl+N": page.new_note,
        "Ctrl+O": page.add_files,
        "Ctrl+Shift+O": lambda: page.act("open-with"),
        "Ctrl+F": page.focus_search,
        "Ctrl+D": lambda: page.act("favourite"),
        "Ctrl+T": lambda: page.act("tags"),
        "Ctrl+Shift+S": lambda: page.act("share"),
    }
    acts |= {keys: partial(page.go, place) for keys, place in PLACES.items()}
    for keys, do in acts.items():
        QShortcut(QKeySequence(keys), page).activated.connect(do)
    for keys in ("Return", "Enter"):
        enter = QShortcut(QKeySequence(keys), page.toolbar.search)
        enter.setContext(Qt.ShortcutContext.WidgetShortcut)
        enter.activated.connect(page.enter_list)
