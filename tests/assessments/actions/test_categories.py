import pytest
from django.db import IntegrityError, transaction

from assessments.actions.categories import (
    create_category,
    move_category,
    put_questions,
    remove_category,
)
from assessments.actions.questions import keep_question
from assessments.categories import BadPath, clean_path
from assessments.gift import Draft
from assessments.models import Category, Question
from assessments.queries.banks import Chosen, filtered, tree_of
from lms.audit.models import Event
from tests import factories
from tests.assessments.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank():
    """Jaringan (1 question) > Alamat (2), Awan (0), and one question without a place."""
    bank = factories.bank()
    places = {path: factories.category(bank, path) for path in ("Jaringan", "Jaringan/Alamat", "Awan")}
    for path in ("Jaringan", "Jaringan/Alamat", "Jaringan/Alamat", None):
        row = factories.question(bank)
        Question.objects.filter(pk=row.pk).update(category=places.get(path))
    return bank


def paths(bank):
    return list(bank.categories.order_by("path").values_list("path", flat=True))


def at(bank, path):
    return bank.categories.get(path=path)


def test_a_new_place_brings_those_above_it(bank):
    create_category(bank=bank, path="IoT/Sensor/Suhu", by=factories.user())

    assert paths(bank) == ["Awan", "IoT", "IoT/Sensor", "IoT/Sensor/Suhu", "Jaringan", "Jaringan/Alamat"]
    assert Event.objects.get().act == "assessments.create_category"


def test_the_tree_counts_what_stands_below_too(bank):
    assert [(row.category.path, row.count) for row in tree_of(bank)] == [
        ("Awan", 0),
        ("Jaringan", 3),
        ("Jaringan/Alamat", 2),
    ]


@pytest.mark.parametrize(
    ("category", "count"), [("", 4), ("Jaringan", 3), ("Jaringan/Alamat", 2), ("-", 1), ("X", 0)]
)
def test_a_bank_is_filtered_by_a_place_and_those_below_it(bank, category, count):
    assert filtered(bank, Chosen(category=category)).count() == count


def test_a_place_moves_with_everything_below_it(bank):
    move_category(category=at(bank, "Jaringan"), path="Dasar/Jaringan", by=factories.user())

    assert paths(bank) == ["Awan", "Dasar", "Dasar/Jaringan", "Dasar/Jaringan/Alamat"]
    assert filtered(bank, Chosen(category="Dasar")).count() == 3


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("Awan", "sudah ada"),
        ("Jaringan/Alamat/Jaringan", "dirinya sendiri"),
        ("a/b/c/d/Jaringan", "5 tingkat"),
    ],
)
def test_a_place_does_not_move_where_it_cannot_be(bank, path, why):
    with pytest.raises(BadPath, match=why):
        move_category(category=at(bank, "Jaringan"), path=path, by=factories.user())

    assert paths(bank) == ["Awan", "Jaringan", "Jaringan/Alamat"]


def test_what_is_taken_away_leaves_its_questions_above(bank):
    remove_category(category=at(bank, "Jaringan/Alamat"), by=factories.user())

    assert filtered(bank, Chosen(category="Jaringan")).count() == 3
    remove_category(category=at(bank, "Jaringan"), by=factories.user())
    assert (paths(bank), filtered(bank, Chosen(category="-")).count()) == (["Awan"], 4)


def test_a_place_that_a_quiz_draws_from_stays(bank):
    quiz = factories.quiz(factories.module(bank.course))
    factories.quiz_section(quiz, bank=bank, category=at(bank, "Jaringan/Alamat"))

    for path in ("Jaringan", "Jaringan/Alamat"):
        with pytest.raises(BadPath, match="mengundi"):
            remove_category(category=at(bank, path), by=factories.user())


def test_questions_of_another_bank_are_not_put_anywhere(bank):
    foreign = factories.question(factories.bank())
    own = bank.questions.filter(category=None).get()

    moved = put_questions(
        bank=bank, questions=[own.pk, foreign.pk], category=at(bank, "Awan"), by=factories.user()
    )

    foreign.refresh_from_db()
    assert (moved, foreign.category) == (1, None)
    assert Event.objects.get().after == {"category": "Awan", "questions": 1}


def test_a_question_comes_with_its_place(bank):
    draft = Draft("a", "description", {"stem": "x", "feedback": ""}, category="IoT/Sensor", bloom="C2")

    first = keep_question(bank=bank, draft=draft, by=None, now=NOW)
    again = keep_question(bank=bank, draft=draft, by=None, now=NOW)

    row = Question.objects.select_related("category").get(name="a")
    assert (first, again, row.category.path, row.bloom) == (True, False, "IoT/Sensor", "C2")
    assert row.versions.count() == 1


def test_the_database_keeps_one_place_of_a_path(bank):
    with pytest.raises(IntegrityError), transaction.atomic():
        Category.objects.create(bank=bank, path="Awan")


@pytest.mark.parametrize(
    ("text", "path"),
    [("a / b ", "a/b"), ("/a//b/", "a/b"), ("a[1]", "a(1)"), ("", ""), ("a\0b", "ab")],
)
def test_a_path_is_kept_clean(text, path):
    assert clean_path(text) == path


@pytest.mark.parametrize("text", ["a/b/c/d/e/f", "x" * 61])
def test_a_path_too_deep_or_too_long_is_refused(text):
    with pytest.raises(BadPath):
        clean_path(text)
