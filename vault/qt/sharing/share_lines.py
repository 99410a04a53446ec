"""Entries of the register in words: what went to whom and when, what came from whom; and a few of them in a pane."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.child import messages as m
from vault.qt.connection import Asked
from vault.qt.figures import full_moment, size
from vault.qt.operations import Operations
from vault.qt.parts.cards import SectionHead
from vault.qt.parts.text import IconText, Text
from vault.qt.theme import Space

from .people import date_words, people_words

translate = QCoreApplication.translate

MOST = 5
"""So many stand in a pane; the register has all."""


def party_names(share: m.ShareRow) -> list[str]:
    """Whom it went to or came from; a key without a name by its words."""
    return [party.name or " ".join(party.words) or translate("sharing", "a key") for party in share.parties]


def share_words(share: m.ShareRow) -> str:
    """ "Shared with Anna Weber on 3 May 2026"."""
    words = translate("sharing", "{party} on {date}")
    return words.replace("{date}", date_words(share.time)).replace("{party}", party_words(share))


def party_words(share: m.ShareRow) -> str:
    """ "Shared with Anna Weber"."""
    names = people_words(party_names(share))
    if not share.sent:
        words = (
            translate("sharing", "Received from {names}")
            if names
            else translate("sharing", "Received with a passphrase")
        )
    elif share.passphrase:
        words = translate("sharing", "Shared with a passphrase")
    elif names:
        words = translate("sharing", "Shared with {names}")
    else:
        words = translate("sharing", "Shared with yourself")
    return words.replace("{names}", names)


def amount_words(share: m.ShareRow) -> str:
    """ "3 items, 2.3 MB"."""
    return f"{translate('sharing', '%Ln item(s)', '', share.count)}, {size(share.bytes)}"


class ShareLines(QWidget):
    """The newest shares of one item or one contact. Hidden where there are none."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._asked: Asked | None = None
        self._of: tuple[bytes | None, bytes | None] = (None, None)
        self.lines: list[IconText] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        self.head = SectionHead(self.tr("Shares"), role="body")
        column.addWidget(self.head)
        self._column = QVBoxLayout()
        self._column.setSpacing(Space.XS)
        column.addLayout(self._column)
        operations.sharing_changed.connect(self._again)
        self.hide()

    def show_item(self, item: bytes | None) -> None:
        """Those of an item; of none, nothing."""
        self._show(item, None)

    def show_contact(self, contact: bytes | None) -> None:
        """Those of a contact."""
        self._show(None, contact)

    def _show(self, item: bytes | None, contact: bytes | None) -> None:
        if (item, contact) == self._of:
            return
        self._of = (item, contact)
        self.hide()
        self._again()

    def _again(self) -> None:
        if self._asked is not None:
            self._asked.forget()
            self._asked = None
        item, contact = self._of
        if item is None and contact is None:
            self.hide()
            return
        fail: Callable[[Exception], None] = self._fail
        self._asked = self._operations.shares(self._take, fail, item=item, contact=contact, limit=MOST)

    def _fail(self, _: Exception) -> None:
        self.hide()

    def _take(self, shares: m.Shares) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.lines = []
        for share in shares.shares:
            line = IconText(
                "send" if share.sent else "inbox", Text(share_words(share), wrap=True), gap=8, token="text-secondary"
            )
            line.setToolTip(f"{full_moment(share.time)}\n{amount_words(share)}")
            self._column.addWidget(line)
            self.lines.append(line)
        rest = shares.total - len(shares.shares)
        if rest > 0:
            more = self.tr("And %Ln more, in the register", "", rest)
            self._column.addWidget(Text(more, "small", "text-secondary"))
        self.setVisible(bool(shares.shares))
