"""The window of the manual: chapters and search at the left, the chapter at the right, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.qt.dialogs.lines import Line, LineList
from vault.qt.parts.aside import Aside
from vault.qt.parts.buttons import Button
from vault.qt.parts.dialogs import Surface
from vault.qt.parts.fields import SearchField
from vault.qt.parts.splitters import PaneSplitter
from vault.qt.parts.text import Rule, Text
from vault.qt.theme import Space, look

from .chapters import Chapter, Section, find, manual_folder, picture_folder, read_manual, snippet
from .leaf import LeafView

SIZE = QSize(1040, 760)
SIDE = 300
NARROW = 640
"""Below this width chapters and page are shown one at a time."""
MOST_FOUND = 100


class ManualWindow(Surface):
    """Opens at a chapter. It shows nothing of any vault, so the lock leaves it alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self.setWindowFlag(Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Manual of Deedbox"))
        self.setAccessibleName(self.tr("Manual"))
        self._aside = Aside(self)
        self._chapters: tuple[Chapter, ...] = ()
        self._wanted = ""
        self._back: list[tuple[str, str]] = []
        self._here = ("", "")
        self.search = SearchField(self.tr("Search the manual"), self.tr("Ctrl+F"))
        self.list = LineList(self.tr("Chapters"), cut=Qt.TextElideMode.ElideRight)
        self.found: list[Section] = []
        self.none = Text(self.tr("No chapter has these words."), tone="text-secondary", wrap=True)
        self.back = Button(self.tr("Back"), "quiet", "back", compact=True)
        self.contents = Button(self.tr("Chapters"), "quiet", "book-open", compact=True)
        self.leaf = LeafView(picture_folder())
        self._lay_out()
        self._connect()
        self._show_contents()
        self.resize(SIZE.boundedTo(QGuiApplication.primaryScreen().availableGeometry().size() * 0.95))
        self._aside.ask(lambda: read_manual(manual_folder()), self._take)

    def _lay_out(self) -> None:
        self.side = Surface("background")
        column = QVBoxLayout(self.side)
        column.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        column.setSpacing(Space.M)
        column.addWidget(self.search)
        column.addWidget(self.none)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        self.right = Surface("raised")
        page = QVBoxLayout(self.right)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        head.addWidget(self.contents)
        head.addWidget(self.back)
        head.addStretch(1)
        page.addLayout(head)
        page.addWidget(Rule())
        page.addWidget(self.leaf, 1)
        panes = PaneSplitter()
        panes.addWidget(self.side)
        panes.addWidget(self.right)
        panes.setStretchFactor(0, 0)
        panes.setStretchFactor(1, 1)
        panes.setSizes([look().measure(SIDE), SIZE.width() - SIDE])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(panes)
        self.setMinimumSize(360, 320)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._show_contents)
        self.list.view.selectionModel().currentChanged.connect(lambda now, _: self._choose(now.row()))
        self.list.view.activated.connect(lambda _: self.leaf.setFocus())
        self.back.clicked.connect(self.go_back)
        self.contents.clicked.connect(lambda: self._arrange(contents=True))
        self.leaf.link_wanted.connect(self._follow)
        for words, keys, do in (
            (self.tr("Search the manual"), QKeySequence(QKeySequence.StandardKey.Find), self._focus_search),
            (self.tr("Back"), QKeySequence("Alt+Left"), self.go_back),
            (self.tr("Close the manual"), QKeySequence("Ctrl+W"), self.close),
        ):
            action = QAction(words, self)
            action.setShortcut(keys)
            action.triggered.connect(lambda _checked=False, do=do: do())
            self.addAction(action)

    def _arrange(self, *, contents: bool = False) -> None:
        """Chapters beside the page; in a narrow window one of them, the other a click away."""
        narrow = self.width() < look().measure(NARROW)
        self.contents.setVisible(narrow)
        self.side.setVisible(not narrow or contents)
        self.right.setVisible(not narrow or not contents)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One or both."""
        super().resizeEvent(event)
        self._arrange()

    def _focus_search(self) -> None:
        self._arrange(contents=True)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def bring_up(self) -> None:
        """In front, with the keyboard in the chapter."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.leaf.setFocus()

    # Chapters

    def _take(self, chapters: tuple[Chapter, ...]) -> None:
        self._chapters = chapters
        self._show_contents()
        if self._wanted:
            self.show_chapter(self._wanted)

    def show_chapter(self, name: str, heading: str = "", words: str = "") -> None:
        """A chapter by its name, from its start or a heading on."""
        chapter = next((one for one in self._chapters if one.name == name), None)
        self._wanted = name
        if chapter is None:
            return
        if self._here[0] and self._here != (name, heading):
            self._back.append(self._here)
        self._turn(chapter, heading, words)

    def _turn(self, chapter: Chapter, heading: str, words: str = "") -> None:
        self._arrange()
        self._here = chapter.name, heading
        self.back.set_blocked("" if self._back else self.tr("This is where you began"))
        self.leaf.show_chapter(chapter, heading, words)
        if not self.search.text():
            self._mark(next(at for at, one in enumerate(self._chapters) if one is chapter))

    def _mark(self, row: int) -> None:
        before = self.list.view.selectionModel().blockSignals(True)
        self.list.view.setCurrentIndex(self.list.model.index(row))
        self.list.view.selectionModel().blockSignals(before)
        self.list.view.viewport().update()

    def go_back(self) -> None:
        """To what was read before."""
        if self._back:
            name, heading = self._back.pop()
            self._turn(next(one for one in self._chapters if one.name == name), heading)

    def _follow(self, link: str) -> None:
        """A chapter, a heading of this one; what is outside is the browser's."""
        if "://" in link or link.startswith("mailto:"):
            QDesktopServices.openUrl(link)
            return
        path, _, heading = link.partition("#")
        name = path.removesuffix(".md").rpartition("/")[2] if path else self._here[0]
        self.show_chapter(name, heading)

    # Contents and search

    def _show_contents(self) -> None:
        """All chapters, or the sections in which the words stand."""
        query = self.search.text().strip()
        titles = {one.name: one.title for one in self._chapters}
        self.found = find(self._chapters, query)[:MOST_FOUND]
        if query:
            lines = [
                Line(f"{titles[one.chapter]}: {one.heading}" if one.heading != titles[one.chapter] else one.heading,
                     snippet(one, query), "search")
                for one in self.found
            ]  # fmt: skip
        else:
            lines = [Line(one.title, one.about, "book-open") for one in self._chapters]
        before = self.list.view.selectionModel().blockSignals(True)
        self.list.model.show(lines)
        self.list.view.selectionModel().blockSignals(before)
        self.none.setVisible(bool(query) and not lines)
        self.list.setVisible(bool(lines))
        if not query and self._here[0]:
            self._mark(next(at for at, one in enumerate(self._chapters) if one.name == self._here[0]))

    def _choose(self, row: int) -> None:
        query = self.search.text().strip()
        if query and 0 <= row < len(self.found):
            section = self.found[row]
            self.show_chapter(section.chapter, section.anchor, query)
        elif not query and 0 <= row < len(self._chapters):
            self.show_chapter(self._chapters[row].name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
