"""The app's name and its fact views."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """Inspections."""

    name = "tandem.inspections"
    label = "inspections"

    def ready(self) -> None:
        from tandem.inspections import facts

        facts.register()
