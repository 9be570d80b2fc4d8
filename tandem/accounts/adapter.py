"""How django-allauth is bent to this product: lockout, the audit trail, no sign-up of one's own."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.accounts.actors import Actor, actor_for
from tandem.accounts.failures import count_attempt, failures_left, forget_attempt
from tandem.accounts.names import tidy_name
from tandem.audit.actions import record_event


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the bureau and the schools, never by visitors."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": gettext_lazy(
            "The sign-in name or the password is wrong. If it is forgotten, ask for a code (below)."
        ),
        "enter_current_password": gettext_lazy("This is not your password so far."),
        "incorrect_password": gettext_lazy("This is not your password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Raises ``ValidationError`` while the name, or the address, is locked."""
        name = str(credentials.get("username", ""))
        attempt, until = count_attempt(name, self.get_client_ip(request))
        if until is not None:
            raise ValidationError(locked_words(until), code="too_many_login_attempts")
        self._attempt = attempt

    def _rollback_login_failed_rl_usage(self) -> None:
        # called by allauth when the password was right
        forget_attempt(self._attempt)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        name = tidy_name(str(credentials.get("username", "")))[:64]
        if failures_left(name) == 0:
            record_event(
                by=Actor(None, "-"),
                verb="accounts.locked",
                object_type="sign-in name",
                object_id=name,
                after={"address": self.get_client_ip(request)},
            )

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Sign-in is complete, the second step included."""
        record_event(
            by=actor_for(user),
            verb="accounts.sign_in",
            object_type="user",
            object_id=str(user.pk),
            after={"address": self.get_client_ip(request)},
        )
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """What was done to a password or a second step is said in our words; the rest is seen anyway."""
        text = _said().get(message_template or "")
        if text:
            messages.add_message(request, level, text)

    def clean_username(self, username: str, shallow: bool = False) -> str:
        return tidy_name(username)

    def set_password(self, user: Any, password: str) -> None:
        user.must_change_password = False
        super().set_password(user, password)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """allauth tells here of every change to a person's ways of signing in: it is kept."""
        record_event(
            by=actor_for(user),
            verb="accounts.sign_in_changed",
            object_type="user",
            object_id=str(user.pk),
            after={"what": template_prefix.rsplit("/", 1)[-1]},
        )
        super().send_notification_mail(template_prefix, user, context, email)


def _said() -> dict[str, str]:
    """Ours for the messages of allauth that say more than the page that follows."""
    return {
        "account/messages/password_changed.txt": _("Your password is changed."),
        "account/messages/password_set.txt": _("Your password is set."),
        "mfa/messages/totp_activated.txt": _(
            "From now on a code from your phone is asked for too. Save the recovery codes."
        ),
        "mfa/messages/totp_deactivated.txt": _("From now on the password alone signs you in."),
    }


def locked_words(until: Any) -> str:
    """Why nobody may try now, until when, and what helps at once."""
    clock = timezone.localtime(until).strftime("%H:%M")
    return _(
        "Too many wrong passwords. Wait until %(time)s, or ask your school or the bureau for a new code."
    ) % {"time": clock}


class SecondStepAdapter(DefaultMFAAdapter):
    """What the second step says of a wrong code."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "This code is wrong or too old: type the one that is shown now."
        ),
    }


class SocialAdapter(DefaultSocialAccountAdapter):
    """A sign-in from elsewhere opens an account that is there already, and never makes one.

    Whatever goes wrong leads back to the sign-in page, which says it.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Identities are linked by the bureau (``link_identity``), never by their holders."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise PermissionDenied("an identity is linked by the bureau")
        if not sociallogin.is_existing:
            text = _(
                "This identity belongs to no account here. Sign in with your password, and ask the"
                " bureau to link it."
            )
            raise _back_to_sign_in(request, text)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """The identity service refused, was left, or does not answer."""
        if error == AuthError.CANCELLED:
            raise _back_to_sign_in(request, _("You left the other sign-in. Nothing has changed."))
        text = _("The other sign-in did not work. Try it again, or sign in with your password.")
        raise _back_to_sign_in(request, text)


def _back_to_sign_in(request: HttpRequest, text: str) -> ImmediateHttpResponse:
    messages.warning(request, text)
    return ImmediateHttpResponse(redirect("account_login"))


def display(user: Any) -> str:
    """A person's name, as pages show it."""
    return str(user.name)
