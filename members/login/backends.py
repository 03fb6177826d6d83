"""Who is behind a session, asked on every request."""

from allauth.account.auth_backends import AuthenticationBackend

from members.people import rules


class AccountBackend(AuthenticationBackend):
    """allauth's own; only the account of a session is read with kept SQL, and its standing with it."""

    def get_user(self, user_id):
        """The account with this number, unless it is gone or closed."""
        user = rules.account(int(user_id))
        return user if user is not None and self.user_can_authenticate(user) else None
