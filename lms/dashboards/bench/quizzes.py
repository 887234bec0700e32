"""Taking a quiz beside the minimal page: one save, and a whole attempt of 20 questions."""

import json
from collections.abc import Callable, Iterator
from functools import partial

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import Attempt, AttemptSlot, QuizPage
from courses.actions.enrolments import enrol
from courses.models import CoursePage
from lms.dashboards.bench.measure import Call, Figure, against, compare
from lms.dashboards.bench.pages import learner, page, signed_in
from lms.dashboards.demo.answers import answer

QUESTIONS, SAVES = 20, 5


def figures() -> Iterator[Figure]:
    user, course = learner(), CoursePage.objects.get(folder_slug="keamanan-siber-untuk-asn")
    enrol(user=user, course=course, by=user)
    quiz = _long_quiz(course)
    client = signed_in(user)
    baseline = page(client, f"/bench/{course.slug}/")
    start = partial(client.post, reverse("attempt_start", args=[course.pk, quiz.pk]))
    start()
    attempt = Attempt.objects.open().get(user=user, quiz=quiz)
    yield from against("save_answer", _saver(client, attempt), baseline, ratio=0.5, queries=6)
    client.post(reverse("attempt_submit", args=[attempt.pk]))
    yield _whole_attempt(partial(_sit, client, start, quiz), baseline)


def _long_quiz(course: CoursePage) -> QuizPage:
    """The demo's exam, made longer for this run: 20 questions, as many tries as one likes, no time limit."""
    quiz = QuizPage.objects.descendant_of(course).get()
    sections = list(quiz.sections.all())
    for index, section in enumerate(sections):
        section.count = QUESTIONS // len(sections) + (index < QUESTIONS % len(sections))
        section.save(update_fields=["count"])
    QuizPage.objects.filter(pk=quiz.pk).update(attempts_allowed=0, minutes=0)
    return quiz


def _saver(client: Client, attempt: Attempt) -> Call:
    """Save one changed answer, each time with the next number, as the page does."""
    slot = AttemptSlot.objects.filter(attempt=attempt).select_related("version").order_by("position")[0]
    numbers = iter(range(1, 1_000_000))
    return lambda: _save(client, attempt.pk, [(slot, next(numbers))])


def _save(client: Client, attempt_id: int, work: list[tuple[AttemptSlot, int]]) -> None:
    answers = [
        {
            "slot": slot.position,
            "seq": seq,
            "response": answer(slot.version.kind, slot.body, True),
            "client_at": timezone.now().isoformat(),
        }
        for slot, seq in work
    ]
    url = reverse("attempt_save", args=[attempt_id])
    response = client.post(url, json.dumps({"answers": answers}), content_type="application/json")
    if response.status_code != 200:
        raise RuntimeError(f"saving answered {response.status_code}: {response.content[:200]!r}")


def _sit(client: Client, start: Callable[[], object], quiz: QuizPage) -> None:
    """Start, answer in 5 saves of 4, submit, see the result."""
    start()
    attempt = Attempt.objects.open().get(quiz=quiz)
    slots = list(AttemptSlot.objects.filter(attempt=attempt).select_related("version").order_by("position"))
    step = QUESTIONS // SAVES
    for first in range(0, QUESTIONS, step):
        _save(client, attempt.pk, [(slot, 1) for slot in slots[first : first + step]])
    client.post(reverse("attempt_submit", args=[attempt.pk]))
    client.get(reverse("attempt_result", args=[attempt.pk]))


def _whole_attempt(sit: Call, baseline: Call) -> Figure:
    ours, theirs = compare(sit, baseline, calls=2)
    ratio = ours.cpu / theirs.cpu
    return Figure("attempt_of_20.cpu_ratio", ratio, "x", "<= 6", ratio <= 6)
