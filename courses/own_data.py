"""What this room holds about one person."""

from typing import Any

from courses.models import CalendarFeed, Exemption, Note, OtherTraining, SurveyAnswer
from lms.people.models import User
from lms.people.queries.own_data import holds


@holds("enrolments")
def enrolments(user: User) -> list[Any]:
    rows = user.enrolments.order_by("pk")
    return list(
        rows.values("course__title", "cycle", "source", "state", "due_at", "enrolled_at", "completed_at")
    )


@holds("exemptions")
def exemptions(user: User) -> list[Any]:
    rows = Exemption.objects.filter(user=user).order_by("pk")
    return list(rows.values("mandate__course__title", "reason", "until", "at"))


@holds("calendar")
def calendar(user: User) -> list[Any]:
    return list(CalendarFeed.objects.filter(user=user).values("made_at"))


@holds("surveys")
def surveys(user: User) -> list[Any]:
    rows = SurveyAnswer.objects.filter(enrolment__user=user).order_by("pk")
    return list(rows.values("enrolment__course__title", "useful", "clear", "pace", "comment", "answered_at"))


@holds("notes")
def notes(user: User) -> list[Any]:
    rows = Note.objects.filter(enrolment__user=user).order_by("pk")
    return list(rows.values("enrolment__course__title", "activity__title", "text", "changed_at"))


@holds("credits")
def credits(user: User) -> list[Any]:
    rows = user.credits.order_by("day", "pk")
    names = ("enrolment__course__title", "training__title", "form", "day", "raw_jp", "recognised_jp")
    return list(rows.values(*names, "rule__version"))


@holds("other_trainings")
def other_trainings(user: User) -> list[Any]:
    rows = OtherTraining.objects.filter(user=user).order_by("pk")
    names = ("form", "title", "organiser", "number", "starts_on", "ends_on", "quantity", "abroad")
    return list(rows.values(*names, "state", "handed_in_at", "decided_at", "reason"))


@holds("paths")
def paths(user: User) -> list[Any]:
    return list(user.paths.order_by("pk").values("path__title", "since"))
