import pytest

from courses.importer import parts
from courses.importer.faults import Fault
from courses.importer.read import make_plan
from tests import factories
from tests.courses.folders import LESSON, SVG, TOML, folder

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _field():
    factories.field(slug="jaringan")


@pytest.fixture(autouse=True)
def _no_parts(monkeypatch):
    monkeypatch.setattr(parts, "_parts", {})


def reasons(**changes) -> list[tuple[str, int | None, str]]:
    return [(fault.file, fault.line, fault.reason) for fault in make_plan(folder(**changes)).faults]


def test_the_smallest_course_has_sensible_defaults():
    plan = make_plan(folder())

    assert plan.faults == plan.left_out == []
    assert (plan.outline.summary, plan.outline.jp, plan.outline.level, plan.outline.valid_months) == (
        "Contoh",
        1,
        1,
        36,
    )
    assert [(module.name, module.items) for module in plan.modules] == [("awal", ["satu"])]


FAULTS = {
    "no slug": ('title = "A"\nfield = "jaringan"', None, "slug belum diisi."),
    "bad slug": (
        'slug = "Dua Kata"\ntitle = "A"\nfield = "jaringan"',
        1,
        "slug hanya boleh memuat huruf, angka, dan tanda hubung.",
    ),
    "no such field": ('slug = "a"\ntitle = "A"\nfield = "sihir"', 3, "Bidang ini tidak ada."),
    "no such enrolment": (
        'slug = "a"\ntitle = "A"\nfield = "jaringan"\nenrolment = "x"',
        4,
        "enrolment harus open atau assigned.",
    ),
    "level of six": (
        'slug = "a"\ntitle = "A"\nfield = "jaringan"\nlevel = 6',
        4,
        "level harus antara 1 dan 5.",
    ),
    "other format": (
        'format = 2\nslug = "a"\ntitle = "A"\nfield = "jaringan"',
        1,
        "format harus antara 1 dan 1.",
    ),
    "unknown skill": (
        'slug = "a"\ntitle = "A"\nfield = "jaringan"\n[[skills]]\ncode = "X"',
        5,
        "Kode kompetensi ini tidak ada di kerangka.",
    ),
    "prerequisite": (
        'slug = "a"\ntitle = "A"\nfield = "jaringan"\nprerequisites = ["b"]',
        4,
        "Pelatihan prasyarat “b” belum ada.",
    ),
    "broken": ('slug = "a', 1, "course.toml tidak dapat dibaca."),
}


@pytest.mark.parametrize(("toml", "line", "reason"), FAULTS.values(), ids=FAULTS)
def test_what_is_wrong_in_the_outline_names_the_line(toml, line, reason):
    assert reasons(toml=toml) == [("course.toml", line, reason)]


def test_a_lesson_that_is_not_there_is_named():
    toml = TOML.replace('["01-satu"]', '["01-satu", "02-dua"]')

    assert reasons(toml=toml) == [("course.toml", 6, "Berkas materi ini tidak ada di lessons/.")]


def test_two_lessons_of_one_name_are_a_fault():
    toml = TOML.replace('["01-satu"]', '["01-satu", "02-satu"]')

    assert reasons(toml=toml, **{"lessons__02-satu_dot_md": LESSON}) == [
        ("course.toml", 6, "Dua materi atau kuis memakai nama yang sama.")
    ]


def test_two_modules_of_one_name_are_a_fault():
    toml = TOML + '\n[[modules]]\nname = "awal"\n'

    assert reasons(toml=toml) == [("course.toml", 11, "Dua modul memakai nama yang sama.")]


def test_a_lesson_with_a_fault_does_not_hide_the_next():
    toml = TOML.replace('["01-satu"]', '["01-satu", "02-dua"]')

    found = reasons(lesson="---\n- x\n---\n", toml=toml, **{"lessons__02-dua_dot_md": "# Dua"})

    assert [file for file, _line, _reason in found] == ["lessons/01-satu.md", "lessons/02-dua.md"]


def test_items_change_the_order():
    toml = TOML + 'quizzes = ["ujian"]\nitems = ["ujian", "01-satu"]\n'

    assert make_plan(folder(toml=toml)).modules[0].items == ["ujian", "satu"]


def test_items_that_name_nothing_are_a_fault():
    toml = TOML + 'items = ["hantu"]\n'

    assert reasons(toml=toml) == [("course.toml", 6, "items menyebut nama yang tidak ada di modul ini.")]


def test_quiz_tables_keep_what_they_say_and_their_lines():
    toml = TOML + '\n[[quizzes]]\nname = "akhir"\n[[quizzes.sections]]\ntag = "a"\n'

    assert make_plan(folder(toml=toml)).quizzes == [
        {"name": "akhir", "sections": [{"tag": "a", "line": 13}], "line": 11}
    ]


def test_a_hostile_picture_is_a_fault_of_its_file():
    lesson = LESSON + "\n![Alt](../media/a.svg)\n"
    hostile = SVG.replace("<rect", "<script/><rect")

    assert reasons(lesson=lesson, media__a_dot_svg=hostile) == [
        ("media/a.svg", None, "SVG memuat unsur yang tidak diizinkan: <script>.")
    ]


def test_files_that_nothing_names_are_listed():
    plan = make_plan(folder(media__a_dot_svg=SVG, quizzes__akhir_dot_gift="x"))

    assert [note.file for note in plan.left_out] == ["media/a.svg"]


def test_a_repository_of_plain_markdown_is_one_module():
    toml = 'slug = "a"\ntitle = "A"\nfield = "jaringan"'
    files = {
        "README_dot_md": "# Mulai\n\nIsi.",
        "docs__dua_dot_md": "# Dua\n\nIsi ![x](../img/a.svg)",
        "img__a_dot_svg": SVG,
    }

    plan = make_plan(folder(toml=toml, **files))

    assert plan.faults == []
    assert [(lesson.name, lesson.title) for lesson in plan.lessons] == [
        ("README", "Mulai"),
        ("dua", "Dua"),
        ("satu", "Satu"),
    ]


def test_a_part_is_asked_for_its_faults(monkeypatch):
    class Part:
        def check(self, plan, folder):
            return [Fault("quizzes/a.gift", 3, "", "Rusak.", "")]

    monkeypatch.setattr(parts, "_parts", {"quizzes": Part()})

    assert reasons() == [("quizzes/a.gift", 3, "Rusak.")]
