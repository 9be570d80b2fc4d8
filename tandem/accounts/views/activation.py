"""Activation: a code, then a name and a password, then signed in."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tandem.accounts.actions.codes import activate_account, user_of_code
from tandem.accounts.adapter import AccountAdapter
from tandem.accounts.failures import PER_CODE_PAGE, count_attempt, forget_attempt
from tandem.accounts.forms import ActivateForm, CodeForm

KEY = "activation_code"
"""Where the session keeps the code between the two steps."""

MARK = "/activate"
"""The name under which wrong codes of one address are counted; nobody can sign in with it."""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def activate(request: HttpRequest) -> HttpResponse:
    """The code. Thirty wrong ones from one address close the page to it for a quarter of an hour."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = AccountAdapter(request).get_client_ip(request)
        attempt, until = count_attempt(f"{MARK} {address}", address, PER_CODE_PAGE)
        if until is not None:
            clock = timezone.localtime(until).strftime("%H:%M")
            text = _("Too many wrong codes came from your network. Try again at %(time)s.")
            form.add_error("code", text % {"time": clock})
        elif user_of_code(form.cleaned_data["code"]) is None:
            form.add_error(
                "code", _("This code is unknown, used or too old. Ask your school for a new one.")
            )
        else:
            forget_attempt(attempt)
            request.session[KEY] = form.cleaned_data["code"]
            return redirect("accounts:activate_set")
    return render(request, "accounts/activate.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("password", "repeated")
def activate_set(request: HttpRequest) -> HttpResponse:
    """The name and the password."""
    code = request.session.get(KEY, "")
    user = user_of_code(code)
    if user is None:
        return redirect("accounts:activate")
    form = ActivateForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            user = activate_account(
                code=code, username=data.get("username", ""), password=data["password"]
            )
        except ValidationError as error:
            if "code" in error.message_dict:
                return redirect("accounts:activate")
            form.add_error(None, error)
        else:
            del request.session[KEY]
            # a person with a second step of sign-in is asked for it
            return perform_login(request, user, email_verification="none")
    return render(request, "accounts/activate_set.html", {"form": form, "person": user})
