"""The app's name, its fact views and its panels."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """Inspections."""

    name = "tandem.inspections"
    label = "inspections"

    def ready(self) -> None:
        from tandem.inspections import exports, facts, imports, panels

        facts.register()
        panels.register()
        imports.register()
        exports.register()
