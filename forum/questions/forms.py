"""What members write in the forum, as it is sent in."""

import re
import uuid
from functools import partial
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from members.groups.models import Group
from members.people.models import User
from portal.topics.models import Topic
from portal.ui.fields import GuardedCharField, GuardedTextField
from portal.ui.prose import ProseField
from portal.ui.uploads import LARGEST, FilesField, FilesInput, Upload
from resources.library.models import Guide
from resources.library.reach import in_use_for_all_members

from . import pace
from .enums import Closing, Law
from .models import Question
from .problems import MOST_FILES

ANONYMOUS = _("Write as an anonymous member")
ANONYMOUS_HINT = _(
    "Colleagues see “Anonymous member”. The secretariat can trace who wrote it if it has to, and each "
    "time it does is recorded."
)


class PostField(ProseField):
    """Formatted text in which colleagues are called upon by name."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs |= {
            "data-colleagues": reverse_lazy("questions:colleagues"),
            "data-names": _("Colleagues to mention"),
        }


def count_files(field: forms.Field, by: User | None) -> None:
    """Let a field take no more files in a minute than its writer may send."""

    def before(count: int) -> None:
        if found := pace.overdone(pace.Deed.FILE, times=count, by=by):
            raise ValidationError([str(each.message) for each in found], code="too_fast")

    assert isinstance(field, FilesField) and by is not None, "somebody has sent it"
    field.before = before


class KeyedForm(forms.Form):
    """A form that may be sent twice and counts once."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class DraftedForm(KeyedForm):
    """A form whose text is kept as a draft while it is written; with `drafting` nothing has to be filled in.

    `uploads` are the files that can be taken, whether or not the form as a whole can; `by` is the one who
    sent it.
    """

    draft = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1
    )
    #: The writer has been told beside the form what looks like a trace of a citizen.
    told = forms.BooleanField(widget=forms.HiddenInput, required=False)
    attached = FilesField(
        label=_("Files"),
        help_text=_(
            "PDF, Word, Excel or pictures, at most %(size)d MB each and %(most)d files. We take out who "
            "made them and where; what stands in them, and their names, your colleagues can read."
        ),
        widget=FilesInput(template_name="questions/pieces/files_input.html"),
    )

    def __init__(self, *args, by: User | None = None, drafting: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.uploads: list[Upload] = []
        if self.is_bound:
            count_files(self.fields["attached"], by)
        hint = self.fields["attached"].help_text
        self.fields["attached"].help_text = hint % {"size": LARGEST // 1024**2, "most": MOST_FILES}
        if drafting:
            for name, field in self.fields.items():
                field.required = name == "key"

    def clean_attached(self) -> list[Upload]:
        """Keeps the good ones, and says of each of the others what to do."""
        self.uploads, problems = self.cleaned_data["attached"]
        if problems:
            raise ValidationError(problems)
        return self.uploads

    @property
    def written(self) -> dict:
        """What a flow takes: the text, without what belongs to its draft."""
        own = {"draft", "told", "attached"}
        return {name: value for name, value in self.cleaned_data.items() if name not in own}


class QuestionEditForm(forms.Form):
    """One's own question again. Under which name it stands was settled when it was asked."""

    title = GuardedCharField(
        label=_("Your question in one sentence"),
        help_text=_(
            "The way you would ask it across the corridor. It is what colleagues see first."
        ),
        max_length=200,
    )
    body = PostField(
        label=_("What it is about"),
        help_text=_(
            "What has happened, what have you looked at already, and what are you in doubt about? "
            "Leave out whatever could show who the citizen is."
        ),
        rows=10,
    )
    topics = forms.ModelMultipleChoiceField(
        label=_("Topics"),
        help_text=_("They lead the right colleagues to your question."),
        queryset=Topic.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        template_name="questions/pieces/topics_field.html",
    )


class QuestionForm(QuestionEditForm, DraftedForm):
    """A new question."""

    field_order = ("title", "body", "attached", "topics", "audience", "anonymous")

    audience = forms.ModelChoiceField(
        label=_("Who may read it?"),
        queryset=Group.objects.none(),
        empty_label=_("The whole network"),
        widget=forms.RadioSelect,
        required=False,
        blank=True,
        help_text=_(
            "Answers are written for those who read them: later, everyone who wrote there must agree."
        ),
    )
    anonymous = forms.BooleanField(label=ANONYMOUS, help_text=ANONYMOUS_HINT, required=False)

    def __init__(self, *args, groups: QuerySet[Group], **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["audience"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = groups
        if not groups:
            del self.fields["audience"]


class AnswerEditForm(forms.Form):
    """One's own answer again."""

    body = PostField(
        label=_("Your answer"),
        help_text=_(
            "Short is fine. Say what you do in your municipality and on what it rests. Write @ and a name "
            "to call upon a colleague."
        ),
    )
    cites = forms.ModelChoiceField(
        label=_("The guide it rests on"),
        queryset=in_use_for_all_members().only("number", "title"),
        empty_label=_("None"),
        required=False,
    )

    def __init__(self, *args, cited: Guide | None = None, **kwargs):
        """`cited` is what it names already: that may stay, also when it is retired since."""
        super().__init__(*args, **kwargs)
        if cited is not None and cited.is_for_all_members and cited.is_retired:
            field = self.fields["cites"]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = in_use_for_all_members() | Guide.objects.filter(pk=cited.pk)
            field.label_from_instance = partial(_named, cited)  # type: ignore[method-assign]


def _named(retired: Guide, guide: Guide) -> str:
    if guide.pk != retired.pk:
        return guide.full_title
    return str(_("%(title)s (retired)") % {"title": guide.full_title})


class AnswerForm(AnswerEditForm, DraftedForm):
    """An answer to a question."""

    field_order = ("body", "attached", "cites", "anonymous")

    anonymous = forms.BooleanField(label=ANONYMOUS, help_text=ANONYMOUS_HINT, required=False)


class CommentEditForm(forms.Form):
    """One's own comment again."""

    text = GuardedTextField(label=_("Your comment"), max_length=2000, rows=3)


class CommentForm(CommentEditForm, KeyedForm):
    """A short word on an answer."""

    anonymous = forms.BooleanField(label=ANONYMOUS, required=False)


class CloseForm(forms.Form):
    """Why a question takes no more answers."""

    #: Which field a flow's problem belongs to.
    FIELD_OF: ClassVar = {"no_other": "same_as", "itself": "same_as", "narrower": "same_as"}

    closing = forms.ChoiceField(label=_("Why?"), choices=Closing, widget=forms.RadioSelect)
    same_as = forms.CharField(
        label=_("The question that asks the same"),
        help_text=_("Its address, or its number."),
        max_length=200,
        required=False,
    )
    with_answers = forms.BooleanField(
        label=_("Let the answers go along to the other question"),
        help_text=_("Only where the same people read both. Those who follow it follow the other."),
        required=False,
    )
    note = GuardedCharField(
        label=_("A word to the one who asked"),
        help_text=_("Everybody who reads the question reads it."),
        max_length=300,
        required=False,
    )

    def __init__(self, data=None, *, questions: QuerySet[Question]):
        super().__init__(data, auto_id="luk_%s")
        self.questions = questions

    def clean_same_as(self) -> Question | None:
        """The question meant by an address like `/spoerg/12/` or a number."""
        typed = self.cleaned_data["same_as"].strip()
        if not typed:
            return None
        number = re.search(r"(?:^#?|/spoerg/)(\d{1,9})(?:\D|$)", typed)
        found = self.questions.filter(pk=number[1]).first() if number else None
        if found is None:
            raise ValidationError(_("There is no such question."), code="unknown")
        return found


class LockForm(forms.Form):
    """Why nothing can be written for now."""

    note = GuardedCharField(
        label=_("Why?"),
        help_text=_("Everybody who reads the question reads it."),
        max_length=300,
    )

    def __init__(self, data=None):
        super().__init__(data, auto_id="laas_%s")


class FilesForm(forms.Form):
    """Files to attach to a text that stands already."""

    attached = FilesField(label=_("Files to attach"))

    def __init__(self, *args, by: User):
        super().__init__(*args)
        count_files(self.fields["attached"], by)

    def clean_attached(self) -> list[Upload]:
        """All of them or none: nothing else is lost with the form."""
        uploads, problems = self.cleaned_data["attached"]
        if problems:
            raise ValidationError(problems)
        return uploads


class LawForm(forms.Form):
    """What the secretariat says of the law."""

    law = forms.ChoiceField(
        label=_("The law"),
        choices=[("", _("Nothing said")), *Law.choices],
        required=False,
    )
