"""The app's name and its fact views."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """Activities."""

    name = "tandem.activities"
    label = "activities"

    def ready(self) -> None:
        from tandem.activities import exports, facts, files, imports, panels
        from tandem.compliance.panels import register_panel

        facts.register()
        register_panel("activities", waiting=panels.waiting_for)
        imports.register()
        exports.register()
        files.register()
