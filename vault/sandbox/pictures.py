"""Pictures made of pixels, by Pillow: what Pillow may open is one format, the one that the first bytes say."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable

from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    ExifTags,
    GifImagePlugin,
    Image,
    ImageCms,
    ImageFile,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from vault.sandbox.jobs import Description, Pixels
from vault.sandbox.kinds import Kind

MAX_PIXELS = 64_000_000
"""Of a picture that has to be decoded whole: 256 MiB in memory."""
MAX_JPEG_PIXELS = 256_000_000
"""A JPEG is shrunk by up to eight while it is decoded, so that more fits."""

# Imported here, because nothing can be imported once the worker is confined. MPO is what some cameras call a JPEG.
_PLUGINS = {
    Kind.PNG: (PngImagePlugin, ["PNG"]),
    Kind.JPEG: (JpegImagePlugin, ["JPEG"]),
    Kind.GIF: (GifImagePlugin, ["GIF"]),
    Kind.WEBP: (WebPImagePlugin, ["WEBP"]),
    Kind.TIFF: (TiffImagePlugin, ["TIFF"]),
    Kind.BMP: (BmpImagePlugin, ["BMP"]),
    Kind.AVIF: (AvifImagePlugin, ["AVIF"]),
}
_ALSO_NEEDED = (MpoImagePlugin,)

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF orientation -> what brings the picture upright."""
_ON_ITS_SIDE = (5, 6, 7, 8)

_SRGB = ImageCms.createProfile("sRGB")


class TooLarge(Exception):
    """More pixels than are decoded."""


def prepare() -> None:
    """Sets Pillow's own limits, and decodes one small picture of each kind, so that nothing is left to import."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    warnings.simplefilter("ignore")  # remarks about odd metadata have nowhere to go
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # no thread can be started later
    profile = ImageCms.ImageCmsProfile(_SRGB).tobytes()
    for kind, (_, (form,)) in _PLUGINS.items():
        sample = io.BytesIO()
        extras = {} if kind in (Kind.BMP, Kind.GIF) else {"icc_profile": profile, "exif": b"Exif\0\0" + _empty_exif()}
        Image.new("RGB", (2, 2)).save(sample, form, **extras)
        sample.seek(0)
        draw_picture(sample, kind, (1, 1))


def _empty_exif() -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 1
    return exif.tobytes().removeprefix(b"Exif\0\0")


def describe_picture(content: io.BytesIO, kind: Kind) -> Description:
    """Returns the size, upright, from the header alone. Raises TooLarge, or anything where it is damaged."""
    with _open(content, kind) as image:
        return Description(kind, *_upright_size(image))


def draw_picture(content: io.BytesIO, kind: Kind, box: tuple[int, int]) -> Pixels:
    """Returns the first frame, upright, in sRGB, within the box, never enlarged.

    Raises TooLarge, MemoryError, or anything that a parser raises over a damaged file.
    """
    with _open(content, kind) as opened:
        turn = _orientation(opened)
        full = _upright_size(opened)
        room = (box[1], box[0]) if turn in _ON_ITS_SIDE else box
        if kind is Kind.JPEG:
            opened.draft(opened.mode, room)
        profile = opened.info.get("icc_profile")
        image = _colour(_shrink(opened, room), profile)
    if turn in _TURNS:
        image = image.transpose(_TURNS[turn])
    flat = image.convert("RGBA")
    if image.mode != "RGB":  # an opaque picture is multiplied by alpha as it is
        flat = flat.convert("RGBa")
    return Pixels(flat.width, flat.height, flat.tobytes(), kind, *full)


def _open(content: io.BytesIO, kind: Kind) -> ImageFile.ImageFile:
    """Opens the header. Raises TooLarge for more pixels than will be decoded."""
    Image.MAX_IMAGE_PIXELS = MAX_JPEG_PIXELS if kind is Kind.JPEG else MAX_PIXELS
    content.seek(0)
    try:
        return Image.open(content, formats=_PLUGINS[kind][1])
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise TooLarge from error


def _orientation(image: Image.Image) -> int:
    """Returns the EXIF orientation; damaged metadata is no reason to show nothing."""
    try:
        found = image.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:  # noqa: BLE001 - the parser of EXIF raises whatever it stumbles over
        return 1
    return found if isinstance(found, int) and found in _TURNS else 1


def _upright_size(image: Image.Image) -> tuple[int, int]:
    width, height = image.size
    return (height, width) if _orientation(image) in _ON_ITS_SIDE else (width, height)


def _shrink(image: Image.Image, room: tuple[int, int]) -> Image.Image:
    """Returns a picture that fits, in a mode whose colours can be mixed; `reducing_gap` makes large steps cheap."""
    image.load()
    mixable = _mixable(image)
    scale = min(room[0] / mixable.width, room[1] / mixable.height, 1.0)
    if scale == 1.0:
        return mixable.copy() if mixable is image else mixable
    size = (max(1, round(mixable.width * scale)), max(1, round(mixable.height * scale)))
    return mixable.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)


def _mixable(image: Image.Image) -> Image.Image:
    if image.mode in ("P", "PA") or "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode == "1":
        return image.convert("L")
    if image.mode.startswith("I;16"):
        return image.convert("I").point(_SIXTEEN_BITS).convert("L")
    if image.mode in ("I", "F"):
        low, high = image.convert("F").getextrema()
        step = 255.0 / (high - low) if high > low else 1.0  # type: ignore[operator]
        return image.convert("F").point(lambda value: (value * step) + (-low * step)).convert("L")  # type: ignore[operator]
    return image


_SIXTEEN_BITS: Callable[[float], float] = lambda value: value * (1 / 257) + 0  # noqa: E731


def _colour(image: Image.Image, profile: object) -> Image.Image:
    """Returns the picture in sRGB; without a profile, or with one that does not fit, as it is."""
    if not isinstance(profile, bytes) or image.mode not in ("RGB", "RGBA", "L", "CMYK"):
        return image
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        opaque = image.convert("RGB") if alpha else image
        shown = ImageCms.profileToProfile(opaque, source, _SRGB, outputMode="RGB")
    except Exception:  # noqa: BLE001 - a damaged profile is no reason to show nothing
        return image
    if shown is None:
        return image
    if alpha:
        shown.putalpha(alpha)
    return shown
