import pytest
from django.db import IntegrityError, transaction

from courses.models import SurveyAnswer
from lms.people.enums import Role
from tests import factories
from tests.clients import signed_in

pytestmark = pytest.mark.django_db
MARKS = {"useful": "5", "clear": "4", "pace": "2"}


@pytest.fixture
def course():
    return factories.course()


@pytest.fixture
def lecturer(course):
    person = factories.user()
    factories.grant(person, Role.LECTURER, factories.city())
    course.lecturers.add(person)
    course.save()
    return person


def answer(course, **changes):
    """Somebody who finished the course says what they think."""
    learner = factories.finished(course=course).user
    return signed_in(learner).post(f"/pelatihan/{course.pk}/penilaian/", MARKS | changes)


def results(course, person):
    return signed_in(person).get(f"/pengampu/penilaian/{course.pk}/")


def test_three_marks_are_kept_with_the_enrolment(course):
    answer(course, comment="Contohnya bagus.")

    row = SurveyAnswer.objects.get()
    assert (row.useful, row.clear, row.pace, row.comment) == (5, 4, 2, "Contohnya bagus.")


def test_one_may_change_ones_mind(course):
    client = signed_in(factories.finished(course=course).user)
    for mark in ("1", "3"):
        client.post(f"/pelatihan/{course.pk}/penilaian/", MARKS | {"useful": mark})

    assert SurveyAnswer.objects.get().useful == 3


def test_only_who_finished_is_asked(course):
    learner = factories.enrolment(course=course).user

    assert signed_in(learner).get(f"/pelatihan/{course.pk}/penilaian/").status_code == 404


@pytest.mark.parametrize("field", ["useful", "clear", "pace"])
@pytest.mark.parametrize("mark", ["", "0", "6", "x"])
def test_marks_go_from_one_to_five(course, field, mark):
    shown = answer(course, **{field: mark})

    assert (shown.status_code, list(shown.context["form"].errors)) == (422, [field])


def test_fewer_than_five_answers_are_not_shown(course, lecturer):
    for _number in range(4):
        answer(course, comment="Rahasia.")

    opinion = results(course, lecturer).context["opinion"]

    assert (opinion.answers, opinion.marks, opinion.comments) == (4, (), ())


def test_five_answers_are_counted_without_names(course, lecturer):
    for mark in ("5", "5", "5", "4", "1"):
        answer(course, useful=mark, comment="<b>Bagus</b>")

    shown = results(course, lecturer)

    useful = shown.context["opinion"].marks[0]
    assert (useful.counts, useful.mean) == ((1, 0, 0, 1, 3), 4.0)
    assert "&lt;b&gt;Bagus&lt;/b&gt;" in shown.content.decode()
    assert "Orang " not in shown.content.decode().replace(lecturer.full_name, "")


def test_how_many_finish_and_how_long_it_takes(course, lecturer):
    factories.finished(course=course)
    factories.enrolment(course=course)

    opinion = results(course, lecturer).context["opinion"]

    assert (opinion.learners, opinion.finished, round(opinion.days, 1)) == (2, 1, 17.1)


def test_courses_of_others_are_not_there(lecturer):
    assert results(factories.course(), lecturer).status_code == 404


def test_the_database_keeps_the_scale(course):
    enrolment = factories.finished(course=course)

    with pytest.raises(IntegrityError), transaction.atomic():
        SurveyAnswer.objects.create(enrolment=enrolment, useful=6, clear=1, pace=1)
