"""One more way in: a password, a password with a keyfile, or this device."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from vault.child import messages as m
from vault.engine.errors import KeyringUnavailable
from vault.qt.operations import Operations
from vault.qt.parts.fields import Field, LineInput
from vault.qt.parts.text import Text
from vault.qt.parts.toasts import Tell
from vault.qt.start.keyfile import KeyfileChoice
from vault.qt.start.new_password import NewPassword
from vault.qt.wording import Said, words_for
from vault.unlock.this_device import DAYS, LONGEST_NAME, device_name

from .act_dialog import ActDialog, sentences
from .counting import NumberChoice, days_words
from .words import free_name, kind_name

FOR_DAYS = (7, 30, 90, 180, 365)


class NamedAct(ActDialog):
    """Something new that gets a name."""

    def __init__(
        self, title: str, operations: Operations, keys: m.Keys, name: str, tell: Tell, parent: QWidget | None
    ) -> None:
        super().__init__(title, operations, keys.ways, parent)
        self.keys, self._tell = keys, tell
        self.name = LineInput(free_name(name, keys.ways))
        self.name.setMaxLength(LONGEST_NAME)
        hint = self.tr("It stands in the vault's folder, where everybody can read it.")
        self.name_field = Field(self.tr("Name of this way in"), self.name, hint)
        self.name.textChanged.connect(lambda _: self.name_field.set_fault(""))

    def has_name(self) -> bool:
        """Whether it has one that no other has; otherwise that is said."""
        name = self.name.text().strip()
        if not name:
            self.name_field.set_fault(self.tr("Give it a name first."))
        elif free_name(name, self.keys.ways) != name:
            self.name_field.set_fault(self.tr("There is a way in of that name."))
        else:
            return True
        self.name.setFocus()
        return False

    def is_ready(self) -> bool:
        """The name."""
        return self.has_name()

    def _added(self, _: m.Keys) -> None:
        self._tell("keys", self.tr("The vault has one more way in."))
        self.end()


class AddPasswordDialog(NamedAct):
    """A password that is typed twice; a weak one needs a second word."""

    def __init__(
        self,
        operations: Operations,
        keys: m.Keys,
        facts: m.Facts,
        parent: QWidget | None,
        tell: Tell,
        *,
        keyfile: bool,
    ) -> None:
        name = kind_name("keyfile" if keyfile else "password")
        title = self.tr("Add a keyfile with a password") if keyfile else self.tr("Add a password")
        super().__init__(title, operations, keys, name, tell, parent)
        self.new = NewPassword(another=True)
        self.new.set_context(facts.name)
        self.keyfile = KeyfileChoice(can_make=True)
        self._wants_keyfile = keyfile
        self.rows.addWidget(self.name_field)
        if keyfile:
            said = self.tr(
                "Both are needed together: keep the file on a USB stick, and a copy of it elsewhere. If a single bit "
                "of it changes, this way in opens nothing."
            )
            self.rows.addWidget(self.keyfile)
            self.rows.addWidget(Text(said, "small", "text-secondary", wrap=True))
        self.rows.addWidget(self.new)
        self.rows.addWidget(self.factor)
        self.set_act(self.tr("Add"))
        self.new.changed.connect(self.forget_word)
        (self.keyfile.use if keyfile else self.new.first.input).setFocus()

    def is_ready(self) -> bool:
        """A name, a keyfile where one is wanted, two equal passwords, and a word on a weak one."""
        if not self.has_name():
            return False
        if self._wants_keyfile and self.keyfile.path() is None:
            said = Said(self.tr("A keyfile is missing."), "", self.tr("Choose one, or make a new one."))
            self.verdict.say(said, token="warning")
            self.keyfile.use.setFocus()
            return False
        return self.has_word(self.new)

    def begin(self, way: m.WayIn) -> None:
        """Asks for it."""
        path = self.keyfile.path() if self._wants_keyfile else None
        self.operations.add_password(
            way, self.name.text().strip(), self.new.text(), self._added, self.failed, keyfile=path
        )

    def clear_secrets(self) -> None:
        """All fields."""
        super().clear_secrets()
        self.new.leave()


class AddDeviceDialog(NamedAct):
    """Says what it is worth and for how long; without a keyring, why not."""

    def __init__(self, operations: Operations, keys: m.Keys, parent: QWidget | None, tell: Tell) -> None:
        super().__init__(
            self.tr("Add this device"), operations, keys, device_name() or kind_name("device"), tell, parent
        )
        self.days = NumberChoice(self.tr("For how long"), FOR_DAYS, DAYS, days_words)
        self.days_field = Field(
            self.tr("For how long"), self.days, self.tr("After that it opens nothing, until you add it anew.")
        )
        where = self.tr("A random secret goes into the keyring of this computer ({keyring}).")
        self.rows.addWidget(Text(where.format(keyring=keys.keyring or "?"), weight=500, wrap=True))
        self.rows.addWidget(
            sentences(
                self.tr("The vault then opens here without a password: it is as safe as your login, and no safer."),
                self.tr("It opens the vault and nothing more: keys, exports and ways in still ask for another way in."),
                self.tr("Remove it from any other device if this one is lost."),
            )
        )
        self.rows.addWidget(self.name_field)
        self.rows.addWidget(self.days_field)
        self.rows.addWidget(self.factor)
        self.set_act(self.tr("Add this device"))
        self.factor.setFocus()
        if not keys.keyring:
            self._say_why(keys.keyring_fault)

    def _say_why(self, reason: str) -> None:
        """Nothing is stored anywhere else."""
        happened = words_for(KeyringUnavailable(reason)).happened
        safe = self.tr("Nothing was stored. The vault opens as before.")
        act = self.tr("Log in with a keyring that is unlocked, such as the Secret Service of your desktop.")
        self.form.hide()
        self.verdict.say(Said(happened, safe, act), token="warning")
        self.act.set_blocked(self.tr("There is no keyring"))
        self.cancel.setText(self.tr("Close"))
        self.cancel.setFocus()

    def begin(self, way: m.WayIn) -> None:
        """Asks for it."""
        self.operations.add_device(way, self.name.text().strip(), self.days.value(), self._added, self.failed)
