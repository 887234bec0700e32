"""Permissions are names; a role is a set of names with a sentence a person can read."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.people.enums import Role


class Permission(StrEnum):
    VIEW_STAFF = "view_staff"
    IMPORT_STAFF = "import_staff"
    GRANT_ROLES = "grant_roles"
    ANONYMISE = "anonymise"
    ASSIGN_TRAINING = "assign_training"
    VIEW_COVERAGE = "view_coverage"
    EXPORT_COVERAGE = "export_coverage"
    VIEW_SUMMARY = "view_summary"
    WRITE_COURSES = "write_courses"
    REVIEW_COURSES = "review_courses"
    VIEW_LEARNING_RESULTS = "view_learning_results"
    VIEW_INTEGRITY = "view_integrity"
    WITHDRAW_CERTIFICATES = "withdraw_certificates"
    CHECK_EVIDENCE = "check_evidence"
    OBSERVE = "observe"
    KEEP_FRAMEWORK = "keep_framework"
    SET_TARGETS = "set_targets"
    PROPOSE_NEEDS = "propose_needs"
    DECIDE_NEEDS = "decide_needs"
    VIEW_JOBS = "view_jobs"
    RETRY_JOBS = "retry_jobs"
    VIEW_AUDIT = "view_audit"


P = Permission


@dataclass(frozen=True)
class RoleRules:
    """``everywhere``: its permissions do not stop at the unit, so only who keeps the whole city gives the role."""

    sentence: str | Promise
    permissions: frozenset[Permission]
    second_factor: bool
    everywhere: bool = False


ROLES: dict[Role, RoleRules] = {
    Role.HR: RoleRules(
        _("Mengelola data pegawai, menugaskan pelatihan, dan melihat cakupan kompetensi di unit lingkupnya."),
        frozenset(
            {
                P.VIEW_STAFF,
                P.IMPORT_STAFF,
                P.GRANT_ROLES,
                P.ANONYMISE,
                P.ASSIGN_TRAINING,
                P.VIEW_COVERAGE,
                P.EXPORT_COVERAGE,
                P.VIEW_SUMMARY,
                P.WITHDRAW_CERTIFICATES,
                P.VIEW_LEARNING_RESULTS,
                P.VIEW_INTEGRITY,
                P.CHECK_EVIDENCE,
                P.SET_TARGETS,
                P.KEEP_FRAMEWORK,
                P.PROPOSE_NEEDS,
            }
        ),
        second_factor=True,
    ),
    Role.OPD_HEAD: RoleRules(
        _(
            "Melihat siapa di unitnya dan unit di bawahnya yang belum memenuhi kompetensi, dan mengusulkan"
            " kebutuhan."
        ),
        frozenset(
            {
                P.VIEW_STAFF,
                P.VIEW_COVERAGE,
                P.EXPORT_COVERAGE,
                P.VIEW_SUMMARY,
                P.PROPOSE_NEEDS,
                P.OBSERVE,
            }
        ),
        second_factor=False,
    ),
    Role.LEADER: RoleRules(
        _(
            "Melihat ringkasan capaian seluruh perangkat daerah, tanpa data perorangan, dan memutuskan usulan."
        ),
        frozenset({P.VIEW_SUMMARY, P.DECIDE_NEEDS}),
        second_factor=False,
    ),
    Role.LECTURER: RoleRules(
        _("Menulis pelatihan dan soal, dan melihat hasil peserta pelatihannya sendiri."),
        frozenset({P.WRITE_COURSES}),
        second_factor=True,
    ),
    Role.REVIEWER: RoleRules(
        _("Menelaah dan menerbitkan pelatihan."),
        frozenset({P.WRITE_COURSES, P.REVIEW_COURSES, P.VIEW_LEARNING_RESULTS}),
        second_factor=True,
        everywhere=True,
    ),
    Role.OPERATOR: RoleRules(
        _("Memantau kesehatan sistem, pekerjaan latar, dan jejak audit."),
        frozenset({P.VIEW_JOBS, P.RETRY_JOBS, P.VIEW_AUDIT}),
        second_factor=True,
        everywhere=True,
    ),
}
