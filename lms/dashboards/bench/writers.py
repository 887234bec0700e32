"""How long a learner waits for an answer to be saved while few or many others answer too, over HTTP.

Every writer saves an answer each ``PAUSE`` seconds, begun at different moments, as people do in an exam hall.
"""

import json
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection

from django.conf import settings
from django.db import connection
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.actions.attempts import start
from assessments.models import AttemptSlot, QuizPage
from courses.actions.enrolments import enrol
from courses.models import CoursePage, Enrolment
from lms.dashboards.bench.measure import Figure
from lms.dashboards.bench.server import HOST, serving
from lms.dashboards.demo.answers import answer
from lms.people.models import User

FEW, MANY = 30, 300
PAUSE, SHORT, LONG = 3.0, 10, 60  # seconds between two saves of one person, and how many saves: three minutes


@dataclass(frozen=True)
class Writer:
    """One learner at one device: where to save what, and the cookies that say who it is."""

    attempt: int
    url: str
    slot: int
    response: object
    headers: dict[str, str]


def figures() -> Iterator[Figure]:
    writers = writers_of(MANY)
    connection.close()  # SQLite's file must be seen by the server as it is
    with serving() as port:
        _p95(port, writers[:FEW], 2, first=1)  # the server's own first requests are not a learner's
        few = _p95(port, writers[:FEW], SHORT, first=3)
        many = _p95(port, writers, LONG, first=SHORT + 3)
    yield Figure(f"save_answer.p95_{FEW}_writers", few * 1000, "ms", "-", True)
    yield Figure(f"save_answer.p95_{MANY}_writers", many * 1000, "ms", "-", True)
    yield Figure("save_answer.p95_ratio", many / few, "x", "<= 4", many <= 4 * few)


def writers_of(count: int, name: str = "bench") -> list[Writer]:
    course = CoursePage.objects.get(folder_slug="keamanan-siber-untuk-asn")
    quiz = QuizPage.objects.descendant_of(course).get()
    people = [User.objects.create(username=f"{name}-{number}", name="Bench") for number in range(count)]
    return [_writer(person, enrol(user=person, course=course, by=person), quiz) for person in people]


def _writer(person: User, enrolment: Enrolment, quiz: QuizPage) -> Writer:
    attempt = start(enrolment=enrolment, quiz=quiz, by=person, now=timezone.now())
    slot = AttemptSlot.objects.filter(attempt=attempt).select_related("version").order_by("position")[0]
    client, token = Client(), _get_new_csrf_string()
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={token}"
    headers = {"Cookie": cookies, "X-CSRFToken": token, "Content-Type": "application/json"}
    return Writer(
        attempt.pk,
        reverse("attempt_save", args=[attempt.pk]),
        slot.position,
        answer(slot.version.kind, slot.body, True),
        headers,
    )


def _p95(port: int, writers: list[Writer], saves: int, *, first: int) -> float:
    """Seconds that 95 of 100 saves stay below; ``first`` is the number of the first answer of this round."""
    with ThreadPoolExecutor(len(writers)) as pool:
        work = [
            pool.submit(_write, port, writer, saves, first, PAUSE * index / len(writers))
            for index, writer in enumerate(writers)
        ]
        times = [seconds for done in work for seconds in done.result()]
    return statistics.quantiles(times, n=20)[-1]


def _write(port: int, writer: Writer, saves: int, first: int, delay: float) -> list[float]:
    line, times = HTTPConnection(HOST, port, timeout=30), []
    began = time.monotonic() + delay
    for index in range(saves):
        time.sleep(max(0.0, began + index * PAUSE - time.monotonic()))
        times.append(save(line, writer, first + index))
    line.close()
    return times


def save(line: HTTPConnection, writer: Writer, seq: int) -> float:
    body = json.dumps({"answers": [{"slot": writer.slot, "seq": seq, "response": writer.response}]})
    began = time.perf_counter()
    line.request("POST", writer.url, body, writer.headers)
    answered = line.getresponse()
    text = answered.read()
    seconds = time.perf_counter() - began
    if answered.status != 200:
        raise RuntimeError(f"saving answered {answered.status}: {text[:200]!r}")
    return seconds
