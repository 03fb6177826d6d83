"""What a member is writing in one place: its form, and the draft that keeps it."""

from typing import Any, cast

from django.contrib import messages
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from members.groups.queries import belongs_to
from members.people.models import User
from portal.kit.problems import Refused, stop_if
from portal.ui.hints import hints
from portal.ui.refusals import put_on

from . import flows, pace, queries
from .forms import DraftedForm
from .models import Draft, Question

#: Which field a flow's problem belongs to.
FIELD_OF = {"too_many_files": "attached"}


class Writing:
    """A member's new question, or their answer to `question`."""

    def __init__(self, user: User, question: Question | None = None):
        self.user, self.question = user, question
        self.draft: Draft | None = queries.draft_of(user, question)
        self._fresh: set[int] = set()

    @property
    def address(self) -> str:
        """Where it is saved."""
        if self.question is None:
            return reverse("questions:draft_question")
        return reverse("questions:draft_answer", args=[self.question.pk])

    @property
    def lost_group(self) -> bool:
        """The draft was for a group that its writer is no longer in: whom it is for must be chosen anew."""
        audience = self.draft.audience if self.draft else None
        return audience is not None and not belongs_to(self.user, audience)

    def begun(self, **otherwise: Any) -> dict[str, Any]:
        """What the form begins with: the draft, or where there is none, what else there is."""
        draft = self.draft
        if draft is None:
            return {**otherwise, "draft": 0}
        return {
            "title": draft.title or otherwise.get("title", ""),
            "body": draft.body,
            "topics": [topic.pk for topic in draft.topics.all()],
            "audience": draft.audience_id,
            "anonymous": draft.anonymous,
            "cites": draft.cites_id,
            "draft": draft.number,
        }

    def show_files(self, form: DraftedForm) -> None:
        """Let the form list what is kept already."""
        widget = form.fields["attached"].widget
        widget.kept = list(self._files())
        widget.kept_at = self.address

    def take_files(self, form: DraftedForm) -> None:
        """Put the files of a form that was sent with the draft, whether or not the form can be taken."""
        if form.uploads:
            before, number = {file.pk for file in self._files()}, self._own_number
            try:
                flows.keep_files(question=self.question, uploads=form.uploads, by=self.user)
            except Refused as refused:
                put_on(form, refused, FIELD_OF)
            else:
                self._came_further(form, number)
                self._fresh = {file.pk for file in self._files()} - before
        self.show_files(form)

    def drop_file(self, form: DraftedForm, number: str) -> None:
        """Take one of the draft's files away again."""
        for file in self._files():
            if str(file.pk) == number:
                before = self._own_number
                flows.drop_file(attachment=file, by=self.user)
                self._came_further(form, before)
        self.show_files(form)

    def save(self, form: DraftedForm) -> None:
        """Keep the text. Raises `Refused` where it builds on an older one, or comes too fast."""
        stop_if(pace.overdone(pace.Deed.DRAFT, by=self.user))
        self.draft = flows.save_draft(
            question=self.question, number=self._number(form), **form.written, by=self.user
        )
        self._set_number(form, self.draft.number)

    def drafted(self, form: DraftedForm, shown: list[str]) -> flows.Drafted:
        """What a flow must know of the draft to post it. `shown` are the files that the form listed."""
        files = {int(number) for number in shown if number.isascii() and number.isdecimal()}
        return flows.Drafted(self._number(form), sorted(files | self._fresh))

    def _files(self):
        return self.draft.attachments.all() if self.draft else ()

    @property
    def _own_number(self) -> int:
        return self.draft.number if self.draft else 0

    def _came_further(self, form: DraftedForm, before: int) -> None:
        """The draft has a new number by this form's own doing; a form that was behind stays behind."""
        self.draft = queries.draft_of(self.user, self.question)
        if self._number(form) == before and self.draft is not None:
            self._set_number(form, self.draft.number)

    @staticmethod
    def _number(form: DraftedForm) -> int:
        return form.cleaned_data.get("draft") or 0

    @staticmethod
    def _set_number(form: DraftedForm, number: int) -> None:
        form.cleaned_data["draft"] = number
        data = cast(QueryDict, form.data).copy()
        data["draft"] = str(number)
        form.data = data


def hint_once(request, form: DraftedForm, *texts: str, edit: str) -> None:
    """Say on the next page what looks like a trace of a citizen, unless it was said while it was written."""
    if form.cleaned_data.get("told"):
        return
    if found := hints(*texts):
        sentences = format_html_join(" ", "{}", ((each.message,) for each in found))
        link = format_html('<a href="{}">{}</a>', edit, _("Edit it"))
        messages.warning(request, format_html("{} {}", sentences, link))
