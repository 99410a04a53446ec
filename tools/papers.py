"""A family's papers, made up: contracts, scans, photographs, notes. For screenshots and for trying things out."""

from __future__ import annotations

import math
import os
import random
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

A4 = (1240, 1754)
"""A page at 150 dots per inch."""
INK, GREY, PAPER = (28, 35, 39), (110, 112, 110), (253, 252, 249)
FONTS = ("Inter-Regular.otf", "NotoSans-Regular.ttf", "DejaVuSans.ttf")
SENTENCES = (
    "The seller transfers the property described above, with all that is firmly attached to it, to the buyer.",
    "The price is paid within fourteen days of the entry in the land register, to the account of the notary.",
    "The buyer has inspected the house and takes it as it stands; hidden faults known to the seller are listed below.",
    "Keys, papers and meters are handed over on the day of payment, and a record of both is signed by all parties.",
    "Charges and public duties pass to the buyer on that day, as do use and risk.",
    "Should one of these terms be void, the others stand; a term that comes closest to its purpose takes its place.",
    "Both parties have received a copy, had it read to them, and approve it by their own hand.",
)
OFFICE = (
    "This letter was made by machine and is valid without a signature where the law permits that.",
    "The figures rest on what was declared; corrections can be asked for within one month of receipt.",
    "Keep this paper. Copies are issued once, and the office keeps its own for ten years only.",
    "The amounts named on the following page have been compared with the records of the office.",
    "Questions are answered on working days between eight and twelve, with the number above at hand.",
    "Where a value lies outside of the usual range it is marked; the range depends on age and method.",
)
REGISTER = "Entered in the register of the town of Luebeck, and certified as a true copy by the registrar's own hand."


def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The first of our fonts that this machine has."""
    for name in FONTS:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)


def page(title: str, chance: random.Random, number: int = 1, of: int = 1) -> Image.Image:
    """A page of a contract or a letter from an office."""
    sheet = Image.new("RGB", A4, PAPER)
    sentences = SENTENCES if "contract" in title or "offer" in title or "policy" in title else OFFICE
    draw = ImageDraw.Draw(sheet)
    top = 150
    if number == 1:
        for line in textwrap.wrap(title, 34):
            draw.text((150, top), line, INK, font(54))
            top += 72
        draw.text((150, top + 14), f"No. {chance.randint(100, 999)} / {chance.randint(2015, 2025)}", GREY, font(26))
        draw.line((150, top + 70, 1090, top + 70), GREY, 2)
        top += 120
    for paragraph in range(1, 8):
        draw.text((150, top), f"{(number - 1) * 7 + paragraph}.", GREY, font(27))
        for line in textwrap.wrap(" ".join(chance.sample(sentences, 3)), 66):
            draw.text((205, top), line, INK, font(27))
            top += 40
        top += 30
        if top > 1420:
            break
    if number == of:
        sign(draw, 190, 1560, chance)
        sign(draw, 720, 1560, chance)
    draw.text((590, 1680), f"{number} / {of}", GREY, font(22))
    return sheet


def sign(draw: ImageDraw.ImageDraw, left: int, base: int, chance: random.Random) -> None:
    """A line with somebody's signature on it."""
    draw.line((left, base + 30, left + 330, base + 30), GREY, 2)
    turns = [chance.uniform(0.5, 1.6) for _ in range(9)]
    points = []
    for step in range(180):
        at = step / 180 * (len(turns) - 1)
        high = turns[int(at)] * 34 * math.sin(at * math.pi * 1.7) * (1 - step / 260)
        points.append((left + 20 + step * 1.55, base - high))
    draw.line(points, (38, 62, 120), 4, joint="curve")


def certificate(title: str, name: str, chance: random.Random) -> Image.Image:
    """Something with a frame and a seal."""
    sheet = Image.new("RGB", (1500, 1060), (250, 246, 235))
    draw = ImageDraw.Draw(sheet)
    for inset, width in ((40, 6), (58, 2)):
        draw.rectangle((inset, inset, 1500 - inset, 1060 - inset), outline=(120, 104, 70), width=width)
    for text, size, top in ((title, 64, 170), (name, 78, 380), ("born on 11 June 2014", 34, 520)):
        draw.text((750, top), text, INK, font(size), anchor="mm")
    for number, line in enumerate(textwrap.wrap(REGISTER, 70)):
        draw.text((750, 610 + number * 42), line, GREY, font(28), anchor="mm")
    draw.ellipse((1130, 760, 1310, 940), fill=(176, 62, 48))
    draw.ellipse((1152, 782, 1288, 918), outline=(250, 230, 220), width=4)
    sign(draw, 200, 860, chance)
    return sheet


def passport(chance: random.Random) -> Image.Image:
    """The photo page, of nobody."""
    sheet = Image.new("RGB", (1600, 1130), (226, 233, 238))
    draw = ImageDraw.Draw(sheet)
    for wave in range(0, 1130, 14):
        points = [(x, wave + 9 * math.sin(x / 70 + wave / 60)) for x in range(0, 1600, 8)]
        draw.line(points, (206, 219, 228), 2)
    draw.rectangle((90, 200, 530, 770), fill=(200, 208, 212))
    draw.ellipse((205, 290, 415, 560), fill=(226, 196, 172))
    draw.pieslice((190, 255, 430, 520), 180, 360, fill=(92, 66, 48))
    draw.pieslice((120, 560, 500, 980), 180, 360, fill=(52, 74, 96))
    draw.rectangle((90, 770, 530, 1000), fill=(226, 233, 238))
    for number, (label, value) in enumerate(
        (("Surname", "LINDEN"), ("Given names", "ANNA MARIE"), ("Date of birth", "02.04.1981"),
         ("Place of birth", "LÜBECK"), ("Date of expiry", "14.01.2027"))
    ):  # fmt: skip
        draw.text((610, 210 + number * 112), label, GREY, font(26))
        draw.text((610, 244 + number * 112), value, INK, font(44))
    zone = "P<D<<LINDEN<<ANNA<MARIE<<<<<<<<<<<<<<<<<<<<<"
    draw.text((90, 930), zone, INK, font(46))
    draw.text((90, 1000), f"C0{chance.randint(10**6, 10**7)}D<<8104024F2701142<<<<<<", INK, font(46))
    return sheet


def landscape(chance: random.Random, storm: bool = False) -> Image.Image:
    """A house from the garden, by day or before the storm."""
    wide, high = 2000, 1400
    sheet = Image.new("RGB", (wide, high))
    draw = ImageDraw.Draw(sheet)
    above, below = ((92, 104, 118), (158, 164, 168)) if storm else ((112, 164, 208), (222, 234, 240))
    for y in range(900):
        part = y / 900
        draw.line((0, y, wide, y), tuple(round(a + (b - a) * part) for a, b in zip(above, below, strict=True)))
    for _ in range(14):
        x, y, size = chance.randint(0, wide), chance.randint(60, 420), chance.randint(90, 210)
        tone = chance.randint(120, 160) if storm else chance.randint(236, 250)
        draw.ellipse((x, y, x + size * 2, y + size), fill=(tone, tone, tone + 4))
    sheet = sheet.filter(ImageFilter.GaussianBlur(26))
    draw = ImageDraw.Draw(sheet)
    for number in range(3):
        base = 780 + number * 60
        points = [(x, base + 40 * math.sin(x / (260 + number * 90) + number)) for x in range(0, wide + 20, 20)]
        draw.polygon([*points, (wide, high), (0, high)], fill=(86 - number * 8, 122 - number * 6, 78 - number * 10))
    draw.polygon([(620, 620), (980, 360), (1340, 620)], fill=(140, 70, 56))
    draw.rectangle((680, 620, 1280, 1000), fill=(232, 222, 202))
    for x in (740, 900, 1140):
        draw.rectangle((x, 690, x + 90, 810), fill=(96, 128, 148), outline=(250, 248, 240), width=8)
    draw.rectangle((1010, 780, 1100, 1000), fill=(92, 60, 44))
    for _ in range(2600):
        x, y = chance.randint(0, wide), chance.randint(1000, high)
        tone = chance.randint(-18, 18)
        draw.line((x, y, x + chance.randint(-4, 4), y - chance.randint(8, 30)), (72 + tone, 118 + tone, 62), 3)
    return sheet.filter(ImageFilter.GaussianBlur(0.8))


def save_pdf(pages: int) -> Callable[[Path, str, random.Random], None]:
    """Writes a document of scanned pages."""

    def save(path: Path, title: str, chance: random.Random) -> None:
        sheets = [page(title, chance, number, pages) for number in range(1, pages + 1)]
        sheets[0].save(path, save_all=True, append_images=sheets[1:], resolution=150)

    return save


def save_picture(paint: Callable[[random.Random], Image.Image]) -> Callable[[Path, str, random.Random], None]:
    """Writes a picture."""
    return lambda path, _, chance: paint(chance).save(path)


def save_table(path: Path, _: str, chance: random.Random) -> None:
    """Writes a table."""
    things = ("Piano", "Grandfather clock", "Bicycles", "Camera", "Silver", "Books", "Paintings", "Sewing machine")
    lines = ["Thing,Room,Bought,Price"]
    lines += [
        f"{thing},{chance.choice(('Study', 'Hall', 'Attic'))},{chance.randint(1998, 2024)},{chance.randint(40, 4000)}"
        for thing in things
    ]
    path.write_text("\n".join(lines) + "\n")


@dataclass(frozen=True)
class Paper:
    """One file: where, how it is made, how many days old, its tags."""

    path: str
    save: Callable[[Path, str, random.Random], None]
    days: float
    tags: tuple[str, ...] = ()


PAPERS = (
    Paper("House/Purchase/Purchase contract Lindenstrasse 14.pdf", save_pdf(6), 0.1, ("original",)),
    Paper("House/Purchase/Mortgage offer, signed.pdf", save_pdf(3), 15, ("original",)),
    Paper("House/Purchase/House from the garden.jpg", save_picture(landscape), 92),
    Paper("House/Insurance/Household inventory.csv", save_table, 24),
    Paper("House/Insurance/Roof before the storm claim.jpg", save_picture(lambda c: landscape(c, storm=True)), 24),
    Paper("House/Insurance/Building insurance policy 2026.pdf", save_pdf(4), 200),
    Paper("House/Meter readings.csv", save_table, 40),
    Paper("Family/Passport Anna, photo page.jpg", save_picture(passport), 1.2, ("expires soon",)),
    Paper(
        "Family/Birth certificate Jonas.png",
        save_picture(lambda c: certificate("Certificate of birth", "Jonas Linden", c)),
        20,
        ("original",),
    ),
    Paper(
        "Family/Marriage certificate.png",
        save_picture(lambda c: certificate("Certificate of marriage", "Anna and Paul Linden", c)),
        700,
        ("original",),
    ),
    Paper("Family/Vehicle registration.pdf", save_pdf(1), 65, ("original",)),
    Paper("Health/Blood test results March.pdf", save_pdf(1), 52),
    Paper("Health/Vaccination record Jonas.pdf", save_pdf(2), 320),
    Paper("Taxes/Income tax assessment 2025.pdf", save_pdf(5), 13, ("tax 2025",)),
    Paper("Taxes/Donation receipts 2025.pdf", save_pdf(2), 80, ("tax 2025",)),
    Paper("Taxes/Income tax assessment 2024.pdf", save_pdf(5), 380, ("tax 2024",)),
)


@dataclass(frozen=True)
class NotePaper:
    """One note: folder, name, text."""

    folder: str
    name: str
    text: str


NOTES = (
    NotePaper(
        "Family",
        "Where everything is",
        "# Where everything is\n\nIf you read this because I cannot: the safe is in the study, "
        "the code is with **Notary Brandt**, Hafenstrasse 3.\n\n"
        "## First\n\n- [x] Call Aunt Grete, she has the second key\n"
        "- [ ] Tell the bank, contract in *House, Purchase*\n"
        "- [ ] Insurance within 48 hours\n\n## Papers\n\n"
        "Everything original lies in the grey box; what is here are scans. "
        "The `papers.key` stick is in the piano.\n\n> Nothing in this house is worth a quarrel.\n",
    ),
    NotePaper(
        "Family",
        "Will and guardianship, draft",
        "Godparents asked and willing. Notary appointment on 4 June, bring both passports.\n",
    ),
    NotePaper(
        "House",
        "Router and storage access",
        "The storage sits in the cellar, shelf two. Restart order: router, switch, storage.\n",
    ),
    NotePaper(
        "Health",
        "Allergies and medication",
        "Jonas: penicillin, rash within the hour. Anna: none known. Blood groups at the end.\n\n"
        "| who | group |\n|---|---|\n| Anna | 0+ |\n| Jonas | A+ |\n",
    ),
)


def make_papers(folder: Path) -> None:
    """Writes all files below a folder, the same ones every time, with times that look lived in."""
    now = datetime.now().astimezone()
    for paper in PAPERS:
        path = folder / paper.path
        path.parent.mkdir(parents=True, exist_ok=True)
        paper.save(path, path.stem, random.Random(paper.path))  # noqa: S311 - the same picture every time
        when = (now - timedelta(days=paper.days)).timestamp()
        os.utime(path, (when, when))
