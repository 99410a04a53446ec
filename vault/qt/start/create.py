"""Making a vault in three steps: name and place, the password, a recovery kit. What was typed stays on the way back.

The kit is made together with the vault, while the password is at hand, and shown over the vault once that is open.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.child import messages as m
from vault.engine.errors import Conflict, LimitExceeded, NotFound, PathRejected, Storage
from vault.qt.keys.asking import way_in
from vault.qt.operations import Operations
from vault.qt.parts.buttons import Button
from vault.qt.parts.text import IconText, Text
from vault.qt.parts.verdict import Verdict
from vault.qt.theme import Space
from vault.qt.wording import Said, words_for

from .column import ColumnPage, RememberBox, Waiting
from .keyfile import KeyfileChoice
from .kit_choice import KitChoice
from .new_password import NewPassword
from .new_place import NewPlaceChoice
from .strength import cost_words
from .unlock import Opening

translate = QCoreApplication.translate

SHOWN_MS = 50
"""After the vault has its page: the kit stands over that."""
PLACE, PASSWORD, KIT = range(3)


def make_step(*widgets: QWidget) -> QWidget:
    """One step of a wizard: widgets below each other, 12 between them."""
    step = QWidget()
    column = QVBoxLayout(step)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.M)
    for widget in widgets:
        column.addWidget(widget)
    return step


class CreatePage(ColumnPage):
    """The wizard. Enter goes on; Back keeps everything."""

    opened = Signal(object)
    """`Opening`."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Create a vault"))
        self._operations = operations
        self._step = 0
        self._asks_word = self._eager = False
        self.begin_high()
        self.count = Text("", "small", "text-secondary")
        self.column.addWidget(self.count)
        self.column.addSpacing(-Space.S)
        self.title = self.add_title("")
        self.words = self.add_words("")
        self.column.addSpacing(Space.XS)
        self.place = NewPlaceChoice(self.tr("My Papers"))
        self.remember = RememberBox()
        self.password = NewPassword()
        self.keyfile = KeyfileChoice(can_make=True)
        forgotten = self.tr(
            "Nobody can reset this password. If it is forgotten, only a recovery kit opens the vault: the next step."
        )
        self.note = IconText("about", Text(forgotten, wrap=True), size=18, gap=10, token="text-secondary")
        self.kit = KitChoice()
        self.steps = [
            make_step(self.place, self.remember),
            make_step(self.password, self.keyfile, self.note),
            make_step(self.kit),
        ]
        for step in self.steps:
            self.column.addWidget(step)
        self.verdict = Verdict()
        self.column.addWidget(self.verdict)
        self.column.addSpacing(Space.XS)
        self.act = Waiting(self.tr("Go on"), can_cancel=False)
        self.column.addWidget(self.act)
        self.back = Button(self.tr("Back"), "quiet", tall=True)
        self.column.addWidget(self.back)
        self.column.addStretch(2)
        self.act.pressed.connect(self.go_on)
        self.verdict.shown.connect(lambda: self.bring_into_view(self.verdict))
        self.back.clicked.connect(self.go_back)
        self.place.name.returnPressed.connect(self.go_on)
        self.place.changed.connect(self._show_place)
        self.password.first.input.returnPressed.connect(self.password.again.input.setFocus)
        self.password.again.input.returnPressed.connect(self.go_on)
        self.password.changed.connect(self._forget_word)
        self.kit.entered.connect(self.go_on)
        for part in (self.place, self.password):
            part.changed.connect(self._go_on_now)
        self._show_step(PLACE)

    def begin(self) -> None:
        """From the first step, with nothing left of an attempt before."""
        self.leave()
        self.place.set_name(self.tr("My Papers"))
        self.remember.set_wanted(False)
        self.kit.set_wanted(True)
        self._show_step(PLACE)
        self.place.name.setFocus()
        self.place.name.selectAll()

    def leave(self) -> None:
        """Clears the passwords."""
        self.password.leave()
        self.keyfile.set_path(None)
        self.verdict.clear()

    # Steps

    def go_on(self) -> None:
        """The next step, where this one is complete."""
        if self.act.is_waiting:
            return
        # Whoever is quick need not press twice: the answer about place or strength is a moment away.
        if self._step == PLACE:
            self._eager = self.place.is_looking()
            if self.place.accept():
                self._show_step(PASSWORD)
        elif self._step == KIT:
            self._create()
        elif self.password.accept():
            self._eager = self.password.meter.is_waiting
            if self._eager:
                return
            if self.password.needs_word and not self._asks_word:
                self._ask_word()
                return
            self.password.agree()
            self._show_step(KIT)

    def _go_on_now(self) -> None:
        """What was waited for is known, or another text makes it void."""
        eager, self._eager = self._eager, False
        if eager and not self.place.is_looking() and not self.password.meter.is_waiting:
            self.go_on()

    def go_back(self) -> None:
        """The step before; from the first one, away."""
        if self._step == PLACE:
            self.leave()
            self.back_wanted.emit()
        else:
            self._show_step(self._step - 1)

    def _show_step(self, number: int) -> None:
        self._step = number
        self.verdict.clear()
        self._asks_word = False
        titles = (self.tr("Name and place"), self.tr("Password"), self.tr("Recovery kit"))
        words = (
            self.tr("A vault is a folder. It can be on any disk, and be moved later."),
            self.tr("It is the key to everything in “{name}”.").replace("{name}", self.place.vault_name()),
            self.tr("A second way in, on paper: whoever has the page opens the vault without the password."),
        )
        self.count.setText(
            self.tr("Create a vault, step {step} of {steps}").format(step=number + 1, steps=len(self.steps))
        )
        self.title.setText(titles[number])
        self.words.setText(words[number])
        for place, step in enumerate(self.steps):
            step.setVisible(place == number)
        self.act.set_act(self.tr("Create the vault") if number == KIT else self.tr("Go on"))
        self.act.button.set_kind("primary")
        self._show_place()
        self.verticalScrollBar().setValue(0)
        if number == KIT:
            self.kit.setFocus()
        elif number == PASSWORD:
            self.password.set_context(self.place.vault_name())
            self.password.show_layout()
            self.password.first.input.setFocus()
        else:
            self.place.name.setFocus()

    def _show_place(self) -> None:
        ready = self._step != PLACE or self.place.is_free()
        if not self.act.is_waiting:
            self.act.button.set_blocked("" if ready else self.tr("Choose a name and a place that are free first"))

    def _ask_word(self) -> None:
        """A weak password is its owner's right, said twice."""
        self._asks_word = True
        cost = cost_words(self.password.strength)
        self.verdict.say(
            Said(
                self.tr("This password is weak."),
                f"{cost}.",
                self.tr("Whoever gets hold of the vault's folder may open it. Add a word or two, or use it anyway."),
            ),
            token="warning",
        )
        self.act.set_act(self.tr("Use it anyway"))
        self.act.button.set_kind("secondary")
        self.password.first.input.setFocus()
        self.password.first.input.selectAll()

    def _forget_word(self) -> None:
        """Another password, another question."""
        if self._asks_word and not self.act.is_waiting:
            self._asks_word = False
            self.verdict.clear()
            self.act.set_act(self.tr("Go on"))
            self.act.button.set_kind("primary")

    # Making

    def _create(self) -> None:
        self.verdict.clear()
        self._set_usable(False)
        self.act.begin()
        path, keyfile, remember = self.place.path(), self.keyfile.path(), self.remember.is_wanted()

        def done(facts: m.Facts) -> None:
            opening = Opening(path, facts, remember, keyfile)
            if self.kit.is_wanted():
                self._make_kit(opening)
            else:
                self._open(opening)

        def failed(error: Exception) -> None:
            self._over()
            self._explain(error)

        try:
            self._operations.create(path, self.password.text(), done, failed, keyfile)
        except OSError as error:
            failed(error)

    def _make_kit(self, opening: Opening) -> None:
        """The vault is there, and the password at hand that a way in is added by."""
        name = self.tr("Recovery kit")

        def done(made: m.RecoveryMade) -> None:
            self._open(opening)
            QTimer.singleShot(SHOWN_MS, self, lambda: self._show_kit(opening, made, name))

        def failed(error: Exception) -> None:
            self._open(opening)
            self._operations.failed.emit(words_for(error))

        current = way_in(self.password.text(), self.keyfile.path())
        self._operations.add_recovery(current, name, done, failed)

    def _show_kit(self, opening: Opening, made: m.RecoveryMade, name: str) -> None:
        if self._operations.connection.is_running:  # nobody was quick enough to lock it
            from vault.qt.keys.kits import KitShown  # here: printing takes a while to load

            KitShown(self._operations, made, opening.facts.name, name, self.window(), self._tell)

    def _tell(self, icon: str, words: str) -> None:
        """In the bar of the vault, until it is read."""
        works = self._operations.works
        works.finish(works.begin(self.tr("Recovery kit")), words, icon=icon)

    def _open(self, opening: Opening) -> None:
        self._over()
        self.leave()
        self._show_step(PLACE)
        self.opened.emit(opening)

    def _over(self) -> None:
        self.act.end()
        self._set_usable(True)

    def _set_usable(self, usable: bool) -> None:
        for widget in (*self.steps, self.back):
            widget.setEnabled(usable)

    def _explain(self, error: Exception) -> None:
        """Words at the step they are about."""
        if isinstance(error, Conflict):
            self._show_step(PLACE)
            self.place.refuse(self.tr("Something is there already under that name. Choose another name."))
            return
        of_keyfile = self.keyfile.path() is not None and isinstance(error, NotFound | PathRejected | LimitExceeded)
        if isinstance(error, Storage | NotFound | PathRejected) and not of_keyfile:
            self._show_step(PLACE)
        said = words_for(error)
        if of_keyfile:
            self._show_step(PASSWORD)
            said = Said(
                self.tr("The keyfile cannot be used."),
                self.tr("Nothing was made."),
                self.tr("A keyfile is a plain file of 1 byte to 1 MiB. Choose another one."),
                said.details,
            )
        self.verdict.say(said)
