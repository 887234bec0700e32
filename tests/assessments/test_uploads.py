import io
import zipfile

import pytest
from PIL import Image

from assessments.uploads import BadFile, checked

PDF = b"%PDF-1.7 isi %%EOF"


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (2, 2)).save(out, "PNG")
    return out.getvalue()


def docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
    return out.getvalue()


def check(name, content, types=(".pdf", ".docx", ".png", ".txt"), megabytes=1):
    return checked(name, len(content), content, types=types, megabytes=megabytes)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", PDF), ("A.PDF", PDF), ("b.docx", docx()), ("c.png", png()), ("d.txt", "interface é".encode())],
)
def test_a_file_is_taken_that_is_what_it_says(name, content):
    assert check(name, content) == name


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.exe", b"MZ", "berjenis .pdf"),
        ("a", PDF, "berjenis"),
        ("a.pdf", b"<html>", "bukan PDF"),
        ("a.pdf", b"", "kosong"),
        ("a.png", PDF, "PNG|gambar"),
        ("a.txt", b"\xff\xfe\x00a", "bukan teks"),
        ("a.txt", b"a\0b", "bukan teks"),
        ("a.txt", b" \n", "kosong"),
        ("a.pdf", PDF + b"x" * 1_000_001, "1 MB"),
    ],
)
def test_another_is_refused_with_the_reason(name, content, why):
    with pytest.raises(BadFile, match=why):
        check(name, content)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\Data\\laporan.pdf", "laporan.pdf"),
        ("../../etc/a.pdf", "a.pdf"),
        ("a\0b.pdf", "ab.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_its_name_is_kept_without_a_path_and_short_enough(name, kept):
    assert check(name, PDF) == kept


def test_the_size_is_looked_at_before_the_content():
    with pytest.raises(BadFile, match="1 MB"):
        checked("a.pdf", 5_000_000, PDF, types=(".pdf",), megabytes=1)
