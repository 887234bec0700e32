"""Browsers for tests."""

from django.test import Client

from lms.people.middleware import PROVEN
from lms.people.models import User


def signed_in(user: User) -> Client:
    """A client that has proven both factors."""
    client = Client()
    client.force_login(user)
    session = client.session
    session[PROVEN] = user.pk
    session.save()
    return client
