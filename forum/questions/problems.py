"""Why something cannot be done in the forum, as values."""

from django.utils.translation import gettext_lazy as _

from portal.kit.problems import Blocker
from portal.ui import prose

from . import rules
from .models import Answer, Question, Written

NO_ACCESS = Blocker("not_allowed", _("Only members can write here."))


def to_write(user, *texts: str) -> list[Blocker]:
    """Why this person cannot post these texts (formatted or plain)."""
    found = [] if rules.may_write(user) else [NO_ACCESS]
    if not all(prose.plain(text).strip() for text in texts):
        found.append(Blocker("empty", _("Write something first.")))
    return found


def to_edit(post: Written, user) -> list[Blocker]:
    if rules.may_edit(user, post):
        return []
    return [Blocker("not_the_author", _("Only the one who wrote it can change it."))]


def to_accept(question: Question, user) -> list[Blocker]:
    if rules.may_accept(user, question):
        return []
    return [Blocker("not_the_asker", _("Only the one who asked can accept an answer."))]


def to_confirm(user) -> list[Blocker]:
    if rules.may_confirm(user):
        return []
    return [Blocker("not_allowed", _("Only the secretariat can confirm an answer."))]


def to_mark_helpful(answer: Answer, user) -> list[Blocker]:
    if not rules.may_write(user):
        return [NO_ACCESS]
    if not rules.may_mark_helpful(user, answer):
        return [Blocker("own_answer", _("You wrote this answer yourself."))]
    return []


def to_follow(question: Question, user) -> list[Blocker]:
    return [] if rules.may_view(user, question) else [NO_ACCESS]


def to_trace(post: Written, user) -> list[Blocker]:
    """Tracing is for anonymous texts; who wrote the others stands above them."""
    if not rules.may_trace(user):
        return [Blocker("not_allowed", _("You may not trace anonymous texts."))]
    if not post.anonymous:
        return [Blocker("not_anonymous", _("This text is not anonymous."))]
    return []
