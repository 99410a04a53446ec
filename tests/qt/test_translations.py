"""What the window says goes through translation, and English has its plurals."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

import vault.qt

CODE = Path(vault.qt.__file__).parent
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


def plurals() -> Iterator[tuple[str, str]]:
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

    for path in FILES:
        yield from walk(ast.parse(path.read_text("utf-8")), "")


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
    for context, text in sorted(set(plurals())):
        for count in (1, 3):
            said = QCoreApplication.translate(context, text, "", count)
            if "(s)" in said or "%" in said or said == text:
                missing.append(f"{context}: {text} for {count}")
    assert not missing, "make translations collects them:\n" + "\n".join(missing)


def test_plurals_were_found() -> None:
    found = set(plurals())
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
