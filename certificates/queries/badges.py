"""What a digital badge is made of, and what is read to tell whether badges still hold."""

from collections import defaultdict

from certificates.credentials.document import Course
from certificates.credentials.status import SIZE
from certificates.enums import CertificateState, LedgerKind
from certificates.models import Certificate, LedgerEntry, NumberSeries
from courses.models import CoursePage
from lms.skills.enums import TagScheme
from lms.skills.models import Skill

HOW = {
    (True, True): "Menyelesaikan semua materi dan lulus semua kuis.",
    (True, False): "Menyelesaikan semua materi.",
    (False, True): "Lulus semua kuis.",
    (False, False): "Menyelesaikan pelatihan.",
}

SCHEMES: dict[str, str] = {
    TagScheme.SPBE: "Bidang kompetensi SDM SPBE",
    TagScheme.PEMDI: "Klaster kompetensi digital Pemdi",
    TagScheme.DIGCOMP: "DigComp 2.2",
    TagScheme.SKKNI: "SKKNI",
}


def course_of(certificate: Certificate) -> Course:
    page: CoursePage = certificate.enrolment.course
    return Course(
        id=f"urn:uuid:{page.translation_key}",
        description=page.summary,
        how=HOW[page.needs_lessons, page.needs_quizzes],
        tags=_tags([skill["code"] for skill in certificate.snapshot["skills"]]),
    )


def _tags(codes: list[str]) -> dict[str, list[tuple[str, str, str]]]:
    if not codes:
        return {}
    found = defaultdict(list)
    rows = Skill.tags.through.objects.filter(skill__code__in=codes).order_by("tag__scheme", "tag__code")
    for skill, scheme, code, name in rows.values_list("skill__code", "tag__scheme", "tag__code", "tag__name"):
        found[skill].append((SCHEMES[scheme], code, name))
    return found


def places_void(year: int, part: int) -> list[int] | None:
    """The bits of a list that are set: withdrawn, superseded, and numbers that no certificate has; None for no list."""
    first = part * SIZE
    if not NumberSeries.objects.filter(year=year, last__gte=max(first, 1)).exists():
        return None
    numbers = range(first, first + SIZE)
    void = Certificate.objects.filter(
        year=year,
        sequence__range=(numbers.start, numbers.stop - 1),
        state__in=[CertificateState.WITHDRAWN, CertificateState.SUPERSEDED],
    ).values_list("sequence", flat=True)
    return [number - first for number in [*void, *_skipped(year)] if number is not None and number in numbers]


def _skipped(year: int) -> list[int]:
    """Numbers given after a backup that was restored: whatever bears them is not known here any more."""
    lines = LedgerEntry.objects.filter(kind=LedgerKind.SKIPPED, numbers__startswith=f"{year}:")
    spans = [line.partition(":")[2].split("-") for line in lines.values_list("numbers", flat=True)]
    return [number for first, last in spans for number in range(int(first), int(last) + 1)]
