"""The app's name."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Assessments."""

    name = "tandem.assessments"
    label = "assessments"
