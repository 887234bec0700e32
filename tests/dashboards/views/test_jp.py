from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from lms.people.enums import Role
from tests import factories
from tests.clients import signed_in
from tests.dashboards.jp_world import THIS_YEAR, credit

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return factories.city()


def member(role, unit):
    person = factories.user()
    factories.grant(person, role, unit)
    return person


def page(person, **asked) -> str:
    return signed_in(person).get(reverse("my_jp"), asked).content.decode()


def test_a_pns_sees_what_is_missing():
    person = factories.user(employment_status="PNS")
    credit(person, 14)

    html = page(person)

    assert "14 dari 20 JP" in html
    assert "Kurang 6 JP dari kewajiban setahun" in html


def test_a_pppk_sees_the_most_that_may_be():
    html = page(factories.user(employment_status="PPPK"))

    assert "Bagi PPPK paling banyak 24 JP tiap tahun kontrak" in html


def test_without_a_duty_none_is_shown():
    html = page(factories.user(employment_status="NON_ASN"))

    assert ("Tidak ada kewajiban JP setahun" in html, "Kurang" in html) == (True, False)


def test_the_forecast_prints_its_sum():
    person = factories.user()
    credit(person, 4)
    factories.enrolment(user=person, course=factories.course(jp=5, title="Awan"), source="mandate")

    html = " ".join(page(person).split())

    assert "<strong>9 JP</strong> = 4 sudah diakui + 5 dari 1 pelatihan wajib" in html
    assert "Awan</a>: 5 JP" in html


def test_a_past_year_has_no_forecast():
    assert "Perkiraan pada 31 Desember" not in page(factories.user(), tahun=THIS_YEAR - 1)


def test_a_number_leads_to_the_entries_behind_it():
    person = factories.user()
    credit(person, 4, date(2026, 5, 4), form="B6")
    credit(person, 3, date(2026, 6, 4))
    client = signed_in(person)

    answer = client.get(reverse("my_jp"), {"tahun": 2026, "bentuk": "B6"})

    assert [row.form for row in answer.context["page"]] == ["B6"]
    assert f"{reverse('my_jp')}?tahun=2026&amp;bentuk=B6#catatan" in answer.content.decode()


def test_a_year_that_was_asked_for_is_among_the_choices():
    answer = signed_in(factories.user()).get(reverse("my_jp"), {"tahun": 2020})

    assert answer.context["years"] == [THIS_YEAR, 2020]


@pytest.mark.parametrize("asked", [{"tahun": "0000"}, {"bentuk": "Z9"}, {"bulan": "13"}])
def test_what_cannot_be_is_not_found(asked):
    assert signed_in(factories.user()).get(reverse("my_jp"), asked).status_code == 404


def test_trainings_that_wait_are_counted():
    row = factories.other_training()

    assert "1 pengajuan menunggu pemeriksaan BKPSDM." in page(row.user)


def test_a_person_in_scope_is_shown_and_not_to_be_kept(city):
    person = factories.posting(unit=city).user
    credit(person, 5)

    answer = signed_in(member(Role.HR, city)).get(reverse("jp_person", args=[person.pk]))

    assert (answer.context["found"].recognised, answer["Cache-Control"]) == (5, "no-store")
    assert "Ajukan pelatihan lain" not in answer.content.decode()


def test_the_head_of_another_opd_finds_nobody(city):
    inside, outside = factories.unit(parent=city), factories.unit(parent=city)
    url = reverse("jp_person", args=[factories.posting(unit=inside).user.pk])

    answers = [signed_in(member(Role.OPD_HEAD, unit)).get(url).status_code for unit in (inside, outside)]

    assert answers == [200, 404]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_any_number(count, django_assert_num_queries):
    person = factories.posting().user
    for _ in range(count):
        credit(person, 1)
        factories.enrolment(user=person, source="mandate", due_at=timezone.now())
    client = signed_in(person)
    client.get(reverse("my_jp"))

    with django_assert_num_queries(11):
        client.get(reverse("my_jp"))


def test_the_index_is_called_an_estimate_and_says_how_it_is_counted():
    person = factories.posting().user
    credit(person, 20)

    html = " ".join(page(person).split())

    assert "<strong>22,5</strong> dari 40" in html
    assert "paling sedikit 20 JP sejak" in html
    assert "Nilai resmi ditetapkan BKN" in html


def test_without_a_post_there_is_no_estimate():
    assert "jabatan belum tercatat" in page(factories.user())
