"""The one row that ticking, issuing and withdrawing queue for."""

from django.db.models import F

from events.courses.models import Course


def hold(course: Course) -> None:
    """Let all others who tick, issue or withdraw on this course wait until the transaction is over. A write,
    because on SQLite a lock for reading is none; it changes nothing."""
    Course.objects.filter(pk=course.pk).update(sequence=F("sequence"))
