"""The text that a file is found by: the reader is chosen by what the file begins like."""

from __future__ import annotations

import io
from collections.abc import Callable

from vault.sandbox import compounds, documents, mail, markup, office, texts
from vault.sandbox.flavours import USEFUL, Flavour, tell
from vault.sandbox.gathering import Enough, Gathering
from vault.sandbox.jobs import Text
from vault.sandbox.kinds import HEAD
from vault.sandbox.packages import Package
from vault.sandbox.pictures import TooLarge

_SAMPLE_MAIL = b"""From: =?utf-8?q?A?= <a@b>
Subject: =?utf-8?b?YQ==?=
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/html; charset=gbk
Content-Transfer-Encoding: quoted-printable

<p>a=20<b>b</b></p>
--x
Content-Type: text/plain; name*=utf-8''a.txt
Content-Transfer-Encoding: base64

YQ==
--x--
"""


def prepare() -> None:
    """Reads a little of each flavour, so that nothing is left to import once the worker is confined."""
    texts.prepare()
    mail.prepare(_SAMPLE_MAIL)
    markup.read_xml(b"<?xml version='1.0'?><a b='c'>d</a>", cut=False, gathering=Gathering(9))


def take_text(content: io.BytesIO, limit: int, literal: bool) -> Text | None:
    """Returns a file's text, tidy, at most `limit` characters; nothing where it is of no flavour that is read.

    Raises documents.Protected, pictures.TooLarge, packages.NotRecognised, MemoryError, or anything that a parser
    raises over a damaged file.
    """
    flavour = tell(content.getbuffer()[:HEAD].tobytes(), literal)
    if flavour is Flavour.NONE:
        return None
    most = USEFUL.get(flavour)
    cut = most is not None and content.getbuffer().nbytes >= most
    gathering = Gathering(limit)
    pages = 0
    try:
        if flavour is Flavour.PDF:
            pages = documents.gather_text(content, gathering)
        elif flavour is Flavour.PACKAGE:
            office.read_package(Package(content, gathering.check_time), gathering)
        elif flavour is Flavour.COMPOUND:
            compounds.read_compound(content, gathering)
        elif flavour is Flavour.XML:
            markup.read_xml(content.getvalue(), cut, gathering)
        else:
            _READERS[flavour](content.getvalue(), gathering)
    except Enough:
        cut = True
    except TooLarge:
        if not gathering.text():
            raise
        cut = True
    found = gathering.text()
    return Text(found, pages, cut or gathering.full)


_READERS: dict[Flavour, Callable[[bytes, Gathering], None]] = {
    Flavour.PLAIN: texts.read_plain,
    Flavour.CARD: texts.read_cards,
    Flavour.HTML: markup.read_html,
    Flavour.RTF: texts.read_rtf,
    Flavour.MAIL: mail.read_mail,
    Flavour.MAILBOX: mail.read_mailbox,
}
