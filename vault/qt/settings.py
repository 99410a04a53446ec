"""What a person chose about the program on this computer: a few plain values, none of them secret.

A value that is missing, damaged or from another version counts as the default. There is nothing here that tells which
vaults exist; that list is kept apart and only where the person agreed (`known_vaults.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Literal, Self, TypeVar, overload

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from .translations import LANGUAGES

T = TypeVar("T")
ThemeChoice = Literal["system", "light", "dark"]
Density = Literal["comfortable", "compact"]
Face = Literal["list", "grid"]
LanguageChoice = str
"""`system`, or one of `LANGUAGES`."""

Widths = tuple[int, int]
Sorts = dict[str, tuple[str, bool]]
"""View -> column, and whether the largest comes first."""

LONGEST_MINUTES = 240
CLIPBOARD_SECONDS = (15, 30, 45, 60, 120)
_LONGEST_GEOMETRY = 4_096
_LONGEST_SORTS = 1_024


class Setting(Generic[T]):
    """One value: its default, and how its text is read; a text that is none of its values gives None."""

    def __init__(self, default: T, read: Callable[[str], T | None], write: Callable[[T], str] = str) -> None:
        self.default, self.read, self.write = default, read, write
        self.name = ""

    def __set_name__(self, owner: type[Settings], name: str) -> None:
        self.name = name

    @overload
    def __get__(self, settings: None, owner: type[Settings]) -> Self: ...
    @overload
    def __get__(self, settings: Settings, owner: type[Settings]) -> T: ...
    def __get__(self, settings: Settings | None, owner: type[Settings]) -> Self | T:
        if settings is None:
            return self
        found = self.read(settings.text(self.name))
        return self.default if found is None else found

    def __set__(self, settings: Settings, value: T) -> None:
        settings.put(self.name, self.write(value))


def _one_of(*values: Any) -> Callable[[str], Any]:
    return {str(value): value for value in values}.get


def _minutes(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 and int(text) <= LONGEST_MINUTES else None


def _widths(text: str) -> Widths | None:
    first, _, second = text.partition(",")
    if not all(one.isascii() and one.isdigit() and len(one) < 5 for one in (first, second)):
        return None
    return int(first), int(second)


def _joined(widths: Widths | None) -> str:
    return ",".join(map(str, widths or ()))


def _sorts(text: str) -> Sorts | None:
    """Views and columns that do not exist are for whoever uses them to leave out."""
    if not text or len(text) > _LONGEST_SORTS:
        return None
    found = [one.split(":") for one in text.split(" ")]
    return {one[0]: (one[1], one[2] == "down") for one in found if len(one) == 3}


def _said_sorts(sorts: Sorts) -> str:
    return " ".join(f"{view}:{column}:{'down' if down else 'up'}" for view, (column, down) in sorts.items())


def _geometry(text: str) -> bytes | None:
    if not text or len(text) > _LONGEST_GEOMETRY:
        return None
    return bytes(QByteArray.fromBase64(text.encode("utf-8", "replace")).data())


def _base64(value: bytes) -> str:
    return bytes(QByteArray(value).toBase64().data()).decode("ascii")


class Settings(QObject):
    """The settings, read from disk once and written when they change. `changed` names the one that did."""

    changed = Signal(str)

    theme: Setting[ThemeChoice] = Setting("system", _one_of("system", "light", "dark"))
    language: Setting[LanguageChoice] = Setting("system", _one_of("system", *LANGUAGES))
    density: Setting[Density] = Setting("comfortable", _one_of("comfortable", "compact"))
    view: Setting[Face] = Setting("list", _one_of("list", "grid"))
    """How items are listed."""
    lock_after_minutes: Setting[int] = Setting(10, _minutes)
    """0 is never."""
    finish_work_first: Setting[bool] = Setting(False, _one_of(True, False))
    """Whether long work under way holds back the lock that comes with time."""
    lock_when_minimized: Setting[bool] = Setting(False, _one_of(True, False))
    lock_with_session: Setting[bool] = Setting(True, _one_of(True, False))
    """Whether a vault is locked with the screen, and when another user comes in front of it."""
    keep_unsaved_copies: Setting[bool] = Setting(True, _one_of(True, False))
    """Whether what another program wrote, and the vault could not take, stays in memory while it is locked."""
    clipboard_seconds: Setting[int] = Setting(45, _one_of(*CLIPBOARD_SECONDS))
    """How long what was copied stays on the clipboard."""
    tray: Setting[bool] = Setting(False, _one_of(True, False))
    """Whether there is an icon in the system's tray."""
    geometry: Setting[bytes] = Setting(b"", _geometry, _base64)
    """Where the window was, as Qt writes it."""
    panes: Setting[Widths | None] = Setting(None, _widths, _joined)
    """How wide sidebar and list were."""
    sorts: Setting[Sorts] = Setting({}, _sorts, _said_sorts)
    """How each kind of list was sorted; no folder and no tag is told from another."""

    def __init__(self, store: QSettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store or QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Deedbox", "deedbox", self
        )

    @property
    def place(self) -> str:
        """The file they are in."""
        return self._store.fileName()

    def text(self, name: str) -> str:
        """A value as it is written, empty where there is none."""
        return str(self._store.value(name, "") or "")

    def put(self, name: str, text: str) -> None:
        """Writes a value, and says so if it is another one."""
        if self.text(name) != text:
            self._store.setValue(name, text)
            self.changed.emit(name)
