import io
import stat
from zipfile import ZipFile, ZipInfo

import pytest

from courses.actions.imports import opened
from courses.importer import limits
from courses.importer.faults import FolderFault
from tests.courses.folders import files, packed


def refusal(source: io.BytesIO) -> str:
    try:
        with opened(source, "kursus.zip") as folder:
            read = [folder.read_bytes(name) for name in folder.names]
    except FolderFault as error:
        return error.fault.reason
    return f"{len(read)} files were read"


def with_member(info: ZipInfo, data: bytes = b"x") -> io.BytesIO:
    source = packed(files())
    with ZipFile(source, "a") as file:
        file.writestr(info, data)
    source.seek(0)
    return source


@pytest.mark.parametrize(
    "name",
    [
        "../luar.md",
        "lessons/../../luar.md",
        "/etc/passwd",
        "\\\\server\\x",
        "C:/x.md",
        "a\\..\\b.md",
        "a\x07.md",
    ],
)
def test_a_name_that_leads_out_of_the_folder_is_refused(name):
    source = with_member(ZipInfo(name))

    reason = refusal(source)

    assert reason == "Nama berkas ini menunjuk ke luar folder pelatihan."


def test_a_link_is_refused():
    info = ZipInfo("media/tautan.svg")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16

    reason = refusal(with_member(info, b"/etc/passwd"))

    assert reason == "Ini tautan, bukan berkas."


def test_two_names_that_differ_only_in_case_are_refused():
    source = packed(files() | {"media/a.svg": "x", "media/A.svg": "y"})

    assert refusal(source) == "Dua berkas hanya berbeda huruf besar dan kecil: media/a.svg."


def test_a_bomb_is_refused_before_anything_is_unpacked():
    source = packed(files() | {"media/besar.txt": b"\0" * 30_000_000})

    assert refusal(source) == "Isi ZIP mengembang tidak wajar saat dibuka (bom ZIP)."


def test_too_many_files_are_refused():
    many = {f"media/{n}.txt": "x" for n in range(limits.FILES)}

    assert (
        refusal(packed(files() | many))
        == f"ZIP memuat {limits.FILES + 2} berkas; paling banyak {limits.FILES}."
    )


def test_too_much_unpacked_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "UNPACKED_BYTES", 10)

    assert refusal(packed(files())) == "Isi ZIP lebih besar dari 0 MB setelah dibuka."


def test_one_file_that_is_too_big_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "FILE_BYTES", 10)

    assert refusal(packed(files())) == "Berkas ini lebih besar dari 0 MB."


def test_an_upload_beyond_the_limit_is_refused(settings):
    settings.PIAWAI_UPLOAD_LIMIT_MB = 0

    assert refusal(packed(files())) == "ZIP lebih besar dari 0 MB."


def test_a_zip_in_a_zip_is_refused():
    assert refusal(packed(files() | {"media/isi.zip": "PK"})) == "Ada arsip di dalam ZIP."


def test_an_encrypted_zip_is_refused():
    raw = bytearray(packed(files()).getvalue())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + offset] |= 1

    assert refusal(io.BytesIO(bytes(raw))) == "ZIP ini dikunci dengan kata sandi."


def test_an_empty_file_is_refused():
    assert refusal(io.BytesIO()) == "Berkas ini kosong (0 bita)."


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"PK\x03\x04", b"\0" * 100])
def test_what_is_no_zip_is_refused(data):
    assert refusal(io.BytesIO(data)) == "Berkas ini bukan ZIP, atau ZIP-nya rusak."


def test_a_member_with_broken_bytes_is_named():
    source = packed(files() | {"media/a.txt": "abc" * 500})
    raw = source.getvalue()
    start = raw.index(b"media/a.txt") + len("media/a.txt")

    reason = refusal(io.BytesIO(raw[:start] + b"\xff\xff" + raw[start + 2 :]))

    assert reason == "Berkas ini rusak di dalam ZIP."


def test_hidden_files_are_skipped():
    with opened(packed(files() | {".git/config": "x", "__MACOSX/._a": "y"}), "a.zip") as folder:
        assert folder.names == ["course.toml", "lessons/01-satu.md"]


def test_the_folder_that_github_wraps_around_is_taken_off():
    wrapped = {f"repo-main/{name}": text for name, text in files().items()}

    with opened(packed(wrapped), "a.zip") as folder:
        assert folder.names == ["course.toml", "lessons/01-satu.md"]


def test_a_zip_without_course_toml_says_so():
    assert refusal(packed({"README.md": "# Halo"})) == "Folder ini tidak memuat course.toml."
