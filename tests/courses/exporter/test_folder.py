from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Revision

from courses.actions.imports import import_from
from courses.exporter.folder import export_course, folder_of
from courses.importer import parts as import_parts
from courses.models import CourseImage, CoursePage
from tests import factories

pytestmark = pytest.mark.django_db

DEMO = Path("courses/demo")
FIELDS = ("jaringan", "iot", "awan", "keamanan", "otomasi-ai")
SKILLS = [
    *("JK-01", "JK-02", "JK-05", "KS-01", "KS-02", "KS-03", "AW-01", "AW-03", "AW-04"),
    *("IO-01", "IO-02", "IO-03", "IO-04", "AI-01", "AI-02", "AI-03", "AI-05"),
]


@pytest.fixture(autouse=True)
def _ground(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    fields = [factories.field(slug=slug) for slug in FIELDS]
    for code in SKILLS:
        factories.skill(code=code, field=fields[0])


@pytest.fixture(params=sorted(path.name for path in DEMO.iterdir()))
def course(request) -> CoursePage:
    plan, course = import_from(DEMO / request.param, publish=True)
    assert plan.faults == plan.left_out == []
    return course


def test_an_exported_course_imported_again_changes_nothing(course, tmp_path):
    before = Revision.objects.count(), CourseImage.objects.count()
    target = tmp_path / "kursus.zip"
    target.write_bytes(export_course(course).read())

    plan, again = import_from(target, publish=True)

    assert (plan.faults, plan.left_out, again.pk) == ([], [], course.pk)
    assert (Revision.objects.count(), CourseImage.objects.count()) == before


def test_it_exports_to_the_same_bytes_and_pictures_go_out_as_they_came_in(course):
    source = DEMO / course.folder_slug / "media"

    files = folder_of(course)

    assert export_course(course).read() == export_course(course).read()
    assert {name: data for name, data in files.items() if name.startswith("media/")} == {
        f"media/{path.name}": path.read_bytes() for path in source.iterdir()
    }


def test_what_was_taken_down_is_not_exported(monkeypatch):
    monkeypatch.setattr(import_parts, "_parts", {})
    _plan, course = import_from(DEMO / "dasar-jaringan-komputer", publish=True)
    course.get_descendants().get(slug="apa-itu-jaringan").specific.unpublish()

    names = [name for name in folder_of(course) if name.startswith("lessons/")]

    assert names[0] == "lessons/01-lapisan-dan-perjalanan-paket.md"


def test_the_command_writes_a_zip(tmp_path):
    _plan, course = import_from(DEMO / "keamanan-siber-untuk-asn", publish=True)

    call_command("export_course", course.folder_slug, str(tmp_path / "x.zip"), verbosity=0)

    assert (tmp_path / "x.zip").read_bytes() == export_course(course).read()


def test_the_command_names_a_course_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="no course 'hantu'"):
        call_command("export_course", "hantu", str(tmp_path / "x.zip"))
