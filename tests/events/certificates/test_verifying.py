"""Anybody who has a certificate's number sees whether it holds, and nobody sees more."""

import pytest
from django.urls import reverse

from events.certificates.flows import issuing
from events.certificates.views import verifying
from tests.factories.certificates import make_certificate

pytestmark = pytest.mark.django_db
ASK = "/kursusbevis/"


@pytest.fixture
def certificate(personas):
    return make_certificate(personas.member, by=personas.coordinator, group=personas.group)


def test_a_stranger_types_a_number_and_sees_whom_it_is_for(client, certificate, personas):
    page = client.get(ASK)
    assert page.status_code == 200 and "Er kursusbeviset gyldigt?" in page.text
    typed = f" {certificate.shown_number.lower().replace('-', ' ')} "
    answer = client.post(ASK, {"number": typed}, follow=True)
    assert answer.redirect_chain == [(certificate.get_absolute_url(), 302)]
    for said in ("Kursusbeviset er gyldigt", personas.member.name, certificate.title, "8 timer"):
        assert said in answer.text
    for kept in (personas.member.email, personas.coordinator.name, "Odense"):
        assert kept not in answer.text


def test_the_address_in_the_code_leads_there_however_it_is_written(client, certificate):
    assert certificate.get_absolute_url() == f"/kursusbevis/{certificate.shown_number}/"
    assert client.get(certificate.get_absolute_url()).status_code == 200
    loose = client.get(f"/kursusbevis/{certificate.number.lower()}/")
    assert (loose.status_code, loose["Location"]) == (302, certificate.get_absolute_url())


def test_a_withdrawn_one_says_so_without_the_reason(client, certificate, personas):
    issuing.withdraw(certificate=certificate, because="Forkert person", by=personas.coordinator)
    page = client.get(certificate.get_absolute_url()).text
    assert "Kursusbeviset er trukket tilbage" in page and "Forkert person" not in page


def test_an_unknown_number_is_answered_in_a_plain_sentence(client, certificate):
    answers = set()
    for number in ("KKKK-KKKK-KKKK", "9999-9999-9999", "KKKK-KKKK", "brudt"):
        answer = client.get(f"/kursusbevis/{number}/")
        assert answer.status_code == 404
        assert "Der findes ikke et kursusbevis med det nummer" in answer.text
        answers.add(answer.text.partition("<main")[2].partition("csrfmiddlewaretoken")[0])
    assert len(answers) == 1
    wrong = client.post(ASK, {"number": "KKKK-KKKK"})
    assert wrong.status_code == 200 and "tolv tegn" in wrong.text


def test_a_cpr_number_is_refused_and_stands_in_no_address(client):
    answer = client.post(ASK, {"number": "010170-1234"})
    assert answer.status_code == 200
    assert "CPR-nummer" in answer.text


def test_no_search_engine_and_no_cache_keeps_it(client, certificate):
    for path in (ASK, certificate.get_absolute_url(), "/kursusbevis/KKKK-KKKK-KKKK/"):
        answer = client.get(path)
        assert answer["X-Robots-Tag"] == "noindex"
        assert "no-store" in answer["Cache-Control"]
        assert '<meta name="robots" content="noindex">' in answer.text


def test_whoever_tries_numbers_is_stopped(client, certificate, monkeypatch):
    monkeypatch.setattr(verifying, "LIMITS", {"look_up": "5/h/ip"})
    statuses = [client.get("/kursusbevis/KKKK-KKKK-KKKK/").status_code for _each in range(6)]
    assert statuses == [404] * 5 + [429]
    assert client.get(certificate.get_absolute_url()).status_code == 429
    assert client.get(reverse("verification:ask")).status_code == 200
