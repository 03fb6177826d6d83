"""What the secretariat begins with when it hears a member who has not answered."""

from django.utils import translation
from django.utils.translation import gettext as _

from members.people.models import User
from portal.kit.dates import long_date

from .queries import open_for


def reason_for_hearing(person: User) -> str:
    """The reasons of a hearing about suspension, in the language of the member who reads them; empty where
    no question of theirs is open. The secretariat may write it anew before it is sent."""
    waiting = open_for(person)
    if waiting is None or waiting.asked_at is None:
        return ""
    with translation.override(person.language):
        asked = long_date(waiting.asked_at, person.language)
        words = _(
            "On %(day)s we asked you whether what the network knows of you is still right, and we have "
            "reminded you since. We have had no answer. Members share confidential matters with each other "
            "here, so the network must know that everyone who has access still is in the post that gives it."
        ) % {"day": asked}
        way = _(
            "You can still confirm your data, under “Your membership”. If something has changed, write to "
            "us. If you do neither, we consider suspending your membership until you have."
        )
    return f"{words}\n\n{way}"
