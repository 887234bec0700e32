"""What a certificate says, gathered once, when it is numbered. Nothing reads these rows for it again."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.enums import GradeMethod
from assessments.models import Attempt
from certificates.codes import check_code
from certificates.marks import jp_shares, mean, predicate
from certificates.models import Certificate
from certificates.ranks import rank_line
from courses.models import CoursePage, Enrolment
from courses.queries.outline import Outline, outline_of
from lms.people.enums import EmploymentStatus
from lms.people.models import User

PPPK = {EmploymentStatus.PPPK, EmploymentStatus.PPPK_PART_TIME}


def snapshot_of(certificate: Certificate, *, number: str, seal: str, at: datetime) -> dict[str, Any]:
    """All that the PDF and the public page show, as plain JSON; dates in ISO form."""
    enrolment = certificate.enrolment
    finished = finished_on(enrolment)
    valid_until = valid_until_of(enrolment)
    return {
        "version": 3,
        "seal": seal,
        "number": number,
        "code": check_code(certificate.token),
        "verify_url": settings.PIAWAI_BASE_URL + certificate.get_absolute_url(),
        "started": timezone.localtime(enrolment.enrolled_at).date().isoformat(),
        "finished": finished.isoformat(),
        "issued_on": timezone.localtime(at).date().isoformat(),
        "valid_until": valid_until.isoformat() if valid_until else None,
        **_person(certificate.user, finished),
        **_course(enrolment.course),
        **_result(enrolment),
        **_issuer(),
    }


PERSONAL = {
    "name": _("Nama"),
    "nip": _("NIP/NI PPPK"),
    "nip_label": _("Jenis nomor"),
    "rank": _("Pangkat, golongan"),
    "position": _("Jabatan"),
    "unit": _("Unit kerja"),
    "opd": _("Perangkat daerah"),
    "course": _("Pelatihan"),
}


def differences(certificate: Certificate) -> list[tuple[str | Promise, str, str]]:
    """Label, what is printed, and what would be printed today; only what differs."""
    enrolment = certificate.enrolment
    today = _person(certificate.user, finished_on(enrolment)) | {"course": enrolment.course.title}
    frozen = certificate.snapshot
    return [
        (label, frozen[name], today[name]) for name, label in PERSONAL.items() if frozen[name] != today[name]
    ]


def finished_on(enrolment: Enrolment) -> date:
    return timezone.localtime(enrolment.completed_at).date()


def valid_until_of(enrolment: Enrolment) -> date | None:
    """Counted from the day of completion, as the evidence of the skills is; None for ever."""
    return enrolment.course.proof_until(finished_on(enrolment))


def _person(user: User, on: date) -> dict[str, Any]:
    posting = user.posting_on(on) or user.posting_on()
    unit = posting.unit if posting else None
    return {
        "name": user.full_name,
        "nip": user.nip or "",
        "nip_label": "NI PPPK" if user.employment_status in PPPK else "NIP",
        "rank": rank_line(user.golongan),
        "position": posting.position.name if posting else "",
        "unit": unit.name if unit else "",
        "opd": unit.opd.name if unit and unit.opd else "",
    }


def _course(course: CoursePage) -> dict[str, Any]:
    skills = course.skills_taught.select_related("skill").order_by("sort_order")
    return {
        "course": course.title,
        "field": course.field.name,
        "level": course.level,
        "jp": course.jp,
        "modules": _modules(course, outline_of(course)),
        "skills": [{"code": row.skill.code, "name": row.skill.name, "level": row.level} for row in skills],
        "lecturers": course.lecturer_lines or [person.full_name for person in course.lecturers.all()],
    }


def _modules(course: CoursePage, outline: Outline) -> list[dict[str, Any]]:
    minutes = [sum(activity.minutes for activity in module.activities) for module in outline.modules]
    rows = zip(outline.modules, minutes, jp_shares(course.jp, minutes), strict=True)
    return [
        {"title": module.title, "activities": len(module.activities), "minutes": planned, "jp": share}
        for module, planned, share in rows
    ]


def _result(enrolment: Enrolment) -> dict[str, Any]:
    marks = quiz_marks(Attempt.objects.submitted().filter(enrolment=enrolment))
    percent = mean([mark["percent"] for mark in marks])
    return {"quizzes": marks, "percent": percent, "predicate": predicate(percent)}


def quiz_marks(attempts: QuerySet[Attempt]) -> list[dict[str, Any]]:
    """The mark that counts of each quiz, by its own rule (best or last), in the order of the course."""
    marks: dict[int, dict[str, Any]] = {}
    for attempt in attempts.select_related("quiz").order_by("quiz__path", "number"):
        kept = marks.get(attempt.quiz_id)
        if kept is None or attempt.quiz.grade_method == GradeMethod.LAST or _more(attempt.percent, kept):
            marks[attempt.quiz_id] = {"title": attempt.quiz.title, "percent": float(attempt.percent or 0)}
    return list(marks.values())


def _more(percent: Decimal | None, kept: dict[str, Any]) -> bool:
    return float(percent or 0) > kept["percent"]


def _issuer() -> dict[str, Any]:
    return {
        "city": settings.PIAWAI_CITY,
        "place": settings.PIAWAI_CITY.removeprefix("Kota ").removeprefix("Kabupaten "),
        "issuer": settings.PIAWAI_ISSUER,
        "partner": settings.PIAWAI_PARTNER,
        "signatory_name": settings.PIAWAI_SIGNATORY_NAME,
        "signatory_post": settings.PIAWAI_SIGNATORY_POST,
    }
