"""A conference that is on today, for the journeys at its door: a program of its own that works on the running
portal's database. `begin` makes it and prints what the journey has to know; `end` puts it away again, so that
the other journeys' conference is the one that is shown; `inside` prints who is in."""

from tests.journeys.stages import play

TITLE = "Årsmøde i dag"


def begin() -> dict:
    from events.check_in.enums import Batch
    from events.check_in.flows import helping, printing
    from events.conference.enums import PartKind
    from events.conference.models import Conference
    from members.people.models import User
    from members.people.queries import members
    from tests.factories.check_in import make_days

    by = User.objects.get(email=_email("nanna-juul-overgaard"))
    helper = User.objects.get(email=_email("mette-holm"))
    people = list(members().exclude(pk__in=[by.pk, helper.pk]).order_by("name_key")[:6])
    year = 2100 + Conference.objects.filter(year__gte=2100).count()
    conference = make_days(*people, by=by, year=year, title=TITLE, days=400)
    helping.name_helper(conference=conference, person=helper, by=by)
    printed = printing.print_badges(conference=conference, batch=Batch.ALL, by=by)
    return {
        "pk": conference.pk,
        "lunch": conference.parts.get(kind=PartKind.MEAL).pk,
        "names": [person.name for person in people],
        "codes": {row.person.name: row.badge.token for row in printed},
    }


def inside() -> list:
    from events.check_in.models import CheckIn

    rows = CheckIn.objects.filter(conference__title=TITLE).order_by("at")
    return [[row.registration.person.name, row.part_id or 0] for row in rows]


def end() -> None:
    from events.conference.models import Conference

    Conference.objects.filter(title=TITLE).update(state="draft", title="Et gammelt årsmøde")


def _email(key: str) -> str:
    from portal.demo import logins

    return next(login.email for login in logins.LOGINS if login.key == key)


if __name__ == "__main__":
    play({"begin": begin, "inside": inside, "end": end})
