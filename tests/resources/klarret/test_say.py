"""What members say of the series, and what comes of it."""

import pytest
from django.core.exceptions import ValidationError

from members.people.models import User
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice
from resources.klarret import flows, queries
from resources.klarret.enums import Reply
from resources.klarret.models import Difference, Offer, Wish
from resources.library.enums import Audience, Line
from tests.factories.people import make_member
from tests.factories.resources import make_guide, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide():
    return make_guide("Frister", klarret=22)


def titles_for(person) -> list[str]:
    return list(Notice.objects.filter(recipient=person).values_list("title", flat=True))


def test_each_member_has_one_voice_and_can_move_it(personas, guide):
    other = make_guide("Notatpligt", klarret=7)
    flows.wish(guide=guide, by=personas.member)
    flows.wish(guide=other, by=personas.member)
    flows.wish(guide=other, by=personas.jurist)
    flows.wish(guide=other, by=personas.jurist)
    assert {row.guide.number: row.wishes for row in queries.series_for(personas.member)} == {
        7: 2,
        22: 0,
    }
    assert flows.take_back(by=personas.member) is True
    assert flows.take_back(by=personas.member) is False
    assert Wish.objects.get().person == personas.jurist


def test_the_trail_does_not_say_what_a_member_wishes_for(personas, guide):
    flows.wish(guide=guide, by=personas.member)
    entry = Entry.objects.get(action="klarret.wished")
    assert (entry.object_id, entry.facts) == ("", {})


@pytest.mark.parametrize("persona", ["applicant", "former", "suspended", "admitted"])
def test_only_members_have_a_say(personas, guide, persona):
    user = getattr(personas, persona)
    deeds = [
        lambda: flows.wish(guide=guide, by=user),
        lambda: flows.offer_to_write(guide=guide, words="Gerne", by=user),
        lambda: flows.report(guide=guide, words="Anderledes", by=user),
    ]
    for deed in deeds:
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.codes == ["not_allowed"]
    assert not (Wish.objects.exists() or Offer.objects.exists() or Difference.objects.exists())


def test_what_is_no_guide_of_the_series_is_not_wished_for(personas):
    with pytest.raises(Refused):
        flows.wish(guide=make_guide("En skabelon"), by=personas.member)


def test_what_has_come_is_not_wished_for(personas, guide):
    make_version(guide, line=Line.NATIONAL)
    with pytest.raises(Refused) as refused:
        flows.wish(guide=guide, by=personas.member)
    assert refused.value.codes == ["is_out"]


def test_when_a_national_edition_comes_those_who_wished_for_it_hear_and_are_free(personas, guide):
    flows.wish(guide=guide, by=personas.member)
    make_version(guide, line=Line.COPENHAGEN)
    assert Wish.objects.count() == 1
    make_version(guide, line=Line.NATIONAL)
    assert titles_for(personas.member) == [
        "KlarRet 22: Frister er udkommet i en national udgave. Du har ønsket den."
    ]
    assert not Wish.objects.exists()
    make_version(guide, line=Line.NATIONAL)
    assert len(titles_for(personas.member)) == 1


def test_an_offer_is_told_to_the_editors_and_its_answer_to_the_member(personas, guide):
    editor = personas.editor
    offer = flows.offer_to_write(guide=guide, words=" Jeg læser udkast. ", by=personas.member)
    assert offer.words == "Jeg læser udkast."
    assert any("tilbyder at skrive med" in title for title in titles_for(editor))
    flows.answer(word=offer, reply=Reply.YES, words="Tak!", by=editor)
    assert titles_for(personas.member) == ["Sekretariatet har svaret dig om KlarRet 22: Frister"]
    offer.refresh_from_db()
    assert (offer.reply, offer.reply_words) == (Reply.YES, "Tak!")


def test_one_offer_at_a_time_waits_for_its_answer(personas, guide):
    first = flows.offer_to_write(guide=guide, words="Gerne", by=personas.member)
    with pytest.raises(Refused) as refused:
        flows.offer_to_write(guide=guide, words="Igen", by=personas.member)
    assert refused.value.codes == ["offered"]
    flows.answer(word=first, reply=Reply.NO, words="Vi er nok.", by=personas.editor)
    flows.offer_to_write(guide=guide, words="Igen", by=personas.member)
    assert Offer.objects.count() == 2


def test_only_ones_own_unanswered_offer_is_taken_back(personas, guide):
    offer = flows.offer_to_write(guide=guide, words="Gerne", by=personas.member)
    flows.withdraw_offer(offer=offer, by=personas.jurist)
    assert Offer.objects.count() == 1
    flows.withdraw_offer(offer=offer, by=personas.member)
    flows.withdraw_offer(offer=offer, by=personas.member)
    assert not Offer.objects.exists()
    answered = flows.offer_to_write(guide=guide, words="Gerne", by=personas.member)
    flows.answer(word=answered, reply=Reply.YES, by=personas.editor)
    flows.withdraw_offer(offer=answered, by=personas.member)
    assert Offer.objects.count() == 1


def test_a_difference_keeps_the_municipality_it_was_written_in_and_stands_once(personas, guide):
    words = "Hos os svarer borgerservice."
    first = flows.report(guide=guide, words=words, by=personas.member)
    assert flows.report(guide=guide, words=words, by=personas.member) == first
    assert first.municipality == User.objects.get(pk=personas.member.pk).home_municipality


def test_a_no_needs_a_word_and_is_given_once(personas, guide):
    difference = flows.report(guide=guide, words="Anderledes", by=personas.member)
    with pytest.raises(Refused) as refused:
        flows.answer(word=difference, reply=Reply.NO, words=" ", by=personas.editor)
    assert refused.value.codes == ["no_words"]
    flows.answer(word=difference, reply=Reply.NO, words="Det gælder alle.", by=personas.editor)
    with pytest.raises(Refused) as refused:
        flows.answer(word=difference, reply=Reply.YES, by=personas.editor)
    assert refused.value.codes == ["answered"]
    difference.refresh_from_db()
    assert (difference.reply, difference.reply_words) == (Reply.NO, "Det gælder alle.")


def test_only_those_who_keep_the_library_answer(personas, guide):
    offer = flows.offer_to_write(guide=guide, words="Gerne", by=personas.member)
    with pytest.raises(Refused):
        flows.answer(word=offer, reply=Reply.YES, by=personas.coordinator)


def test_a_cpr_number_is_refused_everywhere(personas, guide):
    words = "Som i sagen med 010190-1234."
    with pytest.raises(ValidationError):
        flows.offer_to_write(guide=guide, words=words, by=personas.member)
    with pytest.raises(ValidationError):
        flows.report(guide=guide, words=words, by=personas.member)
    offer = flows.offer_to_write(guide=guide, words="Gerne", by=personas.member)
    with pytest.raises(ValidationError):
        flows.answer(word=offer, reply=Reply.NO, words=words, by=personas.editor)
    assert not Difference.objects.exists()


def test_what_waits_is_counted_for_those_who_answer_it(personas, guide):
    flows.offer_to_write(guide=guide, words="Gerne", by=personas.member)
    flows.report(guide=guide, words="Anderledes", by=personas.member)
    assert queries.waiting_for(personas.editor) == 2
    assert queries.waiting_for(personas.member) == 0


def test_a_member_sees_only_ones_own_words(personas, guide):
    offer = flows.offer_to_write(guide=guide, words="Gerne", by=personas.member)
    assert list(queries.offers_for(personas.member)) == [offer]
    assert not queries.offers_for(make_member("En anden", "Vejle")).exists()
    assert not queries.offers_for(personas.former).exists()
    assert list(queries.offers_for(personas.editor)) == [offer]


def test_the_series_tells_what_is_behind_and_how_far_each_is(personas, guide):
    basis = make_version(guide, line=Line.COPENHAGEN)
    make_version(guide, line=Line.NATIONAL, based_on=basis)
    make_guide("Notatpligt", klarret=7, audience=Audience.PUBLIC)
    [first, second] = queries.series_for(personas.member)
    assert (second.status, second.overtaken) == ("published", None)
    newest = make_version(guide, line=Line.COPENHAGEN)
    [first, second] = queries.series_for(personas.member)
    assert (first.status, second.overtaken) == ("not_begun", newest)
    tallies = {each.status: each.count for each in queries.counted([first, second])}
    assert tallies == {"published": 1, "in_review": 0, "being_written": 0, "not_begun": 1}
