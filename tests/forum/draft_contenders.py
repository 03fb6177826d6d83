"""One member with twenty windows open, all of which save at the same moment: a program of its own, run by
`test_draft_race`. Real processes, because a test's own transaction would queue them."""

import json
import time
from uuid import uuid4

import django

WINDOWS = 20


def _writer():
    """Somebody who has no draft yet."""
    from tests.factories.people import make_member

    return make_member(f"Skriver {uuid4().hex[:6]}", "Faxe")


def _writer_with_draft():
    from tests.factories.forum import make_draft

    writer = _writer()
    make_draft(writer, title="Et", key=uuid4())
    return writer


def _first_save(writer, window):
    from tests.factories.forum import make_draft

    make_draft(writer, title=f"Vindue {window}", number=0)


def _save(writer, window):
    from tests.factories.forum import make_draft

    make_draft(writer, title=f"Vindue {window}", number=1)


def _save_reading_first(writer, window):
    """How not to do it: read, compare, then write. The pause is the time a busy server takes in between."""
    from forum.questions.models import Draft
    from forum.questions.problems import NEWER
    from portal.kit.problems import Refused

    draft = Draft.objects.get(owner=writer)
    if draft.number != 1:
        raise Refused([NEWER])
    time.sleep(0.05)
    draft.number, draft.title = 2, f"Vindue {window}"
    draft.save()


def _writer_who_posts():
    writer = _writer()
    from tests.factories.forum import make_draft

    key = uuid4()
    make_draft(writer, title="Et", key=key)
    return writer, key


def _post_or_save(house, window):
    """The form is sent while its own saves are still on their way."""
    from forum.questions.flows import Drafted
    from tests.factories.forum import make_draft, make_question

    writer, key = house
    if window % 2:
        make_question(writer, key=key, draft=Drafted(1))
    else:
        make_draft(writer, title=f"Vindue {window}", number=window % 4 // 2, key=key)


def _result(house) -> dict:
    from forum.questions.models import Draft, Question

    writer = house[0] if isinstance(house, tuple) else house
    return {
        "numbers": list(Draft.objects.filter(owner=writer).values_list("number", flat=True)),
        "questions": Question.objects.filter(author=writer).count(),
    }


RACES = {
    "first-save": (_writer, _first_save, _result),
    "save": (_writer_with_draft, _save, _result),
    "save-reading-first": (_writer_with_draft, _save_reading_first, _result),
    "post-and-save": (_writer_who_posts, _post_or_save, _result),
}

if __name__ == "__main__":
    django.setup()

    from tests.events.contenders import run

    results = {name: run(*race, list(range(WINDOWS))) for name, race in RACES.items()}
    print(json.dumps(results))
