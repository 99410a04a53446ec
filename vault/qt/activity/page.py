"""The page of the trail: what was done to the vault, by day, with what one looks for, verified and taken along."""

from __future__ import annotations

from PySide6.QtCore import QDate, QDateTime, QItemSelectionModel, QModelIndex, Qt, QTime, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from vault.child import messages as m
from vault.child.deed_words import pieces_with
from vault.child.deeds import deeds_of
from vault.engine.errors import Damaged, VaultLocked
from vault.qt.browse.places import Throttle
from vault.qt.figures import number
from vault.qt.operations import Operations
from vault.qt.parts.buttons import Button
from vault.qt.parts.cards import Page, PageHead
from vault.qt.parts.fields import Choice, SearchField
from vault.qt.parts.segmented import SegmentedChoice
from vault.qt.parts.text import Text
from vault.qt.parts.verdict import Verdict
from vault.qt.theme import Space, look
from vault.qt.wording import Said, words_for

from .asking import Wanted
from .model import ENTRY, TrailModel
from .rows import ROW, TrailList, TrailPanel
from .sheet import EntrySheet
from .words import VOICE

BESIDE = 860
"""From this width on, an entry stands beside the list."""
LEAST_ROWS = 7
PAUSE_MS = 250
"""So long nothing is typed before it is looked for."""


class ActivityPage(Page):
    """Reads a page of the trail at a time, and what is new whenever something was done."""

    show_wanted = Signal(bytes)
    """An item of an entry."""
    export_wanted = Signal()
    failed = Signal(object)
    """An exception."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Activity"), parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard comes to what is on it
        self._operations = operations
        about = self.tr(
            "What was done to this vault, and when. The vault writes it down itself, encrypted, with every change."
        )
        self.head = PageHead(self.tr("Activity"), Text(about, tone="text-secondary", wrap=True))
        self.export = Button(self.tr("Export"), icon="copy-out")
        self.verify = Button(self.tr("Verify"), "primary", "check")
        self.head.add_act(self.export)
        self.head.add_act(self.verify)
        self.verdict = Verdict()
        self.kind = Choice(self.tr("Kind of activity"))
        self.time = SegmentedChoice(
            self.tr("Since when"),
            [
                ("all", self.tr("All")),
                ("year", self.tr("A year")),
                ("month", self.tr("30 days")),
                ("today", self.tr("Today")),
            ],
        )
        self.words = SearchField(self.tr("Words, names, computers"))
        self.count = Text("", tone="text-secondary", tabular=True)
        self.model = TrailModel(operations, self)
        self.list = TrailList(self.tr("Activity, the latest first"), self.model)
        self.panel = TrailPanel(self.list)
        self.none = Text(self.tr("Nothing in the trail matches."), tone="text-secondary", wrap=True)
        self.everything = Button(self.tr("Show everything"), "link", compact=True)
        self.sheet = EntrySheet()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._throttle = Throttle(self._follow, self)
        self._fill_kinds()
        self._lay_out()
        self._connect()

    def _fill_kinds(self) -> None:
        for key, words in (
            ("", self.tr("Everything")),
            ("keys", self.tr("Keys and access")),
            ("items", self.tr("Items")),
            ("sharing", self.tr("Sharing")),
            ("proofs", self.tr("Backups and proofs")),
            ("upkeep", self.tr("Repairs and upkeep")),
        ):
            self.kind.addItem(words, key)

    def _lay_out(self) -> None:
        self.filters = QWidget()
        self._filters = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.filters)
        self._filters.setContentsMargins(0, 0, 0, 0)
        self._filters.setSpacing(Space.S)
        choices = QHBoxLayout()
        choices.setSpacing(Space.S)
        choices.addWidget(self.kind)
        choices.addWidget(self.time)
        choices.addStretch(1)
        search = QHBoxLayout()
        search.setSpacing(Space.M)
        search.addWidget(self.words, 1)
        search.addWidget(self.count)
        self._filters.addLayout(choices)
        self._filters.addLayout(search, 1)
        nothing = QHBoxLayout()
        nothing.addWidget(self.none)
        nothing.addWidget(self.everything)
        nothing.addStretch(1)
        halves = QWidget()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, halves)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(Space.L)
        right = QVBoxLayout()
        right.addWidget(self.sheet)
        right.addStretch(1)
        self._halves.addWidget(self.panel, 7)
        self._halves.addLayout(right, 5)
        self.list.setMinimumHeight(look().measure(LEAST_ROWS * ROW))
        for widget in (self.head, self.verdict, self.filters):
            self.body.addWidget(widget)
        self.body.addLayout(nothing)
        self.body.addWidget(halves, 1)
        # The list scrolls and not the page, as long as there is room for some rows of it.
        inside = self.widget()
        column = inside.layout() if inside is not None else None
        assert isinstance(column, QVBoxLayout)
        column.setStretch(0, 1)
        column.setStretch(1, 0)
        self._show_nothing(False)
        self.sheet.hide()

    def _connect(self) -> None:
        self.export.clicked.connect(self.export_wanted)
        self.verify.clicked.connect(self._verify)
        self.kind.currentIndexChanged.connect(self.look_for)
        self.time.chosen.connect(self.look_for)
        self.words.textChanged.connect(lambda _: self._pause.start())
        self.words.returnPressed.connect(self._pause.start)
        self._pause.timeout.connect(self.look_for)
        self.everything.clicked.connect(self.show_everything)
        self.model.counted.connect(self._show_count)
        self.model.failed.connect(self._complain)
        self.model.dataChanged.connect(self._show_current)
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.list.opened.connect(self._open)
        self.sheet.show_wanted.connect(self.show_wanted)
        operations = self._operations
        for signal in (operations.changed, operations.keys_changed, operations.facts_changed):
            signal.connect(self._note)
        operations.sharing_changed.connect(self._note)
        operations.connection.ended.connect(self._forget)

    # What is looked for

    def look_for(self) -> None:
        """Reads the trail for what is chosen now."""
        self._pause.stop()
        kind, words = str(self.kind.currentData()), self.words.text().strip()
        told = pieces_with(words, VOICE) if words else ()
        wanted = Wanted(self._since(), deeds_of(kind) if kind else (), words, told)
        if wanted != self.model.wanted or not self.model.is_known:
            self.sheet.hide()
            self.model.look_for(wanted)

    def _since(self) -> int:
        today = QDateTime(QDate.currentDate(), QTime(0, 0))
        start = {
            "today": today,
            "month": today.addDays(-30),
            "year": today.addYears(-1),
        }.get(self.time.value())
        return start.toMSecsSinceEpoch() if start is not None else 0

    def show_everything(self) -> None:
        """Nothing is filtered any more."""
        self.kind.setCurrentIndex(0)
        self.time.choose("all")
        self.words.clear()
        self.look_for()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Something may have been done while another page was shown."""
        super().showEvent(event)
        if not event.spontaneous():
            if self.model.is_known:
                self._throttle.ask()
            else:
                self.look_for()

    def _note(self, *_: object) -> None:
        if self.isVisible():
            self._throttle.ask()

    def _follow(self) -> None:
        self.model.refresh()

    def _forget(self, _: object) -> None:
        """The vault is locked."""
        self.model.clear()
        self.sheet.hide()

    # What there is

    def _show_count(self, count: int) -> None:
        words = self.tr("{count} entries") if self.model.wanted == Wanted() else self.tr("{count} found")
        self.count.setText(words.format(count=number(count)))
        self._show_nothing(count == 0)
        if count and not self.list.currentIndex().isValid():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(self.model.index(0, 0), flag)

    def _show_nothing(self, nothing: bool) -> None:
        self.panel.setVisible(not nothing)
        self.none.setVisible(nothing)
        self.everything.setVisible(nothing)
        if nothing:
            self.sheet.hide()

    def _show_current(self, *_: object) -> None:
        entry = self._entry(self.list.currentIndex())
        if entry is not None:
            self.sheet.show_entry(entry)
        self.sheet.setVisible(entry is not None and self.panel.isVisibleTo(self))

    def _entry(self, index: QModelIndex) -> m.TrailEntry | None:
        found = index.data(ENTRY) if index.isValid() else None
        return found if isinstance(found, m.TrailEntry) else None

    def _open(self, entry: m.TrailEntry) -> None:
        if entry.item is not None:
            self.show_wanted.emit(entry.item)

    # Verify

    def _verify(self) -> None:
        self.verify.set_blocked(self.tr("The trail is being verified"))
        self.verdict.clear()
        self._operations.verify_trail(self._tell_verified, self._tell_damaged)

    def _tell_verified(self, answer: m.TrailVerified) -> None:
        self.verify.set_blocked("")
        found = self.tr("{count} entries verified: none is missing or out of its place.")
        proven = self.tr("Nobody without a way in can have changed, added or taken out one of them.")
        limit = self.tr(
            "It cannot show what somebody with a way in left out of it on purpose, nor what was done with a copy."
        )
        self.verdict.say(Said(found.format(count=number(answer.entries)), proven, limit), token="success", icon="check")

    def _tell_damaged(self, error: Exception) -> None:
        self.verify.set_blocked("")
        if not isinstance(error, Damaged):
            self._complain(error)
            return
        number_of = "".join(one for one in error.where if one.isdecimal())
        happened = self.tr("Entry {number} of the trail is missing or not what was written.")
        said = Said(
            happened.format(number=number(int(number_of)) if number_of else "?"),
            self.tr("Your files and notes are verified apart from it, and nothing was changed."),
            self.tr("Somebody with a way in may have altered the history: check the vault, and compare with a backup."),
            words_for(error).details,
        )
        self.verdict.say(said)

    def _complain(self, error: Exception) -> None:
        if not isinstance(error, VaultLocked):
            self.failed.emit(error)

    # Shape

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room beside it, things stand below each other."""
        super().resizeEvent(event)
        width = self.viewport().width()
        way = QBoxLayout.Direction
        self._halves.setDirection(way.LeftToRight if width >= look().measure(BESIDE) else way.TopToBottom)
        inside = self.kind.sizeHint().width() + self.time.sizeHint().width() + look().measure(360)
        self._filters.setDirection(way.LeftToRight if width >= inside else way.TopToBottom)
