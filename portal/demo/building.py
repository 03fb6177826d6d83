"""Building the demo network: through the same flows as in the portal, the same each time, and never
where DEBUG is off."""

from django.conf import settings
from django.core.management import CommandError
from django.utils import timezone, translation

from members.people.models import User
from portal.notices.enums import MailState
from portal.notices.models import Notice, OutgoingMail

from . import (
    billing,
    care,
    certificates,
    collections,
    conference,
    conference_desk,
    confirming,
    contributions,
    courses,
    days,
    enclosed,
    events,
    feedback,
    forum,
    helping,
    klarret,
    library,
    order,
    own_data,
    people,
    polls,
    programme,
    searching,
    transfer,
    turns,
    unfinished,
    vetting,
)

STEPS = (
    people.write_topics,
    people.write_members,
    people.write_groups,
    library.write_guides,
    library.write_materials,
    enclosed.lay_files_beside,
    library.write_what_waits,
    events.write_meetings,
    courses.write_courses,
    conference.write_conference,
    conference_desk.run_the_desk,
    billing.write_bills,
    programme.write_programme,
    days.write_days,
    feedback.write_feedback,
    polls.write_poll,
    certificates.write_held_courses,
    forum.write_questions,
    forum.write_follows,
    forum.write_drafts,
    order.write_reports,
    helping.offer_help,
    helping.make_drafts,
    klarret.say_what_is_wanted,
    contributions.give_to_the_library,
    care.look_after_material,
    people.begin_onboardings,
    collections.write_collections,
    collections.let_material_grow_old,
    collections.be_read,
    people.write_applications,
    vetting.write_past_cases,
    own_data.write_requests,
    turns.let_some_leave,
    turns.let_some_be_away,
    turns.let_one_be_about_to_leave,
    turns.hear_one_about_a_suspension,
    confirming.write_confirmations,
    people.give_logins,
    searching.write_searches,
    transfer.take_out_and_bring_in,
)


def is_wanted() -> bool:
    """Only in the embedded mode with DEBUG on, and only in a database without people."""
    return settings.EMBEDDED and settings.DEBUG and not User.objects.exists()


def build() -> None:
    """Fill the database. Raises CommandError where the demo must not be."""
    if not is_wanted():
        raise CommandError("The demo network is only built in an empty embedded database.")
    unfinished.begin()
    with translation.override("da"):
        for step in STEPS:
            step()
        lay_to_rest()
    unfinished.end()


def lay_to_rest() -> None:
    """The network's past has already been told: no mails about it, and few unread notices.

    What waits for the secretariat is left unread.
    """
    OutgoingMail.objects.filter(state=MailState.QUEUED).delete()
    unread = Notice.objects.filter(read_at__isnull=True).exclude(
        kind__in=[
            "application",
            "text-reported",
            "data-request",
            "duties-to-hand-over",
            "hearing-answered",
        ]
    )
    news = unread.filter(recipient__email__startswith="mette.holm@").order_by("created_at")
    latest_of_each = {notice.url: notice.pk for notice in news}
    unread.exclude(pk__in=list(latest_of_each.values())[-3:]).update(read_at=timezone.now())
