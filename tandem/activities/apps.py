"""The app's name and its fact views."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """Activities."""

    name = "tandem.activities"
    label = "activities"

    def ready(self) -> None:
        from tandem.activities import facts

        facts.register()
