"""Whether a text names a rule. One piece too many on a list is looked at and ticked off; one too few is not
seen, so in doubt it is named."""

import re
from dataclasses import dataclass
from functools import cached_property

from portal.kit.sections import Section, names_act
from resources.library.models import LegalBasis


@dataclass(frozen=True)
class Rule:
    """An act and a section of it: forvaltningsloven, § 19; or what is no section, such as "artikel 15"."""

    act: str
    section: Section | str

    @classmethod
    def of(cls, basis: LegalBasis) -> "Rule":
        words = " ".join(basis.section.casefold().split())
        return cls(act=basis.act.casefold().strip(), section=Section.of(words) or words)

    @property
    def is_paragraph(self) -> bool:
        return isinstance(self.section, Section)

    def is_named_in(self, text: str, *, is_about_the_act: bool = False) -> bool:
        """Whether the text names the section, and its act too, unless all of the text is about that act."""
        folded = text.casefold()
        if not is_about_the_act and not names_act(folded, self.act):
            return False
        return self._pattern.search(folded) is not None

    @cached_property
    def _pattern(self) -> re.Pattern:
        """Built once for all the texts that are gone through."""
        if isinstance(self.section, Section):
            return self.section.regex
        return re.compile(rf"(?<!\w){re.escape(self.section)}(?!\w)")
