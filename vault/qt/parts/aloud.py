"""What is read aloud: news for those who do not look, and what a plain container is.

Qt has no role for a widget that only holds others: to a screen reader our window and cards would be nothing. Here a
container with a name is a group; one that is a window, or tells news, says so before it gets its name, since the role
is kept from the first time somebody asks: `setProperty("spokenAs", "window")`, or `"news"`.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Role = QAccessible.Role
ROLES = {"window": Role.Window, "news": Role.Notification}


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Has words read aloud, wherever the keyboard is; urgent ones at once."""
    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))
    if words:
        event = QAccessibleAnnouncementEvent(widget, words)
        politeness = QAccessible.AnnouncementPoliteness
        event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
        QAccessible.updateAccessibility(event)


def give_roles() -> None:
    """Once, before the first window."""
    QAccessible.installFactory(_find_role)


def _find_role(kind: str, thing: QObject | None) -> QAccessibleInterface | None:
    """Qt asks from the class of a widget down to `QWidget`; whatever has a role of its own is known before that."""
    if kind != "QWidget" or not isinstance(thing, QWidget):
        return None
    role = ROLES.get(str(thing.property("spokenAs")), Role.Grouping if thing.accessibleName() else None)
    return QAccessibleWidget(thing, role, "") if role is not None else None
