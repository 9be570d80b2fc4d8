"""The app's name."""

from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    """The registry."""

    name = "tandem.schools"
    label = "schools"
