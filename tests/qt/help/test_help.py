"""Help: keys read off a real window, the manual with every link, picture and quoted word, and what the program is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatch
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QLocale, QSettings, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QTextBlockFormat,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import vault
from tests.child.links import cheap_command
from tests.qt.opened import PATIENCE_MS, WORDS, Answers
from tests.qt.test_translations import entries
from tests.qt.tongues import speaking
from vault.child import messages as m
from vault.qt.browse.places import KEYS, NOTES
from vault.qt.help.about import AboutDialog, details, libraries
from vault.qt.help.acts import HelpActs
from vault.qt.help.chapters import (
    PLACES,
    START,
    Chapter,
    anchor,
    chapter_for,
    find,
    home,
    manual_folder,
    picture_folder,
    read_manual,
    snippet,
)
from vault.qt.help.keys import keys_of, list_keys, native, unnamed
from vault.qt.help.leaf import Frame, LeafView, read_picture
from vault.qt.help.manual_window import ManualWindow
from vault.qt.help.shortcuts import ShortcutsDialog
from vault.qt.known_vaults import KnownVaults
from vault.qt.settings import Settings
from vault.qt.start.unlock import Opening
from vault.qt.theme import Look, color
from vault.qt.translations import LANGUAGES
from vault.qt.window import VaultWindow

ROOT = Path(vault.__file__).parents[1]
MANUALS = {language: home() / "manual" / ("" if language == "en" else language) for language in LANGUAGES}
OTHERS = sorted(set(MANUALS) - {"en"})
CHAPTERS = read_manual(MANUALS["en"])
EVERY = [(language, chapter) for language, folder in MANUALS.items() for chapter in read_manual(folder)]


class Reader:
    """A window that asks for help."""

    def __init__(self, window: VaultWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        acts = window.findChild(HelpActs)
        assert acts is not None
        self.acts = acts

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def manual(self, chapter: str) -> ManualWindow:
        """The manual, once this chapter stands there."""
        self.wait(lambda: self.acts._manual is not None)
        manual = self.acts._manual
        assert manual is not None
        self.wait(lambda: manual.leaf.chapter is not None and manual.leaf.chapter.name == chapter)
        return manual


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Whatever the system speaks: the manual goes by the locale, and is there in German, too."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def reader(tmp_path: Path, worn: object, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    monkeypatch.setenv("DEEDBOX_STATE", str(tmp_path / "state"))
    settings = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    window = VaultWindow(settings, KnownVaults(lambda: tmp_path), command=cheap_command)
    window.resize(1280, 820)
    window.show()
    one = Reader(window, qtbot)
    yield one
    window.end()
    one.wait(lambda: not window.connection.is_running)
    window.deleteLater()


def open_vault(reader: Reader, folder: Path) -> None:
    over, path = Answers(reader.qtbot), folder / "My Papers.deedbox"
    reader.window.operations.create(path, WORDS, over, over)
    facts = over.wait()
    assert isinstance(facts, m.Facts), facts
    reader.window.start.opened.emit(Opening(path, facts, False))
    reader.wait(lambda: reader.window.page is not None and reader.window.page.isVisible())


# --- keys -----------------------------------------------------------------------------------------


def test_help_over_an_open_vault(reader: Reader, tmp_path: Path, worn: Look) -> None:
    """Keys, the chapter that fits, and what is closed with what."""
    start = reader.window.start
    assert chapter_for(reader.window) == "first-start"
    start.show_unlock(tmp_path / "None.deedbox")
    assert chapter_for(reader.window) == "locking"
    open_vault(reader, tmp_path)
    page: Any = reader.window.page

    # Every key that is bound stands on the page of shortcuts, with words, and no other.
    reader.acts.shortcuts.trigger()
    dialog = reader.window.findChild(ShortcutsDialog)
    assert dialog is not None
    assert unnamed(reader.window) == []
    shortcuts = [one for one in reader.window.findChildren(QShortcut) if not start.isAncestorOf(_widget_of(one))]
    actions = [one for one in reader.window.findChildren(QAction) if not start.isAncestorOf(_widget_of(one))]
    bound = [keys for one in shortcuts for keys in one.keys()]  # noqa: SIM118 - those of a shortcut
    bound += [keys for one in actions for keys in one.shortcuts()]
    wanted = {native(keys) for keys in bound if not keys.isEmpty()}
    assert {"Ctrl+N", "Ctrl+L", "F1", "Ctrl+F1", "Ctrl+B", "F6"} <= wanted
    assert wanted <= {one.keys for one in dialog.bound}
    assert {one.keys for one in dialog.bound} == {one.keys for one in (*keys_of(reader.window), *list_keys())}
    assert len({(one.section, one.keys, one.words) for one in dialog.bound}) == len(dialog.bound)
    QTest.keyClicks(dialog.search, "favourites")
    visible = [one.words for one, (tag, _) in dialog.rows if tag.isVisible()]
    assert visible
    assert all("favourites" in words.lower() for words in visible)
    QTest.keyClicks(dialog.search, " no such thing")
    assert dialog.none.isVisible()
    dialog.close()

    *told, letters = (one.keys for one in list_keys())
    assert press_list_keys(reader) == set(told)
    assert letters == "Letters"

    # F1 in the search is its own help, and the manual's everywhere else.
    field = page.toolbar.search
    press = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
    press.ignore()
    QApplication.sendEvent(field, press)
    assert press.isAccepted(), "else the window's F1 would take it"
    for place, chapter in ((KEYS, "keys"), (NOTES, "notes")):
        page.go(place)
        reader.acts.manual.trigger()
        manual = reader.manual(chapter)
    assert manual.parentWidget() is None, "a dialog over the window leaves it usable"
    field.setText("deed")
    reader.wait(lambda: chapter_for(reader.window) == "finding")

    # The lock leaves the manual alone; the end of the window takes it along.
    reader.window.lock()
    reader.wait(lambda: not reader.window.is_open)
    assert manual.isVisible()
    reader.window.closed.emit()
    assert not manual.isVisible()


def _widget_of(bound: QShortcut | QAction) -> QWidget:
    above = bound.parent()
    while not isinstance(above, QWidget):
        assert above is not None
        above = above.parent()
    return above


def press_list_keys(reader: Reader) -> set[str]:
    """Presses what is told of lists on a real one, and says which keys did something."""
    page: Any = reader.window.page
    over = Answers(reader.qtbot)
    reader.window.operations.write_note("words", over, over, name=b"Note")
    over.wait()
    view = page.list.view
    reader.wait(lambda: page.list.items.rowCount() == 1)
    reader.wait(view.isVisible)
    did: set[str] = set()
    signals = {
        "Return": view.opened, "Del": view.removal_wanted, "Backspace": view.up_wanted,
        "Shift+F10": view.menu_wanted, "Ctrl+C": view.copy_wanted, "Ctrl+X": view.cut_wanted,
    }  # fmt: skip
    for signal in signals.values():
        signal.disconnect()  # none of it is to be done
    for keys, signal in signals.items():
        signal.connect(lambda *_, keys=keys: did.add(native(keys)))
        view.choose_number(0)
        if keys == "Shift+F10":
            asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, view.pos(), view.pos())
            QApplication.sendEvent(view, asked)
        else:
            QTest.keySequence(view, QKeySequence(keys))
    view.clearSelection()
    for keys, count in (("Ctrl+A", 1), ("Ctrl+I", 0)):
        QTest.keySequence(view, QKeySequence(keys))
        did |= {native(keys)} if view.chosen_count() == count else set()
    view.choose_number(0)
    QTest.keySequence(view, QKeySequence("F2"))
    did |= {native("F2")} if view.is_renaming() else set()
    return did


# --- the manual -----------------------------------------------------------------------------------


@cache
def sources() -> str:
    """What the window is made of."""
    return "".join(path.read_text("utf-8") for path in (ROOT / "vault" / "qt").rglob("*.py"))


def is_said(words: str) -> bool:
    """Whether the window says this through translation."""
    return re.search(rf'(?:\btr\(|\btranslate\("[^"]+", )"{re.escape(words)}"', sources()) is not None


@cache
def translations(language: str) -> dict[str, set[str]]:
    """What the window says, and all that another language says for it."""
    said: dict[str, set[str]] = {}
    for entry in entries(language):
        said.setdefault(entry.text, set()).update(entry.forms)
    return said


def quoted(chapter: Chapter) -> set[str]:
    """What a chapter has between stars: words of the window."""
    return set(re.findall(r"\*\*([^*]+)\*\*", chapter.text))


def pictures(chapter: Chapter) -> list[tuple[str, str]]:
    """What stands for a picture, and where it is."""
    return re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", chapter.text)


def links(chapter: Chapter, manual: Sequence[Chapter]) -> list[tuple[str, int]]:
    """Where a chapter leads: to which other, and to which section of it. Fails where there is none."""
    anchors = {one.name: [section.anchor for section in one.sections] for one in manual}
    found = []
    for target in re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", chapter.text):
        path, _, heading = target.partition("#")
        name = path.removesuffix(".md") or chapter.name
        assert name in anchors, target
        assert not heading or heading in anchors[name], target
        found.append((name, anchors[name].index(heading) if heading else 0))
    return found


def skeleton(text: str) -> list[str]:
    """What a chapter is made of, line by line: headings by their level, pictures by name, points, rows, paragraphs."""
    lines = []
    for line in filter(None, text.splitlines()):
        picture = re.fullmatch(r"!\[[^\]]+\]\((?:\.\./)+screenshots/([\w-]+?)(?:-[a-z]{2})?-light-100\.webp\)", line)
        kind = re.match(r"#+ |- |\d+\. |\|", line)
        lines.append(picture[1] if picture else kind[0] if kind else "words")
    return lines


@pytest.mark.parametrize("language", MANUALS)
def test_every_chapter_stands_in_the_contents(language: str) -> None:
    folder, chapters = MANUALS[language], read_manual(MANUALS[language])
    files = {path.stem for path in folder.glob("*.md")} - {"README"}
    assert {chapter.name for chapter in chapters} == files
    assert len(chapters) >= 12
    assert {*PLACES.values(), *START.values()} <= files, "each is the chapter for something that is shown"
    for chapter in chapters:
        assert chapter.text.startswith("# "), chapter.name
        assert chapter.about
        assert chapter.sections[0].heading == chapter.title == chapter.text.splitlines()[0][2:]


@pytest.mark.parametrize(("language", "chapter"), EVERY, ids=lambda one: getattr(one, "name", one))
def test_links_pictures_and_quoted_words_exist(language: str, chapter: Chapter) -> None:
    links(chapter, read_manual(MANUALS[language]))
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert "docs/manual" in wheel["only-include"], "the whole folder, so every language"
    kept = [pattern[1:] for pattern in wheel["exclude"] if pattern.startswith("!")]
    for alternative, target in pictures(chapter):
        assert alternative, "somebody may not see it"
        assert (MANUALS[language] / target).parent.resolve() == picture_folder()
        assert re.findall(r"-([a-z]{2})-light-", target) == ([] if language == "en" else [language]), target
        assert any(fnmatch(f"docs/screenshots/{Path(target).name}", pattern) for pattern in kept), (
            f"{target} is left out of the wheel"
        )
    if chapter.name == "limits":  # there they are the first words of a line
        return
    english = {one.name: quoted(one) for one in CHAPTERS}[chapter.name] - {"vault"}
    if language == "en":
        assert [words for words in english if not is_said(words)] == []
        return
    said = translations(language)
    there = quoted(chapter)
    assert [words for words in english if not said[words] & there] == [], "not quoted, or not as the window says it"
    known = said["Vault"].union(*(said[words] for words in english))
    assert there <= known, there - known


@pytest.mark.parametrize(("language", "chapter"), EVERY, ids=lambda one: getattr(one, "name", one))
def test_pictures_of_the_manual_are_made(language: str, chapter: Chapter) -> None:
    for _, target in pictures(chapter):
        assert (MANUALS[language] / target).is_file(), f"python -m tools.screenshots --language {language} makes it"
        assert (picture_folder() / Path(target).name.replace("-light-", "-dark-")).is_file()


@pytest.mark.parametrize("language", OTHERS)
def test_a_manual_in_another_language_is_the_same_manual(language: str) -> None:
    """Who adds a paragraph, a section or a picture in English adds it there."""
    manual = read_manual(MANUALS[language])
    assert [chapter.name for chapter in manual] == [chapter.name for chapter in CHAPTERS]
    contents = [(folder / "README.md").read_text("utf-8") for folder in (home() / "manual", MANUALS[language])]
    assert skeleton(contents[1]) == skeleton(contents[0])
    for chapter, english in zip(manual, CHAPTERS, strict=True):
        assert skeleton(chapter.text) == skeleton(english.text), chapter.name
        assert links(chapter, manual) == links(english, CHAPTERS), chapter.name
        assert len(chapter.sections) == len(english.sections)


def test_what_the_index_of_links_is_made_of() -> None:
    assert anchor("What it does not protect against") == "what-it-does-not-protect-against"
    assert find(CHAPTERS, "") == []
    found = find(CHAPTERS, "recovery kit")
    assert (found[0].chapter, found[0].heading) == ("keys", "Ways in and the recovery kit")
    assert "duplicates" in snippet(find(CHAPTERS, "duplicates")[0], "duplicates").lower()
    assert find(CHAPTERS, "zebra crossing") == []
    assert home() == ROOT / "docs"


def until_shown(qtbot: QtBot, window: ManualWindow, chapter: str) -> None:
    qtbot.waitUntil(lambda: window.leaf.chapter is not None and window.leaf.chapter.name == chapter)


def test_the_manual_is_read_and_searched(qtbot: QtBot, worn: Look) -> None:
    window = ManualWindow()
    qtbot.addWidget(window)
    window.show_chapter("keys")
    window.bring_up()
    stands = partial(until_shown, qtbot, window)
    stands("keys")
    pictures = window.leaf._leaf.pictures
    assert pictures
    assert all(1 < picture.deviceIndependentSize().width() <= 640 for picture in pictures.values())
    assert not window.back.isEnabled()
    window._follow("backups.md#rehearse-a-restore")
    stands("backups")
    assert window.leaf.verticalScrollBar().value() > 0, "at the heading"
    window._follow("#export")
    window.go_back()
    window.go_back()
    stands("keys")
    assert not window.back.isEnabled()
    QTest.keyClicks(window.search, "duplicates")
    assert [section.chapter for section in window.found] == ["finding"]
    window.list.view.setCurrentIndex(window.list.model.index(0))
    stands("finding")
    assert window.leaf.textCursor().selectedText().lower() == "duplicates"
    light = window.leaf._leaf.pictures
    worn.choose("dark")
    heading = window.leaf.document().begin().begin().fragment().charFormat()
    assert heading.foreground().color() == color("text"), "words do not wait for pictures"
    qtbot.waitUntil(lambda: window.leaf.chapter is not None and window.leaf._leaf.pictures is not light)
    QTest.keyClicks(window.search, " zebra")
    assert window.none.isVisible()
    window.search.clear()
    assert len(window.list.model.lines) == len(CHAPTERS)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_headings_have_room_and_what_is_above_them_keeps_its_own(qtbot: QtBot, worn: Look) -> None:
    leaf = LeafView(picture_folder())
    qtbot.addWidget(leaf)
    leaf.show_chapter(next(one for one in CHAPTERS if one.name == "questions"))
    qtbot.waitUntil(lambda: leaf.chapter is not None)
    block = leaf.document().begin().next()
    headings: list[QTextBlockFormat] = []
    words: list[QTextBlockFormat] = []
    while block.isValid():
        (headings if block.blockFormat().headingLevel() else words).append(block.blockFormat())
        block = block.next()
    assert min(form.topMargin() for form in headings) > max(form.topMargin() for form in words)
    assert all(form.topMargin() > form.bottomMargin() for form in headings)


def test_the_manual_is_read_in_german(qapp: QApplication, qtbot: QtBot, worn: Look) -> None:
    assert manual_folder() == MANUALS["en"]
    with speaking(qapp, "de"):
        assert manual_folder() == MANUALS["de"]
        window = ManualWindow()
        qtbot.addWidget(window)
        window.show_chapter("questions")
        window.bring_up()
        until_shown(qtbot, window, "questions")
        assert window.leaf.chapter is not None
        assert window.leaf.chapter.title == "Fragen"
        assert [line.first for line in window.list.model.lines][:2] == ["Erster Start", "Dateien hinein und heraus"]
        window._follow("keys.md#der-wiederherstellungsbogen")
        until_shown(qtbot, window, "keys")
        assert window.leaf.chapter.title == "Zugänge und der Bogen"
        assert window.leaf.textCursor().block().text() == "Der Wiederherstellungsbogen"
        shown = window.leaf._leaf.pictures
        assert len(shown) == 2
        assert all(picture.width() > 1 for picture in shown.values()), "German, or else English"
        window._follow("#zugänge-und-der-bogen")
        assert window.leaf.textCursor().block().text() == "Zugänge und der Bogen"
        QTest.keyClicks(window.search, "duplikate")
        assert [section.chapter for section in window.found] == ["finding"]
        window.close()
        QLocale.setDefault(QLocale("fr_FR"))
        assert manual_folder() == MANUALS["en"], "there is none in French"


def test_a_picture_that_a_language_lacks_is_the_english_one(tmp_path: Path) -> None:
    def make(name: str, colour: str) -> None:
        picture = QImage(20, 10, QImage.Format.Format_RGB32)
        picture.fill(QColor(colour))
        assert picture.save(str(tmp_path / f"{name}-100.png"))

    def shown(name: str, *, dark: bool) -> str:
        return read_picture(tmp_path / f"{name}-light-100.png", Frame(640, 1.0, dark)).pixelColor(5, 5).name()

    white, black, red, blue = "#ffffff", "#000000", "#ff0000", "#0000ff"
    make("1-main-light", white)
    make("1-main-dark", black)
    assert [shown("1-main-de", dark=dark) for dark in (False, True)] == [white, black]
    make("1-main-de-light", red)
    assert [shown("1-main-de", dark=dark) for dark in (False, True)] == [red, red]
    make("1-main-de-dark", blue)
    assert [shown("1-main-de", dark=dark) for dark in (False, True)] == [red, blue]
    assert read_picture(tmp_path / "2-de-light-100.png", Frame(640, 1.0, False)).width() == 1, "nowhere"


# --- about ----------------------------------------------------------------------------------------


def test_about_names_what_is_installed_and_nothing_of_a_vault(reader: Reader, tmp_path: Path) -> None:
    found = {one.name.lower().replace("_", "-"): one for one in libraries()}
    assert {"cryptography", "argon2-cffi", "pyside6-essentials", "keyring", "shtab"} <= set(found)
    assert not {"pytest", "mypy", "ruff"} & set(found), "what only developers need"
    assert all(one.licence and one.version for one in found.values())
    reader.acts.about.trigger()
    dialog = reader.window.findChild(AboutDialog)
    assert dialog is not None
    reader.wait(lambda: dialog.libraries)
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied == details(dialog.libraries)
    assert f"Deedbox {vault.__version__}" in copied
    assert "cryptography" in copied
    assert str(tmp_path) not in copied
    assert str(Path.home()) not in copied
    assert dialog.copy.text() == "Copied"
