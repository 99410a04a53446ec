"""What the window says goes through translation, English has its plurals, and every other language is complete."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QSettings, QTime, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

import vault.qt
from tests.qt.tongues import speaking
from vault.qt import figures
from vault.qt.settings import Settings
from vault.qt.settings_dialog import SettingsDialog
from vault.qt.translations import LANGUAGES, language_of, locale_of

CODE = Path(vault.qt.__file__).parent
TABLES = CODE / "translations"
COLLECTOR = CODE.parents[1] / "packaging" / "translations.py"
FILES = sorted(path for path in CODE.rglob("*.py") if not path.name.startswith("gallery"))

SHOWN = {
    "Text", "Button", "IconButton", "Field", "PasswordField", "LineInput", "SearchField", "Choice", "EmptyState",
    "Banner", "Badge", "ProofLine", "Toolbar", "Dialog", "SegmentedChoice", "QCheckBox", "QRadioButton", "QAction",
    "DropHint", "PageHead", "SectionHead", "ListHead", "Card", "QLabel", "QPushButton",
    "setText", "setToolTip", "setAccessibleName", "setAccessibleDescription", "setWindowTitle", "setPlaceholderText",
    "addAction", "set_name", "set_hint", "set_fault", "set_blocked", "set_act", "add_title", "add_words", "offer",
}  # fmt: skip
"""What puts its first text on the screen, or reads it aloud."""

SHOWN_LATER = {
    "Banner": 1,
    "SegmentedChoice": 0,
    "IconButton": 1,
    "EmptyState": 1,
    "ProofLine": 1,
    "Badge": 1,
    "Card": 1,
}
"""Where the text stands that counts, if it is not the first argument; the others before it are kinds and icons."""

LETTER = re.compile(r"[^\W\d_]")


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


@cache
def plurals() -> frozenset[tuple[str, str]]:
    """(context, text) of everything that counts something."""

    def walk(node: ast.AST, context: str) -> Iterator[tuple[str, str]]:
        context = node.name if isinstance(node, ast.ClassDef) else context
        if isinstance(node, ast.Call):
            texts = [one.value if isinstance(one, ast.Constant) else None for one in node.args]
            place = 0 if called(node) == "tr" else 1
            text = texts[place] if called(node) in ("tr", "translate") and len(texts) > place else None
            if isinstance(text, str) and re.search("%L?n", text):
                yield (context, text) if called(node) == "tr" else (str(texts[0]), text)
        for child in ast.iter_child_nodes(node):
            yield from walk(child, context)

    return frozenset(found for path in FILES for found in walk(ast.parse(path.read_text("utf-8")), ""))


def bare_texts(source: str) -> list[str]:
    """Texts with a letter that are shown as they stand in the code."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or called(node) not in SHOWN:
            continue
        place = SHOWN_LATER.get(called(node), 0)
        for text in texts_of(node.args[place]) if len(node.args) > place else ():
            if LETTER.search(text):
                found.append(f"{node.lineno}: {called(node)}({text!r})")
    return found


def texts_of(node: ast.AST) -> Iterator[str]:
    """The texts in an argument that do not come out of a call or go into a question."""
    if isinstance(node, ast.Call | ast.Compare):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for child in ast.iter_child_nodes(node):
        if not (isinstance(node, ast.IfExp) and child is node.test) and not isinstance(node, ast.Subscript):
            yield from texts_of(child)


def test_every_plural_is_there_in_english() -> None:
    missing = []
    counted = {key for key, counts in collected().items() if counts}
    for context, text in sorted(plurals() | counted):
        for count in (1, 3):
            said = QCoreApplication.translate(context, text, "", count)
            if "(s)" in said or "%" in said or said == text:
                missing.append(f"{context}: {text} for {count}")
    assert not missing, "make translations collects them:\n" + "\n".join(missing)


def test_plurals_were_found() -> None:
    found = plurals()
    assert ("figures", "%Ln byte(s)") in found
    assert ("SettingsDialog", "%Ln minute(s)") in found
    assert QCoreApplication.translate("figures", "%Ln byte(s)", "", 1) == "1 byte"
    assert QCoreApplication.translate("figures", "%Ln byte(s)", "", 2) == "2 bytes"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CODE)))
def test_what_is_shown_goes_through_translation(path: Path) -> None:
    assert not bare_texts(path.read_text("utf-8"))


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ('Text("Words")', True),
        ('Text(self.tr("Words"), "small")', False),
        ('button.setText("Words" if x else self.tr("a"))', True),
        ('button.setText(f"{a} words")', True),
        ('Text(f"{a}, {b}")', False),
        ('EmptyState("lock", "Words", "b")', True),
        ('EmptyState("lock", translate("a", "Words"), "b")', False),
        ('Text(names["key"])', False),
        ('Text("")', False),
    ],
)
def test_the_rule_sees_what_it_should(source: str, wrong: bool) -> None:
    assert bool(bare_texts(source)) is wrong


# --- other languages ------------------------------------------------------------------------------

OTHERS = sorted(set(LANGUAGES) - {"en"})
MARKS = re.compile(r"\{[^{}]*\}|%L?n|%\d")


class Entry(NamedTuple):
    """A line of a table: where it is said, what, and each form of how another language says it."""

    context: str
    text: str
    forms: list[str]
    counts: bool
    finished: bool


def entries(language: str) -> list[Entry]:
    found = []
    for context in ElementTree.parse(TABLES / f"deedbox_{language}.ts").iter("context"):  # noqa: S314  # our own file
        for message in context.iter("message"):
            said = message.find("translation")
            assert said is not None
            forms = [one.text or "" for one in said.iter("numerusform")] or [said.text or ""]
            counts, finished = message.get("numerus") == "yes", said.get("type") is None
            found.append(Entry(context.findtext("name", ""), message.findtext("source", ""), forms, counts, finished))
    return found


def faults_in(entry: Entry) -> Iterator[str]:
    """What is wrong with how a text was translated."""
    if not entry.finished or not all(entry.forms):
        yield "is not translated"
        return
    if entry.counts and len(entry.forms) != 2:
        yield f"needs two forms and has {len(entry.forms)}"
    for number, form in enumerate(entry.forms):
        asked, has = sorted(MARKS.findall(entry.text)), sorted(MARKS.findall(form))
        # The form for one may say "a page" where the text has a number.
        of_one = entry.counts and number == 0 and [mark for mark in asked if mark not in ("%n", "%Ln")] == has
        if asked != has and not of_one:
            yield f"has other places to fill in: {form}"
        if form.strip() != form or entry.text.strip() != entry.text:
            yield f"begins or ends with a blank: {form!r}"
        if len(re.findall("&(?=[^& ])", entry.text)) != len(re.findall("&(?=[^& ])", form)):
            yield f"has another key to press: {form}"
        if entry.text[-1:] in ".:?" and form[-1:] != entry.text[-1:]:
            yield f"ends otherwise: {form}"
        if set("!…") & set(form) or ('"' in form and '"' not in entry.text):
            yield f"has a sign that we do not use: {form}"


@cache
def collected() -> dict[tuple[str, str], bool]:
    spec = importlib.util.spec_from_file_location("translations_of_the_code", COLLECTOR)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    said: dict[tuple[str, str], bool] = module.collect()
    return said


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_says_everything(language: str) -> None:
    table = {(entry.context, entry.text): entry.counts for entry in entries(language)}
    said = collected()
    assert len(said) > 1_500
    assert not sorted(said.items() - table.items()), "make translations collects them; then they are translated"
    assert not sorted(table.items() - said.items()), "make translations takes out what is not said any more"


@pytest.mark.parametrize("language", OTHERS)
def test_every_translation_fits_its_text(language: str) -> None:
    wrong = [f"{one.context}: {one.text}: {fault}" for one in entries(language) for fault in faults_in(one)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_compiled_is_what_was_written(language: str) -> None:
    translator = QTranslator()
    content = (TABLES / f"deedbox_{language}.qm").read_bytes()
    assert translator.load(content)
    for one in entries(language):
        said = [translator.translate(one.context, one.text, "", count) for count in ((1, 2) if one.counts else (-1,))]
        assert said == one.forms, "make translations compiles it"


@pytest.mark.parametrize(
    ("text", "forms", "counts", "right"),
    [
        ("Save", ["Speichern"], False, True),
        ("Save", [""], False, False),
        ("%Ln page(s)", ["%Ln Seite", "%Ln Seiten"], True, True),
        ("%Ln page(s)", ["eine Seite", "%Ln Seiten"], True, True),
        ("%Ln page(s)", ["%Ln Seite", "viele Seiten"], True, False),
        ("%Ln page(s)", ["%Ln Seiten"], True, False),
        ("{done} of {all}", ["{done} von {all}"], False, True),
        ("{done} of {all}", ["{done} von {alle}"], False, False),
        ("&Save", ["Speichern"], False, False),
        ("Save it.", ["Speichern"], False, False),
        ("Save", [" Speichern"], False, False),
    ],
)
def test_the_rule_sees_a_bad_translation(text: str, forms: list[str], counts: bool, right: bool) -> None:
    assert (not list(faults_in(Entry("", text, forms, counts, True)))) is right


def test_a_language_is_found_or_chosen() -> None:
    assert language_of(QLocale("de_AT")) == "de"
    assert language_of(QLocale("en_GB")) == "en"
    assert language_of(QLocale("is_IS")) == "en", "what nobody translated yet is English"
    assert locale_of("de").language() == QLocale.Language.German
    assert locale_of("system") == locale_of("rubbish") == QLocale.system()


def test_the_language_is_a_setting(tmp_path: Path, shown: Callable[..., QWidget]) -> None:
    store = QSettings(str(tmp_path / "deedbox.ini"), QSettings.Format.IniFormat)
    settings = Settings(store)
    assert settings.language == "system"
    dialog = SettingsDialog(settings)
    shown(dialog)
    assert [dialog.language.itemText(number) for number in (1, 2)] == ["English", "Deutsch"]
    dialog.language.setCurrentIndex(dialog.language.findData("de"))
    dialog.language.activated.emit(dialog.language.currentIndex())
    assert Settings(store).language == "de"
    store.setValue("language", "tlh")
    assert Settings(store).language == "system", "a language that is not there is none"


def milliseconds(day: QDate) -> int:
    return QDateTime(day, QTime(9, 12)).toMSecsSinceEpoch()


def test_figures_in_german(qapp: QApplication) -> None:
    today = QDate.currentDate()
    said: dict[str, Callable[[], str]] = {
        "1.204": lambda: figures.number(1_204),
        "12,4 MB": lambda: figures.size(12_400_000),
        "1,8 MB von 4,2 GB": lambda: figures.size_of(1_800_000, 4_200_000_000),
        "1 Byte": lambda: figures.exact_size(1),
        "2.418.330 Bytes": lambda: figures.exact_size(2_418_330),
        "3. Mai 2026": lambda: figures.full_day(milliseconds(QDate(2026, 5, 3))),
        "3. Mai 2026 um 09:12": lambda: figures.full_time(milliseconds(QDate(2026, 5, 3))),
        "14. März 2019": lambda: figures.day(milliseconds(QDate(2019, 3, 14))),
        "Heute 09:12": lambda: figures.moment(milliseconds(today)),
        "Gestern": lambda: figures.day(milliseconds(today.addDays(-1))),
        "etwa 3 min": lambda: figures.duration(170),
        "1.204 Einträge": lambda: QCoreApplication.translate("works", "%Ln item(s)", "", 1_204),
        "1 Eintrag": lambda: QCoreApplication.translate("works", "%Ln item(s)", "", 1),
        "Ausschneiden": lambda: QCoreApplication.translate("QWidgetTextControl", "Cu&t").replace("&", ""),
    }
    with speaking(qapp, "de"):
        assert {right: say() for right, say in said.items()} == {right: right for right in said}
    assert QCoreApplication.translate("works", "%Ln item(s)", "", 2) == "2 items", "English again"
