"""Bills for tests, made through the same flows as in the portal."""

from events.billing.due import all_due
from events.billing.flows import issuing, selling
from events.conference.models import Conference

SELLER = {
    "name": "Københavns Kommune",
    "cvr": "64942212",
    "ean": "5798009800053",
    "street": "Vester Voldgade 2A",
    "postcode": "1552",
    "city": "København V",
    "bank_registration": "0216",
    "bank_account": "4069011234",
    "contact": "Borgerrådgiveren",
    "email": "borgerraadgiveren@example.dk",
    "phone": "33 66 14 00",
    "terms_days": 30,
    "vat": "exempt",
    "vat_reason": "Fritaget for moms efter momslovens § 13, stk. 1, nr. 3",
}


def make_seller(*, by, **changes):
    """Who writes the bills."""
    return selling.set_seller(facts={**SELLER, **changes}, by=by)


def bill_all(conference, *, by, at=None):
    """Everything that waits is billed; returns the new documents."""
    conference = Conference.objects.get(pk=conference.pk)
    tokens = [each.token for each in all_due(conference)]
    return issuing.bill(conference=conference, tokens=tokens, at=at, by=by)
