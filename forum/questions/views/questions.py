"""A question's page, and the forms that lead to it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members.groups.queries import own_groups
from members.people.enums import Permission
from members.people.gates import members_only, requires
from portal.kit import starts
from portal.kit.problems import Refused, stop_if
from portal.ui.refusals import put_on

from .. import flows, kept, queries, rules
from ..forms import (
    AnswerEditForm,
    AnswerForm,
    CloseForm,
    CommentForm,
    LawForm,
    LockForm,
    QuestionEditForm,
    QuestionForm,
)
from ..notices import address_of
from ..pace import Deed, overdone
from ..quotations import quotation
from ..readings import count_reading, remember_reading
from ..tools import Toolbox
from ..writing import Writing, hint_once
from . import patterns

FORM_METHODS = ["GET", "POST"]


@require_http_methods(FORM_METHODS)
@requires(Permission.WRITE_IN_FORUM)
def ask(request):
    """The form for a new question."""
    # An empty search leads here with its words, so that nobody types them twice.
    words = {"title": request.GET.get("title", "")[:200]}
    token = request.GET.get("fra", "")
    start = starts.begun(token, request.user)
    if start is not None:
        words = _begun_elsewhere(start)
    groups = own_groups(request.user)
    writing = Writing(request.user)
    form = QuestionForm(
        request.POST or None,
        request.FILES or None,
        initial=writing.begun(**words),
        groups=groups,
        by=request.user,
    )
    if request.method == "POST":
        form.is_valid()
        writing.take_files(form)
        if writing.lost_group and "audience" in form.fields and "audience" not in request.POST:
            form.add_error("audience", _("Choose who may read it."))
        if form.is_valid():
            drafted = writing.drafted(form, request.POST.getlist("file"))
            try:
                stop_if(overdone(Deed.POST, by=request.user))
                question = flows.ask(**form.written, draft=drafted, by=request.user)
            except Refused as refused:
                put_on(form, refused)
            else:
                said = _("Your question has been asked. You follow it from now on.")
                messages.success(request, said)
                again = reverse("questions:edit", args=[question.pk])
                hint_once(request, form, question.title, question.body, edit=again)
                there = reverse("questions:question", args=[question.pk])
                # Whoever took the way back out of the text has asked something else.
                if start is not None and escape(start.url) in question.body:
                    starts.written(token, user=request.user, url=there, by=request.user)
                return redirect(there)
    return ask_page(request, form, writing)


def _begun_elsewhere(start: starts.Start) -> dict[str, Any]:
    """The form's beginning where the question comes out of another room: the title and the way back."""
    link = format_html('<a href="{}">{}</a>', start.url, start.place)
    body = format_html("<p>{} {}</p>", _("This comes from"), link)
    return {"title": start.title, "body": body, "audience": start.group}


def ask_page(request, form: QuestionForm, writing: Writing):
    """The form for a new question, with what is kept of it."""
    writing.show_files(form)
    return render(
        request,
        "questions/question_form.html",
        {
            "form": form,
            "draft": writing.draft,
            "draft_fetched": writing.draft is not None and not form.is_bound,
            "draft_url": writing.address,
            "lost_group": not form.is_bound and writing.lost_group,
        },
    )


@require_GET
@members_only
def question(request, pk):
    """One question with its answers."""
    found = queries.question_for(request.user, pk)
    if found is None:
        raise Http404
    count_reading(found, request.user)
    own = queries.own(request.user, found)
    page = _page(request, found, own=own, answer_form=_quoting(request, found))
    if own.level and (own.seen_at is None or own.seen_at < found.last_activity_at):
        remember_reading(found, request.user)
    return page


@require_GET
@members_only
def answer_place(request, pk):
    """Where an answer stands now, also when it has moved since somebody linked to it."""
    return redirect(address_of(get_object_or_404(queries.answers_for(request.user), pk=pk)))


@require_http_methods(FORM_METHODS)
@members_only
def edit(request, pk):
    """One's own question again."""
    found = get_object_or_404(queries.questions_for(request.user), pk=pk)
    if not rules.may_edit(request.user, found):
        raise PermissionDenied
    form = QuestionEditForm(
        request.POST or None,
        initial={"title": found.title, "body": found.body, "topics": found.topics.all()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            stop_if(overdone(Deed.POST, by=request.user))
            flows.edit_question(question=found, **form.cleaned_data, by=request.user)
        except Refused as refused:
            put_on(form, refused)
        else:
            messages.success(request, _("Your question has been changed."))
            return redirect("questions:question", found.pk)
    return render(request, "questions/question_form.html", {"form": form, "question": found})


@require_POST
@requires(Permission.WRITE_IN_FORUM)
def answer(request, pk):
    """Post an answer; with errors the page comes back with everything that was written."""
    found = get_object_or_404(queries.questions_for(request.user), pk=pk)
    form = AnswerForm(request.POST, request.FILES, by=request.user)
    writing = Writing(request.user, found)
    form.is_valid()
    writing.take_files(form)
    if form.is_valid():
        drafted = writing.drafted(form, request.POST.getlist("file"))
        try:
            stop_if(overdone(Deed.POST, by=request.user))
            new = flows.answer(question=found, **form.written, draft=drafted, by=request.user)
        except Refused as refused:
            put_on(form, refused)
        else:
            messages.success(request, _("Your answer has been posted."))
            again = reverse("questions:edit_answer", args=[new.pk])
            hint_once(request, form, new.body, edit=again)
            return redirect(address_of(new))
    return _page(request, found, answer_form=form, writing=writing)


@require_http_methods(FORM_METHODS)
@members_only
def edit_answer(request, pk):
    """One's own answer again."""
    found = get_object_or_404(queries.answers_for(request.user).select_related("question"), pk=pk)
    if not rules.may_edit(request.user, found):
        raise PermissionDenied
    form = AnswerEditForm(
        request.POST or None,
        initial={"body": found.body, "cites": found.cites_id},
        cited=found.cites,
    )
    if request.method == "POST" and form.is_valid():
        try:
            stop_if(overdone(Deed.POST, by=request.user))
            flows.edit_answer(answer=found, **form.cleaned_data, by=request.user)
        except Refused as refused:
            put_on(form, refused)
        else:
            messages.success(request, _("Your answer has been changed."))
            return redirect(address_of(found))
    return render(request, "questions/answer_form.html", {"form": form, "answer": found})


@require_http_methods(FORM_METHODS)
@requires(Permission.WRITE_IN_FORUM)
def comment(request, pk):
    """A comment on an answer. With JavaScript the form opens under the answer, and only what could not be
    taken comes back here, with everything that was typed."""
    found = get_object_or_404(
        queries.with_bylines(queries.answers_for(request.user)).select_related("question"), pk=pk
    )
    anonymous = queries.wrote_anonymously_in(request.user, found.question)
    form = CommentForm(request.POST or None, initial={"anonymous": anonymous})
    if request.method == "POST" and form.is_valid():
        try:
            stop_if(overdone(Deed.POST, by=request.user))
            flows.comment(answer=found, **form.cleaned_data, by=request.user)
        except Refused as refused:
            put_on(form, refused)
        else:
            messages.success(request, _("Your comment has been posted."))
            return redirect(address_of(found))
    context = {"form": form, "answer": found, "back": address_of(found)}
    return render(request, "questions/comment_form.html", context)


def page_of(request, pk, **forms):
    """The question's page with a form that could not be taken, and everything that was typed."""
    return _page(request, get_object_or_404(queries.questions_for(request.user), pk=pk), **forms)


def _quoting(request, found) -> AnswerForm | None:
    """The answer form with another's words in it, after what is written there already, for one who has
    chosen to quote them."""
    given = request.GET.get("citer", "")
    if not (given.isascii() and given.isdecimal() and len(given) < 10):
        return None
    standing = queries.standing_answers_for(request.user).filter(pk=given)
    quoted = queries.with_bylines(standing).first()
    if quoted is None:
        return None
    begun = Writing(request.user, found).begun()
    return AnswerForm(initial={**begun, "body": begun.get("body", "") + quotation(quoted)})


def _hidden_words(user, found, page: kept.KeptPage) -> list:
    """The hidden texts of a question that this reader still sees; asked for only where there are any."""
    answers = [each.shape.pk for each in page.answers if each.shape.hidden_at]
    comments = [said.pk for each in page.answers for said in each.comments if said.hidden_at]
    hidden = [found] if found.hidden_at else []
    if answers:
        hidden += queries.answers_for(user).filter(pk__in=answers)
    if comments:
        hidden += queries.comments_for(user).filter(pk__in=comments)
    mine = [post for post in hidden if rules.may_read(user, post)]
    for post in mine:
        post.is_own = rules.wrote(user, post)
        post.may_edit = found.locked_at is None and rules.may_edit(user, post)
    return mine


def _page(
    request, found, *, own=None, answer_form=None, writing=None, order_form=None, lock_form=None
):
    user = request.user
    own = own or queries.own(user, found)
    if lock_form is None and rules.may_moderate(user):
        lock_form = LockForm()
    if order_form is None and rules.may_moderate(user):
        order_form = CloseForm(questions=queries.questions_for(user))
    may_write = rules.may_write(user)
    writing = writing or Writing(user, found)
    page = kept.page_of(found)
    return render(
        request,
        "questions/question_detail.html",
        {
            "question": found,
            "kept": page,
            "facts": page.facts_with(found.views),
            "around": _around(request, found, page, own, answer_form, writing, may_write),
            "answer_form": answer_form,
            "similar": patterns.similar(queries.similar_to(user, found)),
            "confidence": patterns.confidence(),
            "may_write": may_write,
            "order_form": order_form,
            "lock_form": lock_form,
            "hidden_words": _hidden_words(user, found, page),
            "law_form": LawForm(initial={"law": found.law}) if rules.may_confirm(user) else None,
        },
    )


def _around(request, found, page: kept.KeptPage, own: queries.Own, answer_form, writing, may_write):
    """The question, its answers and the form for one more, with what this reader may do to each."""
    user, token = request.user, get_token(request)
    tools, marked = Toolbox(user, found), queries.marked_helpful_by(user, found)
    as_anonymous = queries.wrote_anonymously_in(user, found)
    first_new = page.first_new_to(user, own.seen_at) if own.level else None

    def under(kind, text):
        if kind == "comment":
            return patterns.comment_tools(tools.under_comment(text), text.pk, token=token)
        buttons = tools.under_answer(text, marked=text.pk in marked)
        return patterns.answer_tools(buttons, text.pk, token=token)

    facts = patterns.Around(
        level=own.level,
        bookmarked=own.bookmarked,
        stands=found.deleted_at is None and found.hidden_at is None,
        answered=bool(page.answers),
        takes_answers=found.takes_answers,
        has_new=first_new is not None,
        has_claimed=page.has_claimed(user),
        may_write=may_write,
        may_edit=found.locked_at is None and rules.may_edit(user, found),
        may_delete=found.deleted_at is None and rules.may_delete(user, found),
        may_trace=found.anonymous and rules.may_trace(user),
    )
    return patterns.around(
        facts,
        found,
        token=token,
        sheet=page.sheet,
        topics=page.topics,
        count=page.count,
        moved=page.moved,
        claims=page.claims,
        answers=patterns.answers((each.with_tools(under) for each in page.answers), first_new),
        new_tools=patterns.answer_tools(tools.under_new_answer(), 0, token=token),
        comment_fields=patterns.comment_fields(token=token, anonymous=as_anonymous),
        answer_fields=_answer_fields(answer_form, writing, as_anonymous),
        draft=patterns.draft_line(writing.address, writing.draft, fetched=answer_form is None),
    )


def _answer_fields(form: AnswerForm | None, writing: Writing, anonymous: bool):
    """What was sent, else what the reader is writing, else an empty form, which is the same for all."""
    if form is None and writing.draft is None:
        return patterns.answer_fields(anonymous=anonymous)
    form = form or AnswerForm(initial=writing.begun())
    writing.show_files(form)
    return patterns.fields_of(form)
