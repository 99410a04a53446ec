"""Links between items: chosen while one types, followed wherever the item went, and told of where it is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.qt.conftest import Shown
from tests.qt.opened import PATIENCE_MS, Answers, Opened
from vault.child import messages as m
from vault.qt.browse.markdown import box_of
from vault.qt.notes.completion import LinkCompletion
from vault.qt.notes.editor import NoteEditor
from vault.qt.notes.link_dialog import LinkDialog
from vault.qt.notes.links import item_of, link_at, link_to
from vault.qt.notes.page import NotePage
from vault.qt.settings import Settings
from vault.qt.vault_page import VaultPage

Activate = Callable[[QWidget], None]
CONTROL = Qt.KeyboardModifier.ControlModifier
NOBODY = bytes(range(16))
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63506868000001e401"
    "210b070b190000000049454e44ae426082"
)


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    one = Opened(qtbot, tmp_path)
    one.create()
    yield one
    one.close()


@pytest.fixture
def page(opened: Opened, shown: Shown, activate: Activate) -> NotePage:
    page = NotePage(opened.operations)
    shown(page, 736, 696)
    activate(page)
    return page


def open_note(opened: Opened, page: NotePage, item: bytes) -> None:
    page.open_note(opened.answer(opened.operations.details, item).row)
    opened.qtbot.waitUntil(lambda: page.item == item and not page.editor.isReadOnly(), timeout=PATIENCE_MS)
    page.editor.setFocus()


def offered(completion: LinkCompletion) -> list[str]:
    return [line.first for line in completion.list.model.lines] if completion.is_open else []


def click_link(editor: NoteEditor, line: int, at: int) -> None:
    """With Ctrl, in the middle of what is seen of it."""
    place = editor._line(editor.document().findBlockByNumber(line), at)
    QTest.mouseClick(
        editor.viewport(), Qt.MouseButton.LeftButton, CONTROL, QPoint(place.left() + 1, place.center().y())
    )


def test_a_link_is_readable_and_means_the_item() -> None:
    assert link_to(NOBODY, "Deed [draft].md") == f"[Deed \\[draft\\]](deedbox:{NOBODY.hex()})"
    line = f"see {link_to(NOBODY, 'Deed [draft]')} and https://x.org"
    found = link_at(line, 10)
    assert found is not None
    assert found.item == NOBODY
    assert link_at(line, 2) is None
    web = link_at(line, len(line) - 3)
    assert web is not None
    assert (web.address, web.item) == ("https://x.org", None)
    assert item_of("deedbox:12") is item_of(f"DEEDBOX:{NOBODY.hex()}x") is None


def test_a_link_is_chosen_while_one_types_and_leads_to_the_item(opened: Opened, page: NotePage, qtbot: QtBot) -> None:
    """From two brackets to the other note, which says what links to it; renamed it is found all the same."""
    deed, note = opened.write("Deed of the house.md", "bought in 2019"), opened.write("Where", "")
    opened.write("Other")
    open_note(opened, page, note)
    QTest.keyClicks(page.editor, "See [[")
    qtbot.waitUntil(lambda: set(offered(page.completion)) == {"Deed of the house.md", "Other"}, timeout=PATIENCE_MS)
    QTest.keyClicks(page.editor, "nowhere to be")
    qtbot.waitUntil(lambda: offered(page.completion) == ["Nothing found"], timeout=PATIENCE_MS)
    QTest.keyClick(page.editor, Qt.Key.Key_Escape)
    assert not page.completion.is_open
    assert page.item == note, "Escape closed the list and not the note"
    page.editor.selectAll()
    QTest.keyClicks(page.editor, "See [[hou")
    qtbot.waitUntil(lambda: offered(page.completion) == ["Deed of the house.md"], timeout=PATIENCE_MS)
    QTest.keyClick(page.editor, Qt.Key.Key_Tab)
    assert page.editor.text() == f"See [Deed of the house](deedbox:{deed.hex()})"
    page.editor.undo()
    assert page.editor.text() == "See [[hou", "one step"
    page.editor.redo()
    page.surveyor.begin()
    qtbot.waitUntil(lambda: page.linking.state(deed) == "there", timeout=PATIENCE_MS)
    assert page.foot.links.text() == "1 link to items"
    assert page.editor.chip_icon(deed) == "notes"
    opened.answer(opened.operations.rename, deed, "Contract")
    with qtbot.waitSignal(page.item_wanted, timeout=PATIENCE_MS) as wanted:
        click_link(page.editor, 0, 12)
    assert wanted.args[0].shown == "Contract"
    over: list[int] = []
    page.save_pending(lambda: over.append(1))
    qtbot.waitUntil(lambda: bool(over), timeout=PATIENCE_MS)
    open_note(opened, page, deed)
    qtbot.waitUntil(lambda: page.foot.back.text() == "Linked from 1 note", timeout=PATIENCE_MS)
    with qtbot.waitSignal(page.item_wanted, timeout=PATIENCE_MS) as back:
        page.foot.menu().actions()[0].trigger()
    assert back.args[0].id == note


def test_links_to_what_is_not_there_say_so(opened: Opened, page: NotePage, qtbot: QtBot) -> None:
    deed = opened.write("Deed")
    text = f"{link_to(deed, 'Deed')}\n\n{link_to(NOBODY, 'Old')}"
    open_note(opened, page, opened.write("Where", text))
    qtbot.waitUntil(lambda: page.linking.state(NOBODY) == "gone", timeout=PATIENCE_MS)
    opened.answer(opened.operations.trash, [deed])
    qtbot.waitUntil(lambda: page.linking.state(deed) == "trash", timeout=PATIENCE_MS)
    page.editor.moveCursor(QTextCursor.MoveOperation.Right)
    QTest.keyClick(page.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(page.verdict.buttons), timeout=PATIENCE_MS)
    assert page.verdict.words.text.text() == "“Deed” is in the trash."
    with qtbot.waitSignal(page.item_wanted, timeout=PATIENCE_MS) as shown:
        page.verdict.buttons[0].click()
    assert shown.args[0].trashed is not None
    click_link(page.editor, 2, 3)
    qtbot.waitUntil(lambda: "no longer" in page.verdict.words.text.text(), timeout=PATIENCE_MS)
    assert len(page.verdict.buttons) == 1
    page.tools.views.choose("preview")
    assert page.preview.toPlainText() == "Deed (in the trash)\nOld (no longer in the vault)"
    page.linking.is_in_sight = lambda folder: folder != m.ROOT
    opened.answer(opened.operations.restore_items, [deed])
    qtbot.waitUntil(lambda: page.linking._rows[deed].trashed is None, timeout=PATIENCE_MS)  # type: ignore[union-attr]
    assert page.linking.state(deed) == "trash", "in a folder that is in the trash"


def test_links_and_boxes_of_the_preview_work(opened: Opened, page: NotePage, qtbot: QtBot) -> None:
    deed = opened.write("Deed")
    text = f"- [ ] one\n- [x] two {link_to(deed, 'Deed')}\n\n```\n- [ ] code\n```\n\n1. [ ] three\n\nafter"
    open_note(opened, page, opened.write("Where", text))
    page.tools.views.choose("preview")
    boxes = page.preview._boxes()
    assert len(boxes) == 3
    for box in (boxes[0], boxes[2]):
        place = box_of(page.preview, box).center().toPoint()
        QTest.mouseClick(page.preview.viewport(), Qt.MouseButton.LeftButton, pos=place)
    after = text.replace("- [ ] one", "- [x] one").replace("1. [ ]", "1. [x]")
    assert page.editor.text() == after
    page.editor.undo()
    page.editor.undo()
    assert page.editor.text() == text
    words = page.preview.cursorRect(QTextCursor(boxes[0]))
    QTest.mouseClick(page.preview.viewport(), Qt.MouseButton.LeftButton, pos=words.center() + QPoint(6, 0))
    assert page.editor.text() == text, "a click on the words is none on the box"
    with qtbot.waitSignal(page.item_wanted, timeout=PATIENCE_MS) as wanted:
        page.preview.anchorClicked.emit(QUrl(f"deedbox:{deed.hex()}"))
    assert wanted.args[0].id == deed


def test_addresses_of_the_web_are_shown_copied_and_opened_only_when_asked(
    opened: Opened, page: NotePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: left.append(url.toString()))
    page.new_note(m.ROOT)
    page.editor.show_text("see [the site](https://x.org/a) now")
    click_link(page.editor, 0, 8)
    (dialog,) = page.window().findChildren(LinkDialog)
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == "https://x.org/a"
    assert left == []
    dialog.act.click()
    assert left == ["https://x.org/a"]


def test_a_note_that_is_new_is_known_by_its_own_id(opened: Opened, page: NotePage, qtbot: QtBot) -> None:
    """It is not offered to itself; and what linked to the one it parted from does not link to it."""
    page.new_note(m.ROOT)
    QTest.keyClicks(page.editor, "Deed")
    with qtbot.waitSignal(page.saved, timeout=PATIENCE_MS):
        page.saver.save()
    first = page.item
    assert first is not None
    assert page.completion.item == first
    opened.write("Where", link_to(first, "Deed"))
    qtbot.waitUntil(lambda: page.foot.back.text() == "Linked from 1 note", timeout=PATIENCE_MS)
    with qtbot.waitSignal(page.saved, timeout=PATIENCE_MS):
        page.saver.save_as_new()
    assert page.completion.item == page.item != first
    assert page.foot.back.isHidden()


def test_links_are_followed_in_the_window(qtbot: QtBot, tmp_path: Path, shown: Shown) -> None:
    """To a note in the editor, which stays when the list is read anew; to a file where it is. Pictures are shown."""
    opened = Opened(qtbot, tmp_path)
    opened.create()
    folder = opened.answer(opened.operations.make_folder, m.ROOT, "House").item
    deed = opened.write("Deed", "bought", folder)
    (tmp_path / "plan.png").write_bytes(PNG)
    over = Answers(qtbot)
    opened.operations.add_files([tmp_path / "plan.png"], folder, over)
    over.wait()
    plan = next(row for row in opened.answer(opened.operations.list_items, view="all").rows if row.kind == "file")
    links = f"{link_to(deed, 'Deed')} !{link_to(plan.id, 'plan')}"
    note = opened.write("Where", f"{links} ![no](file://{tmp_path}/plan.png) !{link_to(NOBODY, 'gone')}")
    facts = Answers(qtbot)
    opened.operations.facts_changed.connect(facts)
    opened.operations.refresh_facts()
    settings = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    page = VaultPage(opened.operations, opened.works, facts.wait(), settings)
    page.begin()
    shown(page, 1280, 788)

    def wait(reached: Callable[[], bool]) -> None:
        qtbot.waitUntil(reached, timeout=PATIENCE_MS)

    wait(lambda: page.list.current_view.items.rowCount() == 3)
    page.edit_note(opened.answer(opened.operations.details, note).row)
    wait(lambda: "deedbox:" in page.editor.editor.text())
    page.editor.tools.views.choose("preview")
    wait(lambda: page.editor.preview.toPlainText() == "Deed \ufffc [no] [gone]")
    page.editor.tools.views.choose("write")
    page.editor.linking.follow(f"deedbox:{deed.hex()}")
    wait(lambda: page.editor.item == deed and page.editor.editor.text() == "bought")
    wait(lambda: [row.id for row in page.list.current_view.chosen_rows()] == [deed])
    QTest.keyClicks(page.editor.editor, "x")
    page.editor.saver.save()
    wait(lambda: page.editor.saver.state == "clean")
    assert (page.writing.is_open, page.editor.item) == (True, deed)
    page.editor.back_button.click()
    wait(lambda: page.editor.item == note and page.editor.back_button.isHidden())
    page.writing._show([NOBODY])
    page.editor.back_button.click()
    wait(page.editor.back_button.isHidden)
    assert page.editor.item == note, "there is nothing to go back to any more"
    page.editor.linking.follow(f"deedbox:{plan.id.hex()}")
    wait(lambda: [row.id for row in page.list.current_view.chosen_rows()] == [plan.id])
    wait(lambda: not page.writing.is_open)
    opened.close()
