"""The check-up on paper: one page of HTML that needs nothing else, or the same as a PDF. No names out of the vault."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QBuffer, QCoreApplication, QEventLoop, QIODevice, QLocale, QMarginsF, Qt
from PySide6.QtGui import QFont, QPdfWriter, QTextDocument

from vault.health.check_up import counted
from vault.health.finding import SEVERITIES, Finding
from vault.qt.figures import full_time, number
from vault.qt.kit.sheet import page_layout
from vault.qt.theme import Theme

from .words import LOOKS, act_words, severity_word, source_words

translate = QCoreApplication.translate

PAPER = Theme.light().color
"""Paper has one theme."""


def as_html(findings: Sequence[Finding], vault: bytes, made: int) -> str:
    """The whole report. `vault` is its id, `made` when it was made (ms)."""
    title = translate("health", "Health of a vault")
    about = translate("health", "Made on {time} for the vault with the id {id}.")
    about = about.format(time=full_time(made), id=vault.hex()[:8])
    promise = translate(
        "health",
        "No name out of the vault is in it. It says how well the vault is protected, so show it to nobody who should "
        "not know.",
    )
    counts = counted(list(findings))
    cells = "".join(
        f'<td width="25%" align="center"><span class="count">{number(counts[one])}</span><br>'
        f'<span class="{one}">{escape(severity_word(one))}</span></td>'
        for one in SEVERITIES
    )
    sections = "".join(_section(one, [two for two in findings if two.severity == one]) for one in SEVERITIES)
    rightwards = QLocale().textDirection() == Qt.LayoutDirection.LeftToRight
    return (
        f'<!DOCTYPE html>\n<html lang="{QLocale().bcp47Name()}" dir="{"ltr" if rightwards else "rtl"}"><head>'
        f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_style()}</style></head><body>'
        f"<h1>{escape(title)}</h1><p>{escape(about)}<br>{escape(promise)}</p>"
        f'<table width="100%" cellpadding="8"><tr>{cells}</tr></table>{sections}</body></html>\n'
    )


def _section(severity: str, findings: Sequence[Finding]) -> str:
    if not findings:
        return ""
    word = escape(severity_word(findings[0].severity))
    return f'<h2 class="{severity}">{word}</h2>' + "".join(_entry(one) for one in findings)


def _entry(finding: Finding) -> str:
    fix = act_words(finding.act)
    lines = [f"<b>{escape(finding.title)}</b>", escape(finding.why)]
    if fix:
        lines.append(escape(translate("health", "What to do: {act}.").format(act=fix)))
    lines.append(f'<span class="source">{escape(source_words(finding.source))}</span>')
    return f"<p>{'<br>'.join(lines)}</p>"


def _style() -> str:
    ink, grey = PAPER("text").name(), PAPER("text-secondary").name()
    inks = "".join(f".{one}{{color:{PAPER(LOOKS[one][1]).name()}}}" for one in SEVERITIES)
    return (
        f"body{{font-family:sans-serif;font-size:10pt;color:{ink};max-width:44em;margin:2em auto;line-height:1.4}}"
        f"h1{{font-size:18pt;margin-bottom:4px}}h2{{font-size:12pt;margin-top:18px;margin-bottom:4px}}"
        f"p{{margin-top:4px;margin-bottom:8px}}.count{{font-size:16pt;font-weight:bold}}"
        f".source{{color:{grey};font-size:9pt}}{inks}"
    )


def as_pdf(html: str) -> bytes:
    """The same on pages, made in memory; on any thread."""
    _timers = QEventLoop()  # the document starts some, for which a thread of Python's has no place
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(translate("health", "Health of a vault"))
    writer.setCreator("Deedbox")
    writer.setPageLayout(page_layout())
    writer.setPageMargins(QMarginsF())  # the document has its own, with page numbers in them
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(QFont(["Inter", "sans-serif"], 10))
    document.setHtml(html)
    document.print_(writer)
    return bytes(buffer.data().data())
