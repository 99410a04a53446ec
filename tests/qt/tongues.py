"""Other languages for a while: German, and a pseudo-locale that shows what does not fit or was forgotten.

The pseudo-locale says what goes through translation as the longest of our languages says it, in brackets, with letters
that the font has to reach for, and at least 40 % longer than the English: `[Ñöťîž ~~~~]`. What has no brackets did not
go through translation.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources

from PySide6.QtCore import QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from vault.qt import translations
from vault.qt.translations import LANGUAGES, Translations, locale_of

ACCENTED = str.maketrans("AEIOUYSZCRNaeiouyszcrndtlg", "ÅÉÎÖÜÝŠŽÇŘÑåéîöüýšžçřñďťľğ")
NO_WORDS = re.compile(r"[dMyHhms .:]+|.*\(\*.*\)")
"""How a date is written, and "All files (*)", out of which Qt reads the pattern."""
LONGER = 0.4


class PseudoTranslator(QTranslator):
    """Says everything in the pseudo-locale, Qt's own words as well."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tables = []
        for language in sorted(LANGUAGES):
            table = QTranslator(self)
            assert table.load(str(resources.files(translations) / f"deedbox_{language}.qm"))
            self._tables.append(table)

    def translate(self, context: str, text: str, disambiguation: str | None = None, count: int = -1) -> str:
        """Whatever is asked for is there."""
        said = [table.translate(context, text, disambiguation or "", count) or text for table in self._tables]
        longest = max(said, key=len)
        return pseudo(longest, math.ceil((1 + LONGER) * len(text)))

    def isEmpty(self) -> bool:  # noqa: N802  # Qt's name
        """Qt leaves out a translator that has nothing."""
        return False


def pseudo(text: str, least: int = 0) -> str:
    """A text in the pseudo-locale, so long at least; what is to be filled in stays."""
    if not text or NO_WORDS.fullmatch(text):
        return text
    pieces = re.split(r"(\{[^{}]*\}|%L?n|%\d|\(e?s\))", text)
    said = "".join(piece if place % 2 else piece.translate(ACCENTED) for place, piece in enumerate(pieces))
    tail = " ".join("~" * len(word) for word in text.split())  # words of the lengths the text has
    return f"[{said} {tail[: least - len(said) - 2]}".rstrip() + "]" if least > len(said) + 3 else f"[{said}]"


@contextmanager
def speaking(app: QApplication, language: str) -> Iterator[None]:
    """The application in one of its languages, or in `pseudo`."""
    before, locale = QLocale(), locale_of(language)
    added: list[QTranslator] = []
    if language == "pseudo":
        added.append(PseudoTranslator(app))
        app.installTranslator(added[0])
    else:
        added += Translations(app, locale).findChildren(QTranslator)
        QLocale.setDefault(locale)
    try:
        yield
    finally:
        for translator in added:
            app.removeTranslator(translator)
        QLocale.setDefault(before)
