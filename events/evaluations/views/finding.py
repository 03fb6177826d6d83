"""What an address names, as far as its reader may come to it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from .. import rules
from ..models import Evaluation
from ..subjects import Part, Subject, desk_of, from_address, parts_of_subject, subject_of


def evaluation_at(user, address: str) -> tuple[Evaluation, Subject]:
    """The evaluation of a subject, also one that nobody has prepared yet; 404 to whom may not come to it."""
    name = from_address(address)
    if not name:
        raise Http404
    evaluation = Evaluation.objects.filter(subject=name).first() or Evaluation(subject=name)
    subject = subject_of(evaluation)
    if subject is None or not rules.may_view(user, evaluation):
        raise Http404
    return evaluation, subject


def evaluation_set_by(user, address: str) -> tuple[Evaluation, Subject]:
    """The same for those who set the questions; 403 to whom may only answer or see, 404 where they are set at
    a desk of its own."""
    evaluation, subject = evaluation_at(user, address)
    if desk_of(evaluation):
        raise Http404
    if not rules.may_set(user, evaluation):
        raise PermissionDenied
    return evaluation, subject


def part_at(user, address: str, key: str) -> tuple[Evaluation, Subject, Part]:
    """One part of an evaluation that was opened; 404 to whoever may not see its answers."""
    name = from_address(address)
    evaluation = Evaluation.objects.filter(subject=name).first() if name else None
    if evaluation is None or not evaluation.was_opened:
        raise Http404
    if not rules.may_see_part(user, evaluation, key):
        raise Http404
    subject = subject_of(evaluation)
    part = next((each for each in parts_of_subject(evaluation) if each.key == key), None)
    if subject is None or part is None:
        raise Http404
    return evaluation, subject, part
