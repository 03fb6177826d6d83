"""To-dos that a member has taken on, offered for handing over."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from members.people import duties
from members.people.duties import Duty, Held
from members.people.models import User

from .flows import doing
from .models import ToDo


def todos_of(person: User) -> Iterable[Held]:
    """What a person has promised at meetings and not done."""
    todos = ToDo.objects.filter(owner=person, done_at__isnull=True)
    for todo in todos.select_related("section__minutes__meeting"):
        words = f"{todo.text} ({todo.section.minutes.meeting.title})"
        yield Held(todo.pk, words, todo.get_absolute_url())


def offer() -> None:
    duties.offer("todo", Duty(_("To-do from a meeting"), todos_of, doing.pass_todo))
