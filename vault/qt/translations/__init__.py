"""The words of other languages, and the plurals of English, which the program itself is written in.

`make translations` collects what is said in the code and compiles it; `.qm` files belong into the repository, so that
neither a checkout nor an installation needs Qt's tools.
"""

from __future__ import annotations

from importlib import resources

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

LANGUAGES = {"en": "English", "de": "Deutsch"}
"""What the program speaks, each language by the name it has for itself."""


class Translations(QObject):
    """The translators of an application: Qt's own words, the English plurals, and above them the person's language."""

    def __init__(self, app: QCoreApplication, locale: QLocale | None = None) -> None:
        super().__init__(app)
        language = language_of(locale or QLocale.system())
        qt = QTranslator(self)
        if qt.load(QLocale(language), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(qt)
        folder = resources.files(__package__)
        self._contents = [(folder / f"deedbox_{one}.qm").read_bytes() for one in dict.fromkeys(("en", language))]
        for content in self._contents:
            translator = QTranslator(self)
            translator.load(content)
            app.installTranslator(translator)


def language_of(locale: QLocale) -> str:
    """The first of the person's languages that the program speaks, else English."""
    wanted = (name.partition("-")[0] for name in locale.uiLanguages())
    return next((name for name in wanted if name in LANGUAGES), "en")


def locale_of(choice: str) -> QLocale:
    """The locale of one of `LANGUAGES`, of the system's country where that speaks it; anything else is the system's."""
    system = QLocale.system()
    chosen = QLocale(choice) if choice in LANGUAGES else system
    return system if system.language() == chosen.language() else chosen
