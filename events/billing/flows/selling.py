"""Who writes the bills."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from stdnum.dk import cvr

from portal.audit import trail
from portal.kit.ean import normalised
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import problems
from ..models import Seller


@transaction.atomic
def set_seller(*, facts: Mapping[str, Any], by) -> Seller:
    """Let this be what the next documents say of the seller; those that have been issued keep what they say.
    Raises `InvalidEan`, and ValidationError for a CVR number that cannot be one or for a CPR number."""
    stop_if(problems.to_manage(by))
    refuse_cpr(
        *(
            value
            for name, value in facts.items()
            if isinstance(value, str) and name != "bank_account"
        )
    )
    if not cvr.is_valid(facts["cvr"]):
        raise ValidationError({"cvr": _("That is no CVR number: its last digit does not fit.")})
    told = {**facts, "ean": normalised(facts["ean"]), "cvr": cvr.compact(facts["cvr"])}
    seller, _new = Seller.objects.update_or_create(pk=Seller.ONLY, defaults=told)
    trail.record("billing.seller_changed", on=seller, by=by)
    return seller
