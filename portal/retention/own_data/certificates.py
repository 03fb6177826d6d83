"""Who came to courses, certificates, and what was evaluated."""

from django.utils.translation import gettext_lazy as _

from .sources import Column, Source, by


def _attended(certificate, _person) -> str:
    return "; ".join(f"{each.day} {each.hours} {each.title}".strip() for each in certificate.days)


SOURCES = (
    Source(
        "certificates.Attendance",
        _("Your attendance at courses"),
        by("person"),
        (
            Column("date.course.title", _("Course")),
            Column("date.starts_at", _("When")),
            Column("came", _("Came")),
            Column("at", _("Ticked")),
        ),
        related=("date__course",),
    ),
    Source(
        "certificates.Attendance",
        _("Attendance at courses that you have ticked"),
        by("ticked_by"),
        (Column("date.course.title", _("Course")), Column("at", _("Ticked"))),
        related=("date__course",),
    ),
    Source(
        "certificates.Certificate",
        _("Your certificates"),
        by("person"),
        (
            Column("number", _("Number")),
            Column("name", _("Name")),
            Column("title", _("Course or conference")),
            Column("place", _("Place")),
            Column("first_day", _("First day")),
            Column("last_day", _("Last day")),
            Column("attended", _("Dates"), via=_attended),
            Column("teachers", _("Teachers")),
            Column("issued_at", _("Issued")),
            Column("withdrawn_at", _("Withdrawn")),
            Column("withdrawn_because", _("Why it was withdrawn")),
        ),
    ),
    Source(
        "certificates.Certificate",
        _("Certificates that you have issued"),
        by("issued_by"),
        (Column("title", _("Course")), Column("issued_at", _("Issued"))),
    ),
    Source(
        "certificates.Certificate",
        _("Certificates that you have withdrawn"),
        by("withdrawn_by"),
        (Column("title", _("Course")), Column("withdrawn_at", _("Withdrawn"))),
    ),
    Source(
        "evaluations.Receipt",
        _("Evaluations that you have answered"),
        by("person"),
        (Column("evaluation.subject", _("About")),),
        related=("evaluation",),
    ),
)
