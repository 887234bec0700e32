import pytest

from assessments.importer.part import QuizPart
from assessments.models import Question, QuestionVersion, QuizPage
from assessments.review import preset
from courses.importer.order import arrange
from courses.importer.plan import Module, Outline, Plan
from tests import factories
from tests.courses.folders import folder

GIFT = """// [tag:ip] [level:2]
::ip-1::Mana yang privat?{=10.0.0.1 ~8.8.8.8}

// [tag:ip]
::ip-2::Subnet /26 menyediakan 62 alamat.{TRUE}

// [tag:lan]
::lan-1::Berapa?{#62:0}
"""
TABLE = {
    "name": "akhir",
    "title": "Ujian akhir",
    "minutes": 25,
    "attempts": 2,
    "pass_percent": 60,
    "shuffle": False,
    "feedback": "after_pass",
    "line": 10,
    "sections": [{"title": "Alamat IP", "tag": "ip", "count": 2, "line": 18}],
}


def plan_of(*tables, quizzes=("akhir",), publish=True):
    outline = Outline("contoh", "Contoh", "", "", "jaringan", 1, 1)
    module = Module("ujian", "Ujian", quizzes=list(quizzes), items=list(quizzes))
    return Plan(outline=outline, modules=[module], quizzes=list(tables), publish=publish)


def folder_of(gift=GIFT):
    return folder(quizzes__akhir_dot_gift=gift)


def check(*tables, gift=GIFT, **more):
    plan = plan_of(*tables, **more)
    return [(fault.file, fault.line, fault.value) for fault in QuizPart().check(plan, folder_of(gift))]


@pytest.fixture
def course(db):
    course = factories.course(folder_slug="contoh")
    factories.module(course, slug="ujian", title="Ujian")
    return course


def bring_in(course, table=TABLE, gift=GIFT, **more):
    QuizPart().apply(plan_of(table, **more), course, folder_of(gift), by=None)


def test_a_sound_quiz_has_no_fault():
    assert check(TABLE) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"name": "Ujian Akhir"}, ("course.toml", 10, "Ujian Akhir")),
        ({"title": ""}, ("course.toml", 10, "")),
        ({"minutes": "25"}, ("course.toml", 10, "25")),
        ({"pass_percent": 101}, ("course.toml", 10, "101")),
        ({"purpose": "ujian"}, ("course.toml", 10, "ujian")),
        ({"feedback": "selalu"}, ("course.toml", 10, "selalu")),
        ({"review": {"key": ["besok"]}}, ("course.toml", 10, "{'key': ['besok']}")),
        ({"shuffle": 1}, ("course.toml", 10, "1")),
        ({"sections": []}, ("course.toml", 10, "[]")),
        ({"sections": [{"tag": "wifi", "count": 1, "line": 18}]}, ("course.toml", 18, "wifi")),
        ({"sections": [{"tag": "ip", "count": 3, "line": 18}]}, ("course.toml", 18, "3")),
        ({"sections": [{"count": 4, "line": 18}]}, ("course.toml", 18, "4")),
        ({"sections": [{"tag": "ip", "count": 0, "line": 18}]}, ("course.toml", 18, "0")),
    ],
)
def test_a_fault_names_its_line_and_value(change, fault):
    assert fault in check(TABLE | change)


PLACED = """// [tag:ip] [category:Jaringan/Alamat IP] [bloom:C3]
::ip-1::Mana yang privat?{=10.0.0.1 ~8.8.8.8}

$CATEGORY: $course$/top/Jaringan
// [level:3]
::umum-1::Subnet /26 menyediakan 62 alamat.{TRUE}
"""
SECTIONS = [
    {"title": "Jaringan", "category": "Jaringan", "count": 1, "line": 18},
    {"title": "Terapan", "bloom": "C3", "count": 1, "line": 19},
]
FIXED = {"title": "Wajib", "question": "ip-1", "line": 20}


def test_sections_draw_by_category_bloom_and_name():
    assert check(TABLE | {"sections": SECTIONS}, gift=PLACED) == []
    assert check(TABLE | {"sections": [FIXED, SECTIONS[0]]}, gift=PLACED) == []
    assert check(TABLE | {"sections": [FIXED, SECTIONS[1]]}, gift=PLACED) == [("course.toml", 19, "1")]


@pytest.mark.parametrize(
    ("section", "fault"),
    [
        ({"category": "Awan", "count": 1, "line": 18}, (18, "Awan")),
        ({"level": 6, "line": 18}, (18, "6")),
        ({"bloom": "C9", "line": 18}, (18, "C9")),
        ({"question": "tidak-ada", "line": 18}, (18, "tidak-ada")),
        ({"question": "ip-1", "tag": "ip", "line": 18}, (18, "ip-1")),
        ({"question": "ip-1", "count": 2, "line": 18}, (18, "2")),
        ({"category": "a/b/c/d/e/f", "line": 18}, (18, "a/b/c/d/e/f")),
    ],
)
def test_a_section_that_cannot_be_is_named(section, fault):
    assert fault in [row[1:] for row in check(TABLE | {"sections": [section]}, gift=PLACED)]


def test_a_question_without_a_tag_has_the_last_name_of_its_category(course):
    bring_in(course, gift=PLACED, table=TABLE | {"sections": [{"tag": "Jaringan", "count": 1, "line": 18}]})

    rows = Question.objects.values_list("name", "tag", "category__path", "level", "bloom")
    assert list(rows) == [
        ("ip-1", "ip", "Jaringan/Alamat IP", 1, "C3"),
        ("umum-1", "Jaringan", "Jaringan", 3, ""),
    ]


def test_two_sections_of_one_tag_are_counted_together():
    sections = [{"tag": "ip", "count": 1, "line": 18}, {"tag": "ip", "count": 2, "line": 22}]

    assert check(TABLE | {"sections": sections}) == [("course.toml", 22, "2")]


def test_a_broken_question_is_named_with_its_file():
    assert check(TABLE, gift="::a::Rusak{\n=ya") == [("quizzes/akhir.gift", 1, "\n=ya")]


def test_an_empty_file_is_a_fault():
    assert check(TABLE, gift="// kosong") == [("quizzes/akhir.gift", None, "")]


def test_a_missing_file_is_a_fault():
    faults = QuizPart().check(plan_of(TABLE), folder())

    assert [(fault.file, fault.line) for fault in faults] == [("quizzes/akhir.gift", None)]


def test_a_module_may_only_name_quizzes_that_exist():
    assert check(TABLE, quizzes=["akhir", "lain"]) == [("course.toml", None, "lain")]


def test_a_quiz_may_not_be_named_twice():
    assert check(TABLE, TABLE) == [("course.toml", 10, "akhir")] * 2


def test_what_is_not_used_is_listed_as_left_out():
    plan = plan_of(TABLE | {"warna": "biru"}, quizzes=[])

    QuizPart().check(plan, folder(quizzes__akhir_dot_gift=GIFT, quizzes__lama_dot_gift=GIFT))

    assert [item.what for item in plan.left_out] == ["warna", "akhir", "quizzes/lama.gift"]


def test_an_import_makes_bank_questions_and_page(course):
    bring_in(course)

    quiz = QuizPage.objects.get(slug="akhir")
    section = quiz.sections.get()
    assert (quiz.title, quiz.minutes, quiz.attempts_allowed, quiz.pass_percent) == ("Ujian akhir", 25, 2, 60)
    assert (quiz.shuffle, quiz.review, quiz.live) == (False, preset("after_pass"), True)
    assert (section.bank.slug, section.tag, section.count) == ("akhir", "ip", 2)
    assert list(Question.objects.values_list("name", "tag", "level")) == [
        ("ip-1", "ip", 2),
        ("ip-2", "ip", 1),
        ("lan-1", "lan", 1),
    ]


def test_a_table_names_the_phases_of_each_part(course):
    bring_in(course, TABLE | {"review": {"marks": ["after"], "key": ["closed", "later"]}})

    assert QuizPage.objects.get(slug="akhir").review == {
        "marks": ["after"],
        "answers": [],
        "feedback": [],
        "key": ["later", "closed"],
    }


def test_a_draft_import_is_not_live(course):
    bring_in(course, publish=False)

    assert QuizPage.objects.get(slug="akhir").live is False


def test_the_same_import_again_changes_nothing(course):
    bring_in(course)
    quiz = QuizPage.objects.get(slug="akhir")
    before = (quiz.pk, quiz.latest_revision_id, quiz.sections.get().pk, QuestionVersion.objects.count())

    bring_in(course)

    quiz = QuizPage.objects.get(slug="akhir")
    assert (
        quiz.pk,
        quiz.latest_revision_id,
        quiz.sections.get().pk,
        QuestionVersion.objects.count(),
    ) == before


def test_a_changed_question_gets_a_new_version_and_keeps_its_row(course):
    bring_in(course)
    row = Question.objects.get(name="lan-1")

    bring_in(course, gift=GIFT.replace("#62:0", "#64:0"))

    again = Question.objects.get(name="lan-1")
    assert (again.pk, again.current.number, again.versions.count()) == (row.pk, 2, 2)
    assert row.current.body["answers"][0]["value"] == "62"


def test_a_question_no_longer_there_is_retired_and_may_come_back(course):
    bring_in(course)
    bring_in(course, gift=GIFT.partition("// [tag:lan]")[0])
    assert Question.objects.get(name="lan-1").retired_at is not None

    bring_in(course)

    assert Question.objects.get(name="lan-1").retired_at is None


def test_changed_rules_reach_the_page(course):
    bring_in(course)

    bring_in(course, TABLE | {"minutes": 30, "sections": [{"count": 3, "line": 18}]})

    quiz = QuizPage.objects.get(slug="akhir")
    assert (quiz.minutes, [(row.tag, row.count) for row in quiz.sections.all()]) == (30, [("", 3)])


def test_a_quiz_moves_with_its_module_and_keeps_its_id(course):
    bring_in(course)
    pk = QuizPage.objects.get(slug="akhir").pk
    factories.module(type(course).objects.get(pk=course.pk), slug="penutup", title="Penutup")
    plan = plan_of(TABLE)
    plan.modules[0].name = "penutup"

    fresh = type(course).objects.get(pk=course.pk)
    QuizPart().apply(plan, fresh, folder_of(), by=None)
    arrange(fresh, [("penutup", ["akhir"])])

    quiz = QuizPage.objects.get(slug="akhir")
    assert (quiz.pk, quiz.get_parent().slug) == (pk, "penutup")
