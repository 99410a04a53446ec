"""Files and folders into the vault: dropped anywhere on the page, or chosen; and what becomes of the originals."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEvent, QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.engine.errors import ReadOnly
from vault.qt.browse.places import INSIDE
from vault.qt.dialogs.failure import FailureDialog
from vault.qt.dialogs.reports import AddedDialog
from vault.qt.operations import Operations
from vault.qt.parts.aside import Aside
from vault.qt.parts.empty import DropEdge
from vault.qt.parts.segmented import SegmentedChoice
from vault.qt.wording import Said, words_for
from vault.qt.works import Work

from .originals import Binned, Seen, look, move_to_bin

HOVER_MS = 350
"""How long a drag stays on a part of the choice until that is chosen."""

CurrentFolder = Callable[[], tuple[bytes, str]]


def local_paths(mime: QMimeData) -> list[Path]:
    """The files of this computer that a drag carries. Looks at no disk."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile() and url.toLocalFile()]


class FileIntake(QObject):
    """Takes drops over a whole page. What becomes of the originals is chosen beside the line, for this session."""

    def __init__(self, operations: Operations, page: QWidget, current_folder: CurrentFolder, parent: QObject) -> None:
        super().__init__(parent)
        self._operations, self._page, self._current_folder = operations, page, current_folder
        self.read_only = False
        """Set by whoever knows; drops are refused in words then."""
        self._asides: list[Aside] = []
        self._hovered = ""
        self._hovering = QElapsedTimer()
        self._session = "keep"
        self._count = 0
        self._one: Path | None = None
        self.special: Callable[[Path], str] = lambda _: ""
        """Words for a single file that is not added but opened, such as a share; nothing for all others."""
        self.take_special: Callable[[Path], bool] = lambda _: False
        """Opens it, or says that it is none of those."""
        page.setAcceptDrops(True)
        page.installEventFilter(self)
        operations.connection.became_read_only.connect(self._become_read_only)

    @cached_property
    def choice(self) -> SegmentedChoice:
        """What becomes of the originals."""
        words = [("keep", self.tr("Keep originals")), ("bin", self.tr("Move originals to the bin"))]
        return SegmentedChoice(self.tr("Originals"), words)

    @cached_property
    def edge(self) -> DropEdge:
        """Says what a drop would do; made when something is dragged here first."""
        return DropEdge(self._page, self.choice)

    # Choosing

    def choose_files(self) -> None:
        """Ctrl+O: the system's dialog for files."""
        dialog = self._dialog(self.tr("Add files"), QFileDialog.FileMode.ExistingFiles)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Add"))
        dialog.open()

    def choose_folder(self) -> None:
        """The same for a folder, which comes in with all that is in it."""
        dialog = self._dialog(self.tr("Add a folder"), QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Add"))
        dialog.open()

    def _dialog(self, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
        dialog = QFileDialog(self._page.window(), title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(mode)
        dialog.filesSelected.connect(lambda names: self.take([Path(name) for name in names]))
        return dialog

    # Taking

    def take(self, paths: list[Path], *, to_bin: bool = False) -> None:
        """Adds files and folders to the folder that is shown. With `to_bin` the originals of what came in whole go."""
        if not paths:
            return
        if self.read_only or self._is_read_only():
            self._refuse()
            return
        folder, _ = self._current_folder()
        self._aside().ask(partial(look, paths), lambda seen: self._add(paths, folder, seen, to_bin))

    def go_on(self, paths: Sequence[Path], folder: bytes) -> None:
        """Adds what a lock has kept from coming in. Originals are kept."""
        if self.read_only or self._is_read_only():
            self._refuse()
            return
        add = partial(self._add, paths, folder, to_bin=False, goes_on=True)
        self._aside().ask(partial(look, paths), add)

    def _aside(self) -> Aside:
        """One for each take: several may run at a time."""
        aside = Aside()
        self._asides.append(aside)
        return aside

    def _is_read_only(self) -> bool:
        facts = getattr(self._page, "facts", None)
        return isinstance(facts, m.Facts) and facts.read_only is not None

    def _refuse(self) -> None:
        FailureDialog(words_for(ReadOnly("")), self._page.window()).open()

    def _become_read_only(self, _: str) -> None:
        self.read_only = True

    def _add(self, paths: Sequence[Path], folder: bytes, seen: Seen, to_bin: bool, *, goes_on: bool = False) -> None:
        if not isValid(self):
            return  # locked meanwhile
        works: list[Work] = []

        def done(added: m.Added) -> None:
            self._added(works[0], added, seen, to_bin)

        works.append(self._operations.add_files(paths, folder, done, report=self._report, goes_on=goes_on))

    def _report(self, added: m.Added) -> None:
        AddedDialog(added, self._page.window()).open()

    def _added(self, work: Work, added: m.Added, seen: Seen, to_bin: bool) -> None:
        """Says what becomes of the originals, in the line of the result. What is not known to be whole stays."""
        if not isValid(self) or not (added.items or added.folders):
            return
        known = not added.cancelled and added.left_out == len(added.skipped) and seen.marks is not None
        skipped = [one.path for one in added.skipped]
        if to_bin and known:
            self._bin(seen, skipped)
        elif known and not added.left_out:
            words = f"{work.what} {self.tr('Originals are kept.')}"
            self._operations.works.finish(
                work, words, act=self.tr("Move originals to the bin"), on_act=lambda: self._bin(seen, skipped)
            )
        else:
            words = f"{work.what} {self.tr('Originals are kept.')}"
            self._operations.works.finish(work, words, act=work.act, on_act=work.on_act, icon=work.icon)

    def _bin(self, seen: Seen, skipped: list[bytes]) -> None:
        work = self._operations.works.begin(self.tr("Moving originals to the bin"), can_cancel=False, icon="trash")
        self._aside().ask(partial(move_to_bin, seen, skipped), partial(self._binned, work))

    def _binned(self, work: Work, binned: Binned) -> None:
        if not isValid(self):
            return
        moved = self.tr("%Ln original(s) moved to the bin.", "", binned.moved)
        stayed = self.tr("%Ln stayed where it was.", "", binned.stayed) if binned.stayed else ""
        words = f"{moved} {stayed}".strip() if binned.moved else self.tr("All originals stayed where they were.")
        self._operations.works.finish(work, words, icon="trash" if not binned.stayed else "warning")

    # Drops

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page's own events of a drag from outside. One from within carries ids and is the lists' business."""
        kind = event.type()
        if kind == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            return self._enter(event)
        if kind == QEvent.Type.DragMove and isinstance(event, QDragMoveEvent) and self._count:
            self._hover(event.position().toPoint())
            self._accept(event)
            return True
        if kind == QEvent.Type.Drop and isinstance(event, QDropEvent) and self._count:
            self._drop(event)
            return True
        if kind == QEvent.Type.DragLeave:
            self._leave()
        return False

    def _enter(self, event: QDragEnterEvent) -> bool:
        mime = event.mimeData()
        self._count = 0 if mime.hasFormat(INSIDE) or not mime.hasUrls() else len(mime.urls())
        if not self._count:
            return False
        paths = local_paths(mime)
        self._one = paths[0] if len(paths) == self._count == 1 else None
        self.choice.choose(self._session)
        self.choice.setVisible(not (self.read_only or self._is_read_only() or self._said_special()))
        self._hovered = ""
        self._offer()
        self._accept(event)
        return True

    def _accept(self, event: QDropEvent) -> None:
        """Always copied: the originals are ours to move, later, if at all, and never the other program's."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def _hover(self, place: QPoint) -> None:
        """A pointer that carries something cannot press a button: it chooses by staying on it."""
        over = next(
            (
                key
                for key, part in self.choice.segments.items()
                if part.rect().contains(part.mapFrom(self._page, place))
            ),
            "",
        )
        if over != self._hovered:
            self._hovered = over
            self._hovering.start()
        elif over and over != self.choice.value() and self._hovering.elapsed() >= HOVER_MS:
            self.choice.choose(over)
            self._offer()

    def _offer(self) -> None:
        if self.read_only or self._is_read_only():
            self.edge.offer(self.tr("The vault can only be read now: nothing can be added."))
            return
        if words := self._said_special():
            self.edge.offer(words)
            return
        _, name = self._current_folder()
        added = self.tr("Add %Ln item(s) to {folder}.", "", self._count).replace("{folder}", name)
        kept = self.tr("Originals are kept.")
        binned = self.tr("Originals of what comes in whole go to the bin.")
        self.edge.offer(f"{added} {kept if self.choice.value() == 'keep' else binned}")

    def _said_special(self) -> str:
        return self.special(self._one) if self._one is not None else ""

    def _leave(self) -> None:
        self._count = 0
        self.edge.hide()

    def _drop(self, event: QDropEvent) -> None:
        urls, paths = event.mimeData().urls(), local_paths(event.mimeData())
        self._accept(event)
        self._session = self.choice.value()
        self._leave()
        if len(paths) < len(urls):
            self._say_elsewhere()
        one = Path(os.path.abspath(paths[0])) if len(paths) == len(urls) == 1 else None
        if one is not None and not (self.read_only or self._is_read_only()) and self.take_special(one):
            return
        if paths:
            self.take([Path(os.path.abspath(path)) for path in paths], to_bin=self._session == "bin")

    def _say_elsewhere(self) -> None:
        said = Said(
            self.tr("What was dropped is not on this computer's disks."),
            self.tr("Nothing is fetched from the network."),
            self.tr("Save it to a folder first, and drop it from there."),
        )
        FailureDialog(said, self._page.window()).open()
