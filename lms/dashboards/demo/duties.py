"""What HR has given: a duty that runs, one that repeats every year with somebody exempt, paths, and a plan."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils import timezone

from courses.actions.enrolments import enrol
from courses.actions.mandates import apply_batch, create_mandate, exempt
from courses.actions.paths import follow, keep_path, keep_step
from courses.actions.plans import ask_for_plan
from courses.models import CoursePage, LearningPath, Mandate, PathStep
from courses.queries.audience import Audience, meant_by
from lms.core.dates import last_minute
from lms.people.models import Unit, User
from lms.skills.models import Field
from lms.skills.quarters import future_quarter_ends

NETWORK, SECURITY, CLOUD = (
    "dasar-jaringan-komputer",
    "keamanan-siber-untuk-asn",
    "komputasi-awan-untuk-layanan-publik",
)
PATHS = (
    (
        "ASN cakap digital",
        "Untuk semua pegawai: menjaga akun dan data, lalu memahami jaringan atau layanan awan yang dipakai"
        " sehari-hari.",
        "",
        ((SECURITY,), (NETWORK, CLOUD)),
    ),
    (
        "Pengelola TI perangkat daerah",
        "Untuk pranata komputer dan pengelola aplikasi: dari jaringan kantor, ke keamanannya, sampai memindahkan"
        " layanan ke awan.",
        "jaringan",
        ((NETWORK,), (SECURITY,), (CLOUD,)),
    ),
)


def give_duties(accounts: Mapping[str, User]) -> None:
    """The demo's civil servant has one duty begun by HR, one course of her own choice, and a path to walk."""
    courses = {page.folder_slug: page for page in CoursePage.objects.all()}
    hr, learner = accounts["bkpsdm.demo"], accounts["pegawai.demo"]
    health, office = (Unit.objects.get(code=code) for code in ("METRO-05", "METRO-16"))
    _give(courses[SECURITY], health, hr, days=10)
    _excuse_one(_give(courses[SECURITY], office, hr, days=45, yearly=True), hr)
    enrol(user=learner, course=courses[NETWORK], by=learner)
    paths = [_path(*facts, courses=courses, by=hr) for facts in PATHS]
    follow(path=paths[0], user=learner)
    ends_on = next(day for day in future_quarter_ends(timezone.localdate(), 3) if _far(day))
    ask_for_plan(unit=office, jp_budget=300, percent_away=20, rounds=3, ends_on=ends_on, by=hr)


def _far(day: date) -> bool:
    return (day - timezone.localdate()).days > 30


def _give(course: CoursePage, unit: Unit, by: User, *, days: int, yearly: bool = False) -> Mandate:
    due = last_minute(timezone.localdate() + timedelta(days=days))
    mandate = create_mandate(course=course, audience=Audience(unit), due_at=due, yearly=yearly, by=by)
    last, count = 0, 1
    while count:
        last, count = apply_batch(mandate=mandate, after=last)
    return mandate


def _excuse_one(mandate: Mandate, by: User) -> None:
    person = meant_by(mandate).filter(enrolments__in=mandate.enrolments.open()).order_by("pk").first()
    if person is not None:
        until = timezone.localdate() + timedelta(days=90)
        exempt(mandate=mandate, user=person, reason="Cuti melahirkan", until=until, by=by)


def _path(
    title: str,
    summary: str,
    field: str,
    steps: tuple[tuple[str, ...], ...],
    *,
    courses: Mapping[str, CoursePage],
    by: User,
) -> LearningPath:
    home = Field.objects.filter(slug=field).first()
    path = keep_path(path=LearningPath(title=title, summary=summary, field=home, is_open=True), by=by)
    for first, *others in steps:
        step = PathStep(path=path, course=courses[first])
        keep_step(step=step, alternatives=[courses[slug] for slug in others], by=by)
    return path
