"""Documents made to bring down whoever takes their text, and the parts that they are made of."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from tests.sandbox import specimens

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
SPACE = 'xmlns="http://example.org/any"'


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def office(types: dict[str, str], parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of Microsoft's kind: parts with their content types."""
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items())
    return packed({"[Content_Types].xml": f"<Types {SPACE}>{overrides}</Types>".encode(), **parts}, method)


def word(body: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    return office({"word/document.xml": WORD}, {"word/document.xml": body}, method)


def paragraph(text: str, head: str = "") -> bytes:
    return f'<?xml version="1.0"?>{head}<d {SPACE}><p><r><t>{text}</t></r></p></d>'.encode()


def table(cells: int, strings: bytes = b"<sst/>") -> bytes:
    """A workbook of one sheet, a thousand cells to a row."""
    row = b"<row>" + b'<c t="s"><v>0</v></c>' * 1000 + b"</row>"
    parts = {"xl/s1.xml": b"<worksheet>" + row * (cells // 1000) + b"</worksheet>", "xl/strings.xml": strings}
    return office({"xl/s1.xml": SHEET, "xl/strings.xml": STRINGS}, parts)


def book(chapter: bytes, chapters: int = 1) -> bytes:
    items = "".join(f'<item id="c{n}" href="c.xhtml"/>' for n in range(chapters))
    refs = "".join(f'<itemref idref="c{n}"/>' for n in range(chapters))
    return packed(
        {
            "META-INF/container.xml": b'<c><rootfile full-path="x/book.opf"/></c>',
            "x/book.opf": f"<package>{items}{refs}</package>".encode(),
            "x/c.xhtml": chapter,
        }
    )


def overlapping(times: int) -> bytes:
    """Every entry of the directory is the same part: a bomb that needs no nesting."""
    sound = packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": bytes(200_000)})
    start = sound.index(b"PK\1\2")
    end = sound.index(b"PK\5\6")
    directory = sound[start:end]
    second = directory.index(b"PK\1\2", 4)
    entries = directory[:second] + directory[second:] * times
    tail = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, (times + 1) % 65536, (times + 1) % 65536, len(entries), start, 0)
    return sound[:start] + entries + tail


def lying(claimed: int) -> bytes:
    """A part that claims to be short and inflates to 5 MB."""
    sound = bytearray(word(paragraph("x" * 5_000_000)))
    place = sound.rindex(b"PK\1\2") + 24
    sound[place : place + 4] = struct.pack("<L", claimed)
    return bytes(sound)


def nested_mail(depth: int) -> bytes:
    """A mail within a mail within a mail."""
    return b"From: a@b\nSubject: deep\nTo: c\nContent-Type: message/rfc822\n\n" * depth + b"Subject: end\n\nthe end\n"


def nested_parts(depth: int) -> bytes:
    head = b"From: a@b\nTo: c\nSubject: parts\n"
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth))
    return head + parts + b"Content-Type: text/plain\n\ninnermost words\n" * 2


def hostile_packages() -> Iterator[tuple[str, bytes]]:
    huge = b"<d>" + b"<p/>" * 5_000_000 + b"</d>"
    yield "docx-bomb", word(bytes(30_000_000))
    yield "docx-of-empty-elements", word(huge)
    yield (
        "docx-of-elements-within-the-ratio",
        word(b"<d>" + b"".join(b"<a%d/>" % (n * 7919 % 99991) for n in range(40_000)) * 20 + b"</d>"),
    )
    yield "docx-laughs", word(paragraph("&l9;", specimens.laughs()))
    yield "docx-quadratic", word(paragraph("&a;" * 50_000, f'<!DOCTYPE d [<!ENTITY a "{"x" * 50_000}">]>'))
    yield "docx-reads-files", word(paragraph("&f;", '<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/hostname">]>'))
    yield "docx-foreign-doctype", word(paragraph("seen", '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">'))
    yield "docx-deep", word(b"<a>" * 1_000_000)
    yield "docx-one-long-name", word(b"<" + b"a" * 30_000_000 + b"/>")
    yield "docx-200000-attributes", word(b"<a " + b" ".join(b'a%d="1"' % n for n in range(200_000)) + b"/>")
    yield "docx-that-lies", lying(1000)
    yield "docx-types-of-names", office({"0" * 60_000 + str(n): "word" * 10_000 for n in range(20)}, {})
    yield "xlsx-million-cells", table(1_000_000, b"<sst><si><t>cell</t></si></sst>")
    yield "xlsx-empty-cells", table(60_000)
    yield "xlsx-million-strings", table(1000, b"<sst>" + b"<si><t>s</t></si>" * 1_000_000 + b"</sst>")
    yield "zip-million-entries", overlapping(1_000_000)
    yield "zip-overlapping", overlapping(10_000)
    yield "zip-quine-like", packed({"a.zip": packed({"a.zip": b"PK\3\4"})})
    yield "zip-empty", b"PK\5\6" + bytes(18)
    yield "zip-cut", word(paragraph("x"))[:-30]
    yield "zip-of-another-method", word(paragraph("x"), zipfile.ZIP_LZMA)
    yield "zip-comment", word(paragraph("x"))[:-2] + b"\xff\xff" + b"PK\5\6" * 16_000
    yield "epub-one-chapter-a-thousand-times", book(b"<p>" + b"<b></b>" * 1_000_000, 1000)
    yield "epub-to-itself", book(b"<p>x</p>").replace(b"x/book.opf", b"../../a.op")
    yield (
        "odt-bomb",
        packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": bytes(50_000_000)}),
    )


def hostile_markup() -> Iterator[tuple[str, bytes]]:
    yield "html-200-mb", b"<html><p>word</p>" + b"<div></div>" * 18_000_000
    yield "html-of-script", b"<html><script>" + b"x" * 20_000_000
    yield "html-deep", b"<html>" + b"<div>" * 300_000 + b"bottom"
    yield "html-formats", b"<html>" + b"".join(b"<b id=%d>" % n for n in range(60_000)) + b"<p>x" * 60_000
    yield "html-tables", b"<html>" + b"<table><tr><td>" * 30_000
    yield "html-200000-attributes", b"<html><p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">x"
    yield "html-open-comments", b"<!-- --" * 500 + b"<!--" * 2_000_000
    yield "html-comments-and-nothing", b"<!-- -->" * 500 + b"x"
    yield "html-entities", b"<html>" + b"&amp" * 3_000_000
    yield "html-zeros", b"<html>words" + b"\0" * 10_000_000
    yield "xml-laughs", b"<?xml version='1.0'?>" + specimens.laughs().encode() + b"<svg>&l9;</svg>"
    yield "xml-reads-files", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><a>&f;</a>"
    yield "xml-deep", b"<?xml version='1.0'?>" + b"<a>" * 500_000
    yield "xml-strange-charset", b"<?xml version='1.0' encoding='cp1006_no'?><a>words</a>"
    yield "rtf-deep", b"{\\rtf1 " + b"{" * 500_000 + b"words"
    yield "rtf-digits", b"{\\rtf1 " + (b"0" * 999 + b"z") * 1_000
    yield "rtf-bin", b"{\\rtf1{\\pict\\bin" + b"9" * 5000 + b" }}"


def hostile_patterns() -> Iterator[tuple[str, bytes]]:
    """What regular expressions of the library for RTF do not come back from in time."""
    yield "rtf-links", b"{\\rtf1 " + b'{\\field{\\*\\fldinst{HYPERLINK "' * 20_000
    yield "rtf-fonts", b"{\\rtf1{\\fonttbl" + b"\\f1 \\fcharset" * 100_000


def hostile_mails() -> Iterator[tuple[str, bytes]]:
    head = b"From: a@b\nTo: c\nSubject: d\n"
    yield "mail-in-mail-1000-deep", nested_mail(1000)
    yield "mail-parts-1000-deep", nested_parts(1000)
    yield "mail-30000-parts", head + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 30_000
    yield "mail-encoded-words", head[:-1] + b"=?a?q?" * 100_000 + b"\n\nx"
    yield "mail-parameters", head + b"Content-Type: text/plain; " + b'a="\\";' * 20_000 + b"\n\nx"
    yield (
        "mail-numbered-parameters",
        head + b"Content-Type: a/b;" + b"".join(b' name*%d="x";' % n for n in range(20_000)) + b"\n\nx",
    )
    yield "mail-200000-fields", head + b"X: y\n" * 200_000 + b"\nwords"
    yield "mail-strange-charset", head + b'Content-Type: text/plain; charset="zlib_codec"\n\nwords'
    yield "mail-attached-to-nothing", head + b"Content-Type: multipart/mixed\n\nx"
    yield "mbox-million", b"From a@b 2025\nSubject: x\n\n" * 500_000
    yield "mbox-one-line", b"From a@b 2025\nX: y\n\n\nFrom " + b"1" * 1_000_000


def hostile_compounds() -> Iterator[tuple[str, bytes]]:
    mark = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    yield "compound-mark-alone", mark
    yield "compound-rubbish", mark + zlib.compress(bytes(10_000)) * 300
    yield "compound-of-ones", mark + b"\xff" * 100_000
    head = mark + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    loop = (
        head + struct.pack("<LLLLLLLL", 1, 0, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<109L", *[0] * 109)
    )
    yield "compound-that-goes-round", loop + struct.pack("<128L", *[0] * 128) * 4


def hostile_texts() -> Iterator[tuple[str, bytes]]:
    yield from hostile_packages()
    yield from hostile_markup()
    yield from hostile_mails()
    yield from hostile_compounds()
