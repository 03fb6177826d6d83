"""The trail: who did what to whom and when. Reading only: nothing here can be changed."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.people.enums import Permission
from members.people.gates import requires
from members.people.models import User
from portal.audit.trail import of_person as deeds_of_person

from .audit_queries import entries_for, kind_in_words, lines, narrowed
from .forms import TrailForm

PAGE = 50


@require_safe
@requires(Permission.SEE_AUDIT)
def trail(request: HttpRequest) -> HttpResponse:
    """The whole trail, narrowed by person, action, object and period."""
    form = TrailForm(request.GET)
    entries = narrowed(entries_for(request.user), **form.narrowing)
    return _page(request, entries, _("Trail"), form=form)


@require_safe
@requires(Permission.SEE_AUDIT)
def of_person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Everything by, about or on one account, also one that has been deleted."""
    person = User.objects.filter(pk=person_id).first()
    title = person.name if person else _("Account %(number)d") % {"number": person_id}
    entries = entries_for(request.user) & deeds_of_person(person or User(pk=person_id))
    return _page(request, entries, title)


@require_safe
@requires(Permission.SEE_AUDIT)
def of_object(request: HttpRequest, object_type: str, object_id: str) -> HttpResponse:
    """Everything on one object, also one that has been deleted."""
    entries = entries_for(request.user).filter(object_type=object_type, object_id=object_id)
    return _page(request, entries, f"{kind_in_words(object_type)} {object_id}")


def _page(request, entries, title, form=None):
    page = Paginator(entries, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "reports/trail_list.html",
        {"title": title, "form": form, "page_obj": page, "lines": lines(list(page.object_list))},
    )
