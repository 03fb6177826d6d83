"""What in a text might lead to a citizen, said softly while it is written."""

from django.utils.translation import gettext_lazy as _

from portal.kit import traces
from portal.kit.problems import Warning

from . import prose

#: What is said of it, never forbidden: the writer knows best whether it must stand there.
HINTS = {
    traces.Kind.PHONE: _(
        "There seems to be a phone number in the text. Your colleagues can advise you without it."
    ),
    traces.Kind.CASE: _(
        "There seems to be a case number in the text. It leads straight to the citizen; leave it out."
    ),
    traces.Kind.ADDRESS: _(
        "There seems to be a name with an address. Write “the citizen” unless it is an authority's."
    ),
}


def hints(*texts: str) -> list[Warning]:
    """What in these texts (formatted or plain) might lead to a citizen."""
    words = "\n".join(prose.plain(text) for text in texts)
    return [Warning(kind.value, HINTS[kind]) for kind in traces.kinds(words)]
