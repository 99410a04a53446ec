"""The part of the tour that shows writing: links, a table, the outline, a list to choose from, and two versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.screenshots import Tour

TEXT = """# Handing over the house

Whoever takes over finds everything in **this vault**. The {contract} says what was agreed, {photo} how it looked.

## Before the day

- [x] Cancel the insurance, see {insurance}
- [x] Read the meters
- [ ] Hand in the *spare keys*
- [ ] Tell the notary the new address

## Meters

| Meter       | Number  | Reading |
| ----------- | ------- | ------: |
| Electricity | 4471-09 |  18,204 |
| Gas         | 88-310  |   5,077 |
| Water       | W-2206  |     611 |

## Who to call

> The caretaker answers before nine.

The city explains the rest: [moving out](https://example.org/moving)
"""
LINKED = {
    "contract": "Purchase contract Lindenstrasse 14.pdf",
    "photo": "House from the garden.jpg",
    "insurance": "Mortgage offer, signed.pdf",
}


def show_writing(tour: Tour) -> None:
    """All of it, in a note of its own that is removed afterwards."""
    from PySide6.QtTest import QTest

    from vault.qt.browse.places import NOTES
    from vault.qt.notes.links import link_to

    page, operations = tour.page, tour.window.operations
    rows = {row.shown: row for row in tour.ask(operations.list_items, view="all", limit=1000).rows}
    text = TEXT.format(**{word: link_to(rows[name].id, name) for word, name in LINKED.items()})
    note = tour.ask(operations.write_note, text, name=b"Handing over the house").item
    page.go(NOTES)
    tour.until(lambda: page.list.items.number_of(note) >= 0, "the note in the list")
    page.list.reveal(note)
    page.panes.inner.setSizes([340, 716])
    tour.settle(1000)
    page.edit_note(tour.ask(operations.details, note).row)
    editor = page.editor.editor
    tour.until(lambda: not editor.isReadOnly(), "the note")
    page.editor.outline_button.setChecked(True)
    tour.settle(1200)
    tour.shoot("78-note-links")
    page.editor.outline_button.setChecked(False)
    page.editor.tools.views.choose("preview")
    tour.settle(800)
    tour.shoot("79-note-preview")
    page.editor.tools.views.choose("write")
    editor.go_to_line(9)
    editor.moveCursor(editor.textCursor().MoveOperation.EndOfBlock)
    QTest.keyClicks(editor, ", and bring [[pass")
    tour.until(lambda: page.editor.completion.is_open, "the items to link to")
    tour.settle(500)
    tour.shoot("80-note-completion")
    page.editor.completion.close()
    theirs = text.replace("the *spare keys*", "all keys, the *spare ones* too").replace("5,077", "5,079")
    version = tour.ask(operations.details, note).row.version
    tour.ask(operations.write_note, theirs, item=note, based_on=version)
    page.editor.saver.save()
    tour.until(lambda: page.editor.saver.state == "conflict", "two versions")
    tour.shoot_dialogs(("81-note-conflict", page.editor.conflict.open))
    tour.until(lambda: page.editor.saver.state == "conflict", "the question to stay")
    page.editor.saver.save_as_new()
    tour.until(lambda: page.editor.saver.state == "clean", "a note of its own")
    mine = page.editor.item
    page.editor.leave()
    tour.settle(500)
    page.panes.inner.setSizes([552, 504])
    tour.ask(operations.trash, [note, mine])
    operations.empty_trash([note, mine])
    tour.settle(500)
