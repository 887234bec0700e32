"""Background work of the exports. Rights are looked at again when the sheet is written."""

from datetime import time

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.core import schedule
from lms.core.jobs import Refused, Result, handler
from lms.core.models import Job
from lms.dashboards.actions.exports import (
    COVERAGE,
    GAPS,
    INDEPENDENCE,
    JP,
    PEMDI,
    SIASN,
    TRAJECTORY,
    drop_old,
    write_coverage,
    write_gaps,
    write_jp,
)
from lms.dashboards.actions.pemdi_pack import write_pack
from lms.dashboards.actions.siasn_pack import write_siasn_pack
from lms.dashboards.actions.summary_exports import write_independence, write_trajectory
from lms.dashboards.scope import Filters, read_filters
from lms.people.models import User
from lms.people.permissions import Permission


@handler(GAPS, label=gettext_lazy("Mengekspor daftar kesenjangan"), atomic=False)
def export_gaps(job: Job) -> Result:
    viewer = _viewer(job)
    return write_gaps(job, _filters(job, viewer), viewer)


@handler(COVERAGE, label=gettext_lazy("Mengekspor peta cakupan"), atomic=False)
def export_coverage(job: Job) -> Result:
    return write_coverage(_filters(job, _viewer(job)))


@handler(JP, label=gettext_lazy("Mengekspor JP"), atomic=False)
def export_jp(job: Job) -> Result:
    viewer = _viewer(job)
    return write_jp(job, _filters(job, viewer), viewer)


@handler(TRAJECTORY, label=gettext_lazy("Mengekspor perjalanan lima tahun"), atomic=False)
def export_trajectory(job: Job) -> Result:
    return write_trajectory(_filters(job, _viewer(job)))


@handler(INDEPENDENCE, label=gettext_lazy("Mengekspor kemandirian"), atomic=False)
def export_independence(job: Job) -> Result:
    return write_independence(_filters(job, _viewer(job)))


@handler(PEMDI, label=gettext_lazy("Menyusun paket bukti Pemdi"), atomic=False)
def pemdi_pack(job: Job) -> Result:
    return write_pack(job, _filters(job, _viewer(job)).year)


@handler(SIASN, label=gettext_lazy("Menyusun paket sertifikat untuk SIASN"), atomic=False)
def siasn_pack(job: Job) -> Result:
    user = _viewer(job)
    if not user.can(Permission.WITHDRAW_CERTIFICATES):
        raise Refused(_("Anda tidak lagi berhak mengekspor data ini."))
    return write_siasn_pack(job, user)


@handler("dashboards.drop_exports", label=gettext_lazy("Menghapus berkas ekspor lama"))
def drop_exports(job: Job) -> Result:
    return {"files": drop_old(timezone.now())}


def _viewer(job: Job) -> User:
    user = job.created_by
    if user is None or not user.is_active or not user.can(Permission.EXPORT_COVERAGE):
        raise Refused(_("Anda tidak lagi berhak mengekspor data ini."))
    return user


def _filters(job: Job, viewer: User) -> Filters:
    try:
        return read_filters(job.payload["filters"], viewer, Permission.EXPORT_COVERAGE)
    except Http404:
        raise Refused(_("Unit atau kompetensi yang diminta tidak ada lagi di lingkup Anda.")) from None


schedule.every_day("dashboards.drop_exports", after=time(1, 0))
