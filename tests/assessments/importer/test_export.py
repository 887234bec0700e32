import tomllib

import pytest

from assessments.gift import parse
from assessments.importer.export import QuizExport
from assessments.importer.part import QuizPart
from assessments.models import QuestionVersion, QuizPage
from courses.enums import Purpose
from courses.exporter.outline import table
from tests import factories
from tests.assessments.importer.test_part import (
    FIXED,
    GIFT,
    PLACED,
    SECTIONS,
    TABLE,
    bring_in,
    folder_of,
    plan_of,
)


@pytest.fixture
def course(db):
    course = factories.course(folder_slug="contoh")
    factories.module(course, slug="ujian", title="Ujian")
    bring_in(course)
    return type(course).objects.get(pk=course.pk)


def test_tables_say_what_was_imported(course):
    sections = [{"title": "Alamat IP", "tag": "ip", "count": 2}]

    table = QuizExport().tables(course)[0]

    assert table == {key: value for key, value in TABLE.items() if key != "line"} | {
        "grade": "best",
        "sections": sections,
    }


def test_phases_that_no_word_says_are_written_as_a_table_of_toml(course):
    quiz = QuizPage.objects.descendant_of(course).get()
    quiz.review = {"marks": [], "answers": ["after"], "feedback": [], "key": ["later", "closed"]}
    quiz.save_revision().publish()

    (row,) = QuizExport().tables(course)

    assert "feedback" not in row
    assert tomllib.loads(table("quizzes", row))["quizzes"][0]["review"] == quiz.review


def test_questions_are_written_back(course):
    files = QuizExport().files(course)

    assert list(files) == ["quizzes/akhir.gift"]
    assert parse(files["quizzes/akhir.gift"].decode()).drafts == parse(GIFT).drafts


def test_importing_an_export_changes_nothing(course):
    before = (QuizPage.objects.get().latest_revision_id, QuestionVersion.objects.count())
    table, gift = QuizExport().tables(course)[0], QuizExport().files(course)["quizzes/akhir.gift"].decode()

    QuizPart().apply(plan_of(table), course, folder_of(gift), by=None)

    assert (QuizPage.objects.get().latest_revision_id, QuestionVersion.objects.count()) == before


def test_places_and_what_sections_draw_by_come_back_the_same(course):
    sections = [dict(FIXED), *SECTIONS[:1], {"title": "", "level": 3, "count": 1, "line": 21}]
    bring_in(course, table=TABLE | {"sections": sections}, gift=PLACED)
    before = QuizPage.objects.get().latest_revision_id

    table, gift = QuizExport().tables(course)[0], QuizExport().files(course)["quizzes/akhir.gift"].decode()
    QuizPart().apply(plan_of(table), course, folder_of(gift), by=None)

    assert table["sections"] == [
        {"title": "Wajib", "question": "ip-1"},
        {"title": "Jaringan", "category": "Jaringan", "count": 1},
        {"level": 3, "count": 1},
    ]
    assert QuizPage.objects.get().latest_revision_id == before


def test_a_course_without_quizzes_exports_none(db):
    course = factories.course()

    assert (QuizExport().tables(course), QuizExport().files(course)) == ([], {})


def test_questions_that_wait_are_written_instead_of_those_in_force(course):
    changed = GIFT.replace("#62:0", "#64:0")
    bring_in(course, gift=changed, publish=False)

    written = QuizExport().files(course)["quizzes/akhir.gift"].decode()

    assert parse(written).drafts == parse(changed).drafts


@pytest.mark.parametrize("purpose", Purpose.values)
def test_the_purpose_goes_out_and_comes_back(course, purpose):
    quiz = QuizPage.objects.descendant_of(course).get()
    quiz.purpose = purpose
    quiz.save_revision().publish()

    (table,) = QuizExport().tables(course)

    assert table.get("purpose", "test") == purpose
    assert ("purpose" in table) is (purpose != "test")
