"""A step that asks for a guide which is retired since says so, and is on the secretariat's list."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from members.onboarding import flows
from members.onboarding.enums import Deed
from members.onboarding.forms import SubjectField
from members.onboarding.models import Step, StepDone
from members.onboarding.queries import gone_steps, waiting_count
from resources.library.flows.reading import record_reading
from resources.library.flows.retiring import bring_back, retire
from tests.factories import resources
from tests.factories.onboarding import make_newcomer, usual

pytestmark = pytest.mark.django_db


@pytest.fixture
def old():
    return resources.make_guide("Gammel vejledning")


@pytest.fixture
def new():
    return resources.make_guide("Ny vejledning")


@pytest.fixture
def step(old):
    Step.objects.update(is_active=False)
    step = Step(
        track=usual(), order=50, title="Læs", deed=Deed.MATERIAL_READ, subject=f"guide:{old.pk}"
    )
    return flows.keep_step(step=step, by=None)


def test_the_newcomer_reads_what_replaces_it(client, personas, step, old, new):
    newcomer = make_newcomer("Ny Rådgiver", "Faxe").person
    client.force_login(newcomer)
    address = reverse("onboarding:mine")
    assert "er udgået" not in client.get(address).content.decode()
    retire(guide=old, because="Samlet.", instead=new, by=personas.administrator)
    page = client.get(address).content.decode()
    assert page.count("er udgået; brug") == 2  # the next one, and in the list
    assert f'class="button" href="{new.get_absolute_url()}"' in page
    record_reading(version=resources.make_version(new), by=newcomer)
    assert StepDone.objects.filter(step=step, onboarding__person=newcomer).exists()
    assert "er udgået" not in client.get(address).content.decode()


def test_without_a_replacement_it_says_that_somebody_is_at_it(client, personas, step, old):
    newcomer = make_newcomer("Ny Rådgiver", "Faxe").person
    retire(guide=old, because="Forældet.", by=personas.administrator)
    client.force_login(newcomer)
    page = client.get(reverse("onboarding:mine")).content.decode()
    assert "Sekretariatet finder noget andet til trinnet" in page


def test_the_chain_is_followed_to_its_end(personas, step, old, new):
    newcomer, last = make_newcomer("Ny Rådgiver", "Faxe").person, resources.make_guide("Den sidste")
    retire(guide=old, because="Samlet.", instead=new, by=personas.administrator)
    retire(guide=new, because="Samlet.", instead=last, by=personas.administrator)
    ((_step, gone),) = gone_steps(personas.administrator)
    assert (gone.title, gone.instead_title) == ("Gammel vejledning", "Den sidste")
    record_reading(version=resources.make_version(last), by=newcomer)
    assert StepDone.objects.filter(step=step).count() == 1


def test_the_secretariat_has_it_on_its_list_until_it_is_changed(client, personas, step, old, new):
    boss = personas.administrator
    before = waiting_count(boss)
    retire(guide=old, because="Samlet.", instead=new, by=boss)
    assert waiting_count(boss) == before + 1
    assert gone_steps(personas.member) == []
    client.force_login(boss)
    page = client.get(reverse("onboarding_desk:overview")).content.decode()
    edit = reverse("onboarding_steps:edit", args=[step.pk])
    assert edit in page and "er udgået; brug" in page
    assert "Gammel vejledning (udgået)" in client.get(edit).content.decode()
    step.subject = f"guide:{new.pk}"
    flows.keep_step(step=step, by=boss)
    # It leads where the new one stands, too.
    assert step.target == new.get_absolute_url()
    assert (gone_steps(boss), waiting_count(boss)) == ([], before)


def test_it_is_no_choice_any_more_but_may_be_put_out_of_use(personas, step, old):
    retire(guide=old, because="Forældet.", by=personas.administrator)
    offered = {subject for _deed, group in SubjectField().choices[1:] for subject, _words in group}
    assert f"guide:{old.pk}" not in offered
    with pytest.raises(ValidationError) as refused:
        flows.keep_step(step=step, by=personas.administrator)
    assert list(refused.value.message_dict) == ["subject"]
    step.is_active = False
    flows.keep_step(step=step, by=personas.administrator)
    assert gone_steps(personas.administrator) == []


def test_what_is_in_use_again_is_an_ordinary_step_again(personas, step, old):
    retire(guide=old, because="Forældet.", by=personas.administrator)
    bring_back(guide=old, by=personas.administrator)
    assert gone_steps(personas.administrator) == []
    flows.keep_step(step=step, by=personas.administrator)
