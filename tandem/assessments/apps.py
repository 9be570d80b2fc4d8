"""The app's name."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Assessments."""

    name = "tandem.assessments"
    label = "assessments"

    def ready(self) -> None:
        from tandem.assessments import exports, imports

        imports.register()
        exports.register()
