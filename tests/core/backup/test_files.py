import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from lms.core.backup import files


@pytest.fixture(autouse=True)
def _empty(settings, tmp_path):
    private = {**settings.STORAGES["private"], "OPTIONS": {"location": str(tmp_path / "private")}}
    settings.STORAGES = settings.STORAGES | {"private": private}
    settings.MEDIA_ROOT = tmp_path / "media"


def found() -> dict[str, bytes]:
    return {name: file.read() for name, file in files.all_files()}


def test_nothing_is_found_where_nothing_is():
    assert found() == {}


def test_files_of_both_storages_are_found_with_their_folders():
    storages["default"].save("images/a.png", ContentFile(b"a"))
    storages["private"].save("sertifikat/2026/b.pdf", ContentFile(b"b"))

    assert found() == {"media/images/a.png": b"a", "private/sertifikat/2026/b.pdf": b"b"}


def test_the_journal_of_numbers_stays_out_and_is_never_put_back():
    storages["private"].save("nomor/x/2026/000000007", ContentFile(b""))

    files.put_back("private/nomor/x/2026/000000009", io.BytesIO(b""))

    assert found() == {}
    assert storages["private"].listdir("nomor/x/2026")[1] == ["000000007"]


def test_a_file_comes_back_under_its_own_name():
    storages["private"].save("a.pdf", ContentFile(b"berubah"))

    files.put_back("private/a.pdf", io.BytesIO(b"asli"))

    assert found() == {"private/a.pdf": b"asli"}
