"""The empty comment form, rendered once for a page that has it under every answer."""

import uuid

from django.utils.safestring import SafeString, mark_safe

from .forms import CommentForm

#: What stands in the ids of the pattern where an answer's number belongs; `question.js` knows it, too.
PREFIX = "kommentar_0_"


class CommentPattern:
    """One form's HTML for all answers: rendering it anew under each took a third of the page's time."""

    def __init__(self, *, anonymous: bool):
        self._key = str(uuid.uuid4())
        form = CommentForm(
            initial={"anonymous": anonymous, "key": self._key}, auto_id=f"{PREFIX}%s"
        )
        self.html = form.render()

    def for_answer(self, answer_id: int) -> SafeString:
        """The form under one answer: ids of its own, and a key of its own against double clicks."""
        html = self.html.replace(PREFIX, f"kommentar_{answer_id}_")
        return mark_safe(html.replace(self._key, str(uuid.uuid4())))
