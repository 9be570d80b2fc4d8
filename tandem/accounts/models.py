"""Accounts, the roles that they hold for an organisation and a period, and activation codes."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """What a person is in the programme; the rights of each stand in ``rights.toml``."""

    ADMINISTRATOR = "administrator", _("System administrator")
    OFFICER = "officer", _("Bureau officer")
    LEADER = "leader", _("Leading-group member")
    INSPECTOR = "inspector", _("Department inspector")
    HEAD = "head", _("School head")
    COORDINATOR = "coordinator", _("School coordinator")
    TEACHER = "teacher", _("Teacher")
    VIEWER = "viewer", _("Viewer of a higher authority")
    AUDITOR = "auditor", _("Auditor")


SCHOOL_ROLES = (Role.HEAD, Role.COORDINATOR, Role.TEACHER)
"""Roles held for a school; all others are held for an authority."""


class UserManager(BaseUserManager["User"]):
    """Makes accounts by their sign-in name."""

    def create_user(self, username: str, name: str, password: str | None = None) -> User:
        """An account; without a password nobody can sign in to it until it is activated."""
        user = self.model(username=username, name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """One person's account. E-mail is optional: most teachers have none here."""

    username = models.CharField(_("sign-in name"), max_length=64, unique=True)
    name = models.CharField(pgettext_lazy("person", "name"), max_length=64)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ("username",)
        constraints: ClassVar = [
            # "Wang" and "wang" are one name to whoever types it
            models.UniqueConstraint(Lower("username"), name="sign_in_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class RoleAssignment(models.Model):
    """A role held for an organisation from a day until a day (both included).

    ``organisation_id`` is the id of a school for the school roles, else of an authority. It is no
    foreign key: accounts lie beneath schools.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=16, choices=Role)
    organisation_id = models.CharField(max_length=64)
    department = models.CharField(max_length=16, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=("organisation_id", "role"))]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="role_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.organisation_id}"

    def holds_on(self, day: date) -> bool:
        """Whether the role is held on that day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class ActivationCode(models.Model):
    """A one-time code with which a person sets the first or a new password.

    Only its hash is kept. The school hands the code to its own person, on paper or by word.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="codes")
    code_hash = models.CharField(max_length=64, unique=True)
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-issued_at",)

    def __str__(self) -> str:
        return f"{self.user_id} {self.issued_at:%Y-%m-%d}"


class FailedSignIn(models.Model):
    """A wrong password: the name that was typed (an account's or none), from where, when.

    Kept for an hour; five within 15 minutes lock the name.
    """

    name = models.CharField(max_length=64)
    address = models.CharField(max_length=45, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("name", "at")),
            models.Index(fields=("address", "at")),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.at:%H:%M}"
