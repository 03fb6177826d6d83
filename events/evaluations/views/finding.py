"""What an address names, as far as its reader may come to it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from .. import rules
from ..models import Evaluation
from ..subjects import Subject, from_address, subject_of


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
    """The same for those who set the questions; 403 to whom may only answer or see."""
    evaluation, subject = evaluation_at(user, address)
    if not rules.may_set(user, evaluation):
        raise PermissionDenied
    return evaluation, subject
