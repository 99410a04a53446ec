"""Dresses the application: style, focus ring, icon, theme. Called once, before the first window."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from .icons import app_icon
from .parts.aloud import give_roles
from .parts.focus import FocusGuide
from .style import DeedboxStyle
from .theme import Look, look


def dress(app: QApplication, choice: str = "system") -> Look:
    """Puts the look on an application (`system`, `light` or `dark`); later changes go through the look returned."""
    worn = look()  # takes note of the system's own palette, so it comes before our style
    if not isinstance(app.style(), DeedboxStyle) and app.findChild(FocusGuide) is None:
        app.setStyle(DeedboxStyle())
        FocusGuide(app)
        give_roles()
    app.setWindowIcon(app_icon())
    worn.choose(choice)
    return worn
