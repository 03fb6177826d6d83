"""Twenty vetters who admit the same applicant at the same moment: a program of its own, run by
`test_approval_race` on a database. Real processes, because a test's own transaction would queue
them."""

import json
import time

import django

VETTERS = 20


def _prepare():
    from tests.factories.admission import make_application

    return make_application()


def _approve(application, vetter):
    from members.vetting.flows import deciding

    deciding.approve(application=application, by=vetter)


def _approve_looking_first(application, vetter):
    """How not to do it: look, then write. The pause is the time a busy server takes in between."""
    from members.admission.enums import OPEN, State
    from members.admission.flows import inviting
    from members.admission.models import Application
    from members.people.models import User

    if Application.objects.get(pk=application.pk).state not in OPEN:
        return
    time.sleep(0.05)
    person, _new = User.objects.get_or_create(
        email_key=application.email_key, defaults={"email": application.email}
    )
    inviting.invite(person=person, by=vetter)
    Application.objects.filter(pk=application.pk, state=State.SUBMITTED).update(vetter=vetter)


def _result(application) -> dict:
    from members.admission.models import Invitation
    from members.onboarding.models import Onboarding
    from members.people.models import Membership, Post, User
    from members.vetting.models import Decision, Letter
    from portal.audit.models import Entry

    person = User.objects.get(email_key=application.email_key)
    return {
        "invitations": Invitation.objects.filter(person=person).count(),
        "memberships": Membership.objects.filter(person=person).count(),
        "posts": Post.objects.filter(person=person).count(),
        "onboardings": Onboarding.objects.filter(person=person).count(),
        "decisions": Decision.objects.filter(application=application).count(),
        "letters": Letter.objects.filter(application=application).count(),
        "approved": Entry.objects.filter(
            action="admission.approved", object_id=str(application.pk)
        ).count(),
    }


RACES = {
    "approve": (_prepare, _approve, _result),
    "approve-looking-first": (_prepare, _approve_looking_first, _result),
}

if __name__ == "__main__":
    django.setup()
    from django.urls import reverse

    from tests.events.contenders import run
    from tests.factories.people import make_secretariat

    # A running server has long since loaded its addresses.
    reverse("admission_desk:inbox")
    people = [
        make_secretariat(name=f"Jurist {number}", second_factor=False) for number in range(VETTERS)
    ]
    print(json.dumps({name: run(*race, people) for name, race in RACES.items()}))
