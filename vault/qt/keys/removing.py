"""A way in is taken away: its name typed, another way in shown, and what that does not heal is said before."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from vault.child import messages as m
from vault.engine.errors import FactorRequired
from vault.qt.operations import Operations
from vault.qt.parts.fields import Field, LineInput
from vault.qt.parts.text import Text
from vault.qt.parts.toasts import Tell
from vault.qt.wording import words_for

from .act_dialog import ActDialog, sentences
from .words import TYPED, lasting, way_name


class RemoveDialog(ActDialog):
    """The filled danger button wakes up when the name is right; Enter cancels until then and after."""

    def __init__(
        self,
        operations: Operations,
        keys: m.Keys,
        way: m.KeySlot,
        parent: QWidget | None,
        tell: Tell,
        *,
        rotate: Callable[[], None],
    ) -> None:
        name = way_name(way)
        others = tuple(one for one in keys.ways if one.id != way.id)
        super().__init__(self.tr("Remove “{name}”").replace("{name}", name), operations, others, parent)
        self._way, self._tell, self._rotate, self._name = way, tell, rotate, name
        said = self.tr("“{name}” will not open the vault any more.").replace("{name}", name)
        self.rows.addWidget(Text(said, weight=500, wrap=True))
        remarks = [self.tr("Old copies and backups of the vault still open with it, until they are gone.")]
        if way.kind == "device":
            remarks.append(self.tr("What that device's keyring still holds is worth nothing then."))
        left = lasting(others)
        if left < 2:
            few = self.tr("That leaves %Ln tested way(s) in. If it is lost, nobody can open the vault.", "", left)
            remarks.append(few)
        self.rows.addWidget(sentences(*remarks))
        self.input = LineInput()
        label = self.tr("Type the name “{name}” to go on").replace("{name}", name)
        self.rows.addWidget(Field(label, self.input))
        self.rows.addWidget(self.factor)
        self.set_act(self.tr("Remove"), kind="danger-filled", safe=False)
        self.input.textChanged.connect(self._compare)
        self._compare("")
        self.input.setFocus()
        if not any(one.tested is not None and one.kind in TYPED for one in others):
            self.form.hide()
            self.verdict.say(words_for(FactorRequired("last tested")), token="warning")
            self.cancel.setText(self.tr("Close"))

    def _compare(self, typed: str) -> None:
        right = typed.strip() == self._name.strip()
        self.act.set_blocked("" if right else self.tr("Type the name first"))

    def begin(self, way: m.WayIn) -> None:
        """Asks for it."""
        self.operations.remove_way(way, self._way.id, self._removed, self.failed)

    def _removed(self, _: m.Keys) -> None:
        words = self.tr("“{name}” is removed. A new vault key locks it out of what is written later, too.")
        toast = self._tell("keys", words.replace("{name}", self._name), self.tr("Make a new key"))
        toast.acted.connect(self._rotate)
        self.end()

    def failed(self, error: Exception) -> None:
        """The last tested one stays."""
        super().failed(error)
        if isinstance(error, FactorRequired):
            self.input.clear()
