"""QR codes in pictures, read by the confined worker: what they hold, and what is no code."""

from __future__ import annotations

import io
import random

import pytest
import segno
from PIL import Image, ImageDraw

from vault.sandbox import jobs, wire
from vault.sandbox.client import SandboxWorker
from vault.sandbox.jobs import Code, NoPreview, Reason

CARD = random.Random(14).randbytes(1_500)
"""As long as a card; not one byte of it is text on purpose."""


def picture(content: bytes, scale: int = 4) -> Image.Image:
    out = io.BytesIO()
    segno.make_qr(content, mode="byte", error="l", boost_error=False).save(out, kind="png", scale=scale)
    return Image.open(out).convert("RGB")


def saved(image: Image.Image, kind: str = "PNG", **how: int) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def see_through(image: Image.Image) -> Image.Image:
    """Black on nothing, as some programs save it."""
    clear = Image.new("RGBA", image.size, (0, 0, 0, 0))
    clear.paste((0, 0, 0, 255), mask=image.convert("L").point(lambda value: 255 - value))
    return clear


def faint(image: Image.Image) -> Image.Image:
    """A quarter there, code and ground alike."""
    quarter = image.convert("RGBA")
    quarter.putalpha(64)
    return quarter


@pytest.mark.parametrize(
    "shown",
    [
        saved(picture(CARD)),
        saved(picture(CARD).rotate(6, expand=True, fillcolor="white"), "JPEG", quality=80),
        saved(picture(CARD).transpose(Image.Transpose.ROTATE_90), "WEBP", lossless=True),
        saved(see_through(picture(CARD))),
        saved(faint(picture(CARD))),
    ],
    ids=["sharp", "photographed", "on its side", "on nothing", "faint"],
)
def test_a_code_holds_exactly_its_bytes(worker: SandboxWorker, shown: bytes) -> None:
    assert worker.ask(jobs.code(), shown) == Code(CARD)


def test_what_is_no_code_is_none(worker: SandboxWorker) -> None:
    noise = Image.effect_noise((400, 400), 80)
    torn = picture(CARD)
    ImageDraw.Draw(torn).rectangle((100, 100, 400, 400), "white")
    for content in (saved(noise), saved(torn), saved(Image.new("L", (1, 1))), b"%PDF-1.4", b"words", b""):
        assert worker.ask(jobs.code(), content) == NoPreview(Reason.NOT_RECOGNISED)
    assert worker.ask(jobs.code(), saved(picture(CARD))[:2000]) == NoPreview(Reason.DAMAGED)
    assert worker.ask(jobs.code(), saved(picture(CARD))) == Code(CARD)


def test_a_code_on_the_pipe_is_bounded() -> None:
    job = jobs.code()
    assert wire.bounds(job)[wire.CODE] == jobs.MAX_CODE
    assert wire.parse_answer(job, wire.CODE, b"x") == Code(b"x")
    with pytest.raises(wire.Violation):
        wire.parse_answer(job, wire.CODE, b"")
    assert wire.CODE not in wire.bounds(jobs.thumbnail(8))
