"""Everything that can be sent is sent twice, by a double click, or because the answer got lost: it is done
once, nobody hears of it twice, and the second answer leads on like the first."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from events.billing.due import all_due, token_of
from events.billing.models import Document
from events.check_in.models import Helper
from events.conference import links, payer_links
from events.conference.enums import MailDeed, SessionKind, Tone
from events.conference.flows import (
    arranging,
    booking,
    payer_link,
    places,
    programme,
    registering,
    sharing,
)
from events.conference.models import Conference, Part
from events.proposals.enums import State
from tests.events.kept import meant
from tests.factories import billing, check_in, proposals
from tests.factories.events import EAN, make_conference, make_part, register
from tests.factories.people import make_member, municipality

pytestmark = pytest.mark.django_db

#: What is posted to and writes nothing twice for another reason, with where that is told.
ELSEWHERE = {
    "check_in:page": "test_checking: what somebody does at the door is a list that only grows",
    "check_in:sync": "test_checking: each deed of a phone has its uid",
    "check_in_desk:tick": "test_checking: as at the door",
    "check_in_desk:print": "a file: printed twice it is printed twice",
    "check_in_desk:print_one": "a file",
    "billing_desk:payments": "test_paying: the same file again",
}
SLOT = "slot_1_1000_1100"


def point(title: str, hour: int = 10, **more) -> arranging.Point:
    return arranging.Point(1, time(hour), time(hour + 1), SessionKind.PARALLEL, title, **more)


class Scene:
    """A conference, the member's registration, and somebody who stands in line behind them."""

    def __init__(self, personas):
        self.personas, self.by = personas, personas.editor
        self.conference = make_conference(
            by=self.by, programme=[point("Mægling", capacity=1), point("Tilsyn"), point("Tavs", 13)]
        )
        self.pk = self.conference.pk
        self.night = make_part(self.conference, capacity=3, by=self.by)
        self.first = register(self.conference, make_member("Først", "Vejle"), parts=self.mediation)

    @property
    def mediation(self) -> list[Part]:
        return [Part.objects.get(session__title="Mægling")]

    def session(self, title: str):
        return self.conference.sessions.get(title=title)

    def mine(self, **changes):
        return register(self.conference, self.personas.member, **changes)

    def held(self):
        """Mine, with a session that is held for me."""
        mine = self.mine(parts=[Part.objects.get(session__title="Tilsyn")], waits=self.mediation)
        booking.book(registration=self.first, parts=[], by=self.first.person)
        return mine

    def seat_held(self):
        """Mine, with a seat that is held for me."""
        Conference.objects.update(capacity=1)
        mine = self.mine(waits_for_seat=True)
        registering.cancel_registration(registration=self.first, by=self.first.person)
        return mine

    def share(self):
        """Somebody has asked to share my room."""
        mine = self.mine(parts=[self.night], on_list=True)
        other = register(self.conference, make_member("Rosa", "Vejle"), parts=[self.night])
        return mine, sharing.ask(registration=other, other=mine, by=other.person)

    def proposal(self, person=None):
        return proposals.make_proposal(self.conference, person or self.personas.member, by=self.by)

    def bill(self):
        billing.make_seller(by=self.by)
        return billing.bill_all(self.conference, by=self.by)[0]


def payer(**changes) -> dict:
    return {
        "key": uuid4(),
        "payer": municipality("Odense").pk,
        "ean": EAN,
        "payer_reference": "Mette Holm",
        **changes,
    }


def session_form(**changes) -> dict:
    return {
        "day": "1",
        "starts": "15:00",
        "ends": "16:00",
        "kind": "plenary",
        "title": "Åbning",
        "oplaeg-TOTAL_FORMS": "0",
        "oplaeg-INITIAL_FORMS": "0",
        **changes,
    }


def proposal_form(person, **changes) -> dict:
    return {
        "key": uuid4(),
        "title": "Aktindsigt",
        "form": "talk",
        "minutes": "45",
        "abstract": "Hvad der virker.",
        "oplaeg-TOTAL_FORMS": "1",
        "oplaeg-INITIAL_FORMS": "0",
        "oplaeg-0-person": str(person.pk),
        "step": "submit",
        **changes,
    }


# --- a participant's ---------------------------------------------------------------------------------
def register_oneself(scene):
    return [], payer(room="single", nights=[scene.night.pk], sum="3450", confirm="takes")


def keep_draft(scene):
    return [], payer(needs="Hørebøjle")


def register_colleagues(scene):
    scene.mine()
    return [], payer(people=[make_member(name, "Odense").pk for name in ("Bo", "Ea")])


def swap(scene):
    """From one session to the other at the same time, in one step."""
    scene.mine(parts=[Part.objects.get(session__title="Tilsyn")])
    booking.book(registration=scene.first, parts=[], by=scene.first.person)
    mine = scene.personas.member.registrations.get()
    return [mine.pk], payer(room="single", **{SLOT: scene.mediation[0].pk})


def payers_part(scene):
    link = payer_link.make(registration=scene.mine(), by=scene.personas.member)
    token = payer_links.address(link).split("/")[-2]
    return [token], {"ean": EAN, "payer_reference": "Økonomi", "order_number": "47"}


def take_link_back(scene):
    mine = scene.mine()
    payer_link.make(registration=mine, by=scene.personas.member)
    return [mine.pk], {"svar": "nej"}


def take_alone(scene):
    """Two share a room at the price for each of two, and the other one gives it up."""
    Part.objects.filter(pk=scene.night.pk).update(price=900, twin_price=500)
    mine, share = scene.share()
    sharing.agree(share=share, by=mine.person)
    registering.cancel_registration(registration=share.asker, by=share.asker.person)
    return [mine.pk], {}


def cancel(scene):
    return [scene.mine(parts=[scene.night]).pk], {}


def seat(answer: str):
    return lambda scene: ([scene.seat_held().pk], {"svar": answer})


def part(answer: str):
    return lambda scene: ([scene.held().pk, scene.mediation[0].pk], {"svar": answer})


def ask_to_share(scene):
    mine, _ = scene.share()
    register(scene.conference, make_member("Ida Bo", "Vejle"), parts=[scene.night])
    return [mine.pk], {"who": "Ida Bo"}


def shared(answer: str):
    def prepare(scene):
        mine, share = scene.share()
        return [mine.pk, share.pk], {"svar": answer}

    return prepare


def by_mail(deed: MailDeed, prepare: str):
    def make(scene):
        mine = getattr(scene, prepare)()
        number = scene.mediation[0].pk if prepare == "held" else links.SEAT
        return [links.address(mine.pk, deed, number).split("/")[-2]], {}

    return make


def propose(scene):
    proposals.make_call(scene.conference, by=scene.by)
    return [], proposal_form(scene.personas.member)


def change_proposal(scene):
    return [scene.proposal().pk], proposal_form(scene.personas.member, title="Et nyt navn")


def confirm_proposal(scene):
    proposal = scene.proposal()
    proposals.decide(proposal, State.ACCEPTED, by=scene.by)
    return [proposal.pk], {}


def review(scene):
    proposal = scene.proposal(make_member("Foreslår", "Vejle"))
    proposals.name(proposal.call, scene.personas.member, by=scene.by)
    return [proposal.pk], {"score": "4", "comment": "God"}


MEMBERS = {
    "conference:register": [register_oneself],
    "conference:keep_draft": [keep_draft],
    "conference:colleagues": [register_colleagues],
    "conference:change": [swap],
    # Made again it is another link on purpose: the one before is good for nothing from then on.
    "conference:payer_link": [take_link_back],
    "conference:payer": [payers_part],
    "conference:take_alone": [take_alone],
    "conference:cancel": [cancel],
    "conference:answer_seat": [seat("ja"), seat("nej")],
    "conference:answer_part": [part("ja"), part("nej")],
    "conference:ask_to_share": [ask_to_share],
    "conference:answer_share": [shared("ja"), shared("nej")],
    "conference:by_mail": [
        by_mail(deed, prepare) for deed in MailDeed for prepare in ("held", "seat_held")
    ],
    "proposals:new": [propose],
    "proposals:edit": [change_proposal],
    "proposals:withdraw": [lambda scene: ([scene.proposal().pk], {})],
    "proposals:confirm": [confirm_proposal],
    "proposals:review": [review],
}


# --- the desk's --------------------------------------------------------------------------------------
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
SENT = {**MEMBERS, **DESK}
#: What it does is shown first, and then sent.
LOOKED_OVER = {"conference:change", "conference_desk:registration"}
ROOMS = {name.partition(":")[0] for name in SENT} | {"check_in"}


def those_that_take_a_post(resolver=None, room: str = "") -> set[str]:
    """As the doors of these addresses say themselves: one that only reads answers 405 before it looks at who
    asks. What the scenes above do not know is missed here."""
    found = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            found |= those_that_take_a_post(pattern, pattern.namespace or room)
        elif room in ROOMS:
            found.add(f"{room}:{pattern.name}")
    return found


def test_nothing_that_is_sent_is_forgotten(client, personas, rf):
    """Every address of these rooms is here, or answers a POST with 405."""
    scene = Scene(personas)
    client.force_login(scene.by)
    values = {
        "pk": scene.pk,
        "uid": scene.session("Tilsyn").uid,
        "listing": "deltagere",
        "token": "brudt",
        "conference": scene.pk,
    }
    parts = {}

    def walk(resolver, room=""):
        for pattern in resolver.url_patterns:
            if hasattr(pattern, "url_patterns"):
                walk(pattern, pattern.namespace or room)
            elif room in ROOMS:
                parts[f"{room}:{pattern.name}"] = list(pattern.pattern.regex.groupindex)

    walk(get_resolver())
    known = SENT.keys() | ELSEWHERE.keys()
    unknown = [
        name
        for name in parts.keys() - known
        if client.post(reverse(name, kwargs={p: values.get(p, 1) for p in parts[name]})).status_code
        != 405
    ]
    assert unknown == [] and known <= parts.keys()


@pytest.mark.parametrize(
    ("name", "number"),
    [(name, number) for name, ways in SENT.items() for number in range(len(ways))],
)
def test_sent_twice_it_is_done_once(client, personas, name, number):
    scene = Scene(personas)
    args, sent = SENT[name][number](scene)
    address = reverse(name, args=args)
    client.force_login(scene.by if name in DESK else personas.member)
    if name in LOOKED_OVER:
        shown = client.post(address, sent).context["change"]
        sent |= {"confirm": "1", "seen": shown.token}
    before = meant()
    first = client.post(address, sent)
    once = meant()
    assert once != before or name == "conference:keep_draft", "the first time does something"
    # The answer got lost, or it was a double click: the same once more.
    second = client.post(address, sent, follow=True)
    assert meant() == once
    assert first.status_code < 400, first
    # A draft of the programme is known by nothing but what has been thrown away with it.
    gone = (name, number) == ("conference_desk:remove_session", 1)
    assert second.status_code == (404 if gone else 200), second
