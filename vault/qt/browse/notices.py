"""The banners under the toolbar: what is true for the whole vault and must be seen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.child import messages as m
from vault.qt.figures import size
from vault.qt.parts.bars import Banner
from vault.qt.proofs import standing
from vault.qt.wording import words_for_notice

QUIET = ("header copy renewed", "old catalog still held by a reader", "read-only: ")
"""Notices that ask nothing of anybody; that it is read-only has a banner of its own."""
GRAVE = ("catalog mended: ", "key slots changed", "on new secrets since", "anchor not written")
"""What somebody should look after, unless nothing was lost by it."""
BEFORE = "the state before: "
"""The vault is open in that state, which is why it is read-only."""


class Notices(QWidget):
    """A column of banners. `reencryption_wanted`: what was stopped is to go on."""

    reencryption_wanted = Signal()
    added = Signal(object)
    """A `Banner` that came later."""

    def __init__(self, facts: m.Facts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.read_only: Banner | None = None
        if facts.drill_failed is not None:
            self._add(Banner("danger", standing(facts).sentence, self.tr("Hide")))
        if facts.stale is not None and facts.read_only is None:
            words = self.tr("Re-encrypting everything is not complete: {size} lie under the keys of before.")
            unfinished = Banner("warning", words.format(size=size(facts.stale)), self.tr("Go on"))
            unfinished.acted.connect(self.reencryption_wanted)
            self._add(unfinished)
        before = [words_for_notice(notice) for notice in facts.notices if notice.startswith(BEFORE)]
        if facts.read_only is not None:
            reading = self.tr(
                "Read-only: the vault is open for reading. It can be looked at and copied out, not changed."
            )
            self.show_read_only(before[0] if before else reading)
        for notice in facts.notices:
            if not notice.startswith((*QUIET, BEFORE)):
                kind = "warning" if notice.startswith(GRAVE) and not notice.endswith(": nothing is lost") else "about"
                self._add(Banner(kind, words_for_notice(notice), self.tr("Hide")))

    def became_read_only(self) -> None:
        """The disk refused a change."""
        self.show_read_only(
            self.tr(
                "Read-only: the disk refused a change. Everything saved so far is safe. "
                "Look after the disk, then lock and unlock the vault."
            )
        )

    def show_read_only(self, words: str) -> None:
        """Says so as long as it is."""
        if self.read_only is None:
            self.read_only = Banner("warning", words)
            self._column.insertWidget(0, self.read_only)
            self.added.emit(self.read_only)

    def _add(self, banner: Banner) -> None:
        banner.acted.connect(banner.deleteLater)
        self._column.addWidget(banner)
