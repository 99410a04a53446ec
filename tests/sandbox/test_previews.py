"""Sound files of every kind, in the real worker: right sizes, right way up, plausible pixels."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms

from tests.sandbox import specimens
from tests.sandbox.specimens import BLUE, HEIGHT, RED, WIDTH
from vault.sandbox import jobs, pictures
from vault.sandbox.client import SandboxWorker
from vault.sandbox.jobs import Description, Job, NoPreview, Pixels, Reason, Text
from vault.sandbox.kinds import Kind


def draw(worker: SandboxWorker, job: Job, content: bytes) -> Pixels:
    answer = worker.ask(job, content)
    assert isinstance(answer, Pixels), answer
    assert len(answer.pixels) == 4 * answer.width * answer.height
    return answer


def at(answer: Pixels, x: float, y: float) -> tuple[int, ...]:
    """The pixel at a fraction of width and height."""
    place = 4 * (int(y * answer.height) * answer.width + int(x * answer.width))
    return tuple(answer.pixels[place : place + 4])


def close(pixel: tuple[int, ...], colour: tuple[int, ...], by: int = 12) -> bool:
    return all(abs(one - other) <= by for one, other in zip(pixel, (*colour, 255), strict=False))


@pytest.mark.parametrize("form", specimens.FORMATS)
def test_pictures_have_their_size_and_colours(worker: SandboxWorker, form: str) -> None:
    content = specimens.picture(form)
    assert worker.ask(jobs.describe(), content) == Description(Kind[form], WIDTH, HEIGHT)
    for job, size in (
        (jobs.picture(4096, 4096), (WIDTH, HEIGHT)),
        (jobs.picture(4096, 40), (60, 40)),
        (jobs.thumbnail(30), (30, 20)),
        (jobs.thumbnail(1), (1, 1)),
    ):
        answer = draw(worker, job, content)
        assert (answer.width, answer.height) == size
        assert (answer.kind, answer.full_width, answer.full_height) == (Kind[form], WIDTH, HEIGHT)
        if size[0] > 1:
            assert close(at(answer, 0.2, 0.5), RED)
            assert close(at(answer, 0.8, 0.5), BLUE)


# Where red is after the picture was brought upright: it was left before.
UPRIGHT = {1: (0.2, 0.5), 2: (0.8, 0.5), 3: (0.8, 0.5), 4: (0.2, 0.5)}
UPRIGHT |= {5: (0.5, 0.2), 6: (0.5, 0.2), 7: (0.5, 0.8), 8: (0.5, 0.8)}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_are_turned_upright(worker: SandboxWorker, orientation: int) -> None:
    content = specimens.turned(orientation)
    size = (WIDTH, HEIGHT) if orientation < 5 else (HEIGHT, WIDTH)
    answer = draw(worker, jobs.picture(1000, 1000), content)
    assert (answer.width, answer.height) == size == (answer.full_width, answer.full_height)
    assert close(at(answer, *UPRIGHT[orientation]), RED)
    assert worker.ask(jobs.describe(), content) == Description(Kind.JPEG, *size)
    small = draw(worker, jobs.picture(1000, 24), content)
    assert (small.width, small.height) == (round(24 * size[0] / size[1]), 24)


def test_orientation_that_is_none_is_ignored(worker: SandboxWorker) -> None:
    assert draw(worker, jobs.thumbnail(999), specimens.turned(99)).width == WIDTH


@pytest.mark.parametrize(
    ("mode", "colour", "form", "shown"),
    [
        ("RGBA", (200, 100, 50, 128), "PNG", (100, 50, 25, 128)),
        ("RGBA", (200, 100, 50, 0), "WEBP", (0, 0, 0, 0)),
        ("LA", (200, 128), "PNG", (100, 100, 100, 128)),
        ("L", 77, "JPEG", (77, 77, 77, 255)),
        ("1", 1, "PNG", (255, 255, 255, 255)),
        ("I;16", 40_000, "PNG", (156, 156, 156, 255)),
        ("CMYK", (0, 255, 255, 0), "JPEG", (254, 0, 0, 255)),
        ("F", 0.5, "TIFF", (0, 0, 0, 255)),
    ],
)
def test_every_mode_is_shown(worker: SandboxWorker, mode: str, colour: int, form: str, shown: tuple[int, ...]) -> None:
    answer = draw(worker, jobs.thumbnail(10), specimens.picture(form, Image.new(mode, (20, 20), colour)))
    assert close(at(answer, 0.5, 0.5), shown, by=2)
    assert abs(at(answer, 0.5, 0.5)[3] - shown[3]) <= 1


def test_transparent_palette_is_shown(worker: SandboxWorker) -> None:
    image = Image.new("P", (8, 8), 0)
    image.putpalette([250, 0, 0, 0, 250, 0])
    image.paste(1, (4, 0, 8, 8))
    answer = draw(worker, jobs.picture(8, 8), specimens.picture("PNG", image, transparency=0))
    assert [at(answer, x, 0.5) for x in (0.2, 0.8)] == [(0, 0, 0, 0), (0, 250, 0, 255)]


def test_first_frame_of_an_animation(worker: SandboxWorker) -> None:
    frames = [Image.new("RGB", (20, 10), colour) for colour in (RED, BLUE)]
    for form in ("GIF", "WEBP", "AVIF"):
        content = specimens.picture(form, frames[0], save_all=True, append_images=frames[1:], duration=50)
        assert close(at(draw(worker, jobs.thumbnail(64), content), 0.5, 0.5), RED)


def test_colours_are_brought_to_srgb(worker: SandboxWorker) -> None:
    """A profile that swaps nothing but says Lab: green as Lab's numbers would be something else entirely."""
    linear = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    plain = specimens.picture("PNG", Image.new("RGB", (8, 8), (128, 128, 128)))
    other = specimens.picture("PNG", Image.new("RGB", (8, 8), (128, 128, 128)), icc_profile=linear)
    srgb = specimens.picture(
        "PNG",
        Image.new("RGBA", (8, 8), (128, 128, 128, 7)),
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    )
    assert at(draw(worker, jobs.thumbnail(8), plain), 0, 0) == (128, 128, 128, 255)
    assert draw(worker, jobs.thumbnail(8), other).width == 8
    assert close(at(draw(worker, jobs.thumbnail(8), srgb), 0, 0)[3:], (7,), by=0)


def test_large_jpeg_is_shrunk_while_it_is_decoded(worker: SandboxWorker) -> None:
    content = specimens.picture("JPEG", specimens.two_colours(10_000, 9_000))
    answer = draw(worker, jobs.thumbnail(200), content)
    assert (answer.width, answer.height) == (200, 180)
    assert close(at(answer, 0.2, 0.5), RED)
    assert worker.ask(jobs.thumbnail(200), specimens.picture("PNG", Image.new("1", (10_000, 9_000)))) == NoPreview(
        Reason.TOO_LARGE
    )


def test_document_pages(worker: SandboxWorker) -> None:
    content = specimens.pdf(["first", "second", "third"])
    assert worker.ask(jobs.describe(), content) == Description(Kind.PDF, 200, 100, 3)
    answer = draw(worker, jobs.pdf_page(2, 400, 400), content)
    assert (answer.width, answer.height, answer.pages) == (400, 200, 3)
    assert close(at(answer, 0.2, 0.8), RED, by=30)
    assert at(answer, 0.9, 0.9) == (255, 255, 255, 255)
    words = [at(answer, x / 400, 0.25)[0] for x in range(400)]
    assert min(words) < 80, "no word was drawn"
    assert draw(worker, jobs.thumbnail(50), content).height == 25
    assert worker.ask(jobs.pdf_page(3, 9, 9), content) == NoPreview(Reason.NOT_RECOGNISED)


def test_document_text(worker: SandboxWorker) -> None:
    content = specimens.pdf(["first", "second", "third"])
    assert worker.ask(jobs.pdf_text(0, 3, 100), content) == Text("first\n\nsecond\n\nthird", 3, False)
    assert worker.ask(jobs.pdf_text(1, 1, 100), content) == Text("second", 3, True)
    assert worker.ask(jobs.pdf_text(0, 3, 8), content) == Text("first\n\ns", 3, True)
    assert worker.ask(jobs.pdf_text(0, 3, 5), content) == Text("first", 3, True)
    assert worker.ask(jobs.pdf_text(9, 3, 5), content) == NoPreview(Reason.NOT_RECOGNISED)
    assert worker.ask(jobs.pdf_text(0, 1, 5), specimens.picture("PNG")) == NoPreview(Reason.NOT_RECOGNISED)


def test_document_with_a_password(worker: SandboxWorker) -> None:
    lock = "/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + "41" * 32 + ">/U<" + "42" * 32 + ">>>/ID[<00><00>]"
    content = specimens.pdf(["secret"]).replace(b"trailer\n<<", b"trailer\n<<" + lock.encode())
    for job in (jobs.describe(), jobs.thumbnail(9), jobs.pdf_text(0, 1, 9)):
        assert worker.ask(job, content) == NoPreview(Reason.PROTECTED)


def test_drawings(worker: SandboxWorker) -> None:
    content = specimens.svg('<rect width="20" height="20" fill="rgb(220,30,20)"/>')
    assert worker.ask(jobs.describe(), content) == Description(Kind.SVG)
    answer = draw(worker, jobs.picture(400, 400), content)
    assert (answer.width, answer.height, answer.partial) == (400, 200, False)
    assert close(at(answer, 0.2, 0.5), RED, by=1)
    assert at(answer, 0.8, 0.5) == (0, 0, 0, 0)


def test_drawing_says_that_text_is_left_out(worker: SandboxWorker) -> None:
    assert draw(worker, jobs.thumbnail(40), specimens.svg("<text y='9'>words</text>")).partial


def test_pictures_are_the_same_outside_the_worker() -> None:
    """The same code in this interpreter, where coverage sees it."""
    for form in specimens.FORMATS:
        content = io.BytesIO(specimens.picture(form))
        answer = pictures.draw_picture(content, Kind[form], (30, 30))
        assert (answer.width, answer.height) == (30, 20)
        assert pictures.describe_picture(content, Kind[form]) == Description(Kind[form], WIDTH, HEIGHT)
