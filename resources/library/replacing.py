"""Where the links lead that say what is read instead of something: to the end of the chain."""

import hashlib
from collections.abc import Iterable

from django.db.models import QuerySet

from .models import Edition, Guide, Replacement, Retirement, Version
from .reach import in_use_for
from .rules import reaches_readers_of

#: A chain is as long as its material was replaced; what is longer than this nobody has made.
LONGEST = 20


def is_gone(thing: Guide | Version) -> bool:
    """Whether it is not to be read any more."""
    if isinstance(thing, Guide):
        return Retirement.objects.filter(guide=thing).exists()
    # Asked anew: what is at hand may be older than the lock.
    withdrawn = Version.objects.filter(pk=thing.pk, withdrawn_at__isnull=False)
    return withdrawn.exists() or is_gone(thing.edition.guide)


def next_of(thing: Guide | Version) -> Guide | Version | None:
    """What was said to replace it, be that gone or not."""
    if isinstance(thing, Guide):
        retirement = Retirement.objects.select_related("replaced_by").filter(guide=thing).first()
        return retirement.replaced_by if retirement else None
    said = (
        Replacement.objects.select_related("by_guide", "by_version__edition__guide")
        .filter(version=thing)
        .first()
    )
    if said is not None:
        return said.by_version or said.by_guide
    guide = thing.edition.guide
    return next_of(guide) if is_gone(guide) else guide


def guide_of(thing: Guide | Version) -> Guide:
    """The material that it is, or is a version of."""
    return thing if isinstance(thing, Guide) else thing.edition.guide


def instead_of(user, thing: Guide | Version) -> Guide | Version | None:
    """What this reader reads instead of something that is gone: the end of the chain. None where it ends in
    nothing, or in what is not for them."""
    found, passed = next_of(thing), {thing}
    while found is not None and is_gone(found) and found not in passed and len(passed) < LONGEST:
        passed.add(found)
        found = next_of(found)
    if found is None or found in passed or is_gone(found):
        return None
    return found if in_use_for(user).filter(pk=guide_of(found).pk).exists() else None


def ends_of(guides: Iterable[int], among: QuerySet[Guide]) -> dict[int, Guide]:
    """What is read instead of each of these that is retired, by their numbers: the ends of the chains that
    lie in `among`. In two queries however many, and none for no guides."""
    wanted = set(guides)
    if not wanted:
        return {}
    following = dict(Retirement.objects.values_list("guide", "replaced_by"))
    ends: dict[int, int] = {}
    for first in wanted & following.keys():
        end: int | None = first
        for _step in range(LONGEST):
            if end is None or end not in following:
                break
            end = following[end]
        if end is not None and end not in following:
            ends[first] = end
    found = among.filter(retirement__isnull=True).in_bulk(set(ends.values())) if ends else {}
    return {first: found[end] for first, end in ends.items() if end in found}


def replaced_through(guide: int) -> set[int]:
    """The retired material whose chain comes through this one, by numbers, in one query."""
    before: dict[int, set[int]] = {}
    pairs = Retirement.objects.filter(replaced_by__isnull=False).values_list("replaced_by", "guide")
    for instead, gone in pairs:
        before.setdefault(instead, set()).add(gone)
    found: set[int] = set()
    left = {guide}
    while left:
        left = {each for one in left for each in before.get(one, ())} - found
        found |= left
    return found


def leads_back(start: Guide | Version, to: Guide | Version) -> bool:
    """Whether the chain from one thing comes to another."""
    found: Guide | Version | None = start
    for _step in range(LONGEST):
        if found is None or found == to:
            break
        found = next_of(found) if is_gone(found) else None
    return found == to


def choices_for(
    user, guide: Guide, version: Version | None = None, *, now: Guide | Version | None = None
) -> list[tuple[str, str]]:
    """What can be chosen to replace material, or one version of it, with the keys that `chosen` knows: what
    all its readers may read, and what was chosen before (`now`), be that gone or not."""
    found = []
    if version is not None:
        for edition in Edition.objects.filter(guide=guide).prefetch_related("versions"):
            edition.guide = guide
            for each in edition.versions.all():
                each.edition = edition
                if not each.is_withdrawn and each != version:
                    found.append((key_of(each), each.name_beside))
    others = in_use_for(user).exclude(pk=guide.pk).order_by("number", "title", "pk")
    found += [(key_of(each), each.full_title) for each in others if reaches_readers_of(each, guide)]
    if now is not None and key_of(now) not in dict(found):
        found.insert(0, (key_of(now), now.full_title))
    return found


def key_of(thing: Guide | Version | None) -> str:
    """What a choice is called in a form."""
    if thing is None:
        return ""
    return f"{'m' if isinstance(thing, Guide) else 'v'}{thing.pk}"


def seen(because: str, now: Guide | Version | None) -> str:
    """A mark for what is said of something that is gone: another one as soon as another thing is said."""
    return hashlib.sha256(f"{key_of(now)} {because}".encode()).hexdigest()[:16]


def chosen(key: str) -> Guide | Version | None:
    """What a key of `choices_for` stands for."""
    if not key:
        return None
    if key[0] == "v":
        return Version.objects.select_related("edition__guide").get(pk=key[1:])
    return Guide.objects.get(pk=key[1:])
