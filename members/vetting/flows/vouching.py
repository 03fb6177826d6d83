"""Asking a member of the applicant's municipality whether they know the applicant, and their word."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.admission.flows.holding import hold
from members.admission.models import Application
from members.people.models import User
from portal.audit import trail
from portal.kit.problems import Blocker, stop_if

from .. import notices
from ..enums import Word
from ..models import Vouching
from ..problems import to_ask_member, to_vouch


@transaction.atomic
def ask(*, application: Application, member: User, by) -> Vouching:
    """Ask one member, once; they get a letter with the way to the page where they answer."""
    application = hold(application)
    stop_if(to_ask_member(application, member, by))
    vouching = Vouching.objects.create(application=application, member=member, asked_by=by)
    trail.record("vetting.vouching_asked", on=application, by=by, about=member)
    notices.asked_to_vouch(vouching, by=by)
    return vouching


@transaction.atomic
def answer(*, vouching: Vouching, word: Word, by) -> Vouching:
    """Say whether the applicant is one of one's own; said once, it stands. The same word again changes
    nothing."""
    hold(vouching.application)
    said = Vouching.objects.select_related("application__vetter", "asked_by").get(pk=vouching.pk)
    if said.word:
        stop_if([] if said.word == word and said.member_id == by.pk else [_ANSWERED])
        return said
    stop_if(to_vouch(said, by))
    said.word, said.answered_at = word, timezone.now()
    said.save(update_fields=["word", "answered_at"])
    trail.record("vetting.vouched", on=said.application, by=by, word=str(word))
    notices.vouched(said, by=by)
    return said


_ANSWERED = Blocker("answered", _("You have answered already. Call the secretariat to change it."))
