"""Saying afterwards why something is gone, and what is read instead."""

from django.db import transaction

from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from ..models import Guide, Replacement, Retirement, Version
from ..retiring import to_correct
from .holding import hold, lock


@transaction.atomic
def correct_retirement(
    *, guide: Guide, because: str, instead: Guide | None = None, seen_as: str | None = None, by
) -> None:
    """Say otherwise why material is retired, or what replaces it; when it was retired stays. Safe to repeat.
    Raises `Refused` as `retiring.retire`, for material that is in use, and where something else has been said
    since `seen_as` (`replacing.seen`)."""
    refuse_cpr(because)
    hold(guide, instead)
    said = Retirement.objects.select_related("replaced_by").filter(guide=guide).first()
    now, stands = (said.replaced_by, said.because) if said else (None, "")
    stop_if(to_correct(guide, because, instead, by, now=now, said=stands, seen_as=seen_as))
    assert said is not None
    if (stands, now) == (because.strip(), instead):
        return
    said.because, said.replaced_by = because.strip(), instead
    said.save(update_fields=["because", "replaced_by"])
    trail.record("library.retirement_corrected", on=guide, by=by)


@transaction.atomic
def correct_withdrawal(
    *,
    version: Version,
    because: str,
    instead: Guide | Version | None = None,
    seen_as: str | None = None,
    by,
) -> Version:
    """Say otherwise why a version was withdrawn, or what replaces it: perhaps nothing did until now. When it
    was withdrawn stays. Safe to repeat. Raises `Refused` as `publishing.withdraw_version`, for a version that
    can be read, and where something else has been said since `seen_as` (`replacing.seen`)."""
    refuse_cpr(because)
    # In the order of those who retire, withdraw and publish: the material first, then its editions.
    hold(instead if isinstance(instead, Guide) else None)
    editions = {version.edition, *([instead.edition] if isinstance(instead, Version) else [])}
    for each in sorted(editions, key=lambda edition: edition.pk):
        lock(each)
    version = Version.objects.select_related(
        "edition__guide", "replacement__by_guide", "replacement__by_version__edition__guide"
    ).get(pk=version.pk)
    now, stands = version.replaced_by, version.withdrawn_because
    stop_if(to_correct(version, because, instead, by, now=now, said=stands, seen_as=seen_as))
    if (stands, now) == (because.strip(), instead):
        return version
    if now != instead:
        _replace(version, instead)
    version.withdrawn_because = because.strip()
    version.save(update_fields=["withdrawn_because"])
    trail.record("library.withdrawal_corrected", on=version, by=by, number=version.number)
    return Version.objects.select_related("edition__guide").get(pk=version.pk)


def _replace(version: Version, instead: Guide | Version | None) -> None:
    if instead is None:
        Replacement.objects.filter(version=version).delete()
        return
    Replacement.objects.update_or_create(
        version=version,
        defaults={
            "by_guide": instead if isinstance(instead, Guide) else None,
            "by_version": instead if isinstance(instead, Version) else None,
        },
    )
