from datetime import datetime
from typing import Any

from django.db import transaction

from certificates.models import Certificate
from lms.audit import log


@transaction.atomic
def mark_uploaded(*, ids: list[int], by: Any, now: datetime) -> int:
    """Note that these certificates stand in SIASN now; returns how many did not before. A repeat changes nothing."""
    marked = Certificate.objects.for_siasn(by).filter(pk__in=ids).update(siasn_at=now)
    if marked:
        log.record("certificates.mark_uploaded", by, by=by, after={"certificates": marked})
    return marked
