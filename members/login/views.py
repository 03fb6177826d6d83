"""The first steps of someone who has been invited and chose a passkey: make it, keep the codes, go on.

allauth's own pages for this belong to an account in use: they lead on to its settings.
"""

from allauth.account.adapter import get_adapter
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib.messages import get_messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from .forms import FirstPasskeyForm


class FirstPasskeyView(AddWebAuthnView):
    """Make a passkey with which one logs in alone: there may be no password that it could follow."""

    template_name = "account/first_passkey.html"

    def get_form_class(self):
        return FirstPasskeyForm

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        context["js_data"] = {"creation_options": auth.begin_registration(self.request.user, True)}
        return context

    def form_valid(self, form) -> HttpResponse:
        response = super().form_valid(form)
        list(get_messages(self.request))  # read, and so gone: the next page says the same itself
        return response

    def get_success_url(self) -> str:
        if self.did_generate_recovery_codes:
            return reverse("login:first_codes")
        return get_adapter().get_login_redirect_url(self.request)


class FirstCodesView(ViewRecoveryCodesView):
    """The recovery codes, and the way on; at once for an account that has none."""

    template_name = "account/first_codes.html"

    def get(self, request, *args, **kwargs) -> HttpResponse:
        try:
            return super().get(request, *args, **kwargs)
        except Http404:  # says allauth of no codes
            return redirect(get_adapter().get_login_redirect_url(request))

    def get_context_data(self, **kwargs) -> dict:
        way_on = get_adapter().get_login_redirect_url(self.request)
        return {**super().get_context_data(**kwargs), "way_on": way_on}


first_passkey = FirstPasskeyView.as_view()
first_codes = FirstCodesView.as_view()
