"""How soon one can hear of something, for forms that are written in templates."""

from django import template

from forum.questions.enums import Level

register = template.Library()


@register.simple_tag
def follow_levels() -> list:
    """Every level with its words."""
    return Level.choices
