"""Sharing in an open vault's page: its two pages, its dialogs, and files that were dropped.

Pages and dialogs are imported when they are needed first, as everywhere in an open vault.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.engine.errors import Cancelled, VaultLocked
from vault.qt.browse.places import FolderTree
from vault.qt.operations import Operations
from vault.qt.parts.aside import Aside
from vault.qt.parts.choosing import choose_file, documents
from vault.qt.parts.toasts import Tell
from vault.qt.wording import words_for
from vault.sandbox import jobs
from vault.sandbox.client import SandboxWorker

from .asking import Outgoing
from .people import CARD_ENDING

if TYPE_CHECKING:
    from .contacts_page import ContactsPage
    from .register_page import RegisterPage

SHARE_ENDING = ".age"


def is_share(path: Path) -> bool:
    """Whether a file is called like a share. Looks at no disk."""
    return path.name.lower().endswith(SHARE_ENDING)


def is_card(path: Path) -> bool:
    """Whether a file is called like a card."""
    return path.name.lower().endswith(CARD_ENDING)


class SharingActs(QObject):
    """Makes pages and dialogs when they are wanted first."""

    folder_wanted = Signal(bytes)
    """A folder is to be shown: what came in is there."""
    item_wanted = Signal(bytes)
    contacts_wanted = Signal()
    """The page of contacts is to be shown."""
    add_wanted = Signal(object)
    """Files that are to be kept as they are: paths."""

    def __init__(
        self,
        operations: Operations,
        worker: SandboxWorker,
        tree: FolderTree,
        facts: Callable[[], m.Facts],
        tell: Tell,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._operations, self._worker, self._tree = operations, worker, tree
        self._facts, self._tell, self._page = facts, tell, page
        self._contacts: ContactsPage | None = None
        self._register: RegisterPage | None = None
        self._people: tuple[m.Contact, ...] = ()
        self._aside = Aside()
        self._read_only = False

    # Pages

    def page_of(self, view: str) -> QWidget:
        """The page of a place: `contacts` or `shared`."""
        return self.contacts if view == "contacts" else self.register

    @property
    def contacts(self) -> ContactsPage:
        """Whom I know."""
        if self._contacts is None:
            from .contacts_page import ContactsPage

            self._contacts = ContactsPage(self._operations, self._tell, self.read_code)
            self._contacts.failed.connect(self._complain)
            if self._read_only:
                self._contacts.set_read_only()
        return self._contacts

    @property
    def register(self) -> RegisterPage:
        """What went out and came in."""
        if self._register is None:
            from .register_page import RegisterPage

            self._register = RegisterPage(self._operations)
            self._register.open_wanted.connect(self.choose_share)
            self._register.show_wanted.connect(self.item_wanted)
            self._register.failed.connect(self._complain)
            if self._read_only:
                self._block_register(self._register)
        return self._register

    def set_read_only(self) -> None:
        """Nothing is changed any more."""
        self._read_only = True
        if self._contacts is not None:
            self._contacts.set_read_only()
        if self._register is not None:
            self._block_register(self._register)

    def _block_register(self, register: RegisterPage) -> None:
        register.open_share.set_blocked(self.tr("The vault can only be read now"))

    # Giving away

    def share(self, rows: Sequence[m.Row]) -> None:
        """Asks for recipients, and writes the share."""
        if rows and not self._read_only:
            from .share_dialog import ShareDialog

            ShareDialog(self._operations, rows, self._facts(), self._made, self.compare, self._page.window()).open()

    def compare(self, contact: m.Contact) -> None:
        """Words against words, over whatever asks for it."""
        from .verify_dialog import VerifyDialog

        operations, parent = self._operations, self._over()

        def show(identity: m.Identity | None) -> None:
            if isValid(self):
                VerifyDialog(operations, contact, identity, parent).open()

        operations.identity(show, lambda _: show(None))

    def _over(self) -> QWidget:
        """The dialog that is open, or the window."""
        return QApplication.activeModalWidget() or self._page.window()

    def _made(self, share: Outgoing, written: m.ShareWritten, names: list[str]) -> None:
        """The line in the bar leads to where it is."""
        from .share_made import SharedDialog, made_words

        works, words = self._operations.works, made_words(written, names)

        def show() -> None:
            if isValid(self):
                SharedDialog(share, written, names, self._page.window()).open()

        works.finish(works.begin(words, icon="send"), words, act=self.tr("Show"), on_act=show)

    # What comes in

    def choose_share(self) -> None:
        """The system's dialog for files."""
        choose_file(self._page.window(), self.tr("Open a share"), documents(), self.receive)

    def receive(self, path: Path) -> None:
        """Opens a share and shows it."""
        if self._read_only:
            return
        from .receive_dialog import ReceiveDialog

        self._operations.contacts(self._take_people, lambda _: None)
        dialog = ReceiveDialog(
            self._operations,
            path,
            self._tree,
            lambda: self._people,
            self._taken,
            self._page.window(),
            add_as_file=lambda kept: self.add_wanted.emit([kept]),
        )
        dialog.open()
        dialog.begin()

    def _take_people(self, answer: m.Contacts) -> None:
        self._people = answer.contacts

    def _taken(self, taken: m.ShareTaken) -> None:
        if not isValid(self):
            return
        words = self.tr("%Ln item(s) came in.", "", taken.items)
        renamed = self.tr("%Ln name(s) changed, so that every disk takes them.", "", taken.renamed)
        works = self._operations.works
        said = f"{words} {renamed}" if taken.renamed else words
        folder = taken.folder
        works.finish(
            works.begin(said), said, act=self.tr("Show"), on_act=lambda: self.folder_wanted.emit(folder), icon="inbox"
        )

    def words_for_drop(self, path: Path) -> str:
        """What is done with a file that is dropped, where it is not just added."""
        if is_share(path):
            return self.tr("Open this share: who sent it first, then what is in it.")
        is_read = is_card(path) or self._is_among_contacts()
        return self.tr("Look at this card, and add it to your contacts.") if is_read else ""

    def _is_among_contacts(self) -> bool:
        """On their page every file is taken for a card."""
        return self._contacts is not None and self._contacts.isVisible()

    def take_dropped(self, path: Path) -> bool:
        """A share or a card that was dropped; false for anything else."""
        if self._read_only or not self.words_for_drop(path):
            return False
        if is_share(path):
            self.receive(path)
        else:
            self.contacts_wanted.emit()
            self.contacts.add_contact(path)
        return True

    # The rest

    def read_code(self, picture: bytes, done: Callable[[bytes | None], None]) -> None:
        """The QR code in a picture; read where there are no keys."""

        def ask() -> bytes | None:
            answer = self._worker.ask(jobs.code(), picture)
            return answer.content if isinstance(answer, jobs.Code) else None

        self._aside.ask(ask, done)

    def _complain(self, error: Exception) -> None:
        if not isinstance(error, VaultLocked | Cancelled):
            self._tell("warning", words_for(error).whole)
