from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from lms.audit.models import Event
from lms.skills.actions.pemdi import add_document, count_trained, count_years, drop_document
from lms.skills.models import PemdiDocument, Tag, TrainedCount
from tests import factories as make
from tests.skills.universe import City, prove

TODAY = timezone.localdate()
LAST = TODAY.year - 1


@pytest.fixture
def city(db) -> City:
    city = City()
    city.skill.tags.add(Tag.objects.create(scheme="pemdi", code="literasi", name="Literasi Digital"))
    return city


def counted(year=TODAY.year):
    count_trained(year=year)
    rows = TrainedCount.objects.filter(year=year).order_by("digital_role")
    return list(rows.values_list("digital_role", "staff", "trained"))


def test_who_passed_a_course_in_the_cluster_is_trained(city):
    prove(city.user, city.skill, 1)

    assert counted() == [("pengguna", 1, 1)]


@pytest.mark.parametrize(
    "facts",
    [{"source": "observation"}, {"source": "placement"}, {"valid_until": date(LAST, 6, 1)}],
)
def test_what_is_no_training_or_is_over_does_not_count(city, facts):
    prove(city.user, city.skill, 2, obtained_on=date(LAST, 1, 5), **facts)

    assert counted() == [("pengguna", 1, 0)]


def test_skills_outside_of_the_clusters_do_not_count(city):
    prove(city.user, make.skill(), 3)

    assert counted() == [("pengguna", 1, 0)]


def test_two_skills_make_one_trained_person(city):
    other = make.skill()
    other.tags.add(*city.skill.tags.all())
    prove(city.user, city.skill, 2, "a")
    prove(city.user, other, 2, "b")

    assert counted() == [("pengguna", 1, 1)]


def test_a_past_year_is_counted_as_of_its_last_day(city):
    prove(city.user, city.skill, 2, obtained_on=date(LAST, 12, 31), valid_until=date(LAST, 12, 31))

    assert (counted(LAST), counted()) == ([("pengguna", 1, 1)], [("pengguna", 1, 0)])


def test_the_last_year_is_counted_once(city):
    count_years()
    TrainedCount.objects.filter(year=LAST).update(staff=77)

    count_years()

    assert TrainedCount.objects.get(year=LAST).staff == 77


def test_a_document_is_kept_and_dropped_with_its_file(db, django_capture_on_commit_callbacks):
    facts = {"year": 2026, "kind": "ai", "title": "Laporan AI", "dated": TODAY}
    row = add_document(facts=facts, file=ContentFile(b"%PDF-1.7 %%EOF"), kind="pdf", by=make.user())
    name = row.file.name

    with django_capture_on_commit_callbacks(execute=True):
        drop_document(document=row, by=make.user())

    assert (PemdiDocument.objects.count(), storages["private"].exists(name)) == (0, False)
    assert set(Event.objects.values_list("act", flat=True)) == {
        "skills.add_pemdi_document",
        "skills.drop_pemdi_document",
    }
