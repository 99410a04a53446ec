"""The way through the application that the screenshots show, page by page, on a family's papers."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.papers import NOTES, PAPERS
from tools.tour_activity import show_activity
from tools.tour_craft import show_craft
from tools.tour_first import show_absent, show_first_steps, show_help
from tools.tour_health import show_health
from tools.tour_keys import show_keys
from tools.tour_kit import show_kit_dialog, show_kit_unlock
from tools.tour_notes import show_writing
from tools.tour_sharing import show_sharing
from tools.tour_shell import show_shell

if TYPE_CHECKING:
    from tools.screenshots import Tour
    from vault.qt.moving.register import PlainCopies

PASSWORD = "apple ribbon canyon violin moss teapot"  # noqa: S105 - of a vault made for pictures


def walk(tour: Tour) -> int:
    """All of it."""
    show_start(tour)
    fill(tour)
    show_first_steps(tour)
    show_main(tour)
    show_notes(tour)
    show_writing(tour)
    show_drill(tour)
    show_dialogs(tour)
    show_order(tour)
    show_craft(tour)
    show_sharing(tour)
    show_keys(tour, PASSWORD)
    show_kit_dialog(tour, PASSWORD)
    show_health(tour)
    show_activity(tour)
    show_shell(tour, PASSWORD)
    show_help(tour)
    show_lock(tour)
    show_absent(tour)
    tour.window.end()
    tour.until(lambda: not tour.window.isVisible(), "the end")
    return 0


def show_start(tour: Tour) -> None:
    """Welcome, and the way to a new vault."""
    start = tour.window.start
    tour.settle(500)
    tour.shoot("01-welcome")
    start.show_create()
    creation = start.creation
    creation.place.set_folder(tour.vault.parent)
    creation.place.set_name("My Papers")
    creation.remember.set_wanted(True)
    tour.until(creation.place.is_free, "a free name")
    tour.shoot("02-create-place")
    creation.go_on()
    creation.password.first.input.setText("grandfather1962")
    creation.password.again.input.setText("grandfather1962")
    tour.settle(1500)
    tour.shoot("03-create-weak-password")
    creation.password.first.input.setText(PASSWORD)
    creation.password.again.input.setText(PASSWORD)
    tour.settle(1500)
    tour.shoot("04-create-password")
    tour.until(lambda: not creation.password.meter.is_waiting, "the strength")
    creation.go_on()
    tour.settle(300)
    tour.shoot("58-create-kit")
    creation.kit.set_wanted(False)  # it is added later, where ways in are shown
    creation.go_on()
    tour.until(lambda: tour.window.page is not None, "the new vault")
    tour.settle(800)
    tour.shoot("05-empty-vault")


def fill(tour: Tour) -> None:
    """Papers, notes and tags come in; the bar shows it."""
    operations = tour.window.operations
    papers = Path.home() / "Papers"
    added = operations.add_files(sorted(papers.iterdir()), bytes(16))
    tour.until(lambda: added.state != "running", "the papers")
    folders = tour.ask(operations.folders).folders
    places = {folder.shown: folder.id for folder in folders}
    for note in NOTES:
        tour.ask(operations.write_note, note.text, parent=places[note.folder], name=f"{note.name}.md".encode())
        time.sleep(0.01)
    rows = {row.shown: row for row in tour.ask(operations.list_items, view="all", limit=1000).rows}
    for paper in PAPERS:
        if paper.tags:
            operations.set_tags([rows[Path(paper.path).name].id], add=paper.tags)
    scan = rows["Birth certificate Jonas.png"]
    _keep_order(tour, rows)
    operations.trash([rows["Meter readings.csv"].id])
    tour.settle(800)
    # A second version, as a signed contract replaces its draft.
    again = operations.add_files(
        [papers / "House" / "Purchase" / "Purchase contract Lindenstrasse 14.pdf"], places["Purchase"], replace=True
    )
    tour.until(lambda: again.state != "running", "another version")
    assert scan.kind == "file"
    tour.window.works.clear()
    tour.settle(500)


def _keep_order(tour: Tour, rows: dict[str, Any]) -> None:
    """Colours, favourites and a saved search, as somebody has them who keeps order."""
    operations = tour.window.operations
    tags = sorted({tag for paper in PAPERS for tag in paper.tags})
    for tag, colour in zip(tags, ("red", "teal", "yellow", "blue", "purple", "green"), strict=False):
        tour.ask(operations.colour_tag, tag, colour)
    wanted = ("Birth certificate Jonas.png", "Purchase contract Lindenstrasse 14.pdf")
    tour.ask(operations.set_favourite, [rows[name].id for name in wanted], True)
    tour.ask(operations.save_search, "Letters of this year", "type:pdf after:2026")


def _choose(tour: Tour, name: str, *more: str, patience: int = 1200) -> None:
    """Chooses rows of the list by name."""
    view = tour.page.list.current_view
    wanted = (name, *more)

    def numbers() -> list[int]:
        model = view.model()
        names = [str(model.index(number, 0).data()) for number in range(model.rowCount())]
        return [names.index(one) for one in wanted] if set(wanted) <= set(names) else []

    tour.until(numbers, f"{name} in the list")
    view.choose(numbers(), numbers()[0])
    tour.settle(patience)


def show_main(tour: Tour) -> None:
    """The three panes with a document, a picture, several items, a search, the trash."""
    from vault.qt.browse.places import ALL, TRASH, Place

    page = tour.page
    page.go(ALL)
    page.list.items.show(ALL, "modified", True)
    page.sidebar.upper.expandAll()
    tour.settle(1500)
    _choose(tour, "Purchase contract Lindenstrasse 14.pdf", patience=2500)
    tour.shoot("06-main")
    _choose(tour, "House from the garden.jpg", patience=2000)
    tour.shoot("07-picture")
    _choose(tour, "Birth certificate Jonas.png", "Mortgage offer, signed.pdf", "Vehicle registration.pdf")
    tour.shoot("08-several")
    folder = next(one.id for one in page.tree.folders.values() if one.shown == "House")
    page.go(Place("folder", folder))
    tour.settle(1200)
    _choose(tour, "Insurance")
    tour.shoot("09-folder")
    page.toolbar.search.setText("notary")
    tour.settle(1500)
    tour.shoot("10-search")
    page.toolbar.search.setText("")
    page.go(TRASH)
    tour.settle(1000)
    tour.shoot("11-trash")
    tour.window.resize(760, 820)
    page.go(ALL)
    tour.settle(1200)
    tour.shoot("12-narrow")
    tour.window.resize(1280, 820)
    big = Path.home() / "Archive"
    big.mkdir(exist_ok=True)
    (big / "Letters from Grandmother 1962.tar").write_bytes(bytes(3_000_000_000))
    work = tour.window.operations.add_files([big], bytes(16))
    tour.settle(1500)
    _choose(tour, "Purchase contract Lindenstrasse 14.pdf", patience=1500)
    tour.shoot("13-long-work")
    tour.window.works.cancel(work.key)
    tour.until(lambda: work.state != "running", "the work to stop")
    shutil.rmtree(big)
    tour.window.works.clear()


def show_notes(tour: Tour) -> None:
    """The editor, writing and both."""
    from vault.qt.browse.places import NOTES as NOTES_PLACE

    page = tour.page
    page.go(NOTES_PLACE)
    tour.settle(1000)
    _choose(tour, "Where everything is.md")
    tour.shoot("14-note-preview")
    page.edit_note(page.list.current_view.chosen_rows()[0])
    tour.settle(1500)
    tour.shoot("15-note")
    page.editor.closed.emit()
    tour.settle(500)


def show_drill(tour: Tour) -> None:
    """An export, and the rehearsal that proves it; what follows shows the proof."""
    from PySide6.QtWidgets import QApplication

    from vault.qt.dialogs.drill import DrillDialog

    tour.ask(tour.window.operations.export, tour.home / "Documents" / "My Papers.deedbox-export", PASSWORD)
    tour.until(lambda: tour.page.facts.exported, "the export in the facts")
    tour.page.menu.open_drill()
    tour.until(QApplication.activeModalWidget, "the dialog of the rehearsal")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, DrillDialog)
    dialog.file.setText("~/Documents/My Papers.deedbox-export")
    dialog.password.input.setText(PASSWORD)
    tour.settle(700)
    tour.shoot("25-rehearsal")
    dialog.act.click()
    tour.until(lambda: dialog.is_over, "the proof")
    tour.settle(700)
    tour.shoot("26-proof")
    dialog.close()
    tour.window.works.clear()
    tour.settle(300)


def show_order(tour: Tour) -> None:
    """Tags, versions, duplicates, what comes in and goes out, and the help of the search."""
    from vault.qt.browse.places import ALL

    page, operations = tour.page, tour.window.operations
    page.go(ALL)
    rows = {row.shown: row for row in tour.ask(operations.list_items, view="all", limit=1000).rows}
    note = rows["Where everything is.md"]
    text = tour.ask(operations.note_text, note.id)
    changed = text.text.replace("Notary", "Notary's office") + "\n- The spare keys are with Anna's sister.\n"
    tour.ask(operations.write_note, changed, item=note.id, based_on=text.version)
    twin = tour.home / "Documents" / "House from the garden, copy.jpg"
    shutil.copy(next(tour.home.rglob("House from the garden.jpg")), twin)
    added = operations.add_files([twin], bytes(16))
    tour.until(lambda: added.state != "running", "a duplicate")
    tour.window.works.clear()
    details = tour.ask(operations.details, note.id)
    before, after = details.versions[-2:]
    some = [rows["Birth certificate Jonas.png"], rows["Passport Anna, photo page.jpg"]]
    tour.shoot_dialogs(
        ("27-tags", lambda: page.acts.labels.ask_tags(some)),
        ("28-compare-versions", lambda: page.versions.compare(details.row, before, after)),
        ("29-duplicates", page.menu.open_duplicates),
        ("30-older-versions", page.menu.open_older_versions),
        ("31-import", page.menu.open_import),
        ("32-leave", lambda: _ask_to_leave(page.menu)),
    )
    copies = _make_copies(tour, rows)
    tour.shoot_dialogs(("33-plain-copies", page.opener.show_copies))
    for copy in copies.there():
        copies.remove_opened(copy)
    tour.ask(lambda done, failed: copies.remove_out(copies.out, done))
    page.toolbar.search.setText("type:pdf")
    tour.settle(2500)  # for the pictures
    tour.shoot("34-search-operator")
    page.toolbar.search.setText("")


def _make_copies(tour: Tour, rows: dict[str, Any]) -> PlainCopies:
    """Plain copies: of one paper in another program, of one in a folder."""
    page = tour.page
    copies: PlainCopies = page.opener.copies
    paper = rows["Mortgage offer, signed.pdf"]
    folder = tour.home / "Lent"  # it goes with the copy
    folder.mkdir()
    path = folder / paper.shown
    copies.add_opened(paper, tour.ask(tour.window.operations.lend_item, paper.id, path), path)
    page.outlet.save_to([rows["Household inventory.csv"]], tour.home / "Documents")
    tour.until(lambda: copies.out, "the copy that went out")
    tour.window.works.clear()
    return copies


def _ask_to_leave(menu: Any) -> None:
    from PySide6.QtWidgets import QApplication

    from vault.qt.dialogs.leaving import LeaveDialog

    menu.open_leave()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, LeaveDialog)
    dialog.place.setText("~/Documents/My Papers")


def show_dialogs(tour: Tour) -> None:
    """Everything that asks."""
    menu = tour.page.menu
    tour.shoot_dialogs(
        ("16-facts", menu.open_facts),
        ("17-change-password", menu.open_change_password),
        ("18-new-vault-key", menu.open_rotate),
        ("19-export", menu.open_export),
        ("20-check", menu.open_check),
        ("21-settings", tour.window.show_settings),
    )


def show_lock(tour: Tour) -> None:
    """Locked, the wrong password, and a restore."""
    tour.window.lock()
    tour.until(lambda: tour.window.page is None, "the lock")
    tour.settle(500)
    tour.shoot("22-locked")
    unlock = tour.window.start.unlock
    unlock.password.input.setText("apple ribbon")
    unlock.unlock()
    tour.settle(300)
    tour.until(lambda: not unlock.act.is_waiting, "the refusal")
    tour.settle(500)
    tour.shoot("23-wrong-password")
    show_kit_unlock(tour)
    tour.window.start.show_restore()
    tour.settle(500)
    tour.shoot("24-restore")
