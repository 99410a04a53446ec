"""The style sheet: edges, radii and paddings of Qt's own widgets, with `@token` where a colour belongs.

Parts that paint themselves need nothing here. Paddings are 1 px smaller than the measure where an edge stands,
and focused fields give another pixel of padding to their thicker edge, so that text never moves. No control has a
`min-height` here: Qt would make it the least height whatever the font, and a short window would squeeze larger text.
Our own classes give their height as a size hint; Qt's plain ones get 32 from padding 7 around a line of 16.
"""

from __future__ import annotations

import re
from collections.abc import Callable

BUTTONS = """
QPushButton {
    padding: 7px 11px; border: 1px solid @border-strong; border-radius: 6px;
    background: @raised; color: @text; font-weight: 500;
}
QPushButton[kind] { padding: 4px 11px; }
QPushButton:hover { background: @hover; }
QPushButton:pressed, QPushButton:open { background: @sunken; }
QPushButton:checked { background: @selection; color: @on-selection; }
QPushButton[compact="true"] { padding: 3px 9px; font-size: @small; }
QPushButton[kind="primary"] { background: @accent; border-color: @accent; color: @on-accent; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {
    background: @accent-hover; border-color: @accent-hover;
}
QPushButton[kind="quiet"], QPushButton[kind="link"] { background: transparent; border-color: transparent; }
QPushButton[kind="link"] { color: @link; }
QPushButton[kind="quiet"]:hover, QPushButton[kind="link"]:hover { background: @hover; border-color: @hover; }
QPushButton[kind="quiet"]:pressed, QPushButton[kind="quiet"]:open, QPushButton[kind="link"]:pressed {
    background: @sunken; border-color: @sunken;
}
QPushButton[kind="quiet"]:checked { background: @selection; border-color: @selection; }
QPushButton[swaps="true"]:checked { background: transparent; border-color: transparent; }
QPushButton[swaps="true"]:checked:hover { background: @hover; border-color: @hover; }
QPushButton[flush="true"] { padding-left: 0; padding-right: 0; }
QPushButton[flush="true"]:hover, QPushButton[flush="true"]:pressed {
    background: transparent; border-color: transparent; text-decoration: underline;
}
QPushButton[kind="danger"] { color: @danger; }
QPushButton[kind="danger-filled"] { background: @danger; border-color: @danger; color: @on-danger; }
QPushButton[square="true"] { padding: 0; }
QPushButton:disabled { background: transparent; border-color: @border; color: @text-secondary; }
QPushButton[kind="quiet"]:disabled, QPushButton[kind="link"]:disabled { border-color: transparent; }
QPushButton[bare="true"] { padding: 0; border: none; }
QPushButton::menu-indicator { image: none; width: 0; }
"""

FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox {
    border: 1px solid @border-strong; border-radius: 6px; background: @raised; color: @text;
    selection-background-color: @selection; selection-color: @on-selection;
}
QLineEdit { placeholder-text-color: @text-secondary; }
QLineEdit, QAbstractSpinBox { padding: 7px 9px; }
QLineEdit[tall] { padding: 4px 9px; }
QPlainTextEdit, QTextEdit { padding: 5px 7px; }
QLineEdit:focus, QAbstractSpinBox:focus { border: 2px solid @focus; padding: 6px 8px; }
QLineEdit[tall]:focus { padding: 3px 8px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid @focus; padding: 4px 6px; }
QLineEdit[fault="true"] { border-color: @danger; }
QLineEdit[fault="true"]:focus { border-color: @danger; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {
    background: transparent; border-color: @border; color: @text-secondary;
}
QPlainTextEdit[bare="true"], QTextEdit[bare="true"], QPlainTextEdit[bare="true"]:focus, QTextEdit[bare="true"]:focus {
    border: none; border-radius: 0; padding: 0; background: @raised;
}
QComboBox {
    padding: 4px 11px; border: 1px solid @border-strong; border-radius: 6px;
    background: @raised; color: @text; font-weight: 500;
}
QComboBox:hover { background: @hover; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: @raised; border: 1px solid @border-strong; padding: 4px; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px; border-radius: 4px; color: @text; }
QComboBox QAbstractItemView::item:selected, QComboBox QAbstractItemView::item:hover {
    background: @selection; color: @on-selection;
}
QCheckBox, QRadioButton { spacing: 8px; padding: 4px 0; color: @text; }
QCheckBox:disabled, QRadioButton:disabled { color: @text-secondary; }
"""

MENUS = """
QMenu { background: @raised; border: 1px solid @border-strong; border-radius: 6px; padding: 4px; color: @text; }
QMenu::item { min-height: 20px; padding: 4px 28px 4px 12px; border-radius: 4px; background: transparent; }
QMenu::item:selected { background: @selection; color: @on-selection; }
QMenu::item:disabled { color: @text-secondary; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: @border; margin: 4px 8px; }
QToolTip { background: @raised; color: @text; border: 1px solid @border-strong; padding: 4px 8px; }
"""

SURFACES = """
QMainWindow, QDialog { background: @background; }
QWidget[surface="background"] { background: @background; }
QWidget[surface="surface"] { background: @surface; }
QWidget[surface="raised"] { background: @raised; }
QWidget[surface="sunken"] { background: @sunken; }
QAbstractItemView { background: @surface; border: none; color: @text; outline: none; }
QScrollArea { background: transparent; border: none; }
QScrollArea[surface="surface"] { background: @surface; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QSplitter::handle { background: @border; }
"""

SCROLL_BARS = """
QScrollBar:vertical { background: transparent; border: none; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; border: none; height: 12px; margin: 0; }
QScrollBar::handle { background: @border-strong; border-radius: 2px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 4px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 4px; }
QScrollBar[thin="true"]:vertical { width: 8px; }
QScrollBar[thin="true"]::handle:vertical { margin: 4px 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
"""

TEMPLATE = BUTTONS + FIELDS + MENUS + SURFACES + SCROLL_BARS
TOKEN = re.compile(r"@([a-z-]+)")


def write_stylesheet(word: Callable[[str], str], small: float) -> str:
    """Puts each token's word into the template, and the size of small text in points for `@small`.

    A token nobody knows is our own mistake (`KeyError`).
    """
    return TOKEN.sub(lambda match: f"{small:.2f}pt" if match[1] == "small" else word(match[1]), TEMPLATE)
