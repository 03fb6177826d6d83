"""The shape of courses."""

from .course import Course, CourseDate, Teacher
from .enrolment import Enrolment

__all__ = ["Course", "CourseDate", "Enrolment", "Teacher"]
