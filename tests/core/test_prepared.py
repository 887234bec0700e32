from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.models import AttemptSlot
from lms.core.models import Notice
from lms.core.prepared import Prepared, several
from lms.people.models import Posting, User
from tests import factories

pytestmark = pytest.mark.django_db

BY_NAME = Prepared(lambda name: User.objects.filter(name=name).order_by("pk"))


def test_other_values_find_other_rows():
    rina, budi = factories.user(name="Rina"), factories.user(name="Budi")

    found = [BY_NAME(name="Rina"), BY_NAME(name="Budi"), BY_NAME(name="Tidak Ada")]

    assert found == [[rina], [budi], []]


def test_it_finds_what_the_queryset_finds():
    people = [factories.user() for _ in range(3)]
    for person in people:
        factories.posting(user=person)
    build = lambda user: Posting.objects.filter(user=user).select_related("unit", "position")  # noqa: E731
    statement = Prepared(build)

    found = [statement(user=person.pk) for person in people]

    assert found == [list(build(person.pk)) for person in people]
    assert [rows[0].unit.name for rows in found] == [build(person.pk)[0].unit.name for person in people]


def test_only_the_first_call_builds_the_sql():
    statement = Prepared(_counted := _Counted())
    for name in ("a", "b", "c"):
        statement(name=name)

    assert _counted.calls == 2  # once, with two sets of marks


class _Counted:
    calls = 0

    def __call__(self, name):
        self.calls += 1
        return User.objects.filter(name=name)


def test_one_query_a_call():
    BY_NAME(name="Rina")

    with CaptureQueriesContext(connection) as seen:
        BY_NAME(name="Budi")

    assert len(seen) == 1


def test_related_rows_come_in_the_same_query(django_assert_num_queries):
    person = factories.posting().user
    statement = Prepared(lambda user: Posting.objects.filter(user=user).select_related("unit"))
    statement(user=person.pk)

    with django_assert_num_queries(1):
        names = [row.unit.name for row in statement(user=person.pk)]

    assert len(names) == 1


def test_columns_left_out_are_fetched_when_asked_for(django_assert_num_queries):
    person = factories.user(name="Rina")
    row = Prepared(lambda pk: User.objects.filter(pk=pk).only("username")).one(pk=person.pk)

    with django_assert_num_queries(1):
        name = row.name

    assert name == "Rina"


def test_values_and_annotations_keep_their_types():
    person = factories.user(name="Rina")
    statement = Prepared(
        lambda pk: User.objects.filter(pk=pk).values_list("name", "time_factor", "date_joined")
    )

    assert statement(pk=person.pk) == [("Rina", person.time_factor, person.date_joined)]


def test_dates_and_moments_are_values():
    posting = factories.posting(valid_from=date(2025, 3, 1))
    statement = Prepared(
        lambda on, joined: Posting.objects.filter(valid_from__lte=on, user__date_joined__lte=joined)
    )
    now = timezone.now() + timedelta(minutes=1)

    assert statement(on=date(2025, 3, 1), joined=now) == [posting]
    assert statement(on=date(2025, 2, 28), joined=now) == []
    assert statement(on=date(2025, 3, 1), joined=now - timedelta(days=1)) == []


def test_two_values_of_one_kind_are_not_mixed_up():
    factories.user(name="Rina", education="S2")
    statement = Prepared(lambda name, education: User.objects.filter(education=education, name=name))

    assert len(statement(name="Rina", education="S2")) == 1
    assert statement(name="S2", education="Rina") == []


def test_a_value_may_stand_twice():
    person = factories.user()
    notice = Notice.objects.create(recipient=person, event="a", title="Judul", url="/")
    statement = Prepared(
        lambda user: Notice.objects.filter(recipient=user, recipient__in=User.objects.filter(pk=user))
    )

    assert statement(user=person.pk) == [notice]


def test_several_values_of_an_in():
    people = [factories.user() for _ in range(3)]
    statement = Prepared(lambda **ids: User.objects.filter(pk__in=ids.values()).order_by("pk"))

    assert statement(**several([people[2].pk, people[0].pk])) == [people[0], people[2]]
    assert statement(**several([people[1].pk])) == [people[1]]


def test_one_gives_none_where_there_is_no_row():
    assert BY_NAME.one(name="Tidak Ada") is None


@pytest.mark.parametrize("value", [None, True, 1.5, [1]])
def test_a_value_that_changes_the_shape_is_refused(value):
    with pytest.raises(TypeError, match="takes ids, texts and dates"):
        BY_NAME(name=value)


def test_a_lookup_that_derives_from_its_value_is_refused():
    with pytest.raises(TypeError, match="derives something else"):
        Prepared(lambda name: User.objects.filter(name__icontains=name))(name="rina")


def test_a_value_that_is_not_used_is_refused():
    with pytest.raises(TypeError, match="does not use it"):
        Prepared(lambda name, other: User.objects.filter(name=name))(name="a", other="b")


def test_a_statement_that_finds_nothing_is_refused():
    with pytest.raises(TypeError, match="never find"):
        Prepared(lambda name: User.objects.filter(name=name).none())(name="a")


@pytest.mark.django_db(transaction=True)
def test_a_row_is_locked_inside_a_transaction_only():
    person = factories.user()
    statement = Prepared(lambda pk: User.objects.select_for_update().filter(pk=pk))
    with transaction.atomic():
        held = statement(pk=person.pk)

    with pytest.raises(transaction.TransactionManagementError):
        statement(pk=person.pk)

    assert held == [person]


@pytest.mark.parametrize("number", [1, 70_000, 3_000_000_000])
def test_numbers_wider_than_the_column_find_nothing(number):
    statement = Prepared(lambda position: AttemptSlot.objects.filter(position=position))

    assert statement(position=number) == []
