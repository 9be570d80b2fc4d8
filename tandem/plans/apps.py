"""The app's name, its fact views and its panels."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans."""

    name = "tandem.plans"
    label = "plans"

    def ready(self) -> None:
        from tandem.plans import exports, facts, imports, panels

        facts.register()
        panels.register()
        imports.register()
        exports.register()
