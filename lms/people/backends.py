from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import IntegerField
from django.db.models.expressions import RawSQL

from lms.core.prepared import Prepared
from lms.people.models import User

# Written out because every request asks it: building the same subquery from expressions costs more than running it.
UNREAD = RawSQL(
    "SELECT COUNT(*) FROM core_notice WHERE recipient_id = people_user.id AND read_at IS NULL",
    (),
    output_field=IntegerField(),
)

BY_ID = Prepared(lambda pk: User.objects.get_queryset().annotate(unread=UNREAD).order_by().filter(pk=pk))


class Backend(AuthenticationBackend):
    """Sign in by NIP, user name or e-mail; every page's user comes with the number of unread notices."""

    def get_user(self, user_id: Any) -> User | None:
        user = BY_ID.one(pk=int(user_id))
        if user is None or not self.user_can_authenticate(user):
            return None
        user.unread_notices = user.unread
        return user
