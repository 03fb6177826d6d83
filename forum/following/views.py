"""The page with all that one follows, and the small choice on a question's own page."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forum.questions.enums import Level
from forum.questions.queries import questions_for
from members.people.gates import members_only
from portal.topics.models import Topic
from portal.ui.methods import form_page

from . import flows, queries
from .enums import Chosen
from .forms import LevelForm, TopicsForm
from .models import FeedKey

#: Where the choice for a question was made, and where it leads back to.
LIST = "liste"


@form_page
@members_only
def mine(request):
    """Every topic with its level, saved together; the questions one follows; the feed."""
    form = _topics_form(request, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        flows.follow_topics(levels=form.chosen(), by=request.user)
        messages.success(request, _("Your choices are saved."))
        return redirect("following:mine")
    return _page(request, form)


@require_POST
@members_only
def question(request, pk: int):
    """How soon to hear of a question's answers; with `stop` no longer at all."""
    found = get_object_or_404(questions_for(request.user), pk=pk)
    form = LevelForm(request.POST)
    if "stop" in request.POST:
        flows.follow_question(question=found, level=None, by=request.user)
        messages.success(request, _("You no longer follow this question."))
    elif form.is_valid():
        level = Level(form.cleaned_data["level"])
        flows.follow_question(question=found, level=level, by=request.user)
        messages.success(request, str(SAID[level]()))
    else:
        messages.error(request, _("Choose how soon you want to hear of it."))
    if request.POST.get("back") == LIST:
        return redirect(reverse("following:mine") + "#sporgsmaal")
    return redirect("questions:question", found.pk)


SAID = {
    Level.AT_ONCE: lambda: _("You hear of new answers at once."),
    Level.DAILY: lambda: _("New answers are gathered for you, once each working day."),
    Level.WEEKLY: lambda: _("New answers are gathered for you, once a week."),
    Level.NEVER: lambda: _("You hear no more of this question."),
}


@require_POST
@members_only
def feed_address(request):
    """Make a new address for one's feed and show it this once; with `stop` close the feed."""
    if "stop" in request.POST:
        flows.drop_address(by=request.user)
        messages.success(request, _("Your feed is closed. Its address leads nowhere now."))
        return redirect(reverse("following:mine") + "#feed")
    token = flows.make_address(by=request.user)
    # The answer to the POST itself: the address stands in no other place and no list of visited pages.
    return _page(request, _topics_form(request, None), token=token)


def _topics_form(request, data):
    topics = list(Topic.objects.all())
    return TopicsForm(data, topics=topics, levels=queries.topic_levels(request.user))


def _page(request, form, *, token: str = ""):
    followed = queries.followed_by(request.user)
    address = settings.BASE_URL + reverse("following:feed", args=[token]) if token else ""
    return render(
        request,
        "following/mine.html",
        {
            "form": form,
            "page_obj": Paginator(followed, queries.PAGE).get_page(request.GET.get("page")),
            "back": LIST,
            "feed_key": FeedKey.objects.filter(person=request.user).first(),
            "address": address,
            "topics_address": f"{address}?vis={Chosen.TOPICS}" if token else "",
        },
    )
