"""Eighteen months of learning: who began what, how far they came, and when; by seed, in bulk."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum, auto
from random import Random

from django.utils import timezone

from courses.enums import EnrolmentState, Purpose
from courses.models import ActivityProgress, CoursePage, Enrolment
from courses.queries.outline import Outline, outline_of
from lms.dashboards.demo.attempts import Sitting, write_attempts
from lms.dashboards.demo.proofs import write_proofs
from lms.people.enums import DigitalRole
from lms.people.models import User

BATCH = 1000
DAYS = 540
APPETITE = {  # how likely someone with a digital role has begun a course of a field
    "keamanan": {DigitalRole.MANAGES: 0.75, DigitalRole.USES: 0.5, DigitalRole.OTHER: 0.2},
    "jaringan": {DigitalRole.MANAGES: 0.6, DigitalRole.USES: 0.12, DigitalRole.OTHER: 0.03},
    "awan": {DigitalRole.MANAGES: 0.5, DigitalRole.USES: 0.1, DigitalRole.OTHER: 0.02},
}


class Fate(Enum):
    STOPPED = auto()
    FAILED = auto()
    PASSED = auto()


@dataclass
class Story:
    """One person in one course: when it began, how it ended, and when each activity was finished."""

    person: User
    course: CoursePage
    fate: Fate
    began: datetime
    finished: dict[int, datetime]
    sittings: list[Sitting]

    @property
    def ended(self) -> datetime | None:
        return max(self.finished.values()) if self.fate == Fate.PASSED else None


def write_history(people: Sequence[User], seed: int) -> int:
    """Stories of every course for these people; returns how many courses were completed."""
    random, completed = Random(seed), 0
    for course in CoursePage.objects.live().select_related("field").order_by("folder_slug"):
        outline = outline_of(course)
        stories = list(_stories(people, course, outline, random))
        for start in range(0, len(stories), BATCH):
            completed += _write(stories[start : start + BATCH], random)
    return completed


def write_own_history(person: User, course: CoursePage, seed: int) -> None:
    """One course that this person finished in this year: a fifth of the year ago, at the latest in its first days."""
    random, outline = Random(seed), outline_of(course)
    days = timezone.localdate().timetuple().tm_yday // 5
    _write([_story(person, course, outline, random, fate=Fate.PASSED, ago=max(days, 12))], random)


def _stories(people: Iterable[User], course: CoursePage, outline: Outline, random: Random) -> Iterator[Story]:
    appetite = APPETITE.get(course.field.slug, {})
    for person in people:
        if random.random() < appetite.get(DigitalRole(person.digital_role), 0):
            yield _story(person, course, outline, random)


def _story(
    person: User,
    course: CoursePage,
    outline: Outline,
    random: Random,
    *,
    fate: Fate | None = None,
    ago: int | None = None,
) -> Story:
    fate = fate or random.choices(list(Fate), [0.35, 0.07, 0.58])[0]
    moments = _moments(random, ago or random.randint(12, DAYS))
    began = next(moments)
    lessons = [activity for activity in outline.activities if activity.kind.name == "lesson"]
    quizzes = [item for item in outline.activities if item.kind.name != "lesson" and item.counts]
    read = lessons if fate != Fate.STOPPED else lessons[: _stop(len(lessons), random)]
    story = Story(person, course, fate, began, {}, [])
    _begin(story, outline)
    story.finished |= {item.pk: next(moments) for item in read}
    for quiz in quizzes if fate != Fate.STOPPED else []:
        _sit(story, quiz.pk, moments, random)
    return story


def _begin(story: Story, outline: Outline) -> None:
    """Pre-tests come before everything else."""
    for item in outline.activities:
        if item.purpose == Purpose.BEFORE:
            story.sittings.append(Sitting(item.pk, story.began, passed=False))
            story.finished[item.pk] = story.began


def _sit(story: Story, quiz: int, moments: Iterator[datetime], random: Random) -> None:
    for passed in [False] * random.randint(1, 2) if story.fate == Fate.FAILED else _tries(random):
        story.sittings.append(Sitting(quiz, next(moments), passed))
    if story.fate == Fate.PASSED:
        story.finished[quiz] = story.sittings[-1].ended


def _stop(count: int, random: Random) -> int:
    """Most who stop do so early, and many at the fourth lesson."""
    return min(count - 1, random.choice([0, 1, 1, 2, 3, 3, 3, 4, 5]))


def _tries(random: Random) -> list[bool]:
    return random.choices([[True], [False, True], [False, False, True]], [0.72, 0.2, 0.08])[0]


def _moments(random: Random, ago: int) -> Iterator[datetime]:
    """Working hours on the days that follow a first day, ``ago`` days ago; never later than now."""
    now = timezone.now()
    day = timezone.localdate() - timedelta(days=ago)
    while True:
        hour = time(random.randint(8, 15), random.randint(0, 59))
        yield min(timezone.make_aware(datetime.combine(day, hour)), now)
        day += timedelta(days=random.choice([1, 1, 2, 3]))


def _write(stories: Sequence[Story], random: Random) -> int:
    enrolments = Enrolment.objects.bulk_create(_enrolment(story) for story in stories)
    pairs = list(zip(enrolments, stories, strict=True))
    ActivityProgress.objects.bulk_create(
        (
            ActivityProgress(enrolment=enrolment, activity_id=pk, opened_at=when, completed_at=when)
            for enrolment, story in pairs
            for pk, when in story.finished.items()
        ),
        batch_size=BATCH,
    )
    write_attempts([(enrolment, story.sittings) for enrolment, story in pairs], random)
    done = [enrolment for enrolment, story in pairs if story.fate == Fate.PASSED]
    write_proofs(done)
    return len(done)


def _enrolment(story: Story) -> Enrolment:
    last = max(story.finished, key=lambda pk: story.finished[pk], default=None)
    return Enrolment(
        user=story.person,
        course=story.course,
        state=EnrolmentState.COMPLETED if story.ended else EnrolmentState.ACTIVE,
        enrolled_at=story.began,
        last_seen_at=max([story.began, *story.finished.values()]),
        completed_at=story.ended,
        last_activity_id=last,
    )
