"""Addresses of files and notes in Markdown, relative to the note they stand in."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from urllib.parse import unquote

from vault.sandbox.importing.entries import Path

_UNSAFE = re.compile(r"[\x00-\x20()<>\"'`%\\\[\]#?]")
_LINK = re.compile(r"(\]\()(<[^<>\n]*>|[^()\s<>]+)")


def address(target: Path, folder: Path = ()) -> str:
    """The way from a folder to a target, written so that it ends where Markdown and HTML think it ends."""
    way = posixpath.relpath("/" + _joined(target), "/" + _joined(folder))
    return _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", way)


def link(target: Path, folder: Path = ()) -> str:
    """A Markdown link, the target's name as its words."""
    words = re.sub(r"([\[\]\\`*_<>])", r"\\\1", " ".join(_text(target[-1]).split()))
    return f"[{words}]({address(target, folder)})"


def relink(text: str, folder: Path, new_place: Callable[[Path], Path | None]) -> str:
    """The text with its links to neighbours set to their new places. `folder` is where it stood and stands."""

    def replace(found: re.Match[str]) -> str:
        way = found[2].strip("<>")
        path, mark, anchor = way.partition("#")
        whole = posixpath.normpath(posixpath.join("/" + _joined(folder), unquote(path)))
        names = tuple(name.encode("utf-8", "surrogateescape") for name in whole.split("/") if name)
        place = new_place(names)
        return found[0] if place is None else f"{found[1]}{address(place, folder)}{mark}{anchor}"

    return _LINK.sub(replace, text)


def _joined(path: Path) -> str:
    return "/".join(map(_text, path))


def _text(name: bytes) -> str:
    return name.decode("utf-8", "replace")
