"""A recovery kit is made: whole or in parts, shown and asked back; maybe in the place of one that is there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.engine.errors import VaultLocked
from vault.qt.kit.dialog import KitDialog
from vault.qt.operations import Operations
from vault.qt.parts.fields import Field
from vault.qt.parts.segmented import SegmentedChoice
from vault.qt.parts.text import Text
from vault.qt.parts.toasts import Tell
from vault.qt.theme import Space
from vault.qt.wording import words_for
from vault.unlock.shares import LEAST, MOST

from .act_dialog import sentences
from .adding import NamedAct
from .asking import way_in
from .counting import NumberChoice
from .words import kind_name, way_name


class AddKitDialog(NamedAct):
    """Asks how many pages, and for a way in; then the kit is shown."""

    def __init__(
        self,
        operations: Operations,
        keys: m.Keys,
        facts: m.Facts,
        parent: QWidget | None,
        tell: Tell,
        *,
        replaced: m.KeySlot | None = None,
    ) -> None:
        title = self.tr("Add a recovery kit") if replaced is None else self.tr("Print a new kit")
        super().__init__(title, operations, keys, kind_name("recovery"), tell, parent)
        self._vault_name, self._replaced = facts.name, replaced
        self._add_words()
        self.parts = SegmentedChoice(
            self.tr("How many pages"), (("one", self.tr("One page")), ("several", self.tr("In several hands")))
        )
        self.count = NumberChoice(self.tr("Pages"), range(LEAST, MOST + 1), 3)
        self.threshold = NumberChoice(self.tr("Needed to open the vault"), range(LEAST, 4), 2)
        self._split = self._make_split()
        self.name_field.setVisible(replaced is None)
        parts = Field(self.tr("How many pages"), self.parts)
        for widget in (self.name_field, parts, self._split, self.factor):
            self.rows.addWidget(widget)
        self.body.addStretch(1)
        self.set_act(self.tr("Make the kit"))
        self.parts.chosen.connect(lambda _: self._show_split())
        self.count.currentIndexChanged.connect(lambda _: self._show_split())
        self.threshold.currentIndexChanged.connect(lambda _: self._show_split())
        self._show_split()
        self.factor.setFocus()

    def _add_words(self) -> None:
        if self._replaced is None:
            said = self.tr("One page of words opens the vault when the password is forgotten, or you are not there.")
            remarks = [
                self.tr("Whoever has the page has the vault: keep it where you keep a deed."),
                self.tr("It is shown once and kept nowhere. You type it once to see that it is right."),
            ]
        else:
            name = way_name(self._replaced)
            said = self.tr("A new kit takes the place of “{name}”, whose words are kept nowhere.")
            said = said.replace("{name}", name)
            remarks = [
                self.tr("The old page opens the vault until the new one was typed back; then destroy it."),
                self.tr("Old copies and backups of the vault still open with the old page."),
            ]
        self.rows.addWidget(Text(said, weight=500, wrap=True))
        self.rows.addWidget(sentences(*remarks))

    def _make_split(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        line = QHBoxLayout()
        line.setSpacing(Space.M)
        line.addWidget(Field(self.tr("Pages"), self.count))
        line.addWidget(Field(self.tr("Needed to open the vault"), self.threshold))
        line.addStretch(1)
        column.addLayout(line)
        self.split_words = Text("", "small", "text-secondary", wrap=True)
        column.addWidget(self.split_words)
        return holder

    def _show_split(self) -> None:
        several = self.parts.value() == "several"
        self._split.setVisible(several)
        pages = self.count.value()
        self.threshold.offer(range(LEAST, pages + 1), min(self.threshold.value(), pages))
        means = self.tr(
            "Give each page to somebody else: any {k} of the {n} open the vault, and fewer tell nothing at all."
        )
        self.split_words.setText(means.format(k=self.threshold.value(), n=pages))
        self.fit()

    def is_ready(self) -> bool:
        """The name, where it is asked for."""
        return self._replaced is not None or self.has_name()

    def begin(self, way: m.WayIn) -> None:
        """Asks for it."""
        shares, threshold = 0, 0
        if self.parts.value() == "several":
            shares, threshold = self.count.value(), self.threshold.value()
        name = self.name.text().strip()
        self.operations.add_recovery(way, name, self._made, self.failed, shares=shares, threshold=threshold)

    def _made(self, made: m.RecoveryMade) -> None:
        """The kit is shown over the window this dialog was over."""
        name = self.name.text().strip() if self._replaced is None else way_name(self._replaced)
        KitShown(self.operations, made, self._vault_name, name, self.parentWidget(), self._tell,
                 threshold=self.threshold.value() if made.shares else 0, replaced=self._replaced)  # fmt: skip
        self.end()


class KitShown(QObject):
    """The kit's own dialog, and what follows: it counts as tested when it was typed back, and the one before goes."""

    def __init__(
        self,
        operations: Operations,
        made: m.RecoveryMade,
        vault_name: str,
        slot_name: str,
        parent: QWidget | None,
        tell: Callable[[str, str], object],
        *,
        threshold: int = 0,
        replaced: m.KeySlot | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations, self._slot, self._tell, self._replaced = operations, made.slot, tell, replaced
        self._code: bytes | None = None
        self.dialog = KitDialog(
            parent,
            vault_name=vault_name,
            slot_name=slot_name,
            fingerprint=made.fingerprint,
            words=made.words,
            shares=made.shares,
            threshold=threshold,
        )
        self.dialog.finished.connect(self._finished)
        self.dialog.open()

    def _finished(self, _: int) -> None:
        self._code = self.dialog.code
        if self.dialog.asked_back and self._code is not None:
            self._operations.test_way(self._slot, way_in(code=self._code), self._tested, self._fail)
        elif self._replaced is not None:
            said = self.tr("The new kit was never tested, so the old one stays. Test the new one, then remove the old.")
            self._end("warning", said)
        else:
            self._end("warning", self.tr("The kit was never tested. Type its words once under Keys."))

    def _tested(self, _: m.Keys) -> None:
        if self._replaced is None:
            self._end("proof", self.tr("The kit opens the vault: it was tested today."))
            return
        # The new kit is what is shown: it opens the vault, and is not the one that goes.
        self._operations.remove_way(way_in(code=self._code), self._replaced.id, self._take_name, self._fail)

    def _take_name(self, _: m.Keys) -> None:
        assert self._replaced is not None
        self._operations.rename_way(self._slot, self._replaced.name, self._took_over, self._fail)

    def _took_over(self, _: m.Keys) -> None:
        self._end("proof", self.tr("The new kit opens the vault, the old one does not any more."))

    def _fail(self, error: Exception) -> None:
        self._end("warning", "" if isinstance(error, VaultLocked) else words_for(error).whole)

    def _end(self, icon: str, words: str) -> None:
        self._code = None
        if words and isValid(self._operations):
            self._tell(icon, words)
        self.deleteLater()
