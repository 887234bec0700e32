"""Mail leads to a password: a sheet changes an address only as far as the roles of the importer reach."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lms.core import jobs
from lms.people.actions import staff_imports
from lms.people.enums import ImportState, Role
from lms.people.models import User
from lms.people.sheets.sample import sample_nip
from tests import factories
from tests.people.sheets.sheets import cells, text

pytestmark = pytest.mark.django_db
OLD, NEW = "asli@piawai.example", "baru@piawai.example"


@pytest.fixture
def places():
    city = factories.city()
    dinas = factories.unit(name="Dinas Contoh", parent=city)
    return {"city": city, "dinas": dinas, "other": factories.unit(parent=city)}


@pytest.fixture
def person(places):
    user = factories.user(nip=sample_nip(0), email=OLD)
    factories.posting(user=user, unit=places["dinas"])
    return user


def checked(by_unit, **changes):
    importer = factories.user()
    factories.grant(importer, Role.HR, by_unit)
    file = SimpleUploadedFile("a.csv", text([cells(**changes)]).read())
    made = staff_imports.upload(file=file, marks_leavers=False, by=User.objects.get(pk=importer.pk))
    jobs.run(made.job.pk)
    made.refresh_from_db()
    return made.state, [(fault["column"], fault["reason"]) for fault in made.faults]


REFUSED = (ImportState.REFUSED, [("EMAIL GOV", "Pegawai ini memegang peran di luar lingkup Anda.")])
READY = (ImportState.READY, [])


@pytest.mark.parametrize(
    ("importer", "role", "where", "email", "found"),
    [
        ("dinas", None, None, NEW, READY),
        ("dinas", Role.OPD_HEAD, "dinas", NEW, READY),
        ("dinas", Role.OPD_HEAD, "other", NEW, REFUSED),
        ("dinas", Role.LEADER, "city", NEW, REFUSED),
        ("dinas", Role.HR, "city", NEW, REFUSED),
        ("dinas", Role.LEADER, "city", OLD, READY),
        ("dinas", Role.LEADER, "city", "", READY),
        ("city", Role.LEADER, "city", NEW, READY),
    ],
)
def test_an_address_changes_as_far_as_the_importers_roles_reach(
    places, person, importer, role, where, email, found
):
    if role:
        factories.grant(person, role, places[where])

    assert checked(places[importer], email_gov=email) == found


def test_the_address_of_a_superuser_is_changed_from_the_city_only(places, person):
    User.objects.filter(pk=person.pk).update(is_superuser=True)

    assert [checked(places[name], email_gov=NEW) for name in ("dinas", "city")] == [REFUSED, READY]


def test_all_else_of_such_a_person_may_be_changed(places, person):
    factories.grant(person, Role.LEADER, places["city"])

    assert checked(places["dinas"], gol_akhir_nama="III/d", nama="Nama Baru") == READY
