"""What is new in the forum and in the library."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum.questions.enums import State as QuestionState
from forum.questions.queries import newest
from resources.library.enums import Extent
from resources.library.models import Version
from resources.library.reach import in_use_for

SHOWN_NEWS = 5


@dataclass(frozen=True)
class News:
    title: str
    url: str
    facts: str
    at: datetime


def news(user) -> list[News]:
    """The forum's latest questions and the library's latest versions, the newest first."""
    found = [*_questions(user), *_versions(user)]
    return sorted(found, key=lambda each: each.at, reverse=True)[:SHOWN_NEWS]


def _questions(user) -> list[News]:
    return [
        News(
            question.title,
            reverse("questions:question", args=[question.pk]),
            f"{_how_far(question)} · {_writer(question)}",
            question.last_activity_at,
        )
        for question in newest(user, count=SHOWN_NEWS)
    ]


def _how_far(question) -> str:
    if question.state == QuestionState.OPEN:
        return _("no answer yet")
    count = question.answers_count
    words = ngettext("%(count)d answer", "%(count)d answers", count) % {"count": count}
    return words + (_(", solved") if question.state == QuestionState.SOLVED else "")


def _writer(question) -> str:
    byline = question.byline
    return f"{byline.name}, {byline.place}" if byline.place else byline.name


def _versions(user) -> list[News]:
    versions = (
        Version.objects.filter(
            edition__guide__in=in_use_for(user).values("pk"),
            extent=Extent.MAJOR,
            withdrawn_at__isnull=True,
        )
        .select_related("edition__guide")
        .defer("text", "body")
        .order_by("-published_at", "-pk")[:2]
    )
    return [
        News(
            version.edition.guide.full_title,
            version.edition.guide.get_absolute_url(),
            " · ".join(
                filter(
                    None,
                    [
                        _("Library"),
                        version.edition.get_line_display(),
                        _("version %(number)d") % {"number": version.number},
                        ngettext("%(count)d page", "%(count)d pages", version.pages)
                        % {"count": version.pages}
                        if version.pages
                        else "",
                    ],
                )
            ),
            version.published_at,
        )
        for version in versions
    ]
