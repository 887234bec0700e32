from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from lms.core.models import Notice
from lms.people.models import User


class Backend(AuthenticationBackend):
    """Sign in by NIP, user name or e-mail; every page's user comes with the number of unread notices."""

    def get_user(self, user_id: Any) -> User | None:
        mine = Notice.objects.unread().filter(recipient=OuterRef("pk")).order_by().values("recipient")
        unread = Coalesce(Subquery(mine.annotate(n=Count("pk")).values("n")), 0)
        user = User.objects.get_queryset().annotate(unread=unread).filter(pk=user_id).first()
        if user is None or not self.user_can_authenticate(user):
            return None
        user.unread_notices = user.unread
        return user
