"""Keep the edition of a course in step with what is published in it."""

import secrets
from collections.abc import Iterable

from wagtail.models import Page

from courses.models import CoursePage, Edition


def renew_editions(pages: Iterable[Page]) -> None:
    """Give the courses that these pages stand in a new token, in the transaction of the change."""
    paths = {page.path[: page.steplen * depth] for page in pages for depth in range(1, page.depth + 1)}
    for pk in CoursePage.objects.filter(path__in=paths).values_list("pk", flat=True):
        Edition.objects.update_or_create(course_id=pk, defaults={"token": secrets.token_hex(16)})
