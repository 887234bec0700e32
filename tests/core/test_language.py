import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def language(client: Client) -> str:
    return client.get(reverse("privacy"), headers={"accept-language": "en-US,en"}).headers["Content-Language"]


def test_an_english_browser_is_answered_in_indonesian(client):
    assert language(client) == "id"


def test_who_chose_english_is_answered_in_english(client):
    client.post(reverse("set_language"), {"language": "en", "next": "/"})

    assert language(client) == "en"


def test_an_unknown_choice_is_indonesian(client):
    client.cookies["django_language"] = "xx"

    assert language(client) == "id"
