"""Background work of the courses, registered when the apps are loaded."""

from datetime import time
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.actions import duties, imports, rounds
from courses.actions.cycles import remind_expiring
from courses.actions.forecast import forecast as make_forecast
from courses.actions.mandates import apply_batch
from courses.actions.plans import solve
from courses.enums import CourseImportState, MandateState, PlanState
from courses.models import CourseImport, Mandate, TrainingPlan
from lms.core import schedule
from lms.core.jobs import More, Result, finish, handler
from lms.core.models import Job
from lms.core.schedule import every_day


@handler("courses.apply_mandate", label=_("Menerapkan penugasan"))
def apply_mandate(job: Job) -> More | Result:
    held = Mandate.objects.select_for_update(of=["self"]).select_related(
        "course", "unit", "skill", "step__path"
    )
    mandate = held.filter(pk=job.payload["mandate"]).first()  # a withdrawal waits, or is seen
    if mandate is None or mandate.state == MandateState.WITHDRAWN:
        return {"people": job.payload["done"]}
    last, count = apply_batch(mandate=mandate, after=job.payload["after"])
    done = job.payload["done"] + count
    if not last:
        return {"people": done}
    return More(done, max(done, job.payload["total"]), job.payload | {"after": last, "done": done})


@handler("courses.follow_staff", label=_("Menyesuaikan penugasan dengan pegawai"))
def follow_staff(job: Job) -> More | Result:
    """One duty at a time, each in short transactions."""
    done, after = job.payload.get("done", 0), job.payload.get("after", 0)
    mandate = duties.followed(timezone.now()).filter(pk__gt=after).first()
    if mandate is None:
        return {"changed": done}
    changed = duties.follow_staff(mandate=mandate)
    position = after if changed else mandate.pk
    return More(done + changed, done + changed, {"done": done + changed, "after": position})


@handler("courses.open_rounds", label=_("Membuka putaran penugasan tahunan"))
def open_rounds(job: Job) -> More | Result:
    """One duty in each transaction."""
    now, done, after = timezone.now(), job.payload.get("done", 0), job.payload.get("after", 0)
    mandate = rounds.over(now).filter(pk__gt=after).first()
    if mandate is None:
        return {"rounds": done}
    done += rounds.open_round(mandate=mandate, now=now)
    return More(done, done, {"done": done, "after": mandate.pk})


@handler("courses.remind", label=_("Mengingatkan tenggat pelatihan"))
def remind(job: Job) -> Result:
    today = timezone.localdate()
    return {"enrolments": duties.remind(on=today), "proofs": remind_expiring(on=today)}


@handler("courses.forecast", label=_("Menghitung perkiraan 36 bulan"), atomic=False)
def forecast(job: Job) -> Result:
    return {"points": make_forecast()}


@handler("courses.solve_plan", label=_("Menghitung rencana pelatihan"), atomic=False)
def solve_plan(job: Job) -> Result:
    plan = TrainingPlan.objects.select_related("unit").filter(pk=job.payload["plan"]).first()
    if plan is None or plan.state != PlanState.SOLVING:
        return None
    return {"places": solve(plan=plan)}


every_day("courses.forecast", time(2, 30))
every_day("courses.open_rounds", time(1, 15))
every_day("courses.follow_staff", time(1, 30))
every_day("courses.remind", time(6, 30))


@handler("courses.check_import", label=_("Memeriksa impor pelatihan"), atomic=False)
def check_import(job: Job) -> Result:
    row = CourseImport.objects.filter(pk=job.payload["import"], state=CourseImportState.CHECKING).first()
    if row is not None:
        imports.check_import(row=row)
    return None


@handler("courses.apply_import", label=_("Mengimpor pelatihan"), atomic=False)
def apply_import(job: Job) -> Result:
    """In a transaction of its own, at whose failure stored files are taken away; it includes the end of the job."""
    row = CourseImport.objects.filter(pk=job.payload["import"], state=CourseImportState.IMPORTING).first()
    if row is not None:
        imports.apply_import(row=row, finish=partial(finish, job, None))
    return None


@handler("courses.forget_imports", label=_("Menghapus impor pelatihan lama"))
def forget_imports(job: Job) -> Result:
    return {"imports": imports.forget_old(now=timezone.now())}


schedule.every_day("courses.forget_imports", after=time(1, 0))
