"""What somebody who has done everything has done in the library; see `whole_person`."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from forum.drafting.flows import draft_from
from portal.ui.uploads import taken
from resources.care.flows import answering, hearing, rechecking
from resources.care.models import Report
from resources.collections import flows as collections
from resources.klarret import flows as series
from resources.klarret.enums import Reply
from resources.library.flows import enclosing
from resources.library.flows.reading import record_reading
from resources.library.models import Edition, EditionFile
from resources.shelves import flows as shelves
from resources.transfer.models import Batch, Export
from resources.visits import flows as visits

from . import contributions, files, forum, resources
from .people import make_secretariat


def take_part(gert, other) -> None:
    """Everything that can be done there."""
    record_reading(version=resources.make_version(), by=gert)
    draft_from(question=forum.make_solved(other, gert, title="Hvem mægler?"), by=gert)
    draft = draft_from(
        question=forum.make_solved(other, gert, title="Hvem lytter?"),
        by=make_secretariat(name="Mogens Skriver"),
    )
    resources.publish(draft, by=gert)
    _series(gert)


def _series(gert) -> None:
    guide = resources.make_guide("Frister", klarret=22)
    shelves.keep(guide=guide, own_list=shelves.make_list(name="Gerts liste", by=gert), by=gert)
    shelves.watch_topics(topics=[resources.make_topic("Gerts emne")], by=gert)
    for days in (9, 0):
        visits.came(at=timezone.now() - timedelta(days=days), by=gert)
    collections.follow(collection=resources.make_collection(guide), by=gert)
    series.wish(guide=guide, by=gert)
    _care(gert, guide)
    edition = resources.make_edition(guide)
    Edition.objects.filter(pk=edition.pk).update(
        locked=True, locked_at=timezone.now(), locked_by=gert
    )
    contributions.make_contribution(
        gert,
        title="Gerts skabelon",
        kind="practice",
        tried="Gert ringede først",
        led_to="Gert fik færre klager",
        link="https://gert.example/",
        reply="Tak, Gert",
    )
    upload = taken(SimpleUploadedFile("Gerts skabelon.docx", files.word("Kære borger")))
    enclosing.add(edition=edition, uploads=[upload], by=None)
    EditionFile.objects.filter(edition=edition).update(changed_by=gert)
    Export.objects.create(asked_by=gert)
    Batch.objects.create(name="bibliotek.zip", asked_by=gert, brought_by=gert)
    offer = series.offer_to_write(guide=guide, words="Gert læser gerne udkast", by=gert)
    difference = series.report(guide=guide, words="Hos Gert svarer borgerservice", by=gert)
    for word in (offer, difference):
        helper = make_secretariat(name="Bente Svarer")
        series.answer(word=word, reply=Reply.YES, words="Tak, Gert", by=helper)


def _care(gert, guide) -> None:
    helper = make_secretariat(name="Bodil Svarer")
    due = timezone.localdate()
    answering.set_care(guide=guide, owner=gert, deputy=helper, review_on=due, by=helper)
    other = resources.make_guide("Notatpligt", klarret=23)
    answering.set_care(guide=other, owner=helper, deputy=gert, review_on=due, by=helper)
    version = resources.make_version(guide, line="copenhagen")
    hearing.say(version=version, helped=True, words="Tak fra Gert", by=gert)
    for person, word in ((gert, "Gert: fristen er ny"), (helper, "Fristen er ny")):
        mine = hearing.report(guide=guide, words=word, by=person)
        by = helper if person == gert else gert
        Report.objects.filter(pk=mine.pk).update(
            outcome="mended", answer="Tak, Gert", settled_at=timezone.now(), settled_by=by
        )
    basis = resources.make_basis(guide)
    change = rechecking.rule_changed(
        basis=basis, words="Ny frist", since=timezone.localdate(), by=helper
    )
    change.rechecks.update(outcome="right", checked_at=timezone.now(), checked_by=gert)
