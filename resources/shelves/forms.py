"""The name of a list, and the topics one follows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.topics.models import Topic
from portal.ui.fields import GuardedCharField


class NameForm(forms.Form):
    """What a list is called."""

    name = GuardedCharField(
        label=_("Name of the list"),
        max_length=80,
        error_messages={"required": _("Give the list a name.")},
    )


class TopicsForm(forms.Form):
    """The topics of which one hears."""

    topics = forms.ModelMultipleChoiceField(
        label=_("Topics"),
        queryset=Topic.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
