"""The one person who cannot be admitted in the portal: the first who could admit anyone."""

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from members.admission.flows.inviting import invite
from members.municipalities.models import Municipality
from members.people.enums import PostRole, Role
from members.people.flows import membership, roles
from members.people.models import RoleGrant, User
from members.people.queries import in_force
from portal.kit import addresses


class Command(BaseCommand):
    help = "Admit the first secretariat administrator and send the invitation."

    def add_arguments(self, parser):
        parser.add_argument("name")
        parser.add_argument("email", type=str)
        parser.add_argument("--municipality", default="København")

    @transaction.atomic
    def handle(self, *, name: str, email: str, municipality: str, **options):
        """Refuses when there already is an administrator: from then on the portal does it."""
        email = addresses.tidy(email)
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email} is not an e-mail address.")
        at = Municipality.objects.filter(name=municipality).first()
        if at is None:
            raise CommandError(f"{municipality} is not one of the 98 municipalities.")
        if RoleGrant.objects.filter(in_force(), role=Role.SECRETARIAT_ADMINISTRATOR).exists():
            raise CommandError("There already is an administrator, who can admit people.")
        person = User.objects.filter(email_key=addresses.key(email)).first()
        person = person or User.objects.create_user(email, None, name=name)
        membership.admit(person=person, municipalities=[at], role=PostRole.STAFF, by=None)
        roles.grant(person=person, role=Role.SECRETARIAT_ADMINISTRATOR, by=None)
        invite(person=person, by=None)
        self.stdout.write(f"{name} has been admitted; the invitation is on its way to {email}.")
