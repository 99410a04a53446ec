"""The keys of a window, read off what is bound in it: shortcuts, entries of menus, buttons.

A `QShortcut` carries its words as `whatsThis`. What lists do with single keys is no shortcut of Qt's; that stands here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QDialog, QLineEdit, QWidget

from vault.qt.parts.cards import Page
from vault.qt.parts.dialogs import Surface

translate = QCoreApplication.translate
Native = QKeySequence.SequenceFormat.NativeText


@dataclass(frozen=True)
class BoundKey:
    """Keys as this platform writes them, what they do, and where."""

    section: str
    keys: str
    words: str


def list_keys() -> list[BoundKey]:
    """What `ItemView` does by itself, besides moving."""
    words = {
        "Return": translate("shortcuts", "Open"),
        "Del": translate("shortcuts", "Move to trash; in the trash, remove for good"),
        "F2": translate("shortcuts", "Rename"),
        "Backspace": translate("shortcuts", "Go up to the folder above"),
        "Ctrl+C": translate("shortcuts", "Copy, to be pasted in this vault"),
        "Ctrl+X": translate("shortcuts", "Cut, to be pasted in another folder"),
        "Ctrl+A": translate("shortcuts", "Choose all"),
        "Ctrl+I": translate("shortcuts", "Choose all others"),
        "Shift+F10": translate("shortcuts", "Open the menu"),
    }
    section = translate("shortcuts", "Items in a list")
    found = [BoundKey(section, native(keys), said) for keys, said in words.items()]
    letters = translate("shortcuts", "Letters")
    return [*found, BoundKey(section, letters, translate("shortcuts", "Go to the next name that begins so"))]


def native(keys: str | QKeySequence) -> str:
    """As this platform writes it."""
    return QKeySequence(keys).toString(Native)


def keys_of(window: QWidget) -> list[BoundKey]:
    """Everything that is bound in a window, each once: what works everywhere first, then place by place."""
    found = dict.fromkeys(one for one in _bound(window) if one.words and one.keys)
    order = {one.section: at for at, one in reversed(list(enumerate(found, 2)))}
    order |= {everywhere(): 0, in_a_vault(): 1}
    return sorted(found, key=lambda one: order[one.section])


def everywhere() -> str:
    """The section of keys that work in the whole window."""
    return translate("shortcuts", "Everywhere")


def in_a_vault() -> str:
    """The section of keys that work wherever one is in an open vault."""
    return translate("shortcuts", "In an open vault")


def unnamed(window: QWidget) -> list[str]:
    """What is bound and does not say what it does: our own mistake."""
    return [f"{one.keys} in {one.section}" for one in _bound(window) if one.keys and not one.words]


def _bound(window: QWidget) -> Iterator[BoundKey]:
    start = getattr(window, "start", None) if getattr(window, "page", None) is not None else None
    for one, bound in _everything(window):
        if not (start is not None and _is_within(one, start)):
            yield bound


def _is_within(one: QObject | None, widget: QObject) -> bool:
    while one is not None and one is not widget:
        one = one.parent()
    return one is not None


def _everything(window: QWidget) -> Iterator[tuple[QObject, BoundKey]]:
    for action in window.findChildren(QAction):
        for keys in action.shortcuts():
            yield action, BoundKey(_section(action, window), native(keys), _bare(action.text()))
    for shortcut in window.findChildren(QShortcut):
        for keys in QShortcut.keys(shortcut):
            yield shortcut, BoundKey(_section(shortcut, window), native(keys), shortcut.whatsThis())
    for button in window.findChildren(QAbstractButton):
        if not button.shortcut().isEmpty() and not _is_mnemonic(button):
            words = button.accessibleName() or _bare(button.text())
            yield button, BoundKey(_section(button, window), native(button.shortcut()), words)


def _bare(words: str) -> str:
    return words.replace("&", "")


def _is_mnemonic(button: QAbstractButton) -> bool:
    """The letter that is underlined in its words."""
    return button.shortcut() == QKeySequence.mnemonic(button.text())


def _section(bound: QObject, window: QWidget) -> str:
    """The name of the nearest list, page or pane it belongs to."""
    above = bound.parent()
    while above is not None and above is not window:
        if isinstance(above, QAbstractItemView | QLineEdit | Page | Surface | QDialog) and above.accessibleName():
            # A vault's page is called like the vault.
            is_vault = above.parent() is window or above.parent() is None
            return in_a_vault() if is_vault else above.accessibleName()
        above = above.parent()
    return everywhere()
