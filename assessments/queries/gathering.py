"""Reads all graded attempts of a quiz once, some hundred at a time, and adds them up for every choice of attempts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from assessments.enums import AttemptChoice
from assessments.gift.texts import words_of
from assessments.grading.certainty import reached
from assessments.models import AnswerStep, Attempt, AttemptSlot, QuestionVersion, QuizPage
from assessments.statistics.answers import chosen
from assessments.statistics.gathering import Answered, Gathered, merged
from assessments.statistics.times import spent

CHUNK = 400
Steps = dict[int, list[tuple[datetime, int]]]


@dataclass(frozen=True)
class Chosen:
    """A graded attempt, and whether it is its person's first and best."""

    pk: int
    percent: int
    started_at: datetime
    first: bool
    best: bool


@dataclass(frozen=True)
class Asked:
    """``words``: how many stand in the question and its options."""

    question: int
    kind: str
    option_ids: frozenset[str]
    words: int


@dataclass
class Versions:
    """Question versions by key, read when they first come up."""

    known: dict[int, Asked] = field(default_factory=dict)

    def load(self, keys: Iterable[int]) -> None:
        missing = set(keys) - self.known.keys()
        if not missing:
            return
        rows = QuestionVersion.objects.filter(pk__in=missing)
        for pk, question, kind, body in rows.values_list("pk", "question_id", "kind", "body"):
            listed = body.get("options", [])
            texts = [body["stem"], *(option["text"] for option in listed)]
            words = sum(len(words_of(text, limit=10_000).split()) for text in texts)
            ids = frozenset(option["id"] for option in listed)
            self.known[pk] = Asked(question, kind, ids, words)


def gather(quiz: QuizPage) -> dict[AttemptChoice, Gathered]:
    """Attempts are told apart by whether they are first and best, added up once, and put together at the end."""
    parts: dict[tuple[bool, bool], Gathered] = defaultdict(Gathered)
    versions = Versions()
    for batch in batches(chosen_attempts(quiz)):
        answers = _answers(batch, versions)
        for attempt in batch:
            parts[attempt.first, attempt.best].add(attempt.percent, answers.get(attempt.pk, []))
    return {
        AttemptChoice.FIRST: merged([part for (first, _), part in parts.items() if first]),
        AttemptChoice.BEST: merged([part for (_, best), part in parts.items() if best]),
        AttemptChoice.ALL: merged(list(parts.values())),
    }


def chosen_attempts(quiz: QuizPage) -> Iterator[Chosen]:
    """Person by person, in the order in which they tried; the best of equals is the earliest."""
    rows = Attempt.objects.submitted().filter(quiz=quiz).order_by("user", "pk")
    values = rows.values_list("user_id", "pk", "percent", "started_at").iterator(chunk_size=CHUNK)
    for _user, tries in groupby(values, key=itemgetter(0)):
        own = list(tries)
        best = max(own, key=itemgetter(2))[1]
        for _same, pk, percent, started_at in own:
            yield Chosen(pk, round((percent or 0) * 100), started_at, pk == own[0][1], pk == best)


def batches(attempts: Iterator[Chosen]) -> Iterator[list[Chosen]]:
    while batch := list(islice(attempts, CHUNK)):
        yield batch


def slots_of(keys: Sequence[int], versions: Versions) -> list[tuple[Any, ...]]:
    """(attempt, position, version, score, response) of what was graded; what waits for a marker is left out.

    Scores are those before certainty came into them: these figures are about the questions.
    """
    slots = AttemptSlot.objects.filter(attempt__in=keys, score__isnull=False).order_by("attempt", "position")
    rows = list(slots.values_list("attempt_id", "position", "version_id", "score", "response", "certainty"))
    versions.load({row[2] for row in rows})
    return [
        (*row[:3], reached(float(row[3] or 0), row[5]), row[4])
        for row in rows
        if versions.known[row[2]].kind != "description"
    ]


def steps_of(keys: Sequence[int]) -> Steps:
    """(received, position) of each answer by attempt, in order of time."""
    rows = AnswerStep.objects.filter(slot__attempt__in=keys).order_by("slot__attempt", "at", "pk")
    found: Steps = defaultdict(list)
    for attempt, at, position in rows.values_list("slot__attempt_id", "at", "slot__position"):
        found[attempt].append((at, position))
    return found


def _answers(batch: Sequence[Chosen], versions: Versions) -> dict[int, list[Answered]]:
    keys = [attempt.pk for attempt in batch]
    steps = steps_of(keys)
    seconds = {attempt.pk: spent(attempt.started_at, steps.get(attempt.pk, [])) for attempt in batch}
    found: dict[int, list[Answered]] = defaultdict(list)
    for pk, position, version, score, response in slots_of(keys, versions):
        asked = versions.known[version]
        keys_chosen = chosen(asked.kind, asked.option_ids, response)
        known = seconds[pk].get(position)
        found[pk].append(Answered(asked.question, position, float(score), keys_chosen, known, version))
    return found
