"""What is read of the directory: the list, whom to call, and the network's coverage."""

from .calling import to_call
from .coverage import (
    Coverage,
    by_region,
    coverage,
    coverage_of_late,
    days_to_compare,
    over_time,
)
from .listing import (
    SECRETARIAT_FILTER,
    complete,
    experts_for,
    listed_for,
    narrowed,
    search_for,
    vacancies_for,
    vacancies_found,
)

__all__ = [
    "SECRETARIAT_FILTER",
    "Coverage",
    "by_region",
    "complete",
    "coverage",
    "coverage_of_late",
    "days_to_compare",
    "experts_for",
    "listed_for",
    "narrowed",
    "over_time",
    "search_for",
    "to_call",
    "vacancies_for",
    "vacancies_found",
]
