"""What members choose, as it is sent in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.questions.enums import Level
from portal.topics.models import Topic


class TopicsForm(forms.Form):
    """Each topic with how soon one hears of new questions on it."""

    def __init__(self, *args, topics: list[Topic], levels: dict[int, Level], **kwargs):
        super().__init__(*args, **kwargs)
        self.topics = topics
        for topic in topics:
            self.fields[f"emne_{topic.pk}"] = forms.ChoiceField(
                label=topic.name,
                choices=Level.choices,
                initial=levels.get(topic.pk, Level.NEVER),
            )

    def chosen(self) -> dict[Topic, Level]:
        return {topic: Level(self.cleaned_data[f"emne_{topic.pk}"]) for topic in self.topics}


class LevelForm(forms.Form):
    """How soon one hears of a question's answers."""

    level = forms.ChoiceField(label=_("News of this question"), choices=Level.choices)
