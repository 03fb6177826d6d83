"""Why an edition cannot be moved, or a version not published or withdrawn, as values."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue
from wagtail.models import Revision

from members.people.rules import is_member
from portal.kit.problems import Blocker

from .bodies import plain_text
from .enums import Line, Status
from .models import Draft, Edition, Guide, Version
from .models.approval import was_approved
from .origins import against
from .rules import may_edit, may_read

MEMBERS_ONLY = Blocker("not_allowed", _("Only members can do that."))
KNOWN_PARTS = {"heading", "paragraphs", "points"}
NUMBER_TAKEN = Blocker(
    "number_taken",
    _("Somebody has published a newer version in the meantime. Read it, and take the next number."),
)


def body_blockers(body: StreamValue) -> list[Blocker]:
    """What is wrong with the text of a version."""
    if plain_text(body).strip():
        return []
    return [Blocker("no_text", _("A version needs a text."))]


def to_publish(revision: Revision | None, draft: Draft | None, by) -> list[Blocker]:
    """Why something cannot go out to readers: a person's text is seen by a second person first. A draft
    has rules of its own, which `flows.drafting` asks; what nobody publishes is taken over from elsewhere."""
    if revision is not None:
        approved = was_approved(revision)
    else:
        approved = by is None or (draft is not None and draft.guide_id is None)
    if approved:
        return []
    return [Blocker("not_approved", _("It is published when somebody else has approved it."))]


def to_write(edition: Edition, user) -> list[Blocker]:
    """Why nobody, or not this person, can write in an edition now. The house itself (`user` is None) takes
    over what was written elsewhere."""
    if user is not None and (found := to_draft(user)):
        return found
    if edition.guide.is_retired:
        return [Blocker("retired", _("It is retired. Bring it back first."))]
    if edition.workflow_in_progress:
        return [Blocker("waiting", _("It waits for approval, so nobody can write in it."))]
    if edition.scheduled_revision:
        return [Blocker("scheduled", _("It is approved and waits for its hour."))]
    return []


#: So many files lie beside one text; more than that is material of its own.
MOST_FILES = 20


def to_enclose(edition: Edition, user) -> list[Blocker]:
    """Why no file beside an edition can be added, changed or taken away now: what somebody is to approve is
    what they have read."""
    return to_write(edition, user)


def to_enclose_more(edition: Edition, more: int) -> list[Blocker]:
    """Why so many files more cannot lie beside it."""
    left = MOST_FILES - edition.files.filter(is_removed=False).count()
    if more <= left:
        return []
    return [
        Blocker(
            "too_many",
            _("There is room for %(left)d more. Choose fewer files.") % {"left": max(left, 0)},
        )
    ]


NOT_WAITING = Blocker(
    "not_waiting", _("It does not wait for approval. Somebody may have been quicker.")
)
OWN_TEXT = Blocker(
    "own_text",
    _("You have written in it yourself, so somebody else has to read and approve it."),
)
CHANGED_MEANWHILE = Blocker(
    "changed_meanwhile",
    _("The text has been changed since you opened the page. Read it again before you approve it."),
)


def to_submit(edition: Edition, user) -> list[Blocker]:
    """Why an edition cannot be sent to approval."""
    found = [*to_write(edition, user), *body_blockers(edition.body)]
    if not edition.change.strip():
        found.append(Blocker("no_change", _("Write what has changed; members read it.")))
    return found


def to_approve(edition: Edition, user) -> list[Blocker]:
    """Why this person can neither approve nor send back what waits."""
    if found := to_draft(user):
        return found
    task = edition.current_workflow_task
    if task is None:
        return [NOT_WAITING]
    if not task.user_can_approve(edition, user):
        return [OWN_TEXT]
    return []


def to_send_back(comment: str) -> list[Blocker]:
    """Why it cannot be sent back: whoever wrote it has to know what to mend."""
    if comment.strip():
        return []
    return [Blocker("no_comment", _("Write what has to be different; the writer reads it."))]


def to_take_back(edition: Edition, user) -> list[Blocker]:
    """Why nobody can take an edition back to write on: it neither waits for approval nor for its hour."""
    if found := to_draft(user):
        return found
    if edition.current_workflow_state or edition.scheduled_revision:
        return []
    return [NOT_WAITING]


def sections_blockers(sections: list[dict]) -> list[Blocker]:
    """What is wrong with the text of a draft."""
    if not sections:
        return [Blocker("no_text", _("A version needs at least one section."))]
    if any(set(section) - KNOWN_PARTS or not section.get("heading") for section in sections):
        return [Blocker("wrong_section", _("Each section has a heading, paragraphs and points."))]
    return []


def to_move(edition: Edition, status: str) -> list[Blocker]:
    """Why an edition cannot be said to be this far. Only a version makes it published, and what can be
    read has been begun."""
    readable = edition.newest is not None
    if status != edition.status and edition.pk and edition.workflow_in_progress:
        return [Blocker("waiting", _("It waits for approval; take it back first."))]
    if status == Status.PUBLISHED and not readable:
        return [Blocker("no_version", _("An edition is published by publishing a version."))]
    if status == Status.NOT_BEGUN and readable:
        return [Blocker("has_version", _("It can be read already, so it has been begun."))]
    return []


def to_base_on(edition: Edition, basis: Version | None) -> list[Blocker]:
    """Why an edition cannot say that it starts from this version: only the national one starts from
    another, and that is the same guide's of Copenhagen."""
    if basis is None:
        return []
    same = basis.edition.guide_id == edition.guide_id and basis.edition.line == Line.COPENHAGEN
    if same and edition.line == Line.NATIONAL:
        return []
    return [
        Blocker(
            "wrong_basis",
            _(
                "A national edition starts from a version of Copenhagen’s edition of the same guide."
            ),
        )
    ]


def to_withdraw(version: Version, because: str) -> list[Blocker]:
    """Why a version cannot be withdrawn: readers are owed the reason."""
    if because.strip():
        return []
    return [Blocker("no_reason", _("Write why it is withdrawn; members read it."))]


def to_delete(guide: Guide) -> list[Blocker]:
    """Why material cannot be deleted: what members have read stays, with the reason it was withdrawn."""
    if not Version.objects.filter(edition__guide=guide).exists():
        return []
    return [
        Blocker(
            "has_versions",
            _("It has been published, so it is not deleted. Withdraw its versions instead."),
        )
    ]


def to_use(user, guide: Guide) -> list[Blocker]:
    """Why somebody has nothing to do with material but to read it: keeping it and having a say in it are for
    members who may read it."""
    return [] if is_member(user) and may_read(user, guide) else [MEMBERS_ONLY]


def to_draft(user) -> list[Blocker]:
    if may_edit(user):
        return []
    return [Blocker("not_allowed", _("Only those who keep the library can do that."))]


def to_work_on(draft: Draft) -> list[Blocker]:
    """Why a draft cannot be changed or thrown away; ask the locked row."""
    if not draft.is_published:
        return []
    return [
        Blocker("published", _("It is published. Publish a new version, or withdraw this one."))
    ]


def to_object(words: str) -> list[Blocker]:
    """Why an objection cannot be taken: the secretariat has to know what to mend."""
    if words.strip():
        return []
    return [Blocker("no_words", _("Write what you would like to be different."))]


def to_settle(reply: str) -> list[Blocker]:
    """Why an objection cannot be settled: whoever made it is owed a word."""
    if reply.strip():
        return []
    return [Blocker("no_reply", _("Write a word to the one who objected."))]


def to_publish_draft(draft: Draft, user, *, nobody_recognised: bool) -> list[Blocker]:
    """Why a draft cannot be put into the library, or not by this person: like everything there it is read by
    somebody who has not written in it."""
    found = [*to_draft(user), *sections_blockers(draft.sections), *against(draft)]
    if draft.writers.filter(person=user).exists():
        found.append(OWN_TEXT)
    if not nobody_recognised:
        found.append(Blocker("not_checked", _("Look it through first: can anybody be recognised?")))
    if any(voice.is_against for voice in draft.voices.all()):
        found.append(
            Blocker(
                "objected",
                _("Somebody whose words stand in it has objected. Answer them first."),
            )
        )
    return found
