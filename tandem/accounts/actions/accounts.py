"""Opening and closing accounts, and what a person says of oneself."""

from __future__ import annotations

from datetime import date

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tandem.accounts.actions.roles import assign_role, check_not_last_administrator
from tandem.accounts.actors import Actor
from tandem.accounts.models import Role, RoleAssignment, User
from tandem.accounts.names import check_name, provisional_name, tidy_name
from tandem.accounts.permissions import check, check_manage_user
from tandem.audit.actions import changed, record_event
from tandem.calendar import today

OIDC = "oidc"
"""The name of the one configured provider (``TANDEM_OIDC_URL``)."""


def open_account(
    *,
    by: Actor,
    name: str,
    role: str,
    organisation_id: str,
    starts_on: date,
    ends_on: date | None = None,
    department: str = "",
    phone: str = "",
) -> User:
    """Make an account with its first role. It has no password: a code opens it.

    Raises ``PermissionDenied`` and ``ValidationError`` as :func:`assign_role`.
    """
    name = name.strip()
    if not name:
        raise ValidationError(_("Give the person's name."))
    with transaction.atomic():
        user = User(username=provisional_name(), name=name, phone=phone)
        user.set_unusable_password()
        user.save()
        record_event(
            by=by,
            verb="accounts.open",
            object_type="user",
            object_id=str(user.pk),
            after={"name": name, "phone": phone},
        )
        assign_role(
            by=by,
            user=user,
            role=role,
            organisation_id=organisation_id,
            starts_on=starts_on,
            ends_on=ends_on,
            department=department,
        )
    return user


def set_active(*, by: Actor, user: User, active: bool) -> None:
    """Close an account, or open it again. Its roles and its history stay.

    Raises ``PermissionDenied``; ``ValidationError`` for the last administrator.
    """
    check_manage_user(by, user)
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=user.pk)
        if user.is_active == active:
            return
        if not active:
            for row in RoleAssignment.objects.filter(user=user, role=Role.ADMINISTRATOR):
                if row.holds_on(today()):
                    check_not_last_administrator(row.organisation_id, user.pk, today())
        user.is_active = active
        user.save(update_fields=["is_active"])
        record_event(
            by=by,
            verb="accounts.close" if not active else "accounts.reopen",
            object_type="user",
            object_id=str(user.pk),
            before={"is_active": not active},
            after={"is_active": active, "name": user.name},
        )


def change_own_details(*, by: Actor, user: User, phone: str, email: str, language: str) -> None:
    """What a person may say of oneself. Raises ``PermissionDenied`` for another's account."""
    if by.user_id != user.pk:
        check_manage_user(by, user)
    before = {"phone": user.phone, "email": user.email, "language": user.language}
    after = {"phone": phone, "email": email, "language": language}
    if before == after:
        return
    with transaction.atomic():
        user.phone, user.email, user.language = phone, email, language
        user.save(update_fields=["phone", "email", "language"])
        old, new = changed(before, after)
        record_event(
            by=by,
            verb="accounts.change_details",
            object_type="user",
            object_id=str(user.pk),
            before=old,
            after=new,
        )


def remove_second_factor(*, by: Actor, user: User) -> None:
    """Take the second step of sign-in away from someone whose phone is lost."""
    check(by, "accounts.manage")
    check_manage_user(by, user)
    with transaction.atomic():
        count, _rows = Authenticator.objects.filter(user=user).delete()
        if count:
            record_event(
                by=by,
                verb="accounts.remove_second_factor",
                object_type="user",
                object_id=str(user.pk),
                before={"name": user.name, "second_factor": True},
                after={"second_factor": False},
            )


def link_identity(*, by: Actor, user: User, subject: str) -> None:
    """Let a person sign in through the configured provider, known there by ``subject`` (``sub``).

    Raises ``PermissionDenied``; ``ValidationError`` where the identity belongs to another account.
    """
    check(by, "accounts.manage")
    check_manage_user(by, user)
    subject = subject.strip()
    taken = SocialAccount.objects.filter(provider=OIDC, uid=subject).exclude(user=user)
    if not subject or taken.exists():
        raise ValidationError(_("This identity is empty or belongs to another account."))
    with transaction.atomic():
        _link, created = SocialAccount.objects.get_or_create(
            provider=OIDC, uid=subject, defaults={"user": user}
        )
        if created:
            record_event(
                by=by,
                verb="accounts.link_identity",
                object_type="user",
                object_id=str(user.pk),
                after={"name": user.name, "subject": subject},
            )


def make_account_with_password(*, by: Actor, username: str, name: str, password: str) -> User:
    """An account that is ready at once: the first administrator, demonstrations.

    Only the program may. Raises ``ValidationError`` for a sign-in name that is bad or taken.
    """
    if not by.everything:
        check(by, "accounts.manage")
    username = tidy_name(username)
    check_name(username)
    if User.objects.filter(username__iexact=username).exists():
        raise ValidationError(_("This sign-in name is taken: choose another."))
    with transaction.atomic():
        user = User.objects.create_user(username, name.strip(), password)
        record_event(
            by=by,
            verb="accounts.open",
            object_type="user",
            object_id=str(user.pk),
            after={"username": username, "name": user.name},
        )
    return user
