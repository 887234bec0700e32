from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from lms.core.templatetags.say import day
from tests import factories as make
from tests.clients import signed_in
from tests.dashboards.world import World, yesterday
from tests.skills.universe import prove

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db) -> World:
    world = World()
    world.person(world.health, world.phishing, name="Aminah")
    return world.count()


def page(world: World, viewer=None, **asked) -> str:
    return signed_in(viewer or world.hr).get(reverse("gaps"), asked).content.decode()


def test_the_head_line_says_the_number_of_the_map(world: World):
    assert "2 persyaratan belum terpenuhi" in page(world)


def test_a_row_says_what_is_held_and_what_is_needed(world: World):
    assert "tingkat 0, perlu 2" in page(world)


def test_people_can_be_picked_and_sent_to_an_assignment(world: World):
    html = page(world, skill="KS-02")

    user = world.health.postings.get().user
    assert f'<form method="get" action="{reverse("mandate_new")}"' in html
    assert f'<input type="checkbox" name="person" value="{user.pk}"' in html
    assert f'<input type="hidden" name="skill" value="{world.passwords.pk}">' in html


def test_somebody_who_may_not_assign_gets_no_boxes(world: World):
    html = page(world, world.head_of(world.health))

    assert ("Aminah" in html, "checkbox" in html, "Tugaskan pelatihan" in html) == (True, False, False)


def test_the_full_number_of_a_person_is_not_shown(world: World):
    user = world.health.postings.get().user
    user.nip = "199001012015011901"
    user.save()

    html = page(world)

    assert ("199001012015011901" in html, user.masked_nip in html) == (False, True)


def test_a_list_without_gaps_leads_back_to_the_map(world: World):
    html = page(world, skill="KS-01")

    assert "Tidak ada kesenjangan di sini" in html
    assert f'href="{reverse("coverage")}"' in html


def test_a_script_in_a_name_is_inert(world: World):
    world.person(world.health, name="<script>alert(1)</script>")

    assert "<script>alert(1)" not in page(world.count())


def test_pages_keep_the_filters(world: World):
    for _ in range(26):
        world.person(world.health, world.phishing, world.storage)

    html = page(world.count(), skill="KS-02")

    assert "?skill=KS-02&amp;halaman=2" in html


@pytest.mark.parametrize("number", ["0", "999", "abc"])
def test_a_page_that_does_not_exist_gives_the_nearest(world: World, number: str):
    assert "Aminah" in page(world, halaman=number)


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_costs_the_same_queries_for_one_and_for_three(
    world: World, people: int, django_assert_num_queries
):
    for _ in range(people):
        world.person(world.health)
    client = signed_in(world.count().hr)

    with django_assert_num_queries(14):
        client.get(reverse("gaps"))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, "2 persyaratan belum terpenuhi."),
        ({"skill": "KS-02"}, "1 persyaratan belum terpenuhi · KS-02 Kata sandi."),
        ({"skill": "KS-01"}, "0 persyaratan belum terpenuhi · KS-01 Mengenali phishing."),
        ({"bidang": "awan"}, "1 persyaratan belum terpenuhi · Komputasi Awan."),
        ({"peran": "pengguna"}, "2 persyaratan belum terpenuhi · Pengguna layanan digital."),
        ({"opd": "health"}, "2 persyaratan belum terpenuhi di Dinas Kesehatan."),
        ({"opd": "health", "langsung": "1"}, "2 persyaratan belum terpenuhi langsung di Dinas Kesehatan."),
        (
            {"opd": "clinic", "bidang": "awan", "peran": "lainnya"},
            "0 persyaratan belum terpenuhi di Puskesmas · Komputasi Awan · Lainnya.",
        ),
    ],
)
def test_the_head_line_says_what_was_asked(world: World, asked: dict, words: str):
    asked = {name: getattr(getattr(world, text, None), "pk", text) for name, text in asked.items()}

    assert f"<p>{words}</p>" in page(world, **asked)


@pytest.mark.parametrize(
    ("asked", "back"),
    [
        ({}, ""),
        ({"bidang": "awan", "peran": "pengguna"}, "bidang=awan&amp;peran=pengguna"),
        (
            {"bidang": "keamanan", "skill": "KS-02", "langsung": "1", "tahun": "2027"},
            "bidang=keamanan&amp;tahun=2027",
        ),
    ],
)
def test_the_way_back_to_the_map_keeps_what_the_map_knows(world: World, asked: dict, back: str):
    assert f'href="{reverse("coverage")}?{back}"' in page(world, **asked)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "tingkat 1, "),
        ({"valid_until": yesterday()}, f"habis {day(yesterday())}"),
    ],
)
def test_the_last_evidence_is_said_in_words(world: World, facts: dict, words: str):
    prove(world.health.postings.get().user, world.passwords, 1, **facts)

    assert words in page(world, skill="KS-02")


@pytest.mark.parametrize(
    ("days", "words"), [(None, None), (0, "hari ini"), (3, "3 hari lagi"), (-2, "lewat 2 hari")]
)
def test_a_course_on_the_way_is_shown_with_its_due_date(world: World, days, words):
    noon = timezone.localtime().replace(hour=12)
    course = make.course(title="Kata sandi yang kuat")
    make.course_skill(course, skill=world.passwords)
    due = None if days is None else noon + timedelta(days=days)
    make.enrolment(user=world.health.postings.get().user, course=course, due_at=due)

    html = page(world, skill="KS-02")

    assert ("Kata sandi yang kuat" in html, "tenggat" in html) == (True, days is not None)
    assert words is None or f"tenggat {words} (" in html


def test_skills_are_offered_once_a_field_is_chosen(world: World):
    offered = [page(world, **asked).count('<option value="KS-0') for asked in ({}, {"bidang": "keamanan"})]

    assert offered == [0, 2]
