"""What a window, dialog or menu owes to somebody who cannot see it, uses no mouse, or needs a large target.

Each rule looks at what is shown below a root and yields a sentence for every fault. They go by Qt's accessibility
tree, by real key presses and by pictures, not by what the code says of itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from PySide6.QtCore import QKeyCombination, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAction, QImage, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QTextBrowser,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from vault.qt.parts.buttons import PressedByEnter
from vault.qt.parts.text import Text
from vault.qt.parts.verdict import Verdict

Rule = Callable[["View"], Iterator[str]]
Role = QAccessible.Role
INPUTS = QLineEdit | QPlainTextEdit | QTextEdit | QComboBox | QAbstractSpinBox
NO_ROLES = {Role.NoRole, Role.Client, Role.Window, Role.Border, Role.StaticText, Role.Whitespace}
"""Of something that takes the keyboard: nobody could tell what it is."""
LEAST = 24
AROUND = 6
"""So far from its edges a focus may be shown."""
EVERYWHERE = {Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut}
SHIFTED = {
    Qt.Key.Key_Exclam: Qt.Key.Key_1,
    Qt.Key.Key_QuoteDbl: Qt.Key.Key_2,
    Qt.Key.Key_Dollar: Qt.Key.Key_4,
    Qt.Key.Key_Percent: Qt.Key.Key_5,
    Qt.Key.Key_Ampersand: Qt.Key.Key_6,
    Qt.Key.Key_Slash: Qt.Key.Key_7,
    Qt.Key.Key_ParenLeft: Qt.Key.Key_8,
    Qt.Key.Key_ParenRight: Qt.Key.Key_9,
    Qt.Key.Key_Equal: Qt.Key.Key_0,
    Qt.Key.Key_Semicolon: Qt.Key.Key_Comma,
    Qt.Key.Key_Colon: Qt.Key.Key_Period,
}
"""What a German keyboard has above its figures and stops."""


def controls(root: QWidget) -> list[QWidget]:
    """Everything that can be used or that the keyboard goes to. What Qt puts into its own widgets belongs to those."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root) or widget.window() is not root.window() or isinstance(widget, QScrollBar):
            continue
        above = widget.parentWidget()
        if isinstance(above, QComboBox | QAbstractSpinBox) or widget.objectName().startswith("qt_"):
            continue
        takes_keys = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and not isinstance(widget, QScrollArea)
        if takes_keys or isinstance(widget, QAbstractButton | QAbstractItemView | QAbstractSlider | INPUTS):
            found.append(widget)
    return found


def name_of(widget: QWidget) -> str:
    """As it is read aloud."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name)


def role_of(widget: QWidget) -> QAccessible.Role:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.role()


def plain(words: str) -> str:
    """Without the mark of its key."""
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&").strip()


def tell(widget: QWidget) -> str:
    """Which one it is, for whoever mends it."""
    words = widget.text() if isinstance(widget, QAbstractButton | QLineEdit) else ""
    inside = list[str]()
    above = widget.parentWidget()
    while above is not None and len(inside) < 3:
        inside.append(type(above).__name__)
        above = above.parentWidget()
    return f"{type(widget).__name__} {name_of(widget) or words!r} in {' in '.join(inside)}"


# --- names ----------------------------------------------------------------------------------------


def unnamed(view: View) -> Iterator[str]:
    """Every control has a name and a role, and so has every row of a list."""
    for widget in view.controls:
        if not plain(name_of(widget)):
            yield f"no name: {tell(widget)}"
        if role_of(widget) in NO_ROLES and not isinstance(widget, QTextBrowser):  # a text that is read
            yield f"role {role_of(widget).name}: {tell(widget)}"
        if isinstance(widget, QAbstractItemView):
            yield from _unnamed_rows(widget)
    if view.root.isWindow() and not (name_of(view.root) or view.root.windowTitle()):
        yield f"a window without a name: {type(view.root).__name__}"


def _unnamed_rows(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    for number in range(min(6, model.rowCount())):
        index = model.index(number, 0)
        shown = bool(model.flags(index) & Qt.ItemFlag.ItemIsSelectable)
        words = model.data(index, Qt.ItemDataRole.AccessibleTextRole) or model.data(index)
        if shown and not words:
            yield f"row {number} without a name: {tell(view)}"


def misnamed(view: View) -> Iterator[str]:
    """What is read aloud begins with what is seen: who speaks to the computer says what they see."""
    for widget in view.controls:
        if isinstance(widget, QAbstractButton) and widget.text() and plain(widget.text()) not in plain(name_of(widget)):
            yield f"seen as {plain(widget.text())!r}, read as {name_of(widget)!r}: {tell(widget)}"


def bare_icons(view: View) -> Iterator[str]:
    """A button with an icon alone has a name, and a tool tip for those who see the icon and do not know it."""
    for widget in view.controls:
        if isinstance(widget, QAbstractButton) and not widget.text() and not (name_of(widget) and widget.toolTip()):
            yield f"an icon without name or tool tip: {tell(widget)}"


def unlabelled(view: View) -> Iterator[str]:
    """A field has a label that stays while one types; a placeholder does not."""
    buddies = {label.buddy() for label in view.root.findChildren(QLabel) if label.buddy() is not None}
    for widget in view.controls:
        if isinstance(widget, INPUTS) and widget not in buddies and not widget.accessibleName():
            yield f"neither buddy nor name: {tell(widget)}"


def twins(view: View) -> Iterator[str]:
    """No two controls of one window are read alike: whoever hears them could not tell which is which."""
    seen: dict[tuple[object, ...], QWidget] = {}
    for widget in view.controls:
        words = plain(name_of(widget)), widget.accessibleDescription()
        key = (role_of(widget), *words)
        if key in seen and words[0]:
            yield f"read alike: {tell(widget)} and {tell(seen[key])}"
        seen[key] = widget


# --- keys -----------------------------------------------------------------------------------------


def press_tab() -> None:
    """As a person does; an editor that keeps Tab for itself is left by the way of its own (F6)."""
    focused = QApplication.focusWidget()
    if isinstance(focused, QPlainTextEdit | QTextEdit) and not focused.tabChangesFocus() and not focused.isReadOnly():
        after = focused.nextInFocusChain()
        while after is not None and not (reachable(after) and after.isVisible()):
            after = after.nextInFocusChain()
        if after is not None:
            after.setFocus(Qt.FocusReason.TabFocusReason)
    elif focused is not None:
        QTest.keyClick(focused, Qt.Key.Key_Tab)


def reachable(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()


def place_in(root: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


@dataclass(frozen=True)
class Stop:
    """Something Tab came to, where it was, and what it looked like with the keyboard on it."""

    widget: QWidget
    place: QRect
    seen: QImage | None


class View:
    """What is shown below a root: its controls, and the round of Tab through them, walked once."""

    def __init__(self, root: QWidget, known: set[int] | None = None) -> None:
        """`known`: controls whose focus was looked at before; they are added to."""
        self.root = root
        self.controls = controls(root)
        self.first = QApplication.focusWidget()
        self._known = set[int]() if known is None else known
        self.invisible: list[QWidget] = []
        """Where the keyboard was, and nothing looked different."""

    @property
    def shape(self) -> frozenset[tuple[int, bool]]:
        """Its controls, and which of them can be used: where that is as it was, so is the way of the keyboard."""
        return frozenset((id(widget), widget.isEnabled()) for widget in self.controls)

    @cached_property
    def round(self) -> list[Stop]:
        """Every widget that Tab comes to, in its order, once around."""
        root, found, met = self.root, list[Stop](), set[int]()
        focused = self.first
        if focused is None or focused.window() is not root.window():
            first = next((one for one in self.controls if reachable(one)), None)
            if first is None:
                return []
            first.setFocus(Qt.FocusReason.TabFocusReason)
        for _ in range(300):
            press_tab()
            focused = QApplication.focusWidget()
            if focused is None or (id(focused) in met and found and focused is not found[-1].widget):
                break
            if id(focused) not in met:  # in a text Tab goes from link to link
                met.add(id(focused))
                found.append(self._stop(focused))
                if len(found) > 2:
                    self._look_again(found[-3])  # two steps on, where no ring of a neighbour is in the way
        if len(found) > 1:
            for stop in found[-2:]:
                if stop.widget is QApplication.focusWidget():
                    press_tab()
                self._look_again(stop)
        return found

    def _area(self, place: QRect) -> QRect:
        return place.adjusted(-AROUND, -AROUND, AROUND, AROUND).intersected(self.root.rect())

    def _stop(self, widget: QWidget) -> Stop:
        if not self.root.isAncestorOf(widget):
            return Stop(widget, QRect(), None)
        place = place_in(self.root, widget)
        if id(widget) in self._known:
            return Stop(widget, place, None)
        self._known.add(id(widget))
        return Stop(widget, place, self.root.grab(self._area(place)).toImage())

    def _look_again(self, stop: Stop) -> None:
        """Now that the keyboard is elsewhere."""
        if stop.seen is None or not isValid(stop.widget) or not stop.widget.isVisible():
            return
        if place_in(self.root, stop.widget) != stop.place:
            return  # it scrolled: not the same picture anyway
        if self.root.grab(self._area(stop.place)).toImage() == stop.seen:
            self.invisible.append(stop.widget)


def lost_keyboard(view: View) -> Iterator[str]:
    """Whatever comes up has the keyboard somewhere: the next key does something."""
    if any(reachable(one) for one in view.controls):
        focused = view.first
        if focused is None or focused.window() is not view.root.window():
            yield "the keyboard is nowhere"


def out_of_reach(view: View) -> Iterator[str]:
    """Tab comes to every control that can be used now. Of radio buttons it comes to the chosen one."""
    visited = {stop.widget for stop in view.round}
    for widget in view.controls:
        proxied = widget.focusProxy() in visited
        of_group = isinstance(widget, QRadioButton) and not widget.isChecked()
        if widget.isEnabled() and widget not in visited and not proxied and not of_group and not _by_other_keys(widget):
            yield f"Tab does not come to {tell(widget)}"


def deaf_to_enter(view: View) -> Iterator[str]:
    """Enter presses the button that has the keyboard, as Space does."""
    for widget in view.controls:
        if isinstance(widget, QPushButton) and not isinstance(widget, PressedByEnter):
            yield f"Enter does not press {tell(widget)}"


@dataclass(frozen=True)
class Heard:
    """A key, what it does, and where: in the whole window, or below a widget that has the keyboard, or on it alone."""

    keys: str
    words: str
    context: Qt.ShortcutContext
    owner: QWidget

    def meets(self, other: Heard) -> bool:
        """Whether both could be meant, so that Qt does neither."""
        if not {self.context, other.context} & EVERYWHERE:
            return self.owner is other.owner or self._holds(other) or other._holds(self)
        return True

    def _holds(self, other: Heard) -> bool:
        below = self.context == Qt.ShortcutContext.WidgetWithChildrenShortcut
        return below and self.owner.isAncestorOf(other.owner)


def pressed(keys: QKeySequence) -> str:
    """The keys a person presses: on a German keyboard / is Shift and 7."""
    one = keys[0]  # type: ignore[index]  # its stub forgets that
    digit = SHIFTED.get(one.key())
    if digit is None:
        return keys.toString()
    return QKeySequence(QKeyCombination(one.keyboardModifiers() | Qt.KeyboardModifier.ShiftModifier, digit)).toString()


def heard(root: QWidget) -> Iterator[Heard]:
    """Every key that does something now. What stands in a menu that no button opens is there to be read."""
    for widget in (root, *root.findChildren(QWidget)):
        if widget.window() is not root.window() or not (widget.isVisible() and widget.isEnabled()):
            continue
        for action in _actions(widget.actions()):
            for keys in action.shortcuts():
                if action.isEnabled() and not keys.isEmpty():
                    yield Heard(pressed(keys), plain(action.text()), action.shortcutContext(), widget)
        for shortcut in widget.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly):
            for keys in QShortcut.keys(shortcut):
                if shortcut.isEnabled() and not keys.isEmpty():
                    yield Heard(pressed(keys), shortcut.whatsThis(), shortcut.context(), widget)
        if isinstance(widget, QAbstractButton) and not widget.shortcut().isEmpty():
            yield Heard(pressed(widget.shortcut()), name_of(widget), Qt.ShortcutContext.WindowShortcut, widget)


def _actions(actions: Sequence[QAction]) -> Iterator[QAction]:
    for action in actions:
        below = action.menu()
        if isinstance(below, QMenu):
            yield from _actions(below.actions())
        else:
            yield action


def ambiguous_keys(view: View) -> Iterator[str]:
    """A key means one thing, wherever the keyboard is."""
    known: dict[str, list[Heard]] = {}
    for one in heard(view.root):
        for other in known.setdefault(one.keys, []):
            if one.meets(other) and (one.words, one.owner) != (other.words, other.owner):
                yield f"{one.keys} is {other.words!r} and {one.words!r}"
        known[one.keys].append(one)


def _by_other_keys(widget: QWidget) -> bool:
    """A few are never Tab's: their tool tip says which key does the same."""
    return widget.focusPolicy() == Qt.FocusPolicy.NoFocus and bool(re.search(r"\(.+\)$", widget.toolTip()))


def jumps(view: View) -> Iterator[str]:
    """The keyboard goes as one reads: down a column, along a line. A new column may begin above."""
    order = [(stop.widget, stop.place) for stop in view.round if not stop.place.isNull()]
    if order:  # the round begins somewhere; its first is the one that stands highest and most at the left
        first = min(range(len(order)), key=lambda number: (order[number][1].top() // 20, order[number][1].left()))
        order = order[first:] + order[:first]
    leftwards = view.root.isRightToLeft()
    for (before, here), (after, there) in pairwise(order):
        if before.isAncestorOf(after) or after.isAncestorOf(before):
            continue
        above = there.bottom() < here.top() and there.left() < here.right() and here.left() < there.right()
        back = here.right() < there.left() if leftwards else there.right() < here.left()
        beside = back and there.top() < here.bottom() - 4 and here.top() < there.bottom() - 4
        if above or beside:
            yield f"the keyboard jumps back from {tell(before)} to {tell(after)}"


def unseen_focus(view: View) -> Iterator[str]:
    """Whatever the keyboard is on looks different from what it is not on."""
    if view.round:
        yield from (f"the focus of {tell(widget)} cannot be seen" for widget in view.invisible)


# --- size -----------------------------------------------------------------------------------------


def small_targets(view: View) -> Iterator[str]:
    """What can be pressed is 24 px wide and high; so is a row of a list."""
    for widget in view.controls:
        if isinstance(widget, QAbstractButton | QComboBox | QLineEdit) and min(widget.width(), widget.height()) < LEAST:
            yield f"{widget.width()} × {widget.height()}: {tell(widget)}"
        if isinstance(widget, QAbstractItemView):
            height = widget.sizeHintForRow(0)
            if 0 < height < LEAST:
                yield f"rows of {height}: {tell(widget)}"


def cut_words(view: View) -> Iterator[str]:
    """Words have the room they need: nothing is cut that does not say so with three dots."""
    for widget in view.root.findChildren(QWidget):
        if not widget.isVisibleTo(view.root) or widget.window() is not view.root.window() or not widget.width():
            continue
        if isinstance(widget, QAbstractButton) and widget.text() and widget in view.controls:
            needed = widget.minimumSizeHint()
        elif isinstance(widget, Text) and widget.text():
            wraps = widget.hasHeightForWidth()
            needed = widget.minimumSizeHint()
            needed.setHeight(widget.heightForWidth(widget.width()) if wraps else needed.height())
        else:
            continue
        if widget.width() < needed.width() or widget.height() < needed.height() - 1:
            room = f"{widget.width()} × {widget.height()} for {needed.width()} × {needed.height()}"
            yield f"{room}: {tell(widget)} {plain(getattr(widget, 'text', str)())[:40]!r}"


# --- dialogs and menus ----------------------------------------------------------------------------


def unsafe_default(view: View) -> Iterator[str]:
    """Enter does nothing that cannot be taken back."""
    if isinstance(view.root, QDialog):
        for button in view.root.findChildren(QPushButton):
            dangerous = str(button.property("kind") or "").startswith("danger")
            if dangerous and button.isVisibleTo(view.root) and (button.isDefault() or button is view.first):
                yield f"Enter would press {tell(button)}"


def stays_open(view: View) -> Iterator[str]:
    """Esc cancels, wherever the keyboard is."""
    if isinstance(view.root, QDialog):
        for _ in range(2):  # the first may be answered with what would be lost
            QTest.keyClick(QApplication.focusWidget() or view.root, Qt.Key.Key_Escape)
            QApplication.processEvents()
            if not isValid(view.root) or not any(verdict.isVisible() for verdict in view.root.findChildren(Verdict)):
                break
        if isValid(view.root) and view.root.isVisible():
            yield f"Esc leaves {type(view.root).__name__} open"


def bad_entries(view: View) -> Iterator[str]:
    """Every entry of a menu has words of its own."""
    if isinstance(view.root, QMenu):
        words = [plain(one.text()) for one in view.root.actions() if not one.isSeparator()]
        if not words:
            yield "an empty menu"
        yield from (f"entries {one!r} of a menu are alike" for one in set(words) if words.count(one) > 1)
        if "" in words:
            yield "an entry of a menu without words"


RULES: tuple[Rule, ...] = (
    lost_keyboard,
    unnamed,
    misnamed,
    bare_icons,
    unlabelled,
    twins,
    small_targets,
    cut_words,
    unsafe_default,
    deaf_to_enter,
    ambiguous_keys,
)
BY_KEYS: tuple[Rule, ...] = (out_of_reach, jumps, unseen_focus)
"""They press Tab all the way round."""
AT_LAST: tuple[Rule, ...] = (stays_open,)
OF_MENUS: tuple[Rule, ...] = (bad_entries,)
ALL = (*RULES, *BY_KEYS, *AT_LAST, *OF_MENUS)
