"""The applicant's own page: how it goes, what was decided, and what has happened, in plain words."""

import pytest
from django.utils import timezone

from members.admission.enums import TOLD
from members.admission.flows import applying, exchanging
from members.admission.notices import page_of
from members.admission.queries import history_of
from members.vetting.enums import DEEDS
from members.vetting.flows import asking, deciding, taking
from tests.factories.admission import make_application
from tests.factories.people import make_secretariat
from tests.factories.vetting import REMEDY, TEXT, in_days, make_rejected

pytestmark = pytest.mark.django_db


def told(application) -> list[str]:
    return [words for _when, words in history_of(application)]


def test_a_rejection_stands_there_as_it_was_sent_with_what_may_be_done_about_it(client, vetter):
    application = make_application()
    make_rejected(application, vetter)
    shown = client.get(page_of(application))
    for words in ("kommunen har ikke funktionen", TEXT, REMEDY, "Hvad du kan gøre", "Søg igen"):
        assert words in shown.text, words
    letter = application.letters.get(kind="rejection")
    assert TEXT in letter.body and REMEDY in letter.body


def test_every_step_of_a_case_is_told_with_its_day_and_without_names(client, vetter):
    application = make_application()
    taking.take(application=application, by=vetter)
    asking.ask(application=application, text="Hvor mange?", due_on=in_days(), by=vetter)
    exchanging.answer(exchange=application.exchanges.get(), text="Tre.")
    taking.take(application=application, over=True, by=make_secretariat(name="Bo Berg"))
    taking.take(application=application, over=True, by=vetter)
    make_rejected(application, vetter)
    assert told(application) == [
        "Du sendte din ansøgning.",
        "Vi begyndte at se på den.",
        "Vi bad dig om mere.",
        "Du svarede.",
        "Vi spurgte, hvad du siger til et afslag.",
        "Du svarede.",
        "Vi afslog din ansøgning.",
    ]
    shown = client.get(page_of(application))
    assert vetter.name not in shown.text and "Bo Berg" not in shown.text
    assert timezone.localdate() == timezone.localdate(history_of(application)[0][0])


def test_the_other_ways_that_a_case_goes_are_told_too(client, vetter):
    application = make_application()
    asking.ask(application=application, text="Hvor mange?", due_on=in_days(), by=vetter)
    exchanging.withdraw_request(application=application, by=vetter)
    asking.ask(application=application, text="Hvor mange?", due_on=in_days(), by=vetter)
    exchanging.run_out(application=application, today=in_days(15))
    applying.withdraw(application=application)
    assert told(application)[2:] == [
        "Vi bad dig om mere.",
        "Vi havde ikke længere brug for dit svar.",
        "Vi bad dig om mere.",
        "Dagen, du kunne svare til, gik.",
        "Du trak din ansøgning tilbage.",
    ]
    admitted = make_application("Bo Bæk", "Odense")
    deciding.approve(application=admitted, by=vetter)
    assert told(admitted) == ["Du sendte din ansøgning.", "Du blev optaget."]
    assert "Du blev optaget." in client.get(page_of(admitted)).text


def test_what_is_told_is_a_part_of_what_the_desk_knows():
    assert set(TOLD) < set(DEEDS)
