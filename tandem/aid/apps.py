"""The app's name and its fact views."""

from django.apps import AppConfig


class AidConfig(AppConfig):
    """Aid."""

    name = "tandem.aid"
    label = "aid"

    def ready(self) -> None:
        from tandem.aid import facts

        facts.register()
