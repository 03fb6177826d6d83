"""A member's day: what waits for them, what is new, and what comes next. Reads every room through the
room's own queries, so that nothing stands here that the reader could not open there."""

from .ahead import coming_up, conference_panel, next_meetings
from .asked import waiting
from .latest import news

__all__ = ["coming_up", "conference_panel", "news", "next_meetings", "waiting"]
