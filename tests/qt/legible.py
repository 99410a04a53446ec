"""What words on the screen owe to whoever reads them in a longer language: nothing is cut, nothing was forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTextEdit,
    QWidget,
)

from vault.qt.parts.buttons import Button
from vault.qt.parts.text import LONGEST_WORD, Text

MOST_ROWS = 40
BRACKETS = re.compile(r"\[[^\[\]]*\]")
WORD = re.compile(r"[^\W\d_]{2,}")


def shown(root: QWidget) -> Iterator[QWidget]:
    """What is seen of a window, dialog or menu."""
    yield root
    for widget in root.findChildren(QWidget):
        if widget.isVisibleTo(root) and widget.window() is root:
            yield widget


# --- cut ------------------------------------------------------------------------------------------


def cuts(root: QWidget) -> Iterator[str]:
    """Texts of which a part cannot be seen."""
    for widget in shown(root):
        if isinstance(widget, QScrollArea) and widget.horizontalScrollBar().maximum():
            yield f"{type(widget).__name__} {widget.accessibleName()!r}: has to be scrolled sideways"
        elif fault := _cut(widget):
            yield f"{type(widget).__name__} {words_of(widget)!r}: {fault}"


def words_of(widget: QWidget) -> str:
    """What stands on it."""
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.placeholderText() if isinstance(widget, QLineEdit) and not widget.text() else ""


def _cut(widget: QWidget) -> str:
    words = words_of(widget)
    if not words or words.replace("&", "") in widget.toolTip():
        return ""
    fault = ""
    if isinstance(widget, Text):
        fault = _cut_text(widget)
    elif isinstance(widget, QLabel) and not widget.wordWrap():
        fault = _too_narrow(widget.width(), widget.minimumSizeHint().width())
    elif isinstance(widget, QAbstractButton) and not (isinstance(widget, Button) and widget.is_collapsed()):
        fault = _too_narrow(widget.width(), widget.sizeHint().width())
    elif isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        style = widget.style()
        room = style.subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, widget
        )
        fault = _too_narrow(room.width(), widget.fontMetrics().horizontalAdvance(words))
    elif isinstance(widget, QLineEdit):
        margins = widget.textMargins()
        room_left = widget.contentsRect().width() - margins.left() - margins.right() - 4
        fault = _too_narrow(room_left, widget.fontMetrics().horizontalAdvance(words))
    return fault or _clipped(widget)


def _cut_text(text: Text) -> str:
    inside = text.contentsRect()
    widest = text.fontMetrics().horizontalAdvance
    if text.wordWrap():
        longest = text.fontMetrics().averageCharWidth() * LONGEST_WORD  # a path may be broken anywhere
        words = (word for word in text.text().split() if widest(word) <= longest)
        width = max((widest(one) for one in (*words, *text._lines(inside.width()))), default=0)
        return _too_narrow(inside.width(), width) or _too_low(text.height(), text.heightForWidth(text.width()))
    fault = _too_narrow(inside.width(), max(widest(line) for line in text.text().split("\n")))
    if fault and text._elide != Qt.TextElideMode.ElideNone:
        text.grab()  # its tool tip comes with painting
        return "" if text.text() in text.toolTip() else f"{fault}, and no tool tip has it"
    return fault


def _too_narrow(has: int, needs: int) -> str:
    return f"{has} wide, needs {needs}" if has + 1 < needs else ""


def _too_low(has: int, needs: int) -> str:
    return f"{has} high, needs {needs}" if has < needs else ""


def _clipped(widget: QWidget) -> str:
    """Whether it sticks out of what it lies in. What can be scrolled to is not lost."""
    area, inner = widget.rect(), widget
    while not inner.isWindow() and (above := inner.parentWidget()) is not None:
        area.translate(inner.pos())
        inner = above
        if isinstance(above.parentWidget(), QAbstractScrollArea):
            return ""
        inside = area.intersected(above.rect())
        if (inside.width(), inside.height()) != (area.width(), area.height()):
            return f"sticks out of {type(above).__name__}: {_place(area)} in {_place(above.rect())}"
    return ""


def _place(area: QRect) -> str:
    return f"{area.x()},{area.y()} {area.width()}×{area.height()}"


# --- forgotten ------------------------------------------------------------------------------------


def untranslated(root: QWidget, known: re.Pattern[str]) -> Iterator[str]:
    """Words without the brackets of the pseudo-locale; `known` are names and other words out of the vault."""
    for widget in shown(root):
        for text in texts_of(widget):
            rest = text
            while (less := BRACKETS.sub(" ", rest)) != rest:
                rest = less
            if WORD.search(known.sub(" ", rest)):
                yield f"{type(widget).__name__}: {text!r}"


def texts_of(widget: QWidget) -> Iterator[str]:
    """Everything a widget says, to the eye, to the ear, and under the pointer."""
    yield from (words_of(widget), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(number) for number in range(min(widget.count(), MOST_ROWS)))
    elif isinstance(widget, QMenu):
        yield from (action.text() for action in widget.actions())
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _rows(widget)
    if widget.isWindow():
        yield widget.windowTitle()


def _rows(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    for number in range(min(model.rowCount(), MOST_ROWS)):
        index = model.index(number, 0)
        yield from (text for role in roles if isinstance(text := index.data(role), str))
