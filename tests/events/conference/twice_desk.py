"""What the desk sends, each as its form would."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from events.billing.due import all_due, token_of
from events.billing.models import Document
from events.check_in.models import Helper
from events.conference.enums import Tone
from events.conference.flows import (
    places,
    programme,
    registering,
)
from events.conference.models import Conference, Part
from events.proposals.enums import State
from tests.events.conference.twice_members import payer, session_form
from tests.events.conference.twice_scene import point
from tests.factories import billing, check_in, proposals
from tests.factories.events import make_conference, register
from tests.factories.people import make_member


def conference_form(conference, **changes) -> dict:
    moment = "%Y-%m-%dT%H:%M"
    return {
        "title": conference.title,
        "year": conference.year,
        "venue": conference.venue,
        "starts_on": conference.starts_on.isoformat(),
        "ends_on": conference.ends_on.isoformat(),
        "registration_opens_at": timezone.localtime(conference.registration_opens_at).strftime(
            moment
        ),
        "registration_closes_at": timezone.localtime(conference.registration_closes_at).strftime(
            moment
        ),
        "capacity": "170",
        "price": "3450,00",
        **changes,
    }


def plan(scene):
    later = scene.conference.starts_on + timedelta(days=500)
    return [], conference_form(
        scene.conference,
        title="Det næste",
        year=later.year + 3,
        starts_on=later.isoformat(),
        ends_on=later.isoformat(),
    )


def publish(scene):
    return [make_conference(by=scene.by, days=600, draft=True).pk], {}


def copy(scene):
    return [scene.pk], {"starts_on": (scene.conference.starts_on + timedelta(weeks=52)).isoformat()}


def hall(scene, **more):
    found = places.write_hall(conference=scene.conference, name="Salen", by=scene.by)
    return [scene.pk, found.pk], more


def track(scene, **more):
    found = places.write_track(
        conference=scene.conference, name="Spor", tone=Tone.SAND, by=scene.by
    )
    return [scene.pk, found.pk], more


def draft(scene):
    """Something that is new in the programme and not published."""
    return programme.add_session(conference=scene.conference, point=point("Ny", 15), by=scene.by)


def undo(scene):
    changed = programme.change_session(
        plan=scene.session("Tilsyn"), point=point("Tilsyn i dag"), by=scene.by
    )
    return [changed.uid], {}


def publish_programme(scene):
    scene.mine()
    draft(scene)
    return [scene.pk], {"words": "En ny"}


def meal(scene, **changes) -> dict:
    return {
        "kind": "meal",
        "on": scene.conference.starts_on.isoformat(),
        "title": "Middag",
        "price": "0",
        **changes,
    }


def line(deed: str, **more):
    def prepare(scene):
        for name in ("Bo", "Ea"):
            register(scene.conference, make_member(name, "Odense"), waits=scene.mediation)
        if deed == "offer":
            Part.objects.filter(pk=scene.mediation[0].pk).update(capacity=2)
        last = scene.conference.registrations.get(person__name="Ea")
        return [scene.pk, scene.mediation[0].pk, last.pk], {"deed": deed, **more}

    return prepare


def register_for(scene):
    person = make_member("Ny", "Odense")
    return [scene.pk], payer(person=person.pk, note="Ringede")


def change_for(scene):
    mine = scene.mine()
    return [scene.pk, mine.pk], {"parts": [scene.night.pk], "diet": "svamp", "note": "Ringede"}


def put_together(scene):
    mine = scene.mine(parts=[scene.night], room="twin")
    other = register(scene.conference, make_member("Rosa", "Vejle"), parts=[scene.night])
    sent = {"deed": "together", "together-other": other.pk, "together-note": "Begge har sagt ja"}
    return [scene.pk, mine.pk], sent


def letter(scene):
    return [scene.pk], {
        "key": uuid4(),
        "selection": "all",
        "subject": "Husk sko",
        "body": "Vi går en tur.",
        "step": "send",
    }


def bill(scene):
    billing.make_seller(by=scene.by)
    return [scene.pk], {"all": token_of(all_due(scene.conference))}


def late(scene):
    mine = scene.mine()
    Conference.objects.update(registration_closes_at=timezone.now() - timedelta(hours=1))
    registering.cancel_registration(registration=mine, by=mine.person)
    return [scene.pk, mine.pk], {"is_charged": "ja", "note": "Lovet"}


def change_payer(scene):
    return [scene.pk, scene.mine().pk], payer(payer_reference="Økonomi", note="Ringede")


def paid(scene):
    return [scene.pk, scene.bill().pk], {"paid_on": timezone.localdate().isoformat()}


def unpaid(scene):
    from events.billing.flows import paying

    paying.mark_paid(document=scene.bill(), paid_on=timezone.localdate(), by=scene.by)
    return [scene.pk, Document.objects.get().pk], {}


def panelist(scene):
    found = proposals.name(scene.proposal().call, make_member("Agnes", "Vejle"), by=scene.by)
    return [scene.pk, found.pk], {}


def name_panelist(scene):
    scene.proposal()
    return [scene.pk], {"person": make_member("Agnes", "Vejle").pk}


def call(scene):
    now = timezone.localtime()
    return [scene.pk], {
        "opens_at": now.strftime("%Y-%m-%dT%H:%M"),
        "closes_at": (now + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M"),
        "text": "Fortæl",
    }


def accepted(scene):
    proposal = scene.proposal()
    proposals.decide(proposal, State.ACCEPTED, by=scene.by)
    return [proposal.pk], {}


def dismiss(scene):
    check_in.make_helper(scene.conference, make_member("Døra", "Vejle"), by=scene.by)
    return [scene.pk, Helper.objects.get().pk], {}


DESK = {
    "conference_desk:plan": [plan],
    "conference_desk:change": [lambda scene: ([scene.pk], conference_form(scene.conference))],
    "conference_desk:publish": [publish],
    "conference_desk:call_off": [lambda scene: (scene.mine() and [scene.pk], {})],
    "conference_desk:copy": [copy],
    "conference_desk:add_session": [lambda scene: ([scene.pk], session_form())],
    "conference_desk:change_session": [
        lambda scene: ([scene.session("Tilsyn").uid], session_form(title="Tilsyn i dag"))
    ],
    "conference_desk:cancel_session": [
        lambda scene: ([scene.session("Mægling").uid], {"when": "now"}),
        lambda scene: ([scene.session("Mægling").uid], {"when": "later"}),
    ],
    "conference_desk:remove_session": [
        lambda scene: ([scene.session("Tavs").uid], {}),
        lambda scene: ([draft(scene).uid], {}),
    ],
    "conference_desk:undo_session": [undo],
    "conference_desk:publish_programme": [publish_programme],
    "conference_desk:add_hall": [lambda scene: ([scene.pk], {"name": "Salen"})],
    "conference_desk:hall": [lambda scene: hall(scene, name="Den store sal")],
    "conference_desk:remove_hall": [hall],
    "conference_desk:add_track": [lambda scene: ([scene.pk], {"name": "Spor", "tone": "sand"})],
    "conference_desk:track": [lambda scene: track(scene, name="Nyt spor", tone="sand")],
    "conference_desk:remove_track": [track],
    "conference_desk:add_part": [lambda scene: ([scene.pk], meal(scene))],
    "conference_desk:change_part": [
        lambda scene: ([scene.pk, scene.night.pk], meal(scene, kind="night", title=""))
    ],
    "conference_desk:remove_part": [lambda scene: ([scene.pk, scene.night.pk], {})],
    "conference_desk:price": [lambda scene: ([scene.session("Tilsyn").pk], {"price": "120,00"})],
    "conference_desk:line_entry": [
        line("move", **{"move-place": "1", "move-reason": "Haster"}),
        line("off", **{"off-reason": "Sover hjemme"}),
        line("offer", **{"offer-reason": "Haster"}),
    ],
    "conference_desk:register": [register_for],
    "conference_desk:registration": [change_for],
    "conference_desk:room": [put_together],
    "conference_desk:cancel_registration": [
        lambda scene: ([scene.pk, scene.mine().pk], {"reason": "Syg"})
    ],
    "conference_desk:note": [lambda scene: ([scene.pk, scene.mine().pk], {"reason": "Ringede"})],
    "conference_desk:write_letter": [letter],
    "billing_desk:seller": [lambda scene: ([], {**billing.SELLER})],
    "billing_desk:bill": [bill],
    "billing_desk:late": [late],
    "billing_desk:payer": [change_payer],
    "billing_desk:paid": [paid],
    "billing_desk:unpaid": [unpaid],
    "proposals_desk:call": [call],
    "proposals_desk:name_panelist": [name_panelist],
    "proposals_desk:remove_panelist": [panelist],
    "proposals_desk:decide": [
        lambda scene: (
            [scene.proposal().pk],
            {"outcome": "accepted", "body": "Ja tak.", "step": "send"},
        )
    ],
    "proposals_desk:make_session": [accepted],
    "check_in_desk:helpers": [
        lambda scene: ([scene.pk], {"person": make_member("Døra", "Vejle").pk})
    ],
    "check_in_desk:dismiss": [dismiss],
}
