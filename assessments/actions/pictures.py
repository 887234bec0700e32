from datetime import datetime

from assessments.exchange.found import Picture
from assessments.models import QuestionPicture


def keep_picture(found: Picture, *, now: datetime) -> None:
    """Keep a picture under the name of its content; one that is there already stays."""
    QuestionPicture.objects.bulk_create(
        [QuestionPicture(name=found.name, media_type=found.media_type, content=found.data, created_at=now)],
        ignore_conflicts=True,
    )
