"""People who write and review courses, signed in."""

from django.test import Client

from courses.models import CoursePage
from lms.people.enums import Role
from lms.people.middleware import PROVEN
from lms.people.models import Unit, User
from tests import factories


def person(role: Role, **fields: str) -> User:
    unit = Unit.objects.first() or factories.city()
    user = factories.user(**fields)
    factories.grant(user, role, unit)
    return User.objects.get(pk=user.pk)


def lecturer(course: CoursePage | None = None) -> User:
    user = person(Role.LECTURER)
    if course is not None:
        course.lecturers.add(user)
        course.save()
    return user


def reviewer() -> User:
    return person(Role.REVIEWER)


def signed_in(user: User) -> Client:
    """A browser in which the person has proven a second factor."""
    client = Client()
    client.force_login(user, backend="lms.people.backends.Backend")
    session = client.session
    session[PROVEN] = user.pk
    session.save()
    return client
