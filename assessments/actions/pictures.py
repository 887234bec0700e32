from collections.abc import Iterable
from datetime import datetime

from assessments.exchange.found import Picture
from assessments.models import QuestionPicture


def keep_pictures(found: Iterable[Picture], *, now: datetime) -> None:
    """Keep pictures under the names of their contents; one that is there already stays."""
    rows = [
        QuestionPicture(name=one.name, media_type=one.media_type, content=one.data, created_at=now)
        for one in found
    ]
    QuestionPicture.objects.bulk_create(rows, ignore_conflicts=True)
