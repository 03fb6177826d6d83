"""What counts as a second factor: what the account has, and what this session has shown of it.

A session that was opened before the account got its second factor is still open afterwards, so having
one is not enough: it must have been shown in this very session. allauth notes in the session how its
holder got in (`get_authentication_records`); a code, a recovery code or a passkey is noted as "mfa" with
the number of what was used.
"""

from enum import Enum, auto

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator

#: Recovery codes alone are paper, not a factor; they stand in for one that is away.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class SecondFactor(Enum):
    """How it stands with a session and its account."""

    NONE = auto()  #: the account has none
    HELD_BACK = auto()  #: it has one, which this session has not shown
    SHOWN = auto()


def of(request) -> SecondFactor:
    """How it stands with the session of a logged-in request, in one query. What has been removed from
    the account since it was shown counts no more."""
    held = dict(Authenticator.objects.filter(user=request.user.pk).values_list("pk", "type"))
    if not any(kind in FACTORS for kind in held.values()):
        return SecondFactor.NONE
    shown = {
        record.get("id")
        for record in get_authentication_records(request, request.user)
        if record.get("method") == "mfa"
    }
    return SecondFactor.SHOWN if shown & held.keys() else SecondFactor.HELD_BACK


def note_first(request, device: Authenticator) -> None:
    """Note that the session has shown the account's first factor, because it was set up in it: its
    holder had just given the password anew, and proven to have the device.

    A further factor is not noted: it says nothing of whether the session has shown the first.
    """
    others = Authenticator.objects.filter(user=device.user_id, type__in=FACTORS)
    if device.type in FACTORS and not others.exclude(pk=device.pk).exists():
        record_authentication(request, device.user, "mfa", id=device.pk, type=device.type)
