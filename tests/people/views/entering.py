"""Come in as somebody with a role, second factor proven."""

from lms.people.middleware import PROVEN
from tests import factories


def enter(client, role=None, scope=None, **fields):
    person = factories.user(**fields)
    if role and scope:
        factories.grant(person, role, scope)
    client.force_login(person)
    session = client.session
    session[PROVEN] = person.pk
    session.save()
    return person
