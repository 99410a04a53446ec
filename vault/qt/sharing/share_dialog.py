"""Sharing items: with whom, what they will see, and where the file goes."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.engine.errors import Cancelled, Conflict, VaultLocked
from vault.qt.connection import Asked
from vault.qt.dialogs.export import look_at
from vault.qt.dialogs.running import RunningWork
from vault.qt.operations import Operations
from vault.qt.parts.aside import Aside
from vault.qt.parts.buttons import Button
from vault.qt.parts.choosing import choose_new_file, documents, with_ending
from vault.qt.parts.dialogs import WIDE, Dialog, Surface
from vault.qt.parts.fields import Field, LineInput, field_with_button
from vault.qt.parts.segmented import SegmentedChoice
from vault.qt.parts.text import IconText, Rule, Text
from vault.qt.parts.verdict import Verdict
from vault.qt.start.places import absolute, home_words
from vault.qt.start.strength import cost_words
from vault.qt.theme import Space
from vault.qt.wording import Said, words_for

from .asking import Outgoing
from .passphrase import SharePassphrase
from .people import people_words
from .recipients import Recipients
from .share_contents import ShareContents

ENDING = ".age"

Made = Callable[[Outgoing, m.ShareWritten, list[str]], None]
"""(what was asked for, what is on the disk, the recipients' names)."""


def free_file(folder: Path, name: str) -> Path:
    """A name that is not taken yet. Asks the disk."""
    for number in range(1, 1000):
        path = folder / (f"{name}{ENDING}" if number == 1 else f"{name} {number}{ENDING}")
        if not os.path.lexists(path):
            return path
    return folder / f"{name}{ENDING}"


class ShareDialog(Dialog):
    """Chooses recipients, shows what they get, and writes the share. Hidden, it goes on in the bar below."""

    def __init__(
        self,
        operations: Operations,
        rows: Sequence[m.Row],
        facts: m.Facts,
        made: Made,
        compare: Callable[[m.Contact], None],
        parent: QWidget | None = None,
    ) -> None:
        """`made` is called with a share that is on the disk; `compare` opens the comparing of words."""
        super().__init__("", parent, width=WIDE, padded=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = self.tr("Share %Ln item(s)", "", len(rows))
        if len(rows) == 1:
            title = self.tr("Share “{name}”").replace("{name}", rows[0].shown)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._operations, self._items, self._facts = operations, tuple(row.id for row in rows), facts
        self._made, self._compare = made, compare
        self._aside = Aside()
        self._planned: Asked | None = None
        self._plan: m.ShareFacts | None = None
        self._identity: m.Identity | None = None
        self._replace = self._asks_word = self._is_named = self._is_left = False
        self.way = SegmentedChoice(
            self.tr("How it is locked"),
            [("people", self.tr("For people")), ("passphrase", self.tr("With a passphrase"))],
        )
        self.recipients = Recipients(operations)
        self.passphrase = SharePassphrase()
        self.file = LineInput()
        self.choose = Button(self.tr("Choose"))
        self.file_field = Field(self.tr("Save as"), self.file)
        self.unsure = IconText("warning", Text("", wrap=True), gap=8, token="warning")
        self.compare_words = Button(self.tr("Compare words"), icon="compare", compact=True)
        self.contents = ShareContents(rows)
        self.running = RunningWork(operations.works)
        self.verdict = Verdict()
        self.myself = QCheckBox(self.tr("I can open it, too"))
        self._lay_out()
        self.add_option(self.myself)
        self.set_act(self.tr("Share"), icon="send")
        self._connect()
        self._show_state()
        self._aside.ask(lambda: free_file(documents(), self._default_name()), self._name_file)
        self._read_anew()
        self.recipients.input.setFocus()

    def _default_name(self) -> str:
        """Nothing of what is in it."""
        return self.tr("Share {date}").replace("{date}", QDate.currentDate().toString(Qt.DateFormat.ISODate))

    def _lay_out(self) -> None:
        halves = QHBoxLayout()
        halves.setSpacing(0)
        self.body.addLayout(halves)
        left = Surface("raised")
        column = QVBoxLayout(left)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.XL)
        column.setSpacing(Space.M)
        self.form = QWidget()
        form = QVBoxLayout(self.form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(Space.M)
        form.addWidget(self.way)
        self.people = QWidget()
        inside = QVBoxLayout(self.people)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        inside.addWidget(self.recipients)
        self.doubt = QWidget()
        line = QHBoxLayout(self.doubt)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.unsure, 1)
        line.addWidget(self.compare_words)
        inside.addWidget(self.doubt)
        inside.addStretch(1)
        self.passphrase.hide()
        form.addWidget(self.people, 1)
        form.addWidget(self.passphrase, 1)
        form.addLayout(field_with_button(self.file_field, self.choose))
        for widget in (self.form, self.running, self.verdict):
            column.addWidget(widget, 1 if widget is self.form else 0)
        column.addStretch(0)
        halves.addWidget(left, 1)
        halves.addWidget(Rule(Qt.Orientation.Vertical))
        halves.addWidget(self.contents, 1)

    def _connect(self) -> None:
        self.way.chosen.connect(self._choose_way)
        self.recipients.changed.connect(self._people_changed)
        self.passphrase.changed.connect(self._forget_question)
        self.contents.changed.connect(self._show_state)
        self.choose.clicked.connect(self._choose_file)
        self.file.textEdited.connect(self._note_file)
        self.file.textChanged.connect(lambda _: self._forget_question())
        self.compare_words.clicked.connect(self._compare_first)
        self._operations.sharing_changed.connect(self._read_anew)

    # What is known

    def _read_anew(self) -> None:
        self._operations.identity(self._take_identity, self._no_identity)
        self._operations.contacts(self._take_contacts, self._ignore)

    def _take_identity(self, identity: m.Identity) -> None:
        self._identity = identity
        self.contents.show_identity(identity)

    def _no_identity(self, _: Exception) -> None:
        self._identity = None
        self.contents.show_identity(None)

    def _take_contacts(self, answer: m.Contacts) -> None:
        self.recipients.show_contacts(answer.contacts)

    def _ignore(self, _: Exception) -> None:
        return

    def _choose_way(self) -> None:
        with_words = self.way.value() == "passphrase"
        self.people.setVisible(not with_words)
        self.passphrase.setVisible(with_words)
        if with_words and not self.passphrase.text():
            self.passphrase.suggest()
        (self.passphrase.field.input if with_words else self.recipients.input).setFocus()
        self._people_changed()

    @property
    def _with_words(self) -> bool:
        return self.way.value() == "passphrase"

    def _people_changed(self) -> None:
        """Whether these go together is the vault process's to say."""
        self._plan = None
        if self._planned is not None:
            self._planned.forget()
        contacts, keys = ((), ()) if self._with_words else (self.recipients.contacts(), self.recipients.keys())
        self._planned = self._operations.plan_share(self._items, contacts, keys, self._take_plan, self._no_plan)
        self._forget_question()

    def _take_plan(self, plan: m.ShareFacts) -> None:
        self._plan = plan
        self.contents.show_amount(plan.items, plan.bytes)
        self._show_state()

    def _no_plan(self, error: Exception) -> None:
        if isinstance(error, VaultLocked):
            self.done(self.DialogCode.Rejected)
        elif not self.running.is_running:
            self.verdict.say(words_for(error))

    def _compare_first(self) -> None:
        new = [one.contact for one in self.recipients.people if one.contact is not None and one.contact.state == "new"]
        if new:
            self._compare(new[0])

    # The file

    def _choose_file(self) -> None:
        choose_new_file(self, self.tr("Where to save the share"), absolute(self.file.text()), self._take_file)

    def _take_file(self, path: Path) -> None:
        self._is_named = True
        self.file.setText(home_words(with_ending(path, ENDING)))

    def _name_file(self, path: Path) -> None:
        if not self._is_named:
            self.file.setText(home_words(path))

    def _note_file(self) -> None:
        self._is_named = True

    # The act

    def accept(self) -> None:
        """Looks at the place, then shares; while it runs, hides the dialog."""
        if self.running.is_running:
            super().accept()
            return
        if not self._is_ready():
            return
        file, vault = absolute(self.file.text().strip()), Path(os.fsdecode(self._facts.path))
        self.act.set_blocked(self.tr("The place is being looked at"))
        self._aside.ask(lambda: look_at(file, vault), self._looked)

    def _is_ready(self) -> bool:
        if not self._with_words and self.recipients.input.text().strip():
            self.recipients.take_typed()
            return False
        if not self.act.isEnabled():
            return False
        if not self._identity and not self.contents.name.text().strip():
            self.contents.refuse_name(self.tr("Type the name that others will see."))
            return False
        if not self.file.text().strip():
            self.file_field.set_fault(self.tr("Name a file."))
            self.file.setFocus()
            return False
        if self._with_words and self.passphrase.is_weak and not self._asks_word:
            self._ask_word()
            return False
        return True

    def _ask_word(self) -> None:
        self._asks_word = True
        act = self.tr("Whoever gets hold of the file may open it. Take other words, or use it anyway.")
        cost = f"{cost_words(self.passphrase.strength)}." if not self.passphrase.meter.is_waiting else ""
        self.verdict.say(Said(self.tr("This passphrase is weak."), cost, act), token="warning")
        self._show_state()

    def _looked(self, found: str) -> None:
        faults = {
            "folder": self.tr("That is a folder. Name a file in it."),
            "no folder": self.tr("There is no such folder."),
            "inside": self.tr("That is inside the vault's own folder. Choose another place."),
        }
        self._show_state()
        if found in faults:
            self.file_field.set_fault(faults[found])
            self.file.setFocus()
        elif found == "taken" and not self._replace:
            self._ask_replace()
        else:
            self._share()

    def _ask_replace(self) -> None:
        self._replace = True
        self.file_field.set_hint(self.tr("A file of that name is there. It would be gone."), "warning")
        self._show_state()

    def _forget_question(self) -> None:
        if self._replace or self._asks_word:
            self._replace = self._asks_word = False
        if not self.running.is_running:
            self.verdict.clear()
            self.file_field.set_fault("")
        self._show_state()

    def _outgoing(self) -> Outgoing:
        with_words = self._with_words
        return Outgoing(
            self._items,
            absolute(self.file.text().strip()),
            self.contents.name.text().strip() if self._identity is None else self._identity.name,
            () if with_words else self.recipients.contacts(),
            () if with_words else self.recipients.keys(),
            self.passphrase.text() if with_words else None,
            self.myself.isChecked() and not with_words,
            self.contents.mixed.isChecked() and not self.contents.mixed.isHidden(),
            self._replace,
        )

    def _share(self) -> None:
        share, names = self._outgoing(), [one.name for one in self.recipients.people]
        names = [] if self._with_words else names
        operations, made = self._operations, self._made
        words = self.tr("Sharing and verifying")

        def done(written: m.ShareWritten) -> None:
            if isValid(self) and not self._is_left:
                self.running.end()
                self.done(self.DialogCode.Accepted)
            made(Outgoing(share.items, share.out, share.name, share.contacts, share.keys), written, names)

        def failed(error: Exception) -> None:
            if isValid(self) and not self._is_left:
                self._fail(error)
            elif not isinstance(error, VaultLocked | Cancelled):
                operations.works.fail(operations.works.begin(words), f"{words}: {words_for(error).whole}")

        work = operations.write_share(share, done, failed)
        self.verdict.clear()
        self.running.show_work(work, words)
        self._show_state()

    def _fail(self, error: Exception) -> None:
        self.running.end()
        if isinstance(error, VaultLocked):
            self.done(self.DialogCode.Rejected)
            return
        self._replace = False
        if isinstance(error, Conflict):
            self._ask_replace()
            return
        said = words_for(error)
        if isinstance(error, Cancelled):
            said = Said(self.tr("Sharing was stopped."), self.tr("No file was left behind."), "")
        self.verdict.say(said, token="warning" if isinstance(error, Cancelled) else "danger")
        self._show_state()

    def reject(self) -> None:
        """Cancel stops what runs; without anything it closes the dialog."""
        if self.running.is_running:
            self.running.stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Whatever was typed is cleared."""
        self._is_left = True
        self._aside.forget()
        self.passphrase.leave()
        super().done(result)

    def _show_state(self) -> None:
        running, people = self.running.is_running, self.recipients.people
        mixed = not self._with_words and self._plan is not None and self._plan.mixed
        self.form.setVisible(not running)
        self.myself.setVisible(not running and not self._with_words)
        self.contents.setEnabled(not running)
        self.contents.show_protection(people, mixed=mixed, passphrase=self._with_words)
        new = [one.contact.name for one in people if one.contact is not None and one.contact.state == "new"]
        words = self.tr("A new key could belong to somebody else: {names}.").replace("{names}", people_words(new))
        self.unsure.text.setText(words)
        self.doubt.setVisible(bool(new))
        self.act.setText(self._act_words(len(people)))
        self.act.set_kind("secondary" if running or self._asks_word else "danger" if self._replace else "primary")
        self.act.set_blocked("" if running else self._missing(mixed))
        self.cancel.setText(self.tr("Stop") if running else self.tr("Cancel"))
        (self.cancel if self._replace else self.act).setDefault(True)
        if running:
            self.fit()

    def _act_words(self, count: int) -> str:
        if self.running.is_running:
            return self.tr("Go on below")
        if self._replace:
            return self.tr("Replace it")
        if self._asks_word:
            return self.tr("Use it anyway")
        if self._with_words:
            return self.tr("Share with a passphrase")
        return self.tr("Share with %Ln people", "", count) if count else self.tr("Share")

    def _missing(self, mixed: bool) -> str:
        if self._with_words:
            return "" if self.passphrase.text() else self.tr("Type a passphrase first")
        if not self.recipients.people:
            return self.tr("Add a recipient first")
        if self._plan is None:
            return self.tr("The keys are being looked at")
        if self._plan.blocked:
            return self.tr("One of them has another key now, and is blocked")
        if mixed and not self.contents.mixed.isChecked():
            return self.tr("Say that you want to share with keys that do not go together")
        return ""
