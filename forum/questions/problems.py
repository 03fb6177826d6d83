"""Why something cannot be done in the forum, as values."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from members.groups.models import Group
from members.groups.queries import belongs_to, members_of
from portal.kit.problems import Blocker
from portal.ui import prose
from resources.library.models import Guide

from . import queries, rules
from .enums import Closing, Reason
from .models import Answer, Question, Written

#: Fewer people than this in a group, and an anonymous one of them is known.
CROWD = 5
ASKER_OUTSIDE = Blocker(
    "asker_outside", _("The one who asked is not in that group and would lose sight of it.")
)
#: So many files may stand under one text.
MOST_FILES = 5
NO_ACCESS = Blocker("not_allowed", _("Only members can write here."))


def to_write(user, *texts: str, on: Question | None = None) -> list[Blocker]:
    """Why this person cannot post these texts (formatted or plain), new or `on` a question."""
    outside = on is not None and not rules.may_view(user, on)
    found = [NO_ACCESS] if outside or not rules.may_write(user) else []
    if not all(prose.plain(text).strip() for text in texts):
        found.append(Blocker("empty", _("Write something first.")))
    return found


def to_cite(guide: Guide | None, *, now: Guide | None = None) -> list[Blocker]:
    """Why an answer cannot name this guide: its words are the same for all who read it, so it names only what
    all members may read, and what is still to be used. What it names already (`now`) may stay."""
    if guide is None or (guide.is_for_all_members and (guide == now or not guide.is_retired)):
        return []
    if guide.is_for_all_members:
        return [Blocker("retired", _("That guide is retired. Choose another one."))]
    return [Blocker("not_for_all", _("Only one group may read that guide. Choose another one."))]


def gone(post: Written) -> list[Blocker]:
    """That a text has been deleted; ask the row as it is under the lock."""
    return [] if post.deleted_at is None else [Blocker("gone", _("It has been deleted."))]


def unseen(post: Written) -> list[Blocker]:
    """That a text is hidden, so that nobody can do anything with it meanwhile."""
    if post.hidden_at is None:
        return []
    return [Blocker("hidden", _("It is hidden while the secretariat looks at it."))]


def held(question: Question) -> list[Blocker]:
    """That a question is locked for the time being, also for changes; ask the locked row."""
    if question.locked_at is None:
        return []
    return [Blocker("locked", _("The secretariat has locked the question for the time being."))]


def to_add(question: Question) -> list[Blocker]:
    """Why nobody can add anything to a question; ask the locked row."""
    if question.takes_answers:
        return []
    return [*held(question), *unseen(question)] or [
        Blocker("closed", _("The question is closed and takes no more answers."))
    ]


def to_keep_order(user) -> list[Blocker]:
    if rules.may_moderate(user):
        return []
    return [Blocker("not_allowed", _("Only those who keep order in the forum can do that."))]


def to_hide_text(post: Written, reason: str, user) -> list[Blocker]:
    """Why a text cannot be hidden; ask the row as it is under the lock."""
    found = [*to_keep_order(user), *gone(post)]
    if reason not in Reason.values:
        found.append(Blocker("no_reason", _("Say why it is hidden.")))
    return found


def to_lock(question: Question, note: str, user) -> list[Blocker]:
    """Why a question cannot be locked; ask the locked row."""
    found = [*to_keep_order(user), *gone(question)]
    if not note.strip():
        found.append(Blocker("no_reason", _("Say why it is locked.")))
    return found


def to_close(question: Question, closing: str, same_as: Question | None, user) -> list[Blocker]:
    """Why a question cannot be closed for this reason. Whoever is sent on to another question must be
    able to read it."""
    found = to_keep_order(user)
    if question.closed_at is not None:
        found.append(Blocker("closed", _("The question is already closed.")))
    if closing not in Closing.values:
        found.append(Blocker("no_reason", _("Say why it is closed.")))
    if (same_as is not None) != (closing == Closing.DUPLICATE):
        found.append(
            Blocker("no_other", _("Say which question asks the same, and only for that reason."))
        )
    if same_as is not None:
        if same_as.pk == question.pk or same_as.duplicate_of_id == question.pk:
            found.append(Blocker("itself", _("A question cannot be sent on to itself.")))
        if same_as.audience_id not in (None, question.audience_id):
            found.append(
                Blocker("narrower", _("Not everybody who reads this one may read the other one."))
            )
    return found


def to_merge(question: Question, into: Question, user) -> list[Blocker]:
    """Why a question's answers cannot move under another one; ask the locked rows. They were written for
    those who read the question, so the same people must read the other."""
    found = to_keep_order(user)
    if into.pk == question.pk or into.duplicate_of_id is not None:
        found.append(Blocker("itself", _("A question cannot be sent on to itself.")))
    if question.closed_at is not None and question.duplicate_of_id != into.pk:
        found.append(Blocker("closed", _("The question is already closed.")))
    if into.audience_id != question.audience_id:
        found.append(
            Blocker(
                "other_readers",
                _("The answers stay where they are: not the same people read both questions."),
            )
        )
    for each in (question, into):
        found += [*gone(each), *unseen(each)]
    return found


def to_move(
    question: Question, audience: Group | None, agreed: Collection[int], user
) -> list[Blocker]:
    """Why a question cannot have these readers; ask the locked row."""
    found = to_offer(question, audience, user)
    if queries.who_must_agree(question, audience) - set(agreed):
        found.append(Blocker("consent", _("Not everybody who has written there has said yes.")))
    elif _loses_sight(question, audience):
        found.append(ASKER_OUTSIDE)
    return found


def to_offer(question: Question, audience: Group | None, user) -> list[Blocker]:
    """Why nobody need even be asked whether a question may have these readers. It says nothing of who is
    behind an anonymous text."""
    found = [*to_keep_order(user), *gone(question), *unseen(question)]
    texts = queries.texts_in(question)
    found += to_hide(audience, any(post.anonymous for post in texts))
    if not question.anonymous and _loses_sight(question, audience):
        found.append(ASKER_OUTSIDE)
    leading = (
        question.duplicates.exclude(audience=audience) if audience else Question.objects.none()
    )
    if question.duplicate_of_id or leading.exists():
        found.append(
            Blocker(
                "leads", _("Another question leads here, or this one leads on: undo that first.")
            )
        )
    return found


def loses_sight(user, question: Question, audience: Group | None) -> bool:
    """Whether this person reads a question today and would not with this audience."""
    if audience is None or not rules.may_view(user, question):
        return False
    return not rules.may_moderate(user) and not belongs_to(user, audience)


def _loses_sight(question: Question, audience: Group | None) -> bool:
    return question.author is not None and loses_sight(question.author, question, audience)


def to_join(question: Question, user) -> list[Blocker]:
    """Why this person has no part in this question at all."""
    return [] if rules.may_view(user, question) else [NO_ACCESS]


def to_address(audience: Group | None, user, anonymous: bool) -> list[Blocker]:
    """Why a question cannot be asked of these people by this one."""
    if audience is None:
        return []
    if not belongs_to(user, audience):
        return [Blocker("not_your_group", _("You can ask only the groups you belong to."))]
    return to_hide(audience, anonymous)


def to_hide(audience: Group | None, anonymous: bool) -> list[Blocker]:
    """Why nobody can be anonymous among these people."""
    if not anonymous or audience is None or members_of(audience).count() >= CROWD:
        return []
    return [
        Blocker(
            "too_few",
            _("The group is so small that everybody would guess who you are. Write openly."),
        )
    ]


def to_edit(post: Written, user) -> list[Blocker]:
    if rules.may_edit(user, post):
        return []
    return [Blocker("not_the_author", _("Only the one who wrote it can change it."))]


def to_detach(post: Written, user) -> list[Blocker]:
    """Why a person cannot take a file away from under a text."""
    if rules.may_detach(user, post):
        return []
    return [
        Blocker(
            "not_the_author",
            _("Only the one who attached it, and those who keep order, can remove it."),
        )
    ]


def to_attach(count: int) -> list[Blocker]:
    """Why no more files can be attached to a text that then has `count` of them."""
    if count <= MOST_FILES:
        return []
    return [
        Blocker(
            "too_many_files",
            _("There is room for %(most)d files. Take one away first.") % {"most": MOST_FILES},
        )
    ]


NEWER = Blocker(
    "newer",
    _("A newer draft has been saved in another window. What you have written here is not saved."),
)
SETTLED = Blocker(
    "settled",
    _(
        "The draft has been posted or discarded in another window. What you write here is not saved."
    ),
)


def to_delete(post: Written, user) -> list[Blocker]:
    if rules.may_view(user, post.thread) and rules.may_delete(user, post):
        return []
    if rules.wrote(user, post) and post.deleted_at is not None:
        return []  # already gone: deleting twice is deleting once
    return [Blocker("not_the_author", _("Only the one who wrote it can delete it."))]


def to_forget(post: Written, user) -> list[Blocker]:
    """Why an earlier wording cannot be deleted for good."""
    return to_delete(post, user)


def to_accept(question: Question, user) -> list[Blocker]:
    if rules.may_accept(user, question):
        return []
    return [Blocker("not_the_asker", _("Only the one who asked can accept an answer."))]


def to_confirm(user) -> list[Blocker]:
    if rules.may_confirm(user):
        return []
    return [Blocker("not_allowed", _("Only the secretariat can confirm an answer."))]


def to_mark_helpful(answer: Answer, user) -> list[Blocker]:
    if not rules.may_write(user) or to_join(answer.question, user):
        return [NO_ACCESS]
    if found := [*gone(answer), *unseen(answer)]:
        return found
    if not rules.may_mark_helpful(user, answer):
        return [Blocker("own_answer", _("You wrote this answer yourself."))]
    return []


def to_follow(question: Question, user) -> list[Blocker]:
    return to_join(question, user)


def to_trace(post: Written, user) -> list[Blocker]:
    """Tracing is for anonymous texts; who wrote the others stands above them."""
    if not rules.may_trace(user):
        return [Blocker("not_allowed", _("You may not trace anonymous texts."))]
    if not post.anonymous:
        return [Blocker("not_anonymous", _("This text is not anonymous."))]
    return []
