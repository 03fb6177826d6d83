"""Courses: several dates that belong together, with teachers and a waiting list."""
