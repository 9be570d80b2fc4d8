"""The app's name, and the fact views of its own."""

from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    """Duties and findings."""

    name = "tandem.compliance"
    label = "compliance"

    def ready(self) -> None:
        from tandem.compliance import facts

        facts.register()
