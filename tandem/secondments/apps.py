"""The app's name, its fact views and its panels."""

from django.apps import AppConfig


class SecondmentsConfig(AppConfig):
    """Secondments."""

    name = "tandem.secondments"
    label = "secondments"

    def ready(self) -> None:
        from tandem.secondments import facts, panels

        facts.register()
        panels.register()
