"""Keys of an open vault's page. Those of the whole program are the window's."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from .places import ACTIVITY, ALL, CONTACTS, FAVOURITES, HEALTH, KEYS, NOTES, RECENT, SHARED, TOP, TRASH, place_name

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


def key_words(page: Any) -> dict[str, str]:
    """What each key does, for the page of shortcuts: a key without words is a fault that a test finds."""
    translate = QCoreApplication.translate
    words = {
        "F6": translate("shortcuts", "Go to the next part of the window"),
        "Shift+F6": translate("shortcuts", "Go to the part before"),
        "F8": translate("shortcuts", "What happened in this session"),
        "Ctrl+N": translate("shortcuts", "New note"),
        "Ctrl+O": translate("shortcuts", "Add files"),
        "Ctrl+Shift+O": translate("shortcuts", "Open with another program"),
        "Ctrl+F": translate("shortcuts", "Search; in a note, find in it"),
        "Ctrl+D": translate("shortcuts", "Add to favourites, or take out"),
        "Ctrl+T": translate("shortcuts", "Tags of what is chosen"),
        "Ctrl+Shift+S": translate("shortcuts", "Share what is chosen"),
        "Ctrl+Shift+F": translate("shortcuts", "New folder"),
        "Ctrl+V": translate("shortcuts", "Paste what was copied or cut"),
        "Ctrl+Z": translate("shortcuts", "Undo"),
        "Ctrl+Shift+Z": translate("shortcuts", "Redo"),
    }
    go = translate("shortcuts", "Go to {place}")
    return words | {keys: go.format(place=place_name(place, page.tree)) for keys, place in PLACES.items()}


def bind_keys(page: Any) -> None:
    """Makes the shortcuts of a `VaultPage`, whose module imports this one."""
    acts = {
        "F6": lambda: page.panes.go_round(False, page.toolbar.search, page.bar),
        "Shift+F6": lambda: page.panes.go_round(True, page.toolbar.search, page.bar),
        "F8": page.toolbar.events.click,
        "Ctrl+N": page.new_note,
        "Ctrl+O": page.add_files,
        "Ctrl+Shift+O": lambda: page.act("open-with"),
        "Ctrl+F": page.focus_search,
        "Ctrl+D": lambda: page.act("favourite"),
        "Ctrl+T": lambda: page.act("tags"),
        "Ctrl+Shift+S": lambda: page.act("share"),
        "Ctrl+Shift+F": page.list.new_folder_wanted.emit,
        "Ctrl+V": lambda: page.list_acts.paste(),  # noqa: PLW0108 - it is made later
        "Ctrl+Z": lambda: page.list_acts.undo(),  # noqa: PLW0108 - it is made later
        "Ctrl+Shift+Z": lambda: page.list_acts.redo(),  # noqa: PLW0108 - it is made later
    }
    acts |= {keys: partial(page.go, place) for keys, place in PLACES.items()}
    words = key_words(page)
    for keys, do in acts.items():
        shortcut = QShortcut(QKeySequence(keys), page)
        shortcut.setWhatsThis(words.get(keys, ""))
        shortcut.activated.connect(do)
    for keys in ("Return", "Enter"):
        enter = QShortcut(QKeySequence(keys), page.toolbar.search)
        enter.setContext(Qt.ShortcutContext.WidgetShortcut)
        enter.setWhatsThis(QCoreApplication.translate("shortcuts", "Go to what was found"))
        enter.activated.connect(page.enter_list)
