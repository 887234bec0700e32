"""Which pages Wagtail's own lists show an author: its search, its API and its histories ask one policy.

Wagtail knows rights on a branch of the tree, and all courses stand on one shelf. Who teaches a course is known to
us alone, so what the policy calls explorable is cut down to that here, for every list at once. There is no setting
and no hook for it; a list that is added to Wagtail is cut down too.
"""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from courses.queries.authoring import writable_pages

_explorable = PagePermissionPolicy.explorable_instances


def _own_pages(policy: PagePermissionPolicy, user: Any) -> QuerySet[Page]:
    pages = _explorable(policy, user)
    if user.is_superuser or not user.is_authenticated:  # strangers have none anyway
        return pages
    return writable_pages(user, pages)


def install() -> None:
    """When the app is ready; calling it again changes nothing."""
    PagePermissionPolicy.explorable_instances = _own_pages
