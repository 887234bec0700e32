"""Work of the night, one job after the other: the day turns, cells are proved, past quarters counted."""

from datetime import date, time
from itertools import islice

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core import schedule
from lms.core.jobs import More, Refused, Result, enqueue, handler
from lms.core.models import Job
from lms.skills.actions.coverage import differences
from lms.skills.actions.evidence import expire_some
from lms.skills.actions.past import ask_for, count_past
from lms.skills.actions.pemdi import count_years
from lms.skills.actions.points import record_points
from lms.skills.actions.requirements import JOB as REQUIREMENTS
from lms.skills.actions.requirements import set_requirements
from lms.skills.actions.resilience import count_resilience
from lms.skills.actions.seats import reseat_some
from lms.skills.models import PastDay, Skill
from lms.skills.quarters import past_quarter_ends

SHOWN = 10
LOOKS = 3
QUARTERS = 4


@handler("skills.turn_day", label=_("Memperbarui kompetensi yang masa berlakunya habis"))
def turn_day(job: Job) -> More | Result:
    """Evidence that runs out, postings that begin or end; the check follows once nothing is left to do."""
    changed = expire_some() or reseat_some()
    done = job.progress_done + changed
    if changed:
        job.progress_done = done
        return More(done, done)
    enqueue("skills.verify_coverage", key=job.key)
    enqueue("skills.record_points", key=job.key)
    enqueue("skills.count_resilience", key=job.key)
    enqueue("skills.count_trained", key=job.key)
    return {"changed": done}


@handler("skills.verify_coverage", label=_("Memeriksa sel cakupan kompetensi"), atomic=False)
def verify_coverage(job: Job) -> Result:
    """A difference counts only when it is seen again and again: people go on learning while we look."""
    found = set(differences())
    for _look in range(LOOKS - 1):
        found = found and found & set(differences())
    if found:
        shown = "; ".join(islice(sorted(found), SHOWN))
        text = _("%(n)s perbedaan antara sel cakupan dan bukti. Yang pertama: %(first)s")
        raise Refused(text % {"n": len(found), "first": shown})
    return {"differences": 0}


@handler(REQUIREMENTS, label=_("Menerapkan persyaratan kompetensi"))
def apply_requirements(job: Job) -> Result:
    skill, by = Skill.objects.get(pk=job.payload["skill"]), job.created_by
    if by is None:
        return {"changed": 0}
    levels = {(group, role): level for group, role, level in job.payload["levels"]}
    return {"changed": set_requirements(skill=skill, levels=levels, by=by)}


@handler("skills.count_resilience", label=_("Menghitung kemandirian perangkat daerah"), atomic=False)
def count_resilience_of_all(job: Job) -> Result:
    return {"rows": count_resilience()}


@handler("skills.count_trained", label=_("Menghitung pegawai terlatih"))
def count_trained_of_years(job: Job) -> Result:
    return {"rows": count_years()}


@handler("skills.record_points", label=_("Menghitung capaian triwulan yang lalu"))
def count_points(job: Job) -> Result:
    """And let the ends of quarters that nobody has counted yet be counted, for the arrows of the map."""
    today = date.fromisoformat(job.key) if job.key else timezone.localdate()
    for day in past_quarter_ends(today, QUARTERS):
        ask_for(on=day)
    return {"points": record_points(today)}


@handler("skills.count_past", label=_("Menghitung cakupan per tanggal yang lalu"))
def count_past_day(job: Job) -> Result:
    day = PastDay.objects.filter(pk=job.payload["day"]).first()
    return {"sums": count_past(day=day)} if day else None


schedule.every_day("skills.turn_day", after=time(0, 5))
