import io

import pytest
from PIL import Image

from courses.importer import mediafiles
from courses.importer.mediafiles import content_fault


def picture(kind: str, size: tuple[int, int] = (4, 4)) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size).save(target, kind)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "kind"), [("a.png", "PNG"), ("a.JPG", "JPEG"), ("a.webp", "WEBP"), ("a.gif", "GIF")]
)
def test_a_picture_of_its_kind_is_taken(name, kind):
    assert content_fault(name, picture(kind)) is None


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b"<script>alert(1)</script>"),
        ("a.png", picture("JPEG")),
        ("a.jpg", picture("JPEG")[:40]),
        ("a.pdf", b"MZ"),
        ("a.mp4", b"RIFF0000AVI "),
        ("a.vtt", b"<html>"),
        ("a.docx", b"%PDF-"),
        ("a.svg", b"<svg onload='alert(1)'/>"),
        ("a.png", b""),
    ],
)
def test_what_is_not_what_its_name_says_is_refused(name, data):
    assert content_fault(name, data) is not None


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.7"),
        ("a.mp4", b"\0\0\0\x18ftypmp42"),
        ("a.vtt", b"\xef\xbb\xbfWEBVTT\n"),
        ("a.txt", b"x"),
    ],
)
def test_files_are_known_by_their_beginning(name, data):
    assert content_fault(name, data) is None


def test_a_picture_of_too_many_pixels_is_refused(monkeypatch):
    monkeypatch.setattr(mediafiles, "PIXELS", 15)

    assert content_fault("a.png", picture("PNG")) == "Gambar ini terlalu besar: 4 × 4 piksel."
