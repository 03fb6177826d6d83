"""What participants, speakers and reviewers send, each as a form or a link would."""

from uuid import uuid4

from events.conference import links, payer_links
from events.conference.enums import MailDeed
from events.conference.flows import (
    booking,
    payer_link,
    registering,
    sharing,
)
from events.conference.models import Part
from events.proposals.enums import State
from tests.events.conference.twice_scene import SLOT
from tests.factories import proposals
from tests.factories.events import EAN, register
from tests.factories.people import make_member, municipality


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
