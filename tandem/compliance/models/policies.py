"""Policies as they were pinned: text, hash, clauses and compiled SQL."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tandem.pairings.models import Round


class PolicyVersion(models.Model):
    """One policy text. It is never changed: another text is another version."""

    hash = models.CharField(primary_key=True, max_length=64)
    title = models.CharField(_("title"), max_length=128)
    text = models.TextField()
    clauses = models.TextField(blank=True)
    engine_version = models.CharField(max_length=16)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("-added_at",)

    def __str__(self) -> str:
        return f"{self.title} {self.hash[:8]}"


class CompiledSql(models.Model):
    """A policy version as SQL for one database; ``digest`` names the compiler that wrote it."""

    policy = models.ForeignKey(PolicyVersion, models.CASCADE, related_name="compiled")
    dialect = models.CharField(max_length=16)
    scoped = models.BooleanField()
    engine_version = models.CharField(max_length=16)
    sql = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("policy", "dialect", "scoped", "engine_version"), name="compiled_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.policy_id[:8]} {self.dialect}"


class StoredListing(models.Model):
    """What explains a duty's findings: a compiled listing (see ``policy.explain.compiling``)."""

    policy = models.ForeignKey(PolicyVersion, models.CASCADE, related_name="listings")
    dialect = models.CharField(max_length=16)
    engine_version = models.CharField(max_length=16)
    requirement = models.CharField(max_length=64)
    which = models.CharField(max_length=8)
    table = models.CharField(max_length=32)
    missed = models.JSONField(default=list)
    sql = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("policy", "dialect", "engine_version", "requirement", "which"),
                name="listed_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.policy_id[:8]} {self.requirement} {self.which}"


class PinnedPolicy(models.Model):
    """Which policy version a round is judged by."""

    round = models.OneToOneField(
        Round, models.CASCADE, primary_key=True, related_name="pinned_policy"
    )
    policy = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="rounds")
    pinned_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.round_id} {self.policy_id[:8]}"
