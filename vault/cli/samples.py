"""Sample files for the demonstration: real formats, several scripts, awkward names."""

from __future__ import annotations

import io
import math
import os
import struct
import zipfile
import zlib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

BINARY_SIZE = 20_000_000
MODIFIED_NS = 1_709_164_800_123_456_789  # 2024-02-29T00:00:00.123456789Z
_DAY_NS = 86_400 * 10**9


@dataclass(frozen=True)
class Sample:
    """A file to make, by its path below the folder of samples."""

    path: bytes
    content: bytes
    executable: bool = False


def photograph() -> bytes:
    """The photograph that is shipped: in a wheel beside the package, in a source tree at its root."""
    installed = resources.files("vault") / "resources" / "samples" / "harbour.jpg"
    if installed.is_file():
        return installed.read_bytes()
    return (Path(__file__).parents[2] / "resources" / "samples" / "harbour.jpg").read_bytes()


def samples(canary: str) -> list[Sample]:
    """All samples; the word `canary` stands in the texts and in one of the names."""
    texts = {
        "Letters/Γράμμα στη θάλασσα.txt": f"Αγαπητή Ελένη, το κλειδί είναι κάτω από τη γλάστρα. {canary}\n",
        "Letters/給祖母的信.txt": f"親愛的祖母：房契放在銀行的保險箱裡。{canary}\n",
        "Letters/رسالة إلى الجار.txt": f"جارنا العزيز، هذه نسخة من العقد. {canary}\n",
        "Letters/🏡 Moving day 🚚.md": f"# Moving day\n\n- [ ] keys\n- [x] piano\n\n{canary}\n",
        f"Letters/{canary}.txt": f"The name of this file is a secret, too: {canary}\n",
    }
    # Latin-1, as old archives have it: not UTF-8, and kept exactly.
    odd = b"Letters/Caf\xe9 \x97 menu.txt"
    return [
        Sample(b"Deeds/Lease.pdf", document(canary)),
        Sample(b"Deeds/Offer.docx", letter(canary)),
        Sample(b"Photographs/Harbour.jpg", photograph()),
        Sample(b"Photographs/Hills.png", picture(640, 400)),
        *(Sample(name.encode(), text.encode()) for name, text in texts.items()),
        Sample(odd, f"Cr\u00eape 4 \u20ac {canary}\n".encode()),
        Sample(b"Archive/measurements.bin", os.urandom(BINARY_SIZE)),
        Sample(b"Archive/empty.txt", b""),
        Sample(b"Archive/count.sh", f"#!/bin/sh\n# {canary}\nls | wc -l\n".encode(), executable=True),
    ]


def write_samples(folder: Path, canary: str) -> list[Sample]:
    """Write the samples below a new folder, each with a time of its own; the ones the file system took."""
    written = []
    root = os.fsencode(folder)
    for number, sample in enumerate(samples(canary)):
        path = os.path.join(root, sample.path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        try:
            with open(path, "xb") as file:
                file.write(sample.content)
        except (OSError, UnicodeError):
            # Some file systems take only names that are UTF-8; that is theirs to decide.
            if not _is_utf8(sample.path):
                continue
            raise
        os.chmod(path, 0o700 if sample.executable else 0o600)
        time = MODIFIED_NS - number * _DAY_NS
        os.utime(path, ns=(time, time))
        written.append(sample)
    return written


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode()
    except UnicodeDecodeError:
        return False
    return True


def document(text: str) -> bytes:
    """A PDF of one page, with a table of objects that is right."""
    page = f"BT /F1 24 Tf 72 760 Td (Lease) Tj /F1 12 Tf 0 -36 Td ({text}) Tj ET".encode("ascii")
    fonts = b"<< /Font << /F1 5 0 R >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %s >>" % fonts,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


_TYPES = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""
_RELATIONS = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="word/document.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
</Relationships>"""
_LETTER = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
<w:p><w:r><w:t>Offer for the house at the harbour</w:t></w:r></w:p>
<w:p><w:r><w:t>{text}</w:t></w:r></w:p>
</w:body></w:document>"""


def letter(text: str) -> bytes:
    """An office document (Office Open XML)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", _LETTER.format(text=text))
    return out.getvalue()


def picture(width: int, height: int) -> bytes:
    """A PNG of hills under an evening sky."""
    hills = [
        [
            int(height * (0.78 - 0.16 * layer) + height * 0.05 * math.sin(x / (37 + 11 * layer) + 2 * layer))
            for x in range(width)
        ]
        for layer in range(3)
    ]
    rows = bytearray()
    for y in range(height):
        sky = bytes((60 + 150 * y // height, 70 + 90 * y // height, 120 + 40 * y // height))
        rows.append(0)
        for x in range(width):
            depth = sum(y >= layer[x] for layer in hills)
            rows += bytes((30 + 18 * (3 - depth), 60 + 22 * (3 - depth), 70 + 10 * (3 - depth))) if depth else sky
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
