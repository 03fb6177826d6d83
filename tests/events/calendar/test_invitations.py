"""Invitations by mail: what Outlook, Google and Apple look for, read by another library than the writer's."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
import vobject
from django.utils import timezone

from events.meetings.flows import attending, planning
from events.meetings.notices import _mail
from portal.notices.flows import Mail, send_letter
from portal.notices.models import OutgoingMail
from portal.notices.tasks import deliver_due, render
from tests.factories.events import make_meeting, meeting_facts
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


def send(meeting, person, method: str) -> OutgoingMail:
    letter = _mail("changed", meeting)
    return send_letter(
        person.email,
        mail=Mail(
            letter.template,
            {**letter.context, "url": meeting.get_absolute_url()},
            enclosure=f"meeting:{meeting.pk}:{method}",
        ),
        to=person,
        by=None,
    )


def parts(mail: OutgoingMail) -> dict[str, object]:
    """The letter as it goes over the wire, each part by its kind."""
    message = message_from_bytes(render(mail).message().as_bytes(), policy=policy.default)
    assert message.get_content_type() == "multipart/alternative"
    return {part.get_content_type(): part for part in message.iter_parts()}


def invited(mail: OutgoingMail):
    part = parts(mail)["text/calendar"]
    content = part.get_payload(decode=True)
    return part, vobject.readOne(content.decode("utf-8"))


@pytest.fixture
def meeting(personas):
    """A meeting that the member comes to."""
    made = make_meeting(personas.group, by=personas.coordinator, title="Lokalmøde om ærlig frist")
    attending.sign_up(meeting=made, person=personas.member, by=personas.member)
    return made


def letter(name: str, person) -> OutgoingMail:
    return OutgoingMail.objects.get(template=f"meetings/mail/{name}", recipient=person)


def test_a_letter_with_an_invitation_is_words_and_a_request_side_by_side(personas, meeting):
    mail = letter("signed_up", personas.member)
    assert list(parts(mail)) == ["text/plain", "text/html", "text/calendar"]
    part, calendar = invited(mail)
    assert part.get_param("method") == "REQUEST" and part.get_content_charset() == "utf-8"
    assert b"\r\n" in part.get_payload(decode=True)
    assert calendar.method.value == "REQUEST"
    event = calendar.vevent
    assert event.uid.value == f"{meeting.uid}@netvaerket"
    assert event.summary.value == "Lokalmøde om ærlig frist"
    assert event.dtstart.value == meeting.starts_at
    assert b"DTSTART;TZID=Europe/Copenhagen:" in part.get_payload(decode=True)
    assert (event.status.value, event.transp.value) == ("CONFIRMED", "OPAQUE")
    assert event.attendee.value == f"mailto:{personas.member.email}"
    assert event.attendee.params["PARTSTAT"] == ["ACCEPTED"]
    assert event.organizer.value.startswith("mailto:")
    assert event.organizer.value != event.attendee.value


def test_nobody_elses_address_stands_in_it(personas, meeting):
    other = make_member("Eva Friis", "Nyborg")
    attending.sign_up(meeting=meeting, person=other, by=other)
    _part, calendar = invited(send(meeting, personas.member, "REQUEST"))
    assert other.email not in calendar.serialize()


def test_a_move_is_the_same_occasion_with_a_higher_number_and_as_it_stands_when_it_goes_out(
    personas, meeting
):
    first = invited(send(meeting, personas.member, "REQUEST"))[1].vevent
    mail = send(meeting, personas.member, "REQUEST")
    planning.change(
        meeting=meeting, facts=meeting_facts(days=30), agenda=[], by=personas.coordinator
    )
    second = invited(mail)[1].vevent
    assert second.uid.value == first.uid.value
    assert int(second.sequence.value) == int(first.sequence.value) + 1
    assert second.dtstart.value > first.dtstart.value + timedelta(days=10)


def test_a_cancelling_takes_it_out_again(personas, meeting):
    planning.cancel(meeting=meeting, by=personas.coordinator)
    part, calendar = invited(letter("cancelled", personas.member))
    assert part.get_param("method") == calendar.method.value == "CANCEL"
    assert calendar.vevent.status.value == "CANCELLED"
    assert int(calendar.vevent.sequence.value) == 1


@pytest.mark.parametrize("deed", [attending.send_regrets, attending.say_maybe])
def test_whoever_does_not_come_after_all_is_rid_of_it_while_the_meeting_goes_on(
    personas, meeting, deed
):
    deed(meeting=meeting, person=personas.member, by=personas.member)
    _part, calendar = invited(letter("regretted", personas.member))
    assert calendar.method.value == "CANCEL"
    assert calendar.vevent.status.value == "CANCELLED"
    # The invitation that has not gone out yet carries nothing any more.
    assert "text/calendar" not in parts(letter("signed_up", personas.member))


def test_whoever_perhaps_comes_gets_the_words_only(personas, meeting):
    other = make_member("Eva Friis", "Nyborg")
    attending.say_maybe(meeting=meeting, person=other, by=other)
    planning.change(
        meeting=meeting, facts=meeting_facts(days=30), agenda=[], by=personas.coordinator
    )
    assert "text/calendar" not in parts(letter("changed", other))
    assert invited(letter("changed", personas.member))[0].get_param("method") == "REQUEST"


def test_a_meeting_that_is_not_theirs_to_see_any_more_is_not_carried(personas, meeting):
    mail = send(meeting, personas.member, "REQUEST")
    personas.member.posts.update(ends_on=timezone.localdate())
    mail = OutgoingMail.objects.get(pk=mail.pk)
    assert "text/calendar" not in parts(mail)


def test_what_it_carried_is_forgotten_when_it_has_been_sent(personas, meeting, mailoutbox):
    mail = send(meeting, personas.member, "REQUEST")
    deliver_due.call()
    mail.refresh_from_db()
    assert (mail.state, mail.enclosure) == ("sent", "")
    assert len(mailoutbox) == 2  # the receipt, too


@pytest.mark.parametrize(
    "words", ["", "meeting", "meeting:x:REQUEST", "party:7:REQUEST", "meeting:0:X"]
)
def test_an_unknown_enclosure_is_words_only(personas, meeting, words):
    mail = send(meeting, personas.member, "REQUEST")
    mail.enclosure = words
    assert list(parts(mail)) == ["text/plain", "text/html"]
