"""The screen: text that is safe to show, colour, sizes, lines for people and documents for scripts."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
from typing import Any, TextIO

# Control characters, line separators, surrogates (bytes that are not UTF-8), and everything invisible or turning the
# direction of text, but for the joiners that scripts and emoji need.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff\\\\]"
)
_UNITS = ("kB", "MB", "GB", "TB")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"}


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    number = ord(character)
    if character in _SHORT:
        return _SHORT[character]
    if 0xDC80 <= number <= 0xDCFF:
        return f"\\x{number - 0xDC00:02x}"
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def safe(text: str | bytes) -> str:
    """The text as it can be shown: what would not be seen, or would move the cursor, is spelled out."""
    if isinstance(text, bytes):
        text = text.decode("utf-8", "surrogateescape")
    if text.isprintable() and "\\" not in text:
        return text
    return _UNSAFE.sub(_escape, text)


def size_of(count: int) -> str:
    """A number of bytes for people."""
    if count < 1000:
        return f"{count} B"
    value, power = count / 1000, 0
    while value >= 999.5 and power < len(_UNITS) - 1:
        value, power = value / 1000, power + 1
    return f"{value:.1f} {_UNITS[power]}" if value < 9.95 else f"{value:.0f} {_UNITS[power]}"


def counted(count: int, one: str, many: str = "") -> str:
    """`1 file`, `2 files`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def has_colour(stream: TextIO) -> bool:
    """Whether colour is welcome there."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def tinted(text: str, tint: str, stream: TextIO | None = None) -> str:
    """The text in a tint (`bold`, `dim`, `good`, `bad`), where colour is welcome."""
    codes = {"bold": "1", "dim": "2", "good": "32", "bad": "31"}
    return f"\x1b[{codes[tint]}m{text}\x1b[0m" if has_colour(stream or sys.stdout) else text


def prepare_streams() -> None:
    """Let no name fail to be printed, whatever the terminal's encoding."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def say(text: str = "") -> None:
    """A line for people on standard output. The text must be safe."""
    print(text)


def remark(text: str) -> None:
    """A line for people on standard error. The text must be safe."""
    print(text, file=sys.stderr)


def ask(question: str) -> str:
    """What somebody types in answer, without the line's end; nothing of it is standard output's."""
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def answer(document: Any) -> None:
    """The one JSON document on standard output; ASCII, so that no encoding and no terminal can be hurt by it."""
    print(json.dumps(document, indent=2 if sys.stdout.isatty() else None))


def hide_output() -> None:
    """Nobody reads standard output any more; what is left of it goes nowhere, quietly."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
