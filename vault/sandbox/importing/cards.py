"""What stood in another program's entry, as a Markdown note that is easy to read and to copy from.

Values stand as code, so that a password's stars and underscores stay what they are, line for line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from vault.sandbox.importing.entries import MOST_TAGS, Entry, Path
from vault.sandbox.importing.links import link
from vault.sandbox.importing.titles import plain, tag

Field = tuple[str, str]
"""A label and a value."""

_TICKS = re.compile("`+")
_LINE_ENDS = re.compile("\r\n?")
# More than one line, or what a reader of Markdown would drop from a code span: a lone blank at an end.
_NEEDS_FENCE = re.compile(r"[\n\t\x0b\x0c\x85\u2028\u2029]|^ | $")


@dataclass(repr=False)
class Card:
    """One entry of a password manager. It has no repr, because it holds secrets."""

    title: str
    fields: list[Field] = field(default_factory=list)
    sections: list[tuple[str, list[Field]]] = field(default_factory=list)
    notes: str = ""
    attachments: list[Path] = field(default_factory=list)
    """Their names, from the folder that the note stands in."""

    def text(self) -> str:
        """The note: title, fields, notes, sections, links to the attachments. Empty values are left out."""
        blocks = [f"# {_one_line(self.title)}", listed(self.fields), _LINE_ENDS.sub("\n", self.notes).strip("\n")]
        for heading, fields in self.sections:
            values = listed(fields)
            if values:
                blocks += [f"## {_one_line(heading)}", values]
        if self.attachments:
            blocks.append("\n".join(f"- {link(path)}" for path in self.attachments))
        return plain("\n\n".join(block for block in blocks if block.strip()) + "\n")


def note(
    path: Path, text: str, modified_ns: int | None = None, tags: Iterable[str] = (), favourite: bool = False
) -> Entry:
    """A note; its tags as an entry may have them: no empty one, none twice, none too long, not too many."""
    found = dict.fromkeys(tag(one) for one in tags)
    kept = tuple(one for one in found if one)[:MOST_TAGS]
    return Entry(path, "note", modified_ns, kept, favourite, text=plain(text))


def todo(title: str, done: bool) -> str:
    """A to-do as the first line of its note."""
    return f"- [{'x' if done else ' '}] {_one_line(title)}\n\n"


def code(value: str) -> str:
    """A value as code: a span within a line, or a fenced block, longer than any run of ticks inside."""
    value = _LINE_ENDS.sub("\n", value)
    longest = max((len(run) for run in _TICKS.findall(value)), default=0)
    if _NEEDS_FENCE.search(value):
        fence = "`" * max(3, longest + 1)
        return "\n".join(["", f"  {fence}", *(f"  {line}" for line in value.split("\n")), f"  {fence}"])
    ticks = "`" * (longest + 1)
    blank = " " if value[:1] == "`" or value[-1:] == "`" else ""
    return f"{ticks}{blank}{value}{blank}{ticks}"


def listed(fields: list[Field]) -> str:
    """Fields as a list, those without a value left out."""
    return "\n".join(
        f"- **{_label(label)}:** {code(value)}".replace(":** \n", ":**\n", 1) for label, value in fields if value
    )


def _label(label: str) -> str:
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", _one_line(label)) or "Value"


def _one_line(text: str) -> str:
    return " ".join(text.split())
