import io
import stat

import pytest

from lms.core.backup.archive import Broken, members, verified, writing


def written(path, **contents: bytes):
    with writing(path) as archive:
        for name, content in contents.items():
            archive.add(name, io.BytesIO(content))
        archive.close({"format": 1})
    return path


def test_what_went_in_comes_out(tmp_path):
    path = written(tmp_path / "a.tar.gz", satu=b"1", dua=b"2" * 3_000_000)

    found = {name: file.read() for name, file in members(path)}

    assert (found["satu"], len(found["dua"])) == (b"1", 3_000_000)
    assert verified(path)["format"] == 1


def test_nobody_else_may_read_it(tmp_path):
    path = written(tmp_path / "a.tar.gz")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_failure_leaves_no_file(tmp_path):
    def fail():
        with writing(tmp_path / "a.tar.gz"):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("share", [0, 0.3, 0.6, 0.9])
def test_one_that_was_cut_short_is_broken(tmp_path, share):
    path = written(tmp_path / "a.tar.gz", satu=bytes(range(256)) * 400, dua=b"2")
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])

    with pytest.raises(Broken):
        verified(path)


def test_one_with_a_changed_byte_is_broken(tmp_path):
    path = written(tmp_path / "a.tar.gz", satu=bytes(range(256)) * 40)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)

    with pytest.raises(Broken):
        verified(path)


def test_another_kind_of_file_is_broken(tmp_path):
    path = tmp_path / "a.tar.gz"
    path.write_bytes(b"%PDF-1.7 bukan cadangan")

    with pytest.raises(Broken):
        verified(path)


def test_one_without_its_manifest_is_broken(tmp_path):
    path = tmp_path / "a.tar.gz"
    with writing(path) as archive:
        archive.add("satu", io.BytesIO(b"1"))

    with pytest.raises(Broken, match="ends before its end"):
        verified(path)
