"""Programs of this system that open a kind of file, as their `.desktop` files say, and starting one.

Reads the Desktop Entry Specification 1.5 as far as that needs: Name, Exec, MimeType, TryExec, and what hides an entry.
Elsewhere than on Linux there are none to choose from, and the system's own choice is the only one.
"""

from __future__ import annotations

import configparser
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale, QMimeDatabase, QProcess, QUrl
from PySide6.QtGui import QDesktopServices

MOST = 40
_GROUP = "Desktop Entry"
_LARGEST = 1 << 18
_ESCAPES = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
_CODE = re.compile("%[a-zA-Z%]")
_ARGUMENT = re.compile(r'"((?:[^"\\]|\\.)*)"|([^\s"]+)')

# What the system, a shell, a browser or an office program would run rather than show.
_RUN = frozenset(
    f".{ending}"
    for endings in (
        "apk app appimage bin com cpl crx deb desktop dmg exe flatpakref jar jnlp lnk msc msi msp pif pkg rpm run",
        "applescript bash bat cgi cmd command csh fish hta js jse mjs php pl ps1 psm1 py pyw rb scf scr script sh tcl",
        "vb vbe vbs workflow ws wsf wsh zsh inf reg url webloc xpi htm html mht mhtml shtml svg svgz xht xhtml",
        "docm dotm potm ppam ppsm pptm xlam xlsm xltm",
    )
    for ending in endings.split()
)


@dataclass(frozen=True)
class Program:
    """A program and how it is started; `%f` and the like stand for the file."""

    name: str
    command: tuple[str, ...]


def can_run(name: str) -> bool:
    """Whether a file of this name may do things when it is opened, by the ending of the name."""
    return os.path.splitext("x" + name.rstrip(" ."))[1].lower() in _RUN


def kinds_of(name: str) -> list[str]:
    """The MIME types of a name, the nearest first. By the name alone: nothing parses content here."""
    kind = QMimeDatabase().mimeTypeForFile(name, QMimeDatabase.MatchMode.MatchExtension)
    return [kind.name(), *kind.aliases(), *kind.allAncestors()]


def programs_for(name: str) -> list[Program]:
    """The programs that say they open files of this name, by name. Reads folders of the disk: for a thread."""
    wanted = set(kinds_of(name)) - {"application/octet-stream"}
    found: dict[str, Program] = {}
    for path in _entries():
        program = _read(path, wanted)
        if program is not None:
            found.setdefault(program.name, program)
    return sorted(found.values(), key=lambda one: one.name.casefold())[:MOST]


def start(path: Path, program: Program | None = None) -> bool:
    """Opens a file with a program, or with the one of the system's choice; whether something was started."""
    if program is None:
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
    command = _filled(program.command, path)
    started, _ = QProcess.startDetached(command[0], command[1:], str(Path.home()))
    return started


def _entries() -> Iterator[Path]:
    """All entries; one in a person's own folder hides one of the same name in the system's."""
    own = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local/share")
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    seen = set()
    for folder in (own, *shared.split(":")):
        root = Path(folder) / "applications"
        if not os.path.isabs(folder):
            continue
        for where, _, names in os.walk(root):
            for name in sorted(names):
                path = Path(where) / name
                identity = str(path.relative_to(root))
                if name.endswith(".desktop") and identity not in seen:
                    seen.add(identity)
                    yield path


def _read(path: Path, wanted: set[str]) -> Program | None:
    """The program of an entry, if it opens one of these kinds in a window of its own."""
    parser = configparser.RawConfigParser(
        delimiters=("=",), comment_prefixes=("#",), strict=False, default_section="", interpolation=None
    )
    parser.optionxform = str  # type: ignore[assignment, method-assign]  # keys have their case
    try:
        if path.stat().st_size > _LARGEST:
            return None
        parser.read(path, encoding="utf-8")
        entry = parser[_GROUP]
    except (OSError, configparser.Error, KeyError, UnicodeDecodeError):
        return None
    hidden = any(entry.get(key, "") == "true" for key in ("Hidden", "Terminal", "NoDisplay"))
    kinds = set(entry.get("MimeType", "").split(";"))
    if entry.get("Type") != "Application" or hidden or not kinds & wanted:
        return None
    tried = _plain(entry.get("TryExec", ""))
    command = tuple(_arguments(_plain(entry.get("Exec", ""))))
    if not command or shutil.which(tried or command[0]) is None:
        return None
    return Program(_local(entry, "Name") or path.stem, command)


def _local(entry: configparser.SectionProxy, key: str) -> str:
    locale = QLocale().name()
    for name in (f"{key}[{locale}]", f"{key}[{locale.partition('_')[0]}]", key):
        if name in entry:
            return _plain(entry[name])
    return ""


def _plain(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[0]), value).strip()


def _arguments(command: str) -> Iterator[str]:
    for quoted, plain in _ARGUMENT.findall(command):
        yield plain or re.sub(r"\\(.)", r"\1", quoted)


def _filled(command: tuple[str, ...], path: Path) -> list[str]:
    """The command with the file in its place; at its end where it names none."""
    url = QUrl.fromLocalFile(str(path)).toString(QUrl.ComponentFormattingOption.FullyEncoded)
    stands = {"%f": str(path), "%F": str(path), "%u": url, "%U": url, "%%": "%"}
    filled = [_CODE.sub(lambda found: stands.get(found[0], ""), argument) for argument in command]
    is_in = any(code in argument for argument in command for code in ("%f", "%F", "%u", "%U"))
    return [argument for argument in filled if argument] + ([] if is_in else [str(path)])
