"""A note that was changed elsewhere while it was written here: what it is now, what differs, and three ways out.

Whichever is chosen, nothing is lost: what does not become the current version stays a version, or a note of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.engine.errors import NotFound, VaultLocked
from vault.qt.browse.differences import Difference, compare
from vault.qt.dialogs.side_by_side import Comparison
from vault.qt.figures import moment, number
from vault.qt.operations import Operations
from vault.qt.parts.aside import Aside
from vault.qt.parts.buttons import Button
from vault.qt.parts.dialogs import WIDE, Dialog
from vault.qt.parts.text import Text
from vault.qt.wording import Said

from .saving import NoteSaver

HEIGHT = 320

Act = tuple[str, str, Callable[[], None]]
"""What can be done about what is said: its words, the kind of its button, and what it does."""


class ConflictDialog(Dialog):
    """The version in the vault at the left, the text that is not saved at the right."""

    mine_wanted = Signal()
    theirs_wanted = Signal()
    both_wanted = Signal()

    def __init__(self, theirs: m.Text, mine: str, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Two versions of this note"), parent, width=WIDE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.comparison = Comparison(self.tr("What differs"), self)
        self._aside = Aside()
        said = self.tr("This note was changed elsewhere while you wrote. Nothing is lost, whatever you choose.")
        self.body.addWidget(Text(said, "section", wrap=True))
        self.summary = Text(self.tr("Comparing"), tone="text-secondary", wrap=True, tabular=True)
        self.body.addWidget(self.summary)
        left = self.tr("Theirs: version {number}, saved {moment}")
        saved = moment(theirs.modified // 1_000_000, within=True)
        left = left.format(number=number(theirs.version), moment=saved)
        before, after = (
            Text(words, weight=500, tabular=True, elide=Qt.TextElideMode.ElideRight)
            for words in (left, self.tr("Mine: not saved yet"))
        )
        self.comparison.lay_out(self.body, before, after, HEIGHT)
        self._explain()
        self._add_answers()
        self._aside.ask(partial(compare, theirs.text, mine), self._show)

    def _explain(self) -> None:
        """What each answer does with the other text."""
        for words in (
            self.tr("Mine or theirs: the other one stays among the versions, and can be restored from there."),
            self.tr("Both: theirs stays this note, mine becomes a new note beside it."),
        ):
            self.body.addWidget(Text(words, tone="text-secondary", wrap=True))

    def _add_answers(self) -> None:
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.theirs = self.add_button(Button(self.tr("Keep theirs")), role)
        self.mine = self.add_button(Button(self.tr("Keep mine")), role)
        self.set_act(self.tr("Keep both"))
        self.theirs.clicked.connect(self._choose_theirs)
        self.mine.clicked.connect(self._choose_mine)
        self.accepted.connect(self.both_wanted)

    def _choose_theirs(self) -> None:
        self.reject()
        self.theirs_wanted.emit()

    def _choose_mine(self) -> None:
        self.reject()
        self.mine_wanted.emit()

    def _show(self, difference: Difference) -> None:
        self.summary.setText(self.comparison.show(difference) or self.tr("Both texts are the same."))

    def done(self, result: int) -> None:
        """Nothing of it stays."""
        self._aside.forget()
        self.comparison.clear()
        super().done(result)


class Conflict(QObject):
    """Says that a note was changed elsewhere, and does what is chosen."""

    told = Signal(object, object)
    """`Said`, and its acts: of the page, in place of what it says."""
    settled = Signal(bytes)
    """The id of a note that is by now what somebody else made of it."""
    failed = Signal(object)

    def __init__(self, operations: Operations, saver: NoteSaver, text: Callable[[], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._operations, self._saver, self._text, self._page = operations, saver, text, parent
        self.dialog: ConflictDialog | None = None

    def tell(self) -> None:
        """A save was refused: why, is asked of the vault."""
        item = self._item
        if item is None:
            return

        def got(details: m.Details) -> None:
            if self._is_about(item):
                if details.row.trashed is None:
                    self._tell_changed()
                else:
                    self._tell_trashed(item)

        def failed(error: Exception) -> None:
            if self._is_about(item) and isinstance(error, NotFound):
                self._tell_gone()
            elif isValid(self) and not isinstance(error, VaultLocked):
                self.failed.emit(error)

        self._operations.details(item, got, failed)

    @property
    def _item(self) -> bytes | None:
        return self._saver.draft.item if self._saver.draft is not None else None

    def _is_about(self, item: bytes) -> bool:
        return isValid(self) and self._item == item and self._saver.state == "conflict"

    def _as_new(self, kind: str = "secondary") -> Act:
        return self.tr("Save as a new note"), kind, self._saver.save_as_new

    def _tell_changed(self) -> None:
        said = Said(
            self.tr("This note was changed elsewhere meanwhile."),
            self.tr("Your text is here, and the other version is in the vault."),
            self.tr("Compare them and choose, or keep both."),
        )
        self.told.emit(said, [(self.tr("Compare and choose"), "secondary", self.open), self._as_new("link")])

    def _tell_trashed(self, item: bytes) -> None:
        said = Said(
            self.tr("This note was put into the trash meanwhile."),
            self.tr("Your text is here, and was not saved into it."),
            self.tr("Restore the note, or save your text as a new one."),
        )
        restore = partial(self._operations.restore_items, [item], self._restored, self._fail)
        self.told.emit(said, [(self.tr("Restore the note"), "secondary", restore), self._as_new("link")])

    def _restored(self, _: m.Changes) -> None:
        if isValid(self):
            self._saver.retry()

    def _tell_gone(self) -> None:
        said = Said(
            self.tr("This note was removed for good elsewhere."),
            self.tr("Your text is here."),
            self.tr("Save it as a new note to keep it."),
        )
        self.told.emit(said, [self._as_new()])

    # The choice

    def open(self) -> None:
        """Shows both."""
        item = self._item
        if item is None:
            return

        def got(theirs: m.Text) -> None:
            if not self._is_about(item):
                return
            self.dialog = dialog = ConflictDialog(theirs, self._text(), self._page.window())
            dialog.both_wanted.connect(partial(self._keep_both, item))
            dialog.mine_wanted.connect(partial(self._keep_mine, item, theirs.version))
            dialog.theirs_wanted.connect(partial(self._keep_theirs, item, theirs.version))
            dialog.open()

        self._operations.note_text(item, got, self._fail)

    def _keep_both(self, item: bytes) -> None:
        if self._is_about(item):  # or it has been settled behind the dialog, by the lock or another choice
            self._saver.save_as_new()

    def _keep_mine(self, item: bytes, version: int) -> None:
        if self._is_about(item):
            self._saver.save_over(version)

    def _keep_theirs(self, item: bytes, version: int) -> None:
        """Mine is saved first, so that it is a version; then theirs is made the current one again."""
        if not self._is_about(item):
            return

        def saved() -> None:
            if isValid(self) and self._item == item:
                self._operations.restore_version(item, version, lambda _: self._settle(item), self._fail)

        self._saver.save_over(version)
        self._saver.flush(saved)

    def _settle(self, item: bytes) -> None:
        if isValid(self):
            self.settled.emit(item)

    def _fail(self, error: Exception) -> None:
        if isValid(self) and not isinstance(error, VaultLocked):
            self.failed.emit(error)
