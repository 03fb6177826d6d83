"""Whether a text names a rule. One piece too many on a list is looked at and ticked off; one too few is not
seen, so in doubt it is named."""

import re
from dataclasses import dataclass

from resources.library.models import LegalBasis

_PARAGRAPH = re.compile(r"§+\s*(\d+(?:\s?[a-zæøå]\b)?)")


@dataclass(frozen=True)
class Rule:
    """An act and a section of it: `forvaltningsloven`, `19`. What stands after the section's number, such as
    "stk. 2", does not narrow it."""

    act: str
    section: str
    is_paragraph: bool

    @classmethod
    def of(cls, basis: LegalBasis) -> "Rule":
        section = " ".join(basis.section.casefold().split())
        found = _PARAGRAPH.search(section)
        return cls(
            act=basis.act.casefold().strip(),
            section=found[1].replace(" ", "") if found else section,
            is_paragraph=found is not None,
        )

    def is_named_in(self, text: str, *, is_about_the_act: bool = False) -> bool:
        """Whether the text names the section, and its act too, unless all of the text is about that act."""
        folded = text.casefold()
        if not is_about_the_act and self.act not in folded:
            return False
        return self._pattern.search(folded) is not None

    @property
    def _pattern(self) -> re.Pattern:
        if not self.is_paragraph:
            return re.compile(rf"(?<!\w){re.escape(self.section)}(?!\w)")
        figures = re.match(r"\d+", self.section)
        assert figures is not None
        letter = self.section[figures.end() :]
        end = rf"\s?{letter}(?!\w)" if letter else r"(?!\d|[a-zæøå])"
        # "§§ 19-21" and "§§ 19 og 20" name what stands first and last.
        return re.compile(
            rf"§+\s*(?:\d+\s?[a-zæøå]?\s*(?:,|-|–|og|eller|til)\s*)*{figures[0]}{end}"
        )
