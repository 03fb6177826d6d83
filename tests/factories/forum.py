"""Questions and answers for tests, made through the same flows as in the portal."""

import itertools
import uuid

from django.core.files.uploadedfile import SimpleUploadedFile

from forum.moderation import flows as moderation
from forum.questions import flows
from forum.questions.enums import Reason
from portal.topics.flows import save as save_topic
from portal.ui.uploads import taken

from . import files

number = itertools.count(1)


def make_topic(name: str = "Aktindsigt", *, synonyms=()):
    return save_topic(slug=f"emne-{next(number)}", name=name, synonyms=list(synonyms), by=None)


def make_question(by, title: str = "Hvor lang er fristen for aktindsigt?", **fields):
    """A question; `fields` are those of `flows.ask`."""
    fields.setdefault("body", "<p>Borgeren har ventet i tre uger på sin aktindsigt.</p>")
    return flows.ask(title=title, by=by, **fields)


def make_answer(question, by, body: str = "<p>Syv arbejdsdage.</p>", **fields):
    return flows.answer(question=question, body=body, by=by, **fields)


def make_comment(answer, by, text: str = "Tak, det bruger jeg.", **fields):
    return flows.comment(answer=answer, text=text, by=by, **fields)


def make_solved(by, helper, title: str = "Hvor lang er fristen for aktindsigt?", **fields):
    """A question that an answer has solved; `fields` are those of `flows.ask`."""
    question = make_question(by, title, **fields)
    flows.accept(answer=make_answer(question, helper), by=by)
    question.refresh_from_db()
    return question


def make_attachment(post, name: str = "Notat.docx", content: bytes = b""):
    """A file under a question or an answer, attached by its author."""
    upload = taken(SimpleUploadedFile(name, content or files.word("Notat om sagsgangen.")))
    return flows.attach(post=post, upload=upload, by=post.author)


def make_draft(by, question=None, **fields):
    """What somebody is writing: an answer to `question`, or a new question."""
    fields.setdefault("body", "<p>Jeg er i tvivl om fristen.</p>")
    fields.setdefault("key", uuid.uuid4())
    return flows.save_draft(question=question, number=fields.pop("number", 0), **fields, by=by)


def make_wording(comment, text: str = "Tak, det bruger jeg ofte."):
    """An earlier wording: of a comment that its author has changed."""
    flows.edit_comment(comment=comment, text=text, by=comment.author)
    return comment.revisions.get()


def make_report(post, by, reason: Reason = Reason.CITIZEN, word: str = "Se anden linje."):
    return moderation.report(post=post, reason=reason, word=word, by=by)
