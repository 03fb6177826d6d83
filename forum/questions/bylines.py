"""Who is shown as the writer: the one place that turns an author into words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from members.people.enums import NameAfter


@dataclass(frozen=True)
class Byline:
    """The writer as every reader sees them. `person_id` is None where no profile may be linked."""

    name: str
    place: str = ""
    person_id: int | None = None


def byline_of(post) -> Byline:
    """An anonymous text's byline is the same for all, whoever reads and whoever wrote.

    A member who has left keeps their name under what they wrote, unless they have chosen otherwise, and
    has no place in the network; an account that is deleted leaves none.
    """
    if post.anonymous:
        return Byline(_("Anonymous member"))
    author = post.author
    if author is None:
        return Byline(_("former member"))
    place = author.home_municipality
    if place is None and author.name_after == NameAfter.FORMER:
        return Byline(_("former member"))
    if place is None:
        return Byline(author.name, _("former member"))
    return Byline(author.name, str(place), author.pk)
