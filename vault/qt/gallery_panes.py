"""The main window in the gallery, made after the design's pictures from sample words, to be held beside them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from .parts.badges import AddTag, Tag
from .parts.bars import Toolbar
from .parts.buttons import Button, IconButton
from .parts.cards import SectionHead
from .parts.details import ItemHead, PropertyGrid, VersionRow
from .parts.dialogs import Surface
from .parts.list_heads import ColumnHead, ListHead
from .parts.lists import Ask, ItemList
from .parts.preview import PreviewWell
from .parts.rows import NoteDelegate
from .parts.sidebar import Side, Sidebar
from .parts.splitters import PaneSplitter
from .parts.text import Text
from .parts.work import Job, WorkBar, side_note


def row(text: str, answers: dict[int, object], *, enabled: bool = True) -> QStandardItem:
    """Makes one row of a sample model."""
    item = QStandardItem(text)
    for role, answer in answers.items():
        item.setData(answer, role)
    item.setEditable(False)
    item.setEnabled(enabled)
    return item


# --- sidebar and list -----------------------------------------------------------------------------


def sidebar_models() -> tuple[QStandardItemModel, QStandardItemModel]:
    """Returns the rows of the pictures."""
    upper, pinned = QStandardItemModel(), QStandardItemModel()

    def entry(name: str, icon: str, count: str = "", **more: object) -> QStandardItem:
        answers: dict[int, object] = {Side.ICON: icon, Side.COUNT: count}
        if "state" in more:
            answers[Side.STATE] = more["state"]
        if more.get("folder"):
            answers[Side.KIND] = "folder"
        return row(name, answers)

    for name, icon, count in (
        ("All items", "all", "1,204"),
        ("Favourites", "favourites", "12"),
        ("Notes", "notes", "86"),
        ("Recent", "recent", ""),
    ):
        upper.appendRow(entry(name, icon, count))
    upper.appendRow(row("Folders", {Side.KIND: "head"}, enabled=False))
    for name, count, inside in (
        ("Family", "148", ["x"]),
        ("House", "212", [("Insurance", "24"), ("Purchase", "31")]),
        ("Health", "97", ["x"]),
        ("Taxes", "331", ["x"]),
    ):
        folder = entry(name, "folder", count, folder=True)
        for child in inside:
            folder.appendRow(entry(child[0], "folder", child[1] if len(child) > 1 else "", folder=True))
        upper.appendRow(folder)
    upper.appendRow(row("Tags", {Side.KIND: "head"}, enabled=False))
    for name, count in (("expires soon", "4"), ("original", "58"), ("tax 2025", "73")):
        upper.appendRow(entry(name, "tag", count))
    upper.appendRow(row("", {Side.KIND: "rule"}, enabled=False))
    for name, icon, count in (("Shared", "shared", "7"), ("Inbox", "inbox", "2"), ("Trash", "trash", "9")):
        upper.appendRow(entry(name, icon, count))
    pinned.appendRow(entry("Backups", "backups", state=("proof", "success", "3 May")))
    for name, icon, count in (("Contacts", "contacts", "11"), ("Keys", "keys", "4"), ("Activity", "activity", "")):
        pinned.appendRow(entry(name, icon, count))
    pinned.appendRow(entry("Health", "health", state=("warning", "warning", "2 to do")))
    return upper, pinned


def make_sidebar(chosen: str) -> Sidebar:
    """Returns the sidebar with one entry chosen."""
    side = Sidebar("Items", "Vault")
    upper, pinned = sidebar_models()
    upper.setParent(side)
    pinned.setParent(side)
    side.set_models(upper, pinned)
    for model in (upper, pinned):
        for number in range(model.rowCount()):
            index = model.index(number, 0)
            if index.data() == chosen:
                side.choose(index)
            if index.data() == "House":
                side.upper.expand(index)
    return side


def sample_picture(tint: QColor, lines: QColor) -> QPixmap:
    """Paints a believable little page."""
    picture = QPixmap(64, 64)
    picture.fill(tint)
    painter = QPainter(picture)
    painter.fillRect(14, 12, 36, 6, lines)
    for number in range(5):
        painter.fillRect(14, 24 + number * 6, 36 - (number % 3) * 6, 2, lines.lighter(150))
    painter.end()
    return picture


FILES = (
    ("Purchase contract Lindenstrasse 14.pdf", "House, Purchase", "original", "Today 09:12", "2.4 MB", ""),
    ("Where everything is", "Family", "", "Today 08:47", "6 KB", "note star"),
    ("Passport Anna, photo page.jpg", "Family", "expires soon", "Yesterday", "3.1 MB", "star"),
    ("Income tax assessment 2025.pdf", "Taxes", "tax 2025", "9 May", "418 KB", ""),
    ("Mortgage offer, signed.pdf", "House, Purchase", "original", "7 May", "1.9 MB", "share"),
    ("Birth certificate Jonas.png", "Family", "original", "2 May", "4.7 MB", ""),
    ("Household inventory.xlsx", "House, Insurance", "", "28 Apr", "212 KB", ""),
    ("Roof before the storm claim.jpg", "House, Insurance", "", "28 Apr", "5.6 MB", ""),
    ("Will and guardianship, draft", "Family", "", "21 Apr", "11 KB", "note"),
    ("Blood test results March.pdf", "Health", "", "30 Mar", "96 KB", ""),
    ("Vehicle registration.pdf", "Family", "original", "18 Mar", "340 KB", ""),
    ("Letters from Grandmother 1962, with all envelopes.tif", "Family", "", "3 Mar", "48.2 MB", "star share"),
    ("House from the garden.jpg", "House, Purchase", "", "22 Feb", "4.1 MB", ""),
    ("Router and storage access", "House", "", "14 Feb", "2 KB", "note"),
)  # fmt: skip


def file_model(parent: QWidget) -> QStandardItemModel:
    """Returns the list of the pictures."""
    model = QStandardItemModel(parent)
    for name, folder, tags, changed, size, marks in FILES:
        answers: dict[int, object] = {
            Ask.FOLDER: folder,
            Ask.TAGS: [tags] if tags else [],
            Ask.TAG_TOKENS: ["tag-blue" if tags == "original" else ""] if tags else [],
            Ask.CHANGED: changed,
            Ask.SIZE: size,
            Ask.STARRED: "star" in marks,
            Ask.SHARED: "share" in marks,
            Ask.ICON: "notes" if "note" in marks else "file",
        }
        if "note" not in marks:
            answers[Ask.THUMBNAIL] = sample_picture(QColor(Qt.GlobalColor.white), QColor(Qt.GlobalColor.gray))
        item = row(name, answers)
        item.setEditable(True)
        model.appendRow(item)
    return model


def make_list() -> QWidget:
    """Returns the middle pane."""
    pane = Surface("surface")
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    title = SectionHead("All items", count="1,204")
    column.addWidget(ListHead(title, IconButton("filter", "Filter"), IconButton("density", "Density")))
    view = ItemList("Items")
    view.setModel(file_model(view))
    view.setCurrentIndex(view.model().index(0, 0))
    column.addWidget(ColumnHead(view))
    column.addWidget(view, 1)
    return pane


def make_detail() -> QWidget:
    """Returns the right pane."""
    pane = Surface("surface")
    column = QVBoxLayout(pane)
    column.setContentsMargins(20, 16, 20, 8)
    column.setSpacing(0)
    head = ItemHead()
    head.name.setText("Purchase contract Lindenstrasse 14.pdf")
    for words, icon in (("Share", "shared"), ("Copy out", "copy-out"), ("Open with", "open-with")):
        head.add_act(Button(words, icon=icon))
    column.addWidget(head)
    column.addSpacing(12)
    well = PreviewWell()
    well.setFixedHeight(338)
    sheet = QLabel()
    sheet.setPixmap(sample_picture(QColor(Qt.GlobalColor.white), QColor(Qt.GlobalColor.gray)).scaled(404, 294))
    sheet.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
    well.set_content(sheet)
    well.show_pages("1 of 18")
    well.show_zoom("90 %")
    column.addWidget(well)
    column.addSpacing(14)
    column.addWidget(Text("Properties", weight=600))
    column.addSpacing(4)
    tags = QWidget()
    line = QHBoxLayout(tags)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(4)
    line.addWidget(Tag("original", "tag-blue"))
    line.addWidget(AddTag("Add"))
    line.addStretch(1)
    grid = PropertyGrid()
    grid.show_properties(
        [
            ("Kind", "PDF, 18 pages"),
            ("Size", "2,418,330 bytes"),
            ("Folder", "House, Purchase"),
            ("Added", "14 Mar 2019"),
            ("Changed", "Today 09:12"),
            ("Tags", tags),
        ]
    )
    column.addWidget(grid)
    column.addSpacing(16)
    column.addWidget(SectionHead("Versions", count="3 kept", role="body"))
    column.addSpacing(4)
    column.addWidget(VersionRow("3", "Today 09:12", "Signed by the notary", "2.4 MB", current=True))
    column.addWidget(VersionRow("2", "2 May 17:40", "Edited and saved back", "2.3 MB"))
    column.addWidget(VersionRow("1", "14 Mar 2019", "From the scanner", "2.1 MB"))
    column.addStretch(1)
    return pane


def make_work() -> WorkBar:
    """Returns the bar at the bottom, with one job running."""
    bar = WorkBar()
    figures = "1.8 of 4.2 GB, 412 of 1,204 items, 38 MB/s, about 1 min left"
    bar.show_jobs([Job(1, "Backing up to Study NAS", figures, 0.43)])
    note, act = side_note("plain-copy", "1 plain copy on disk", "Show")
    assert act is not None
    bar.add_side(note, act)
    return bar


def make_window(chosen: str, page: QWidget, *, filled_add: bool, work: bool = True) -> QWidget:
    """Puts toolbar, sidebar, a page and the bar at the bottom into one window."""
    window = Surface("background")
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    bar = Toolbar("My Papers")
    bar.set_filled_add(filled_add)
    bar.set_idle("Locks in 8:42", "8:42")
    column.addWidget(bar)
    panes = PaneSplitter()
    panes.addWidget(make_sidebar(chosen))
    panes.addWidget(page)
    panes.setSizes([223, 1056])
    panes.splitterMoved.connect(lambda at, _number: bar.set_sidebar_width(at + 1))
    column.addWidget(panes, 1)
    if work:
        column.addWidget(make_work())
    return window


def main_page() -> QWidget:
    """After main-light.png and main-dark.png."""
    panes = PaneSplitter()
    panes.addWidget(make_list())
    panes.addWidget(make_detail())
    panes.setSizes([551, 504])
    return make_window("All items", panes, filled_add=True)


def notes_page() -> QWidget:
    """The list of note-light.png; its editor is no part."""
    view = ItemList("Notes", NoteDelegate())
    model = QStandardItemModel(view)
    for name, day, star, start in (
        ("Where everything is", "Today", True,
         "If you read this because I cannot: the safe is in the study, the code is with the notary."),
        ("Will and guardianship, draft", "21 Apr", False,
         "Godparents asked and willing. Notary appointment on 4 June, bring both passports."),
        ("Router and storage access", "14 Feb", False,
         "The storage sits in the cellar, shelf two. Restart order: router, switch, storage."),
        ("Allergies and medication", "29 Jan", True,
         "Jonas: penicillin, rash within the hour. Anna: none known. Blood groups at the end, and more than fits."),
    ):  # fmt: skip
        model.appendRow(row(name, {Ask.CHANGED: day, Ask.SECOND: start, Ask.STARRED: star}))
    view.setModel(model)
    view.setCurrentIndex(model.index(0, 0))
    panes = PaneSplitter()
    panes.addWidget(view)
    panes.addWidget(Surface("raised"))
    panes.setSizes([319, 736])
    return make_window("Notes", panes, filled_add=True)
