"""Who is behind a session, asked on every request."""

from allauth.account.auth_backends import AuthenticationBackend

from members.people.rules import read_one


class AccountBackend(AuthenticationBackend):
    """allauth's own; only the account of a session is read with its standing, which every page asks."""

    def get_user(self, user_id):
        """The account with this number, unless it is gone or closed."""
        return read_one(int(user_id))
