"""A guide's page asks this room, which stands above the library, for what it has to say."""

from django import template
from django.template.loader import render_to_string

from members.people.rules import is_member
from resources.library.models import Guide

from .. import asides, queries
from ..rules import answers_for, may_review

register = template.Library()


@register.inclusion_tag("care/on_guide.html", takes_context=True)
def care_of(context, guide):
    """Who answers for it, when it is looked at again, where it comes from, and what others may do with it.
    Whose name that is, only members see."""
    user = context["request"].user
    found = asides.of(user, guide, context["version"]).care
    people = {}
    if is_member(user):
        people = {each.pk: each for each in queries.carers(guide, found)}
    owner = people.get(found.owner_id) if found else None
    return {
        "guide": guide,
        "care": found,
        "owner": owner,
        "deputy": people.get(found.deputy_id) if found else None,
        "owns": answers_for(user, found),
        "may_review": is_member(user) and may_review(user, found, guide),
        "is_member": is_member(user),
    }


@register.simple_tag(takes_context=True)
def care_notes(context, guide):
    """That somebody has reported it, and that a rule behind it has changed; most pages have neither."""
    aside = asides.of(context["request"].user, guide, context["version"])
    if not (aside.reported_at or aside.changes):
        return ""
    return render_to_string(
        "care/notes.html", {"reported_at": aside.reported_at, "changes": aside.changes}
    )


@register.inclusion_tag("care/helped.html", takes_context=True)
def was_it_helpful(context, version):
    """Whether it helped; nothing for those who are not members."""
    user = context["request"].user
    if not isinstance(version.edition.guide, Guide) or not is_member(user):
        return {"version": None}
    return {
        "version": version,
        "guide": version.edition.guide,
        "said": asides.of(user, version.edition.guide, version).said,
    }
