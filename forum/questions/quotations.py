"""Another's words in one's own text."""

from html import escape

from django.utils.translation import gettext as _

from portal.ui import prose

from .bylines import byline_of
from .models import Answer
from .notices import address_of

#: More of an answer than this is not quoted, but read where it stands (characters).
LONGEST = 600


def quotation(answer: Answer) -> str:
    """An answer as the beginning of another one: who wrote it (with the way there) and what."""
    words = prose.plain(answer.body)
    if len(words) > LONGEST:
        words = words[:LONGEST].rsplit(" ", 1)[0] + " …"
    who = escape(_("%(name)s wrote:") % {"name": byline_of(answer).name})
    head = f'<p><a href="{address_of(answer)}">{who}</a></p>'
    return f"{head}<blockquote>{prose.paragraphs(words)}</blockquote><p></p>"
