"""A CPR number cannot be stored: every free-text field of every model refuses it."""

from django.db import models

from portal.ui.validators import no_cpr
from tests.house.rooms import our_models

#: Text that no person types freely, or whose writer has passed the guard on the way: with the reason.
NOT_TYPED = {
    "audit.Entry.action": "a word of the code",
    "audit.Entry.object_type": "a model's name",
    "audit.Entry.object_id": "a number",
    "audit.Entry.request_id": "a number",
    "notices.Notice.title": "made of titles that have passed the guard",
    "notices.Notice.url": "an address of the portal",
    "notices.OutgoingMail.template": "a template's name",
    "notices.OutgoingMail.subscription": "a word of the code and a number",
    "notices.OutgoingMail.enclosure": "words of the code and a number",
    "notices.OutgoingMail.subject": "rendered from a template",
    "notices.OutgoingMail.message_id": "made by the portal",
    "notices.OutgoingMail.error": "an exception's class name",
    "people.User.password": "a hash",
    "certificates.Certificate.number": "drawn by lot",
    "check_in.Badge.token": "drawn by lot",
    "evaluations.Evaluation.subject": "a word of the code and a number",
    "evaluations.Question.part": "a word of the code and a number",
    "billing.Document.ean": "thirteen digits with a check digit, and nothing else",
    "billing.Seller.ean": "thirteen digits with a check digit, and nothing else",
    "billing.Seller.cvr": "eight digits with a check digit, and nothing else",
    "billing.Seller.postcode": "four digits",
    "billing.Seller.bank_registration": "four digits",
    "billing.Seller.bank_account": "up to ten digits: a bank account may look like a CPR number",
    "conference.Registration.ean": "thirteen digits with a check digit, and nothing else",
    "membership.HandOver.kind": "a word of the code",
    "membership.HandOver.words": "made of titles and names of groups that have passed the guard",
    "membership.HandOver.url": "an address of the portal",
    "retention.Leftover.model": "a model's name",
    "retention.Leftover.row": "a number",
    "retention.Leftover.field": "a field's name",
    "onboarding.StepDone.about": "a word of the code and a number",
    "onboarding.Step.subject": "a word of the code and a number",
    "onboarding.Step.target": "an address in the portal, written by the secretariat",
    "municipalities.Municipality.code": "official",
    "municipalities.Municipality.name": "official",
    "municipalities.Municipality.email_domain": "a domain name",
    "municipalities.Region.name": "official",
}


def free_text_fields():
    for model in our_models():
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.CharField | models.TextField):
                continue
            if isinstance(field, models.EmailField | models.SlugField | models.URLField):
                continue
            if field.choices or not field.editable or field.name.endswith("_key"):
                continue
            if field.model._meta.app_label == "wagtailcore":
                continue  # the CMS's own columns; `pages.PortalPage.clean` guards its titles
            yield f"{model._meta.app_label}.{model.__name__}.{field.name}", field


def test_every_free_text_field_has_the_guard():
    open_doors = [
        name
        for name, field in free_text_fields()
        if no_cpr not in field.validators
        and name not in NOT_TYPED
        and name.rpartition(".")[2] not in {"phone", "language"}
    ]
    assert open_doors == []


def test_the_list_of_exceptions_names_only_what_exists():
    assert set(NOT_TYPED) <= {name for name, _ in free_text_fields()}
