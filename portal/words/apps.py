from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WordsConfig(AppConfig):
    name = "portal.words"
    verbose_name = _("Words of the search")
