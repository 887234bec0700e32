import pytest

from courses.importer.faults import FolderFault
from courses.importer.folder import Disk, Folder
from tests.courses.folders import TOML, folder


def on_disk(tmp_path, **files):
    (tmp_path / "course.toml").write_text(TOML)
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def test_a_folder_on_disk_lists_its_files(tmp_path):
    (on_disk(tmp_path) / "lessons").mkdir()
    (tmp_path / "lessons" / "01.md").write_text("x")
    (tmp_path / ".DS_Store").write_text("x")

    assert Folder(Disk(tmp_path)).names == ["course.toml", "lessons/01.md"]


def test_a_link_on_disk_is_refused(tmp_path):
    (on_disk(tmp_path) / "luar").symlink_to("/etc/hostname")

    with pytest.raises(FolderFault) as caught:
        Folder(Disk(tmp_path))

    assert caught.value.fault.file == "luar"


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(FolderFault) as caught:
        folder().read_bytes("media/tidak-ada.svg")

    assert caught.value.fault.value == "media/tidak-ada.svg"


def test_text_in_another_encoding_names_the_line():
    with pytest.raises(FolderFault) as caught:
        folder(media__a_dot_vtt=b"satu\ndua \xff\n").read_text("media/a.vtt")

    assert caught.value.fault.line == 2


@pytest.mark.parametrize(("text", "line"), [("\0", 1), ("satu\ndua\0\n", 2)])
def test_nul_in_a_text_names_the_line(text, line):
    with pytest.raises(FolderFault) as caught:
        folder(lesson=text).read_text("lessons/01-satu.md")

    assert (caught.value.fault.line, caught.value.fault.reason) == (line, "Ada tanda NUL di baris ini.")


def test_line_ends_and_byte_order_mark_are_folded():
    read = folder(media__a_dot_vtt=b"\xef\xbb\xbfsatu\r\ndua\rtiga").read_text("media/a.vtt")

    assert read == "satu\ndua\ntiga"


def test_the_outermost_course_toml_is_the_course():
    found = folder(contoh__course_dot_toml="x = 1")

    assert found.read_text("course.toml") == TOML
