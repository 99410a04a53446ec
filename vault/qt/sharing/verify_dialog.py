"""Comparing words: what stands here beside what the other one reads aloud, and what follows if they differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.engine.errors import Conflict, NotFound, VaultLocked
from vault.qt.figures import number
from vault.qt.operations import Operations
from vault.qt.parts.buttons import Button
from vault.qt.parts.cards import Panel
from vault.qt.parts.dialogs import MIDDLE, Dialog
from vault.qt.parts.fields import LineInput
from vault.qt.parts.text import IconText, Rule, Text
from vault.qt.parts.verdict import Verdict
from vault.qt.theme import Space
from vault.qt.wording import Said, words_for

from .people import date_words, joined
from .word_grid import WordGrid


class HeardWords(QWidget):
    """Six fields for what is heard. Nobody has to type; a word that is typed is compared at once."""

    def __init__(self, words: Sequence[str], changed: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = tuple(words)
        self.inputs: list[LineInput] = []
        self._signs: list[IconText] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.S)
        grid.setVerticalSpacing(Space.S)
        for place, _ in enumerate(words):
            heard = LineInput()
            heard.setAccessibleName(self.tr("Word {number} as you hear it").replace("{number}", number(place + 1)))
            heard.textChanged.connect(lambda _, place=place: self._compare(place))
            heard.textChanged.connect(lambda _: changed())
            heard.textEdited.connect(lambda text, place=place: self._spread(place, text))
            sign = IconText("check", Text(""), size=16, gap=0)
            policy = sign.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            sign.setSizePolicy(policy)
            sign.hide()
            grid.addWidget(Text(number(place + 1), "small", "text-secondary", tabular=True), place, 0)
            grid.addWidget(heard, place, 1)
            grid.addWidget(sign, place, 2)
            self.inputs.append(heard)
            self._signs.append(sign)
        grid.setColumnStretch(1, 1)

    def _spread(self, place: int, typed: str) -> None:
        """A space ends a word: the next field follows, with whatever was typed or pasted behind it."""
        words = typed.split()
        if not words or (len(words) == 1 and not typed[-1].isspace()):
            return
        for heard, word in zip(self.inputs[place:], words, strict=False):
            heard.setText(word)
        self.inputs[min(place + len(words), len(self.inputs) - 1)].setFocus()

    def differing(self) -> list[int]:
        """The places of words that were typed to their end and are others."""
        return [place for place, heard in enumerate(self.inputs) if _differs(heard.text(), self._words[place])]

    def all_match(self) -> bool:
        """Whether every word was typed, and is the same."""
        return all(
            heard.text().strip().casefold() == word for heard, word in zip(self.inputs, self._words, strict=True)
        )

    def _compare(self, place: int) -> None:
        heard, word = self.inputs[place].text().strip().casefold(), self._words[place]
        sign = self._signs[place]
        same, other = heard == word, _differs(heard, word)
        sign.set_icon("check" if same else "blocked", "success" if same else "danger")
        sign.setVisible(same or other)
        said = self.tr("The same") if same else self.tr("Another word") if other else ""
        sign.setAccessibleName(said)
        self.inputs[place].setAccessibleDescription(said)
        self.inputs[place].set_fault(other)


def _differs(typed: str, word: str) -> bool:
    """A beginning is no difference yet."""
    typed = typed.strip().casefold()
    return bool(typed) and not word.startswith(typed)


class VerifyDialog(Dialog):
    """Two people read their words to each other. What matches makes the contact verified; what differs stays out."""

    def __init__(
        self,
        operations: Operations,
        contact: m.Contact,
        identity: m.Identity | None,
        parent: QWidget | None = None,
        *,
        verified: Callable[[m.Contact], None] | None = None,
        remove: Callable[[m.Contact], None] | None = None,
    ) -> None:
        super().__init__(self.tr("Compare words with {name}").replace("{name}", contact.name), parent, width=MIDDLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._operations, self.contact = operations, contact
        self._verified, self._remove = verified, remove
        self.words = contact.new_words if contact.state == "changed" else contact.words
        self.verdict = Verdict()
        self.heard = HeardWords(self.words, self._compare)
        self._lay_out(identity)
        self.differ = self.add_button(Button(self.tr("They differ"), "danger"))
        self.differ.clicked.connect(self._say_they_differ)
        self.set_act(self.tr("They match"), icon="proof", safe=False)
        (*self.heard.inputs, self.cancel)[0].setFocus()

    def _lay_out(self, identity: m.Identity | None) -> None:
        contact = self.contact
        if contact.state == "changed":
            changed = self.tr(
                "{name} has another key than the one you knew. That happens with a new computer or vault, and it is "
                "what somebody would do who wants to read what you send. Nothing is shared until you have looked."
            )
            about = IconText(
                "blocked", Text(changed.replace("{name}", contact.name), wrap=True), gap=12, token="danger"
            )
            self.body.addWidget(about)
        why = self.tr(
            "Call {name}, or meet, and let these six words be read to you. Not by the way the card came: whoever "
            "could have changed the card could change the words with it."
        )
        self.body.addWidget(Text(why.replace("{name}", contact.name), wrap=True))
        if contact.state == "changed":
            self.body.addWidget(self._before())
        halves = QHBoxLayout()
        halves.setSpacing(Space.L)
        here = self.tr("The new key's words") if contact.state == "changed" else self.tr("Words of this key")
        shown = WordGrid(self.words, columns=1, gap=Space.S)  # each beside its field
        halves.addWidget(self._half(here, shown), 1)
        halves.addWidget(self._half(self.tr("What you hear (type it if you like)"), self.heard), 1)
        self.body.addLayout(halves)
        self.body.addWidget(self.verdict)
        if identity is not None:
            yours = self.tr("Your own words, to be read to {name}: {words}").replace("{name}", contact.name)
            mine = Text(yours.replace("{words}", joined(identity.words)), "small", "text-secondary", wrap=True)
            self.body.addWidget(mine)
        self.body.addStretch(1)

    def _before(self) -> QWidget:
        """The old words, so that a person sees that they are others."""
        panel = Panel(fill="surface")
        column = QVBoxLayout(panel)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.XS)
        compared = self.contact.compared
        words = (
            self.tr("The words before, compared on {date}") if compared else self.tr("The words before, not compared")
        )
        head = words.replace("{date}", date_words(compared or 0))
        column.addWidget(Text(head, "small", "text-secondary", wrap=True))
        column.addWidget(Text(joined(self.contact.words), tone="text-secondary", wrap=True))
        return panel

    def _half(self, title: str, inside: QWidget) -> QWidget:
        panel = Panel()
        column = QVBoxLayout(panel)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        column.setSpacing(Space.S)
        column.addWidget(Text(title, "small", "text-secondary", wrap=True))
        column.addWidget(Rule())
        column.addWidget(inside, 1)
        return panel

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads from word to word, and closes nothing before the last one."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.focusWidget() in self.heard.inputs and not self.heard.all_match():
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def _compare(self) -> None:
        """A word that was typed and is another one cannot be waved through."""
        wrong = self.heard.differing()
        self.act.set_blocked(self.tr("A word you typed is another one") if wrong else "")
        self.act.setDefault(self.heard.all_match())

    def accept(self) -> None:
        """They match."""
        if self.heard.differing():
            return
        self.act.set_blocked(self.tr("This is being written down"))
        self._operations.verify_contact(self.contact.id, self.words, self._end, self._fail)

    def _end(self, written: m.ContactWritten) -> None:
        if isValid(self):
            super().accept()
        if self._verified is not None:
            self._verified(written.contact)

    def _fail(self, error: Exception) -> None:
        if not isValid(self):
            return
        if isinstance(error, VaultLocked):
            self.done(self.DialogCode.Rejected)
            return
        said = words_for(error)
        if isinstance(error, Conflict | NotFound):
            said = Said(
                self.tr("The key was changed while you compared."),
                self.tr("Nothing was marked as compared."),
                self.tr("Close this, and compare the words that stand there now."),
                said.details,
            )
        self.verdict.say(said)
        self.fit()

    def _say_they_differ(self) -> None:
        """The safe thing is to do nothing; what is known of it is said, and removing is offered."""
        changed = self.contact.state == "changed"
        said = Said(
            self.tr("Then this key is not {name}'s, or one of you read it wrong.").replace("{name}", self.contact.name),
            self.tr("It stays blocked.") if changed else self.tr("It stays marked as not compared."),
            self.tr(
                "Share nothing with it. Read the words once more; if they differ again, remove the contact and ask for "
                "the card by another way."
            ),
        )
        acts = []
        if self._remove is not None:
            acts.append((self.tr("Remove the contact"), "danger", self._remove_contact))
        self.verdict.say(said, acts)
        self.act.set_blocked(self.tr("You said that they differ"))
        self.differ.hide()
        self.cancel.setText(self.tr("Close"))
        self.cancel.setDefault(True)
        self.cancel.setFocus()
        self.fit()

    def _remove_contact(self) -> None:
        remove, contact = self._remove, self.contact
        self.done(self.DialogCode.Rejected)
        if remove is not None:
            remove(contact)
