"""Which buttons a reader has under an answer or a comment."""

from typing import NamedTuple, Protocol

from . import rules
from .models import Question


class Text(Protocol):
    """What must be known of a text to say what a reader may do to it: the rows of `Answer` and `Comment`
    do, and so does what is kept of them with a page (`standing.Shape`)."""

    author_id: int | None
    anonymous: bool
    deleted_at: object


class Judged(Text, Protocol):
    accepted_at: object
    confirmed_at: object


class AnswerTools(NamedTuple):
    """A reader's buttons under one answer."""

    write: bool
    mark: bool
    marked: bool
    edit: bool
    delete: bool
    accept: bool
    accepted: bool
    confirm: bool
    confirmed: bool
    trace: bool


class CommentTools(NamedTuple):
    """A reader's buttons under one comment."""

    edit: bool
    delete: bool
    trace: bool

    def __bool__(self) -> bool:
        return self.edit or self.delete or self.trace


class Toolbox:
    """What one reader has under the texts of one question. The rules are asked once for all of them: on a
    page of thirty answers they would else be asked three hundred times."""

    def __init__(self, user, question: Question):
        self._person = user.pk
        self._write = rules.may_write(user)
        self._add = self._write and question.takes_answers
        self._edit = self._write and question.locked_at is None
        self._moderate = rules.may_moderate(user)
        self._confirm = rules.may_confirm(user)
        self._trace = rules.may_trace(user)
        self._accept = rules.may_accept(user, question)

    def under_answer(self, answer: Judged, *, marked: bool) -> AnswerTools:
        """The buttons under an answer that stands on the page."""
        own, stands = answer.author_id == self._person, answer.deleted_at is None
        return AnswerTools(
            write=self._add,
            mark=self._write and stands and not own,
            marked=marked,
            edit=self._edit and stands and own,
            delete=self._moderate or (self._write and stands and own),
            accept=self._accept,
            accepted=answer.accepted_at is not None,
            confirm=self._confirm,
            confirmed=answer.confirmed_at is not None,
            trace=self._trace and answer.anonymous,
        )

    def under_new_answer(self) -> AnswerTools:
        """The buttons under an answer by someone else that has just arrived."""
        return AnswerTools(
            write=self._write,
            mark=self._write,
            marked=False,
            edit=False,
            delete=self._moderate,
            accept=self._accept,
            accepted=False,
            confirm=self._confirm,
            confirmed=False,
            trace=False,
        )

    def under_comment(self, comment: Text) -> CommentTools:
        """The buttons under a comment."""
        own = self._write and comment.author_id == self._person and comment.deleted_at is None
        return CommentTools(
            edit=own and self._edit,
            delete=own or self._moderate,
            trace=self._trace and comment.anonymous,
        )
