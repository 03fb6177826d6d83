"""Two people stand behind what readers get: who may approve, who never may, and what follows."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision, TaskState

from members.people.models import User
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from resources.library import signals
from resources.library.bodies import from_sections
from resources.library.desk_queries import approvers, waits_for
from resources.library.enums import Extent, Line, Status
from resources.library.finding import search_for
from resources.library.flows import approving, timing, writing
from resources.library.flows.publishing import publish_version, withdraw_version
from resources.library.models import Edition, Version
from tests.factories.people import Personas
from tests.factories.resources import SECTIONS, make_guide, make_version, make_waiting, write
from tests.resources.library.editor_form import typed

pytestmark = pytest.mark.django_db
OTHER = [{"heading": "Frist", "paragraphs": ["Fristen er fjorten dage."], "points": []}]


@pytest.fixture
def guide():
    return make_guide("Notatpligt på øen", klarret=7)


@pytest.fixture
def waiting(personas, guide):
    personas.all()  # those who are told must be there
    return make_waiting(personas.editor, guide)


def approve(edition, by, **fields):
    return approving.approve(edition=edition, seen=edition.seen, by=by, **fields)


def refused(deed, *args, **kwargs) -> list[str]:
    with pytest.raises(Refused) as caught:
        deed(*args, **kwargs)
    return caught.value.codes


# --- who ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", Personas.NAMES)
def test_only_a_second_person_who_keeps_the_library_approves(personas, waiting, name):
    """The editor has written it; the administrator has not."""
    user = getattr(personas, name)
    task = waiting.current_workflow_task
    may = name == "administrator"
    assert task.user_can_approve(waiting, user) == may
    assert bool(task.get_actions(waiting, user)) == may
    assert (user in approvers(waiting)) == may
    assert waits_for(user) == may
    if may:
        approve(waiting, user)
    else:
        codes = refused(approve, waiting, user)
        assert codes == (["own_text"] if name == "editor" else ["not_allowed"])
    assert Version.objects.count() == may


def test_neither_a_superuser_nor_wagtails_own_ways_get_around_it(client, personas, waiting):
    writer = personas.editor
    User.objects.filter(pk=writer.pk).update(is_superuser=True)
    writer = User.objects.get(pk=writer.pk)
    state, revision = waiting.current_workflow_task_state, waiting.latest_revision
    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(state, writer, "approve")
    for publish in (revision.publish, lambda **how: waiting.publish(revision, **how)):
        with pytest.raises(PermissionDenied):
            publish(user=writer, skip_permission_checks=True)
    client.force_login(writer)
    view = "wagtailsnippets_library_edition"
    for address, data in (
        (reverse(f"{view}:edit", args=[waiting.pk]), typed(**{"action-publish": "1"})),
        (
            reverse(f"{view}:edit", args=[waiting.pk]),
            typed(**{"action-workflow-action": "1", "workflow-action-name": "approve"}),
        ),
        (reverse(f"{view}:workflow_action", args=[waiting.pk, "approve", state.pk]), {}),
        (reverse(f"{view}:unpublish", args=[waiting.pk]), {}),
        (
            reverse("library_desk:review", args=[waiting.guide_id, waiting.line]),
            {"step": "approve", "seen": waiting.seen},
        ),
    ):
        client.post(address, data)
    assert not Version.objects.exists()
    assert TaskState.objects.get().status == TaskState.STATUS_IN_PROGRESS
    waiting.refresh_from_db()
    assert (waiting.live, waiting.status) == (False, Status.IN_REVIEW)


def test_the_flow_publishes_nothing_for_a_person_that_nobody_approved(personas, waiting):
    body = from_sections(SECTIONS)
    for revision in (None, waiting.latest_revision):
        codes = refused(
            publish_version,
            edition=waiting,
            body=body,
            revision=revision,
            by=personas.administrator,
        )
        assert codes == ["not_approved"]
    assert refused(
        publish_version, edition=waiting, body=body, revision=waiting.latest_revision, by=None
    ) == ["not_approved"]
    assert not Version.objects.exists()


def test_whoever_has_written_once_since_the_last_version_is_a_writer(personas, waiting):
    """Also when a colleague has written over all of it, and a small correction is no less."""
    writing.take_back(edition=waiting, by=personas.editor)
    write(waiting, personas.administrator, OTHER, extent=Extent.TYPO)
    edition = writing.submit(edition=waiting, by=personas.administrator)
    for user in (personas.editor, personas.administrator):
        assert refused(approve, edition, user) == ["own_text"]
    assert list(approvers(edition)) == []


def test_what_is_published_is_forgotten_when_the_next_one_is_written(personas, waiting):
    approve(waiting, personas.administrator)
    write(waiting, personas.administrator, OTHER)
    edition = writing.submit(edition=waiting, by=personas.administrator)
    approve(edition, personas.editor)
    assert [version.number for version in Version.objects.order_by("number")] == [1, 2]


# --- what follows ------------------------------------------------------------------------------------
def test_approving_publishes_what_was_sent_with_what_was_said_of_it(
    client, personas, guide, run_jobs
):
    old = make_version(guide, sections=OTHER)
    edition = make_waiting(personas.editor, guide, change="Nyt om børn.", for_whom="børnesager")
    assert old.edition.newest == old
    approve(edition, personas.administrator)
    version = Version.objects.get(number=2)
    assert (version.change, version.for_whom, version.extent) == (
        "Nyt om børn.",
        "børnesager",
        Extent.MAJOR,
    )
    edition.refresh_from_db()
    assert (edition.status, edition.live, edition.change) == (Status.PUBLISHED, True, "")
    assert edition.live_revision_id == version.revision_id
    assert not edition.has_unpublished_changes
    client.force_login(personas.member)
    assert "børn på øen" in client.get(guide.get_absolute_url()).text
    assert list(search_for(personas.member, "børn")) == [guide]
    assert Entry.objects.get(action="library.published", object_id=str(version.pk)).by_id == (
        personas.administrator.pk
    )
    run_jobs()
    version.refresh_from_db()
    assert version.file


def test_nothing_of_it_can_be_reached_before(client, personas, waiting):
    client.force_login(personas.member)
    assert "børn på øen" not in client.get(waiting.guide.get_absolute_url()).text
    assert list(search_for(personas.member, "børn")) == []
    for name in ("review", "sheet"):
        page = reverse(f"library_desk:{name}", args=[waiting.guide_id, waiting.line])
        assert client.get(page).status_code in (302, 403)


def test_those_who_may_approve_are_told_and_the_writer_hears_of_it(personas, waiting):
    asked = Notice.objects.get(kind="edition-waits")
    assert (asked.recipient, asked.url) == (personas.administrator, waiting.review_url)
    assert OutgoingMail.objects.get(template="library/mail/waits").recipient == (
        personas.administrator
    )
    approve(waiting, personas.administrator)
    assert Notice.objects.get(kind="edition-approved").recipient == personas.editor
    assert OutgoingMail.objects.get(template="library/mail/approved").recipient == personas.editor


def test_it_is_sent_back_with_a_reason_mended_and_sent_again(client, personas, waiting):
    seen = waiting.seen
    assert refused(
        approving.send_back, edition=waiting, seen=seen, comment=" ", by=personas.administrator
    ) == ["no_comment"]
    approving.send_back(
        edition=waiting, seen=seen, comment="Fristen mangler.", by=personas.administrator
    )
    waiting.refresh_from_db()
    assert waiting.status == Status.BEING_WRITTEN
    assert Notice.objects.get(kind="edition-sent-back").recipient == personas.editor
    client.force_login(personas.editor)
    assert "Fristen mangler." in client.get(waiting.review_url).text
    write(waiting, personas.editor, OTHER)
    edition = writing.submit(edition=waiting, by=personas.editor)
    assert edition.status == Status.IN_REVIEW
    approve(edition, personas.administrator)
    assert "fjorten dage" in Version.objects.get().text


@pytest.mark.parametrize(
    ("extent", "editors", "readers"),
    [(Extent.TYPO, False, False), (Extent.MEDIUM, True, False), (Extent.MAJOR, True, True)],
)
def test_the_size_of_a_change_says_who_is_told(personas, guide, extent, editors, readers):
    third = personas.jurist
    third.grants.update(role="secretariat_editor")
    heard = []

    def hear(sender, version, extent, by, **kwargs):
        heard.append((version.number, extent, by))

    signals.version_published.connect(hear)
    try:
        approve(make_waiting(personas.editor, guide, extent=extent), personas.administrator)
    finally:
        signals.version_published.disconnect(hear)
    told = Notice.objects.filter(kind="edition-published")
    assert [each.recipient for each in told] == ([third] if editors else [])
    # Rooms above hear of each and tell their readers of what is new to them.
    assert heard == [(1, extent, personas.administrator)]
    assert (heard[0][1] == Extent.MAJOR) == readers


# --- once, and the right text ------------------------------------------------------------------------
def test_approving_twice_publishes_once(personas, waiting):
    seen = waiting.seen
    approving.approve(edition=waiting, seen=seen, by=personas.administrator)
    assert refused(approving.approve, edition=waiting, seen=seen, by=personas.administrator) == [
        "not_waiting"
    ]
    revision = Revision.objects.get(pk=Version.objects.get().revision_id)
    revision.publish()
    assert Version.objects.count() == 1


def test_what_was_read_is_what_is_published(personas, waiting):
    """A late save of the writer's changes neither what is approved nor what is published."""
    seen = waiting.seen
    late = waiting.get_latest_revision_as_object()
    late.body = from_sections(OTHER)
    late.save_revision(user=personas.editor, clean=False)
    approving.approve(edition=waiting, seen=seen, by=personas.administrator)
    version = Version.objects.get()
    assert "børn på øen" in version.text and "fjorten" not in version.text
    waiting.refresh_from_db()
    assert waiting.has_unpublished_changes


def test_a_text_that_was_written_over_meanwhile_is_read_anew(personas, waiting):
    seen, revision = waiting.seen, waiting.latest_revision
    late = waiting.get_latest_revision_as_object()
    late.save_revision(user=personas.editor, clean=False, overwrite_revision=revision)
    assert refused(approving.approve, edition=waiting, seen=seen, by=personas.administrator) == [
        "changed_meanwhile"
    ]
    assert not Version.objects.exists()


def test_taken_back_it_waits_no_more(personas, waiting):
    seen = waiting.seen
    writing.take_back(edition=waiting, by=personas.editor)
    waiting.refresh_from_db()
    assert waiting.status == Status.BEING_WRITTEN
    assert refused(approving.approve, edition=waiting, seen=seen, by=personas.administrator) == [
        "not_waiting"
    ]


def test_a_cpr_number_is_not_sent(personas, guide):
    edition = write(
        make_version(guide).edition,
        personas.editor,
        [{"heading": "Sag", "paragraphs": ["Borgeren 010190-1234."], "points": []}],
    )
    with pytest.raises(ValidationError):
        writing.submit(edition=edition, by=personas.editor)
    assert not edition.workflow_in_progress


def test_nothing_is_sent_without_a_text_and_a_word_on_the_change(personas, guide):
    edition = writing.begin(guide=guide, line=Line.NATIONAL, by=personas.editor)
    assert refused(writing.submit, edition=edition, by=personas.editor) == ["no_text", "no_change"]


# --- its hour ----------------------------------------------------------------------------------------
def test_what_has_an_hour_is_published_then_and_once(personas, guide):
    hour = timezone.now().replace(microsecond=0) + timedelta(days=2)
    edition = make_waiting(personas.editor, guide, go_live_at=hour)
    approve(edition, personas.administrator)
    edition.refresh_from_db()
    assert (edition.goes_live_at, edition.live) == (hour, False)
    assert timing.publish_due(by=None) == 0 and not Version.objects.exists()
    assert refused(writing.submit, edition=edition, by=personas.editor) == ["scheduled"]
    pass_time(edition)
    assert [timing.publish_due(by=None) for _ in range(2)] == [1, 0]
    assert Version.objects.get().number == 1
    assert Edition.objects.get(pk=edition.pk).status == Status.PUBLISHED


def test_an_hour_is_taken_back_and_needs_a_new_approval(personas, guide):
    hour = timezone.now().replace(microsecond=0) + timedelta(days=2)
    edition = make_waiting(personas.editor, guide, go_live_at=hour)
    approve(edition, personas.administrator)
    writing.take_back(edition=edition, by=personas.editor)
    assert Edition.objects.get(pk=edition.pk).goes_live_at is None
    assert timing.publish_due(at=hour + timedelta(days=1), by=None) == 0
    write(edition, personas.editor, OTHER)
    codes = refused(
        publish_version,
        edition=edition,
        body=from_sections(OTHER),
        revision=Edition.objects.get(pk=edition.pk).latest_revision,
        by=None,
    )
    assert codes == ["not_approved"]


def test_what_has_run_out_is_withdrawn_with_the_day(client, personas, guide):
    make_version(guide)
    end = timezone.now() + timedelta(days=3)
    edition = make_waiting(personas.editor, guide, sections=OTHER, expire_at=end)
    approve(edition, personas.administrator)
    assert timing.expire_due(at=end - timedelta(minutes=1), by=None) == 0
    assert [timing.expire_due(at=end, by=None) for _ in range(2)] == [1, 0]
    assert {version.is_withdrawn for version in Version.objects.all()} == {True}
    assert Version.objects.get(number=2).withdrawn_because.startswith("Udløbet: teksten gjaldt")
    client.force_login(personas.member)
    page = client.get(guide.get_absolute_url()).text
    assert "fjorten dage" not in page and "Udløbet: teksten gjaldt" in page


def test_a_withdrawn_text_is_written_on_and_approved_anew(personas, waiting):
    approve(waiting, personas.administrator)
    withdraw_version(version=Version.objects.get(), because="Forkert.", by=personas.editor)
    edition = Edition.objects.get(pk=waiting.pk)
    assert (edition.live, edition.newest) == (False, None)
    write(edition, personas.editor, OTHER)
    approve(writing.submit(edition=edition, by=personas.editor), personas.administrator)
    assert Edition.objects.get(pk=waiting.pk).newest.number == 2


def pass_time(edition: Edition) -> None:
    """Its hour has come: the stored hours are moved back instead of the clock."""
    past = timezone.now() - timedelta(minutes=1)
    for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
        revision.content["go_live_at"] = past.isoformat()
        Revision.objects.filter(pk=revision.pk).update(
            approved_go_live_at=past, content=revision.content
        )
