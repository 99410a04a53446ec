"""What happened in this session that somebody may have missed: it is heard where it is told anyway, and kept a while.

In memory only. It goes with the page of the vault, at the lock.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QObject, Signal
from PySide6.QtWidgets import QWidget

from vault.qt.parts.bars import BANNERS, Banner
from vault.qt.parts.events import Event, EventsButton, EventsPopup
from vault.qt.parts.work import INK
from vault.qt.works import Work, Works

if TYPE_CHECKING:
    from vault.qt.browse.notices import Notices
    from vault.qt.keys.banners import KeyBanners
    from vault.qt.moving.opened import OpenedCopy
    from vault.qt.moving.opener import Opener
    from vault.qt.operations import Operations
    from vault.qt.parts.toasts import ToastStack

KEPT = 100
GRAVE = ("warning", "fault", "blocked")
"""Icons of toasts that should not be missed; the others say what somebody has just done."""
OF_KEYS = {"refused": "", "secrets": "secrets", "key": "key"}
"""What banners of keys say that is an event, not a standing advice."""


class Events(QObject):
    """The events, the newest first."""

    changed = Signal()

    def __init__(self, show_copies: Callable[[], object] | None = None, parent: QObject | None = None) -> None:
        """`show_copies`: the act of what another program changed in vain."""
        super().__init__(parent)
        self._show_copies = show_copies
        self.all: list[Event] = []
        self._works: Works | None = None
        self._keys: KeyBanners | None = None

    def tell(
        self,
        icon: str,
        token: str,
        words: str,
        *,
        act: str = "",
        do: Callable[[], object] | None = None,
        key: object = None,
    ) -> None:
        """Something happened. Of two with one key only the later is kept, unless they say the same."""
        if key is not None:
            before = next((one for one in self.all if one.key == key), None)
            if before is not None and before.words == words:
                return
            self.all = [one for one in self.all if one.key != key]
        now = QDateTime.currentMSecsSinceEpoch()
        self.all.insert(0, Event(now, icon, token, words, act, do, key))
        del self.all[KEPT:]
        self.changed.emit()

    def unread(self) -> int:
        """How many nobody has read."""
        return sum(not event.is_read for event in self.all)

    def read(self, *, key: object = None) -> None:
        """One was read, or all of them."""
        for event in self.all:
            if key is None or event.key == key:
                event.is_read = True
        self.changed.emit()

    def act(self, event: Event) -> None:
        """Its act; that is reading it, too."""
        event.is_read = True
        self.changed.emit()
        if event.do is not None:
            event.do()

    def clear(self, *_: object) -> None:
        """The vault is locked."""
        self.all = []
        self.changed.emit()

    # Where it is told anyway

    def hear_works(self, works: Works) -> None:
        """Long work that ended, until its line in the bar was read."""
        self._works = works
        works.ended.connect(self._take_work)
        works.changed.connect(self._follow_works)

    def _take_work(self, work: Work) -> None:
        token = "warning" if work.icon == "warning" and work.state == "done" else INK[work.state]
        self.tell(work.icon, token, work.what, act=work.act, do=work.on_act, key=work.key)

    def _follow_works(self) -> None:
        assert self._works is not None
        unread = {event.key for event in self.all if not event.is_read and isinstance(event.key, int)}
        for key in unread - {job.key for job in self._works.jobs()} if unread else ():
            self.read(key=key)

    def take_toast(self, icon: str, words: str) -> None:
        """A toast went away by itself."""
        if icon in GRAVE:
            self.tell(icon, "warning", words)

    def take_banner(self, banner: Banner) -> None:
        """What is said under the toolbar, where it can be hidden."""
        icon, token = BANNERS[banner.kind]
        words = banner.sentence.text.text()
        self.tell(icon, token, words, key=("notice", words))
        banner.acted.connect(partial(self.read, key=("notice", words)))

    def hear_keys(self, banners: KeyBanners) -> None:
        """Refused tries, and keys that are due."""
        self._keys = banners
        banners.changed.connect(self._follow_keys)
        self._follow_keys()

    def _follow_keys(self) -> None:
        assert self._keys is not None
        wanted = {("keys", one[0]): one for one in self._keys.wanted if one[0] in OF_KEYS}
        for key, (name, kind, words, act) in wanted.items():
            icon, token = BANNERS[kind]
            do = partial(self._keys.act, name) if OF_KEYS[name] else None
            self.tell(icon, token, words, act=act if do is not None else "", do=do, key=key)
        for event in list(self.all):
            if isinstance(event.key, tuple) and event.key[0] == "keys" and event.key not in wanted:
                self.read(key=event.key)

    def take_unsaved(self, copy: OpenedCopy, _: Exception) -> None:
        """What another program changed could not be saved back."""
        words = self.tr("What another program changed in “{name}” could not be saved back.")
        # What was read is told anew when it happens again.
        self.all = [one for one in self.all if one.key != ("copy", copy) or not one.is_read]
        self.tell(
            "warning",
            "warning",
            words.replace("{name}", copy.name),
            act=self.tr("Show"),
            do=self._show_copies,
            key=("copy", copy),
        )


class EventBell(QObject):
    """The bell and its list, on the events."""

    activity_wanted = Signal()
    """The whole trail."""

    def __init__(self, events: Events, bell: EventsButton, page: QWidget) -> None:
        super().__init__(page)
        self.events, self._bell, self._page = events, bell, page
        bell.clicked.connect(self.open)
        events.changed.connect(self._follow)
        self._follow()

    @cached_property
    def popup(self) -> EventsPopup:
        """Made when it is opened first."""
        popup = EventsPopup(self._page)
        popup.read_wanted.connect(self._read)
        popup.act_wanted.connect(self.events.act)
        popup.activity_wanted.connect(self.activity_wanted)
        return popup

    def open(self) -> None:
        """Shows the list."""
        self.popup.show_events(self.events.all)
        self.popup.open_below(self._bell)

    def _follow(self) -> None:
        self._bell.show_count(self.events.unread())
        if "popup" in vars(self) and self.popup.isVisible():
            self.popup.show_events(self.events.all)

    def _read(self) -> None:
        self.events.read()
        self.popup.hide()


def make_bell(
    operations: Operations,
    opener: Opener,
    toasts: ToastStack,
    notices: Notices,
    keys: KeyBanners,
    bell: EventsButton,
    page: QWidget,
) -> EventBell:
    """The bell of a page, which hears everything that tells something there."""
    events = Events(opener.show_copies, page)
    events.hear_works(operations.works)
    toasts.passed.connect(events.take_toast)
    for banner in notices.findChildren(Banner):
        events.take_banner(banner)
    notices.added.connect(events.take_banner)
    events.hear_keys(keys)
    for signal in (opener.copies.failed, opener.copies.asked):
        signal.connect(events.take_unsaved)
    operations.connection.ended.connect(events.clear)
    return EventBell(events, bell, page)
