"""What is asked of those who sign up, or is noted for them."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from members.people.models import User
from members.people.queries import members

from ..models import Course


class EnrolForm(forms.Form):
    """Whether one meets the prerequisites, where there are any. It is asked, and not kept."""

    meets = forms.BooleanField(
        label=_("I meet the prerequisites"),
        error_messages={"required": _("Tick that you meet the prerequisites, or ask a teacher.")},
    )

    def __init__(self, data=None, *, course: Course):
        super().__init__(data)
        if not course.prerequisites:
            del self.fields["meets"]


class WriteDownForm(forms.Form):
    """What a member has said on the phone."""

    COMES, STAYS = "comes", "stays"

    person: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        label=_("Member"), queryset=None
    )
    what = forms.ChoiceField(
        label=_("Answer"), choices=[(COMES, _("comes")), (STAYS, _("does not come"))]
    )

    def __init__(self, data=None):
        super().__init__(data)
        people = cast("forms.ModelChoiceField[User]", self.fields["person"])
        people.queryset = members().order_by("name_key")

    @property
    def comes(self) -> bool:
        return self.cleaned_data["what"] == self.COMES
