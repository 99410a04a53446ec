"""One way in as a card: what it is, when it was added, used and tested, what it costs to guess it, and its acts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from vault.child import messages as m
from vault.qt.figures import full_moment
from vault.qt.parts.badges import Badge
from vault.qt.parts.buttons import Button
from vault.qt.parts.cards import Card, Facts

from .words import cost, facts_of, has_expired, icon_of, second_line, state_of, way_name


class WayCard(Card):
    """Buttons for what can be done with it; F2 and its menu rename, Del removes."""

    test_wanted = Signal(object)
    """`m.KeySlot`."""
    print_wanted = Signal(object)
    rename_wanted = Signal(object)
    removal_wanted = Signal(object)

    def __init__(self, way: m.KeySlot, keys: m.Keys, parent: QWidget | None = None) -> None:
        super().__init__(icon_of(way.kind), way_name(way), second_line(way, keys.keyring), parent)
        self.way = way
        state = state_of(way)
        badge = Badge(state.badge, state.word)
        if way.tested is not None:
            badge.setToolTip(full_moment(way.tested))
        self.add_act(badge)
        facts = Facts(facts_of(way))
        for value, moment in zip(facts.values, (way.added, way.used, way.tested), strict=True):
            if moment is not None:
                value.setToolTip(full_moment(moment))
        self.add_body(facts, gap=12)
        named = way_name(way)
        self.test = self._act(self.tr("Test now") if way.rehearse else self.tr("Test"), named)
        self.print = self._act(self.tr("Print"), named)
        self.print.setToolTip(self.tr("A new kit in the place of this one: its words are kept nowhere"))
        self.remove = self._act(self.tr("Remove"), named)
        self.test.setVisible(not has_expired(way))
        self.print.setVisible(way.kind == "recovery")
        acts = [act for act in (self.test, self.print, self.remove) if not act.isHidden()]
        bits = keys.strength_bits if way.at_hand else None
        self.set_foot(cost(way, bits), *acts)
        self.test.clicked.connect(lambda _checked=False: self.test_wanted.emit(self.way))
        self.print.clicked.connect(lambda _checked=False: self.print_wanted.emit(self.way))
        self.rename = QAction(self.tr("Rename"), self)
        self.rename.triggered.connect(lambda _checked=False: self.rename_wanted.emit(self.way))
        self.rename.setShortcut("F2")
        self.rename.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(self.rename)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.remove.clicked.connect(lambda _checked=False: self.removal_wanted.emit(self.way))
        delete = QShortcut(QKeySequence("Del"), self)
        delete.setWhatsThis(self.remove.text())
        delete.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        delete.activated.connect(self.remove.click)

    def _act(self, words: str, named: str) -> Button:
        button = Button(words, "quiet", compact=True, parent=self)
        button.setAccessibleName(self.tr("{act}: {name}").replace("{act}", words).replace("{name}", named))
        return button

    def block(self, reason: str) -> None:
        """What changes the vault cannot be done."""
        for act in (self.test, self.print, self.remove):
            act.set_blocked(reason)
        self.rename.setEnabled(not reason)
