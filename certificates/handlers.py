"""Background work of certificates."""

from datetime import time

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.actions.checkpoints import make_checkpoint
from certificates.actions.forget import forget_some
from certificates.actions.issue import JOB, issue
from certificates.credentials.keys import NoCredentialKey
from certificates.models import Certificate
from certificates.rendering import Unprintable, unprintable
from certificates.sealing.keys import NoSeal
from lms.core import schedule
from lms.core.jobs import More, Refused, Result, handler
from lms.core.models import Job


@handler(JOB, label=gettext_lazy("Menerbitkan sertifikat"))
def issue_certificate(job: Job) -> Result:
    certificate = Certificate.objects.filter(pk=job.payload["certificate"]).first()
    if certificate is None:
        return None
    try:
        return {"number": issue(certificate=certificate).number}
    except Unprintable as error:
        raise Refused(unprintable(error)) from error
    except NoSeal as error:
        raise Refused(
            _("Kunci segel tidak dapat dipakai (%(why)s). Beri tahu operator.") % {"why": error}
        ) from error
    except NoCredentialKey as error:
        raise Refused(
            _("Kunci lencana digital tidak dapat dipakai (%(why)s). Beri tahu operator.") % {"why": error}
        ) from error


@handler("certificates.forget", label=gettext_lazy("Menghapus data pemegang sertifikat lama"))
def forget_certificates(job: Job) -> More | Result:
    done = job.payload.get("done", 0)
    if count := forget_some(timezone.now()):
        return More(done + count, 0, {"done": done + count})
    return {"certificates": done}


@handler("certificates.checkpoint", label=gettext_lazy("Menandatangani titik periksa buku besar sertifikat"))
def checkpoint(job: Job) -> Result:
    made = make_checkpoint(at=timezone.now())
    return {"lines": made.size if made else 0}


schedule.every_day("certificates.checkpoint", after=time(2, 15))
schedule.every_day("certificates.forget", after=time(1, 45))
