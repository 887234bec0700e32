"""Names in ``course.toml`` that must exist here already: field, skills, other courses."""

from django.utils.translation import gettext as _

from courses.importer.plan import Plan
from courses.importer.tables import Table
from courses.models import CoursePage
from lms.skills.models import Field, Skill


def check_names(plan: Plan, root: Table) -> None:
    outline = plan.outline
    if outline is None:
        return
    fields = list(Field.objects.values_list("slug", flat=True))
    if outline.field and outline.field not in fields:
        mend = _("Pakai salah satu dari: %(names)s.") % {"names": ", ".join(fields)}
        root.fault("field", _("Bidang ini tidak ada."), mend)
    _check_skills(plan, root)
    others = set(
        CoursePage.objects.filter(folder_slug__in=outline.prerequisites).values_list("folder_slug", flat=True)
    )
    for slug in outline.prerequisites:
        if slug not in others or slug == outline.slug:
            reason = _("Pelatihan prasyarat “%(slug)s” belum ada.") % {"slug": slug}
            root.fault("prerequisites", reason, _("Impor dahulu pelatihan itu, atau hapus dari daftar."))


def _check_skills(plan: Plan, root: Table) -> None:
    wanted = [code for code, _level in plan.outline.skills] if plan.outline else []
    known = set(Skill.objects.filter(code__in=wanted).values_list("code", flat=True))
    for index, code in enumerate(wanted):
        line = root.lines.get(("skills", index, "code"))
        if code and code not in known:
            root.report.fault(
                line, code, _("Kode kompetensi ini tidak ada di kerangka."), _("Periksa kode kompetensinya.")
            )
        elif wanted.index(code) != index:
            root.report.fault(line, code, _("Kompetensi ini disebut dua kali."), _("Hapus salah satunya."))
