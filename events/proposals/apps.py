from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProposalsConfig(AppConfig):
    name = "events.proposals"
    verbose_name = _("Proposals for the programme")
