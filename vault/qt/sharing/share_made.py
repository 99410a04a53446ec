"""A share that is on the disk: where it is, what to do with it, and how somebody without Deedbox opens it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from vault.child import messages as m
from vault.qt.clipboard import secret_clipboard
from vault.qt.dialogs.shown_folder import open_folder
from vault.qt.figures import size
from vault.qt.parts.buttons import Button
from vault.qt.parts.dialogs import NARROW, Dialog
from vault.qt.parts.text import IconText, Text
from vault.qt.start.places import place_words
from vault.qt.theme import Space

from .asking import Outgoing
from .people import people_words

translate = QCoreApplication.translate


def made_words(written: m.ShareWritten, names: Sequence[str]) -> str:
    """ "Shared 2 items with Jonas Weber and Miriam Okafor, 2.3 MB."."""
    items = translate("sharing", "Shared %Ln item(s)", "", written.items)
    if names:
        words = translate("sharing", "{items} with {names}, {size}.")
    else:
        words = translate("sharing", "{items} with a passphrase, {size}.")
    amount = size(written.size).replace(" ", "\N{NO-BREAK SPACE}")
    return words.format(items=items, names=people_words(names), size=amount)


class SharedDialog(Dialog):
    """Show folder, and the instructions for the recipient."""

    def __init__(
        self,
        share: Outgoing,
        written: m.ShareWritten,
        names: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Shared"), parent, width=NARROW)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._instructions = written.instructions
        words = Text(made_words(written, names), weight=500, wrap=True, tabular=True)
        self.outcome = IconText("check", words, size=20, gap=12, token="success")
        self.body.addWidget(self.outcome)
        place = Text(place_words(share.out), wrap=True)
        place.setContentsMargins(Space.XXXL, 0, 0, 0)
        self.body.addWidget(place)
        if names:
            todo = self.tr(
                "Send the file by any way you like: by mail, in a chat, on a stick. Nobody but the recipients can open "
                "it, and they see whether it comes from you."
            )
        else:
            todo = self.tr(
                "Send the file by any way you like, and the passphrase by another: by phone. Whoever has both can "
                "open it."
            )
        after = Text(todo, tone="text-secondary", wrap=True)
        after.setContentsMargins(Space.XXXL, 0, 0, 0)
        self.body.addWidget(after)
        others = self.tr(
            "Whoever has no Deedbox opens it with age, tar and ssh-keygen: the instructions hold the three commands."
        )
        self.body.addWidget(IconText("about", Text(others, tone="text-secondary", wrap=True), gap=16))
        self.body.addStretch(1)
        self.show_folder = Button(self.tr("Show in folder"), icon="folder")
        self.show_folder.clicked.connect(lambda _checked=False: open_folder(share.out.parent))
        self.copy = Button(self.tr("Copy instructions"), icon="clipboard")
        self.copy.clicked.connect(self._copy)
        self.add_option(self.show_folder, self.copy)
        self.cancel.setText(self.tr("Close"))
        self.cancel.setDefault(True)
        self.cancel.setFocus()

    def _copy(self) -> None:
        secret_clipboard().put_public(self._instructions)
        self.copy.setText(self.tr("Copied"))
