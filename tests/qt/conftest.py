"""What every test of the window may use: the application in its look, off the screen and without a wish of its own."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QLocale, QObject, QPoint
from PySide6.QtGui import QColor, QCursor, QFont, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from vault.qt.appearance import dress
from vault.qt.asking import Asking
from vault.qt.clipboard import secret_clipboard
from vault.qt.connection import VaultConnection
from vault.qt.sweeping import no_sweeping
from vault.qt.theme import Look, look
from vault.qt.translations import Translations
from vault.qt.works import Works

Shown = Callable[..., QWidget]
Pick = Callable[[QWidget, int, int], str]


@pytest.fixture(autouse=True)
def sweep_between_tests() -> Iterator[None]:
    """A window dropped by a test dies between tests, not while Qt walks over all of them: vault/qt/sweeping.py."""
    with no_sweeping():
        yield
    if QApplication.instance() is not None:
        secret_clipboard().clear()  # the next window would tell of what was copied here
    gc.collect()


@pytest.fixture(scope="module", autouse=True)
def settle_the_lasting() -> None:
    """What is there before a module's tests stays: the collector need not walk over it after each of them."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def connections_stay() -> Iterator[None]:
    """A window owns its operations, works and connection as long as it lives; a test drops them together.

    Collected in a cycle, one that listens to another's signal says goodbye to what the collector took a moment before,
    and PySide reads freed memory. So they stay; they are small.
    """
    kept: list[object] = []
    made = Asking.__init__

    def make(self: Asking, connection: VaultConnection, works: Works, parent: QObject | None = None) -> None:
        made(self, connection, works, parent)
        kept.append((self, connection, works))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Asking, "__init__", make)
        yield


@pytest.fixture(scope="session", autouse=True)
def plurals(qapp: QApplication) -> None:
    """The words of an English application: "1 item", "2 items"."""
    Translations(qapp, QLocale(QLocale.Language.English))


@pytest.fixture
def worn(qapp: QApplication) -> Iterator[Look]:
    """The light theme with the system's font, whatever a test did before."""
    font = QFont(qapp.font())
    QCursor.setPos(799, 799)  # or what is shown lies under the pointer
    if look().theme.name != "light" or not qapp.styleSheet():
        dress(qapp, "light")
    worn = look()
    worn.reduced_motion = True
    yield worn
    worn.reduced_motion = False
    if qapp.font() != font:
        qapp.setFont(font)
    if worn.choice != "light" or worn.theme.name != "light":
        worn.choose("light")


@pytest.fixture
def shown(qtbot: QtBot, worn: Look) -> Shown:
    """Shows a widget at a size and lets it settle."""

    def show(widget: QWidget, width: int = 0, height: int = 0) -> QWidget:
        qtbot.addWidget(widget)
        hint = widget.sizeHint()
        widget.resize(width or hint.width(), height or hint.height())
        widget.show()
        for _ in range(3):
            QApplication.processEvents()
        return widget

    return show


@pytest.fixture
def activate(qtbot: QtBot) -> Callable[[QWidget], None]:
    """Gives a window the keyboard and waits until it has it; on X a window manager decides."""

    def give(widget: QWidget) -> None:
        widget.window().activateWindow()
        qtbot.waitUntil(widget.window().isActiveWindow, timeout=3000)

    return give


@pytest.fixture
def pick() -> Pick:
    """Returns the colour that is seen at a place of a widget, what shines through included."""

    def at(widget: QWidget, x: int, y: int) -> str:
        window = widget.window()
        place = widget.mapTo(window, QPoint(x, y))
        image: QImage = window.grab().toImage()
        ratio = image.devicePixelRatio()
        return QColor(image.pixelColor(round(place.x() * ratio), round(place.y() * ratio))).name()

    return at
