import pytest

from courses.importer.faults import FolderFault
from courses.importer.lesson import lesson_name, read_lesson
from courses.importer.plan import Plan
from tests.courses.folders import folder


def read(text: str):
    plan = Plan()
    return read_lesson(folder(text), "lessons/01-satu.md", plan), plan


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("lessons/01-alamat-ip.md", "alamat-ip"),
        ("README.md", "README"),
        ("docs/2. Café & Co.md", "cafe-co"),
        ("03-5-langkah.md", "5-langkah"),
        ("2024.md", "2024"),
    ],
)
def test_the_lasting_name_is_the_file_name_without_its_number(file, name):
    assert lesson_name(file) == name


def test_front_matter_gives_title_minutes_and_summary():
    lesson, _plan = read("---\ntitle: Satu\nminutes: 7\nsummary: Ringkas.\n---\nIsi.")

    assert (lesson.title, lesson.minutes, lesson.summary) == ("Satu", 7, "Ringkas.")


def test_hugo_front_matter_is_read_too():
    lesson, _plan = read('+++\ntitle = "Satu"\ndescription = "Ringkas."\n+++\nIsi.')

    assert (lesson.title, lesson.summary) == ("Satu", "Ringkas.")


def test_fields_of_other_tools_are_listed():
    _lesson, plan = read("---\ntitle: Satu\nlayout: post\ntags: [a]\n---\nIsi.")

    assert [note.what for note in plan.left_out] == ["layout, tags"]


def test_without_front_matter_the_first_heading_is_the_title():
    lesson, plan = read("# Judul *besar*\n\nIsi.")

    assert (lesson.title, [block.kind for block in lesson.blocks], plan.left_out) == (
        "Judul besar",
        ["text"],
        [],
    )


def test_without_any_title_the_file_name_serves():
    lesson, plan = read("Isi.")

    assert (lesson.title, len(plan.left_out)) == ("Satu", 1)


def test_minutes_are_counted_from_the_words():
    lesson, _plan = read("# A\n\n" + "kata " * 540)

    assert lesson.minutes == 4


@pytest.mark.parametrize("minutes", ["0", "601", "dua", "1.5", "true"])
def test_minutes_that_are_no_sensible_number_are_a_fault(minutes):
    _lesson, plan = read(f"---\ntitle: A\nminutes: {minutes}\n---\nIsi.")

    assert [fault.reason for fault in plan.faults] == ["minutes harus bilangan bulat 1 sampai 600."]


@pytest.mark.parametrize(
    ("text", "line"),
    [("---\ntitle: A\nx: [1\n---\nIsi.", 3), ("+++\ntitle = A\n+++\n", 2), ("---\n- daftar\n---\nIsi.", 1)],
)
def test_broken_front_matter_names_the_line(text, line):
    with pytest.raises(FolderFault) as caught:
        read(text)

    assert caught.value.fault.line == line


def test_a_rule_on_top_is_no_front_matter():
    lesson, _plan = read("---\n\n# A\n\nIsi.")

    assert lesson.title == "A"
