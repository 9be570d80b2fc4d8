"""The app's name and its fact views."""

from django.apps import AppConfig


class SecondmentsConfig(AppConfig):
    """Secondments."""

    name = "tandem.secondments"
    label = "secondments"

    def ready(self) -> None:
        from tandem.secondments import facts

        facts.register()
