"""Tell people what happened: once per person and event (invariant I6)."""

from collections.abc import Iterable

from lms.core.models import Notice


def tell(user_ids: Iterable[int], *, event: str, title: str, body: str = "", url: str = "") -> None:
    """Write one notice for each person, in the caller's transaction; once for each event."""
    notices = [
        Notice(recipient_id=pk, event=event, title=title[:200], body=body, url=url)
        for pk in sorted(set(user_ids))
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True, batch_size=500)
