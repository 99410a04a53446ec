"""Files for the worker, sound and hostile, made at run time."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from PIL import Image

RED, BLUE = (220, 30, 20), (20, 40, 210)
WIDTH, HEIGHT = 120, 80
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP", "AVIF")


def deflated_zeros(count: int) -> bytes:
    """`zlib.compress(bytes(count))` for whole MiB, without the work: one block, over and over."""
    assert not count % (1 << 20)
    packer = zlib.compressobj(9, wbits=-15)
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    check = (count % 65521 << 16) | 1  # adler32 of zeros
    return b"\x78\xda" + block * (count >> 20) + b"\x03\0" + struct.pack(">I", check)


def two_colours(width: int = WIDTH, height: int = HEIGHT) -> Image.Image:
    """Left half red, right half blue."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return image


def picture(form: str, image: Image.Image | None = None, **options: object) -> bytes:
    stream = io.BytesIO()
    (image or two_colours()).save(stream, form, **options)
    return stream.getvalue()


def turned(orientation: int) -> bytes:
    """A JPEG with an EXIF orientation."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    return picture("JPEG", exif=exif.tobytes(), quality=95)


# --- PDF ------------------------------------------------------------------------------------------


def pdf_of(objects: list[bytes]) -> bytes:
    """A PDF of numbered objects, the first of them the catalog."""
    out, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n" % (len(objects) + 1, table)
    return out + b"<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), extra, content)


def pdf(words: list[str], box: str = "0 0 200 100", catalog: str = "", page: str = "", head: str = "") -> bytes:
    """A PDF with a red rectangle in the lower left quarter and a line of text on each page."""
    count = len(words)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog.encode(),
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(count))),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, word in enumerate(words):
        text = f"{head} 0.86 0.12 0.08 rg 0 0 100 50 re f 0 g BT /F 18 Tf 10 70 Td ({word}) Tj ET".encode()
        place = f"/MediaBox[{box}]/Contents {5 + 2 * number} 0 R/Resources<</Font<</F 3 0 R>>>>{page}"
        objects += [b"<</Type/Page/Parent 2 0 R%s>>" % place.encode(), stream(text)]
    return pdf_of(objects)


def pdf_with_bomb() -> bytes:
    """A page whose picture is 20,000 × 20,000 pixels in a few kilobytes."""
    pixels = deflated_zeros(48 << 20)
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
            stream(b"q 99 0 0 99 0 0 cm /I Do Q"),
            stream(
                pixels,
                b"/Type/XObject/Subtype/Image/Width 20000/Height 20000/BitsPerComponent 1"
                b"/ColorSpace/DeviceGray/Filter/FlateDecode",
            ),
        ]
    )


# --- PNG by hand ----------------------------------------------------------------------------------


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int, height: int, pixels: bytes, *extra: bytes) -> bytes:
    """A grey PNG whose header says what it likes."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(extra) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def svg(inner: str, head: str = "", size: str = 'width="40" height="20"') -> bytes:
    name = "http://www.w3.org/2000/svg"
    links = "http://www.w3.org/1999/xlink"
    return f'<?xml version="1.0"?>{head}<svg xmlns="{name}" xmlns:xlink="{links}" {size}>{inner}</svg>'.encode()


# --- hostile --------------------------------------------------------------------------------------


def animation(frames: int) -> bytes:
    images = [Image.new("P", (8, 8), number % 7) for number in range(50)]
    start = picture("GIF", images[0], save_all=True, append_images=images[1:], duration=20)
    first = start.index(b"\x21\xf9")
    return start[:first] + start[first:-1] * (frames // 50) + b";"


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(50_000_000))
    return out.getvalue()


def laughs() -> str:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE svg [<!ENTITY l0 "ha">{lines}]>'


def hostile_pictures() -> Iterator[tuple[str, bytes]]:
    zeros = deflated_zeros(30 << 20)
    profile = b"x\0\0" + deflated_zeros(200 << 20)
    sound = {form: picture(form) for form in FORMATS}
    yield "png-bomb-of-400-megapixels", png(20_000, 20_000, deflated_zeros(400 << 20))
    yield "png-60000-square", png(60_000, 60_000, zeros)
    yield "png-two-thousand-million-square", png(2**31 - 1, 2**31 - 1, b"")
    yield "png-more-data-than-pixels", png(8, 8, zeros)
    yield "png-profile-bomb", png(8, 8, zlib.compress(bytes(72)), chunk(b"iCCP", profile))
    yield "png-text-bomb", png(8, 8, zlib.compress(bytes(72)), chunk(b"zTXt", profile))
    yield "png-zero-wide", png(0, 8, zeros)
    yield "gif-10000-frames", animation(10_000)
    yield "gif-60000-square", b"GIF89a" + struct.pack("<HHBBB", 60_000, 60_000, 0, 0, 0) + sound["GIF"][13:]
    yield "bmp-60000-square", sound["BMP"][:18] + struct.pack("<ii", 60_000, 60_000) + sound["BMP"][26:]
    yield "bmp-negative", sound["BMP"][:18] + struct.pack("<ii", -5, -(2**31)) + sound["BMP"][26:]
    yield "tiff-60000-square", tiff_claiming(60_000, 60_000)
    yield "tiff-that-goes-round", tiff_claiming(8, 8)
    yield "jpeg-rubbish-profile", picture("JPEG", icc_profile=b"\xff" * 60_000)
    yield "jpeg-rubbish-exif", picture("JPEG", exif=b"Exif\0\0II*\0" + b"\xff" * 60_000)
    yield "jpeg-60000-square", jpeg_claiming(sound["JPEG"], 60_000)
    for form, whole in sound.items():
        for part in (0.98, 0.5, 0.1):
            yield f"{form}-cut-at-{part}", whole[: int(len(whole) * part)]
        yield f"{form}-then-pdf", whole + pdf(["polyglot"])
        yield f"{form}-then-zip", whole + zip_bomb()[:1000]


def tiff_claiming(width: int, height: int) -> bytes:
    """A TIFF without compression, one strip at its end, whose next directory is the first again."""
    tags = [(256, width), (257, height), (258, 8), (259, 1), (262, 1), (273, 200), (277, 1), (278, height)]
    body = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in [*tags, (279, width * height % 2**32)])
    return (b"II*\0" + struct.pack("<IH", 8, len(tags) + 1) + body + struct.pack("<I", 8)).ljust(264, b"\x55")


def jpeg_claiming(whole: bytes, side: int) -> bytes:
    place = whole.index(b"\xff\xc0") + 5
    return whole[:place] + struct.pack(">HH", side, side) + whole[place + 4 :]


def hostile_documents() -> Iterator[tuple[str, bytes]]:
    whole = pdf(["one", "two"])
    yield "pdf-rubbish", b"%PDF-1.7\n" + random.Random(1).randbytes(100_000)
    for part in (0.9, 0.5, 0.2):
        yield f"pdf-cut-at-{part}", whole[: int(len(whole) * part)]
    yield "pdf-mark-alone", b"%PDF-"
    yield "pdf-huge-page", pdf(["x"], box="0 0 1000000000 1000000000")
    yield "pdf-page-of-no-size", pdf(["x"], box="0 0 0 0")
    yield "pdf-page-of-no-number", pdf(["x"], box="0 0 nan 1e99")
    yield "pdf-thin-page", pdf(["x"], box="0 0 14000 0.01")
    yield "pdf-nested-arrays", pdf(["x"], catalog="/Names" + "[" * 200_000 + "]" * 200_000)
    yield "pdf-nested-in-page", pdf(["x"], head="q " * 200_000 + "[" * 100_000)
    yield (
        "pdf-page-tree-loop",
        pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]/Parent 2 0 R>>"]),
    )
    yield "pdf-million-pages-claimed", pdf(["x"]).replace(b"/Count 1", b"/Count 4294967295")
    yield "pdf-picture-bomb", pdf_with_bomb()
    yield (
        "pdf-stream-bomb",
        pdf_of(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>",
                stream(zlib.compress(deflated_zeros(1500 << 20), 9), b"/Filter[/FlateDecode/FlateDecode]"),
            ]
        ),
    )
    yield (
        "pdf-form-that-draws-itself",
        pdf_of(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
                stream(b"/X Do"),
                stream(
                    b"/X Do /X Do",
                    b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>",
                ),
            ]
        ),
    )


def hostile_drawings() -> Iterator[tuple[str, bytes]]:
    yield "svg-laughs", svg("<desc>&l9;</desc>", laughs())
    yield "svg-reads-files", svg("<desc>&f;</desc>", '<!DOCTYPE svg [<!ENTITY f SYSTEM "file:///etc/hostname">]>')
    yield "svg-deep", svg("<g>" * 100_000 + "</g>" * 100_000)
    yield "svg-as-deep-as-allowed", svg("<g>" * 198 + "</g>" * 198)
    yield "svg-enormous", svg("<rect width='9' height='9'/>", size='width="1e9" height="1e9"')
    yield "svg-thin", svg("<rect width='9' height='9'/>", size='width="1" height="1000000"')
    yield "svg-no-size", svg("", size='width="0" height="-1"')
    yield (
        "svg-blur",
        svg(
            '<filter id="f"><feGaussianBlur stdDeviation="1000000"/></filter>'
            '<rect width="9" height="9" filter="url(#f)"/>'
        ),
    )
    yield "svg-uses-itself", svg('<g id="a"><use href="#a"/><use xlink:href="#a"/></g>')
    yield (
        "svg-uses-double",
        svg(
            "".join(f'<g id="g{n}"><use href="#g{n + 1}"/><use href="#g{n + 1}"/></g>' for n in range(40))
            + '<rect id="g40" width="1" height="1"/>'
        ),
    )
    yield (
        "svg-pattern-of-patterns",
        svg(
            "".join(
                f'<pattern id="p{n}" width="1%" height="1%">'
                f'<rect width="9" height="9" fill="url(#p{n + 1})"/></pattern>'
                for n in range(30)
            )
            + '<rect width="40" height="20" fill="url(#p0)"/>'
        ),
    )
    yield "svg-cut", svg("<rect width='9' height='9'/>")[:-9]
    yield "svg-rubbish", b"<svg " + random.Random(2).randbytes(5000)


def others() -> Iterator[tuple[str, bytes]]:
    yield "nothing", b""
    yield "docx-that-is-a-zip-bomb", zip_bomb()
    yield "zip-then-pdf", zip_bomb()[:500] + pdf(["x"])
    yield "html-with-script", b"<html><script>alert(1)</script><svg></svg></html>"
    yield "program", b"\x7fELF" + bytes(5000)
    yield "postscript", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"
    yield "windows-metafile", b"\xd7\xcd\xc6\x9a" + bytes(500)


MUTATIONS: tuple[Callable[[random.Random, bytearray], None], ...] = (
    lambda rng, data: data.__setitem__(rng.randrange(len(data)), rng.randrange(256)),
    lambda rng, data: data.__delitem__(slice(rng.randrange(len(data)), len(data))),
    lambda rng, data: data.__setitem__(slice(at := rng.randrange(len(data)), at + 4), b"\xff\xff\xff\x7f"),
    lambda rng, data: data.__setitem__(slice(at := rng.randrange(len(data)), at), rng.randbytes(rng.randrange(40))),
    lambda rng, data: data.__delitem__(slice(at := rng.randrange(len(data)), at + rng.randrange(20))),
)


def fuzz(seed: int, runs: int) -> Iterator[bytes]:
    """Damaged files of every kind, and a tenth that is noise behind a right beginning."""
    rng = random.Random(seed)
    sound = [picture(form) for form in FORMATS] + [pdf(["fuzz"]), svg("<rect width='9' height='9' fill='red'/>")]
    for _ in range(runs):
        whole = bytearray(rng.choice(sound))
        if rng.random() < 0.1:
            yield bytes(whole[: rng.randrange(4, 60)]) + rng.randbytes(rng.randrange(3000))
            continue
        for _ in range(rng.randrange(1, 6)):
            if whole:
                rng.choice(MUTATIONS)(rng, whole)
        yield bytes(whole)
