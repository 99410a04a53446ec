"""The recovery kit, shown once: words, QR code, paper; then it is asked back, so that its copy is known to be right."""

from __future__ import annotations

import hmac
import os
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from vault.child.failures import error_of, failure_of
from vault.engine.errors import Conflict
from vault.qt.figures import number
from vault.qt.moving.on_disk import write_whole
from vault.qt.parts.aloud import announce
from vault.qt.parts.aside import Aside
from vault.qt.parts.buttons import Button
from vault.qt.parts.cards import Panel
from vault.qt.parts.choosing import choose_new_file, documents, with_ending
from vault.qt.parts.dialogs import MIDDLE, Dialog
from vault.qt.parts.fields import Choice
from vault.qt.parts.text import IconText, Text
from vault.qt.parts.verdict import Verdict
from vault.qt.sharing.card import file_name
from vault.qt.sharing.qr import QrPicture, draw_image
from vault.qt.sharing.word_grid import WordGrid
from vault.qt.theme import Space, look
from vault.qt.wording import Said, words_for
from vault.unlock.recovery import parse_code
from vault.unlock.shares import combine

from .entry import CodeEntry
from .sheet import code_matrix, draw_sheets, make_pdf, make_sheets, page_layout, spooled_in_memory

LONGEST_IN_FILE_NAME = 60
BODY_LINE = 20
"""Of a body text of 13 pixels."""


class KitDialog(Dialog):
    """Shows a recovery code that was just made, or its parts, and asks it back. "Later" is possible, and honest.

    Afterwards `asked_back` says whether it was typed back rightly, and `code` is what was typed, 20 bytes, to prove
    it by; nothing else of it is left.
    """

    def __init__(
        self,
        parent: QWidget | None,
        *,
        vault_name: str,
        slot_name: str,
        fingerprint: str,
        words: tuple[str, ...],
        shares: tuple[str, ...] = (),
        threshold: int = 0,
    ) -> None:
        super().__init__(self.tr("Recovery kit"), parent, width=MIDDLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.asked_back = False
        self.code: bytes | None = None
        self.is_kept = False
        """Whether a page was printed or saved."""
        self.is_asking = False
        self._vault_name, self._threshold = vault_name, threshold
        self._made = combine(shares).entropy if shares else parse_code(" ".join(words)).entropy
        self._sheets = make_sheets(vault_name, slot_name, fingerprint, words, shares, threshold)
        self._aside = Aside(self)
        self.headline = Text("", "item-title", wrap=True)
        self.about = Text("", wrap=True)
        self.pages = Choice(self.tr("Page"))
        self.words = WordGrid(columns=3, role="section")
        self.picture = KitCode(self.tr("QR code of the words"))
        self.fingerprint = Text("", "small", "text-secondary", wrap=True, tabular=True)
        self.print = Button(self.tr("Print"), icon="printer")
        self.save = Button(self.tr("Save as PDF"), icon="plain-copy")
        self.told = IconText("check", Text("", weight=500, wrap=True), size=16, gap=6, token="success")
        self.shown = self._make_shown()
        self.entry = CodeEntry(in_parts=bool(shares))
        self.verdict = Verdict()
        self.back = Button(self.tr("Show it again"))
        for widget in (self.headline, self.about, self.shown, self.entry, self.verdict):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.add_option(self.back)
        self.cancel.setText(self.tr("Later"))
        self.set_act(self.tr("Type it back"))
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._choose_file)
        self.pages.currentIndexChanged.connect(self._show_page)
        self.back.clicked.connect(lambda: self._ask_back(False))
        self.entry.changed.connect(self._compare)
        self.entry.entered.connect(self.accept)
        self._show_page(0)
        self._ask_back(False)

    def _make_shown(self) -> QWidget:
        """The words beside their QR code, and how they get onto paper."""
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        for place in range(len(self._sheets)):
            said = self.tr("Page {number} of {count}")
            self.pages.addItem(said.format(number=number(place + 1), count=number(len(self._sheets))))
        self.pages.setVisible(len(self._sheets) > 1)
        line = QHBoxLayout()
        line.addWidget(self.pages)
        line.addStretch(1)
        column.addLayout(line)
        panel = Panel()
        row = QHBoxLayout(panel)
        row.setContentsMargins(Space.XL, Space.L, Space.L, Space.L)
        row.setSpacing(Space.M)
        row.addWidget(self.words, 1)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(panel)
        column.addWidget(self.fingerprint)
        acts = QHBoxLayout()
        acts.setSpacing(Space.S)
        acts.addWidget(self.print)
        acts.addWidget(self.save)
        acts.addSpacing(Space.S)
        acts.addWidget(self.told, 1000)
        acts.addStretch(1)
        column.addLayout(acts)
        return shown

    # What is shown

    def _show_page(self, place: int) -> None:
        sheet = self._sheets[place]
        self.words.show_words(sheet.words)
        self.picture.show_code(sheet.code)
        said = self.tr("Fingerprint of this way in, to tell the page from others: {fingerprint}")
        self.fingerprint.setText(said.format(fingerprint=sheet.fingerprint))

    def _ask_back(self, asking: bool) -> None:
        """The words, or the field for them: never both."""
        self.is_asking = asking
        self.verdict.clear()
        self.shown.setVisible(not asking)
        self.entry.setVisible(asking)
        self.back.setVisible(asking)
        self.told.setVisible(bool(self.told.text.text()))
        self.headline.setText(self._headline())
        self.about.setText(self._words_asking() if asking else self._words_shown())
        self.act.setText(self.tr("Finish") if asking else self.tr("Type it back"))
        self._compare()
        self.fit()
        (self.entry if asking else self.print).setFocus()

    def _headline(self) -> str:
        if self.is_asking:
            return self.tr("Type it back once, from your page")
        return self.tr("The recovery kit of “{vault}”").replace("{vault}", self._vault_name)

    def _words_shown(self) -> str:
        if len(self._sheets) == 1:
            return self.tr(
                "These {count} words open the vault without its password, for whoever has them. They are shown this "
                "once and kept nowhere: print the page, or write them down, and put it in a safe place."
            ).format(count=number(len(self._sheets[0].words)))
        return self.tr(
            "Any {threshold} of these {count} pages together open the vault without its password; fewer tell nothing. "
            "They are shown this once: print them, and give each to another person or place. A file with all of them "
            "opens the vault."
        ).format(threshold=number(self._threshold), count=number(len(self._sheets)))

    def _words_asking(self) -> str:
        if len(self._sheets) == 1:
            return self.tr("So it is known that the page is complete and can be read. Deedbox notes the date.")
        return self.tr(
            "So it is known that the pages are complete and can be read: any {threshold} of them, one after the other."
        ).format(threshold=number(self._threshold))

    def _compare(self) -> None:
        """Whether what was typed is this kit."""
        typed = self.entry.code
        right = typed is not None and hmac.compare_digest(typed, self._made)
        if typed is not None and not right:
            self.entry.refuse(self.tr("These words are right, but of another kit: this one has others."))
        self.act.set_blocked("" if right or not self.is_asking else self.tr("Type the words first"))

    # Paper

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout())
        printer.setDocName(self.tr("Recovery kit"))
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.accepted.connect(lambda: self._draw(printer))
        dialog.show()

    def _draw(self, printer: QPrinter) -> None:
        with spooled_in_memory():
            drawn = draw_sheets(printer, self._sheets)
        if drawn:
            self._tell(self.tr("Sent to the printer. Look at the page before you go on."))
        else:
            self._complain(
                Said(
                    self.tr("The printer did not take the page."),
                    self.tr("The kit is as it was."),
                    self.tr("Choose another printer, save it as a PDF, or write the words down."),
                )
            )

    def _choose_file(self) -> None:
        name = self.tr("Recovery kit {vault}").replace("{vault}", self._vault_name[:LONGEST_IN_FILE_NAME])
        place = documents() / file_name(name, ".pdf")
        choose_new_file(self, self.tr("Save the recovery kit"), place, self.save_to)

    def save_to(self, path: Path) -> None:
        """Writes the PDF where the person said. A file that is there is replaced only if the system asked about it."""
        whole = with_ending(path, ".pdf")
        content = make_pdf(self._sheets)
        self._aside.ask(
            lambda: write_private(whole, content, replace=whole == path), lambda wrong: self._saved(whole, wrong)
        )

    def _saved(self, path: Path, wrong: Exception | None) -> None:
        if wrong is not None:
            self._complain(words_for(error_of(failure_of(wrong))))
        else:
            said = self.tr("Saved as “{name}”. Print it, then remove the file: it opens the vault, too.")
            self._tell(said.replace("{name}", path.name))

    def _tell(self, words: str) -> None:
        self.is_kept = True
        self.verdict.clear()
        self.told.text.setText(words)
        self.told.show()
        self.fit()
        announce(self.told, self.told.text.text())

    def _complain(self, said: Said) -> None:
        self.verdict.say(said)
        self.fit()

    # The end

    def accept(self) -> None:
        """From the words to the question, and from the right answer to the end."""
        if not self.is_asking:
            self._ask_back(True)
        elif self.act.isEnabled():
            self.asked_back, self.code = True, self.entry.code
            super().accept()

    def reject(self) -> None:
        """Later: with a word of warning where nothing is on paper, as far as is known."""
        if self.is_kept or self.verdict.isVisible():
            super().reject()
            return
        self.verdict.say(
            Said(
                self.tr("The kit was neither printed nor saved here."),
                self.tr("Once this is closed nobody sees its words again."),
                self.tr("If you have not written them down, print them now, or remove the kit later under Keys."),
            ),
            [(self.tr("I wrote them down, close"), "secondary", self._close)],
            token="warning",
        )
        self.fit()

    def _close(self) -> None:
        super().reject()

    def done(self, result: int) -> None:
        """Nothing of it stays behind."""
        self._forget()
        super().done(result)

    def event(self, event: QEvent) -> bool:
        """A window that locks deletes its dialogs without a word."""
        if event.type() == QEvent.Type.DeferredDelete:
            self._forget()
        return super().event(event)

    def _forget(self) -> None:
        self.entry.leave()
        self.words.show_words(())
        self.picture.forget()
        self._sheets, self._made = [], b""


class KitCode(QrPicture):
    """The QR code of a page, made at once: it is small."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_code(self, content: bytes) -> None:
        """This one."""
        self._take(draw_image(code_matrix(content)))

    def sizeHint(self) -> QSize:
        """Larger beside larger words."""
        side = self._side() * max(1, round(look().line("body") / BODY_LINE))
        return QSize(side, side)

    def forget(self) -> None:
        """None."""
        self._image = None
        self.update()


def write_private(path: Path, content: bytes, *, replace: bool) -> Exception | None:
    """Writes a file for its owner alone, whole or not at all. What went wrong."""
    wrong = write_whole(os.fsencode(path), content, replace=replace)
    return Conflict("something is there already") if isinstance(wrong, FileExistsError) else wrong
