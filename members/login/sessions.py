"""Sessions in the database, as Django keeps them; only the one of a request is read with kept SQL. They are
not kept in a cache: one that was ended elsewhere is over at once."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from portal.kit.prepared import Prepared


class SessionStore(db.SessionStore):
    """Django's own store."""

    def _get_session_from_db(self):
        found = next(iter(_session(str(self.session_key), timezone.now())), None)
        if found is None:
            self._session_key = None
        return found


_session = Prepared(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now).order_by()
)
