"""Copy, cut and paste of items; and of what other programs put on the clipboard: files, a picture, text.

What goes onto the clipboard are the ids of items, in a type of our own, with a token of this open vault: no names, no
content. Any program may read the clipboard, and some write down what they find there.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from vault.qt.moving.intake import FileIntake, local_paths
from vault.qt.notes.saving import name_of
from vault.qt.operations import Operations
from vault.qt.parts.aside import Aside
from vault.qt.parts.toasts import Tell

from .choices import WordInput, end_input, refuse_input
from .item_acts import ItemActs
from .places import FolderTree

COPIED = "application/x-deedbox-clipped"
"""`c` or `x`, 16 bytes of the vault's token, and the ids."""
PICTURES = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "image/gif": "gif", "image/tiff": "tif"}
"""Taken as they are: nothing is decoded."""
LARGEST = 64 << 20
TOKEN = 16


class ItemClipboard(QObject):
    """Between the items of one open vault and the clipboard of the system."""

    cut_changed = Signal(object)
    """The ids of what was cut and is not pasted yet."""

    def __init__(
        self,
        operations: Operations,
        tree: FolderTree,
        acts: ItemActs,
        intake: FileIntake,
        folder: Callable[[], tuple[bytes, str]],
        tell: Tell,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._operations, self._tree, self._acts, self._intake = operations, tree, acts, intake
        self._folder, self._tell, self._page = folder, tell, page
        self._token = secrets.token_bytes(TOKEN)
        self._aside = Aside(self)
        self._is_putting = False
        QGuiApplication.clipboard().dataChanged.connect(self._follow)
        operations.connection.ended.connect(self._forget)

    # Onto the clipboard

    def copy(self, ids: Sequence[bytes]) -> None:
        """Paste makes new items of them."""
        if ids:
            self._put(b"c", ids)
            self._tell("copy", self.tr("%Ln item(s) copied. Paste them in a folder of this vault.", "", len(ids)))

    def cut(self, ids: Sequence[bytes]) -> None:
        """Paste moves them."""
        if ids and not self._acts.read_only:
            self._put(b"x", ids)
            self._tell("scissors", self.tr("%Ln item(s) cut. Pasting moves them; until then they stay.", "", len(ids)))

    def _put(self, how: bytes, ids: Sequence[bytes]) -> None:
        mime = QMimeData()
        mime.setData(COPIED, b"".join((how, self._token, *ids)))
        self._is_putting = True
        QGuiApplication.clipboard().setMimeData(mime)
        self._follow()
        self._is_putting = False

    def _follow(self) -> None:
        """Something else is on the clipboard. What is another program's is not looked at: that can take long."""
        own = self._is_putting or QGuiApplication.clipboard().ownsClipboard()
        how, ids = self._found() if own else (None, [])
        self.cut_changed.emit(frozenset(ids if how == "x" else ()))

    def _forget(self, _: object) -> None:
        """Locked: the ids mean nothing to anybody any more."""
        if self._found()[0] is not None:
            QGuiApplication.clipboard().clear()

    def _found(self) -> tuple[str | None, list[bytes]]:
        """`c` or `x` and the ids, if they are of this vault."""
        data = bytes(_there().data(COPIED).data())
        if data[:1] not in (b"c", b"x") or data[1 : 1 + TOKEN] != self._token:
            return None, []
        return data[:1].decode(), [data[at : at + 16] for at in range(1 + TOKEN, len(data), 16)]

    # From the clipboard

    def paste_words(self) -> str:
        """What Paste would do, for a menu; nothing where there is nothing to paste."""
        mime = _there()
        if self._acts.read_only:
            return ""
        if mime.hasFormat(COPIED):
            ids = self._found()[1]
            return self.tr("Paste %Ln item(s)", "", len(ids)) if ids else ""
        if mime.hasUrls():
            return self.tr("Paste %Ln file(s)", "", len(mime.urls()))
        if _has_picture(mime):
            return self.tr("Paste the picture as a file")
        return self.tr("Paste the text as a note") if mime.hasText() else ""

    def paste(self, folder: bytes | None = None) -> None:
        """Into a folder, or where one is."""
        if self._acts.read_only:
            return
        mime = _there()
        here, _ = self._folder()
        if mime.hasFormat(COPIED):
            self._paste_items(here if folder is None else folder)
        elif mime.hasUrls():
            self._paste_files(mime, folder)
        elif _has_picture(mime):
            self._paste_picture(mime, here if folder is None else folder)
        elif mime.hasText() and mime.text().strip():
            self._paste_text(mime.text(), here if folder is None else folder)
        else:
            self._tell("about", self.tr("There is nothing on the clipboard that could be pasted."))

    def _paste_items(self, folder: bytes) -> None:
        how, ids = self._found()
        if how is None:
            words = self.tr(
                "These items are of another vault, or the vault was locked since. "
                "To bring items from one vault to another, share them, or copy them out and add them."
            )
            self._tell("about", words)
        elif how == "x":
            self._acts.move(ids, folder, self._forget_cut)
        else:
            self._operations.copy_items(ids, folder)

    def _forget_cut(self) -> None:
        """What was cut is where it was wanted. Where it could not be moved it stays cut."""
        if self._found()[0] == "x":
            QGuiApplication.clipboard().clear()

    def _paste_files(self, mime: QMimeData, folder: bytes | None) -> None:
        paths = local_paths(mime)
        if len(paths) < len(mime.urls()):
            self._tell("about", self.tr("What is not on this computer's disks is not fetched. Save it first."))
        if folder is None:
            self._intake.take(paths)
        elif paths:
            self._operations.add_files(paths, folder)

    def _paste_picture(self, mime: QMimeData, folder: bytes) -> None:
        found = _picture_of(mime)
        if found is not None:
            self._offer_picture(folder, found)
        else:
            self._aside.ask(partial(_drawn, mime.imageData()), partial(self._offer_picture, folder))

    def _offer_picture(self, folder: bytes, found: tuple[str, bytes] | None) -> None:
        if found is None or len(found[1]) > LARGEST:
            self._tell(
                "warning", self.tr("The picture on the clipboard cannot be taken over. Save it as a file first.")
            )
            return
        ending, content = found

        def take(name: str, dialog: WordInput) -> None:
            whole = name if name.lower().endswith(f".{ending}") else f"{name}.{ending}"
            self._operations.add_content(whole, content, folder)
            end_input(dialog)

        self._ask(self.tr("Paste as a file"), self.tr("Picture"), self.tr("Add file"), folder, take)

    def _paste_text(self, text: str, folder: bytes) -> None:
        def take(name: str, dialog: WordInput) -> None:
            self._operations.write_note(
                text,
                lambda _: end_input(dialog),
                lambda error: refuse_input(dialog, error),
                parent=folder,
                name=name.encode("utf-8", "surrogatepass"),
            )

        name = name_of(text) or self.tr("Note")
        self._ask(self.tr("Paste as a note"), name, self.tr("Save note"), folder, take)

    def _ask(self, title: str, name: str, act: str, folder: bytes, take: Callable[[str, WordInput], None]) -> None:
        place = self._tree.words(folder)
        hint = self.tr("It will be in {folder}.").format(folder=place) if place else self.tr("At the top level.")
        WordInput(title, self.tr("Name"), act, take, self._page.window(), text=name, hint=hint).open()


def _has_picture(mime: QMimeData) -> bool:
    """Whether there is one; nothing of it is fetched for that."""
    return mime.hasImage() or any(mime.hasFormat(kind) for kind in PICTURES)


def _there() -> QMimeData:
    """What is on the clipboard; nothing where there is nothing."""
    mime: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return QMimeData() if mime is None else mime


def _picture_of(mime: QMimeData) -> tuple[str, bytes] | None:
    """A picture as the other program has put it there: its ending and its bytes."""
    for kind, ending in PICTURES.items():
        if mime.hasFormat(kind) and (content := bytes(mime.data(kind).data())):
            return ending, content
    return None


def _drawn(image: object) -> tuple[str, bytes] | None:
    """A picture that the system has as pixels alone, written as PNG. Takes a while; any thread may."""
    if not isinstance(image, QImage) or image.isNull():
        return None
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]  # its stub wants bytes, which it refuses
        return None
    return "png", bytes(buffer.data().data())
