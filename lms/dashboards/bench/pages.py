"""Learner pages beside the minimal page."""

from collections.abc import Iterator
from functools import partial

from django.test import Client
from django.urls import reverse

from courses.actions.enrolments import enrol
from courses.models import CoursePage, LessonPage
from lms.dashboards.bench.measure import Call, Figure, against
from lms.people.models import User


def learner() -> User:
    return User.objects.get(username="pegawai.demo")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def fetch(client: Client, url: str) -> None:
    response = client.get(url)
    if response.status_code != 200:
        raise RuntimeError(f"{url} answered {response.status_code}")


def page(client: Client, url: str) -> Call:
    return partial(fetch, client, url)


def figures() -> Iterator[Figure]:
    user, course = learner(), CoursePage.objects.get(folder_slug="keamanan-siber-untuk-asn")
    enrol(user=user, course=course, by=user)
    lesson = LessonPage.objects.descendant_of(course).live().first()
    client = signed_in(user)
    baseline = page(client, f"/bench/{course.slug}/")
    address = reverse("lesson", args=[course.pk, lesson.pk])
    yield from against("lesson", page(client, address), baseline, ratio=0.75, queries=8)
    yield from against("home", page(client, reverse("home")), baseline, ratio=1.0, queries=None)
    address = reverse("course", args=[course.pk])
    yield from against("course", page(client, address), baseline, ratio=1.0, queries=None)
