"""The app's name and its fact views."""

from django.apps import AppConfig


class MentoringConfig(AppConfig):
    """Mentoring."""

    name = "tandem.mentoring"
    label = "mentoring"

    def ready(self) -> None:
        from tandem.mentoring import facts

        facts.register()
