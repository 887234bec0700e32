"""Many at once is the same as one by one."""

import pytest
from django.utils import timezone

from assessments.actions.question_batches import keep_questions
from assessments.actions.questions import keep_question
from assessments.gift import Draft
from assessments.models import QuestionVersion
from tests import factories

pytestmark = pytest.mark.django_db


def draft(name: str, stem: str = "x", tag: str = "") -> Draft:
    return Draft(name, "description", {"stem": stem, "feedback": ""}, tag)


def state(bank):
    rows = bank.questions.select_related("current").order_by("name")
    return [
        (row.name, row.tag, row.level, row.retired_at, row.current.body, row.current.number) for row in rows
    ]


ROUNDS = [
    [draft("a"), draft("b"), draft("c")],
    [draft("a"), draft("b", "y"), draft("c", tag="t"), draft("d")],
    [draft("b", "x"), draft("a", "z")],
]


def test_the_outcome_is_that_of_one_by_one():
    one, other, by, now = factories.bank(), factories.bank(), factories.user(), timezone.now()

    for drafts in ROUNDS:
        keep_questions(bank=one, drafts=drafts, by=by, now=now)
        for each in drafts:
            keep_question(bank=other, draft=each, by=by, now=now)

    assert state(one) == state(other)
    assert QuestionVersion.objects.count() == 2 * 7


def test_what_happened_is_counted():
    bank, by, now = factories.bank(), factories.user(), timezone.now()

    counts = [keep_questions(bank=bank, drafts=drafts, by=by, now=now) for drafts in ROUNDS]

    assert counts == [{"new": 3}, {"unchanged": 1, "changed": 2, "new": 1}, {"changed": 2}]


@pytest.mark.parametrize("count", [1, 50])
def test_the_number_of_statements_does_not_grow(count, django_assert_num_queries):
    bank, by = factories.bank(), factories.user()
    drafts = [draft(str(n)) for n in range(count)]

    with django_assert_num_queries(7):
        keep_questions(bank=bank, drafts=drafts, by=by, now=timezone.now())


def test_a_place_that_the_file_does_not_say_stays():
    bank, by, now = factories.bank(), factories.user(), timezone.now()
    placed = Draft("a", "description", {"stem": "x", "feedback": ""}, category="Jaringan/IP", bloom="C2")
    keep_questions(bank=bank, drafts=[placed], by=by, now=now)

    counts = keep_questions(bank=bank, drafts=[draft("a")], by=by, now=now)

    row = bank.questions.select_related("category").get()
    assert (counts, row.category.path, row.bloom) == ({"unchanged": 1}, "Jaringan/IP", "C2")
