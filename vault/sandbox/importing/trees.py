"""XML of other programs as a tree: no document types, and no depth that serves nobody."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from vault.sandbox.importing.entries import Refusal, Refused

DEEPEST = 512
"""Elements in one another."""


class _Builder(ET.TreeBuilder):
    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Refused(Refusal.DAMAGED)
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ET.Element:
        self._depth -= 1
        return super().end(tag)

    def doctype(self, *_: object) -> None:
        raise Refused(Refusal.DAMAGED)


def parse(content: bytes) -> ET.Element:
    """The tree of a document in UTF-8. Raises Refused (DAMAGED)."""
    parser = ET.XMLParser(target=_Builder(), encoding="utf-8")  # noqa: S314 - `_Builder` takes no declarations
    try:
        parser.feed(content)
        return parser.close()
    except ET.ParseError:
        raise Refused(Refusal.DAMAGED) from None
