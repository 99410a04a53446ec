"""The page that unlocks a vault: password and keyfile, recovery kit, this device; and what to do where the vault is not
as this computer knew it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from vault.child import messages as m
from vault.engine.errors import (
    Cancelled,
    Damaged,
    ForkDetected,
    KeyringUnavailable,
    NotFound,
    RollbackDetected,
    VaultBusy,
    VaultLocked,
    WrongCredential,
)
from vault.qt.connection import Asked
from vault.qt.known_vaults import KnownVault, KnownVaults
from vault.qt.operations import Operations
from vault.qt.parts.aside import Aside
from vault.qt.parts.badges import ProofLine
from vault.qt.parts.buttons import Button
from vault.qt.parts.dialogs import NamedConfirmation
from vault.qt.parts.empty import Emblem
from vault.qt.parts.fields import PasswordField
from vault.qt.parts.text import IconText, Rule, Text
from vault.qt.parts.verdict import Verdict
from vault.qt.proofs import remembered_standing
from vault.qt.theme import Space
from vault.qt.wording import Said, words_for

from .column import ColumnPage, RememberBox, Waiting
from .keyboard import layout_name
from .keyfile import KeyfileChoice
from .other_ways import Delay, OtherWays, Threshold, look_before
from .places import place_words, vault_name
from .unlock_words import UNREADABLE, last_opened, words_for_damage, words_for_device, words_for_end, words_for_typed

if TYPE_CHECKING:
    from vault.qt.kit.entry import CodeEntry

Way = Literal["password", "kit", "device"]


@dataclass(frozen=True)
class Opening:
    """A vault that was just opened from the start, and what shall be remembered of it."""

    path: Path
    facts: m.Facts
    remember: bool
    keyfile: Path | None = None


class UnlockPage(ColumnPage):
    """One vault: its name, when it was opened last, and the ways in that its header shows. Enter unlocks."""

    opened = Signal(object)
    """`Opening`."""
    restore_wanted = Signal()
    front_wanted = Signal(object)
    """The path of this vault, which another window has open."""

    def __init__(self, operations: Operations, known: KnownVaults, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Unlock a vault"))
        self._operations, self._known = operations, known
        self._path = Path()
        self._asked: Asked | None = None
        self._late: Callable[[], None] | None = None
        self._aside = Aside(self)
        self._before = Threshold()
        self._locking = self._at_kit = False
        self._tried: Way = "password"
        self.begin_high()
        self.column.addWidget(Emblem(size=64), 0, Qt.AlignmentFlag.AlignHCenter)
        self.name = self._add_centred("page-title", "text")
        self.column.addSpacing(-Space.S)
        self.opened_last = self._add_centred("body", "text-secondary")
        self.notice = IconText("lock", Text("", weight=500, wrap=True), size=18, gap=10, token="text-secondary")
        self.column.addWidget(self.notice, 0, Qt.AlignmentFlag.AlignHCenter)
        words = Text(self.tr("It is open in another window."), weight=500, wrap=True)
        self.elsewhere = IconText("folder-open", words, size=18, gap=10, token="text-secondary")
        self.column.addWidget(self.elsewhere, 0, Qt.AlignmentFlag.AlignHCenter)
        self.front = Button(self.tr("Show its window"), "primary", tall=True)
        self.front.hide()
        self.column.addWidget(self.front)
        self.column.addSpacing(Space.M)
        self.password = PasswordField(self.tr("Password"), tall=True)
        self.keyfile = KeyfileChoice()
        self._kit: CodeEntry | None = None
        self.remember = RememberBox()
        self.verdict = Verdict()
        self.act = Waiting(self.tr("Unlock"))
        self.delay = Delay()
        self.ways = OtherWays()
        for widget in (self.password, self.keyfile, self.remember, self.verdict, self.delay):
            self.column.addWidget(widget)
        self.column.addSpacing(Space.XS)
        self.column.addWidget(self.act)
        self.column.addWidget(self.ways)
        self.proof = ProofLine("unproven", "")
        self.rule = Rule()
        self.column.addSpacing(Space.S)
        self.column.addWidget(self.rule)
        self.column.addWidget(self.proof)
        self.column.addStretch(2)
        self._connect()

    def _connect(self) -> None:
        self.act.pressed.connect(self.unlock)
        self.front.clicked.connect(lambda: self.front_wanted.emit(self._path))
        self.verdict.shown.connect(lambda: self.bring_into_view(self.verdict))
        self.act.cancelled.connect(self.cancel)
        self.password.input.returnPressed.connect(self.unlock)
        self.password.input.textEdited.connect(self._take_back_fault)
        self.delay.over.connect(self.look_whether_open)
        self.ways.password_wanted.connect(lambda: self.ask_for_kit(False))
        self.ways.kit_wanted.connect(lambda: self.ask_for_kit(True))
        self.ways.device_wanted.connect(self.unlock_with_device)

    def _add_centred(self, role: str, tone: str) -> Text:
        text = Text("", role, tone, wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.column.addWidget(text)
        return text

    # What is shown

    @property
    def kit(self) -> CodeEntry:
        """The field for the words of a recovery kit. Made when it is asked for first: it is needed rarely."""
        if self._kit is None:
            from vault.qt.kit.entry import CodeEntry

            self._kit = CodeEntry()
            self._kit.hide()
            self._kit.entered.connect(self.unlock)
            self.column.insertWidget(self.column.indexOf(self.remember), self._kit)
            before: QWidget = self.password.input
            for part in (self._kit.input, self._kit.mend, self._kit.again, self._kit.other):
                QWidget.setTabOrder(before, part)
                before = part
        return self._kit

    @property
    def path(self) -> Path:
        """The vault's folder."""
        return self._path

    @property
    def is_in_use(self) -> bool:
        """Whether somebody types here, or waits for an answer."""
        return self.act.is_waiting or self._at_kit or bool(self.password.text())

    def tell(self, notice: str, *, bad: bool = False) -> None:
        """A line of what happened to the vault ("Locked after 10 minutes idle."), a bad one to be looked after."""
        self.notice.text.setText(notice)
        self.notice.set_icon("warning" if bad else "lock", "warning" if bad else "text-secondary")
        self.notice.setVisible(bool(notice))

    def show_vault(self, path: Path, notice: str = "", *, bad: bool = False) -> None:
        """Shows a vault, and a line of what happened to it."""
        if self.act.is_waiting:
            self.cancel()
        self._path = path
        known = self._known.find(path)
        self.name.setText(vault_name(path))
        self.opened_last.setText(last_opened(known) if known and known.opened else place_words(path))
        self.tell(notice, bad=bad)
        self.keyfile.set_path(known.keyfile if known else None)
        self.remember.set_wanted(known is not None)
        self.remember.setVisible(known is None)
        self._show_proof(known)
        self.verdict.clear()
        self.delay.begin(0, 0)
        self._before = Threshold()
        self.leave()
        self._settle()
        self.password.show_layout(layout_name())
        self._look_before()

    def _show_proof(self, known: KnownVault | None) -> None:
        """What this computer remembers of the way back; nothing for a vault that is new to it."""
        found = remembered_standing(known.proof) if known is not None else None
        self.rule.setVisible(found is not None)
        self.proof.setVisible(found is not None)
        if found is not None:
            self.proof.set_proof(found.kind, found.sentence)

    def _look_before(self) -> None:
        """Asks the disk which ways in there are, and whether the next try has to wait."""
        path = self._path

        def done(found: Threshold) -> None:
            if path == self._path:
                self._before = found
                if not found.has("password", "keyfile") and found.has("recovery"):
                    self._at_kit = True  # there is nothing else to type
                if found.doors is not None and not found.has("keyfile"):
                    self.keyfile.set_path(None)  # what was remembered is of a way in that is gone
                self.delay.begin(found.wait, found.tries)
                self._show_ways()
                self.look_whether_open()

        self._aside.ask(lambda: look_before(path), done)

    def _show_ways(self) -> None:
        """The fields of the way that is asked for, and the other ways below."""
        elsewhere = not self.front.isHidden()
        self.password.setVisible(not self._at_kit and not elsewhere)
        offered = self._before.doors is None or self._before.has("keyfile")
        self.keyfile.setVisible(not self._at_kit and offered and not elsewhere)
        if self._at_kit or self._kit is not None:
            self.kit.setVisible(self._at_kit and not elsewhere)
        self.ways.show_ways(self._before, at_kit=self._at_kit)
        self.delay.setVisible(self.delay.is_running and not self._at_kit)
        self.ways.setEnabled(not self.act.is_waiting)
        if not self.act.isVisibleTo(self):
            self.ways.hide()

    def ask_for_kit(self, at_kit: bool) -> None:
        """The words of the recovery kit, or the password."""
        self._at_kit = at_kit
        self.verdict.clear()
        self._settle()
        self.focus_password()

    def set_locking(self, locking: bool) -> None:
        """While its process still ends, two seconds at most, nothing can be asked of the vault: it is right after."""
        self._locking = locking
        if not locking:
            QTimer.singleShot(0, self, self._ask_late)  # whoever else hears of the end comes first

    def _ask_late(self) -> None:
        ask, self._late = self._late, None
        if ask is not None and self.isVisible():
            ask()

    def look_whether_open(self) -> None:
        """A vault that another window of ours has open is not opened twice."""
        elsewhere = self._known.is_open(self._path)
        self.elsewhere.setVisible(elsewhere)
        if self.front.isHidden() == elsewhere:
            self.front.setVisible(elsewhere)
            self.act.setVisible(not elsewhere)
            self._show_ways()
        reason = self.elsewhere.text.text() if elsewhere else ""
        self.ways.device.set_blocked(reason)
        self.ways.setEnabled(not self.act.is_waiting)
        if not self.act.is_waiting:
            waits = self.delay.is_running and not self._at_kit
            self.act.button.set_blocked(reason or (self.tr("The next try has to wait") if waits else ""))

    def leave(self) -> None:
        """Clears what was typed."""
        self.password.input.clear()
        self.password.input.reveal.setChecked(False)
        self.password.set_fault("")
        self._at_kit = False
        if self._kit is not None:
            self._kit.leave()
            self._show_ways()

    def focus_password(self) -> None:
        """Ready to type."""
        if self.front.isHidden():
            (self.kit if self._at_kit else self.password.input).setFocus()
        else:
            self.front.setFocus()

    # Unlocking

    def unlock(self) -> None:
        """Tries what was typed."""
        if self.act.is_waiting or not self.act.button.isEnabled():
            return
        self._tried = "kit" if self._at_kit else "password"
        if self._is_ready():
            self._ask()

    def unlock_with_device(self) -> None:
        """Asks this device's keyring; the system may ask for the login first."""
        if not self.act.is_waiting and self.ways.slot is not None:
            self._tried = "device"
            self._ask()

    def _is_ready(self) -> bool:
        """Whether what is needed was typed; otherwise that is said."""
        if self._tried == "password" and not self.password.text():
            self.password.set_fault(self.tr("Type the password first."))
            self.focus_password()
            return False
        only_with_keyfile = self._before.has("keyfile") and not self._before.has("password")
        if self._tried == "password" and only_with_keyfile and self.keyfile.path() is None:
            self.password.set_fault(self.tr("This vault opens with the password and its keyfile together."))
            self.keyfile.use.setFocus()
            return False
        if self._tried == "kit" and self.kit.code is None:
            self.kit.refuse(self.tr("Type all words of the kit first."))
            return False
        return True

    def cancel(self) -> None:
        """Stops deriving the key: the process ends, and nothing else happened."""
        if self._asked is not None:
            self._asked.cancel()
        elif self._late is not None:
            self._late = None
            self._over()

    def _ask(
        self,
        *,
        read_only: bool = False,
        accept: bool = False,
        catalog: Literal["current", "before", "mended"] = "current",
    ) -> None:
        self.verdict.clear()
        self.notice.hide()
        self.password.set_fault("")
        self.act.begin()
        self.act.show()
        self._set_usable(False)
        self.act.button.setFocus()
        if self._locking:
            self._late = lambda: self._ask(read_only=read_only, accept=accept, catalog=catalog)
            return
        path, tried = self._path, self._tried
        keyfile = self.keyfile.path() if tried == "password" else None

        def done(facts: m.Facts) -> None:
            self._over()
            remember = self._known.find(path) is not None or self.remember.is_wanted()
            remembered = self.keyfile.path()
            self.leave()
            self.opened.emit(Opening(path, facts, remember, remembered))

        def failed(error: Exception) -> None:
            self._over()
            if path == self._path:
                self._explain(error, catalog)

        try:
            self._asked = self._operations.unlock(
                path,
                self.password.text() if tried == "password" else "",
                done,
                failed,
                keyfile=keyfile,
                read_only=read_only,
                accept_state=accept,
                catalog=catalog,
                code=self.kit.code if tried == "kit" else None,
                device=tried == "device",
                slot=self.ways.slot if tried == "device" else None,
            )
        except OSError as error:
            failed(error)

    def _over(self) -> None:
        self._asked = None
        self._settle()

    def _settle(self) -> None:
        """Everything can be used again."""
        self.act.end()
        self.act.setVisible(self.front.isHidden())
        self._set_usable(True)
        self.look_whether_open()

    def _set_usable(self, usable: bool) -> None:
        for widget in (self.password, self.keyfile, self._kit, self.remember):
            if widget is not None:
                widget.setEnabled(usable)
        self._show_ways()

    def _take_back_fault(self) -> None:
        if self.password.input.property("fault"):
            self.password.set_fault("")

    # What went wrong

    def _explain(self, error: Exception, catalog: str = "current") -> None:
        if isinstance(error, WrongCredential):
            self._refuse(error)
        elif isinstance(error, KeyringUnavailable):
            self.verdict.say(words_for(error), token="warning")
            self.focus_password()
        elif isinstance(error, RollbackDetected | ForkDetected):
            known = isinstance(error, ForkDetected) and error.reason == "lineage"
            self._decide(words_for(error), "warning" if known else "danger")
        elif isinstance(error, Damaged) or (isinstance(error, NotFound) and catalog == "before"):
            self._offer_ways_back(error, catalog)
        elif isinstance(error, VaultBusy):
            act = (self.tr("Open for reading only"), "secondary", lambda: self._ask(read_only=True))
            self.verdict.say(words_for(error), [act], token="warning")
            self.focus_password()
        elif isinstance(error, Cancelled):
            self.focus_password()
        elif isinstance(error, VaultLocked):
            self.verdict.say(words_for_end(error))
            self.focus_password()
        else:
            self.verdict.say(words_for(error))
            self.focus_password()

    def _refuse(self, error: WrongCredential) -> None:
        if self._tried == "device":
            self.verdict.say(words_for_device(error), token="warning")
            self.focus_password()
            return
        if self._tried == "kit":
            self.kit.refuse(
                self.tr("These words are right, but they do not open this vault: they are of another kit or vault.")
            )
            return
        self._look_before()
        self.focus_password()
        self.password.input.selectAll()
        self.password.set_fault(words_for_typed(self.keyfile.path() is not None, self.password.caps_lock()))

    def _decide(self, said: Said, token: str) -> None:
        """The vault is authentic, and not as this computer knew it: nothing goes on before somebody decides."""
        self._set_usable(False)
        self.act.hide()
        acts: list[tuple[str, str, Callable[[], None]]] = [
            (self.tr("Open for reading only to look"), "secondary", lambda: self._ask(read_only=True, accept=True)),
            (self.tr("Go on with this state"), "danger", self._confirm),
            (self.tr("Close"), "secondary", self._leave_closed),
        ]
        self.verdict.say(said, acts, token=token)
        self.verdict.buttons[0].setFocus()

    def _leave_closed(self) -> None:
        self.verdict.clear()
        self._settle()
        self.leave()
        self.focus_password()

    def _confirm(self) -> None:
        dialog = NamedConfirmation(
            self.tr("Go on with this state"),
            self.tr("This computer will take the vault's state of now for the true one, and warn no more."),
            self.tr("Newer changes that are missing here stay missing. Nothing in the vault is changed by opening it."),
            self.name.text(),
            self.tr("Go on"),
            self.window(),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._ask(accept=True))
        dialog.open()

    # A catalog that is damaged

    def _offer_ways_back(self, error: Exception, catalog: str) -> None:
        """What still opens: the state before, what can be verified, a backup. What was tried in vain is not offered."""
        said, acts = words_for_damage(error), list[tuple[str, str, Callable[[], None]]]()
        if not (isinstance(error, Damaged) and error.where in UNREADABLE):
            if catalog == "current":
                acts.append((self.tr("Open the state before it"), "secondary", lambda: self._try("before")))
            if catalog != "mended":
                acts.append((self.tr("Repair the catalog"), "secondary", self._confirm_repair))
        acts.append((self.tr("Restore from a backup"), "secondary", self.restore_wanted.emit))
        self.verdict.say(said, acts)
        self.verdict.buttons[0].setFocus()

    def _confirm_repair(self) -> None:
        dialog = NamedConfirmation(
            self.tr("Repair the catalog"),
            self.tr(
                "A new catalog is written out of everything that can be verified. What cannot is named as soon as the "
                "vault is open. This cannot be taken back."
            ),
            self.tr(
                "Nothing that can still be read is lost, and the damaged files are kept aside. If something is "
                "missing, other computers that know this vault will ask before they go on with it."
            ),
            self.name.text(),
            self.tr("Repair"),
            self.window(),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._try("mended"))
        dialog.open()

    def _try(self, catalog: Literal["before", "mended"]) -> None:
        """With what was typed; it is asked again where it is gone."""
        if self._is_ready():
            self._ask(catalog=catalog, read_only=catalog == "before")
