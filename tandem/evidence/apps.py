"""The app's name."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Evidence."""

    name = "tandem.evidence"
    label = "evidence"
