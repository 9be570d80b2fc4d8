"""The app's name and its fact views."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans."""

    name = "tandem.plans"
    label = "plans"

    def ready(self) -> None:
        from tandem.plans import facts

        facts.register()
