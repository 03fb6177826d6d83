"""By which methods a view is asked, beside Django's own decorators for it."""

from django.views.decorators.http import require_http_methods

#: A page with a form: it is shown, and what is written on it is sent to it.
form_page = require_http_methods(["GET", "HEAD", "POST"])
