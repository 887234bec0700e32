"""A lecturer begins a question of places on a picture."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from assessments.grading import grade
from assessments.models import Question, QuestionPicture
from tests import factories
from tests.courses.authors import lecturer, signed_in


def drawn(width=400, height=200, name="rak.png"):
    content = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue())


ROWS = {
    "label_1": "Switch",
    "shape_1": "rect",
    "points_1": "100, 100, 300, 400",
    "weight_1": "100",
    "label_2": "Router",
    "shape_2": "circle",
    "points_2": "700 500 100",
    "weight_2": "",
}
WORDS = {"name": "rak-1", "level": "1", "stem": "Mana switch?", "alt": "Rak dengan dua perangkat"}
ASKED = WORDS | ROWS


@pytest.fixture
def desk(db):
    course = factories.course()
    bank = factories.bank(course=course)
    return signed_in(lecturer(course)), reverse("question_new", args=[bank.pk, "hotspot"])


def send(desk, data, action="simpan"):
    author, url = desk
    return author.post(url, data | {action: "1"})


def test_picture_and_areas_become_a_question(desk):
    response = send(desk, ASKED | {"picture": drawn()})

    body = Question.objects.get().current.body
    assert response.status_code == 302
    assert body["image"] == {
        "name": QuestionPicture.objects.get().pk,
        "alt": "Rak dengan dua perangkat",
        "width": 400,
        "height": 200,
    }
    assert [area["points"] for area in body["areas"]] == [
        ["100", "100", "300", "400"],
        ["700", "500", "100"],
    ]
    assert [grade("hotspot", body, at).share for at in ("200,200", "700,600", "1")] == [1, 0, 1]


def test_the_preview_keeps_the_picture_for_the_next_step(desk):
    page = send(desk, ASKED | {"picture": drawn()}, "pratinjau")
    name = QuestionPicture.objects.get().pk

    saved = send(desk, ASKED | {"image": name})

    assert f'name="image" value="{name}"' in page.content.decode()
    assert saved.status_code == 302
    assert Question.objects.get().current.body["image"]["name"] == name


def test_a_picture_is_kept_while_other_fields_are_amiss(desk):
    response = send(desk, WORDS | {"picture": drawn(), "level": "1"})

    page = response.content.decode()
    assert response.status_code == 422
    assert f'name="image" value="{QuestionPicture.objects.get().pk}"' in page
    assert "paling sedikit dua bidang" in page


def test_the_areas_typed_so_far_are_drawn_over_the_picture(desk):
    page = send(desk, ASKED | {"picture": drawn()}, "pratinjau").content.decode()

    assert 'd="M100 50.0L300 50.0L300 200.0L100 200.0Z"' in page
    assert 'viewBox="0 0 1000 500.0"' in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"picture": ""}, "Pilih gambarnya"),
        ({"image": "tidak-ada.png", "picture": ""}, "Pilih gambarnya"),
        ({"picture": SimpleUploadedFile("rak.png", b"bukan gambar")}, "Jenis gambar ini tidak didukung"),
        ({"alt": ""}, "teks pengganti"),
        ({"points_1": "1, 2, 3"}, "Persegi memerlukan empat angka"),
        ({"points_2": "1, 2"}, "Lingkaran memerlukan tiga angka"),
        ({"points_1": "1, 2, 3, 1001"}, "antara 0 dan 1000"),
        ({"points_1": "1, 2, 3, x"}, "antara 0 dan 1000"),
        ({"shape_1": "polygon", "points_1": "1 2 3 4"}, "tiga pasang"),
        ({"label_2": "Switch"}, "tertulis dua kali"),
        ({"weight_1": "50"}, "bernilai 100"),
        ({"weight_1": "banyak"}, "tidak terbaca"),
    ],
)
def test_what_is_amiss_is_said_and_nothing_is_kept(desk, wrong, said):
    response = send(desk, ASKED | {"picture": drawn()} | wrong)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Question.objects.exists()


def test_a_picture_that_is_too_large_is_refused(desk):
    large = SimpleUploadedFile("rak.png", b"\x89PNG\r\n" + b"0" * (2 * 1024 * 1024))

    response = send(desk, ASKED | {"picture": large})

    assert "lebih besar dari 2 MB" in response.content.decode()
    assert not QuestionPicture.objects.exists()


def test_another_picture_makes_a_new_version(desk):
    send(desk, ASKED | {"picture": drawn()})
    question, author = Question.objects.get(), desk[0]
    fields = {key: value for key, value in ASKED.items() if key != "name"}

    author.post(
        reverse("question_edit", args=[question.pk]), fields | {"picture": drawn(300, 300), "simpan": "1"}
    )

    sizes = question.versions.order_by("number").values_list("body__image__height", flat=True)
    assert list(sizes) == [200, 300]


def test_an_edit_without_a_picture_keeps_the_one_there_is(desk):
    send(desk, ASKED | {"picture": drawn()})
    question, author = Question.objects.get(), desk[0]
    fields = {key: value for key, value in ASKED.items() if key != "name"} | {"label_2": "Firewall"}

    author.post(reverse("question_edit", args=[question.pk]), fields | {"simpan": "1"})

    body = question.versions.get(number=2).body
    assert (body["image"]["height"], body["areas"][1]["label"]) == (200, "Firewall")
