"""Sessions in the database, as Django's own, with the statement of every request built once."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from lms.core.prepared import Prepared

LIVING = Prepared(lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now)[:1])


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Any:
        """The row of a living session; without one the key is forgotten, so that nobody can choose it."""
        row = LIVING.one(key=self.session_key or "", now=timezone.now())
        if row is None:
            self._session_key = None
        return row
