"""Nobody reaches what is another's by its number: every address of the conference that has a number in it is
asked and posted to with somebody else's, with another conference's, and with one that nobody has."""

from datetime import time
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from events.conference import links
from events.conference.enums import Listing, MailDeed, SessionKind, Tone
from events.conference.flows import arranging, booking, places, sharing
from events.conference.models import Conference
from tests.events.kept import kept
from tests.factories import billing, check_in, proposals
from tests.factories.events import EAN, make_conference, make_part, register
from tests.factories.people import make_member, municipality

pytestmark = pytest.mark.django_db

#: Nothing is known by these.
NUMBER, UID = 2_147_483_647, UUID("00000000-0000-4000-8000-000000000000")


def addresses(*rooms: str) -> dict[str, tuple[str, ...]]:
    """The addresses of these rooms that have something in them to know a thing by: name → its parts."""
    found = {}

    def walk(resolver, room: str) -> None:
        for pattern in resolver.url_patterns:
            if hasattr(pattern, "url_patterns"):
                walk(pattern, pattern.namespace or room)
            elif room in rooms and pattern.pattern.regex.groupindex:
                found[f"{room}:{pattern.name}"] = tuple(pattern.pattern.regex.groupindex)

    walk(get_resolver(), "")
    return found


MEMBERS = addresses("conference", "billing", "proposals", "check_in")
DESK = addresses("conference_desk", "billing_desk", "proposals_desk", "check_in_desk")


def point(title: str, hour: int = 10, **more) -> arranging.Point:
    return arranging.Point(1, time(hour), time(hour + 1), SessionKind.PARALLEL, title, **more)


def furnished(by, owner, **changes) -> SimpleNamespace:
    """A conference with one of each thing that has a number, all of them the owner's."""
    conference = make_conference(
        by=by, programme=[point("Mægling", capacity=1), point("Tilsyn")], **changes
    )
    night = make_part(conference, by=by)
    session = conference.sessions.get(title="Mægling")
    first = register(conference, make_member("Først", "Vejle"), parts=[session.stock])
    mine = register(conference, owner, parts=[night], waits=[session.stock], on_list=True)
    roommate = register(conference, make_member("Rosa Rom", "Vejle"), parts=[night])
    share = sharing.ask(registration=roommate, other=mine, by=roommate.person)
    booking.book(registration=first, parts=[], by=first.person)  # is held for the owner now
    proposal = proposals.make_proposal(conference, owner, by=by)
    panelist = proposals.name(proposal.call, first.person, by=by)
    bill = billing.bill_all(conference, by=by)[0]
    return SimpleNamespace(
        conference=conference.pk,
        registration=mine.pk,
        part=session.stock.pk,
        night=night.pk,
        session=session,
        share=share.pk,
        proposal=proposal.pk,
        panelist=panelist.pk,
        bill=bill.pk,
        hall=places.write_hall(conference=conference, name="Salen", by=by).pk,
        track=places.write_track(conference=conference, name="Spor", tone=Tone.SAND, by=by).pk,
        helper=check_in.make_helper(conference, first.person, by=by).pk,
    )


@pytest.fixture
def house(personas):
    """What members are shown, all of it the member's."""
    billing.make_seller(by=personas.editor)
    return furnished(personas.editor, personas.member)


@pytest.fixture
def elsewhere(personas, house):
    """The same of another conference, which the same people come to."""
    return furnished(personas.editor, personas.member, days=600)


def everything(house) -> dict:
    """A form that every one of these pages would do something with, if it did not look whose it is."""
    return {
        **{"key": uuid4(), "payer": municipality("Odense").pk, "ean": EAN, "confirm": "takes"},
        **{"payer_reference": "Økonomi", "room": "single", "sum": "3450", "nights": [house.night]},
        **{"svar": "ja", "who": "Rosa Rom", "note": "Ringede", "reason": "Ringede", "text": "Hej"},
        **{"deed": "off", "off-reason": "Ringede", "parts": [house.night], "body": "Kære alle"},
        **{"step": "send", "selection": "all", "subject": "Hej", "score": "5", "comment": "God"},
        **{"outcome": "accepted", "is_charged": "ja", "paid_on": timezone.localdate().isoformat()},
        **{"name": "Et navn", "tone": "sand", "price": "1,00", "kind": "night", "when": "now"},
        **{"title": "Nyt", "abstract": "Nyt", "form": "talk", "minutes": "45", "all": "ja"},
        **{"oplaeg-TOTAL_FORMS": "0", "oplaeg-INITIAL_FORMS": "0"},
    }


# --- members' pages ----------------------------------------------------------------------------------
#: What stands in each address that is the owner's, and nobody else's to have.
OWN = {
    **{f"conference:{name}": ("registration",) for name in ("receipt", "change", "cancel")},
    **{f"conference:{name}": ("registration",) for name in ("answer_seat", "ask_to_share")},
    **{f"conference:{name}": ("registration",) for name in ("take_alone", "payer_link")},
    "conference:answer_part": ("registration", "part"),
    "conference:answer_share": ("registration", "share"),
    "billing:document": ("bill",),
    **{f"proposals:{name}": ("proposal",) for name in ("proposal", "edit", "withdraw", "confirm")},
    "proposals:review": ("proposal",),
    "proposals:panel": ("conference",),
    "check_in:page": ("conference",),
    "check_in:sync": ("conference",),
}
#: Addresses with a signed word in them, which is answered alike whether it never was or holds no more.
SIGNED = {"conference:by_mail", "conference:payer"}
#: Everybody may open what these lead to, or has the right to it by having the letter; their own tests follow.
OPEN_TO_ALL = {"conference:session", *SIGNED}


def test_no_address_of_a_members_page_is_forgotten():
    assert set(MEMBERS) - OPEN_TO_ALL == set(OWN)
    assert {name: len(parts) for name, parts in MEMBERS.items() if name in OWN} == {
        name: len(things) for name, things in OWN.items()
    }


@pytest.mark.parametrize("reader", ["colleague", "coordinator", "registered", "editor"])
def test_what_is_anothers_is_not_there(client, personas, house, reader):
    """Neither for a colleague of the same municipality nor for somebody of another one, whether they come to
    the conference or not; nor, on these pages, for those who manage it."""
    registered = make_member("Ea Er", "Faxe")
    register(Conference.objects.get(), registered)
    readers = {"colleague": make_member("Ida Nabo", "Odense"), "registered": registered}
    client.force_login(readers[reader] if reader in readers else getattr(personas, reader))
    before, wrong = kept(), []
    for name, things in OWN.items():
        if reader == "editor" and not name.startswith("conference:"):
            continue  # bills, proposals and the door are open to those who manage it, by their own rules
        address = reverse(name, args=[getattr(house, thing) for thing in things])
        codes = client.get(address).status_code, client.post(address, everything(house)).status_code
        refused = {403, 404, 405} if name == "proposals:panel" else {404, 405}
        if not set(codes) <= refused or set(codes) == {405}:
            wrong.append((name, codes))
    assert wrong == [] and kept() == before


def test_what_nobody_has_is_answered_like_what_is_anothers(client, personas, house):
    client.force_login(personas.member)
    before = kept()
    for name, parts in MEMBERS.items():
        if name in SIGNED:
            continue
        address = reverse(name, args=[NUMBER] * len(parts))
        codes = {
            client.get(address).status_code,
            client.post(address, everything(house)).status_code,
        }
        assert codes <= {404, 405} and 404 in codes, name
    assert kept() == before


def test_under_ones_own_registration_there_is_only_ones_own(client, personas, house, elsewhere):
    """The part of another conference, one that one does not have, others' room, another year's: one is led to
    what one has, whatever the number, and nothing is done."""
    client.force_login(personas.member)
    others = register(
        Conference.objects.get(pk=house.conference), make_member("Ea Er", "Faxe"), on_list=True
    )
    strange_share = sharing.ask(
        registration=others,
        other=Conference.objects.get(pk=house.conference).registrations.get(person__name="Først"),
        by=others.person,
    )
    before, receipt = kept(), reverse("conference:receipt", args=[house.registration])
    for name, number in (
        ("answer_part", elsewhere.part),
        ("answer_part", elsewhere.night),
        (
            "answer_part",
            Conference.objects.get(pk=house.conference).sessions.get(title="Tilsyn").stock.pk,
        ),
        ("answer_part", NUMBER),
        ("answer_share", strange_share.pk),
        ("answer_share", elsewhere.share),
        ("answer_share", NUMBER),
    ):
        address = reverse(f"conference:{name}", args=[house.registration, number])
        for answer in ("ja", "nej"):
            there = client.post(address, {"svar": answer})["Location"]
            assert there.partition("#")[0] == receipt, (name, number)
    assert kept() == before


def test_a_session_of_a_conference_that_is_not_published_is_not_there(client, personas, house):
    draft = make_conference(by=personas.editor, days=900, draft=True, programme=[point("Hemmelig")])
    address = reverse("conference:session", args=[draft.sessions.get().pk])
    for who, code in (("member", 404), ("coordinator", 404), ("editor", 200)):
        client.force_login(getattr(personas, who))
        assert client.get(address).status_code == code, who


def test_a_link_of_a_letter_is_good_for_what_it_says_and_nothing_else(client, house):
    """Somebody changes the number in it, leaves its end off, or makes one up."""
    address = links.address(house.registration, MailDeed.TAKE, house.part)
    *start, token, _ = address.split("/")
    payload, _, signature = token.partition(":")
    for wrong in (f"{payload}x:{signature}", token[:-1], token[1:], "brudt", f"{payload}:x:y", "1"):
        page = client.post("/".join([*start, wrong, ""]))
        assert page.status_code == 410 and "Linket" in page.text, wrong
    # One that is whole and leads to what the person does not have says so, too.
    before = kept()
    for part in (house.night + 1000, NUMBER):
        page = client.post(links.address(house.registration, MailDeed.TAKE, part))
        assert "holdes ikke" in page.text
    assert client.post(links.address(NUMBER, MailDeed.TAKE)).status_code == 410
    assert kept() == before


# --- the desk ----------------------------------------------------------------------------------------
#: The second thing in each address of the desk: another conference's is not this one's. Where there is no
#: second one, the address names a conference or something that leads to its own.
SECOND = {
    **{f"conference_desk:{name}": {"number": "hall"} for name in ("hall", "remove_hall")},
    **{f"conference_desk:{name}": {"number": "track"} for name in ("track", "remove_track")},
    **{f"conference_desk:{name}": {"part_id": "night"} for name in ("change_part", "remove_part")},
    "conference_desk:line_entry": {"part_id": "part", "registration_id": "registration"},
    **{
        f"conference_desk:{name}": {"registration_id": "registration"}
        for name in ("registration", "cancel_registration", "note", "room")
    },
    **{f"billing_desk:{name}": {"registration_id": "registration"} for name in ("late", "payer")},
    **{
        f"billing_desk:{name}": {"bill_id": "bill"}
        for name in ("document", "pdf", "xml", "paid", "unpaid")
    },
    "proposals_desk:remove_panelist": {"number": "panelist"},
    **{
        f"check_in_desk:{name}": {"registration_id": "registration"}
        for name in ("tick", "print_one")
    },
    "check_in_desk:dismiss": {"helper_id": "helper"},
}
#: What is sent to these with the number of something that is gone is answered like the first time, since a
#: form may come twice: with the list that it is not on. Whose it was makes no difference.
LIST_AGAIN = {
    *(f"conference_desk:remove_{thing}" for thing in ("hall", "track", "part")),
    "conference_desk:line_entry",
    "proposals_desk:remove_panelist",
    "check_in_desk:dismiss",
}
#: Addresses with a word in them that is no thing of anybody's.
WORDS = {"conference_desk:list", "conference_desk:sheet"}


def test_no_address_of_the_desk_is_forgotten():
    two = {name: set(parts) - {"pk"} for name, parts in DESK.items() if len(parts) > 1}
    assert {name: parts for name, parts in two.items() if name not in WORDS} == {
        name: set(things) for name, things in SECOND.items()
    }


def refused(name: str, codes: set[int]) -> bool:
    if name in LIST_AGAIN:
        return codes in ({405, 302}, {404, 302}, {404})
    return codes <= {404, 405} and 404 in codes


def test_at_the_desk_nothing_of_another_conference_is_this_ones(client, personas, house, elsewhere):
    client.force_login(personas.editor)
    before, wrong = kept(), []
    for name, things in SECOND.items():
        for change in range(len(things)):
            # Each of them by itself: the line of this conference's part with another one's participant, too.
            sources = [elsewhere if number >= change else house for number in range(len(things))]
            values = {
                part: getattr(source, thing)
                for source, (part, thing) in zip(sources, things.items(), strict=True)
            }
            address = reverse(name, kwargs={"pk": house.conference, **values})
            codes = {
                client.get(address).status_code,
                client.post(address, everything(house)).status_code,
            }
            if not refused(name, codes):
                wrong.append((name, values, codes))
    assert wrong == [] and kept() == before


def test_at_the_desk_what_nobody_has_is_not_there(client, personas, house):
    client.force_login(personas.editor)
    before, wrong = kept(), []
    for name, parts in DESK.items():
        last = parts[-1]
        first = {"pk": house.conference} if len(parts) > 1 else {}
        unknown = {"uid": UID, "listing": "hemmelig"}.get(last, NUMBER)
        values = {**dict.fromkeys(parts, NUMBER), **first, last: unknown}
        address = reverse(name, kwargs=values)
        codes = {
            client.get(address).status_code,
            client.post(address, everything(house)).status_code,
        }
        if not refused(name, codes):
            wrong.append((name, codes))
    assert wrong == [] and kept() == before
    assert "hemmelig" not in Listing


# --- in a form ---------------------------------------------------------------------------------------
def test_the_parts_of_another_conference_are_not_booked_by_any_form(
    client, personas, house, elsewhere
):
    """Nor is somebody else's room or speaker's track taken along; the page says which field is wrong."""
    booking.book(registration=_registration(house), parts=[], by=personas.member)
    conference = Conference.objects.get(pk=house.conference)
    ida = make_member("Ida Ny", "Odense")
    desk = {"kwargs": {"pk": conference.pk}}
    slot = "slot_1_1000_1100"
    forms = [
        (personas.member, _change(house), {"nights": [elsewhere.night]}, "nights"),
        (personas.member, _change(house), {slot: elsewhere.part}, slot),
        (personas.member, _change(house), {"waits": [elsewhere.night]}, "waits"),
        (ida, "/aarsmoede/tilmelding/", {"nights": [elsewhere.night]}, "nights"),
        (ida, "/aarsmoede/tilmelding/", {slot: elsewhere.part}, slot),
        (ida, "/aarsmoede/tilmelding/", {"waits": [elsewhere.part]}, "waits"),
        (
            personas.editor,
            reverse("conference_desk:registration", args=[conference.pk, house.registration]),
            {"parts": [elsewhere.night]},
            "parts",
        ),
        (
            personas.editor,
            reverse("conference_desk:write_letter", **desk),
            {"selection": "part", "part": elsewhere.night},
            "part",
        ),
        (personas.editor, _session(house), {"hall": elsewhere.hall}, "hall"),
        (personas.editor, _session(house), {"track": elsewhere.track}, "track"),
        (
            personas.editor,
            reverse("billing_desk:payer", args=[conference.pk, house.registration]),
            {"also": [elsewhere.registration]},
            "also",
        ),
    ]
    before = kept()
    for person, address, changes, field in forms:
        client.force_login(person)
        sent = {**everything(house), "nights": [], "parts": [], **changes}
        sent |= {"day": "1", "starts": "10:00", "ends": "11:00", "kind": "parallel"}
        page = client.post(address, sent)
        assert page.status_code == 200 and field in page.context["form"].errors, (address, changes)
        # Said in Danish, and what was typed beside it is still there.
        assert (
            "Økonomi" in page.text
            or "Nyt" in page.text
            or "Ringede" in page.text
            or "Hej" in page.text
        )
    assert kept() == before


def _registration(house):
    return Conference.objects.get(pk=house.conference).registrations.get(pk=house.registration)


def _change(house) -> str:
    return reverse("conference:change", args=[house.registration])


def _session(house) -> str:
    return reverse("conference_desk:change_session", args=[house.session.uid])
