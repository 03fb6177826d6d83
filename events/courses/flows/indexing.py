"""What a search for courses looks in."""

from portal.kit import danish

from ..models import Course


def index(course: Course) -> None:
    """Write anew what the search finds; called by every flow that changes words of a course."""
    texts = [
        course.title,
        course.summary,
        course.outcome,
        course.group.name if course.group is not None else "",
        course.place,
        *course.dates.values_list("title", flat=True),
        *(str(each) for each in course.teachers.select_related("person")),
    ]
    Course.objects.filter(pk=course.pk).update(search_key=danish.fold(" ".join(texts)))
