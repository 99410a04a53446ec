"""The trail in the window's words: sentences in the person's language, icons, days, and the exact values."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from vault.child import messages as m
from vault.child.deeds import Told, is_grave, kind_of, tell
from vault.qt.figures import day, full_moment, number
from vault.qt.spoken import Spoken

translate = QCoreApplication.translate

ICONS = {"keys": "keys", "items": "all", "sharing": "shared", "proofs": "backups", "upkeep": "restore"}
"""Kind of a deed -> icon, where the deed has none of its own."""
OWN_ICONS = {
    "access": "device",
    "added": "add",
    "drilled": "proof",
    "exported": "copy-out",
    "favourites changed": "favourites",
    "folder made": "folder",
    "folders added": "folder",
    "moved": "folder-open",
    "moved to trash": "trash",
    "note written": "notes",
    "password changed": "password",
    "password changed, key kept": "password",
    "removed": "trash",
    "share received": "inbox",
    "tagged": "tag",
    "tag coloured": "tag",
    "tag removed": "tag",
    "tag renamed": "tag",
    "version restored": "versions",
    "versions removed": "versions",
    "versions thinned": "versions",
}


VOICE = Spoken()


def told(entry: m.TrailEntry) -> Told:
    """An entry in sentences."""
    return tell(entry.entry.action, entry.entry.detail, VOICE, entry.way)


def second_line(entry: m.TrailEntry, said: Told) -> str:
    """What stands below the sentence: the item it was about, or what one should know of it."""
    if not entry.name:
        return said.second
    if not entry.place:
        return entry.name
    return translate("activity", "{name}, in {place}").replace("{place}", entry.place).replace("{name}", entry.name)


def icon_of(entry: m.AuditEntry) -> tuple[str, str]:
    """Icon and the token of its colour. What somebody should look after wears the sign of warning."""
    if is_grave(entry.action, entry.detail):
        return "warning", "warning"
    icon = OWN_ICONS.get(entry.action) or ICONS[kind_of(entry.action)]
    return icon, "success" if entry.action == "drilled" else "text-secondary"


def is_upkeep(entry: m.AuditEntry) -> bool:
    """Whether the vault did it by itself, and all is well."""
    return kind_of(entry.action) == "upkeep" and not is_grave(entry.action, entry.detail)


# Days and times


def day_words(milliseconds: int) -> str:
    """Today, Yesterday, then the date."""
    if day_of(milliseconds) == QDate.currentDate():
        return translate("activity", "Today")
    return day(milliseconds)


def day_of(milliseconds: int) -> QDate:
    """The day here."""
    return QDateTime.fromMSecsSinceEpoch(milliseconds).date()


def clock_words(milliseconds: int) -> str:
    """09:12."""
    when = QDateTime.fromMSecsSinceEpoch(milliseconds).time()
    return QLocale().toString(when, QLocale.FormatType.ShortFormat)


def whole_words(entry: m.TrailEntry) -> str:
    """An entry with everything, for those who hear it and for the tool tip."""
    said = told(entry)
    words = [said.whole]
    if entry.name:
        words.append(second_line(entry, said))
    return "\n".join([*words, full_moment(entry.entry.time)])


# Exact values


def values_of(entry: m.AuditEntry) -> list[str]:
    """What the trail has besides the action, each on a line: numbers, words, ids by four of their figures."""
    if entry.action == "access":
        return _access(entry.detail)
    return [_value(value) for value in entry.detail]


def _access(detail: tuple[int | str | bytes | None, ...]) -> list[str]:
    """The computer, how many notes nobody could read, then times with what happened."""
    head, events = detail[:2], detail[2:]
    lines = [_value(value) for value in head]
    for at in range(0, len(events), 2):
        time, event = events[at], events[at + 1 : at + 2]
        when = full_moment(time) if isinstance(time, int) else _value(time)
        lines.append(" ".join([when, *map(_value, event)]))
    return lines


def _value(value: int | str | bytes | None) -> str:
    if isinstance(value, bytes):
        figures = value.hex()
        return " ".join(figures[at : at + 4] for at in range(0, len(figures), 4))
    if isinstance(value, int):
        return number(value)
    return "" if value is None else value
