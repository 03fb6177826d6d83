"""A conference that is just over, for the journey of its evaluation: a program of its own that works on the
running portal's database. `begin` makes it and asks those who came by letter; `close` lets the others answer
and its days run out; `end` puts it away again, so that the other journeys' conference is the one that is
shown."""

import json
import sys

import django

TITLE = "Årsmøde lige nu"


def begin() -> dict:
    from events.conference.models import Conference
    from members.people.models import User
    from members.people.queries import members
    from tests.factories import feedback

    by = User.objects.get(email=_email("nanna-juul-overgaard"))
    mette = User.objects.get(email=_email("mette-holm"))
    others = list(members().exclude(pk__in=[by.pk, mette.pk]).order_by("name_key")[:5])
    year = 2200 + Conference.objects.filter(year__gte=2200).count()
    conference = feedback.make_held([mette, *others], by=by, year=year, title=TITLE)
    feedback.make_evaluation(conference, by=by, quietly=False)
    return {"pk": conference.pk}


def close() -> dict:
    from events.conference.models import Conference
    from events.feedback.queries import answerers, evaluation_of
    from tests.factories import certificates, feedback

    conference = Conference.objects.get(title=TITLE)
    evaluation = evaluation_of(conference)
    for person in answerers(conference).exclude(evaluation_receipts__evaluation=evaluation):
        feedback.answer(evaluation, person, text="Mere tid til øvelser.")
    certificates.close(evaluation)
    return {"answered": evaluation.answered}


def end() -> dict:
    from events.conference.models import Conference

    Conference.objects.filter(title=TITLE).update(state="draft", title="Et gammelt årsmøde")
    return {}


def _email(key: str) -> str:
    from portal.demo import logins

    return next(login.email for login in logins.LOGINS if login.key == key)


if __name__ == "__main__":
    django.setup()
    print(json.dumps({"begin": begin, "close": close, "end": end}[sys.argv[1]]()))
