from datetime import date, timedelta

import pytest
from django.db.models import ProtectedError
from django.utils import timezone

from courses.actions.duties import follow_staff
from courses.actions.enrolments import EnrolmentRefused
from courses.actions.mandates import apply_batch, withdraw_path
from courses.actions.paths import choose, drop_step, follow, give_path, keep_step, move_up, unfollow
from courses.enums import EnrolmentPolicy, EnrolmentSource, EnrolmentState
from courses.models import Enrolment, Mandate, Note, PathFollower, PathStep
from courses.queries.audience import Audience
from courses.queries.paths import followed, standings
from courses.walking import StepState
from lms.audit.models import Event
from lms.core.models import Notice
from lms.people.models import Posting
from lms.skills.actions.evidence import record_evidence
from tests import factories

pytestmark = pytest.mark.django_db
TITLES = ("Dasar", "Lanjut", "Mahir")


@pytest.fixture
def unit():
    return factories.unit()


@pytest.fixture
def path():
    """Three steps; the second may be done with another course too, and each course proves a skill of its own."""
    path = factories.path()
    other = _course("Lanjut, tatap muka")
    for title in TITLES:
        factories.step(path, *([other] if title == "Lanjut" else []), course=_course(title))
    return path


def _course(title):
    course = factories.course(title=title)
    factories.course_skill(course, level=2)
    return course


def step(path, number):
    return path.steps.select_related("course", "path").get(order=number)


def posted(unit):
    return factories.posting(unit=unit).user


def given(path, unit, **terms):
    due = timezone.now() + timedelta(days=30)
    made = give_path(path=path, audience=Audience(unit), due_at=due, by=factories.user(), **terms)
    for mandate in made:
        apply_batch(mandate=mandate, after=0)
        apply_batch(mandate=mandate, after=10**9)
    return [Mandate.objects.select_related("course", "step").get(pk=mandate.pk) for mandate in made]


def holding(person, course, level=2):
    for item in course.skills_taught.all():
        record_evidence(
            user=person,
            skill=item.skill,
            level=level,
            source="external",
            reference=f"bukti-{item.pk}",
            obtained_on=date(2026, 1, 5),
            valid_until=None,
        )


def titles(person):
    return sorted(Enrolment.objects.open().filter(user=person).values_list("course__title", flat=True))


def states(path, person):
    return [item.state for item in standings([path], person)[0].steps]


def test_a_path_given_is_a_duty_for_each_step(path, unit):
    person = posted(unit)

    made = given(path, unit)

    assert [mandate.course.title for mandate in made] == list(TITLES)
    assert titles(person) == sorted(TITLES)
    assert PathFollower.objects.get().user == person


def test_all_steps_are_told_in_one_notice(path, unit):
    posted(unit)

    given(path, unit)

    notice = Notice.objects.get()
    assert path.title in notice.title
    assert notice.url == f"/jalur/{path.pk}/"


def test_who_holds_what_a_step_teaches_is_not_given_it(path, unit):
    person = posted(unit)
    holding(person, step(path, 1).course)

    given(path, unit)

    assert titles(person) == ["Lanjut", "Mahir"]
    assert states(path, person) == [StepState.CREDITED, StepState.RUNNING, StepState.RUNNING]


def test_a_lower_level_gives_no_credit(path, unit):
    person = posted(unit)
    holding(person, step(path, 1).course, level=1)

    given(path, unit)

    assert "Dasar" in titles(person)


def test_what_the_alternative_teaches_gives_credit_as_well(path, unit):
    person = posted(unit)
    holding(person, step(path, 2).alternatives.get())

    given(path, unit)

    assert titles(person) == ["Dasar", "Mahir"]


def test_a_yearly_path_asks_again_whatever_one_holds(path, unit):
    person = posted(unit)
    holding(person, step(path, 1).course)

    given(path, unit, yearly=True)

    assert titles(person) == sorted(TITLES)


def test_who_learns_the_alternative_goes_on_with_it_and_gets_its_date(path, unit):
    person, other = posted(unit), step(path, 2).alternatives.get()
    factories.enrolment(user=person, course=other)

    made = given(path, unit)

    assert "Lanjut" not in titles(person)
    row = Enrolment.objects.get(user=person, course=other)
    assert (row.mandate, row.due_at) == (made[1], made[1].due_at)


def test_who_finished_the_alternative_is_done(path, unit):
    person = posted(unit)
    factories.finished(user=person, course=step(path, 2).alternatives.get(), completed_at=timezone.now())

    given(path, unit)

    assert "Lanjut" not in titles(person)
    assert states(path, person)[1] == StepState.DONE


def test_choosing_the_alternative_takes_the_duty_along(path, unit):
    person, second = posted(unit), step(path, 2)
    made = given(path, unit)

    row = choose(step=second, course=second.alternatives.get(), user=person)

    assert (row.state, row.mandate, row.due_at) == ("active", made[1], made[1].due_at)
    before = Enrolment.objects.get(user=person, course=second.course)
    assert (before.state, before.mandate, before.due_at) == ("cancelled", None, None)
    assert Event.objects.get(act="courses.choose_alternative").before == {"enrolment": before.pk}


def test_one_may_change_ones_mind(path, unit):
    person, second = posted(unit), step(path, 2)
    made = given(path, unit)
    choose(step=second, course=second.alternatives.get(), user=person)

    row = choose(step=second, course=second.course, user=person)

    assert (row.state, row.mandate, Enrolment.objects.filter(user=person).count()) == ("active", made[1], 4)


def test_the_night_leaves_the_choice_alone(path, unit):
    person, second = posted(unit), step(path, 2)
    made = given(path, unit)
    choose(step=second, course=second.alternatives.get(), user=person)

    changed = [follow_staff(mandate=mandate) for mandate in made]

    assert changed == [0, 0, 0]
    assert titles(person) == ["Dasar", "Lanjut, tatap muka", "Mahir"]


def test_an_alternative_whose_proof_ended_begins_a_new_cycle_with_the_notes(path, unit):
    person, second = posted(unit), step(path, 2)
    other = second.alternatives.get()
    old = factories.finished(user=person, course=other, completed_at=timezone.now() - timedelta(days=3000))
    lesson = factories.lesson(factories.module(other))
    Note.objects.create(enrolment=old, activity=lesson, text="Ingat!")
    given(path, unit)

    row = choose(step=second, course=other, user=person)

    assert (row.cycle, row.state, row.notes.get().text) == (2, "active", "Ingat!")
    old.refresh_from_db()
    assert old.state == EnrolmentState.COMPLETED


def test_without_a_duty_one_joins_of_ones_own_will(path):
    person = factories.user()

    row = choose(step=step(path, 1), course=step(path, 1).course, user=person)

    assert (row.source, row.mandate) == (EnrolmentSource.SELF, None)


def test_without_a_duty_an_assigned_course_stays_closed(path):
    course = step(path, 1).course
    course.enrolment_policy = EnrolmentPolicy.ASSIGNED
    course.save()

    with pytest.raises(EnrolmentRefused):
        choose(step=step(path, 1), course=course, user=factories.user())


def test_who_moves_away_loses_all_steps(path, unit):
    person = posted(unit)
    made = given(path, unit)
    Posting.objects.filter(user=person).update(unit=factories.unit())

    for mandate in made:
        follow_staff(mandate=mandate)

    assert titles(person) == []


def test_who_joins_gets_what_is_missing(path, unit):
    made = given(path, unit)
    person = posted(unit)
    holding(person, step(path, 3).course)

    for mandate in made:
        follow_staff(mandate=mandate)

    assert titles(person) == ["Dasar", "Lanjut"]


def test_a_step_goes_up_and_the_first_one_stays(path):
    move_up(step=step(path, 3), by=factories.user())
    move_up(step=step(path, 1), by=factories.user())

    assert list(path.steps.values_list("course__title", "order")) == [
        ("Dasar", 1),
        ("Mahir", 2),
        ("Lanjut", 3),
    ]


def test_steps_close_up_when_one_is_dropped(path):
    assert drop_step(step=step(path, 2), by=factories.user())

    assert list(path.steps.values_list("course__title", "order")) == [("Dasar", 1), ("Mahir", 2)]


def test_a_step_with_a_duty_stays(path, unit):
    given(path, unit)

    assert not drop_step(step=step(path, 2), by=factories.user())
    with pytest.raises(ProtectedError):
        path.delete()


def test_a_new_step_goes_to_the_end_and_does_not_replace_itself(path):
    course = _course("Pakar")

    made = keep_step(
        step=PathStep(path=path, course=course), alternatives=[course, _course("Lain")], by=factories.user()
    )

    assert (made.order, [page.title for page in made.courses]) == (4, ["Pakar", "Lain"])


def test_following_twice_is_once_and_leaving_is_recorded(path):
    person = factories.user()
    follow(path=path, user=person)
    follow(path=path, user=person)
    unfollow(path=path, user=person)
    unfollow(path=path, user=person)

    acts = Event.objects.order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["courses.follow_path", "courses.unfollow_path"]


def test_a_home_shows_followed_paths_with_something_left(path):
    person, empty = factories.user(), factories.path()
    hidden = factories.path(is_open=False)
    factories.step(hidden)
    for row in (path, empty, hidden):
        follow(path=row, user=person)

    assert [item.path for item in followed(person)] == [path]


def test_a_finished_path_leaves_the_home(path):
    person = factories.user()
    follow(path=path, user=person)
    for row in path.steps.select_related("course"):
        holding(person, row.course)

    assert followed(person) == []
    assert standings([path], person)[0].done == 3


def test_a_proof_that_ended_opens_the_step_again(path):
    person, course = factories.user(), step(path, 1).course
    course.certificate_valid_months = 12
    course.save()
    factories.finished(user=person, course=course, completed_at=timezone.now() - timedelta(days=400))

    assert states(path, person)[0] == StepState.OPEN


@pytest.mark.parametrize("count", [1, 4])
def test_many_paths_cost_as_much_as_one(count, django_assert_num_queries):
    person = factories.user()
    paths = [factories.path() for _ in range(count)]
    for row in paths:
        factories.step(row, _course("Pengganti"))

    with django_assert_num_queries(5):
        standings(paths, person)


def test_nobody_who_follows_nothing_pays_for_it(django_assert_num_queries):
    person = factories.user()

    with django_assert_num_queries(1):
        followed(person)


# --- taken back as a whole


def test_all_duties_of_a_path_are_taken_back_in_one_act(path, unit):
    person = posted(unit)
    first, *_rest = given(path, unit)
    elsewhere = given(path, factories.unit())

    assert withdraw_path(mandate=first, by=factories.user()) == 3

    assert set(Mandate.objects.filter(unit=unit).values_list("state", flat=True)) == {"withdrawn"}
    assert set(Enrolment.objects.filter(user=person).values_list("due_at", flat=True)) == {None}
    assert not Mandate.objects.filter(pk__in=[row.pk for row in elsewhere], state="withdrawn").exists()
    assert withdraw_path(mandate=first, by=factories.user()) == 0


def test_a_duty_of_no_path_has_none_beside_it(unit):
    assert withdraw_path(mandate=factories.mandate(unit=unit), by=factories.user()) == 0
