"""The banners of keys, under the toolbar: what is true of the ways in and should not be forgotten."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.child import messages as m
from vault.qt.figures import moment
from vault.qt.parts.bars import Banner

from .words import lasting, way_name

BY_STEPS = frozenset({"second", "test"})
"""What the first steps ask for themselves, as long as somebody takes them."""
MOST = 2
"""More at once would push the list away; what is left out comes when one of these is done."""


class KeyBanners(QWidget):
    """A column of them, made anew when the vault's facts say something else."""

    secrets_wanted = Signal()
    key_wanted = Signal()
    cost_wanted = Signal()
    keys_wanted = Signal()
    test_wanted = Signal(object)
    """`m.KeySlot`."""
    changed = Signal()
    """`wanted` says something else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._shown: tuple[object, ...] = ()
        self.wanted: tuple[tuple[str, str, str, str], ...] = ()
        """(key, kind, sentence, act) of everything there is to say, what matters most first."""
        self._hidden: set[str] = set()
        self._is_left_to_steps = False
        self.banners: dict[str, Banner] = {}
        self._facts: m.Facts | None = None

    def show_facts(self, facts: m.Facts) -> None:
        """What the vault is by now."""
        self._facts = facts
        everything = self._wanted(facts)
        if everything != self.wanted:
            self.wanted = everything
            self.changed.emit()
        wanted = everything[:MOST]
        if wanted == self._shown:
            return
        self._shown = wanted
        for before in self.banners.values():
            before.hide()
            before.deleteLater()
        self.banners = {}
        for key, kind, words, act in wanted:
            banner = Banner(kind, words, act)
            banner.acted.connect(lambda key=key: self.act(key))
            self._column.addWidget(banner)
            self.banners[key] = banner

    def leave_to_steps(self, left: bool) -> None:
        """One of them is enough to ask for a second way in."""
        if left == self._is_left_to_steps:
            return
        self._is_left_to_steps = left
        if self._facts is not None:
            self.show_facts(self._facts)

    def _wanted(self, facts: m.Facts) -> tuple[tuple[str, str, str, str], ...]:
        """See `wanted`."""
        found: list[tuple[str, str, str, str]] = []
        if facts.refused:
            found.append(("refused", "warning", self._refused_words(facts.refused), self.tr("Hide")))
        if facts.read_only is None:
            found += self._due(facts)
        hidden = self._hidden | BY_STEPS if self._is_left_to_steps else self._hidden
        return tuple(one for one in found if one[0] not in hidden)

    def _due(self, facts: m.Facts) -> list[tuple[str, str, str, str]]:
        """What somebody should do."""
        found: list[tuple[str, str, str, str]] = []
        make = self.tr("Make new secrets")
        if facts.due == "device lost":
            words = self.tr("A device was lost. Whoever has it may have a way in: make new secrets.")
            found.append(("secrets", "warning", words, make))
        elif facts.due == "person left":
            words = self.tr("Somebody left who may still have a way in: make new secrets.")
            found.append(("secrets", "warning", words, make))
        elif facts.due == "age":
            words = self.tr("A new vault key is due: it locks old keys out of what is written later.")
            found.append(("key", "about", words, self.tr("Make a new key")))
        if any(slot.cheap and slot.at_hand for slot in facts.slots):
            words = self.tr("Guessing this password costs less than half of what it does for one made today.")
            found.append(("cost", "about", words, self.tr("Make it dearer")))
        kit = next((slot for slot in facts.slots if slot.rehearse), None)
        if kit is not None:
            words = self.tr("“{name}” was not tried for half a year. Type its words once, so that it can be relied on.")
            if kit.tested is None:
                words = self.tr("“{name}” was never tested. Type its words once, so that it can be relied on.")
            found.append(("test", "about", words.replace("{name}", way_name(kit)), self.tr("Test now")))
        elif lasting(facts.slots) < 2:
            words = self.tr("Only one tested way in opens this vault. If it is forgotten or lost, nobody can open it.")
            if not lasting(facts.slots):
                words = self.tr("No way in but a device was ever tested. If that is lost, perhaps nobody can open it.")
            found.append(("second", "about", words, self.tr("Add a way in")))
        return found

    def _refused_words(self, times: tuple[int, ...]) -> str:
        words = self.tr(
            "Somebody tried %Ln time(s) to open this vault here and was refused, the last time {when}.", "", len(times)
        )
        more = self.tr("Whoever uses this account could erase such traces.")
        return f"{words.replace('{when}', moment(times[-1], within=True))} {more}"

    def act(self, key: str) -> None:
        """What stands behind a sentence."""
        if key == "refused":
            self._hidden.add(key)
            assert self._facts is not None
            self.show_facts(self._facts)
        elif key == "test":
            assert self._facts is not None
            self.test_wanted.emit(next(slot for slot in self._facts.slots if slot.rehearse))
        else:
            wanted = {"secrets": self.secrets_wanted, "key": self.key_wanted, "cost": self.cost_wanted}
            wanted.get(key, self.keys_wanted).emit()
