"""Background work of certificates."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.actions.issue import JOB, issue
from certificates.models import Certificate
from certificates.rendering import Unprintable
from lms.core.jobs import Refused, Result, handler
from lms.core.models import Job


@handler(JOB, label=gettext_lazy("Menerbitkan sertifikat"))
def issue_certificate(job: Job) -> Result:
    certificate = Certificate.objects.filter(pk=job.payload["certificate"]).first()
    if certificate is None:
        return None
    try:
        return {"number": issue(certificate=certificate).number}
    except Unprintable as error:
        signs = ", ".join(f"“{sign}” (U+{ord(sign[0]):04X})" for sign in error.signs)
        raise Refused(
            _(
                "Huruf %(signs)s tidak dapat dicetak di sertifikat. Perbaiki nama pegawai atau "
                "judul pelatihan, lalu ulangi pekerjaan ini."
            )
            % {"signs": signs}
        ) from error
