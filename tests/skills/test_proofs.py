from io import BytesIO

import pytest
from PIL import Image

from lms.skills.proofs import LIMIT_MB, BadProof, proof_kind


def picture(kind: str, size=(20, 20)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size).save(out, kind)
    return out.getvalue()


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PDF, "pdf"), (b"\n" + PDF, "pdf"), (picture("PNG"), "png"), (picture("JPEG"), "jpg")],
)
def test_the_kind_is_told_by_the_content(content, kind):
    assert proof_kind(BytesIO(content)) == kind


def test_the_file_is_left_at_its_beginning():
    file = BytesIO(picture("PNG"))

    proof_kind(file)

    assert file.tell() == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "bukan PDF, PNG, atau JPEG"),
        (b"<html><script>alert(1)</script>", "bukan PDF, PNG, atau JPEG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "bukan PDF, PNG, atau JPEG"),
        (picture("GIF"), "bukan PDF, PNG, atau JPEG"),
        (picture("PNG")[:-30], "bukan PDF, PNG, atau JPEG"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "bukan PDF, PNG, atau JPEG"),
        (PDF[:-8], "terpotong"),
        (PDF.replace(b"<<>>", b"<</Encrypt 5 0 R>>"), "berkata sandi"),
        (PDF.replace(b"<<>>", b"<</S /JavaScript>>"), "memuat program"),
        (PDF.replace(b"<<>>", b"<</S /Launch>>"), "memuat program"),
        (b"%PDF-" + b"x" * (LIMIT_MB * 1_000_000), "lebih besar dari 5 MB"),
        (picture("PNG", (8000, 6000)), "terlalu besar ukurannya"),
    ],
)
def test_a_bad_file_is_refused_with_its_reason(content, said):
    with pytest.raises(BadProof, match=said):
        proof_kind(BytesIO(content))


def test_a_picture_that_would_unpack_to_gigabytes_is_refused(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)

    with pytest.raises(BadProof):
        proof_kind(BytesIO(picture("PNG", (50, 50))))
