"""Erasing one person now, on request, so that neither name, address nor number is left anywhere."""

from functools import partial

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.db.models import FileField, JSONField, Model, QuerySet
from wagtail.search import index

from events.certificates.flows.forgetting import forget_holder
from forum.questions.models import Question, QuestionEvent
from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.notices.models import Notice, OutgoingMail
from portal.ui.validators import refuse_cpr

from .. import mail_folder
from ..foreseen import SOURCES, recognised_in
from ..models import Leftover
from ..problems import to_erase
from ..remains import Remain, Traces, remains, traces_of
from .nightly import _delete_with_files, _empty_profiles, _take_names

#: Rows that are only ever about what has happened: they go whole where a person is recognised in them.
GO_WHOLE: tuple[type[Model], ...] = (Notice, OutgoingMail, QuestionEvent)


@transaction.atomic
def erase_person(*, person: User, words: str = "", by) -> list[Remain]:
    """Empty the account as the nightly work does when its time has come, and take the person out of every
    other text. Returns what is left for a human: pages and files in which they are still recognised.

    What stays is what no longer points at anybody: posts, memberships, seats and texts. A request of the
    person's is done by it: they get a last letter, with `words`, of which nothing is left either. A CPR
    number in the words raises ValidationError.
    """
    refuse_cpr(words)
    User.objects.filter(pk=person.pk).update(is_active=False)
    stop_if(to_erase(person, by))
    traces = traces_of(person)
    _delete_sessions(person)
    for rows in _rows_told(User.objects.filter(pk=person.pk)):
        rows.delete()
    _delete_own_files(person, traces)
    forget_holder(person=person, by=by)
    emptied = User.objects.filter(pk=person.pk)
    _empty_profiles(emptied, by, words=words)
    _take_names(emptied, by)
    left, touched = [], []
    for remain in list(remains(traces)):
        if isinstance(remain.row, OutgoingMail) and remain.row.leaves_no_trace:
            continue
        if isinstance(remain.row, GO_WHOLE):
            type(remain.row)._base_manager.filter(pk=remain.row.pk).delete()
        elif _take_out(remain, traces):
            touched.append(remain.row)
        else:
            left.append(remain)
    _index_anew(touched)
    Leftover.objects.bulk_create(
        (
            Leftover(
                person=person,
                model=remain.row._meta.label,
                row=str(remain.row.pk),
                field=remain.field.name,
            )
            for remain in left
        ),
        ignore_conflicts=True,
    )
    transaction.on_commit(partial(mail_folder.forget, traces))
    trail.record("retention.person_erased", on=person, by=by, about=person, count=len(touched))
    return left


def _rows_told(people: QuerySet[User]) -> list[QuerySet]:
    """What the portal has told people, behind the bell and by mail: it goes with them."""
    return [
        Notice.objects.filter(recipient__in=people),
        OutgoingMail.objects.filter(recipient__in=people),
    ]


def _delete_sessions(person: User) -> None:
    for known in UserSession.objects.filter(user=person):
        known.end()
    # Also those that began before the list of log-ins was kept.
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()


def _delete_own_files(person: User, traces: Traces) -> None:
    """The person's own files in which they are recognised; the others stay with the text they belong to."""
    for source in SOURCES:
        if theirs := recognised_in(source, person, traces):
            _delete_with_files(source.model._default_manager.filter(pk__in=theirs))


def _take_out(remain: Remain, traces: Traces) -> bool:
    """Put something else in a text's place; False where that is for a human: in a file's name, in a page's
    blocks and where the database says no."""
    field, model = remain.field, type(remain.row)
    if isinstance(field, FileField) or not isinstance(remain.value, str | list | dict):
        return False
    value = traces.without(remain.value)
    if isinstance(value, str) and not isinstance(field, JSONField) and field.max_length:
        value = value[: field.max_length]
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=remain.row.pk).update(**{field.name: value})
    except IntegrityError:
        return False
    return True


def _index_anew(rows: list[Model]) -> None:
    """Let the search forget the old wording, also of what is found by its answers and files."""
    questions = set()
    for row in rows:
        answer = getattr(row, "answer", None)
        question = getattr(row, "question", None) or getattr(answer, "question", None)
        if isinstance(question, Question):
            questions.add(question.pk)
        elif isinstance(row, index.Indexed):
            index.insert_or_update_object(type(row)._base_manager.get(pk=row.pk))
    for question in Question.objects.filter(pk__in=questions):
        index.insert_or_update_object(question)
