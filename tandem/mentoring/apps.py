"""The app's name, its fact views and its panels."""

from django.apps import AppConfig


class MentoringConfig(AppConfig):
    """Mentoring."""

    name = "tandem.mentoring"
    label = "mentoring"

    def ready(self) -> None:
        from tandem.mentoring import exports, facts, imports, panels

        facts.register()
        panels.register()
        imports.register()
        exports.register()
