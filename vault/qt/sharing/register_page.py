"""The page of shares: what went out and what came in, newest first, and what each of them was."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from vault.child import messages as m
from vault.engine.errors import VaultLocked
from vault.qt.connection import Asked
from vault.qt.dialogs.lines import Line, LineList
from vault.qt.figures import full_time, number
from vault.qt.operations import Operations
from vault.qt.parts.buttons import Button
from vault.qt.parts.cards import Page, PageHead, Panel, SectionHead
from vault.qt.parts.empty import EmptyState
from vault.qt.parts.segmented import SegmentedChoice
from vault.qt.parts.text import IconText, Text
from vault.qt.theme import Space, look

from .people import date_words, joined
from .share_lines import amount_words, party_names, party_words, share_words

BESIDE = 760
MOST_ROWS = 12
AT_ONCE = 200


class ShareSheet(Panel):
    """One share: for whom or from whom, under which key, and what it held."""

    show_wanted = Signal(bytes)
    """An item that is still in the vault."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.share: m.ShareRow | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        self._column.setSpacing(0)

    def show_share(self, share: m.ShareRow) -> None:
        """This one."""
        self.share = share
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        words = share_words(share)
        self.setAccessibleName(words)
        self._add(Text(words, "section", weight=600, wrap=True))
        self._add(Text(f"{full_time(share.time)}. {amount_words(share)}", "small", "text-secondary", wrap=True))
        if share.parties:
            head = self.tr("For, with the words of the key each had") if share.sent else self.tr("Signed with the key")
            self._add(Text(head, "small", "text-secondary", wrap=True))
        for party, name in zip(share.parties, party_names(share), strict=True):
            self._add(Text(name, weight=500, wrap=True), 0 if party.words and party.name else int(Space.S))
            if party.words and party.name:
                self._add(Text(joined(party.words), "small", "text-secondary", wrap=True))
        head = self.tr("What they got") if share.sent else self.tr("What came in")
        self._column.addSpacing(Space.XS)
        self._add(Text(head, "small", "text-secondary"))
        for name in share.names:
            self._add(Text(name, wrap=True), int(Space.XS))
        if share.count > len(share.names):
            self._add(Text(self.tr("And %Ln more", "", share.count - len(share.names)), tone="text-secondary"))
        if share.items:
            show = Button(self.tr("Show in the vault"), icon="folder-open")
            first = share.items[0]
            show.clicked.connect(lambda _checked=False: self.show_wanted.emit(first))
            line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
            line.addWidget(show)
            line.addStretch(1)
            holder = QWidget()
            holder.setLayout(line)
            line.setContentsMargins(0, Space.XS, 0, 0)
            self._add(holder)
        else:
            self._add(Text(self.tr("Nothing of it is in the vault any more."), tone="text-secondary", wrap=True))
        if share.sent:
            limit = self.tr("It cannot be called back: whoever has the file and the key can open it for good.")
            self._add(IconText("about", Text(limit, tone="text-secondary", wrap=True), gap=8))

    def _add(self, widget: QWidget, gap: int = Space.S) -> None:
        self._column.addWidget(widget)
        self._column.addSpacing(gap)


class RegisterPage(Page):
    """Reads the register anew whenever it was changed."""

    open_wanted = Signal()
    """Another share is to be opened."""
    show_wanted = Signal(bytes)
    failed = Signal(object)
    """An exception."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Shared"), parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard comes to what is on it
        self._operations = operations
        self._asked: Asked | None = None
        self.shares: list[m.ShareRow] = []
        self._seen: list[m.ShareRow] = []
        self._total = 0
        self.open_share = Button(self.tr("Open a share"), "primary", "inbox")
        about = self.tr("What went out and what came in. A share cannot be called back; this is what you know of it.")
        self.head = PageHead(self.tr("Shared"), Text(about, tone="text-secondary", wrap=True))
        self.head.add_act(self.open_share)
        self.way = SegmentedChoice(
            self.tr("Which shares"),
            [("all", self.tr("All")), ("sent", self.tr("Sent")), ("received", self.tr("Received"))],
        )
        self.count = SectionHead(self.tr("Shares"), self.way)
        self.list = LineList(self.tr("Shares"), cut=Qt.TextElideMode.ElideRight)
        self.none = Text("", tone="text-secondary", wrap=True)
        self.more = Button(self.tr("Show more"), "link", compact=True)
        self.sheet = ShareSheet()
        self.empty = EmptyState(
            "shared",
            self.tr("Here stands what you shared, with whom and when."),
            self.tr(
                "Choose items and share them, or open a share that somebody sent you: drop its file on the window."
            ),
        )
        self._lay_out()
        self.open_share.clicked.connect(self.open_wanted)
        self.way.chosen.connect(lambda _: self._show())
        self.more.clicked.connect(self._read_more)
        self.list.view.selectionModel().currentChanged.connect(lambda now, _: self._choose(now.row()))
        self.list.view.doubleClicked.connect(lambda _: self._show_item())
        self.sheet.show_wanted.connect(self.show_wanted)
        operations.sharing_changed.connect(self.refresh)
        operations.changed.connect(self._note_change)
        self.refresh()

    def _lay_out(self) -> None:
        self.body.addWidget(self.head)
        self.body.addWidget(self.count)
        self.halves = QWidget()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.halves)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(Space.L)
        left = QVBoxLayout()
        left.setSpacing(Space.S)
        for widget in (self.list, self.none, self.more):
            left.addWidget(widget)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.sheet)
        right.addStretch(1)
        self._halves.addLayout(left, 5)
        self._halves.addLayout(right, 6)
        self.body.addWidget(self.halves)
        self.body.addWidget(self.empty)

    def refresh(self) -> None:
        """Reads it from the beginning."""
        if self._asked is not None:
            self._asked.forget()
        self._asked = self._operations.shares(self._take, self._fail, limit=AT_ONCE)

    def _note_change(self, changes: m.Changes) -> None:
        """Items that are gone for good are no more to be shown."""
        if changes.removed or changes.everything:
            self.refresh()

    def _read_more(self) -> None:
        if self._asked is not None:
            self._asked.forget()
        self._asked = self._operations.shares(self._take_more, self._fail, offset=len(self.shares), limit=AT_ONCE)

    def _take(self, answer: m.Shares) -> None:
        self.shares, self._total = list(answer.shares), answer.total
        self._show()

    def _take_more(self, answer: m.Shares) -> None:
        self.shares += answer.shares
        self._total = answer.total
        self._show()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, VaultLocked):
            self.failed.emit(error)

    def _show(self) -> None:
        wanted = {"all": (True, False), "sent": (True,), "received": (False,)}[self.way.value()]
        before = self.sheet.share.bundle if self.sheet.share is not None else b""
        self._seen = [share for share in self.shares if share.sent in wanted]
        self.list.model.show([_line(share) for share in self._seen])
        there = bool(self.shares)
        for widget in (self.count, self.halves):
            widget.setVisible(there)
        self.empty.setVisible(not there)
        self.count.count.setText(number(self._total))
        self.list.setVisible(bool(self._seen))
        none = {"sent": self.tr("Nothing went out yet."), "received": self.tr("Nothing came in yet.")}
        self.none.setText(none.get(self.way.value(), ""))
        self.none.setVisible(not self._seen and self._total <= len(self.shares))
        self.sheet.setVisible(bool(self._seen))
        self.more.setVisible(self._total > len(self.shares))
        row_height = max(1, self.list.view.sizeHintForRow(0))
        self.list.setFixedHeight(12 + row_height * max(1, min(MOST_ROWS, len(self._seen))))
        if self._seen:
            row = next((row for row, share in enumerate(self._seen) if share.bundle == before), 0)
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.view.selectionModel().setCurrentIndex(self.list.model.index(row, 0), flag)
            self._choose(row)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._seen):
            self.sheet.show_share(self._seen[row])

    def _show_item(self) -> None:
        share = self.sheet.share
        if share is not None and share.items:
            self.show_wanted.emit(share.items[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room beside the list the share stands below it."""
        super().resizeEvent(event)
        wide = self.viewport().width() >= look().measure(BESIDE)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._halves.direction() != way:
            self._halves.setDirection(way)


def _line(share: m.ShareRow) -> Line:
    names = ", ".join(share.names)
    second = f"{date_words(share.time)}, {amount_words(share)}" + (f": {names}" if names else "")
    return Line(party_words(share), second, "send" if share.sent else "inbox")
