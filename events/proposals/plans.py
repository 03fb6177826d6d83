"""What a form gives of a proposal, and a flow takes."""

from dataclasses import dataclass

from events.conference.models import Track

from .enums import Form


@dataclass(frozen=True)
class Facts:
    """Everything about a proposal but who speaks; a form's cleaned data, by name."""

    title: str
    abstract: str = ""
    form: Form = Form.TALK
    minutes: int = 60
    day: int | None = None
    track: Track | None = None
    equipment: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """What somebody has typed."""
        return self.title, self.abstract, self.equipment
