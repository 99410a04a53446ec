"""Rows in words and icons: what a list says of an item."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPixmap

from vault.child import messages as m
from vault.qt.figures import day, moment, number, size
from vault.qt.parts.lists import Ask

from .beginnings import beginning
from .places import FolderTree, Place

translate = QCoreApplication.translate

PICTURES = frozenset(("png", "jpg", "jpeg", "jpe", "gif", "webp", "tif", "tiff", "bmp", "avif", "svg"))
DOCUMENTS = frozenset(("pdf",))
# ending -> group; what a file is called decides about its icon and the word for it alone, never how it is opened
GROUPS = {
    **dict.fromkeys((*PICTURES, "heic", "heif", "raw", "psd"), "picture"),
    **dict.fromkeys(DOCUMENTS, "pdf"),
    **dict.fromkeys(("txt", "log", "ini", "conf", "json", "xml", "yaml", "yml", "toml"), "text"),
    **dict.fromkeys(("md", "markdown"), "markdown"),
    **dict.fromkeys(("doc", "docx", "odt", "rtf", "pages", "epub"), "document"),
    **dict.fromkeys(("xls", "xlsx", "ods", "csv", "numbers"), "sheet"),
    **dict.fromkeys(("ppt", "pptx", "odp", "key"), "slides"),
    **dict.fromkeys(("zip", "tar", "gz", "xz", "bz2", "7z", "rar", "tgz"), "archive"),
    **dict.fromkeys(("mp3", "wav", "flac", "ogg", "m4a", "opus"), "sound"),
    **dict.fromkeys(("mp4", "mkv", "mov", "avi", "webm"), "film"),
    **dict.fromkeys(("py", "js", "c", "h", "cpp", "rs", "go", "java", "sh", "html", "css"), "code"),
    **dict.fromkeys(("eml", "msg"), "mail"),
}
ICONS = {
    "picture": "image",
    "pdf": "file-pdf",
    "text": "file-text",
    "markdown": "file-text",
    "document": "article",
    "sheet": "table",
    "slides": "presentation",
    "archive": "archive",
    "sound": "music-note",
    "film": "film-strip",
    "code": "code",
    "mail": "envelope-simple",
}


def ending_of(name: str) -> str:
    """The letters after the last dot, in small ones."""
    stem, dot, ending = name.rpartition(".")
    return ending.lower() if dot and stem else ""


def group_of(row: m.Row) -> str:
    """What kind of file its name says it is; empty where it says nothing known."""
    return GROUPS.get(ending_of(row.shown), "") if row.kind == "file" else ""


def icon_of(row: m.Row) -> str:
    """The name of an icon."""
    if row.kind == "folder":
        return "folder"
    return "notes" if row.kind == "note" else ICONS.get(group_of(row), "file")


def kind_words(row: m.Row) -> str:
    """What it is: "Folder", "Note", "PDF", "Picture", "ABC file", "File"."""
    if row.kind != "file":
        return translate("browse", "Folder") if row.kind == "folder" else translate("browse", "Note")
    words = {
        "picture": translate("browse", "Picture"),
        "pdf": translate("browse", "PDF"),
        "text": translate("browse", "Text"),
        "markdown": translate("browse", "Markdown"),
        "document": translate("browse", "Document"),
        "sheet": translate("browse", "Spreadsheet"),
        "slides": translate("browse", "Presentation"),
        "archive": translate("browse", "Archive"),
        "sound": translate("browse", "Sound"),
        "film": translate("browse", "Film"),
        "code": translate("browse", "Source code"),
        "mail": translate("browse", "Mail"),
    }
    known = words.get(group_of(row))
    ending = ending_of(row.shown)
    if known is None and ending.isalnum() and len(ending) <= 5:
        known = translate("browse", "{ending} file").format(ending=ending.upper())
    return known or translate("browse", "File")


def milliseconds(row: m.Row) -> int:
    """When it was changed, in milliseconds."""
    return row.modified // 1_000_000


def changed_words(row: m.Row) -> str:
    """When it was changed; folders carry no time a person would know."""
    return "" if row.kind == "folder" else day(milliseconds(row))


def size_words(row: m.Row) -> str:
    """How large it is; of a folder nothing, its second line counts what is in it."""
    return "" if row.kind == "folder" else size(row.size)


def inside_words(row: m.Row) -> str:
    """How much is in a folder."""
    return translate("browse", "%Ln item(s)", "", row.children) if row.children else translate("browse", "Empty")


def sizes_in(rows: Iterable[m.Row]) -> int:
    """How large items are together; what is in folders is not known here."""
    return sum(row.size for row in rows if row.kind != "folder")


def facts_of(rows: Sequence[m.Row], tree: FolderTree) -> list[tuple[str, str]]:
    """What several items are together: of which kinds, where, from when to when, and the tags that all have."""
    alike: dict[tuple[str, str], list[m.Row]] = {}
    for row in rows:  # words are looked up once for each kind
        alike.setdefault((row.kind, group_of(row) or ending_of(row.shown) if row.kind == "file" else ""), []).append(
            row
        )
    kinds: dict[str, int] = {}
    for some in alike.values():
        kinds[kind_words(some[0])] = kinds.get(kind_words(some[0]), 0) + len(some)
    many = sorted(kinds.items(), key=lambda one: -one[1])
    facts = [(translate("browse", "Kinds"), ", ".join(f"{number(count)} × {kind}" for kind, count in many))]
    parents = {row.parent for row in rows}
    place = tree.words(next(iter(parents))) or translate("browse", "Top level")
    several = translate("browse", "%Ln folder(s)", "", len(parents))
    facts.append((translate("browse", "Folder"), place if len(parents) == 1 else several))
    times = [milliseconds(row) for row in rows if row.kind != "folder"]
    if times:
        first, last = day(min(times)), day(max(times))
        span = f"{first} – {moment(max(times), within=True)}"
        facts.append((translate("browse", "Changed"), first if first == last else span))
    shared = set(rows[0].tags).intersection(*(row.tags for row in rows))
    if shared:
        facts.append((translate("browse", "Common tags"), ", ".join(sorted(shared))))
    return facts


class RowWords:
    """Answers what a list asks of a row, as far as it depends on where one is."""

    def __init__(
        self,
        tree: FolderTree,
        thumbnail: Callable[[m.Row], QPixmap | None] = lambda _: None,
        token: Callable[[str], str] = lambda _: "",
    ) -> None:
        """`token` gives that of a tag's colour."""
        self._tree, self._token = tree, token
        self._thumbnail = thumbnail
        self.cut: frozenset[bytes] = frozenset()
        """The items that were cut and are not pasted yet."""

    def second(self, row: m.Row, place: Place | None) -> str:
        """The second line: what one does not know from where one is. A search tells the whole place."""
        if row.trashed is not None:
            where, when = self._tree.words(row.parent), moment(row.trashed, within=True)
            if not where:
                return translate("browse", "Removed {moment}").format(moment=when)
            return translate("browse", "Removed {moment} from {place}").format(moment=when, place=where)
        if row.kind == "folder":
            return inside_words(row)
        if place is not None and place.view == "notes":
            return beginning(row.beginning, row.shown)
        if place is not None and place.view == "folder":
            return kind_words(row)
        return self._tree.words(row.parent) or kind_words(row)

    def answer(self, row: m.Row, role: int, place: Place | None) -> Any:
        """What a model answers for a row."""
        if role == Qt.ItemDataRole.DisplayRole:
            return row.shown
        if role == Ask.THUMBNAIL:
            return self._thumbnail(row)
        if role == Ask.ICON:
            return icon_of(row)
        if role == Ask.SECOND:
            return self.second(row, place)
        if role == Ask.TAGS:
            return list(row.tags)
        if role == Ask.TAG_TOKENS:
            return [self._token(tag) for tag in row.tags]
        if role == Ask.STARRED:
            return row.favourite
        if role == Ask.SHARED:
            return row.shared
        if role == Ask.CUT:
            return row.id in self.cut
        if role == Ask.CHANGED:
            return changed_words(row)
        if role == Ask.SIZE:
            return size_words(row)
        if role == Qt.ItemDataRole.EditRole:
            return row.name.decode("utf-8", "surrogateescape")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            kind, second = kind_words(row), self.second(row, place)
            star = translate("browse", "favourite") if row.favourite else ""
            given = translate("browse", "shared") if row.shared else ""
            cut = translate("browse", "cut") if row.id in self.cut else ""
            words = (row.shown, cut, star, given, kind, second, *row.tags, changed_words(row), size_words(row))
            return ", ".join(dict.fromkeys(word for word in words if word))
        return None
