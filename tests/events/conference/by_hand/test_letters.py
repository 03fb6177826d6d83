"""Letters to a selection."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.conference.enums import Selection
from events.conference.flows import forgetting, lines, writing
from events.conference.models import Conference, GroupLetter, Note
from events.conference.recipients import recipients
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import OutgoingMail
from portal.notices.tasks import render
from tests.events.conference.by_hand.asking import CPR, codes, of
from tests.factories.events import register

pytestmark = pytest.mark.django_db


def send(conference, by, **changes) -> GroupLetter:
    letter = {
        "selection": Selection.ALL,
        "subject": "Husk gode sko",
        "body": "Vi går en tur.\n\nTag regntøj med.",
        "key": uuid4(),
    }
    return writing.send(conference=conference, **{**letter, **changes}, by=by)


def test_each_selection_means_whom_it_says(line, conference, desk, personas):
    register(conference, desk)
    whom = {
        (Selection.ALL, None): {"Ada", "Bo", "Ea", "Ida"},
        (Selection.PART, line): {"Ada"},
        (Selection.PART_LINE, line): {"Bo", "Ea", "Ida"},
        (Selection.WAITING, None): set(),
    }
    for (selection, part), names in whom.items():
        found = recipients(conference, selection, part, but_for=desk)
        assert {person.name for person in found} == names, selection


def test_a_letter_sent_twice_is_one_and_says_what_was_written(line, conference, desk):
    key = uuid4()
    first, again = (send(conference, desk, key=key) for _ in range(2))
    assert first == again and first.count == 4
    mails = OutgoingMail.objects.filter(template="conference/mail/from_desk")
    assert mails.count() == 4
    message = render(mails.first())
    assert message.subject == "Husk gode sko"
    for text in (message.body, message.alternatives[0].content):
        assert "Tag regntøj med." in text and "/aarsmoede/" in text
    entry = Entry.objects.get(action="conference.letter_sent")
    assert entry.facts == {"conference": conference.pk, "count": 4} and entry.by_id == desk.pk


def test_a_letter_to_nobody_or_with_a_cpr_number_is_not_sent(line, conference, desk, personas):
    for changes, code in [
        ({"selection": Selection.WAITING}, "nobody"),
        ({"selection": Selection.PART}, "no_part"),
    ]:
        with pytest.raises(Refused) as refused:
            send(conference, desk, **changes)
        assert codes(refused) == [code]
    with pytest.raises(ValidationError):
        send(conference, desk, body=f"Se {CPR}")
    with pytest.raises(Refused):
        send(conference, personas.member)
    assert not GroupLetter.objects.exists()


def test_notes_and_letters_go_with_what_the_house_knew(line, conference, desk):
    lines.move(entry=of("Ida"), place=1, reason="Har ringet", by=desk)
    send(conference, desk)
    past = timezone.localdate() - timedelta(days=31)
    Conference.objects.update(starts_on=past, ends_on=past)
    forgetting.erase_needs(before=timezone.now() - timedelta(days=30), by=None)
    assert not Note.objects.exists() and not GroupLetter.objects.exists()
