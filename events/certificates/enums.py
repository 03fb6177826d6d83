"""What is agreed about certificates."""

from datetime import timedelta

#: So long before a date begins, its list is opened.
EARLY = timedelta(hours=1)
#: So long after a course's end its certificates are issued by themselves.
BY_ITSELF = timedelta(days=7)
#: The portal tries it for so many days, and then leaves it to those who run the course.
BY_ITSELF_UNTIL = timedelta(days=28)
