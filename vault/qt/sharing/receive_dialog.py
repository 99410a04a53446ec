"""A share that comes in: who sent it first, then what it holds, then where it goes. Nothing is kept before that."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.engine.errors import Cancelled, Damaged, ShareRefused, VaultLocked, WrongCredential
from vault.qt.browse.choices import FolderChoice
from vault.qt.browse.places import FolderTree
from vault.qt.dialogs.lines import Line, LineList
from vault.qt.dialogs.running import RunningWork
from vault.qt.figures import full_time, size
from vault.qt.operations import Operations
from vault.qt.parts.badges import Badge
from vault.qt.parts.buttons import Button
from vault.qt.parts.cards import Panel
from vault.qt.parts.contacts import InitialsTile
from vault.qt.parts.dialogs import MIDDLE, Dialog
from vault.qt.parts.fields import Field, LineInput, PasswordField
from vault.qt.parts.text import IconText, Text
from vault.qt.parts.verdict import Verdict
from vault.qt.start.keyboard import layout_name
from vault.qt.start.places import shown
from vault.qt.theme import Space
from vault.qt.wording import Said, words_for

from .people import LONGEST_NAME, sender_badge
from .word_grid import WordGrid

translate = QCoreApplication.translate


def refusal(error: Exception) -> Said:
    """Why a share was not opened. Only what is other than elsewhere is said here."""
    said = words_for(error)
    kept = translate("sharing", "Nothing of it was kept. The file is where it was.")
    if isinstance(error, Cancelled):
        return Said(translate("sharing", "Opening was stopped."), kept, "")
    if isinstance(error, Damaged):
        return Said(
            translate("sharing", "This is no share, or it was damaged on its way."),
            kept,
            translate("sharing", "Let it be sent once more."),
            said.details,
        )
    if isinstance(error, ShareRefused):
        return Said(said.happened, kept, said.act, said.details)
    return said


class SenderPanel(Panel):
    """Who signed it, how sure that is, and when."""

    def __init__(self, opened: m.ShareOpened, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        kind, word = sender_badge(opened.sender)
        name = opened.name or self.tr("Somebody you do not know")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.S)
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        head.addWidget(InitialsTile(opened.name), 0, Qt.AlignmentFlag.AlignTop)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Text(name, "item-title", wrap=True))
        signed = self.tr("Signed on {time}, whole and unchanged").replace("{time}", full_time(opened.time))
        names.addWidget(Text(signed, "small", "text-secondary", wrap=True))
        head.addLayout(names, 1)
        head.addWidget(Badge(kind, word), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        token = {"verified": "success", "yourself": "success"}.get(opened.sender, "warning")
        icon = "proof" if opened.sender in ("verified", "yourself") else "warning"
        column.addWidget(IconText(icon, Text(self._said(opened), wrap=True), gap=8, token=token))
        if opened.sender in ("unknown", "new") and opened.words:
            column.addWidget(WordGrid(opened.words, columns=3, role="section"))
        self.setAccessibleName(f"{name}, {word}, {signed}")

    def _said(self, opened: m.ShareOpened) -> str:
        if opened.sender == "verified":
            return self.tr("You have compared words: this comes from {name}.").replace("{name}", opened.name)
        if opened.sender == "yourself":
            return self.tr("You made this share yourself.")
        if opened.sender == "new":
            words = self.tr(
                "Signed by the key you have as {name}, but you have not compared words: it could be somebody else's."
            )
            return words.replace("{name}", opened.name)
        return self.tr(
            "Nobody among your contacts has this key. The share is whole, but who made it is not known. These are the "
            "words of the key:"
        )


class ReceiveDialog(Dialog):
    """Opens a share, asks for a passphrase where it needs one, shows it, and takes it in or drops it."""

    def __init__(
        self,
        operations: Operations,
        path: Path,
        tree: FolderTree,
        contacts: Callable[[], tuple[m.Contact, ...]],
        taken: Callable[[m.ShareTaken], None],
        parent: QWidget | None = None,
        *,
        add_as_file: Callable[[Path], None] | None = None,
    ) -> None:
        """`taken` is called with what is in the vault then; `add_as_file` keeps a file that cannot be opened."""
        super().__init__(self.tr("Open a share"), parent, width=MIDDLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._operations, self._path, self._tree = operations, path, tree
        self._contacts, self._taken, self._add_as_file = contacts, taken, add_as_file
        self._window = parent
        self._folder: bytes | None = None
        self._is_taking = self._is_left = False
        self._said: Said | None = None
        self._needs_words = False
        self.opened: m.ShareOpened | None = None
        self.running = RunningWork(operations.works)
        self.asks = QWidget()
        self.passphrase = PasswordField(self.tr("Passphrase"), layout=layout_name())
        self.verdict = Verdict()
        self.found = QWidget()
        self._lay_out()
        self.set_act(self.tr("Take it in"))
        self.passphrase.input.textEdited.connect(lambda _: self.passphrase.set_fault(""))
        self._show_state()

    def _lay_out(self) -> None:
        asks = QVBoxLayout(self.asks)
        asks.setContentsMargins(0, 0, 0, 0)
        asks.setSpacing(Space.M)
        words = self.tr("“{name}” is locked with a passphrase. Its sender tells it by another way than the file.")
        asks.addWidget(Text(words.replace("{name}", shown(self._path.name)), wrap=True))
        asks.addWidget(self.passphrase)
        self._column = QVBoxLayout(self.found)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)
        for widget in (self.running, self.asks, self.verdict):
            self.body.addWidget(widget)
        self.body.addWidget(self.found, 1)
        self.body.addStretch(0)

    # Opening

    def begin(self) -> None:
        """Opens the file; with what was typed, if something was asked for."""
        words = self.tr("Opening and verifying {name}").replace("{name}", shown(self._path.name))
        operations, path, window = self._operations, self._path, self._window
        reopen = partial(self._show_later, operations, path, self._tree, self._contacts, self._taken, window)

        def done(opened: m.ShareOpened) -> None:
            if isValid(self) and not self._is_left:
                self.show_share(opened)
            else:
                reopen(opened)

        def failed(error: Exception) -> None:
            if isValid(self) and not self._is_left:
                self._fail(error)
            elif not isinstance(error, VaultLocked | Cancelled):
                operations.works.fail(operations.works.begin(words), f"{words}: {refusal(error).whole}")

        self.verdict.clear()
        work = operations.open_share(path, self.passphrase.text(), done, failed)
        self.running.show_work(work, words)
        self.passphrase.input.clear()
        self._show_state()

    @staticmethod
    def _show_later(
        operations: Operations,
        path: Path,
        tree: FolderTree,
        contacts: Callable[[], tuple[m.Contact, ...]],
        taken: Callable[[m.ShareTaken], None],
        window: QWidget | None,
        opened: m.ShareOpened,
    ) -> None:
        """It was opened while nobody looked: the line in the bar leads to it."""
        name = opened.name or translate("sharing", "somebody you do not know")
        words = translate("sharing", "A share from {name} is open and verified.").replace("{name}", name)

        def show() -> None:
            if window is not None and isValid(window) and isValid(tree):
                dialog = ReceiveDialog(operations, path, tree, contacts, taken, window)
                dialog.show_share(opened)
                dialog.open()

        works = operations.works
        works.finish(works.begin(words), words, act=translate("sharing", "Look at it"), on_act=show, icon="inbox")

    def _fail(self, error: Exception) -> None:
        self.running.end()
        if isinstance(error, VaultLocked):
            self.done(self.DialogCode.Rejected)
            return
        if isinstance(error, WrongCredential):
            if self._needs_words:
                self.passphrase.set_fault(self.tr("That passphrase does not open it. Look at the keyboard layout."))
            self._needs_words = True
            self._show_state()
            self.passphrase.input.setFocus()
            return
        self._said = refusal(error)
        acts = []
        may_keep = isinstance(error, Damaged) or (isinstance(error, ShareRefused) and error.reason == "not for you")
        if self._add_as_file is not None and may_keep:
            acts.append((self.tr("Keep it as a file"), "secondary", self._keep_as_file))
        self.verdict.say(self._said, acts, token="warning" if isinstance(error, Cancelled) else "danger")
        self._show_state()

    def _keep_as_file(self) -> None:
        add = self._add_as_file
        self.done(self.DialogCode.Rejected)
        if add is not None:
            add(self._path)

    # What it is

    def show_share(self, opened: m.ShareOpened) -> None:
        """The sender, then the files."""
        self.running.end()
        self.opened = opened
        self._needs_words = False
        self.sender_panel = SenderPanel(opened)
        self._column.addWidget(self.sender_panel)
        self.keep = QCheckBox(self.tr("Add the sender to my contacts, as new"))
        self.name = LineInput(opened.name)
        self.name.setMaxLength(LONGEST_NAME)
        self.name_field = Field(self.tr("Name in your contacts"), self.name)
        stranger = opened.sender == "unknown"
        if stranger:
            self._column.addWidget(self.keep)
            self._column.addWidget(self.name_field)
        self.keep.setVisible(stranger and bool(opened.card))
        self.keep.setChecked(stranger and bool(opened.card))
        self.keep.toggled.connect(lambda _: self._show_state())
        self.name.textChanged.connect(lambda _: self._show_state())
        amount = self.tr("%Ln item(s), {size}", "", opened.items).replace("{size}", size(opened.bytes))
        others = self.tr("for %Ln recipient(s)", "", opened.recipients) if opened.recipients > 1 else ""
        self._column.addWidget(Text(", ".join(filter(None, (amount, others))), weight=600, tabular=True))
        self.list = LineList(self.tr("What it holds"), _lines(opened))
        self._column.addWidget(self.list, 1)
        self.place = Button("", icon="folder")
        self.place.clicked.connect(self._choose_folder)
        where = QHBoxLayout()
        where.setSpacing(Space.M)
        where.addWidget(Text(self.tr("Goes to"), tone="text-secondary"))
        where.addWidget(self.place)
        where.addStretch(1)
        self._column.addLayout(where)
        self._show_state()
        self.act.setFocus()

    def _choose_folder(self) -> None:
        words = self.tr("Where to put what was shared? Nothing that is there is replaced.")
        dialog = FolderChoice(self._tree, (), b"", words, self._take_folder, self)
        dialog.setWindowTitle(self.tr("Choose a folder"))
        dialog.act.setText(self.tr("Choose"))
        dialog.open()

    def _take_folder(self, folder: bytes) -> None:
        self._folder = folder
        self._show_state()

    def _place_name(self) -> str:
        if self._folder is None:
            return self.tr("Inbox")
        return self._tree.words(self._folder) or self.tr("Top level")

    # The acts

    def accept(self) -> None:
        """The act of the moment: the passphrase, hiding, or taking it in."""
        if self.running.is_running:
            super().accept()
        elif self._needs_words:
            if self.passphrase.text():
                self.begin()
            else:
                self.passphrase.set_fault(self.tr("Type the passphrase first."))
        elif self.opened is not None and not self._is_taking and self.act.isEnabled():
            self._take(self.opened)

    def _adds_sender(self) -> bool:
        return self.opened is not None and self.opened.sender == "unknown" and self.keep.isChecked()

    def _take(self, opened: m.ShareOpened) -> None:
        self._is_taking = True
        self._show_state()
        if self._adds_sender():
            name = self.name.text().strip()
            self._operations.add_contact(opened.card, name, lambda _: self._take_in(opened), self._refuse_name)
        else:
            self._take_in(opened)

    def _take_in(self, opened: m.ShareOpened) -> None:
        """Also where the dialog is gone meanwhile: the person said yes."""
        taken, operations = self._taken, self._operations

        def done(outcome: m.ShareTaken) -> None:
            if isValid(self):
                self.opened = None
                self.done(self.DialogCode.Accepted)
            taken(outcome)

        def failed(error: Exception) -> None:
            if isValid(self):
                self._refuse(error)
            elif not isinstance(error, VaultLocked):
                operations.failed.emit(words_for(error))

        unknown = opened.sender == "unknown"
        operations.take_share(opened.ticket, self._folder, unknown, done, failed)

    def _refuse_name(self, error: Exception) -> None:
        if isValid(self):
            self._is_taking = False
            self.name_field.set_fault(words_for(error).whole)
            self._show_state(keep=True)

    def _refuse(self, error: Exception) -> None:
        self._is_taking = False
        if isinstance(error, VaultLocked):
            self.done(self.DialogCode.Rejected)
            return
        self.verdict.say(words_for(error))
        self._show_state()

    def reject(self) -> None:
        """Cancel stops what runs; a share that is open is dropped."""
        if self.running.is_running:
            self.running.stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Whatever was typed is cleared, and what was not taken in is dropped."""
        self._is_left = True
        self.passphrase.input.clear()
        if self.opened is not None and not self._is_taking:
            self._operations.drop_share(self.opened.ticket)
            self.opened = None
        super().done(result)

    # What is seen

    def _show_state(self, *, keep: bool = False) -> None:
        running, opened = self.running.is_running, self.opened
        self.asks.setVisible(self._needs_words and not running)
        self.found.setVisible(opened is not None)
        over = not running and not self._needs_words and opened is None and self._said is not None
        self.act.setVisible(not over)
        self.act.set_kind("secondary" if running else "primary")
        if running:
            self.act.setText(self.tr("Go on below"))
            self.act.set_blocked("")
        elif self._needs_words:
            self.act.setText(self.tr("Open"))
            self.act.set_blocked("")
        elif opened is not None:
            self._show_taking(opened, keep=keep)
        stop, drop = self.tr("Stop"), self.tr("Drop it")
        self.cancel.setText(stop if running else drop if opened else self.tr("Close") if over else self.tr("Cancel"))
        (self.cancel if over else self.act).setDefault(True)
        self.fit()

    def _show_taking(self, opened: m.ShareOpened, *, keep: bool) -> None:
        adds = self._adds_sender()
        self.place.setText(self._place_name())
        self.name_field.setVisible(adds)
        reason = self.tr("This is being taken in") if self._is_taking else ""
        taken = any(one.name == self.name.text().strip() for one in self._contacts())
        if adds and not keep:
            words = self.tr("A contact of that name has another key. Choose another name.") if taken else ""
            self.name_field.set_fault(words)
        if adds and taken:
            reason = self.tr("A contact of that name has another key")
        elif adds and not self.name.text().strip():
            reason = self.tr("Type a name first")
        self.act.set_blocked(reason)
        words = self.tr("Take it in")
        if opened.sender == "unknown":
            words = self.tr("Add the sender and take it in") if adds else self.tr("Take it in once")
        self.act.setText(words)


def _lines(opened: m.ShareOpened) -> list[Line]:
    """What is in it; a name that was made safe for every disk says so."""
    icons = {"note": "notes", "folder": "folder"}
    lines = []
    for row in opened.rows:
        second = size(row.size) if row.kind != "folder" else translate("sharing", "Folder")
        if row.renamed:
            second = f"{second}. {translate('sharing', 'The name was changed, so that every disk takes it')}"
        token = "warning" if row.renamed else "text-secondary"
        lines.append(Line(row.shown.removeprefix("/"), second, icons.get(row.kind, "file"), token))
    if opened.items > len(opened.rows):
        more = translate("sharing", "And %Ln more", "", opened.items - len(opened.rows))
        lines.append(Line(more, translate("sharing", "All of it comes in"), "more"))
    return lines
