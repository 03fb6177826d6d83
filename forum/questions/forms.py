"""What members write in the forum, as it is sent in."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.topics.models import Topic
from portal.ui.fields import GuardedCharField, GuardedTextField
from portal.ui.prose import ProseField
from resources.library.models import Guide

ANONYMOUS = _("Write as an anonymous member")
ANONYMOUS_HINT = _(
    "Colleagues see “Anonymous member”. The secretariat can trace who wrote it if it has to, and each "
    "time it does is recorded."
)


class KeyedForm(forms.Form):
    """A form that may be sent twice and counts once."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class QuestionEditForm(forms.Form):
    """One's own question again. Under which name it stands was settled when it was asked."""

    title = GuardedCharField(
        label=_("Your question in one sentence"),
        help_text=_(
            "The way you would ask it across the corridor. It is what colleagues see first."
        ),
        max_length=200,
    )
    body = ProseField(
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
    )


class QuestionForm(QuestionEditForm, KeyedForm):
    """A new question."""

    anonymous = forms.BooleanField(label=ANONYMOUS, help_text=ANONYMOUS_HINT, required=False)


class AnswerEditForm(forms.Form):
    """One's own answer again."""

    body = ProseField(
        label=_("Your answer"),
        help_text=_("Short is fine. Say what you do in your municipality and on what it rests."),
    )
    cites = forms.ModelChoiceField(
        label=_("The guide it rests on"),
        queryset=Guide.objects.only("number", "title"),
        empty_label=_("None"),
        required=False,
    )


class AnswerForm(AnswerEditForm, KeyedForm):
    """An answer to a question."""

    anonymous = forms.BooleanField(label=ANONYMOUS, help_text=ANONYMOUS_HINT, required=False)


class CommentForm(KeyedForm):
    """A short word on an answer."""

    text = GuardedTextField(label=_("Your comment"), max_length=2000, rows=3)
    anonymous = forms.BooleanField(label=ANONYMOUS, required=False)
