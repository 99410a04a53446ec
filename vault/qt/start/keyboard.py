"""The keyboard layout in force, where it can be told for sure: a password typed on another one is another password."""

from __future__ import annotations

import ctypes
import functools
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QGuiApplication

translate = QCoreApplication.translate

_CORE_KEYBOARD = 0x100
_LONGEST = 1_024
_ANY_TYPE = 0


def layout_name() -> str:
    """ "German layout", or nothing where the system does not say."""
    platform = QGuiApplication.platformName()
    if platform == "xcb":
        language = _language_of(_x_layout())
    elif platform in ("windows", "cocoa"):
        language = QLocale.languageToString(QGuiApplication.inputMethod().locale().language())
    else:
        return ""
    return translate("KeyboardLayout", "{language} layout").format(language=language) if language else ""


def _language_of(layout: str) -> str:
    """A layout of X (`de`, `us`, `gb`) is named by country; the language is what people call it."""
    if layout in ("us", "gb", "au", "nz", "za"):
        country = {"us": "US", "gb": "UK"}.get(layout, layout.upper())
        return f"{QLocale.languageToString(QLocale.Language.English)} ({country})"
    if len(layout) != 2 or not layout.isalpha():
        return ""
    territory: Any = QLocale.codeToTerritory(layout.upper())  # the stub takes it for text
    if territory == QLocale.Country.AnyTerritory:
        return ""
    language = QLocale(QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, territory).language()
    return "" if language == QLocale.Language.C else QLocale.languageToString(language)


@functools.cache
def _x11() -> ctypes.CDLL | None:
    try:
        library = ctypes.CDLL("libX11.so.6")  # looked for by its name it would take another program, and 7 ms
    except OSError:
        return None
    library.XOpenDisplay.restype = ctypes.c_void_p
    library.XOpenDisplay.argtypes = [ctypes.c_char_p]
    library.XDefaultRootWindow.restype = ctypes.c_ulong
    return library


def _x_layout() -> str:
    """The layout of the active group, from what the X server was told (`_XKB_RULES_NAMES`)."""
    library = _x11()
    display = library.XOpenDisplay(None) if library is not None else None
    if library is None or not display:
        return ""
    screen = ctypes.c_void_p(display)
    try:
        layouts = _rules(library, screen)
        state = (ctypes.c_ubyte * 64)()
        refused = library.XkbGetState(screen, ctypes.c_uint(_CORE_KEYBOARD), ctypes.byref(state))
        group = state[0]
        return layouts[group] if not refused and group < len(layouts) else ""
    finally:
        library.XCloseDisplay(screen)


def _rules(library: ctypes.CDLL, screen: ctypes.c_void_p) -> list[str]:
    """The layouts the server knows, in the order of their groups."""
    atom = library.XInternAtom(screen, b"_XKB_RULES_NAMES", 1)
    kind, size = ctypes.c_ulong(), ctypes.c_int()
    count, left = ctypes.c_ulong(), ctypes.c_ulong()
    content = ctypes.c_void_p()
    root = ctypes.c_ulong(library.XDefaultRootWindow(screen))
    refused = library.XGetWindowProperty(
        screen, root, ctypes.c_ulong(atom), ctypes.c_long(0), ctypes.c_long(_LONGEST), 0, ctypes.c_ulong(_ANY_TYPE),
        ctypes.byref(kind), ctypes.byref(size), ctypes.byref(count), ctypes.byref(left), ctypes.byref(content),
    )  # fmt: skip
    if refused or content.value is None:
        return []
    try:
        parts = ctypes.string_at(content, count.value).split(b"\0") if size.value == 8 else []
    finally:
        library.XFree(content)
    return parts[2].decode("ascii", "replace").split(",") if len(parts) > 2 else []
