"""Two versions of a text side by side, and the way back to one of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.qt.browse.differences import Difference, compare
from vault.qt.browse.sheets import text_of
from vault.qt.connection import Asked
from vault.qt.figures import moment, number
from vault.qt.operations import Operations
from vault.qt.parts.aside import Aside
from vault.qt.parts.buttons import Button, IconButton
from vault.qt.parts.dialogs import WIDE, Dialog
from vault.qt.parts.text import Text
from vault.qt.theme import Space
from vault.qt.wording import words_for

from .side_by_side import Comparison

HEIGHT = 420


class CompareDialog(Dialog):
    """The older version at the left, the newer one at the right. `restore` makes one of them the current one again."""

    def __init__(
        self,
        operations: Operations,
        row: m.Row,
        before: m.VersionRow,
        after: m.VersionRow,
        parent: QWidget | None = None,
        *,
        restore: Callable[[m.VersionRow], None] | None = None,
    ) -> None:
        super().__init__(self.tr("Compare versions"), parent, width=WIDE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._operations, self._row = operations, row
        self._restore = restore
        self._texts: dict[int, str | None] = {}
        self._asked: list[Asked] = []
        self._aside = Aside()
        self._versions = (before, after)
        self.comparison = Comparison(self.tr("What changed"), self)
        self.list, self.model = self.comparison.list, self.comparison.model
        self.restores: list[Button] = []
        self._lay_out()
        for version in self._versions:
            self._read(version)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(Text(self._row.shown, "section", elide=Qt.TextElideMode.ElideMiddle), 1)
        self.previous = IconButton("oldest", self.tr("Previous change"), shortcut="Shift+F3")
        self.next = IconButton("newest", self.tr("Next change"), shortcut="F3")
        for button, step in ((self.previous, -1), (self.next, 1)):
            button.setShortcut(QKeySequence())
            button.clicked.connect(partial(self._go, step))
            button.set_blocked(self.tr("Nothing changed"))
            head.addWidget(button)
        for keys, step in (("F3", 1), ("Shift+F3", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._go, step))
        self.body.addLayout(head)
        self.summary = Text(self.tr("Reading both versions"), tone="text-secondary", wrap=True, tabular=True)
        self.body.addWidget(self.summary)
        before, after = map(self._make_side, self._versions)
        self.comparison.lay_out(self.body, before, after, HEIGHT)
        self.cancel.setText(self.tr("Close"))
        self.cancel.setDefault(True)

    def _make_side(self, version: m.VersionRow) -> QWidget:
        """What stands over a column: which version it is, and of an older one the way back to it."""
        side = QWidget()
        row = QHBoxLayout(side)
        row.setContentsMargins(0, 0, Space.L if version is self._versions[0] else 0, 0)
        row.setSpacing(Space.S)
        words = self.tr("Version {number}, {moment}")
        words = words.format(number=number(version.number), moment=moment(version.added, within=True))
        row.addWidget(Text(words, weight=500, tabular=True, elide=Qt.TextElideMode.ElideRight), 1)
        if self._restore is not None and version.number != self._row.version:
            button = Button(self.tr("Restore"), icon="restore", compact=True)
            button.setAccessibleName(self.tr("Restore version {number}").format(number=number(version.number)))
            button.setToolTip(self.tr("Makes it the current one; the one before stays a version"))
            button.clicked.connect(partial(self._make_current, version))
            row.addWidget(button)
            self.restores.append(button)
        return side

    def _make_current(self, version: m.VersionRow, _checked: bool = False) -> None:
        restore = self._restore
        self.accept()
        if restore is not None:
            restore(version)

    # Reading

    def _read(self, version: m.VersionRow) -> None:
        at = version.number
        if self._row.kind == "note":
            self._asked.append(
                self._operations.note_text(self._row.id, lambda text: self._take(at, text.text), self._fail, at)
            )
            return
        content = bytearray()
        read = self._operations.content(
            self._row.id,
            content.extend,  # on the link's thread; nobody else touches it before `done`
            lambda _: self._take(at, text_of(bytes(content))),
            self._fail,
            version=at,
            limit=version.size,
        )
        self._asked.append(read)

    def _take(self, version: int, text: str | None) -> None:
        if not isValid(self):
            return
        self._texts[version] = text
        if len(self._texts) < 2:
            return
        before, after = (self._texts[one.number] for one in self._versions)
        self._texts = {}
        if before is None or after is None:
            self.summary.setText(self.tr("This is no text: its versions can only be looked at one by one."))
        else:
            self._aside.ask(partial(compare, before, after), self._show)

    def _fail(self, error: Exception) -> None:
        if isValid(self):
            said = words_for(error)
            self.summary.setText(f"{said.happened} {said.act}".strip())

    # What came out

    def _show(self, difference: Difference) -> None:
        words = self.comparison.show(difference)
        self.summary.setText(words or self.tr("Both versions are the same."))
        for button in (self.previous, self.next):
            button.set_blocked("" if words else self.tr("Nothing changed"))
        self.list.setFocus()

    def _go(self, step: int, _checked: bool = False) -> None:
        self.list.go(step)

    def done(self, result: int) -> None:
        """Nothing of it stays."""
        for asked in self._asked:
            asked.forget()
        self._aside.forget()
        self.comparison.clear()
        super().done(result)
