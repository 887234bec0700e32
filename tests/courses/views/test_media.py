import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.courses.authors import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ground(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "geheim.txt").write_text("x")


@pytest.fixture
def client() -> Client:
    return signed_in(factories.user())


def stored(name: str, data: bytes = b"0123456789") -> str:
    default_storage.save(name, ContentFile(data))
    return reverse("media", args=[name])


def body(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("a.svg", "image/svg+xml", True),
        ("a.png", "image/png", True),
        ("a.webp", "image/webp", True),
        ("a.mp4", "video/mp4", True),
        ("a.vtt", "text/vtt; charset=utf-8", True),
        ("a.pdf", "application/octet-stream", False),
        ("a.html", "application/octet-stream", False),
        ("a.js", "application/octet-stream", False),
        ("a", "application/octet-stream", False),
    ],
)
def test_only_pictures_and_films_are_shown_in_place(client, name, kind, shown):
    answer = client.get(stored(name))

    assert answer["Content-Type"] == kind
    assert answer.get("Content-Disposition", "").startswith("attachment") is not shown


def test_what_is_served_can_do_nothing(client):
    answer = client.get(stored("a.svg"))

    assert answer["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_browsers_keep_it_for_the_person_alone(client):
    answer = client.get(stored("a.svg"))

    assert answer["Cache-Control"] == "private, immutable, max-age=31536000"


@pytest.mark.parametrize(
    ("asked", "status", "data", "range_"),
    [
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=4-", 206, b"456789", "bytes 4-9/10"),
        ("bytes=-2", 206, b"89", "bytes 8-9/10"),
        ("bytes=8-99", 206, b"89", "bytes 8-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=5-2", 416, b"", "bytes */10"),
        ("bytes=-", 200, b"0123456789", None),
        ("bytes=0-1,3-4", 200, b"0123456789", None),
        ("lines=1-2", 200, b"0123456789", None),
    ],
)
def test_films_are_sent_in_pieces(client, asked, status, data, range_):
    answer = client.get(stored("a.mp4"), headers={"Range": asked})

    assert (answer.status_code, body(answer), answer.get("Content-Range")) == (status, data, range_)


@pytest.mark.parametrize(
    "name", ["tidak-ada.png", "../geheim.txt", "..%2fgeheim.txt", "/etc/hostname", "folder"]
)
def test_what_is_not_there_is_not_there(client, name):
    stored("folder/a.png")

    assert client.get(f"/berkas/{name}").status_code == 404


def test_strangers_are_asked_to_sign_in():
    assert Client().get(stored("a.png")).status_code == 302


def test_media_are_for_reading_only(client):
    assert client.post(stored("a.png")).status_code == 405
