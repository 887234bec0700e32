"""A question through its versions, where it is used, and the blueprint of a quiz."""

import pytest
from django.urls import reverse

from assessments.actions.questions import keep_question
from assessments.gift import Draft
from assessments.models import Question, QuizPage
from lms.audit.models import Event
from tests import factories
from tests.assessments.conftest import NOW, build_stage
from tests.assessments.test_page_forms import sent
from tests.courses.authors import lecturer, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return build_stage()


def rewritten(question, stem):
    body = question.current.body | {"stem": stem}
    draft = Draft(question.name, "single", body, question.tag, question.level)
    keep_question(bank=question.bank, draft=draft, by=factories.user(), now=NOW)


def test_versions_stand_with_what_changed_who_asked_and_how_often(stage):
    question = stage.bank.questions.select_related("current", "bank").first()
    stage.start()
    rewritten(question, "<script>Apa?</script>")

    page = (
        signed_in(lecturer(stage.course))
        .get(reverse("question_history", args=[question.pk]))
        .content.decode()
    )

    assert "Versi 2 · berlaku" in " ".join(page.split())
    assert "Versi pertama." in page
    assert "<ins>" in page
    assert "<del>" in page
    assert "<script>Apa" not in page
    assert "Sudah ditanyakan di 1 percobaan" in page


@pytest.mark.parametrize("versions", [1, 3])
def test_the_history_costs_the_same_for_any_number(stage, django_assert_num_queries, versions):
    question = stage.bank.questions.select_related("current", "bank").first()
    for n in range(versions):
        rewritten(question, f"Soal {n}?")
    client = signed_in(lecturer(stage.course))
    url = reverse("question_history", args=[question.pk])
    client.get(url)

    with django_assert_num_queries(8):
        client.get(url)


def test_it_says_which_quizzes_can_ask_the_question(stage):
    tagged, other = stage.bank.questions.order_by("pk")
    Question.objects.filter(pk=tagged.pk).update(tag="ip", level=2)
    stage.quiz.sections.update(tag="ip", count=1)
    fixed = factories.quiz(stage.module)
    factories.quiz_section(fixed, bank=stage.bank, question=other, count=1)
    client = signed_in(lecturer(stage.course))

    pages = [
        client.get(reverse("question_history", args=[row.pk])).context["used"].uses for row in (tagged, other)
    ]

    assert [[use.quiz.pk for use in uses] for uses in pages] == [[stage.quiz.pk], [fixed.pk]]
    assert [uses[0].always for uses in pages] == [False, True]


@pytest.fixture
def drawn(stage):
    """Skill ip: 2 questions of level 1, 1 of level 2; a quiz that wants 2 of the latter."""
    for level in (1, 1, 2):
        row = factories.question(stage.bank, tag="ip")
        Question.objects.filter(pk=row.pk).update(level=level)
    stage.quiz.sections.update(tag="ip", level=2, count=2, title="")
    return stage


def test_the_blueprint_says_what_the_bank_lacks(drawn):
    client = signed_in(lecturer(drawn.course))

    page = client.get(reverse("quiz_blueprint", args=[drawn.quiz.pk]))

    supply = page.context["supplies"][0]
    assert (supply.pool, supply.got, supply.lacking) == (1, 1, 1)
    assert "Kurang 1" in page.content.decode()
    [row] = page.context["form"].table
    assert [(cell.level, cell.wanted, cell.there) for cell in row.cells][:2] == [(1, 0, 2), (2, 2, 1)]


def test_a_table_that_is_written_becomes_the_draft_of_the_quiz_and_nothing_live(drawn):
    client = signed_in(lecturer(drawn.course))
    url = reverse("quiz_blueprint", args=[drawn.quiz.pk])

    saved = client.post(f"{url}?bank={drawn.bank.pk}", {"n-0-1": "2", "n-0-2": "1"})

    quiz = QuizPage.objects.get(pk=drawn.quiz.pk)
    sections = quiz.get_latest_revision_as_object().sections.all()
    assert saved.status_code == 302
    assert [(row.tag, row.level, row.count) for row in sections] == [("ip", 1, 2), ("ip", 2, 1)]
    assert [(row.tag, row.level, row.count) for row in quiz.sections.all()] == [("ip", 2, 2)]
    assert Event.objects.filter(act="assessments.write_blueprint").count() == 1
    table = client.get(url).context["form"].table
    assert [cell.wanted for cell in table[0].cells] == [2, 1, 0, 0, 0]


def test_other_sections_stay_in_front(drawn):
    fixed = drawn.bank.questions.first()
    factories.quiz_section(drawn.quiz, bank=drawn.bank, question=fixed, count=1, title="Wajib")
    client = signed_in(lecturer(drawn.course))

    client.post(reverse("quiz_blueprint", args=[drawn.quiz.pk]), {"n-0-1": "1"})

    sections = QuizPage.objects.get(pk=drawn.quiz.pk).get_latest_revision_as_object().sections.all()
    assert [(row.title, row.question_id) for row in sections] == [("Wajib", fixed.pk), ("ip", None)]


def test_numbers_that_are_none_are_refused(drawn):
    client = signed_in(lecturer(drawn.course))

    reply = client.post(reverse("quiz_blueprint", args=[drawn.quiz.pk]), {"n-0-1": "-1"})

    assert reply.status_code == 422
    assert not QuizPage.objects.get(pk=drawn.quiz.pk).latest_revision


def test_the_authors_area_warns_of_what_is_missing(drawn):
    client = signed_in(lecturer(drawn.course))
    url = reverse("wagtailadmin_pages:add", args=["assessments", "quizpage", drawn.module.pk])
    page = client.post(url, sent(drawn.bank), follow=True).content.decode()
    few = client.post(
        url, sent(drawn.bank, slug="banyak", **{"sections-0-count": "99"}), follow=True
    ).content.decode()

    assert "Bank soal tidak cukup" not in page
    assert "Bank soal tidak cukup" in few
