"""What somebody who has done everything has done in the forum; see `whole_person`."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from forum.following import flows as following
from forum.following.models import DigestMark
from forum.moderation import flows as moderation
from forum.moderation.enums import Outcome
from forum.moderation.models import Consent, Move
from forum.questions import flows as forum_flows
from forum.questions.enums import Level
from forum.questions.models import Answer
from forum.questions.readings import remember_reading
from forum.waiting import flows as waiting
from portal.ui.uploads import taken
from portal.words.flows import note_vain

from . import files, forum


def take_part(gert, other) -> None:
    """Everything that can be done there."""
    question = forum.make_question(gert)
    theirs = forum.make_question(other)
    answer = forum.make_answer(theirs, gert)
    forum.make_comment(answer, gert)
    forum.make_draft(gert, title="Et nyt spørgsmål")
    forum.make_draft(gert, theirs)
    note_vain(typed="voldgiftsnævn", day=timezone.localdate(), by=None)
    upload = taken(SimpleUploadedFile("Udkast.docx", files.word("Udkast")))
    forum_flows.keep_files(question=None, uploads=[upload], by=gert)
    own = forum.make_answer(question, other)
    forum_flows.mark_helpful(answer=own, helpful=True, by=gert)
    Answer.objects.filter(pk=own.pk).update(confirmed_at=timezone.now(), confirmed_by=gert)
    forum_flows.bookmark(question=theirs, by=gert)
    forum_flows.claim(question=theirs, by=gert)
    remember_reading(question, gert)
    following.follow_topics(levels={forum.make_topic("Mægling"): Level.DAILY}, by=gert)
    following.follow_question(question=theirs, level=Level.WEEKLY, by=gert)
    waiting.volunteer(topics=[forum.make_topic("Tavshedspligt")], by=gert)
    forum.make_answer(theirs, other)
    DigestMark.objects.create(person=gert, told_until=timezone.now())
    following.make_address(by=gert)
    report = forum.make_report(theirs, gert)
    moderation.settle(case=report.case, outcome=Outcome.NOTHING, note="Tak.", by=gert)
    request = Move.objects.create(
        question=theirs,
        asked_by=gert,
        reason="Andre har samme spørgsmål.",
        answer_by=timezone.now(),
    )
    Consent.objects.create(move=request, person=gert, said="yes", said_at=timezone.now())
    moderation.withdraw(request=request, by=gert)
