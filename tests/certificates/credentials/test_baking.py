"""A badge inside a picture: other software finds it, and so do we; what strangers hand in does no harm."""

import struct
import zlib
from io import BytesIO

import pytest
from defusedxml.minidom import parseString
from openbadgeslib import baking as theirs
from PIL import Image

from certificates.credentials.baking import LARGEST, PNG, SPACE, into_png, into_svg, out_of
from certificates.credentials.drawing import picture
from tests.certificates.snapshots import snapshot

TEXT = '{"a": "]]> é <&\\" 😀"}'
TOKEN = "eyJhbGciOiJFZERTQSJ9.e30.c2ln"


@pytest.fixture(scope="module")
def png() -> bytes:
    return picture(snapshot(), "png")


@pytest.fixture(scope="module")
def svg() -> bytes:
    return picture(snapshot(), "svg")


@pytest.mark.parametrize("text", [TEXT, TOKEN])
def test_what_was_put_in_comes_out(text, png, svg):
    assert (out_of(into_png(png, text)), out_of(into_svg(svg, text))) == (text, text)


def test_other_software_finds_it_in_the_png(png):
    baked = into_png(png, TEXT)

    assert theirs.extract_png(baked, keyword=theirs.ITXT_KEYWORD_OB3) == TEXT
    assert Image.open(BytesIO(baked)).text["openbadgecredential"] == TEXT


def test_other_software_finds_it_in_the_svg(svg):
    root = parseString(into_svg(svg, TEXT)).documentElement
    (found,) = root.getElementsByTagName("openbadges:credential")

    assert root.getAttribute("xmlns:openbadges") == SPACE
    assert root.firstChild is found
    assert "".join(part.data for part in found.childNodes) == TEXT


def test_the_picture_stays_the_picture(png):
    assert Image.open(BytesIO(into_png(png, TEXT))).tobytes() == Image.open(BytesIO(png)).tobytes()


def test_the_picture_shows_nobody_s_name(svg):
    assert picture(snapshot(name="Lain", nip="0" * 18), "svg") == svg


def test_a_jwt_as_an_attribute_is_found_too():
    content = f'<svg xmlns:b="{SPACE}"><b:credential verify="{TOKEN}"/></svg>'

    assert out_of(content.encode()) == TOKEN


def chunk(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + b"iTXt" + data + struct.pack(">I", zlib.crc32(b"iTXt" + data))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        PNG,
        PNG + b"\xff" * 40,
        PNG + chunk(b"openbadgecredential\0\1\0\0\0" + zlib.compress(b"x" * 9)),
        PNG + chunk(b"openbadgecredential\0\0\0\0\0\xff\xfe"),
        PNG + chunk(b"openbadges\0\0\0\0\0{}"),
        b"<svg",
        b"<svg/>",
        b'<?xml version="1.0" encoding="nowhere"?><svg/>',
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>',
        b"<svg>" + b" " * LARGEST + b"</svg>",
    ],
)
def test_a_picture_without_a_badge_has_none(content):
    assert out_of(content) is None
