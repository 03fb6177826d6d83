"""The list of questions, and what has happened to one of them."""

from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from members.people.gates import members_only
from portal.topics.models import Topic

from .. import queries, rules
from ..broadcast import as_frame
from ..enums import Filter


@require_GET
@members_only
def listing(request):
    """All questions, by tab and topic, or those that have the words that were searched for."""
    shown = request.GET.get("vis", "")
    show = Filter(shown) if shown in Filter.values else Filter.ALL
    words = request.GET.get("q", "").strip()[:200]
    topics = list(Topic.objects.all())
    topic = next((each for each in topics if each.slug == request.GET.get("emne")), None)
    if words:
        found = queries.search_for(request.user, words)
    else:
        found = queries.listed(request.user, show=show, topic=topic.slug if topic else "")
    page = Paginator(found, queries.PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "questions/question_list.html",
        {
            "page_obj": page,
            "tabs": Filter,
            "show": show,
            "topics": topics,
            "topic": topic,
            "words": words,
            "may_write": rules.may_write(request.user),
        },
    )


@require_GET
@members_only
def news(request, pk):
    """What has happened since event number `efter`, for a page whose line was down (JSON).

    `complete` is false when events of that time are gone and the page must be loaded anew.
    """
    question = get_object_or_404(queries.questions_for(request.user), pk=pk)
    given = request.GET.get("efter", "")
    after = int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else 0
    events, complete = queries.events_after(request.user, question, after)
    return JsonResponse(
        {
            "seq": question.seq,
            "complete": complete,
            "events": [as_frame(event) for event in events],
        }
    )
