"""Activation codes: a school hands one to its own person, who chooses name and password with it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor, actor_for
from tandem.accounts.failures import forget_failures
from tandem.accounts.models import ActivationCode, User
from tandem.accounts.names import check_name, is_provisional, tidy_name
from tandem.accounts.permissions import check_manage_user
from tandem.audit.actions import record_event
from tandem.calendar import now

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0 O, 1 I L, U V: a code is read aloud and copied from paper."""

LIFETIME = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """A code as it is handed out: the only time that anyone sees it."""

    user: User
    code: str
    expires_at: datetime


def issue_codes(*, by: Actor, users: Sequence[User]) -> list[IssuedCode]:
    """A fresh code for each person; earlier codes of theirs end. All, or none.

    The old password works until the code is used, so a code that was issued by mistake locks nobody
    out. Raises ``PermissionDenied`` if one of them is not the actor's to look after.
    """
    if by.user_id is None:
        raise PermissionDenied("a code is issued by a person")
    for user in users:
        check_manage_user(by, user)
    moment = now()
    issued = []
    with transaction.atomic():
        open_codes = ActivationCode.objects.filter(user__in=users, used_at__isnull=True)
        open_codes.filter(expires_at__gt=moment).update(expires_at=moment)
        for user in users:
            code = new_code()
            ActivationCode.objects.create(
                user=user,
                code_hash=hash_code(code),
                issued_by_id=by.user_id,
                issued_at=moment,
                expires_at=moment + LIFETIME,
            )
            record_event(
                by=by,
                verb="accounts.issue_code",
                object_type="user",
                object_id=str(user.pk),
                after={"name": user.name, "expires_at": moment + LIFETIME},
            )
            issued.append(IssuedCode(user, code, moment + LIFETIME))
    return issued


def user_of_code(code: str) -> User | None:
    """The person of a code that may still be used; ``None`` for every other text."""
    found = _open_codes().filter(code_hash=hash_code(code)).select_related("user").first()
    return found.user if found and found.user.is_active else None


def activate_account(*, code: str, username: str, password: str) -> User:
    """Use a code: set the password, and the sign-in name where there is none yet.

    Raises ``ValidationError`` by field (``code``, ``username``, ``password``). Of two who use the
    same code at once, one succeeds.
    """
    with transaction.atomic():
        found = _open_codes().select_for_update().filter(code_hash=hash_code(code)).first()
        user = User.objects.select_for_update().get(pk=found.user_id) if found else None
        if found is None or user is None or not user.is_active:
            raise ValidationError({"code": [_("This code is unknown, used or too old.")]})
        errors: dict[str, list[str]] = {}
        fresh = is_provisional(user.username)
        if fresh:
            user.username = tidy_name(username)
            try:
                check_name(user.username)
            except ValidationError as error:
                errors["username"] = list(error.messages)
            if User.objects.filter(username__iexact=user.username).exclude(pk=user.pk).exists():
                errors["username"] = [_("This sign-in name is taken: choose another.")]
        try:
            validate_password(password, user)
        except ValidationError as error:
            errors["password"] = list(error.messages)
        if errors:
            raise ValidationError(errors)
        user.set_password(password)
        user.must_change_password = False
        try:
            with transaction.atomic():
                user.save(update_fields=["username", "password", "must_change_password"])
        except IntegrityError as error:
            raise ValidationError(
                {"username": [_("This sign-in name is taken: choose another.")]}
            ) from error
        found.used_at = now()
        found.save(update_fields=["used_at"])
        forget_failures(user.username)
        record_event(
            by=actor_for(user),
            verb="accounts.activate" if fresh else "accounts.reset_password",
            object_type="user",
            object_id=str(user.pk),
            after={"username": user.username},
        )
    return user


def new_code() -> str:
    """Eight characters in two groups."""
    text = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{text[:4]}-{text[4:]}"


def hash_code(code: str) -> str:
    """What is kept of a code: keyed, so that a stolen database tells none. Blanks, case and dashes
    do not matter."""
    plain = "".join(character for character in code.upper() if character.isalnum())
    key = hashlib.sha256(b"activation" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()


def _open_codes() -> QuerySet[ActivationCode]:
    return ActivationCode.objects.filter(used_at__isnull=True, expires_at__gt=now())
