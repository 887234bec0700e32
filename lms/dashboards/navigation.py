"""The places of each role, in the order of use; the first four stand in the bar of a phone."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.people.enums import Role

LEARNER = "learner"


@dataclass(frozen=True)
class Place:
    label: str | Promise
    url_name: str
    icon: str


HOME = Place(_("Beranda"), "home", "house")
COURSES = Place(_("Pelatihan"), "catalogue", "graduation-cap")
PATHS = Place(_("Jalur belajar"), "paths", "milestone")
COVERAGE = Place(_("Cakupan"), "coverage", "grid-3x3")
STAFF = Place(_("Pegawai"), "staff", "users")
TRAJECTORY = Place(_("Lintasan"), "trajectory", "trending-up")
INDEPENDENCE = Place(_("Kemandirian"), "independence", "landmark")
PEMDI = Place(_("Pemdi"), "pemdi", "gauge")
JP = Place(_("JP"), "jp", "hourglass")
QUIZZES = Place(_("Hasil kuis"), "quizzes", "chart-column")
MARKING = Place(_("Menilai"), "marking", "signature")
NEEDS = Place(_("Usulan"), "needs", "lightbulb")
SUMMARY = Place(_("Ringkasan"), "leader", "chart-line")

PLACES: dict[str, list[Place]] = {
    LEARNER: [
        HOME,
        COURSES,
        Place(_("Sertifikat"), "certificates", "award"),
        Place(_("Saya"), "profile", "user"),
        Place(_("JP"), "my_jp", "hourglass"),
        PATHS,
    ],
    Role.HR: [
        HOME,
        COVERAGE,
        STAFF,
        Place(_("Penugasan"), "mandates", "clipboard-list"),
        PATHS,
        JP,
        Place(_("Rencana"), "plans", "route"),
        NEEDS,
        Place(_("Target"), "targets", "target"),
        Place(_("Kompetensi"), "framework", "library"),
        Place(_("Sertifikat luar"), "claims", "file-badge"),
        Place(_("Impor pegawai"), "staff_imports", "file-up"),
        Place(_("Unit kerja"), "units", "network"),
        Place(_("Sertifikat"), "certificates_all", "award"),
        SUMMARY,
        TRAJECTORY,
        INDEPENDENCE,
        PEMDI,
        QUIZZES,
        COURSES,
    ],
    Role.OPD_HEAD: [HOME, COVERAGE, NEEDS, STAFF, JP, SUMMARY, TRAJECTORY, INDEPENDENCE],
    Role.LEADER: [HOME, SUMMARY, NEEDS, INDEPENDENCE, TRAJECTORY, PEMDI, COURSES],
    Role.LECTURER: [
        HOME,
        Place(_("Tulis"), "wagtailadmin_home", "pencil"),
        Place(_("Bank soal"), "banks", "list-checks"),
        MARKING,
        QUIZZES,
        Place(_("Impor"), "course_imports", "file-up"),
        COURSES,
    ],
    Role.REVIEWER: [
        HOME,
        Place(_("Telaah"), "wagtailadmin_home", "pencil"),
        Place(_("Bank soal"), "banks", "list-checks"),
        MARKING,
        QUIZZES,
        COURSES,
    ],
    Role.OPERATOR: [
        HOME,
        Place(_("Pekerjaan"), "jobs", "list-todo"),
        Place(_("Jejak audit"), "audit_log", "scroll-text"),
    ],
}


@dataclass(frozen=True)
class Spot:
    """A place as one page shows it."""

    label: str
    url: str
    icon: str
    here: bool


def places(role: str, path: str) -> tuple[Spot, ...]:
    """The places of a role with their addresses; the one that ``path`` lies in is marked."""
    urls = [reverse(place.url_name) for place in PLACES[role]]
    here = max((url for url in urls if _inside(path, url)), key=len, default="")
    return tuple(
        Spot(str(place.label), url, place.icon, url == here)
        for place, url in zip(PLACES[role], urls, strict=True)
    )


def _inside(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
