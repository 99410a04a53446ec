"""A walk through the whole window with a real vault in it: every page, dialog and menu, one after the other.

`for station in Walk(folder).stations()` shows each of them and yields it while it is seen; whoever walks looks at it.
Places of the sidebar and entries of the vault's menu are found by themselves. `unseen_dialogs()` says which classes of
dialogs the walk has missed, so that a new one is either reached or named in `_dialogs`.
"""

from __future__ import annotations

import importlib
import pkgutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image
from PySide6.QtCore import QPoint, QSettings, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget
from shiboken6 import isValid

import vault.qt
from tests.child.links import cheap_command
from tests.qt.kit.codes import CODE, PARTS
from tests.qt.opened import WORDS
from vault.child import messages as m
from vault.qt.clipboard import secret_clipboard
from vault.qt.known_vaults import KnownVaults
from vault.qt.settings import Settings
from vault.qt.sharing.receive_dialog import ReceiveDialog
from vault.qt.vault_page import VaultPage
from vault.qt.window import VaultWindow

PATIENCE = 15.0
AGE_KEY = b"age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
"""Somebody's, from the manual of age."""


@dataclass(frozen=True)
class Station:
    """Something that is seen now: the window on a page, a dialog over it, or a menu."""

    name: str
    widget: QWidget

    @property
    def is_menu(self) -> bool:
        return isinstance(self.widget, QMenu)

    @property
    def is_dialog(self) -> bool:
        return isinstance(self.widget, QDialog)


class Items(NamedTuple):
    """What is in the vault that is walked through."""

    folder: bytes
    note: bytes
    letter: bytes
    picture: bytes
    trashed: bytes


class Walk:
    """One window and the way through it. Its application must have been dressed; `close` ends the window."""

    def __init__(self, folder: Path, width: int = 1280, height: int = 820) -> None:
        secret_clipboard().clear()  # what was copied before would be told of in every picture
        QGuiApplication.clipboard().clear()
        self.folder = folder
        self.settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
        self.window = VaultWindow(self.settings, KnownVaults(lambda: folder), command=cheap_command)
        self.window.resize(width, height)
        self.window.show()
        self.dialogs: set[type[QDialog]] = set()
        """The classes of those that were seen."""
        self.items = Items(b"", b"", b"", b"", b"")

    def close(self) -> None:
        """Ends window and vault process."""
        self.window.end()
        self.until(lambda: not self.window.connection.is_running, "the end")
        self.window.deleteLater()

    def stations(self) -> Iterator[Station]:
        """Everything there is to see."""
        yield from self._start()
        yield from self._pages()
        yield from self._menus()
        yield from self._dialogs()
        yield from self._locked()

    # Waiting

    def until(self, reached: Callable[[], object], what: str) -> None:
        """Turns the event loop until something is so."""
        end = time.monotonic() + PATIENCE
        while not reached():
            assert time.monotonic() < end, f"waited in vain for {what}"
            QTest.qWait(5)

    def settle(self) -> None:
        """Lets come what was asked of the vault, and what has to be laid out anew."""
        if self.window.page is not None:
            self.ask(self.operations.folders)
        for _ in range(4):
            QApplication.processEvents()

    def ask(self, ask: Callable[..., object], *arguments: Any, **named: Any) -> Any:
        """The answer of an operation."""
        answers: list[Any] = []
        ask(*arguments, done=answers.append, failed=answers.append, **named)
        self.until(lambda: answers, f"an answer to {ask}")
        assert not isinstance(answers[0], Exception), answers[0]
        return answers[0]

    # What is at hand

    @property
    def operations(self) -> Any:
        return self.window.operations

    @property
    def page(self) -> VaultPage:
        assert isinstance(self.window.page, VaultPage)
        return self.window.page

    def row(self, item: bytes) -> m.Row:
        row = self.ask(self.operations.details, item).row
        assert isinstance(row, m.Row)
        return row

    # The start

    def _seen(self, name: str) -> Station:
        self.settle()
        if not self.window.isActiveWindow():  # without a window manager nobody gives it the keyboard back
            self.window.activateWindow()
            self.until(self.window.isActiveWindow, "the keyboard")
        return Station(name, self.window)

    def _start(self) -> Iterator[Station]:
        start, creation = self.window.start, self.window.start.creation
        self.until(start.isVisible, "the window")
        self.window.activateWindow()
        self.until(self.window.isActiveWindow, "the keyboard")
        yield self._seen("welcome")
        start.show_create()
        creation.place.set_folder(self.folder)
        creation.place.set_name("My Papers")
        creation.remember.set_wanted(True)
        self.until(creation.place.is_free, "a free name")
        yield self._seen("create: place")
        creation.go_on()
        yield self._seen("create: password")
        for field in (creation.password.first, creation.password.again):
            field.input.setText(WORDS)
        self.until(lambda: not creation.password.meter.is_waiting, "the strength")
        creation.go_on()
        if creation._asks_word:
            yield self._seen("create: weak password")
            creation.go_on()
        yield self._seen("create: recovery kit")
        creation.kit.set_wanted(False)
        creation.go_on()
        self.until(lambda: self.window.page is not None and self.page.isVisible(), "the new vault")
        yield self._seen("empty vault")

    # The vault

    def _fill(self) -> None:
        """Some of everything: folders, notes with versions, a picture, tags, a search, trash, people, keys, a share."""
        ask, does = self.ask, self.operations
        house = ask(does.make_folder, m.ROOT, "House").item
        ask(does.make_folder, house, "Purchase")
        note = ask(does.write_note, "# Safe\n\nThe safe is behind the piano.\n\n- [ ] key\n", name=b"Where it is.md")
        ask(does.write_note, "# Safe\n\nIt is in the study.\n", item=note.item, based_on=note.version)
        letter = ask(does.write_note, "dear notary", name=b"Letter.md", parent=house).item
        old = ask(does.write_note, "penicillin", name=b"Allergies.md").item
        drop = self.folder / "drop"
        drop.mkdir()
        Image.new("RGB", (60, 40), "red").save(drop / "garden.png")
        (drop / "list.txt").write_text("a\nb\n")
        added: list[object] = []
        does.add_files(sorted(drop.iterdir()), m.ROOT, added.append)
        self.until(lambda: added, "the files")
        rows = {row.shown: row.id for row in ask(does.list_items, view="all").rows}
        ask(does.set_tags, [note.item, letter], add=["house", "urgent"])
        ask(does.colour_tag, "house", "teal")
        ask(does.set_favourite, [note.item], True)
        ask(does.save_search, "Letters", "notary")
        ask(does.trash, [old])
        ask(does.make_identity, "Anna")
        ask(does.add_contact, AGE_KEY, "Ben")
        self.items = Items(house, note.item, letter, rows["garden.png"], old)
        self.window.works.clear()
        self.page.tree.refresh()
        self.page.labels.refresh()
        self.operations.refresh_facts()
        self.until(lambda: "house" in self.page.labels.tags and house in self.page.tree.folders, "folders and tags")

    def choose(self, *items: bytes) -> None:
        """Chooses rows of the list that is shown."""
        view = self.page.list.current_view
        self.until(lambda: all(view.items.number_of(item) >= 0 for item in items), "the rows")
        numbers = [view.items.number_of(item) for item in items]
        view.choose(numbers, numbers[0])
        self.until(lambda: not view._pause.isActive(), "the choice")

    def _pages(self) -> Iterator[Station]:
        from vault.qt.health.page import HealthPage

        self._fill()
        page = self.page
        page.sidebar.upper.expandAll()
        for model in (page.sidebar.entries, page.sidebar.last):
            for number in range(model.rowCount()):
                place = model.place_at(model.index(number, 0))
                if place is None:
                    continue
                page.go(place)
                self.settle()
                self.until(lambda: not any(one.is_growing for one in page.findChildren(HealthPage)), "all findings")
                yield self._seen(f"page {place.view} {model.index(number, 0).data()}")
        yield from self._lists()
        yield from self._notes()

    def _lists(self) -> Iterator[Station]:
        """The list with what is chosen beside it."""
        from vault.qt.browse.places import ALL, TRASH

        page, items = self.page, self.items
        page.go(ALL)
        self.choose(items.note)
        yield self._seen("a note is chosen")
        self.choose(items.picture)
        self.until(lambda: page.detail.row is not None and page.detail.row.id == items.picture, "the detail")
        yield self._seen("a picture is chosen")
        self.choose(items.note, items.picture)
        yield self._seen("several are chosen")
        page.toolbar.search.setText("notary")
        self.until(lambda: page.list.query and page.list.hits.items.rowCount(), "what was found")
        self.choose(items.letter)
        yield self._seen("search")
        page.toolbar.search.setText("nothing of that kind")
        self.until(lambda: not page.list.hits.items.rowCount(), "that nothing was found")
        yield self._seen("search without a hit")
        page.toolbar.search.setText("")
        page.go(TRASH)
        self.choose(items.trashed)
        yield self._seen("trash")
        page.toasts.show_toast("restore", "Moved to the trash.", "Undo", stay=600_000)
        page.bar.show_jobs(())
        yield self._seen("a toast")
        page.toasts.toasts[-1]._end()

    def _notes(self) -> Iterator[Station]:
        from vault.qt.browse.places import NOTES

        page = self.page
        page.go(NOTES)
        self.choose(self.items.note)
        page.edit_note(self.row(self.items.note))
        self.until(lambda: page.editor.isVisible() and page.editor.item == self.items.note, "the editor")
        for view in ("write", "preview", "both"):
            page.editor.tools.views.choose(view)
            yield self._seen(f"note: {view}")
        page.editor.open_find(replacing=True)
        yield self._seen("note: find and replace")
        page.editor.leave()
        self.until(lambda: not page.writing.is_open, "the list")

    # Menus

    def _menu(self, name: str, show: Callable[[], object]) -> Iterator[Station]:
        show()
        self.until(QApplication.activePopupWidget, f"the menu of {name}")
        menu = QApplication.activePopupWidget()
        assert menu is not None
        yield Station(f"menu {name}", menu)
        if isValid(menu):
            menu.hide()
        QApplication.processEvents()

    def _menus(self) -> Iterator[Station]:
        from vault.qt.browse.places import ALL, CONTACTS, TRASH

        page, place = self.page, self.window.mapToGlobal(QPoint(300, 300))
        page.go(ALL)
        self.choose(self.items.note)
        rows = [self.row(self.items.note)]
        details = self.ask(self.operations.details, self.items.note)
        yield from self._menu("the vault", lambda: page.menu.popup(place))
        yield from self._menu("an item", lambda: page.acts.menu(rows, place))
        yield from self._menu("a folder", lambda: page.acts.folder_menu(page.tree.folders[self.items.folder], place))
        yield from self._menu("a tag", lambda: page.acts.labels.menu(page.labels.tags["house"], place))
        search = next(iter(page.labels.searches.values()))
        yield from self._menu("a saved search", lambda: page.acts.labels.menu(search, place))
        before, after = details.versions[0], details.versions[-1]
        yield from self._menu("a version", lambda: page.versions.menu(details.row, before, after, place))
        yield from self._menu("the order", page.list._open_orders)
        page.go(TRASH)
        yield from self._menu("the trash", lambda: page.acts.menu([self.row(self.items.trashed)], place))
        page.go(CONTACTS)
        contacts = page.sharing.contacts
        self.until(lambda: contacts.sheet.contact is not None and contacts.identity is not None, "Ben")
        yield from self._menu("my card", contacts.card._open_menu)
        yield from self._menu("a contact", contacts.sheet._open_menu)
        page.go(ALL)

    # Dialogs

    def others(self) -> list[QWidget]:
        """The dialogs and windows over ours."""
        kinds = Qt.WindowType.Window, Qt.WindowType.Dialog
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.windowType() in kinds]
        return [one for one in shown if one is not self.window]

    def _dialog(self, name: str, show: Callable[[], object]) -> Iterator[Station]:
        """Opens one, and takes it away again whatever it would like to ask before."""
        show()
        self.until(self.others, f"the dialog of {name}")
        self.settle()
        dialog = self.others()[-1]
        if isinstance(dialog, ReceiveDialog):
            self.until(lambda: dialog.opened is not None, "the share")
            self.settle()
        if isinstance(dialog, QDialog):
            self.dialogs.add(type(dialog))
        if not isinstance(dialog, QFileDialog):  # Qt's own
            yield Station(f"{type(dialog).__name__}: {name}", dialog)
        while shown := self.others():
            for one in shown:
                one.hide()
                if isinstance(one, QDialog):
                    one.deleteLater()
            QApplication.processEvents()

    def _dialogs(self) -> Iterator[Station]:
        yield from self._dialogs_of_menu()
        for some in (self._item_dialogs, self._key_dialogs, self._people_dialogs, self._told_dialogs):
            for name, show in some():
                yield from self._dialog(name, show)

    def _dialogs_of_menu(self) -> Iterator[Station]:
        """Whatever the menu of the vault opens, and the menus in it."""
        menu = self.page.menu
        menu.aboutToShow.emit()
        elsewhere = {menu.tr("New window"), menu.tr("Lock")}
        waiting = [action for action in menu.actions() if not action.isSeparator()]
        while waiting:
            action = waiting.pop(0)
            below = action.menu()
            if isinstance(below, QMenu):
                below.aboutToShow.emit()
                waiting += [one for one in below.actions() if not one.isSeparator()]
            elif action.isEnabled() and action.text() not in elsewhere:
                shown = self.page.panes.page
                action.trigger()
                self.settle()
                if self.others():
                    yield from self._dialog(action.text(), lambda: None)
                elif self.page.panes.page is not shown:
                    yield self._seen(f"page of {action.text()}")

    def _item_dialogs(self) -> Iterator[tuple[str, Callable[[], object]]]:
        from vault.qt.moving.out_dialogs import ClashDialog

        page, window = self.page, self.window
        details = self.ask(self.operations.details, self.items.note)
        row, picture, trashed = details.row, self.row(self.items.picture), self.row(self.items.trashed)
        before, after = details.versions[0], details.versions[-1]
        yield "move", lambda: page.acts.ask_move([picture])
        yield "new folder", lambda: page.acts.ask_folder(m.ROOT)
        yield "remove", lambda: page.acts.ask_remove([trashed])
        yield "tags", lambda: page.acts.labels.ask_tags([row, picture])
        yield "versions", lambda: page._show_versions(row)
        yield "an older version", lambda: page.versions.look(row, before)
        yield "compare", lambda: page.versions.compare(row, before, after)
        yield "copy out", lambda: page.outlet.save_out([row])
        yield "names are taken", lambda: ClashDialog(["a.txt", "b.txt"], window).open()
        yield "open with", lambda: page.opener.open_asking(picture)

    def _key_dialogs(self) -> Iterator[tuple[str, Callable[[], object]]]:
        from vault.qt.browse.places import KEYS
        from vault.qt.keys.presenting import PresentDialog
        from vault.qt.kit.dialog import KitDialog

        self.page.go(KEYS)
        keys, facts, window = self.page.keys.page, self.page.facts, self.window
        self.until(lambda: keys.cards, "the ways in")
        way = keys.cards[0].way
        yield "add a password", lambda: keys.open_add_password(keyfile=False)
        yield "add a keyfile", lambda: keys.open_add_password(keyfile=True)
        yield "add a kit", keys.open_add_kit
        yield "add this device", keys.open_add_device
        yield "test", lambda: keys.open_test(way)
        yield "remove a way in", lambda: keys.open_remove(way)
        yield "rename a way in", lambda: keys.ask_name(way)
        yield "policy", keys.open_policy
        yield "new secrets", keys.open_new_secrets
        yield "renew", keys.open_renew
        yield "present", lambda: PresentDialog(self.operations, facts, lambda: None, window).open()
        kit = partial(KitDialog, window, vault_name="My Papers", slot_name="Safe", fingerprint="d1f3 88ab 0c2e 7790")
        yield "kit", lambda: kit(words=CODE.words).open()
        yield "kit in parts", lambda: kit(words=CODE.words, shares=PARTS, threshold=2).open()

    def _people_dialogs(self) -> Iterator[tuple[str, Callable[[], object]]]:
        from vault.qt.browse.places import CONTACTS
        from vault.qt.sharing.asking import Outgoing
        from vault.qt.sharing.own_keys import ImportKeyDialog
        from vault.qt.sharing.share_made import SharedDialog
        from vault.qt.sharing.verify_dialog import VerifyDialog

        page, window = self.page, self.window
        page.go(CONTACTS)
        people = page.sharing.contacts
        self.until(lambda: people.contacts and people.identity is not None, "Ben")
        identity, rows = people.identity, [self.row(self.items.note)]
        assert identity is not None
        ben = replace(people.contacts[0], words=identity.words)
        share = self.folder / "Share.age"
        out = Outgoing((self.items.note,), share, "Anna", myself=True)
        written = self.ask(self.operations.write_share, out)
        self.window.works.clear()
        yield "add a contact", people.add_contact
        yield "compare words", lambda: VerifyDialog(self.operations, ben, identity, window).open()
        yield "my card", people.card._show_code
        yield "renew my keys", people._renew
        yield "import a key", lambda: ImportKeyDialog(self.operations, window).open()
        yield "remove a contact", lambda: people.ask_remove(ben)
        yield "share", lambda: page.sharing.share(rows)
        yield "shared", lambda: SharedDialog(out, written, ["Ben"], window).open()
        yield "receive", lambda: page.sharing.receive(share)

    def _told_dialogs(self) -> Iterator[tuple[str, Callable[[], object]]]:
        """What is told when something did not go well."""
        from vault.engine.errors import Storage
        from vault.qt.activity.exporting import TrailExportDialog
        from vault.qt.bringing import Imported
        from vault.qt.dialogs.cleaning import CleaningDialog
        from vault.qt.dialogs.failure import FailureDialog
        from vault.qt.dialogs.importing import ImportReport
        from vault.qt.dialogs.leaving import NotLeftReport
        from vault.qt.dialogs.repair import RepairDialog
        from vault.qt.dialogs.reports import AddedDialog, NotWrittenDialog
        from vault.qt.dialogs.save_back import GiveUpDialog, SaveBackDialog
        from vault.qt.notes.conflict import ConflictDialog
        from vault.qt.notes.link_dialog import LinkDialog
        from vault.qt.wording import words_for
        from vault.sandbox.importing.preview import Preview

        window, does = self.window, self.operations
        yield "export of the activity", lambda: TrailExportDialog(does, window).open()
        skipped = (m.Skipped(b"/x/a", "/x/a", "it is this vault"), m.Skipped(b"/x/b", "/x/b", "it is this vault"))
        unwritten = (m.NotWritten((b"a",), "a", m.Failure("Conflict")),)
        brought = m.Brought(m.ROOT, 3, 1, 9, 0, skipped, 2, False, m.Changes())
        written, left = m.WrittenOut(1, 2, unwritten, 1), m.Left(1, 2, 3, 0, "register", unwritten, 1, False)
        text = m.Text("# Safe\n\nIn the [study](https://example.org).\n", 2, 1_700_000_000_000_000)
        yield "added", lambda: AddedDialog(m.Added(5, 0, 9, skipped, 2, False, m.Changes()), window).open()
        yield "not written", lambda: NotWrittenDialog(written, window, lambda: None).open()
        yield "not left", lambda: NotLeftReport(left, window).open()
        yield "imported", lambda: ImportReport(Imported(brought, Preview(), None), window).open()
        yield "failure", lambda: FailureDialog(words_for(Storage("full", "/x", 28)), window).open()
        yield "save back", lambda: SaveBackDialog("Contract", "later", 1_700_000_000_000, window).open()
        yield "save back, gone", lambda: SaveBackDialog("Contract", "gone", None, window).open()
        yield "give up", lambda: GiveUpDialog(2, window, closing=True).open()
        yield "repair", lambda: RepairDialog(does, window).open()
        yield "clean", lambda: CleaningDialog(does, window).open()
        yield "conflict", lambda: ConflictDialog(text, "# Safe\n\nIn the hall.\n", window).open()
        yield "link", lambda: LinkDialog(QUrl("https://example.org/a"), window).open()

    # Locked

    def _locked(self) -> Iterator[Station]:
        start = self.window.start
        self.window.lock()
        self.until(lambda: self.window.page is None, "the lock")
        self.until(lambda: not self.window.connection.is_running, "the end of the vault process")
        yield self._seen("locked")
        start.unlock.password.input.setText("wrong")
        start.unlock.unlock()
        self.until(lambda: not start.unlock.act.is_waiting and start.unlock.password.hint(), "the refusal")
        yield self._seen("wrong password")
        yield from self._dialog("another state", start.unlock._confirm)
        start.go_back()
        yield self._seen("no vault is chosen")
        start.show_restore()
        yield self._seen("restore")


def unseen_dialogs(seen: set[type[QDialog]]) -> set[str]:
    """Classes of dialogs in the window's code that were not seen; what others are made from counts with those."""
    for module in pkgutil.walk_packages(vault.qt.__path__, "vault.qt."):
        if "gallery" not in module.name:
            importlib.import_module(module.name)
    found: set[type] = set()
    waiting = [QDialog]
    while waiting:
        below = [one for one in waiting.pop().__subclasses__() if one not in found]
        found.update(below)
        waiting += below
    ours = {one for one in found if one.__module__.startswith("vault.qt") and "gallery" not in one.__module__}
    covered = {base for one in seen for base in one.__mro__}
    return {f"{one.__module__}.{one.__qualname__}" for one in ours - covered}
