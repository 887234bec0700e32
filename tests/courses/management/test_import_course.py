import pytest
from django.core.management import CommandError, call_command

from courses.models import CoursePage
from tests import factories
from tests.courses.folders import files, packed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _field():
    factories.field(slug="jaringan")


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "kursus.zip"
    path.write_bytes(packed(files()).read())
    return path


def test_a_zip_becomes_a_draft(source, capsys):
    call_command("import_course", str(source))

    assert (CoursePage.objects.get().live, capsys.readouterr().out) == (False, "contoh: 1 lessons imported\n")


def test_a_folder_can_be_published_at_once(tmp_path):
    for name, text in files().items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)

    call_command("import_course", str(tmp_path), publish=True, verbosity=0)

    assert CoursePage.objects.get().live is True


def test_a_dry_run_stores_nothing(source, capsys):
    call_command("import_course", str(source), dry_run=True)

    assert (CoursePage.objects.count(), capsys.readouterr().out) == (
        0,
        "1 lessons, 0 media: ready to import\n",
    )


def test_the_lecturer_can_be_named(source):
    person = factories.user(username="dosen")

    call_command("import_course", str(source), by="dosen")

    assert list(CoursePage.objects.get().lecturers.all()) == [person]


def test_faults_are_printed_with_file_and_line(tmp_path, capsys):
    (tmp_path / "course.toml").write_text('slug = "a"\ntitle = "A"\nfield = "sihir"')
    (tmp_path / "a.md").write_text("# A\n\nIsi.")

    with pytest.raises(CommandError, match="1 faults; nothing was imported"):
        call_command("import_course", str(tmp_path))

    assert capsys.readouterr().err.startswith("course.toml:3: sihir – Bidang ini tidak ada.")


@pytest.mark.parametrize(
    ("options", "words"), [({"by": "hantu"}, "no user 'hantu'"), ({}, "no such file or folder")]
)
def test_what_is_not_there_is_named(source, options, words):
    path = str(source) if options else "/tidak/ada"

    with pytest.raises(CommandError, match=words):
        call_command("import_course", path, **options)
