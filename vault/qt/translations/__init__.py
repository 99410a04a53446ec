"""The words of other languages, and the plurals of English, which the program itself is written in.

`make translations` collects what is said in the code and compiles it; `.qm` files belong into the repository, so that
neither a checkout nor an installation needs Qt's tools.
"""

from __future__ import annotations

from importlib import resources

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

PLURALS = "deedbox_en.qm"


class Translations(QObject):
    """The translators of an application: Qt's own words, the English plurals, and above them the person's language."""

    def __init__(self, app: QCoreApplication, locale: QLocale | None = None) -> None:
        super().__init__(app)
        locale = locale or QLocale.system()
        folder = resources.files(__package__)
        self._contents = [(folder / PLURALS).read_bytes()]
        own = next((name for name in _names(locale) if (folder / name).is_file()), None)
        if own is not None and own != PLURALS:
            self._contents.append((folder / own).read_bytes())
        qt = QTranslator(self)
        if qt.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(qt)
        for content in self._contents:
            translator = QTranslator(self)
            translator.load(content)
            app.installTranslator(translator)


def _names(locale: QLocale) -> list[str]:
    """The files that would fit a locale, the best first."""
    return [f"deedbox_{language.replace('-', '_')}.qm" for language in locale.uiLanguages()]
