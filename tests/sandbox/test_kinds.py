"""Kinds are told by content; what is two things at once is what its first byte says."""

from __future__ import annotations

import struct
from io import BytesIO

import pytest
from hypothesis import given, strategies as st
from PIL import Image

from tests.sandbox import specimens
from vault.sandbox.kinds import Kind, detect


@pytest.mark.parametrize("form", specimens.FORMATS)
def test_pictures_are_told(form: str) -> None:
    assert detect(specimens.picture(form)[:4096]).name == form


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7\n", Kind.PDF),
        (b"\xef\xbb\xbf\r\n%PDF-1.4", Kind.PDF),
        (b" " * 1100 + b"%PDF-1.4", Kind.UNKNOWN),
        (b"PK\3\4" + b"%PDF-1.4", Kind.UNKNOWN),
        (b"#!/bin/sh\n%PDF-1.4", Kind.UNKNOWN),
        (b"GIF89a%PDF-1.4", Kind.GIF),
        (b"<svg xmlns='x'/>", Kind.SVG),
        (b"\xef\xbb\xbf <?xml version='1.0'?><!-- a --><svg\n", Kind.SVG),
        (b"<!DOCTYPE svg PUBLIC 'x'><svg>", Kind.SVG),
        (b"<?xml version='1.0'?><html>", Kind.UNKNOWN),
        (b"<svgx>", Kind.UNKNOWN),
        (b"RIFF\0\0\0\0WAVE", Kind.UNKNOWN),
        (b"", Kind.UNKNOWN),
        (b"plain words", Kind.UNKNOWN),
        (b"BM", Kind.UNKNOWN),
        (b"BMW 3200, a manual of the car and its parts", Kind.UNKNOWN),
        (b"BM" + bytes(100), Kind.UNKNOWN),
        (struct.pack("<2sIIII", b"BM", 200, 0, 20, 40), Kind.UNKNOWN),  # pixels within the header
    ],
)
def test_heads_are_told(head: bytes, kind: Kind) -> None:
    assert detect(head) is kind


@pytest.mark.parametrize("header", [12, 40, 52, 56, 64, 108, 124])
def test_bitmaps_of_each_header_are_told(header: int) -> None:
    """As Pillow opens them."""
    fields = struct.pack("<HHHH" if header == 12 else "<iiHH", 2, 3, 1, 24).ljust(header - 4, b"\0")
    content = struct.pack("<2sIII", b"BM", 14 + header + 24, 0, 14 + header) + struct.pack("<I", header) + fields
    content += bytes(24)
    assert Image.open(BytesIO(content), formats=["BMP"]).size == (2, 3)
    assert detect(content) is Kind.BMP


@given(st.binary(max_size=200))
def test_anything_has_a_kind(head: bytes) -> None:
    assert isinstance(detect(head), Kind)
