"""The app's name."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit trail."""

    name = "tandem.audit"
    label = "audit"
