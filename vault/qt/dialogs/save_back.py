"""Questions about what another program wrote: where to save it, and whether to give it up, which alone loses it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from vault.qt.figures import moment
from vault.qt.parts.buttons import Button
from vault.qt.parts.dialogs import Dialog
from vault.qt.parts.text import IconText, Text

Reason = Literal["later", "trash", "gone"]


class SaveBackDialog(Dialog):
    """The item is not as it was opened: keep both, put this version on top, or leave the copy where it is."""

    both_wanted = Signal()
    over_wanted = Signal()

    def __init__(self, name: str, reason: Reason, when: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Where to save it"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        happened = {
            "later": self.tr("“{name}” was changed in the vault while it was open in another program."),
            "trash": self.tr("“{name}” was moved to the trash while it was open in another program."),
            "gone": self.tr("“{name}” was removed from the vault while it was open in another program."),
        }[reason].format(name=name)
        self.body.addWidget(Text(happened, "section", wrap=True))
        if reason == "later":
            if when is not None:
                self.body.addWidget(Text(self.tr("Newest version in the vault: {time}").format(time=moment(when))))
            means = self.tr(
                "Keep both makes a new item beside it of what the other program saved. Replace makes that the newest "
                "version; the one in the vault stays among the versions."
            )
        else:
            means = self.tr("What the other program saved can be kept as a new item.")
        self.body.addWidget(Text(means, wrap=True))
        later = self.tr(
            "If you leave it, it stays in memory, readable, and becomes a new item when the vault is locked."
        )
        self.body.addWidget(Text(later, "small", "text-secondary", wrap=True))
        self.body.addStretch(1)
        self.cancel.setText(self.tr("Leave it"))
        self.over = Button(self.tr("Replace"))
        self.over.clicked.connect(self._over)
        if reason == "later":
            self.add_button(self.over, QDialogButtonBox.ButtonRole.ActionRole)
        self.set_act(self.tr("Keep both") if reason == "later" else self.tr("Keep as a new item"))
        self.accepted.connect(self.both_wanted)
        self.act.setFocus()

    def _over(self) -> None:
        self.reject()
        self.over_wanted.emit()


class GiveUpDialog(Dialog):
    """The window is to be closed, or a copy removed, and something in it is nowhere else. Enter keeps it."""

    def __init__(self, count: int, parent: QWidget | None = None, *, name: str = "", closing: bool = False) -> None:
        super().__init__(self.tr("Not saved back"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = self.tr("What another program changed in %Ln item(s) is not in the vault yet.", "", count)
        if name:
            words = self.tr("What another program changed in “{name}” is not in the vault yet.").format(name=name)
        self.body.addWidget(IconText("warning", Text(words, "section", wrap=True), size=20, gap=12, token="warning"))
        means = self.tr("With the plain copy this change is gone for good. The versions in the vault stay.")
        self.body.addWidget(Text(means, wrap=True))
        if closing:
            keep = self.tr("Unlock the vault, and it is saved back.")
            self.body.addWidget(Text(keep, tone="text-secondary", wrap=True))
        self.body.addStretch(1)
        self.cancel.setText(self.tr("Keep it"))
        self.set_act(self.tr("Close and lose it") if closing else self.tr("Remove"), kind="danger", safe=False)
        self.cancel.setFocus()
