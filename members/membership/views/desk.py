"""The secretariat's people desk: who is who, and one person's posts, roles, duties and history."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.confirmation.queries import last_of, open_for
from members.people import duties
from members.people.desk_links import links_for
from members.people.enums import Permission
from members.people.flows import membership, posts, roles
from members.people.gates import requires
from members.people.models import Post, RoleGrant
from members.people.rules import is_admitted, is_member, may
from portal.ui.methods import form_page

from .. import forms, queries
from ..enums import Tab
from ..flows import correcting, leaving
from ..problems import to_put_in_force, to_readmit
from .pages import managers_only, one_click, one_form, the_person

roles_only = requires(Permission.MANAGE_ROLES)


@managers_only
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everyone with an account, by tab and words; both stand in the address."""
    shown, words = request.GET.get("vis", ""), request.GET.get("q", "").strip()[:100]
    tab = Tab(shown) if shown in Tab.values else Tab.MEMBERS
    found = queries.people(request.user, tab=tab, words=words)
    page = Paginator(found, queries.PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "people_desk/people.html",
        {"page_obj": page, "tab": tab, "tabs": Tab, "words": words},
    )


@managers_only
@require_safe
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person: posts, roles, duties, and what has been done."""
    shown = the_person(request, person_id)
    return render(
        request,
        "people_desk/person.html",
        {
            "person": shown,
            "is_member": is_member(shown),
            "is_admitted": is_admitted(shown),
            "memberships": shown.memberships.all(),
            "posts": shown.posts.select_related("municipality").order_by("-starts_on", "-pk"),
            "grants": queries.with_groups(queries.grants_of(shown)),
            "duties": duties.held_by(shown),
            "absences": shown.absences.select_related("deputy").order_by("-starts_on"),
            "suspensions": [
                (each, to_put_in_force(each, request.user))
                for each in shown.suspensions.order_by("-proposed_at", "-pk")
            ],
            "unconfirmed": open_for(shown),
            "confirmed": last_of(shown),
            "may_readmit": not to_readmit(shown),
            "may_give_roles": may(request.user, Permission.MANAGE_ROLES),
            "story": queries.story_of(shown),
            "links": links_for(request.user, shown),
        },
    )


@managers_only
@form_page
def correct(request: HttpRequest, person_id: int) -> HttpResponse:
    """Put right somebody's name, title or phone; they are told."""
    shown = the_person(request, person_id)
    stored = {field: getattr(shown, field) for field in ("name", "title", "phone")}
    form = forms.CorrectForm(request.POST or None, initial=stored)
    return one_form(
        request,
        form,
        title=_("Correct name, title and phone"),
        button=_("Save"),
        back=shown,
        lead=_(
            "%(name)s is told that the secretariat has corrected it. The e-mail is the log-in, so the "
            "person changes it themself under Your account: the new address has to be confirmed."
        )
        % {"name": shown.name},
        deed=lambda: correcting.correct(person=shown, **form.cleaned_data, by=request.user),
        done=_("The profile is corrected."),
    )


# --- posts ---------------------------------------------------------------------------------------------
@managers_only
@form_page
def give_post(request: HttpRequest, person_id: int) -> HttpResponse:
    """A further post for somebody who is admitted."""
    shown = the_person(request, person_id)
    form = forms.GivePostForm(request.POST or None)
    return one_form(
        request,
        form,
        title=_("A new post for %(name)s") % {"name": shown.name},
        button=_("Give the post"),
        back=shown,
        deed=lambda: membership.give_post(person=shown, **form.cleaned_data, by=request.user),
        done=_("The post is given."),
    )


@managers_only
@form_page
def end_post(request: HttpRequest, post_id: int) -> HttpResponse:
    """End one post today or on a day to come."""
    post = _the_post(post_id)
    form = forms.EndPostForm(request.POST or None, initial={"ends_on": post.ends_on})
    return one_form(
        request,
        form,
        title=_("End %(post)s") % {"post": post},
        button=_("End the post"),
        back=post.person,
        lead=_("With the last post the person leaves the network, the same minute."),
        deed=lambda: posts.end(post=post, **form.cleaned_data, by=request.user),
        done=_("The end of the post is kept."),
    )


@managers_only
@form_page
def change_post(request: HttpRequest, post_id: int) -> HttpResponse:
    """Correct what stands of a post; without an end it goes on."""
    post = _the_post(post_id)
    form = forms.ChangePostForm.of(post, request.POST or None)
    return one_form(
        request,
        form,
        title=_("Correct %(post)s") % {"post": post},
        button=_("Save"),
        back=post.person,
        deed=lambda: posts.change(post=post, **form.cleaned_data, by=request.user),
        done=_("The post is corrected."),
    )


@managers_only
@form_page
def move(request: HttpRequest, post_id: int) -> HttpResponse:
    """Somebody changes to another municipality and stays a member."""
    post = _the_post(post_id)
    if post.person is None:
        raise Http404
    form = forms.MoveForm(request.POST or None, initial={"leaves_vacancy": True})

    def deed():
        chosen = form.cleaned_data
        posts.move(
            post=post,
            to=chosen["municipality"],
            on=chosen["on"],
            leaves_vacancy=chosen["leaves_vacancy"],
            by=request.user,
        )

    return one_form(
        request,
        form,
        title=_("Move %(post)s") % {"post": post},
        button=_("Move"),
        back=post.person,
        lead=_("The old post ends on the day the new one begins. Membership and log-in go on."),
        deed=deed,
        done=_("The person has moved."),
    )


# --- leaving and roles ---------------------------------------------------------------------------------
@managers_only
@form_page
def end_membership(request: HttpRequest, person_id: int) -> HttpResponse:
    """End the whole membership, today or on a day to come."""
    shown = the_person(request, person_id)
    form = forms.EndMembershipForm(
        request.POST or None,
        initial={"name_after": shown.name_after, "ends_on": queries.last_day_of(shown)},
    )
    return one_form(
        request,
        form,
        title=_("End %(name)s's membership") % {"name": shown.name},
        button=_("End the membership"),
        back=shown,
        is_grave=True,
        lead=_(
            "All posts and roles end, and what the person does for others comes on the list of "
            "duties to hand over."
        ),
        deed=lambda: leaving.leave(person=shown, **form.cleaned_data, by=request.user),
        done=_("The end of the membership is kept."),
    )


@managers_only
@require_POST
def stay(request: HttpRequest, person_id: int) -> HttpResponse:
    """The person does not leave after all."""
    shown = the_person(request, person_id)
    return one_click(
        request,
        back=shown,
        deed=lambda: leaving.stay(person=shown, by=request.user),
        done=_("The posts go on."),
    )


@roles_only
@form_page
def grant(request: HttpRequest, person_id: int) -> HttpResponse:
    """Give a role."""
    shown = the_person(request, person_id)
    form = forms.GrantForm(request.POST or None)
    return one_form(
        request,
        form,
        title=_("A role for %(name)s") % {"name": shown.name},
        button=_("Give the role"),
        back=shown,
        deed=lambda: roles.grant(person=shown, **form.cleaned_data, by=request.user),
        done=_("The role is given."),
    )


@roles_only
@require_POST
def end_grant(request: HttpRequest, grant_id: int) -> HttpResponse:
    """Take a role away today."""
    found = get_object_or_404(RoleGrant.objects.select_related("person"), pk=grant_id)
    roles.end(grant=found, by=request.user)
    messages.success(request, _("The role has ended."))
    return redirect("people_desk:person", found.person_id)


def _the_post(post_id: int) -> Post:
    return get_object_or_404(Post.objects.select_related("person", "municipality"), pk=post_id)
