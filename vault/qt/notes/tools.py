"""The buttons over a note. Where room is short the rarer ones go into a menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from vault.qt.icons import icon
from vault.qt.parts.buttons import IconButton
from vault.qt.parts.segmented import SegmentedChoice
from vault.qt.theme import Space, look

from . import formatting
from .editor import NoteEditor
from .table_menu import KEYS, TableMenu

HEIGHT = 48


@dataclass
class Tool:
    """One act on the text. Those of the least `rank` stay longest."""

    button: IconButton
    action: QAction
    rank: int
    do: Callable[[], None]


class NoteTools(QWidget):
    """Heading to link at the left, Write, Preview and Both at the right."""

    def __init__(self, editor: NoteEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Formatting"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._editor = editor
        self.tables = TableMenu(editor, self)
        self.views = SegmentedChoice(
            self.tr("View"),
            [("write", self.tr("Write")), ("preview", self.tr("Preview")), ("both", self.tr("Both"))],
        )
        self.menu = QMenu(self)
        self.more = IconButton("more", self.tr("More formatting"), side=28)
        self.more.clicked.connect(self._open_menu)
        self.tools: dict[str, Tool] = {}
        row = QHBoxLayout(self)
        row.addStrut(HEIGHT - 1)
        row.setContentsMargins(Space.L, 0, Space.XL, 0)
        row.setSpacing(Space.XS)
        self._row = row
        self._add_tools()
        row.addWidget(self.more)
        row.addStretch(1)
        row.addWidget(self.views)

    def _add_tools(self) -> None:
        with_cursor = self._with_cursor
        for key, sign, name, keys, rank, do in (
            ("heading", "text-h", self.tr("Heading"), "Ctrl+Shift+H", 0, with_cursor(formatting.toggle_heading)),
            ("bold", "text-bolder", self.tr("Bold"), "Ctrl+B", 0, with_cursor(_around("**"))),
            ("italic", "text-italic", self.tr("Italic"), "Ctrl+I", 1, with_cursor(_around("*"))),
            ("strike", "text-strikethrough", self.tr("Struck out"), "Ctrl+Shift+X", 6, with_cursor(_around("~~"))),
            ("bullet", "list-bullets", self.tr("List"), "Ctrl+Shift+8", 2, with_cursor(_list("bullet"))),
            ("number", "list-numbers", self.tr("Numbered list"), "Ctrl+Shift+7", 4, with_cursor(_list("number"))),
            ("check", "check-square", self.tr("Check list"), "Ctrl+Shift+9", 1, with_cursor(_list("check"))),
            ("quote", "quotes", self.tr("Quote"), "Ctrl+Shift+B", 5, with_cursor(formatting.toggle_quote)),
            ("code", "code", self.tr("Code"), "Ctrl+E", 5, with_cursor(_around("`"))),
            ("link", "link", self.tr("Link"), "Ctrl+K", 3, with_cursor(formatting.insert_link)),
            ("item", "paperclip", self.tr("Link to an item"), "Ctrl+Shift+K", 2, with_cursor(formatting.begin_link)),
            ("table", "table", self.tr("Table"), KEYS, 3, self._open_tables),
        ):
            button = IconButton(sign, name, side=28, shortcut=keys)
            button.clicked.connect(lambda _checked=False, do=do: do())
            # A button's own key presses it with a delay, in which one types on: it is told, and the editor's here.
            button.setShortcut(QKeySequence())
            shortcut = QShortcut(QKeySequence(keys), self._editor, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.setWhatsThis(name)
            shortcut.activated.connect(do)
            action = self.menu.addAction(icon(sign), name)
            action.setShortcut(keys)
            action.setShortcutVisibleInContextMenu(True)
            action.triggered.connect(lambda _checked=False, do=do: do())
            self.tools[key] = Tool(button, action, rank, do)
            self._row.addWidget(button)

    def _with_cursor(self, act: Callable[..., object]) -> Callable[[], None]:
        def do() -> None:
            if self._editor.isReadOnly():
                return
            self._editor.setFocus()
            cursor = self._editor.textCursor()
            act(cursor)
            self._editor.setTextCursor(cursor)

        return do

    def _open_tables(self) -> None:
        button = self.tools["table"].button
        button = self.more if button.isHidden() else button
        self.tables.line_up_or_open(button.mapToGlobal(QPoint(0, button.height())))

    def set_writing(self, on: bool) -> None:
        """Without an editor in sight there is nothing to format."""
        for tool in self.tools.values():
            tool.button.set_blocked("" if on else self.tr("Choose Write first"))
            tool.action.setEnabled(on)
        self.more.setEnabled(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many buttons as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        side = self.more.sizeHint().width() + Space.XS
        room = self.width() - self.views.sizeHint().width() - 2 * Space.XL - Space.M
        count = room // side
        if count < len(self.tools):
            count -= 1
        ranks = sorted(self.tools.values(), key=lambda tool: tool.rank)
        for number, tool in enumerate(ranks):
            tool.button.setVisible(number < count)
            tool.action.setVisible(number >= count)
        self.more.setVisible(count < len(self.tools))

    def _open_menu(self) -> None:
        self.menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def sizeHint(self) -> QSize:
        """48 high; the buttons give way."""
        return QSize(self.minimumSizeHint().width(), max(HEIGHT, look().height(32) + 14))

    def minimumSizeHint(self) -> QSize:
        """The views and two buttons."""
        return QSize(self.views.sizeHint().width() + 3 * 32 + 2 * Space.XL, max(HEIGHT, look().height(32) + 14))


def _around(sign: str) -> Callable[..., object]:
    return lambda cursor: formatting.surround(cursor, sign)


def _list(kind: str) -> Callable[..., object]:
    return lambda cursor: formatting.toggle_list(cursor, kind)
