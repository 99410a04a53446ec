"""My card: who others take me for, and every way to hand it over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from vault.child import messages as m
from vault.child.failures import error_of, failure_of
from vault.qt.browse.choices import add_entry
from vault.qt.browse.tag_line import FlowLayout
from vault.qt.clipboard import secret_clipboard
from vault.qt.dialogs.failure import FailureDialog
from vault.qt.parts.aside import Aside
from vault.qt.parts.buttons import Button, IconButton
from vault.qt.parts.cards import Panel, SectionHead
from vault.qt.parts.choosing import choose_new_file, documents, with_ending
from vault.qt.parts.dialogs import MIDDLE, Dialog
from vault.qt.parts.text import Rule, Text
from vault.qt.theme import Space
from vault.qt.wording import words_for

from .people import CARD_ENDING, date_words, kind_words
from .qr import QrPicture, picture_of, write_new
from .word_grid import WordGrid

translate = QCoreApplication.translate


def file_name(name: str, ending: str) -> str:
    """A file's name out of a person's: nothing a disk would not take."""
    kept = "".join(one if one.isalnum() or one in " -_.,()" else " " for one in name)
    return f"{' '.join(kept.split()).strip('. ') or 'card'}{ending}"


class CardWays:
    """What can be done with a card, for the page and for the dialog: copied, saved, saved as a picture."""

    def __init__(self, owner: QWidget, tell: Callable[[str, str], object]) -> None:
        """`tell` says in a toast what was done: (icon, words)."""
        self._owner, self._tell = owner, tell
        self._aside = Aside()
        self._folder = documents()

    def copy_text(self, identity: m.Identity) -> None:
        """The card as text, to be pasted into a message. It holds nothing secret."""
        secret_clipboard().put_public(identity.card)
        self._tell("clipboard", translate("sharing", "Copied your card. It holds nothing secret: anybody may have it."))

    def save_file(self, identity: m.Identity) -> None:
        """The card as a file."""
        start = self._folder / file_name(identity.name, CARD_ENDING)
        content = identity.card.encode()
        self._save(translate("sharing", "Save your card"), start, lambda: content)

    def save_picture(self, identity: m.Identity) -> None:
        """The card as a picture of its QR code."""
        start = self._folder / file_name(identity.name, ".png")
        self._save(translate("sharing", "Save the QR code"), start, lambda: picture_of(identity.qr))

    def _save(self, title: str, start: Path, make: Callable[[], bytes]) -> None:
        def chosen(path: Path) -> None:
            self._folder = path.parent
            whole = with_ending(path, start.suffix)
            self._aside.ask(
                lambda: write_new(whole, make(), replace=whole == path), lambda wrong: self._saved(whole, wrong)
            )

        choose_new_file(self._owner.window(), title, start, chosen)

    def _saved(self, path: Path, wrong: Exception | None) -> None:
        if wrong is not None:
            FailureDialog(words_for(error_of(failure_of(wrong))), self._owner.window()).open()
        else:
            self._tell("check", translate("sharing", "Saved as “{name}”.").replace("{name}", path.name))


class MyCard(Panel):
    """The card on the page: name, words, fingerprint, acts. Without an identity: what one is for, and to make one."""

    make_wanted = Signal()
    renew_wanted = Signal()
    import_wanted = Signal()
    forget_wanted = Signal(object)
    """`m.ImportedKey`."""

    def __init__(self, tell: Callable[[str, str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ways = CardWays(self, tell)
        self.identity: m.Identity | None = None
        self.read_only = False
        self.head = SectionHead(self.tr("My card"))
        self.name = Text("", "item-title", elide=Qt.TextElideMode.ElideRight)
        self.about = Text("", tone="text-secondary", wrap=True)
        self.words = WordGrid(columns=3)
        self.fingerprint = Text("", "small", "text-secondary", wrap=True, tabular=True)
        self.make = Button(self.tr("Make my card"), "secondary", "contacts")
        self.show_code = Button(self.tr("Show QR code"), icon="qr-code")
        self.copy = Button(self.tr("Copy text"), icon="clipboard")
        self.more = IconButton("more", self.tr("More with my card"))
        self.imported = QWidget()
        self._lay_out()
        self.make.clicked.connect(self.make_wanted)
        self.show_code.clicked.connect(self._show_code)
        self.copy.clicked.connect(lambda: self.identity and self.ways.copy_text(self.identity))
        self.more.clicked.connect(self._open_menu)
        self.show_identity(None)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.S)
        for widget in (self.head, self.name, self.about, self.words, self.fingerprint):
            column.addWidget(widget)
        line = QWidget()
        acts = FlowLayout(line, spacing=Space.S)
        for button in (self.make, self.show_code, self.copy, self.more):
            acts.addWidget(button)
        column.addSpacing(Space.XS)
        column.addWidget(line)
        column.addWidget(self.imported)
        self._keys = QVBoxLayout(self.imported)
        self._keys.setContentsMargins(0, Space.S, 0, 0)
        self._keys.setSpacing(Space.XS)

    def show_identity(self, identity: m.Identity | None) -> None:
        """This one; nothing if none was made."""
        self.identity = identity
        there = identity is not None
        for widget in (self.name, self.words, self.fingerprint, self.show_code, self.copy, self.more):
            widget.setVisible(there)
        self.make.setVisible(not there)
        reason = self.tr("The vault can only be read now")
        self.make.set_blocked(reason if self.read_only else "")
        if identity is None:
            self.about.setText(
                self.tr(
                    "Your card is what others need to share with you, and to know that a share came from you. It is "
                    "made once, under the name they will see, and holds nothing secret."
                )
            )
            self._show_keys(())
            return
        self.name.setText(identity.name)
        self.about.setText(self.tr("Others compare these words with you, by phone or in person:"))
        self.words.show_words(identity.words)
        said = self.tr("Fingerprint: {fingerprint}").replace("{fingerprint}", identity.fingerprint)
        made = self.tr("Made on {date}.").replace("{date}", date_words(identity.made))
        earlier = self.tr("Old shares still open with %Ln earlier key(s).", "", identity.earlier)
        self.fingerprint.setText(f"{said}\n{made} {earlier if identity.earlier else ''}".rstrip())
        self._show_keys(identity.imported)

    def _show_keys(self, keys: tuple[m.ImportedKey, ...]) -> None:
        while (item := self._keys.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.imported.setVisible(bool(keys))
        if keys:
            self._keys.addWidget(Rule())
            self._keys.addWidget(SectionHead(self.tr("Imported keys"), role="body"))
        for key in keys:
            self._keys.addWidget(self._key_line(key))

    def _key_line(self, key: m.ImportedKey) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        names = QVBoxLayout()
        names.setSpacing(0)
        shown = Text(key.recipient, tabular=True, elide=Qt.TextElideMode.ElideMiddle)
        names.addWidget(shown)
        kind = kind_words(key.kind, key.recipient.startswith("age1pq1")).split(";")[0]
        opens = self.tr("{kind}. Opens shares made for it; imported on {date}")
        said = opens.replace("{kind}", kind).replace("{date}", date_words(key.added))
        names.addWidget(Text(said, "small", "text-secondary", wrap=True))
        row.addLayout(names, 1)
        forget = IconButton("close", self.tr("Forget this key"), side=28, icon_size=14)
        forget.set_blocked(self.tr("The vault can only be read now") if self.read_only else "")
        forget.clicked.connect(lambda: self.forget_wanted.emit(key))
        row.addWidget(forget)
        return line

    def _show_code(self) -> None:
        if self.identity is not None:
            CardDialog(self.identity, self.ways, self.window()).open()

    def _open_menu(self) -> None:
        identity = self.identity
        if identity is None:
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        add_entry(menu, self.tr("Save card as a file"), "plain-copy", lambda: self.ways.save_file(identity))
        add_entry(menu, self.tr("Save QR code as a picture"), "qr-code", lambda: self.ways.save_picture(identity))
        if not self.read_only:
            menu.addSeparator()
            add_entry(menu, self.tr("Import a key"), "keys", self.import_wanted.emit)
            add_entry(menu, self.tr("Renew my keys"), "running", self.renew_wanted.emit)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


class CardDialog(Dialog):
    """The QR code, large, to be read by a camera from this screen."""

    def __init__(self, identity: m.Identity, ways: CardWays, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("My card"), parent, width=MIDDLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body.addWidget(Text(identity.name, "item-title", wrap=True))
        about = self.tr(
            "This code is the whole card, and holds nothing secret. Whoever reads it compares the words with you."
        )
        self.body.addWidget(Text(about, tone="text-secondary", wrap=True))
        self.code = QrPicture(self.tr("QR code of the card of {name}").replace("{name}", identity.name))
        self.code.show_content(identity.qr)
        self.body.addWidget(self.code, 1)
        words = WordGrid(identity.words, columns=3, role="section")
        words.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.body.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        self.copy = Button(self.tr("Copy text"), icon="clipboard")
        self.save = Button(self.tr("Save picture"), icon="plain-copy")
        self.copy.clicked.connect(lambda: ways.copy_text(identity))
        self.save.clicked.connect(lambda: ways.save_picture(identity))
        self.add_option(self.copy, self.save)
        self.cancel.setText(self.tr("Close"))
        self.cancel.setDefault(True)
        self.cancel.setFocus()
