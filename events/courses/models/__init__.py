"""The shape of courses."""

from .course import Course, CourseDate, DroppedDate, Teacher
from .enrolment import Enrolment

__all__ = ["Course", "CourseDate", "DroppedDate", "Enrolment", "Teacher"]
