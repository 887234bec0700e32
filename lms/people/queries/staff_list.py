"""People with what a list shows of them: one query for the rows, one for their posts."""

from django.db.models import Prefetch, QuerySet

from lms.people.models import Posting, User


def with_posts(people: QuerySet[User]) -> QuerySet[User]:
    """Each person's post of today stands in ``posts_now`` (none or one)."""
    now = Posting.objects.current().select_related("unit__opd", "position")
    return people.prefetch_related(Prefetch("postings", queryset=now, to_attr="posts_now"))
