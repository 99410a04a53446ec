"""What a vault is: a dialog of plain facts."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from vault.child import messages as m
from vault.qt.figures import moment, number, size
from vault.qt.parts.badges import ProofLine
from vault.qt.parts.dialogs import Dialog
from vault.qt.parts.text import Text
from vault.qt.proofs import standing
from vault.qt.start.places import place_words
from vault.qt.theme import Space


class FactsDialog(Dialog):
    """Name, place, counts and times of a vault. It changes nothing."""

    def __init__(self, facts: m.Facts, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Vault facts"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body.addWidget(Text(facts.name, "item-title", elide=Qt.TextElideMode.ElideMiddle))
        known = standing(facts)
        self.body.addWidget(ProofLine(known.kind, known.sentence))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(self._facts(facts)):
            label = Text(name, tone="text-secondary")
            label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
            shown = Text(value, tabular=True, wrap=True)
            shown.setAccessibleName(f"{name}: {value}")
            grid.addWidget(label, row, 0)
            grid.addWidget(shown, row, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.cancel.setText(self.tr("Close"))
        self.cancel.setDefault(True)

    def _facts(self, facts: m.Facts) -> list[tuple[str, str]]:
        holds = ", ".join(
            (
                self.tr("%Ln file(s)", "", facts.files),
                self.tr("%Ln note(s)", "", facts.notes),
                self.tr("%Ln folder(s)", "", facts.folders),
            )
        )
        lines = [
            (self.tr("Place"), place_words(Path(os.fsdecode(facts.path)))),
            (self.tr("Holds"), holds),
            (self.tr("Size"), size(facts.size)),
            (self.tr("In the trash"), self.tr("%Ln item(s)", "", facts.trash)),
        ]
        if facts.created is not None:
            lines.append((self.tr("Made"), moment(facts.created)))
        if facts.restored is not None:
            lines.append((self.tr("Restored"), moment(facts.restored)))
        exported = moment(facts.exported) if facts.exported is not None else self.tr("Never")
        lines.append((self.tr("Last export"), exported))
        lines.append((self.tr("Ways in"), number(len(facts.slots))))
        lines.append((self.tr("Vault key"), self.tr("Number {count}").format(count=number(facts.epoch))))
        lines.append((self.tr("Changes"), number(facts.sequence)))
        return lines
