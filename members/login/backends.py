"""Who is behind a session, asked on every request."""

from allauth.account.auth_backends import AuthenticationBackend

from members.people.models import User
from portal.kit.prepared import Prepared


class AccountBackend(AuthenticationBackend):
    """allauth's own; only the account of a session is read with kept SQL."""

    def get_user(self, user_id):
        """The account with this number, unless it is gone or closed."""
        user = next(iter(_account(int(user_id))), None)
        return user if user is not None and self.user_can_authenticate(user) else None


_account = Prepared(lambda number: User.objects.filter(pk=number).order_by())
