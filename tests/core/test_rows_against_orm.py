"""Rows written by plain statements are the rows that Django itself would have written (hypothesis)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db.models import F, Value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.models import AnswerStep, AttemptSlot
from lms.core.models import Notice
from lms.core.rows import insert_from, insert_rows, update_rows
from lms.people.models import User
from tests import factories
from tests.assessments.conftest import NOW, build_stage

pytestmark = pytest.mark.django_db
bounds = settings(
    derandomize=True, database=None, deadline=None, max_examples=20, suppress_health_check=list(HealthCheck)
)
text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
moments = st.integers(0, 2_800_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | text,
    lambda part: st.lists(part, max_size=3),
    max_leaves=4,
)


@pytest.fixture
def slots():
    return list(AttemptSlot.objects.filter(attempt=build_stage().start()).order_by("position"))


@bounds
@given(values, text.map(lambda one: one[:20]), moments | st.none())
def test_added_rows_are_those_of_the_orm(slots, response, device, client_at):
    facts = {"response": response, "at": NOW, "device": device, "client_at": client_at}
    AnswerStep.objects.all().delete()

    insert_rows([AnswerStep(slot=slots[0], seq=1, **facts)])
    AnswerStep.objects.create(slot=slots[1], seq=1, **facts)

    first, second = AnswerStep.objects.order_by("slot__position").values(
        "response", "at", "device", "client_at", "seq"
    )
    assert first == second


@bounds
@given(values, st.booleans(), st.decimals(0, 1, places=4) | st.none(), moments | st.none())
def test_changed_rows_are_those_of_the_orm(slots, response, flagged, score, answered_at):
    names = ["response", "flagged", "score", "answered_at"]
    for slot in slots:
        slot.response, slot.flagged, slot.score, slot.answered_at = response, flagged, score, answered_at

    update_rows(slots[:1], names)
    slots[1].save(update_fields=names)

    first, second = (
        AttemptSlot.objects.filter(attempt=slots[0].attempt_id).order_by("position").values(*names)
    )
    assert first == second


def test_a_person_with_every_kind_of_column_is_written_as_django_would(django_assert_num_queries):
    person, twin = factories.user(), factories.user()
    for one in (person, twin):
        one.time_factor, one.left_on, one.email, one.is_active = (
            Decimal("1.25"),
            date(2026, 1, 2),
            None,
            False,
        )
    names = ["time_factor", "left_on", "email", "is_active"]

    with django_assert_num_queries(1):
        update_rows([person], names)
    twin.save(update_fields=names)

    rows = User.objects.get_queryset().filter(pk__in=[person.pk, twin.pk]).values_list(*names)
    assert len(set(rows)) == 1


KEY, NAMES = ["recipient", "event"], ["recipient", "event", "title", "body", "url", "created_at"]


def told(title):
    """One row a person, out of the table of people, as a query gives it."""
    people = User.objects.get_queryset().order_by()
    return people.annotate(
        event=Value("uji"), title=Value(title), body=F("name"), url=Value(""), created_at=Value(NOW)
    ).values_list("pk", *NAMES[1:])


def test_rows_made_inside_the_database_are_added_corrected_or_left():
    first, second = factories.user(), factories.user()
    kept = factories.notice(recipient=first, event="uji", title="Lama", body=first.name)

    counts = [insert_from(Notice, told(title), NAMES, KEY) for title in ("Baru", "Baru", "Lagi")]

    rows = Notice.objects.order_by("recipient").values_list("recipient", "title", "body")
    assert list(rows) == [(first.pk, "Lagi", first.name), (second.pk, "Lagi", second.name)]
    assert (counts, Notice.objects.filter(pk=kept.pk).exists()) == ([2, 0, 2], True)
