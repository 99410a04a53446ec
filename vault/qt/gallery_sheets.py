"""Sheets of the gallery: every part in every state it has, with sample words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QMenu, QRadioButton, QVBoxLayout, QWidget

from .gallery_panes import file_model, make_work, row
from .icons import ICONS
from .parts.badges import KINDS as BADGES, AddTag, Badge, ProofLine, Tag
from .parts.bars import Banner, Toolbar
from .parts.buttons import KINDS, Button, IconButton
from .parts.cards import Page, Panel, SectionHead, bounded
from .parts.contacts import ContactRow
from .parts.dialogs import MIDDLE, WIDE, Dialog, NamedConfirmation, Surface
from .parts.empty import DropEdge, EmptyState
from .parts.fields import Choice, Field, LineInput, PasswordField, SearchField
from .parts.list_heads import ColumnHead
from .parts.lists import Ask, ItemList, RowDelegate
from .parts.rows import PersonDelegate
from .parts.segmented import SegmentedChoice
from .parts.text import IconText, Rule, Text
from .parts.toasts import Toast
from .parts.work import Job, WorkBar, side_note
from .theme import TEXT

GERMAN = "Wiederherstellungsbogen"


def line(*widgets: QWidget) -> QWidget:
    """Puts widgets side by side."""
    holder = QWidget()
    box = QHBoxLayout(holder)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(8)
    for widget in widgets:
        box.addWidget(widget)
    box.addStretch(1)
    return holder


def blocked(button: Button | IconButton) -> QWidget:
    """Disables a button with a reason."""
    button.set_blocked("Select an item first")
    return button


def buttons_sheet() -> QWidget:
    """Kinds, states, sizes, choices."""
    page = Page("Buttons")
    body = page.body
    body.addWidget(SectionHead("Buttons"))
    body.addWidget(line(*(Button(kind.capitalize(), kind) for kind in KINDS)))
    body.addWidget(line(*(Button(kind.capitalize(), kind, "add") for kind in KINDS)))
    body.addWidget(line(*(blocked(Button(kind.capitalize(), kind, "add")) for kind in KINDS)))
    body.addWidget(line(*(Button(kind.capitalize(), kind, compact=True) for kind in KINDS)))
    body.addWidget(line(*(Button(f"{GERMAN} drucken", kind, "recovery-kit") for kind in ("primary", "secondary"))))
    menu = QMenu(page)
    menu.addAction("One file (.age)")
    collapsed = Button("Lock", icon="lock")
    collapsed.set_collapsed(True)
    squares = (
        IconButton("filter", "Filter"),
        IconButton("more", "More"),
        IconButton("favourites", "Favourite", on_icon="star-set"),
        blocked(IconButton("trash", "Delete")),
        IconButton("close", "Close", side=28, icon_size=14),
        collapsed,
        Button("Deliver as", icon="plain-copy", menu=menu),
        Button("More", "quiet", menu=menu),
    )
    body.addWidget(line(*squares))
    writing = SegmentedChoice("View", [("write", "Write"), ("preview", "Preview"), ("both", "Both")])
    fixed = SegmentedChoice("View", [("a", "Keep"), ("b", "Move to bin")])
    fixed.setEnabled(False)
    body.addWidget(line(writing, fixed))
    body.addWidget(make_boxes())
    body.addWidget(SectionHead("Text"))
    for role in TEXT:
        body.addWidget(Text(f"{role}: a place for papers you cannot lose, 1,204 of 1,204", role))
    words = "A share cannot be called back. You will find it under Shared, with the key each person had. " * 3
    body.addWidget(Text(words, tone="text-secondary", wrap=True))
    return page


def make_boxes() -> QWidget:
    """Returns check boxes and radio buttons in all states."""
    boxes: list[QWidget] = []
    for state, words in enumerate(("Not chosen", "Undecided", "Chosen")):
        for enabled in (True, False):
            box = QCheckBox(words)
            box.setTristate(state == 1)
            box.setCheckState(Qt.CheckState(state))
            box.setEnabled(enabled)
            boxes.append(box)
    holder = line(*boxes)
    for enabled in (True, False):
        group = QButtonGroup(holder)
        for chosen in (True, False):
            radio = QRadioButton("One" if chosen else "Other")
            group.addButton(radio)
            radio.setChecked(chosen)
            radio.setEnabled(enabled)
            box_layout = holder.layout()
            assert box_layout is not None
            box_layout.addWidget(radio)
    return holder


def fields_sheet() -> QWidget:
    """Fields with hints and faults."""
    page = Page("Fields")
    body = page.body
    body.addWidget(SectionHead("Fields"))
    caps = PasswordField("Password", tall=True, layout="German layout")
    caps.input.setText("correct horse battery")
    caps.set_caps_lock(True)
    shown = PasswordField("New password")
    shown.input.setText("correct horse battery")
    shown.input.reveal.setChecked(True)
    shown.set_hint("About 60,000 years with 100 graphics cards", "success")
    wrong = PasswordField("Password")
    wrong.input.setText("wrong")
    wrong.set_fault("That password does not open this vault. Caps Lock is on.")
    off = LineInput("Cannot be changed here")
    off.setEnabled(False)
    choice = Choice()
    choice.addItems(["One file (.age)", "A folder"])
    for field in (
        caps,
        shown,
        wrong,
        Field("Name", LineInput("My Papers"), "The folder gets this name, too"),
        Field("Place", off),
        Field("Deliver as", choice),
    ):
        body.addLayout(bounded(field, 400))
    search = SearchField("Search names, notes and contents", "Ctrl+F")
    body.addLayout(bounded(search, 376))
    found = SearchField("Search names, notes and contents", "Ctrl+F")
    found.setText("contract")
    body.addLayout(bounded(found, 376))
    return page


def states_sheet() -> QWidget:
    """Badges, proof lines, tags, contacts, banners, toasts, icons."""
    page = Page("States")
    body = page.body
    body.addWidget(SectionHead("Badges"))
    body.addWidget(line(*(Badge(kind, "Kept" if kind == "neutral" else "") for kind in BADGES)))
    body.addWidget(line(Badge("tested", "Tested 3 May"), Tag("original", "tag-red"), Tag(GERMAN), AddTag("Add")))
    body.addWidget(ProofLine("proven", "Restored for real on 3 May with the recovery kit: 1,204 of 1,204 files"))
    body.addWidget(ProofLine("unproven", "Never restored. Bytes verified on 10 May, but nobody has opened it yet."))
    panel = Panel()
    rows = QVBoxLayout(panel)
    rows.setContentsMargins(1, 1, 1, 1)
    rows.setSpacing(0)
    rows.addWidget(
        ContactRow(
            "Jonas Weber",
            "Compared in person on 12 February",
            Badge("verified"),
            IconButton("close", "Remove Jonas Weber", side=28, icon_size=14),
        )
    )
    rows.addWidget(Rule())
    rows.addWidget(ContactRow("Miriam Okafor, notary", "Key from a file, words not compared yet", Badge("new")))
    body.addLayout(bounded(panel, 440))
    body.addWidget(make_people())
    disk = "Read-only: the disk is full. Everything saved so far is safe. Free some space, then reopen the vault."
    body.addWidget(Banner("warning", disk))
    older = "This vault is older than the one this computer saw on 9 May. Nothing has been changed."
    body.addWidget(Banner("danger", f"{older} Compare before you go on.", "Compare"))
    body.addWidget(line(Toast("trash", "3 items moved to the trash", "Undo")))
    names = [IconText(name, Text("", "small"), size=20, gap=0) for name in ICONS]
    for start in range(0, len(names), 24):
        body.addWidget(line(*names[start : start + 24]))
    return page


def make_people() -> QWidget:
    """Returns a list of contacts as it opens below a field."""
    people = ItemList("Contacts", PersonDelegate())
    model = QStandardItemModel(people)
    second: dict[int, object] = {Ask.SECOND: "Compared by phone on 8 April", Ask.BADGE: ("verified", "Verified")}
    model.appendRow(row("Lena Hartmann", second))
    changed: dict[int, object] = {Ask.SECOND: "Key has changed, cannot be added", Ask.BADGE: ("changed", "Changed")}
    model.appendRow(row("Lennart Voss", changed, enabled=False))
    people.setModel(model)
    people.setCurrentIndex(model.index(0, 0))
    people.setFixedHeight(98)
    people.setMaximumWidth(440)
    return people


def bars_sheet() -> QWidget:
    """Toolbars at three widths, the bar at the bottom in its states, a compact list, a drop."""
    ground = Surface("surface")
    column = QVBoxLayout(ground)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    for width in (1280, 900, 640):
        bar = Toolbar("My Papers" if width > 700 else f"{GERMAN} und mehr")
        bar.set_idle("Locks in 8:42", "8:42")
        bar.setFixedWidth(width)
        column.addWidget(bar)
    column.addWidget(make_work())
    several = WorkBar()
    jobs = [
        Job(1, "Adding files", "240 MB, 0:12", None),
        Job(2, "Backing up to Study NAS", "", 0.2),
        Job(3, "Re-encrypting", "", 0.9),
    ]
    several.show_jobs(jobs)
    done = WorkBar()
    done.show_jobs(
        [Job(1, "Restored for real: 1,204 of 1,204 files", icon="proof", state="done", act="Show the report")]
    )
    fault = WorkBar()
    stopped = "The backup to Study NAS stopped: the server closed the connection."
    fault.show_jobs([Job(1, stopped, state="fault", act="Try again")])
    clipboard = WorkBar()
    clipboard.show_jobs([Job(1, "Copied to the clipboard", "Cleared in 24 s", 0.8, icon="clipboard", act="Clear now")])
    note, act = side_note("conceal", "Hidden from screen capture", "Pause")
    assert act is not None
    clipboard.add_side(note, act)
    for bar_of_work in (several, done, fault, clipboard):
        column.addWidget(bar_of_work)
    pane = Surface("surface")
    inside = QVBoxLayout(pane)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(0)
    view = ItemList("Items", RowDelegate(compact=True))
    view.setModel(file_model(view))
    view.setCurrentIndex(view.model().index(1, 0))
    inside.addWidget(ColumnHead(view))
    inside.addWidget(view, 1)
    keep = SegmentedChoice("Originals", [("keep", "Keep"), ("bin", "Move to bin")])
    edge = DropEdge(pane, keep)
    edge.offer("Add 3 files to House. Originals are kept.")
    column.addWidget(pane, 1)
    return ground


def empty_sheet() -> QWidget:
    """A page with nothing on it yet."""
    ground = Surface("surface")
    column = QVBoxLayout(ground)
    act = Button("Add a target", "primary", "add")
    purpose = "Backups keep a second copy, and prove that it opens."
    column.addWidget(EmptyState("backups", purpose, "Choose a drive, a folder or a server to begin.", act))
    return ground


def share_dialog(parent: QWidget | None = None) -> Dialog:
    """A wide dialog after share-light.png, its body in two halves."""
    dialog = Dialog("Share 2 items", parent, width=WIDE, padded=False)
    halves = QHBoxLayout()
    halves.setSpacing(0)
    dialog.body.addLayout(halves)
    left = Surface("raised")
    column = QVBoxLayout(left)
    column.setContentsMargins(20, 16, 20, 20)
    column.setSpacing(8)
    column.addWidget(SectionHead("Recipients", count="2"))
    panel = Panel()
    rows = QVBoxLayout(panel)
    rows.setContentsMargins(1, 1, 1, 1)
    rows.setSpacing(0)
    for number, (name, compared, kind) in enumerate(
        (
            ("Jonas Weber", "Compared in person on 12 February", "verified"),
            ("Miriam Okafor, notary", "Key from a file, words not compared yet", "new"),
        )
    ):
        if number:
            rows.addWidget(Rule())
        remove = IconButton("close", f"Remove {name}", side=28, icon_size=14)
        rows.addWidget(ContactRow(name, compared, Badge(kind), remove))
    column.addWidget(panel)
    column.addWidget(Field("Add a recipient", SearchField("Name or fingerprint")))
    column.addWidget(make_people())
    column.addStretch(1)
    right = Surface("surface")
    texts = QVBoxLayout(right)
    texts.setContentsMargins(20, 16, 20, 20)
    texts.addWidget(Text("What they will not see", weight=600))
    hidden = "The vault, its folders, tags and versions. Other recipients appear as fingerprints, without names."
    texts.addWidget(Text(hidden, wrap=True))
    texts.addWidget(Rule())
    limit = "A share cannot be called back. You will find it under Shared, with the key each person had."
    texts.addWidget(IconText("about", Text(limit, tone="text-secondary", wrap=True)))
    texts.addStretch(1)
    halves.addWidget(left, 1)
    halves.addWidget(Rule(Qt.Orientation.Vertical))
    halves.addWidget(right, 1)
    choice = Choice("Deliver as")
    choice.addItems(["One file (.age)", "A folder"])
    dialog.add_option(Text("Deliver as", tone="text-secondary"), choice)
    dialog.set_act("Share with 2 people", icon="send")
    return dialog


def delete_dialog(parent: QWidget | None = None) -> Dialog:
    """A confirmation by name."""
    return NamedConfirmation(
        "Delete My Papers",
        "The vault “My Papers” and its 1,204 items are removed from this computer.",
        "Sets on Study NAS and in the safe stay as they are.",
        "My Papers",
        "Delete the vault",
        parent,
    )


def german_dialog(parent: QWidget | None = None) -> Dialog:
    """Words 40 % longer than ours."""
    dialog = Dialog(f"{GERMAN} drucken", parent, width=MIDDLE)
    dialog.body.addWidget(Text(f"Der {GERMAN} wird einmal gedruckt und danach abgefragt. " * 4, wrap=True))
    dialog.body.addWidget(Field(f"Aufbewahrungsort des {GERMAN}s", LineInput()))
    dialog.add_option(QCheckBox(f"{GERMAN} sofort abfragen"))
    dialog.set_act(f"{GERMAN} drucken", icon="recovery-kit")
    return dialog


SHEETS = {
    "buttons": buttons_sheet,
    "fields": fields_sheet,
    "states": states_sheet,
    "bars": bars_sheet,
    "empty": empty_sheet,
}
DIALOGS = {"share": share_dialog, "delete": delete_dialog, "german": german_dialog}
